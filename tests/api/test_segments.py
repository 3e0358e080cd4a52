"""Saved segments: everyone has their own, analysts share them, nobody sees another's."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from dirty_equals import IsPositiveInt, IsStr
from tests.api.conftest import Browser, Person

from pagepulse.control import Control
from pagepulse.control.tables import segments
from pagepulse.projects.models import Project
from pagepulse.segments import store

SEGMENTS = "/api/segments"
PHONES = {"device": ["mobile"], "pageURL": "/pricing*"}


async def save(client: httpx.AsyncClient, name: str = "Phones", **more: Any) -> dict[str, Any]:
    body = {"name": name, "filters": PHONES, **more}
    answer = await client.post(SEGMENTS, json=body)
    assert answer.status_code == 201, answer.text
    saved: dict[str, Any] = answer.json()
    return saved


async def names(client: httpx.AsyncClient) -> list[str]:
    return [one["name"] for one in (await client.get(SEGMENTS)).json()["segments"]]


def refusal(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def test_filters_come_back_as_they_were_saved(person: Person):
    viewer = await person("viewer", email="viewer@example.com")

    saved = await save(viewer, "  Phones on pricing ")

    filters = saved.pop("filters")
    assert saved == {
        "segmentId": IsStr(regex="seg_[0-9a-f]{16}"),
        "name": "Phones on pricing",
        "isShared": False,
        "isOwn": True,
        "savedBy": "viewer@example.com",
        "createdAt": IsPositiveInt,
        "changedAt": saved["createdAt"],
    }
    assert {name: value for name, value in filters.items() if value} == PHONES
    assert (await viewer.get(SEGMENTS)).json() == {"segments": [{**saved, "filters": filters}]}


async def test_everyone_sees_what_is_shared_and_what_is_their_own(person: Person):
    analyst, viewer = await person("analyst"), await person("viewer")
    await save(analyst, "buyers", isShared=True)
    await save(analyst, "Analyst's")
    await save(viewer, "Viewer's")

    assert await names(analyst) == ["Analyst's", "buyers"]
    assert await names(viewer) == ["buyers", "Viewer's"]


async def test_a_private_segment_of_another_is_not_there_even_for_the_owner(person: Person):
    viewer, owner = await person("viewer"), await person("owner")
    private = f"{SEGMENTS}/{(await save(viewer))['segmentId']}"

    refusals = [
        refusal(await owner.patch(private, json={"name": "Mine"})),
        refusal(await owner.delete(private)),
        refusal(await owner.delete(f"{SEGMENTS}/seg_0")),
    ]

    assert refusals == [(404, "segment_not_found")] * 3
    assert await names(viewer) == ["Phones"]


async def test_a_segment_of_another_project_is_not_there(
    person: Person, project: Project, other_project: Project
):
    here, there = await person("owner"), await person("owner", other_project)
    shared = f"{SEGMENTS}/{(await save(here, isShared=True))['segmentId']}"

    assert await names(there) == []
    assert refusal(await there.patch(shared, json={"name": "x"})) == (404, "segment_not_found")
    assert refusal(await there.delete(shared)) == (404, "segment_not_found")
    named = {"projectId": project.project_id}
    assert refusal(await there.delete(shared, params=named)) == (404, "project_not_found")


async def test_viewers_share_nothing_and_change_nothing_shared(person: Person):
    analyst, viewer = await person("analyst"), await person("viewer")
    shared = f"{SEGMENTS}/{(await save(analyst, isShared=True))['segmentId']}"
    own = f"{SEGMENTS}/{(await save(viewer, 'Own'))['segmentId']}"
    new = {"name": "New", "filters": PHONES, "isShared": True}

    refusals = [
        refusal(await viewer.post(SEGMENTS, json=new)),
        refusal(await viewer.patch(own, json={"isShared": True})),
        refusal(await viewer.patch(shared, json={"name": "Renamed"})),
        refusal(await viewer.patch(shared, json={"isShared": False})),
        refusal(await viewer.delete(shared)),
    ]

    assert refusals == [(403, "role_too_low")] * 5
    assert await names(viewer) == ["Own", "Phones"]


async def test_analysts_mend_each_others_shared_segments_but_take_none_away(person: Person):
    one, other = await person("analyst"), await person("analyst", email="other@example.com")
    address = f"{SEGMENTS}/{(await save(other, isShared=True))['segmentId']}"

    changed = await one.patch(address, json={"name": "Tablets", "filters": {"device": ["tablet"]}})
    told = {name: changed.json()[name] for name in ("name", "isShared", "isOwn", "savedBy")}
    assert told == {
        "name": "Tablets", "isShared": True, "isOwn": False, "savedBy": "other@example.com",
    }  # fmt: skip
    assert changed.json()["filters"]["device"] == ["tablet"]
    assert refusal(await one.patch(address, json={"isShared": False})) == (
        403,
        "segment_of_another",
    )

    assert (await other.patch(address, json={"isShared": False})).status_code == 200
    assert await names(one) == []


async def test_what_happens_to_shared_segments_is_noted(person: Person, project: Project):
    owner = await person("owner")
    address = f"{SEGMENTS}/{(await save(owner))['segmentId']}"
    for body in ({"isShared": True}, {"name": "Small screens"}):
        await owner.patch(address, json=body)
    await owner.delete(address)

    log = (await owner.get(f"/api/projects/{project.project_id}/audit")).json()["entries"]

    assert [(entry["action"], entry["detail"]) for entry in log[:3]] == [
        ("segment_deleted", "Small screens"),
        ("segment_changed", "Small screens"),
        ("segment_shared", "Phones"),
    ]


async def test_a_name_is_the_same_in_whatever_case_of_whatever_script(person: Person):
    viewer = await person("viewer")
    await save(viewer, "österreich")

    answer = await viewer.post(SEGMENTS, json={"name": "ÖSTERREICH", "filters": PHONES})

    assert refusal(answer) == (409, "segment_name_taken")


async def test_a_name_is_taken_once_among_the_shared_and_once_among_ones_own(person: Person):
    one, other = await person("analyst"), await person("analyst")
    await save(one)
    await save(one, isShared=True)
    own = f"{SEGMENTS}/{(await save(other))['segmentId']}"
    taken = (409, "segment_name_taken")

    again = {"name": "pHONES", "filters": PHONES}
    assert refusal(await other.post(SEGMENTS, json=again)) == taken
    assert refusal(await other.post(SEGMENTS, json={**again, "isShared": True})) == taken
    assert refusal(await other.patch(own, json={"isShared": True})) == taken
    assert (await other.patch(own, json={"name": "PHONES"})).status_code == 200


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"name": "All", "filters": {}}, (400, "segment_empty")),
        ({"name": "Default", "filters": {"automated": False}}, (400, "segment_empty")),
        ({"name": " ", "filters": PHONES}, (400, "invalid_request")),
        ({"name": "Days", "filters": {"startDate": "2026-01-01"}}, (400, "invalid_request")),
        ({"name": "Watch", "filters": {"device": ["watch"]}}, (400, "invalid_request")),
        ({"name": "Long", "filters": {"country": ["x" * 70_000]}}, (413, "segment_too_large")),
    ],
    ids=lambda value: value["name"] if isinstance(value, dict) else "",
)
async def test_what_filters_nothing_or_is_no_filter_is_not_saved(
    person: Person, body: dict[str, Any], expected: tuple[int, str]
):
    viewer = await person("viewer")

    assert refusal(await viewer.post(SEGMENTS, json=body)) == expected
    assert await names(viewer) == []


async def test_one_person_saves_so_many_and_no_more(
    person: Person, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(store, "MAX_SEGMENTS", 2)
    one, other = await person("viewer"), await person("viewer")
    await save(one, "1")
    await save(one, "2")

    refused = await one.post(SEGMENTS, json={"name": "3", "filters": PHONES})

    assert refusal(refused) == (413, "too_many_segments")
    await save(other, "1")


async def test_a_script_sees_what_is_shared_and_its_own_goes_with_its_token(
    person: Person, open_browser: Browser, project: Project, control: Control
):
    owner = await person("owner")
    await save(owner, "Shared", isShared=True)
    await save(owner, "Owner's")
    tokens = f"/api/projects/{project.project_id}/tokens"
    made = (await owner.post(tokens, json={"name": "Export", "role": "viewer"})).json()
    script = open_browser("http://localhost:8200")
    script.headers["Authorization"] = f"Bearer {made['token']}"
    await save(script, "Script's")
    assert await names(script) == ["Script's", "Shared"]

    await owner.delete(f"{tokens}/{made['apiToken']['tokenId']}")

    assert stored(control) == ["Owner's", "Shared"]


async def test_who_leaves_takes_private_segments_along_and_leaves_the_shared(
    person: Person, project: Project, control: Control
):
    owner, analyst = await person("owner"), await person("analyst")
    await save(analyst, "Shared", isShared=True)
    await save(analyst, "Private")
    user_id = (await analyst.get("/api/auth/me")).json()["user"]["userId"]

    await owner.delete(f"/api/projects/{project.project_id}/members/{user_id}")

    assert stored(control) == ["Shared"]


def stored(control: Control) -> list[str]:
    with control.read() as connection:
        return sorted(row.name for row in connection.execute(segments.select()))
