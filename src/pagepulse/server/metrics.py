"""Prometheus metrics, on a listener of their own that only this machine reaches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import anyio.to_thread
import structlog
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from pagepulse.clock import now_ms
from pagepulse.errors import StorageError
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.pipeline import Backlog, IngestPipeline

log = structlog.get_logger()

# Seconds; a person notices 0.1 and waits at most some.
BUCKETS = (0.005, 0.02, 0.05, 0.1, 0.3, 1.0, 3.0, 10.0)
# Names of methods come from outside; only these become labels.
METHODS = frozenset({"GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"})

# Counters of the ledger by their field: name and what it counts.
COUNTED = {
    "received": ("batches_received", "Batches that arrived."),
    "accepted": ("batches_accepted", "Batches acknowledged after they were on disk."),
    "projected": ("batches_projected", "Batches in the warehouse."),
    "quarantined": ("batches_quarantined", "Batches that could not be read."),
    "quarantine_dropped": (
        "batches_dropped",
        "Batches deleted from quarantine because it was full or they were old.",
    ),
    "late_for_erased": (
        "batches_late_for_erased",
        "Batches dropped because they came late for somebody who was erased.",
    ),
    "projected_events": ("events_projected", "rrweb events in the warehouse."),
    "redacted_events": (
        "events_redacted",
        "rrweb events in which the server hid what a tracker let through.",
    ),
    "erased_sessions": (
        "sessions_erased",
        "Sessions deleted because their visitor withdrew.",
    ),
    "warehouse_refusals": (
        "warehouse_refusals",
        "Times that the warehouse could not take a range; it is tried again.",
    ),
}


class HttpMetrics:
    """Counts answers of the main listener."""

    def __init__(self, registry: CollectorRegistry) -> None:
        """Register with `registry`."""
        self._answers = Counter(
            "pagepulse_http_answers",
            "Answers by method, route and status.",
            ["method", "route", "status"],
            registry=registry,
        )
        self._seconds = Histogram(
            "pagepulse_http_seconds",
            "Time to answer.",
            ["route"],
            buckets=BUCKETS,
            registry=registry,
        )

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answer."""
        known = method if method in METHODS else "other"
        self._answers.labels(known, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)


class IngestCollector(Collector):
    """Reads the ledger and the journal at the moment somebody asks."""

    def __init__(self, pipeline: IngestPipeline) -> None:
        """Read from `pipeline`."""
        self._pipeline = pipeline

    def collect(self) -> Iterator[Metric]:
        """Yield every metric of the write path."""
        yield from _counters(self._pipeline.ledger)
        try:
            yield from _gauges(self._pipeline.backlog())
            yield _ledger(self._pipeline.counted())
        except StorageError:
            log.warning("backlog_not_read", exc_info=True)


def _counters(ledger: Ledger) -> Iterator[Metric]:
    for field, (name, text) in COUNTED.items():
        yield CounterMetricFamily(f"pagepulse_{name}", text, getattr(ledger, field))
    yield _labelled("batches_rejected", "Batches refused, by reason.", "code", ledger.rejected)
    yield _labelled(
        "batches_unrecorded",
        "Batches of browsers that ask for privacy, by signal: counted, nothing recorded.",
        "signal",
        ledger.unrecorded,
    )


def _labelled(name: str, text: str, label: str, counts: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily(f"pagepulse_{name}", text, labels=[label])
    # A copy: the server goes on counting.
    for value, count in list(counts.items()):
        family.add_metric([value], count)
    return family


def _ledger(counted: Mapping[tuple[str, str], int]) -> Metric:
    # Not a sum since the start of the process, and a batch that turns out to be known is moved.
    family = GaugeMetricFamily(
        "pagepulse_ledger_batches",
        "Batches that ever arrived, by project and what became of them.",
        labels=["project", "outcome"],
    )
    for (project_id, outcome), batches in counted.items():
        family.add_metric([project_id, outcome], batches)
    return family


def _gauges(backlog: Backlog) -> Iterator[Metric]:
    oldest = backlog.oldest_received_at
    lag = 0.0 if oldest is None else max(0, now_ms() - oldest) / 1000
    for name, text, value in (
        ("journal_bytes", "Size of the journal.", backlog.journal_bytes),
        ("journal_batches", "Batches that wait to be projected.", backlog.batches),
        ("projector_lag_seconds", "Age of the oldest batch that waits.", lag),
    ):
        yield GaugeMetricFamily(f"pagepulse_{name}", text, value)


def create_registry() -> CollectorRegistry:
    """Return a registry that knows the process already."""
    # A second series per counter, with the time of its birth, that nobody reads.
    disable_created_metrics()  # type: ignore[no-untyped-call]  # the library types its classes only
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    return registry


class MetricsApp:
    """Answers `/metrics` and nothing else."""

    def __init__(self, registry: CollectorRegistry) -> None:
        """Show what `registry` holds."""
        self._registry = registry

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        response = await anyio.to_thread.run_sync(self._answer, Request(scope))
        await response(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        if request.url.path != "/metrics":
            return PlainTextResponse("See /metrics.\n", 404)
        return Response(generate_latest(self._registry), media_type=CONTENT_TYPE_LATEST)
