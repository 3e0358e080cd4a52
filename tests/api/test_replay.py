"""Recordings over HTTP: who may see them, how they are streamed, who is noted to have watched."""

from __future__ import annotations

import gzip
import json
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from pagepulse.accounts.audit import list_entries
from pagepulse.control import Control
from pagepulse.ingest.importing import entries_of, read_recording
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.projector import Projector
from pagepulse.journal import Journal
from pagepulse.projects.models import Project
from pagepulse.warehouse import Warehouse

NOW = 1_760_000_000_000
RECORDING = "s5_sbadmin_1024.json.gz"

Person = Callable[..., Awaitable[httpx.AsyncClient]]


@pytest.fixture
def original(recordings: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(gzip.decompress((recordings / RECORDING).read_bytes()))
    return document


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal(tmp_path / "journal.db", max_bytes=10**9)
    yield opened
    opened.close()


@pytest.fixture
def session_id(recordings: Path, journal: Journal, warehouse: Warehouse, project: Project) -> str:
    """Return a session that was imported into the project."""
    recording = read_recording(recordings / RECORDING)
    journal.append_now(list(entries_of(recording, project.project_id, project.project_key, NOW)))
    Projector(journal, warehouse, Ledger()).run_until_empty()
    return recording.session_id(project.project_id)


def paths(session_id: str) -> list[str]:
    return [
        f"/api/tracking/sessions/{session_id}",
        f"/api/tracking/sessions/{session_id}/events",
        f"/api/tracking/sessions/{session_id}/console",
        f"/api/tracking/sessions/{session_id}/requests",
        f"/api/tracking/sessions/{session_id}/vitals",
        f"/api/tracking/sessions/{session_id}/export",
        f"/api/tracking/snapshot?pageURL=*&sessionId={session_id}",
    ]


def views_of(control: Control, project: Project) -> list[tuple[str, str, str]]:
    with control.read() as connection:
        entries = list_entries(connection, project.project_id, None).entries
    return [
        (entry.actor, entry.action, entry.object_id)
        for entry in entries
        if entry.action in {"recording_viewed", "data_exported"}
    ]


async def test_the_list_and_one_session_of_it(
    person: Person, session_id: str, original: dict[str, Any]
):
    viewer = await person("viewer")

    listed = (await viewer.get("/api/tracking/sessions")).json()
    detail = (await viewer.get(f"/api/tracking/sessions/{session_id}")).json()

    assert (listed["total"], listed["nextCursor"]) == (1, None)
    assert listed["sessions"] == [detail["session"]]
    assert [page["pageURL"] for page in detail["pages"]] == [
        page["url"] for page in original["pages"]
    ]
    assert detail["gaps"] == []


async def test_all_windows_together_are_the_recording(
    person: Person, session_id: str, original: dict[str, Any]
):
    viewer = await person("viewer")
    path = f"/api/tracking/sessions/{session_id}/events"
    expected = sorted(
        (event for page in original["pages"] for event in page["events"]),
        key=lambda event: event["timestamp"],
    )
    middle = expected[150]["timestamp"]

    first = await viewer.get(path, params={"to": middle})
    rest = await viewer.get(path, params={"from": first.json()["nextFrom"], "continue": "true"})

    assert first.json()["events"] + rest.json()["events"] == expected
    assert rest.json()["nextFrom"] is None
    assert first.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize("accepted", ["gzip, br", "identity"])
async def test_events_come_packed_for_those_who_take_it(
    person: Person, session_id: str, accepted: str
):
    viewer = await person("viewer")

    answer = await viewer.get(
        f"/api/tracking/sessions/{session_id}/events", headers={"Accept-Encoding": accepted}
    )

    assert answer.headers.get("content-encoding") == ("gzip" if "gzip" in accepted else None)
    assert len(answer.json()["events"]) == 301


async def test_an_export_is_a_file(person: Person, session_id: str, original: dict[str, Any]):
    viewer = await person("viewer")
    path = f"/api/tracking/sessions/{session_id}/export"

    pages = await viewer.get(path)
    events = await viewer.get(path, params={"format": "events"})

    assert pages.headers["content-disposition"] == (
        f'attachment; filename="{session_id}.rrweb.json"'
    )
    exported = [event for page in pages.json()["pages"] for event in page["events"]]
    assert exported == events.json()
    assert len(exported) == sum(len(page["events"]) for page in original["pages"])


async def test_a_snapshot_is_the_page_alone(person: Person, session_id: str):
    viewer = await person("viewer")

    answer = await viewer.get("/api/tracking/snapshot", params={"pageURL": "/tables.html"})

    assert answer.json()["sessionId"] == session_id
    assert [event["type"] for event in answer.json()["events"]] == [4, 2]


async def test_recordings_of_other_projects_look_like_none(
    person: Person, other_project: Project, session_id: str, project: Project
):
    stranger = await person("owner", of=other_project)

    own = [await stranger.get(path) for path in paths(session_id)]
    foreign = [
        await stranger.get(path, params={"projectId": project.project_id})
        for path in [*paths(session_id)[:6], "/api/tracking/sessions", "/api/tracking/filters"]
    ]

    assert {answer.status_code for answer in own} == {404}
    assert {answer.json()["code"] for answer in own} == {"session_not_found", "snapshot_not_found"}
    assert {(answer.status_code, answer.json()["code"]) for answer in foreign} == {
        (404, "project_not_found")
    }


async def test_without_a_login_there_is_nothing(anonymous: httpx.AsyncClient, session_id: str):
    answers = [
        await anonymous.get(path)
        for path in [*paths(session_id), "/api/tracking/sessions", "/api/tracking/filters"]
    ]

    assert {answer.status_code for answer in answers} == {401}


async def test_watching_is_noted_once_and_not_for_every_window(
    person: Person, session_id: str, control: Control, project: Project
):
    anna = await person("viewer", email="anna@example.com")
    ben = await person("viewer", email="ben@example.com")
    path = f"/api/tracking/sessions/{session_id}/events"

    for _ in range(3):
        await anna.get(path)
    await ben.get(path)
    await ben.get(f"/api/tracking/sessions/{session_id}/export")

    assert views_of(control, project) == [
        ("ben@example.com", "data_exported", session_id),
        ("ben@example.com", "recording_viewed", session_id),
        ("anna@example.com", "recording_viewed", session_id),
    ]


async def test_looking_at_the_list_is_not_watching(
    person: Person, session_id: str, control: Control, project: Project
):
    viewer = await person("viewer")

    await viewer.get("/api/tracking/sessions")
    await viewer.get(f"/api/tracking/sessions/{session_id}")

    assert views_of(control, project) == []


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("cursor=AAAA", "invalid_cursor"),
        ("cursor=%C3%A9", "invalid_cursor"),
        ("startDate=tomorrow", "invalid_date"),
        ("startDate=2026-03-02&endDate=2026-03-01", "invalid_date_range"),
        ("timeZone=Nowhere", "invalid_time_zone"),
        ("limit=0", "invalid_request"),
        ("limit=201", "invalid_request"),
        ("sort=name", "invalid_request"),
        ("device=watch", "invalid_request"),
        ("minDuration=-1", "invalid_request"),
        ("pageURL=" + "x" * 2049, "invalid_request"),
    ],
)
async def test_a_question_that_makes_no_sense_is_named(person: Person, query: str, code: str):
    viewer = await person("viewer")

    answer = await viewer.get(f"/api/tracking/sessions?{query}")

    assert (answer.status_code, answer.json()["code"]) == (400, code)


@pytest.mark.parametrize("moment", ["-1", "1e9", "7000000000001", "99999999999999999999"])
async def test_moments_that_cannot_be_are_refused(person: Person, session_id: str, moment: str):
    viewer = await person("viewer")

    answer = await viewer.get(f"/api/tracking/sessions/{session_id}/events?from={moment}")

    assert answer.status_code == 400
