"""The DOM of a page, for drawing on it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.replay.conftest import (
    NOW,
    Store,
    full_snapshot,
    incremental,
    meta,
    page_view,
)

from pagepulse.errors import NotFoundError
from pagepulse.replay.models import PageSnapshot
from pagepulse.replay.snapshot import SnapshotRequest, read_snapshot
from pagepulse.warehouse import Warehouse

CART = "https://shop.example/cart"


def seen_at(at: int, width: int) -> dict[str, Any]:
    """Return the part of a batch in which the cart is looked at."""
    return {
        "pageViews": [page_view(at, CART, viewportWidth=width, viewportHeight=900)],
        "events": [meta(at, CART, width), full_snapshot(at + 500), incremental(at + 900, 0)],
    }


@pytest.fixture
def sessions(store: Store) -> dict[str, str]:
    return {
        "wide": store("wide", **seen_at(NOW - 9_000, 1440)),
        "phone": store("phone", **seen_at(NOW - 6_000, 390)),
        "later": store("later", **seen_at(NOW - 3_000, 1440)),
        "unrecorded": store("unrecorded", pageViews=[page_view(NOW - 1_000, CART)]),
    }


def read(warehouse: Warehouse, project_id: str, page_url: str = CART, **asked: Any) -> PageSnapshot:
    wanted = {"session_id": None, "width": None, "at": None, **asked}
    return read_snapshot(warehouse, SnapshotRequest(project_id, page_url, **wanted))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, "later"),
        ({"width": 400}, "phone"),
        ({"width": 1300}, "later"),
        ({"page_url": "/cart"}, "later"),
        ({"page_url": "/c*", "width": 390}, "phone"),
    ],
)
def test_the_latest_recording_of_the_nearest_width_is_shown(
    warehouse: Warehouse,
    project_id: str,
    sessions: dict[str, str],
    asked: dict[str, Any],
    expected: str,
):
    found = read(warehouse, project_id, **asked)

    assert found.session_id == sessions[expected]
    assert [event["type"] for event in found.events] == [4, 2]


def test_a_session_can_be_named(warehouse: Warehouse, project_id: str, sessions: dict[str, str]):
    at = NOW - 9_000

    assert read(warehouse, project_id, session_id=sessions["wide"]) == PageSnapshot(
        session_id=sessions["wide"],
        tab_id="t_1",
        page_url=CART,
        at=at + 500,
        viewport_width=1440,
        viewport_height=900,
        events=[meta(at, CART, 1440), full_snapshot(at + 500)],
    )


def test_with_a_time_what_happened_until_then_follows_the_full_snapshot(
    warehouse: Warehouse, project_id: str, sessions: dict[str, str]
):
    found = read(warehouse, project_id, session_id=sessions["wide"], at=NOW - 8_100)

    assert [event["type"] for event in found.events] == [4, 2, 3]


@pytest.mark.usefixtures("sessions")
def test_a_page_that_no_recording_shows_is_a_named_refusal(warehouse: Warehouse, project_id: str):
    with pytest.raises(NotFoundError) as caught:
        read(warehouse, project_id, page_url="/nothing")

    assert caught.value.code == "snapshot_not_found"
