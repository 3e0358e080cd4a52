"""Room on the disk: what is taken, what goes first, and what stays."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from dirty_equals import IsInt, IsPartialDict
from fastapi import FastAPI
from tests.api.conftest import Person

from pagepulse.clock import now_ms
from pagepulse.control import Control
from pagepulse.disk.watch import DiskWatch
from pagepulse.disk.watermarks import Marks, Space
from pagepulse.ingest.batch import session_id_of
from pagepulse.ingest.pipeline import IngestPipeline
from pagepulse.projects.models import Project, ProjectChange, ProjectSettings, StorageSettings
from pagepulse.projects.store import change_project
from pagepulse.storage.budgets import Budgets
from pagepulse.storage.keeper import SETTLE_MS, Keeper, Room
from pagepulse.warehouse import Warehouse

HOUR_MS = 3600 * 1000
NOW = now_ms()
# Heard of three hours ago, so that nobody waits for more of it.
BEGAN = NOW - 3 * HOUR_MS
NAMES = ("bounce", "glance", "visit", "trouble")


def key_of(number: int) -> str:
    return f"{number:032x}"


def batch_of(project: Project, number: int, *, seconds: int, clicks: int, errors: int) -> Any:
    """Return a recorded session in one batch."""
    end = BEGAN + number * 1_000 + seconds * 1_000
    page = {"id": f"p{number}", "at": BEGAN + number * 1_000, "url": "https://shop.example/"}
    click = {"type": 3, "timestamp": end, "data": {"source": 2, "type": 2, "id": 1}}
    return {
        "version": 1,
        "projectKey": project.project_key,
        "sessionKey": key_of(number),
        "tabId": "t",
        "seq": 0,
        "sentAt": end,
        "pageViews": [page],
        "errors": [{"message": "boom", "at": end}] * errors,
        "events": [
            {"type": 2, "timestamp": BEGAN + number * 1_000, "data": {"node": {"childNodes": []}}},
            *[click] * clicks,
            {"type": 5, "timestamp": end, "data": {"tag": "x", "payload": "y" * 3_000}},
        ],
    }


@pytest.fixture
async def sessions(
    project: Project, control: Control, pipeline: IngestPipeline, warehouse: Warehouse
) -> dict[str, str]:
    """Store four sessions and return their ids by what they were like."""
    settings = ProjectSettings(allowed_origins=["*"])
    with control.write() as connection:
        change_project(connection, project.project_id, ProjectChange(settings=settings))
    made = [
        batch_of(project, 1, seconds=2, clicks=0, errors=0),
        batch_of(project, 2, seconds=30, clicks=1, errors=0),
        batch_of(project, 3, seconds=300, clicks=9, errors=0),
        batch_of(project, 4, seconds=5, clicks=0, errors=1),
    ]
    transport = httpx.ASGITransport(pipeline.handler)
    async with httpx.AsyncClient(transport=transport, base_url="http://a.example") as client:
        for batch in made:
            answer = await client.post("/api/tracking/events", json=batch)
            assert answer.status_code == 202, answer.text
    await asyncio.to_thread(pipeline.projector.run_until_empty)
    ids = {name: session_id_of(key_of(number)) for number, name in enumerate(NAMES, start=1)}
    # As if they had come three hours ago.
    for table in ("batches", "sessions"):
        warehouse.command(
            f"alter table {table} update "
            "received_at = fromUnixTimestamp64Milli({began:Int64}, 'UTC') "
            "where project_id = {project:String}",
            {"began": BEGAN, "project": project.project_id},
            settings={"mutations_sync": 1},
        )
    return ids


@pytest.fixture
def keeper(app: FastAPI) -> Keeper:
    found: Keeper = app.state.keeper
    return found


def give_budget(control: Control, project: Project, **storage: Any) -> None:
    settings = ProjectSettings(allowed_origins=["*"], storage=StorageSettings(**storage))
    with control.write() as connection:
        change_project(connection, project.project_id, ProjectChange(settings=settings))


async def recorded(person: httpx.AsyncClient, project: Project) -> dict[str, bool]:
    """Return which sessions of the project can be replayed."""
    answer = await person.get(
        f"/api/tracking/sessions?projectId={project.project_id}&startDate=2020-01-01"
    )
    return {one["sessionId"]: one["hasRecording"] for one in answer.json()["sessions"]}


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let budgets be of bytes: what is tested is who goes, not how much a test can store."""
    monkeypatch.setattr("pagepulse.storage.keeper.GIGABYTE", 1_000)
    monkeypatch.setattr("pagepulse.storage.keeper.DOWN_TO_SHARE", 1.0)


async def test_the_report_says_what_is_taken_and_what_would_go_next(
    person: Person, project: Project, sessions: dict[str, str]
):
    viewer = await person("viewer")

    report = (await viewer.get(f"/api/storage?projectId={project.project_id}")).json()

    assert report == IsPartialDict(
        usedBytes=sum(kind["bytes"] for kind in report["kinds"]),
        budgetBytes=None,
        growthPerDayBytes=IsInt(gt=0),
        pinnedCount=0,
        # Four sessions a week fill no disk within ten years.
        full=None,
        refuses=False,
    )
    assert [(one["sessionId"], one["reason"]) for one in report["nextToGo"]] == [
        (sessions["bounce"], "left at once"),
        (sessions["glance"], "did little"),
        (sessions["visit"], "visited"),
        (sessions["trouble"], "met trouble"),
    ]
    assert report["disk"]["state"] == "ok"


@pytest.mark.usefixtures("tiny")
async def test_over_budget_dull_recordings_go_and_pinned_ones_stay(  # noqa: PLR0917  # fixtures
    person: Person,
    project: Project,
    sessions: dict[str, str],
    keeper: Keeper,
    control: Control,
    warehouse: Warehouse,
):
    analyst = await person("analyst")
    pinned = await analyst.put(
        f"/api/tracking/sessions/{sessions['bounce']}/pin?projectId={project.project_id}",
        json={"pinned": True},
    )
    used = (await analyst.get(f"/api/storage?projectId={project.project_id}")).json()["usedBytes"]
    # One byte too much costs one session.
    give_budget(control, project, budget_gb=(used - 1) / 1_000)

    gone = await asyncio.to_thread(keeper.keep, NOW)

    assert pinned.json() == IsPartialDict(pinned=True, pinnedAt=IsInt)
    assert gone[project.project_id].sessions == 1
    assert await recorded(analyst, project) == {
        sessions["bounce"]: True,
        sessions["glance"]: False,
        sessions["visit"]: True,
        sessions["trouble"]: True,
    }
    left = warehouse.query(
        "select distinct session_id from recording_events where project_id = {id:String}",
        {"id": project.project_id},
    )
    assert {row["session_id"] for row in left} == set(sessions.values()) - {sessions["glance"]}
    # In the numbers nothing changed.
    answer = await analyst.get(f"/api/analytics/overview?projectId={project.project_id}")
    assert answer.json()["sessions"] == len(sessions)


@pytest.mark.usefixtures("tiny", "sessions")
async def test_a_project_that_refuses_keeps_everything_and_takes_nothing_new(
    project: Project, other_project: Project, keeper: Keeper, control: Control
):
    give_budget(control, project, budget_gb=0.001, when_full="refuse")

    assert await asyncio.to_thread(keeper.keep, NOW) == {}

    assert keeper.budgets.refused == {project.project_id}
    keeper.budgets.check(other_project.project_id)
    give_budget(control, project, budget_gb=1_000, when_full="refuse")
    await asyncio.to_thread(keeper.keep, NOW)
    keeper.budgets.check(project.project_id)


async def test_on_a_nearly_full_disk_the_dullest_go_and_nothing_more_until_that_shows(
    project: Project, sessions: dict[str, str], keeper: Keeper, person: Person, tmp_path: Path
):
    total = 1_000_000
    watch = DiskWatch(tmp_path, Marks(), 0, lambda _folder: Space(total, 75_000))
    small = Keeper(keeper._control, keeper._warehouse, keeper._projector, Room(watch, Budgets()))

    gone = await asyncio.to_thread(small.keep, NOW)
    again = await asyncio.to_thread(small.keep, NOW + SETTLE_MS - 1)

    assert watch.state == "shedding"
    # Some 40 kB are wanted, which is more than there is.
    assert gone[project.project_id].sessions == len(sessions)
    assert again == {}
    viewer = await person("viewer")
    assert set((await recorded(viewer, project)).values()) == {False}


async def test_a_pin_is_seen_by_everybody_and_taken_away_again(
    person: Person, project: Project, sessions: dict[str, str]
):
    analyst, viewer = await person("analyst"), await person("viewer")
    url = f"/api/tracking/sessions/{sessions['visit']}/pin?projectId={project.project_id}"

    before = (await viewer.get(url)).json()
    await analyst.put(url, json={"pinned": True})
    await analyst.put(url, json={"pinned": True})
    seen = (await viewer.get(url)).json()
    refused = await viewer.put(url, json={"pinned": False})
    after = (await analyst.put(url, json={"pinned": False})).json()

    nothing = {"pinned": False, "pinnedBy": "", "pinnedAt": None}
    assert (before, after) == (nothing, nothing)
    assert seen == {"pinned": True, "pinnedBy": seen["pinnedBy"], "pinnedAt": IsInt}
    assert seen["pinnedBy"].startswith("analyst")
    assert refused.status_code == 403


async def test_what_is_not_there_cannot_be_pinned(
    person: Person, project: Project, other_project: Project, sessions: dict[str, str]
):
    analyst = await person("analyst", of=other_project)
    url = f"/api/tracking/sessions/{sessions['visit']}/pin"

    theirs = await analyst.put(f"{url}?projectId={project.project_id}", json={"pinned": True})
    mine = await analyst.put(f"{url}?projectId={other_project.project_id}", json={"pinned": True})

    assert (theirs.status_code, mine.status_code) == (404, 404)
