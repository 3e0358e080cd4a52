"""What recording costs the visitors of a project, in the order of its devices."""

from __future__ import annotations

from collections.abc import Sequence

from pagepulse.questions.dates import TimeRange
from pagepulse.replay.cost_queries import select_costs
from pagepulse.replay.models import CostGroup, RecordingCosts, Spread
from pagepulse.warehouse import Row, Warehouse


def read_costs(warehouse: Warehouse, project_id: str, times: TimeRange) -> RecordingCosts:
    """Return the cost of all sessions of a time range, and of those of each device."""
    rows = {row["group"]: row for row in select_costs(warehouse, project_id, times)}
    everything = rows.pop("all", None)
    return RecordingCosts(
        all=None if everything is None else _group(everything),
        devices={device: _group(row) for device, row in rows.items()},
    )


def _group(row: Row) -> CostGroup:
    return CostGroup(
        session_count=row["session_count"],
        work_ms_per_minute=_spread(row["work_per_minute"]),
        work_ms=_spread(row["work"]),
        longest_ms=_spread(row["longest"]),
        longest_ms_max=row["longest_max"],
        snapshot_ms=_spread(row["snapshot"]),
        bytes_per_minute=_spread(row["bytes_per_minute"]),
    )


def _spread(quantiles: Sequence[float]) -> Spread:
    median, p95 = quantiles
    return Spread(median=median, p95=p95)
