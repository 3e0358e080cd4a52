"""The calls of heatmaps: the words of the plan, filters, lists, and what they refuse."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from dirty_equals import IsPartialDict
from tests.api.conftest import Person

from pagepulse.accounts.dependencies import Services
from pagepulse.control import Control
from pagepulse.ingest.entries import entry_of_batch
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.projector import Projector
from pagepulse.journal import Journal
from pagepulse.projects.models import Project, ProjectChange
from pagepulse.projects.store import change_project
from pagepulse.warehouse.erasing import hide_sessions

NOW = 1_760_000_000_000
URL = "https://shop.example/"
BUY, MENU = "00000000000000aa", "00000000000000bb"
MAP = "/api/tracking/heatmap"

Store = Callable[..., str]


@pytest.fixture
def store(tmp_path: Path, services: Services, project: Project) -> Store:
    """Return a function that stores one batch of a session and returns the session's id."""

    def store_batch(name: str, interactions: list[Any], url: str = URL, **changes: Any) -> str:
        size = {"viewportWidth": 1440, "viewportHeight": 900}
        batch = {
            "version": 1,
            "projectKey": project.project_key,
            "sessionKey": name.encode().hex().zfill(32),
            "tabId": "t_1",
            "seq": 0,
            "sentAt": NOW,
            "visitorId": f"v_{name}",
            "pageViews": [{"id": f"p_{name}", "at": NOW, "url": url, "title": "Shop", **size}],
            "elements": [
                {"id": BUY, "url": url, "label": "=1+1", "print": {"tag": "button"}},
            ],
            "interactions": [{"url": url, **one} for one in interactions],
            **changes,
        }
        entry = entry_of_batch(
            msgspec.json.encode(batch),
            project_id=project.project_id,
            origin="tracker",
            received_at=NOW,
        )
        journal = Journal(tmp_path / "journal.db", max_bytes=10**9)
        journal.append_now([entry])
        Projector(journal, services.warehouse, Ledger()).run_until_empty()
        journal.close()
        return entry.session_id

    return store_batch


def click(element: str = BUY, at: int = NOW, **changes: Any) -> dict[str, Any]:
    place = {"ex": 32_767, "ey": 32_767, "pageX": 180, "pageY": 520, "width": 160, "height": 40}
    return {
        "type": "click", "at": at, "elementId": element, "viewportWidth": 1440, "node": 7, **place,
        **changes,
    }  # fmt: skip


async def get(client: httpx.AsyncClient, path: str = "", **query: Any) -> Any:
    answer = await client.get(f"{MAP}{path}", params={"pageURL": URL, **query})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_map_in_the_words_of_the_plan(person: Person, store: Store) -> None:
    session = store("a", [click(), click()])
    viewer = await person("viewer")

    assert await get(viewer, width=1440) == {
        "heatmapData": {
            "pageURL": URL,
            "type": "click",
            "points": [{"x": 175, "y": 515, "value": 2}],
            "elements": [],
            "scroll": None,
        },
        "sessionIds": [session],
        "metadata": {
            "totalInteractions": 2,
            "approximate": 0,
            "uniqueUsers": 1,
            "sessionCount": 1,
            "lastUpdated": NOW,
            "placed": 2,
            "hidden": 0,
            "unresolved": 0,
            "pages": ["shop.example/"],
        },
    }


async def test_a_look_at_nothing_that_is_known_is_told_as_not_placed(
    person: Person, store: Store
) -> None:
    look: dict[str, Any] = {"type": "attention", "durationMs": 1_000, "pageHeight": 2_000}
    store("a", [click(**look), click("", **look)])
    viewer = await person("viewer")

    listed = await get(viewer, type="attention", format="elements")
    drawn = await get(viewer, type="attention", width=1440)

    truth = IsPartialDict(totalInteractions=2, placed=1, hidden=0, unresolved=1)
    assert (listed["metadata"], drawn["metadata"]) == (truth, truth)


async def test_the_moments_behind_an_element_lead_to_the_replay_page_by_page(
    person: Person, store: Store
) -> None:
    session = store("a", [click(at=NOW + place) for place in range(5)])
    store("b", [click(MENU), click("", pageX=900, pageY=20)])
    viewer = await person("viewer")

    first = await get(viewer, "/sessions", elementId=BUY, limit=3)
    rest = await get(viewer, "/sessions", elementId=BUY, limit=3, cursor=first["nextCursor"])

    assert (first["total"], first["sessionCount"], rest["nextCursor"]) == (5, 1, None)
    moments = first["moments"] + rest["moments"]
    assert [moment["at"] for moment in moments] == [NOW + place for place in (4, 3, 2, 1, 0)]
    assert moments[0] == IsPartialDict(
        {"sessionId": session, "tabId": "t_1", "node": 7, "elementId": BUY, "hasRecording": False}
    )
    assert (await get(viewer, "/sessions", region="800,0,1000,100"))["total"] == 1
    assert (await get(viewer, "/sessions", elementId=MENU, ex=30_720, ey=24_576))["total"] == 1
    other = await viewer.get(
        f"{MAP}/sessions", params={"pageURL": URL, "cursor": first["nextCursor"]}
    )
    assert (other.status_code, other.json()["code"]) == (400, "invalid_cursor")


async def test_pages_are_listed_and_a_rule_makes_old_facts_one_page(
    person: Person, store: Store, control: Control, project: Project
) -> None:
    for name in ("tea", "cup"):
        store(name, [click()], url=f"{URL}product/{name}")
    store("home", [])
    viewer = await person("viewer")
    before = await get(viewer, "/pages", search="PRODUCT")

    settings = project.settings.model_copy(update={"page_rules": ["/product/*"]})
    with control.write() as connection:
        change_project(connection, project.project_id, ProjectChange(settings=settings))
    after = await get(viewer, "/pages")
    one = await viewer.get(MAP, params={"pageURL": f"{URL}product/tea"})

    assert [page["pageURL"] for page in before["pages"]] == [
        "shop.example/product/cup",
        "shop.example/product/tea",
    ]
    assert after["total"] == 2
    assert after["pages"][0] == {
        "pageURL": "/product/*",
        "exampleUrl": f"{URL}product/cup",
        "title": "Shop",
        "isRule": True,
        "pageCount": 2,
        "views": 2,
        "interactions": 2,
        "counts": {"click": 2},
    }
    assert one.json()["metadata"]["totalInteractions"] == 2


async def test_two_filters_are_compared_by_the_views_that_came_to_an_element(
    person: Person, store: Store
) -> None:
    for number in range(30):
        store(f"wide{number}", [click() for _ in range(2)])
        view = {"id": f"p_s{number}", "at": NOW, "url": URL, "viewportHeight": 800}
        small = {"viewportWidth": 390}
        store(f"small{number}", [click(MENU, **small)], pageViews=[{**view, **small}])
    viewer = await person("viewer")

    found = await get(viewer, "/compare", widthMin=1000, widthMaxB=500)

    assert found["basis"] == "views"
    assert [found[side] for side in "ab"] == [
        {"interactions": 60, "sessions": 30, "visitors": 30, "views": 30},
        {"interactions": 30, "sessions": 30, "visitors": 30, "views": 30},
    ]
    assert sorted(one["elementId"] for one in found["elements"]) == [BUY, MENU]
    buy = next(one for one in found["elements"] if one["elementId"] == BUY)
    # Two clicks in each of thirty views: every view had one, not twice as many as there were.
    assert {name: buy[name] for name in ("countA", "hitsA", "triesA", "shareA", "shareB")} == {
        "countA": 60, "hitsA": 30, "triesA": 30, "shareA": 1, "shareB": 0,
    }  # fmt: skip
    assert buy["low"] < -0.8
    assert -0.9 < buy["high"] < 0
    assert buy["adjustedP"] < 0.001
    assert buy["logRatio"] < -5


async def test_what_few_came_down_to_is_compared_among_those_who_did(
    person: Person, store: Store
) -> None:
    def deep(name: str) -> list[dict[str, Any]]:
        view: dict[str, Any] = {"pageViewId": f"p_{name}"}
        reach = click("", type="scroll", pageX=0, pageY=5_400, **view)
        return [click(pageY=5_020, **view), reach]

    # Of the first, every second view comes down and clicks there; of the second, all.
    first = [store(f"a{place}", deep(f"a{place}") if place % 2 else []) for place in range(20)]
    second = [store(f"b{place}", deep(f"b{place}")) for place in range(20)]
    viewer = await person("viewer")

    found = await get(viewer, "/compare", sessionIds=",".join(first), sessionIdsB=",".join(second))

    [one] = found["elements"]
    assert (one["countA"], one["countB"]) == (10, 20)
    assert (one["triesA"], one["triesB"], one["difference"]) == (10, 20, 0)


async def test_a_region_is_parts_of_elements_wherever_these_lay(
    person: Person, store: Store
) -> None:
    left = click(ex=4_096, ey=12_288, pageX=20, viewportWidth=390)
    store("a", [left, click(), click(MENU)])
    viewer = await person("viewer")

    async def total(*parts: str) -> int:
        return int((await get(viewer, "/sessions", parts=";".join(parts)))["total"])

    assert await total(f"{BUY},0,0,65535,65535") == 2
    assert await total(f"{BUY},0,0,16384,65535") == 1
    assert await total(f"{BUY},0,0,16384,65535", f"{MENU},0,0,65535,65535") == 2
    assert await total(f"{MENU},0,0,9,9") == 0
    for wrong in (f"{BUY},0,0,1", f"{BUY},0,0,1,65536", "x", ";"):
        answer = await viewer.get(f"{MAP}/sessions", params={"pageURL": URL, "parts": wrong})
        assert answer.status_code == 400


async def test_a_map_filters_by_what_only_sessions_know(person: Person, store: Store) -> None:
    failing = store("a", [click()], errors=[{"at": NOW, "message": "boom", "url": URL}])
    store("b", [click()])
    known = store("c", [click()], identities=[{"at": NOW, "id": "u-81"}])
    viewer = await person("viewer")

    async def sessions(**query: Any) -> list[str]:
        return list((await get(viewer, **query))["sessionIds"])

    assert await sessions(hasErrors=True) == [failing]
    assert len(await sessions(hasErrors=False)) == 2
    assert await sessions(visitorId="u-81") == [known]
    assert await sessions(hasRecording=True) == []
    assert await sessions(minDuration=60_000) == []
    assert await sessions(os="Plan 9") == []
    assert await sessions(captureReason="not-sampled") == []
    assert await sessions(visitorType="returning") == []
    assert await sessions(event="signup") == []
    assert len(await sessions(entryPage=URL, language="", channel="direct")) == 3


async def test_backdrops_are_of_the_nearest_width_and_tell_the_states_of_the_page(
    person: Person, store: Store
) -> None:
    for name, width, tags in (("a", 1440, "abcdef"), ("b", 390, "abcdef"), ("c", 1400, "uvwxyz")):
        store(name, [], events=recorded(width, tags))
    viewer = await person("viewer")

    found = await get(viewer, "/snapshots", width=1430)

    assert [one["viewportWidth"] for one in found["snapshots"]] == [1440, 1400, 390]
    assert [state["count"] for state in found["states"]] == [2, 1]
    best = found["states"][0]["best"]
    assert best == found["snapshots"][0]
    snapshot = await viewer.get(
        "/api/tracking/snapshot",
        params={"pageURL": best["page"], "sessionId": best["sessionId"], "at": best["at"]},
    )
    assert snapshot.status_code == 200
    assert [event["type"] for event in snapshot.json()["events"]] == [4, 2]


async def test_the_first_backdrop_is_of_a_width_that_most_were_laid_out_for(
    person: Person, store: Store
) -> None:
    for number, width in enumerate((1440, 1400, 390, 820)):
        store(f"s{number}", [], events=recorded(width, "abcdef"))
    viewer = await person("viewer")

    found = await get(viewer, "/snapshots")

    assert {one["viewportWidth"] for one in found["snapshots"][:2]} == {1440, 1400}


async def test_elements_are_exported_as_a_table_that_runs_nothing(
    person: Person, store: Store, project: Project
) -> None:
    store("a", [click()])
    viewer = await person("viewer")

    answer = await viewer.get(f"{MAP}/export", params={"pageURL": URL, "width": 1440})

    lines = list(csv.DictReader(io.StringIO(answer.text)))
    assert [(line["element"], line["label"], line["clicks"]) for line in lines] == [
        (BUY, "'=1+1", "1")
    ]
    owner = await person("owner")
    audit = await owner.get(f"/api/projects/{project.project_id}/audit")
    assert "data_exported" in [entry["action"] for entry in audit.json()["entries"]]


@pytest.mark.parametrize(
    "query",
    [
        {"type": "<b>"},
        {"format": "png"},
        {"width": "0"},
        {"pageURL": ""},
        {"startDate": "yesterday"},
        {"device": "watch"},
        {"sessionIds": ",".join(["a"] * 1001)},
    ],
    ids=str,
)
async def test_what_no_map_can_be_asked_for_is_refused(
    person: Person, query: dict[str, str]
) -> None:
    viewer = await person("viewer")

    answer = await viewer.get(MAP, params={"pageURL": URL, **query})

    assert answer.status_code == 400


def recorded(width: int, tags: str) -> list[dict[str, Any]]:
    """Return the Meta event and the full snapshot of a page of these elements."""
    nodes = [
        {"type": 2, "tagName": f"x-{tag}", "attributes": {}, "childNodes": [], "id": 10 + place}
        for place, tag in enumerate(tags * 4)
    ]
    body = {"type": 2, "tagName": "body", "attributes": {}, "childNodes": nodes, "id": 2}
    return [
        {"type": 4, "timestamp": NOW, "data": {"href": URL, "width": width, "height": 900}},
        {"type": 2, "timestamp": NOW, "data": {"node": {"type": 0, "childNodes": [body], "id": 1},
                                               "initialOffset": {"left": 0, "top": 0}}},
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["", "/pages"])
async def test_an_answer_is_sent_again_only_when_something_was_stored_or_erased(
    person: Person, store: Store, services: Services, project: Project, path: str
) -> None:
    session = store("a", [click()])
    viewer = await person("viewer")
    question = {"pageURL": URL, "format": "elements"}
    first = await viewer.get(f"{MAP}{path}", params=question)

    async def ask_again(known: httpx.Response) -> httpx.Response:
        tag = {"If-None-Match": f'W/"another", {known.headers["etag"]}'}
        return await viewer.get(f"{MAP}{path}", headers=tag, params=question)

    same = await ask_again(first)
    store("b", [click()])
    more = await ask_again(first)
    hide_sessions(services.warehouse, [(project.project_id, session)])
    fewer = await ask_again(more)

    assert (same.status_code, same.content) == (304, b"")
    assert same.headers["etag"] == first.headers["etag"]
    assert first.headers["cache-control"] == "private, no-cache"
    assert (more.status_code, fewer.status_code) == (200, 200)
    assert first.json() != more.json() != fewer.json()


async def test_a_tag_is_of_one_question_one_set_of_rules_and_helps_only_who_may_ask(
    person: Person, store: Store, control: Control, project: Project, other_project: Project
) -> None:
    store("a", [click()])
    viewer, stranger = await person("viewer"), await person("viewer", other_project)
    known = {"If-None-Match": (await viewer.get(MAP, params={"pageURL": URL})).headers["etag"]}

    other = await viewer.get(MAP, params={"pageURL": URL, "type": "rage"}, headers=known)
    refused = await stranger.get(
        MAP, params={"pageURL": URL, "projectId": project.project_id}, headers=known
    )
    settings = project.settings.model_copy(update={"page_rules": ["shop.example/*"]})
    with control.write() as connection:
        change_project(connection, project.project_id, ProjectChange(settings=settings))
    ruled = await viewer.get(MAP, params={"pageURL": URL}, headers=known)

    assert (other.status_code, refused.status_code, ruled.status_code) == (200, 404, 200)
