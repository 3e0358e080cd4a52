"""What recording costs, from the batches that told it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.replay.conftest import NOW, Store, page_view

from pagepulse.questions.dates import TimeRange
from pagepulse.replay.costs import read_costs
from pagepulse.replay.models import CostGroup, RecordingCosts, Spread
from pagepulse.warehouse import Warehouse

DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)
EVER = TimeRange()


def cost(**numbers: float) -> dict[str, Any]:
    """Return one report of the wire format."""
    return {"at": NOW, **numbers}


def store_session(store: Store, name: str, costs: list[dict[str, Any]], **changes: Any) -> str:
    views = [page_view(NOW, "https://shop.example/", number=hash(name) % 1000)]
    return store(name, pageViews=views, costs=costs, **{"user_agent": DESK, **changes})


def test_the_reports_of_a_session_are_added_up(
    store: Store, warehouse: Warehouse, project_id: str
) -> None:
    store_session(
        store,
        "one",
        [
            cost(activeMs=90_000, workMs=60, longestMs=40, snapshotMs=40, bytes=9, elements=5),
            cost(activeMs=30_000, workMs=20, longestMs=10),
        ],
    )
    told = read_costs(warehouse, project_id, EVER)

    sent = warehouse.query(
        "select body_bytes from batches where project_id = {id:String}", {"id": project_id}
    )[0]["body_bytes"]
    group = CostGroup(
        session_count=1,
        work_ms_per_minute=Spread(median=40, p95=40),
        work_ms=Spread(median=80, p95=80),
        longest_ms=Spread(median=40, p95=40),
        longest_ms_max=40,
        snapshot_ms=Spread(median=40, p95=40),
        bytes_per_minute=Spread(median=sent / 2, p95=sent / 2),
    )
    assert told == RecordingCosts(all=group, devices={"desktop": group})


def test_a_session_of_seconds_counts_as_a_minute(
    store: Store, warehouse: Warehouse, project_id: str
) -> None:
    store_session(store, "short", [cost(activeMs=2_000, workMs=60)])
    told = read_costs(warehouse, project_id, EVER)

    assert told.all is not None
    assert told.all.work_ms_per_minute.median == 60


def test_devices_stand_apart_and_slow_sessions_show_in_the_95th_percentile(
    store: Store, warehouse: Warehouse, project_id: str
) -> None:
    for number in range(4):
        store_session(store, f"desk {number}", [cost(activeMs=60_000, workMs=10)])
    store_session(store, "slow", [cost(activeMs=60_000, workMs=110)])
    store_session(store, "phone", [cost(activeMs=60_000, workMs=50)], user_agent=PHONE)
    told = read_costs(warehouse, project_id, EVER)

    counts = {device: group.session_count for device, group in told.devices.items()}
    assert counts == {"desktop": 5, "mobile": 1}
    desktop = told.devices["desktop"].work_ms
    assert [desktop.median, desktop.p95] == pytest.approx([10, 90])
    assert told.devices["mobile"].work_ms == Spread(median=50, p95=50)


def test_without_a_report_there_is_no_cost(
    store: Store, warehouse: Warehouse, project_id: str
) -> None:
    store_session(store, "silent", [])

    assert read_costs(warehouse, project_id, EVER) == RecordingCosts(all=None, devices={})


def test_only_sessions_of_the_time_range_count(
    store: Store, warehouse: Warehouse, project_id: str
) -> None:
    store_session(store, "early", [cost(activeMs=60_000, workMs=10)])

    assert read_costs(warehouse, project_id, TimeRange(start_at=NOW + 1)).all is None


@pytest.mark.parametrize(("sent", "stored"), [(-5, 0), (1e300, 3_600_000), (12.5, 12.5)])
def test_numbers_that_cannot_be_are_brought_into_bounds(
    store: Store, warehouse: Warehouse, project_id: str, sent: float, stored: float
) -> None:
    store_session(store, "odd", [cost(workMs=sent, bytes=1e300, elements=-1)])
    rows = warehouse.query(
        "select work_ms, bytes, elements from costs where project_id = {id:String}",
        {"id": project_id},
    )

    assert rows == [{"work_ms": stored, "bytes": 2**53, "elements": 0}]
