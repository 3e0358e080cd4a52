"""One page by itself, the elements behind its vitals, and sessions by what happened in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.api.conftest import Person
from tests.api.visits import SITE, store_visits, visit

from pagepulse.accounts.dependencies import Services
from pagepulse.projects.models import Project

# 2025-10-09, 08:53:20 UTC.
NOW = 1_760_000_000_000
RANGE = {"startDate": "2025-10-09", "endDate": "2025-10-09"}
PAGE = "shop.example/plans"
ELEMENT = "00000000000000b1"
LABEL = "button “Buy, <b>now</b>”"
PRINT = {"steps": ["button:::"], "inside": []}


@pytest.fixture
async def viewer(person: Person) -> httpx.AsyncClient:
    return await person("viewer")


@pytest.fixture
def sessions(tmp_path: Path, services: Services, project: Project) -> list[str]:
    """Store a session that pressed a slow button on a page, and one that only saw another."""
    place = {"pageViewId": "p_1", "url": f"{SITE}/plans", "elementId": ELEMENT}
    pressed: dict[str, Any] = {
        "elements": [{"id": ELEMENT, "label": LABEL, "print": PRINT, **place}],
        "interactions": [{"type": "click", "at": NOW + 2_000, **place}],
        "vitals": [
            {"at": NOW + 3_000, "name": "INP", "value": 640, "rating": "poor", **place},
        ],
    }
    batches = [visit(1, NOW, "/plans", **pressed), visit(2, NOW, "/")]
    for batch in batches:
        batch["sentAt"] = NOW + 5_000
    return store_visits(services, project, tmp_path, batches)


async def ask(client: httpx.AsyncClient, path: str, **asked: Any) -> Any:
    answer = await client.get(f"/api/{path}", params={**RANGE, **asked})
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.usefixtures("sessions")
async def test_a_page_is_the_same_by_its_name_and_by_an_address(viewer: httpx.AsyncClient):
    by_name = await ask(viewer, "analytics/page", page=PAGE, compare="previous")
    by_address = await ask(viewer, "analytics/page", page=f"{SITE}/plans/", compare="previous")

    assert by_name == by_address
    told = {name: by_name["now"][name] for name in ("pageViews", "entries", "exits", "inp")}
    assert told == {"pageViews": 1, "entries": 1, "exits": 1, "inp": 640}
    assert (by_name["pageURL"], by_name["address"]) == (PAGE, f"{SITE}/plans")
    assert by_name["previous"] is None


@pytest.mark.usefixtures("sessions")
async def test_a_page_that_nobody_saw_has_no_numbers(viewer: httpx.AsyncClient):
    found = await ask(viewer, "analytics/page", page="shop.example/nowhere")

    assert (found["now"], found["cameFrom"], found["wentTo"]) == (None, [], [])


async def test_the_element_behind_a_vital_comes_with_what_finds_it(
    viewer: httpx.AsyncClient, sessions: list[str]
):
    found = await ask(viewer, "analytics/performance/elements", page=PAGE, vital="INP")

    assert found == {
        "pageURL": PAGE,
        "vital": "INP",
        "p75": 640,
        "samples": 1,
        "unnamed": 0,
        "elements": [
            {
                "elementId": ELEMENT,
                "label": LABEL,
                "print": PRINT,
                "element": "",
                "p75": 640,
                "samples": 1,
                "share": 1,
                "good": 0,
                "needsImprovement": 0,
                "poor": 1,
                "sessions": 1,
                "moments": [
                    {"sessionId": sessions[0], "tabId": "t_1", "at": NOW + 3_000, "value": 640}
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    ("line", "at"),
    [
        (f"click {PAGE} {LABEL}", NOW + 2_000),
        (f"vital INP poor {PAGE} {ELEMENT}", NOW + 3_000),
        (f"entry {PAGE}", None),
    ],
)
async def test_sessions_are_listed_by_what_happened_with_its_moment(
    viewer: httpx.AsyncClient, sessions: list[str], line: str, at: int | None
):
    listed = (await ask(viewer, "tracking/sessions", happened=line))["sessions"]

    told = [(one["sessionId"], one["happenedAt"], one["happenedTabId"]) for one in listed]
    assert told == [(sessions[0], at, "t_1" if at else "")]


@pytest.mark.usefixtures("sessions")
async def test_clicks_and_errors_can_be_those_of_one_page(viewer: httpx.AsyncClient):
    clicks = (await ask(viewer, "analytics/events", page=PAGE))["events"]

    assert [(one["kind"], one["name"], one["count"]) for one in clicks] == [("click", LABEL, 1)]
    assert (await ask(viewer, "analytics/events", page="shop.example/"))["events"] == []
    assert (await ask(viewer, "analytics/errors", page=PAGE))["errors"] == []


@pytest.mark.parametrize(
    "line", ["", "landed on the moon", "rage", "bounce twice", "step first shop.example/ *"]
)
async def test_a_line_that_says_nothing_is_refused(viewer: httpx.AsyncClient, line: str):
    answer = await viewer.get("/api/tracking/sessions", params={"happened": line})

    code = "invalid_happening" if line else "invalid_request"
    assert (answer.status_code, answer.json()["code"]) == (400, code)


async def test_more_lines_than_anybody_reads_are_refused(viewer: httpx.AsyncClient):
    answer = await viewer.get("/api/analytics/overview", params={"happened": ["bounce"] * 6})

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_request")
