"""Runs over HTTP: what the sockets do, for scripts."""

from __future__ import annotations

import httpx
import pytest
from dirty_equals import IsInt, IsStr
from sqlalchemy import select
from tests.api.conftest import Person

from pagepulse.control import Control
from pagepulse.control.tables import audit_log
from pagepulse.projects.models import Project

URL = "/api/live/runs"
NEW = {"purpose": "The form fails", "filter": {"page": "/checkout*"}, "isBadgeShown": True}


async def start(client: httpx.AsyncClient, **changes: object) -> httpx.Response:
    return await client.post(URL, json={**NEW, **changes})


async def test_a_run_is_started_listed_read_and_stopped(person: Person, project: Project):
    admin = await person("admin", email="ada@shop.example")
    started = await start(admin)

    run = {
        "recordingId": IsStr(regex=r"run_[0-9a-f]{16}"),
        "projectId": project.project_id,
        "state": "recording",
        "purpose": "The form fails",
        "filter": {
            "page": "/checkout*",
            "device": "",
            "country": "",
            "source": "",
            "visitorId": "",
            "sessionIds": [],
            "nextVisitors": 0,
        },
        "isBadgeShown": True,
        "startedBy": "ada@shop.example",
        "startedAt": IsInt(gt=0),
        "stoppedAt": 0,
        "stopReason": "",
        "endsAt": started.json()["run"]["startedAt"] + 3_600_000,
        "requested": 0,
        "recording": 0,
        "recorded": 0,
        "withoutConsent": 0,
        "viewers": 0,
    }
    recording_id = started.json()["recordingId"]
    assert started.status_code == 201
    assert started.json() == {"recordingId": recording_id, "visitors": 0, "run": run}
    assert (await admin.get(URL)).json() == {"runs": [run], "nextCursor": None}
    assert (await admin.get(f"{URL}/{recording_id}")).json() == {**run, "sessions": []}

    stopped = await admin.post(f"{URL}/{recording_id}/stop", headers=JSON)
    over = {**run, "stoppedAt": IsInt(gt=0), "stopReason": "stopped"}
    assert stopped.json()["run"] in [{**over, "state": state} for state in ("stopping", "stopped")]
    again = await admin.post(f"{URL}/{recording_id}/stop", headers=JSON)
    assert (again.status_code, again.json()) == (200, stopped.json())


JSON = {"Content-Type": "application/json"}


async def test_who_started_and_stopped_which_run_and_why_is_in_the_audit_log(
    person: Person, project: Project, control: Control
):
    admin = await person("admin", email="audited@shop.example")
    recording_id = (await start(admin)).json()["recordingId"]
    await admin.post(f"{URL}/{recording_id}/stop", headers=JSON)

    with control.read() as connection:
        rows = connection.execute(
            select(audit_log).where(audit_log.c.object_id == recording_id)
        ).all()

    assert [(row.action, row.actor, row.project_id) for row in rows] == [
        ("live_run_started", "audited@shop.example", project.project_id),
        ("live_run_stopped", "audited@shop.example", project.project_id),
    ]
    assert all("The form fails" in row.detail for row in rows)


async def test_runs_are_listed_in_pages_newest_first(person: Person):
    admin = await person("admin")
    made = [
        (await start(admin, filter={"page": f"/{number}"})).json()["run"] for number in range(5)
    ]

    listed, cursor = [], None
    while True:
        query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = (await admin.get(URL, params=query)).json()
        listed += [run["startedAt"] for run in page["runs"]]
        cursor = page["nextCursor"]
        if cursor is None:
            break

    assert listed == sorted({run["startedAt"] for run in made}, reverse=True)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"purpose": ""}, "invalid_request"),
        ({"purpose": "  "}, "purpose_required"),
        ({}, "invalid_request"),
        ({"purpose": "x", "filter": {"nextVisitors": -1}}, "invalid_request"),
        ({"purpose": "x", "filter": {"room": "all"}}, "invalid_request"),
    ],
)
async def test_a_run_that_cannot_be_is_refused(person: Person, body: dict[str, object], code: str):
    admin = await person("admin")

    answer = await admin.post(URL, json=body)

    assert (answer.status_code, answer.json()["code"]) == (400, code)


async def test_where_live_is_off_no_run_is_started(person: Person, project: Project):
    owner = await person("owner")
    settings = {"settings": {"live": {"enabled": False}}}
    await owner.patch(f"/api/projects/{project.project_id}", json=settings)

    answer = await start(owner)

    assert (answer.status_code, answer.json()["code"]) == (404, "live_disabled")


async def test_a_run_of_another_project_is_none(person: Person, other_project: Project):
    stranger, admin = await person("owner", other_project), await person("admin")
    recording_id = (await start(admin)).json()["recordingId"]

    read = await stranger.get(f"{URL}/{recording_id}")
    stopped = await stranger.post(f"{URL}/{recording_id}/stop", headers=JSON)

    assert [(one.status_code, one.json()["code"]) for one in (read, stopped)] == [
        (404, "not_found")
    ] * 2
    assert (await admin.get(f"{URL}/{recording_id}")).json()["state"] == "recording"


@pytest.mark.parametrize("cursor", ["x", "-1", "9" * 20])
async def test_a_cursor_that_is_none_is_refused(person: Person, cursor: str):
    viewer = await person("viewer")

    answer = await viewer.get(URL, params={"cursor": cursor})

    assert answer.status_code == 400


async def test_nobody_is_online(person: Person):
    viewer = await person("viewer")

    assert (await viewer.get("/api/live/visitors")).json() == {"visitors": []}
