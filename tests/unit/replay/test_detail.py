"""Everything about one session but its rrweb events."""

from __future__ import annotations

from typing import get_args

import pytest
from tests.unit.replay.conftest import (
    NOW,
    Store,
    click,
    full_snapshot,
    incremental,
    meta,
    page_view,
)

from pagepulse.errors import NotFoundError
from pagepulse.ingest.batch import CAPTURE_REASONS
from pagepulse.replay.detail import read_session
from pagepulse.replay.models import CaptureReason, Gap, Marker, MarkerKind, Tab, Timeline
from pagepulse.warehouse import Warehouse

START = NOW - 100_000


@pytest.fixture
def session_id(store: Store) -> str:
    store(
        "eve",
        pageViews=[page_view(START, "https://shop.example/", title="Shop")],
        events=[
            meta(START),
            full_snapshot(START + 10),
            incremental(START + 1_000, 5),
            incremental(START + 1_200, 5),
            click(START + 2_000),
            incremental(START + 2_001, 2, 5),
            {**incremental(START + 2_400, 5), "data": {"source": 5, "userTriggered": False}},
            incremental(START + 2_500, 0),
        ],
        customEvents=[{"name": "added to cart", "at": START + 2_002}],
    )
    return store(
        "eve",
        seq=2,
        pageViews=[page_view(START + 60_000, "https://shop.example/cart")],
        events=[incremental(START + 70_000, 3), incremental(START + 70_100, 4)],
        errors=[{"at": START + 80_000, "message": "x is not a function"}],
    )


async def test_the_timeline_shows_what_the_visitor_did_and_when(
    warehouse: Warehouse, project_id: str, session_id: str
):
    detail = await read_session(warehouse, project_id, session_id, NOW)

    def marker(after_ms: int, kind: MarkerKind, label: str) -> Marker:
        return Marker(at=START + after_ms, tab_id="t_1", kind=kind, label=label)

    activity = [0] * 320
    for after_ms in (1_000, 1_200, 2_000, 2_001, 70_000, 70_100):
        activity[after_ms // 250] += 1
    assert detail.timeline == Timeline(
        bucket_ms=250,
        activity=activity,
        markers=[
            marker(0, "page", "/"),
            marker(1_000, "input", "Input"),
            marker(2_000, "click", "Click"),
            marker(2_001, "focus", "Field focused"),
            marker(2_002, "custom", "added to cart"),
            marker(60_000, "page", "/cart"),
            marker(70_100, "resize", "Window resized"),
            marker(80_000, "error", "x is not a function"),
        ],
        markers_truncated=False,
    )


async def test_each_page_view_says_whether_it_was_recorded(
    warehouse: Warehouse, project_id: str, store: Store
):
    def told(at: int, reason: str, later_ms: int = 10) -> dict[str, object]:
        return {"pageViewId": f"p_{at}_0", "at": at + later_ms, "reason": reason}

    first, second, third = START, START + 10_000, START + 20_000
    store(
        "eve",
        captureReason="starting",
        pageViews=[page_view(first, "https://shop.example/")],
        captures=[told(first, "no-trigger")],
    )
    store(
        "eve",
        seq=1,
        captureReason="triggered-error",
        pageViews=[page_view(second, "https://shop.example/pay"), page_view(third, "https://s.x/")],
        captures=[told(first, "triggered-error", 20), told(second, "excluded-page")],
    )
    session_id = store("eve", seq=2)

    pages = (await read_session(warehouse, project_id, session_id, NOW)).pages

    assert [(page.path, page.capture_reason) for page in pages] == [
        ("/", "triggered-error"),
        ("/pay", "excluded-page"),
        # Its tracker said nothing of it but what the batch says.
        ("/", "triggered-error"),
    ]


async def test_a_batch_that_never_came_is_a_gap(
    warehouse: Warehouse, project_id: str, session_id: str
):
    detail = await read_session(warehouse, project_id, session_id, NOW)

    assert detail.gaps == [
        Gap(tab_id="t_1", from_at=START + 2_500, to_at=START + 60_000, missing=1)
    ]
    assert detail.tabs == [
        Tab(
            tab_id="t_1",
            first_at=START,
            last_at=START + 80_000,
            event_count=10,
            full_snapshots=[START + 10],
        )
    ]


async def test_pages_stand_in_order_with_the_time_each_was_left(
    warehouse: Warehouse, project_id: str, session_id: str
):
    detail = await read_session(warehouse, project_id, session_id, NOW)

    assert [(page.path, page.title, page.at, page.left_at) for page in detail.pages] == [
        ("/", "Shop", START, START + 60_000),
        ("/cart", "", START + 60_000, START + 80_000),
    ]


async def test_a_batch_that_comes_late_closes_its_gap(
    warehouse: Warehouse, project_id: str, session_id: str, store: Store
):
    store("eve", seq=1, events=[click(START + 30_000)])

    detail = await read_session(warehouse, project_id, session_id, NOW)

    assert detail.gaps == []
    assert detail.session.click_count == 2


async def test_a_session_without_recording_has_its_pages_all_the_same(
    warehouse: Warehouse, project_id: str, store: Store
):
    session_id = store("finn", pageViews=[page_view(START, "https://shop.example/")])

    detail = await read_session(warehouse, project_id, session_id, NOW)

    assert not detail.session.has_recording
    assert [page.path for page in detail.pages] == ["/"]
    assert detail.tabs == [
        Tab(tab_id="t_1", first_at=START, last_at=START, event_count=0, full_snapshots=[])
    ]


@pytest.mark.parametrize("asked", ["project", "session"])
async def test_what_belongs_to_another_project_looks_like_what_is_not_there(
    warehouse: Warehouse, project_id: str, session_id: str, asked: str
):
    project, session = ("prj_b", session_id) if asked == "project" else (project_id, "a" * 26)

    with pytest.raises(NotFoundError) as caught:
        await read_session(warehouse, project, session, NOW)

    assert caught.value.code == "session_not_found"


def test_the_api_has_every_reason_that_trackers_give_and_that_the_recording_is_kept_no_longer():
    assert set(get_args(CaptureReason)) == {*CAPTURE_REASONS, "expired", ""}


async def test_where_less_is_recorded_the_timeline_says_so_in_words_of_our_own(
    store: Store, warehouse: Warehouse, project_id: str
):
    def notice(at: int, level: str, cause: str) -> dict[str, object]:
        payload = {"level": level, "cause": cause}
        return {"type": 5, "data": {"tag": "pulse:degraded", "payload": payload}, "timestamp": at}

    session_id = store(
        "busy",
        events=[
            meta(START),
            full_snapshot(START + 10),
            notice(START + 20, "interactions-only", "work"),
            notice(START + 30, "<b>" * 100, "<i>"),
            {"type": 5, "data": {"tag": "other", "payload": {}}, "timestamp": START + 40},
        ],
    )
    markers = (await read_session(warehouse, project_id, session_id, NOW)).timeline.markers

    assert [(marker.at - START, marker.kind, marker.label) for marker in markers] == [
        (
            20,
            "notice",
            "The page stands still from here on: recording took too much of the page's time",
        ),
        (30, "notice", "Less is recorded from here on"),
    ]
