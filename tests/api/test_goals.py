"""Goals: what counts as success, its numbers, and the sessions behind them at the same filter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.api.conftest import Person
from tests.api.visits import event, store_visits, visit

from pagepulse.accounts.dependencies import Services
from pagepulse.goals import store
from pagepulse.projects.models import Project

AT = 1_760_000_000_000
DAY = {"startDate": "2025-10-09", "endDate": "2025-10-09"}
GOALS = "/api/goals"


async def save(client: httpx.AsyncClient, name: str, definition: str) -> dict[str, Any]:
    answer = await client.post(GOALS, json={"name": name, "definition": definition})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


@pytest.fixture
def sessions(tmp_path: Path, services: Services, project: Project) -> list[str]:
    """Store four sessions of a day, and one of the day before."""
    batches = [
        visit(1, AT, "/thanks"),
        visit(2, AT, customEvents=[event(AT, "order", 2, total=120, plan="pro")]),
        visit(3, AT, customEvents=[event(AT, "order", 3, total=30)]),
        visit(4, AT),
        visit(5, AT - 86_400_000, "/thanks"),
    ]
    return store_visits(services, project, tmp_path, batches)


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ("page:/thanks", [1]),
        ("page:/tha*", [1]),
        ("event:order", [2, 3]),
        ("event:order?total>=100", [2]),
        ("event:order?total<=100", [3]),
        ("event:order?plan=pro", [2]),
        ("event:order?plan!=free", [2]),
        ("event:order?plan&total=120", [2]),
        ("event:refund", []),
    ],
)
async def test_a_number_is_as_large_as_the_list_that_it_opens(
    person: Person, sessions: list[str], definition: str, expected: list[int]
):
    analyst = await person("analyst")
    goal = await save(analyst, "Success", definition)

    answer = await analyst.get("/api/analytics/goals", params={**DAY, "compare": "previous"})
    listed = await analyst.get("/api/tracking/sessions", params={**DAY, "goal": definition})

    (row,) = answer.json()["goals"]
    assert (row["goalId"], row["sessions"], row["conversions"], row["conversionRate"]) == (
        goal["goalId"],
        4,
        len(expected),
        len(expected) / 4,
    )
    ids = {one["sessionId"] for one in listed.json()["sessions"]}
    assert ids == {sessions[number - 1] for number in expected}
    assert row["previous"]["sessions"] == 1


async def test_one_goal_is_told_by_where_its_sessions_came_from(
    person: Person, sessions: list[str]
):
    analyst = await person("analyst")
    goal = await save(analyst, "Order", "event:order")

    answer = await analyst.get(
        f"/api/analytics/goals/{goal['goalId']}", params={**DAY, "dimension": "entryPage"}
    )

    told = [(row["value"], row["sessions"], row["conversions"]) for row in answer.json()["rows"]]
    assert told == [("https://shop.example/", 3, 2), ("https://shop.example/thanks", 1, 0)]
    assert sum(bucket["conversions"] for bucket in answer.json()["buckets"]) == 2
    assert len(sessions) == 5


async def test_a_segment_can_hold_a_goal(person: Person, sessions: list[str]):
    viewer = await person("viewer")
    filters = {"goal": ["event:order", "event:order?plan=pro"]}

    saved = await viewer.post("/api/segments", json={"name": "Pro", "filters": filters})
    numbers = await viewer.get("/api/analytics/overview", params={**DAY, **filters})

    assert saved.json()["filters"]["goal"] == filters["goal"]
    assert (numbers.json()["sessions"], len(sessions)) == (1, 5)


@pytest.mark.parametrize(
    "text", ["order", "event:a?b>=c", "page:", "event:a?" + "&".join("abcdef")]
)
async def test_a_filter_that_is_no_goal_is_refused_with_words(person: Person, text: str):
    viewer = await person("viewer")

    answer = await viewer.get("/api/tracking/sessions", params={"goal": text})

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_goal")


async def test_who_may_do_what_and_what_is_noted(person: Person, project: Project):
    analyst, viewer = await person("analyst"), await person("viewer")
    owner = await person("owner")
    goal = await save(analyst, "Order", "event:order")
    address = f"{GOALS}/{goal['goalId']}"

    body = {"name": "Mine", "definition": "event:x"}
    assert (await viewer.post(GOALS, json=body)).json()["code"] == "role_too_low"
    assert (await viewer.get(GOALS)).json()["goals"] == [goal]
    taken = await analyst.post(GOALS, json={"name": "oRDER", "definition": "event:x"})
    assert (taken.status_code, taken.json()["code"]) == (409, "goal_name_taken")
    changed = await analyst.patch(address, json={"definition": "page:/thanks"})
    assert (changed.json()["name"], changed.json()["definition"]) == ("Order", "page:/thanks")
    assert (await analyst.delete(address)).status_code == 204
    assert (await analyst.delete(address)).json()["code"] == "goal_not_found"

    log = (await owner.get(f"/api/projects/{project.project_id}/audit")).json()["entries"]
    assert [entry["action"] for entry in log[:3]] == [
        "goal_deleted", "goal_changed", "goal_created",
    ]  # fmt: skip


async def test_of_another_project_is_not_there(person: Person, other_project: Project):
    here, there = await person("analyst"), await person("analyst", other_project)
    goal = await save(there, "Order", "event:order")
    address = f"{GOALS}/{goal['goalId']}"

    assert (await here.get(GOALS)).json()["goals"] == []
    assert (await here.patch(address, json={"name": "x"})).status_code == 404
    assert (await here.delete(address)).status_code == 404
    assert (await here.get(f"/api/analytics/goals/{goal['goalId']}")).status_code == 404


async def test_a_project_has_so_many_and_no_more(person: Person, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(store, "MAX_SAVED", 1)
    analyst = await person("analyst")
    await save(analyst, "One", "event:one")

    refused = await analyst.post(GOALS, json={"name": "Two", "definition": "event:two"})

    assert (refused.status_code, refused.json()["code"]) == (413, "too_many_goals")


async def test_funnels_are_kept_under_a_name(person: Person):
    analyst, viewer = await person("analyst"), await person("viewer")
    steps = ["page:/plans", "event:order"]

    made = (await analyst.post("/api/funnels", json={"name": "Plans", "steps": steps})).json()
    assert (await viewer.get("/api/funnels")).json()["funnels"] == [made]
    address = f"/api/funnels/{made['funnelId']}"
    changed = await analyst.patch(address, json={"steps": steps[:1]})
    assert (changed.json()["name"], changed.json()["steps"]) == ("Plans", steps[:1])
    assert (await viewer.delete(address)).status_code == 403
    assert (await analyst.delete(address)).status_code == 204
    refused = await analyst.post("/api/funnels", json={"name": "No", "steps": ["click:x"]})
    assert refused.status_code == 400
