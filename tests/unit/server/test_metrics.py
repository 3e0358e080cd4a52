"""What Prometheus reads is what happened, and nothing from outside becomes a label."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from prometheus_client import CollectorRegistry, generate_latest
from starlette.types import Receive, Scope, Send

from pagepulse.ingest.pipeline import IngestPipeline
from pagepulse.server.metrics import HttpMetrics, IngestCollector, MetricsApp, create_registry
from pagepulse.server.problems import problem_bytes
from pagepulse.server.request_log import RequestLog
from pagepulse.warehouse import Warehouse


def read(registry: CollectorRegistry) -> dict[str, float]:
    lines = generate_latest(registry).decode().splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    return {name: float(value) for name, value in pairs}


async def test_the_write_path_is_counted(tmp_path: Path, warehouse: Warehouse):
    pipeline = IngestPipeline(tmp_path, warehouse, lambda _key: None, problem_bytes, 10**9)
    registry = CollectorRegistry()
    registry.register(IngestCollector(pipeline))
    pipeline.ledger.received = 7
    pipeline.ledger.accepted = 5
    pipeline.ledger.rejected["unknown_project_key"] = 2
    pipeline.journal.refusals.add("prj_1", 20_000, "too_many_events")
    pipeline.journal.append_now([])

    values = read(registry)
    await pipeline.stop(drain_seconds=0)

    journal_bytes = values.pop("pagepulse_journal_bytes")
    assert journal_bytes > 0
    assert values == {
        "pagepulse_batches_received_total": 7,
        "pagepulse_batches_accepted_total": 5,
        "pagepulse_batches_projected_total": 0,
        "pagepulse_batches_quarantined_total": 0,
        "pagepulse_batches_dropped_total": 0,
        "pagepulse_batches_late_for_erased_total": 0,
        'pagepulse_batches_rejected_total{code="unknown_project_key"}': 2,
        "pagepulse_events_projected_total": 0,
        "pagepulse_events_redacted_total": 0,
        "pagepulse_sessions_erased_total": 0,
        "pagepulse_warehouse_refusals_total": 0,
        "pagepulse_journal_batches": 0,
        'pagepulse_ledger_batches{outcome="refused:too_many_events",project="prj_1"}': 1,
        "pagepulse_projector_lag_seconds": 0,
    }


@pytest.fixture
def registry() -> CollectorRegistry:
    return create_registry()


async def test_addresses_and_methods_of_strangers_become_no_labels(registry: CollectorRegistry):
    async def application(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 404, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    transport = httpx.ASGITransport(RequestLog(application, HttpMetrics(registry)))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        for number in range(3):
            await client.request(f"EVIL{number}", f"/address/{number}")

    answers = {name for name in read(registry) if name.startswith("pagepulse_http_answers")}
    assert answers == {'pagepulse_http_answers_total{method="other",route="frontend",status="404"}'}


async def test_batches_are_counted_by_their_answer(
    registry: CollectorRegistry, tmp_path: Path, warehouse: Warehouse
):
    pipeline = IngestPipeline(tmp_path, warehouse, lambda _key: None, problem_bytes, 10**9)
    ingest = RequestLog(pipeline.handler, HttpMetrics(registry), "/api/tracking/events")
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(ingest), base_url="http://localhost"
    ) as client:
        await client.post("/api/tracking/events", content=b"?")
    await pipeline.stop(drain_seconds=0)

    answers = {name: n for name, n in read(registry).items() if name.startswith("pagepulse_http_a")}
    assert answers == {
        'pagepulse_http_answers_total{method="POST",route="/api/tracking/events",status="400"}': 1
    }


async def test_no_series_tells_when_another_was_born(registry: CollectorRegistry):
    HttpMetrics(registry).answered("GET", "/", 200, 0.1)

    assert [name for name in read(registry) if "_created" in name] == []


async def test_only_metrics_are_served_there(registry: CollectorRegistry):
    transport = httpx.ASGITransport(MetricsApp(registry))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        statuses = [(await client.get(path)).status_code for path in ("/metrics", "/", "/api")]

    assert statuses == [200, 404, 404]
