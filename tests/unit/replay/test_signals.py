"""Console, requests and web vitals of a session, as its visitor's browser told them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.replay.conftest import NOW, Store, page_view

from pagepulse.errors import InvalidInputError, NotFoundError
from pagepulse.replay.detail import read_session
from pagepulse.replay.models import Marker
from pagepulse.replay.signal_models import SessionConsoleMessage, SessionRequest, SessionVital
from pagepulse.replay.signals import PageOf, read_console, read_requests, read_vitals
from pagepulse.warehouse import Warehouse

PLACE = {"tab_id": "t_1", "page_view_id": "p_1"}


def message(at: int, **changes: Any) -> dict[str, Any]:
    return {"at": at, "pageViewId": "p_1", "level": "log", "text": f"at {at - NOW}", **changes}


def request(at: int, **changes: Any) -> dict[str, Any]:
    return {
        "at": at,
        "pageViewId": "p_1",
        "method": "GET",
        "url": "https://shop.example/api/stock",
        "initiator": "fetch",
        "outcome": "answered",
        "status": 200,
        "durationMs": 80.4,
        "bytes": 1_200,
        **changes,
    }


def vital(at: int, name: str, value: float, **changes: Any) -> dict[str, Any]:
    return {
        "at": at,
        "pageViewId": "p_1",
        "url": "https://shop.example/?q=1",
        "name": name,
        "value": value,
        "rating": "good",
        "element": "main>img",
        **changes,
    }


def test_messages_come_in_pages_in_order_of_time_each_once(
    warehouse: Warehouse, project_id: str, store: Store
):
    # Out of order, and several in one millisecond.
    sent = [message(NOW - wait) for wait in (5, 3, 3, 3, 9, 1, 3)]
    session_id = store("paged", consoleMessages=sent)

    texts: list[str] = []
    cursor = None
    for _ in range(4):
        page = read_console(warehouse, PageOf(project_id, session_id, cursor, 2))
        texts += [one.text for one in page.messages]
        cursor = page.next_cursor

    assert texts == ["at -9", "at -5", "at -3", "at -3", "at -3", "at -3", "at -1"]
    assert cursor is None


def test_what_a_tracker_that_redacts_nothing_sends_is_stored_without_what_is_private(
    warehouse: Warehouse, project_id: str, store: Store
):
    session_id = store(
        "hostile",
        consoleMessages=[
            message(NOW, level="shout", text="mail bob@example.com " + "x" * 3_000),
            message(NOW + 1, text="", dropped=-4),
        ],
        requests=[
            request(
                NOW,
                method="GET /x",
                url="https://ada:pw@shop.example/users/123456789012?token=abc#frag",
                outcome="won",
                status=70_000,
                durationMs=-1,
                bytes=1e300,
            )
        ],
        vitals=[vital(NOW, "LCP", 1e300, element="a#123456789012"), vital(NOW, "XYZ", 1)],
    )
    page = PageOf(project_id, session_id, None, 10)

    first, second = read_console(warehouse, page).messages
    assert (first.level, first.text[:23], len(first.text)) == (
        "log",
        "mail •••@•••••••.••• xx",
        1024,
    )
    assert second == SessionConsoleMessage(at=NOW + 1, level="log", text="", dropped=0, **PLACE)
    assert read_requests(warehouse, page).requests == [
        SessionRequest(
            at=NOW,
            method="",
            url="https://shop.example/users/••••••••••••",
            initiator="fetch",
            outcome="opaque",
            status=999,
            duration_ms=0,
            bytes=2**53,
            **PLACE,
        )
    ]
    (lcp,) = read_vitals(warehouse, project_id, session_id).vitals
    assert (lcp.value, lcp.element) == (86_400_000, "a#••••••••••••")


def test_of_a_vital_the_last_value_of_a_page_view_counts(
    warehouse: Warehouse, project_id: str, store: Store
):
    later = vital(NOW - 500, "LCP", 900, pageViewId="p_2")
    sent = [vital(NOW - 900, "LCP", 800), later, vital(NOW - 700, "LCP", 1_800.5, rating="poor")]
    session_id = store("vitals", vitals=[*sent, vital(NOW - 800, "CLS", 0.02, element="")])

    assert read_vitals(warehouse, project_id, session_id).vitals == [
        SessionVital(
            at=NOW - 800,
            page_url="https://shop.example/",
            name="CLS",
            value=0.02,
            rating="good",
            element="",
            **PLACE,
        ),
        SessionVital(
            at=NOW - 700,
            page_url="https://shop.example/",
            name="LCP",
            value=1_800.5,
            rating="poor",
            element="main>img",
            **PLACE,
        ),
        SessionVital(
            at=NOW - 500,
            tab_id="t_1",
            page_view_id="p_2",
            page_url="https://shop.example/",
            name="LCP",
            value=900,
            rating="good",
            element="main>img",
        ),
    ]


async def test_failures_and_quick_backs_are_moments_of_the_session(
    warehouse: Warehouse, project_id: str, store: Store
):
    home, plans = "https://shop.example/", "https://shop.example/plans"
    session_id = store(
        "moments",
        pageViews=[
            page_view(NOW - 60_000, home),
            page_view(NOW - 30_000, plans),
            page_view(NOW - 28_000, home),
            page_view(NOW - 20_000, plans),
            page_view(NOW - 10_000, home),
        ],
        consoleMessages=[
            message(NOW - 50_000, level="error", text="no stock"),
            message(NOW - 49_000, level="warn"),
        ],
        requests=[
            request(NOW - 48_000),
            request(NOW - 47_000, status=404),
            request(NOW - 46_000, status=0, outcome="failed", method=""),
            request(NOW - 45_000, status=0, outcome="aborted"),
        ],
    )

    timeline = (await read_session(warehouse, project_id, session_id, NOW)).timeline

    assert [one for one in timeline.markers if one.kind != "page"] == [
        Marker(at=NOW - 50_000, tab_id="t_1", kind="console", label="no stock"),
        Marker(at=NOW - 47_000, tab_id="t_1", kind="request", label="404 GET /api/stock"),
        Marker(at=NOW - 46_000, tab_id="t_1", kind="request", label="No answer /api/stock"),
        Marker(at=NOW - 28_000, tab_id="t_1", kind="quick-back", label="Quick back from /plans"),
    ]


async def test_a_page_that_talks_on_makes_no_session_longer(
    warehouse: Warehouse, project_id: str, store: Store
):
    session_id = store(
        "talks",
        pageViews=[page_view(NOW - 60_000, "https://shop.example/")],
        consoleMessages=[message(NOW)],
        requests=[request(NOW)],
        vitals=[vital(NOW, "INP", 80)],
    )

    session = (await read_session(warehouse, project_id, session_id, NOW)).session

    assert (session.ended_at, session.duration_ms) == (NOW - 60_000, 0)


def test_other_sessions_and_cursors_of_other_lists_are_refused(
    warehouse: Warehouse, project_id: str, store: Store
):
    session_id = store("own", consoleMessages=[message(NOW), message(NOW + 1)])
    cursor = read_console(warehouse, PageOf(project_id, session_id, None, 1)).next_cursor

    with pytest.raises(InvalidInputError, match="not of this list"):
        read_requests(warehouse, PageOf(project_id, session_id, cursor, 1))
    with pytest.raises(NotFoundError):
        read_console(warehouse, PageOf("prj_other", session_id, None, 1))
    with pytest.raises(NotFoundError):
        read_vitals(warehouse, "prj_other", session_id)
