"""Notes on the time axis: written by analysts, read by all, and pages that changed beside them."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from dirty_equals import IsPositiveInt, IsStr
from tests.api.conftest import Person

from pagepulse.accounts.dependencies import Services
from pagepulse.annotations import store
from pagepulse.live.service import Live
from pagepulse.projects.models import Project

NOTES = "/api/annotations"
AT = 1_760_000_000_000
DAY = {"startDate": "2025-10-09", "endDate": "2025-10-09"}


async def test_a_note_comes_back_as_it_was_written(person: Person):
    analyst, viewer = await person("analyst", email="ada@example.com"), await person("viewer")

    made = await analyst.post(NOTES, json={"at": AT, "text": " Deployed ", "pageURL": "/plans"})

    note = made.json()
    assert (made.status_code, note) == (
        201,
        {
            "annotationId": IsStr(regex="ann_[0-9a-f]{16}"),
            "at": AT,
            "text": "Deployed",
            "pageURL": "/plans",
            "savedBy": "ada@example.com",
            "createdAt": IsPositiveInt,
            "changedAt": note["createdAt"],
        },
    )
    found = await viewer.get(NOTES, params=DAY)
    assert found.json() == {"annotations": [note], "pageChanges": []}
    before = {"startDate": "2025-10-08", "endDate": "2025-10-08"}
    assert (await viewer.get(NOTES, params=before)).json()["annotations"] == []


async def test_viewers_write_nothing_and_others_do_not_see_it(
    person: Person, project: Project, other_project: Project
):
    analyst, viewer = await person("analyst"), await person("viewer")
    stranger, owner = await person("owner", other_project), await person("owner")
    note = (await analyst.post(NOTES, json={"at": AT, "text": "Deployed"})).json()
    address = f"{NOTES}/{note['annotationId']}"

    refusals = [
        (await viewer.post(NOTES, json={"at": AT, "text": "x"})).json()["code"],
        (await viewer.patch(address, json={"text": "x"})).json()["code"],
        (await viewer.delete(address)).json()["code"],
        (await stranger.patch(address, json={"text": "x"})).json()["code"],
        (await stranger.delete(address)).json()["code"],
    ]
    assert refusals == ["role_too_low"] * 3 + ["annotation_not_found"] * 2
    assert (await stranger.get(NOTES)).json()["annotations"] == []

    changed = await analyst.patch(address, json={"text": "Deployed again"})
    assert (changed.json()["text"], changed.json()["at"]) == ("Deployed again", AT)
    assert (await analyst.delete(address)).status_code == 204
    log = (await owner.get(f"/api/projects/{project.project_id}/audit")).json()["entries"]
    assert [(entry["action"], entry["detail"]) for entry in log[:3]] == [
        ("annotation_deleted", "Deployed again"),
        ("annotation_changed", "Deployed again"),
        ("annotation_created", "Deployed"),
    ]


async def test_open_screens_are_told(person: Person, live: Live, monkeypatch: pytest.MonkeyPatch):
    told: list[tuple[str, str, Any]] = []
    monkeypatch.setattr(
        live.hub, "publish", lambda _of, topic, name, data: told.append((topic, name, data.what))
    )
    analyst = await person("analyst")

    await analyst.post(NOTES, json={"at": AT, "text": "Deployed"})

    assert told == [("sessions", "project-changed", "annotations")]


@pytest.mark.parametrize(
    "body",
    [{"at": AT, "text": " "}, {"at": -1, "text": "x"}, {"at": 10**15, "text": "x"}, {"text": "x"},
     {"at": AT, "text": "x" * 501}],
)  # fmt: skip
async def test_what_is_no_note_is_refused(person: Person, body: dict[str, Any]):
    analyst = await person("analyst")

    assert (await analyst.post(NOTES, json=body)).json()["code"] == "invalid_request"


async def test_a_project_has_so_many_and_no_more(person: Person, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(store, "MAX_ANNOTATIONS", 1)
    analyst = await person("analyst")
    await analyst.post(NOTES, json={"at": AT, "text": "One"})

    refused = await analyst.post(NOTES, json={"at": AT, "text": "Two"})

    assert (refused.status_code, refused.json()["code"]) == (413, "too_many_annotations")


async def test_a_page_that_changed_is_told_at_its_first_moment(
    person: Person, services: Services, project: Project
):
    store_snapshots(services, project, [(n, 0x0F0F) for n in range(4)])
    store_snapshots(services, project, [(n, 0xFFFF_0000_0F0F) for n in range(4, 9)])
    viewer = await person("viewer")

    found = await viewer.get(NOTES, params=DAY)

    assert found.json()["pageChanges"] == [
        {
            "pageURL": "shop.example/plans",
            "at": AT + 4 * 60_000,
            "sessions": 5,
            "sessionsBefore": 4,
        }
    ]


def store_snapshots(services: Services, project: Project, seen: list[tuple[int, int]]) -> None:
    """Store the first full snapshot of sessions, a minute apart, with the structure of its DOM."""
    schema = pa.schema(
        [("project_id", pa.string()), ("page", pa.string()), ("at", pa.timestamp("ms", "UTC")),
         ("session_id", pa.string()), ("tab_id", pa.string()), ("structure", pa.uint64())]
    )  # fmt: skip
    rows = [
        {
            "project_id": project.project_id, "page": "shop.example/plans",
            "at": AT + n * 60_000, "session_id": f"s{n}", "tab_id": "t", "structure": structure,
        }
        for n, structure in seen
    ]  # fmt: skip
    table = pa.Table.from_pylist(rows, schema=schema)
    services.warehouse.insert("snapshots", table, f"{project.project_id} {seen[0]}")
