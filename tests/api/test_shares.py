"""A share link shows one replay or one map, masked, until it ends, and reaches nothing else."""

from __future__ import annotations

import json
import sqlite3
import urllib.parse
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from dirty_equals import IsPartialDict, IsStr
from tests.api.conftest import DASHBOARD, Browser, Person
from tests.api.test_hostile_ids import IDS
from tests.api.test_projects_scope import address, guarded, is_shared
from tests.api.visits import SITE, store_visits, visit

from pagepulse.accounts.audit import list_entries
from pagepulse.accounts.dependencies import Services
from pagepulse.control import Control
from pagepulse.privacy.ended_shares import KEPT_MS, end_shares, forget_ended
from pagepulse.projects.models import Project
from pagepulse.shares import store
from pagepulse.shares.limits import SHARE_ATTEMPTS, SHARE_DAYS
from pagepulse.warehouse.erasing import hide_sessions

AT = 1_760_000_000_000
DAY_MS = 24 * 3600 * 1000
# What tells whose session it was, or was not meant to be shown.
SECRETS = (
    "u-81", "v_1", "DE", "de-AT", "Europe/Vienna", "secret-query", "secret-source",
    "secret-console", "secret-error", "secret-event", "secret-name",
)  # fmt: skip
BUY = "00000000000000aa"

Made = dict[str, Any]
Share = Callable[..., Awaitable[Made]]
Open = Callable[[str], Awaitable[httpx.AsyncClient]]


def recorded(number: int, path: str = "/cart") -> dict[str, Any]:
    """Return the batch of a session that was recorded, full of what is nobody else's business."""
    anchor = {
        "type": 2, "tagName": "a", "id": 3, "childNodes": [],
        "attributes": {"href": f"{path}?key=secret-query", "class": "buy"},
    }  # fmt: skip
    html = {"type": 2, "tagName": "html", "attributes": {}, "id": 2, "childNodes": [anchor]}
    node = {"type": 0, "id": 1, "childNodes": [html]}
    offset = {"left": 0, "top": 0}
    url = f"{SITE}{path}"
    page = {"href": f"{url}?key=secret-query", "width": 1440, "height": 900}
    events = [
        {"type": 4, "timestamp": AT, "data": page},
        {"type": 2, "timestamp": AT, "data": {"node": node, "initialOffset": offset}},
        {"type": 5, "timestamp": AT + 1, "data": {"tag": "who", "payload": {"x": "secret-event"}}},
        {"type": 6, "timestamp": AT + 2, "data": {"plugin": "p", "payload": "secret-console"}},
        {"type": 3, "timestamp": AT + 3, "data": {"source": 3, "id": 1, "x": 0, "y": 9}},
    ]  # fmt: skip
    view = {"at": AT, "pageViewId": f"p_{number}", "url": url}
    size = {"viewportWidth": 1440, "viewportHeight": 900}
    return visit(
        number, AT, path, events=events, identity="u-81", language="de-AT",
        timeZone="Europe/Vienna", referrer="https://secret-source.example/?a=secret-query",
        errors=[{
            **view, "message": "secret-error", "source": "", "line": 1, "column": 1, "stack": "",
        }],
        customEvents=[{**view, "name": "secret-name"}],
        elements=[{"id": BUY, "url": url, "label": "Buy", "print": {"tag": "a"}}],
        interactions=[{
            "type": "click", "at": AT, "url": url, "elementId": BUY, "ex": 1, "ey": 1,
            "x": 5, "y": 5, "pageX": 5, "pageY": 5, **size,
        }],
    )  # fmt: skip


@pytest.fixture
def session_id(services: Services, project: Project, tmp_path: Path) -> str:
    (found,) = store_visits(services, project, tmp_path, [recorded(1)])
    return found


@pytest.fixture
def share(person: Person) -> Share:
    """Return the maker of share links."""

    async def make(**body: Any) -> Made:
        analyst = await person("analyst")
        answer = await analyst.post("/api/shares", json=body)
        assert answer.status_code == 201, answer.text
        made: Made = answer.json()
        return made

    return make


@pytest.fixture
def open_link(open_browser: Browser) -> Open:
    """Return the way to a browser without a login that has opened a link."""

    async def open_one(token: str) -> httpx.AsyncClient:
        client = open_browser(DASHBOARD)
        answer = await client.post("/api/shared/open", json={"token": token})
        assert answer.status_code == 200, answer.text
        client.headers["Authorization"] = f"Bearer {answer.json()['sharePass']}"
        return client

    return open_one


async def ended(client: httpx.AsyncClient, path: str = "/api/shared/session") -> bool:
    answer = await client.get(path)
    return (answer.status_code, answer.json().get("code")) == (404, "share_ended")


async def labels(client: httpx.AsyncClient, kind: str = "error") -> list[str]:
    markers = (await client.get("/api/shared/session")).json()["timeline"]["markers"]
    return [one["label"] for one in markers if one["kind"] == kind]


async def test_a_replay_is_seen_without_a_login_and_without_whose_it_was(
    share: Share, open_link: Open, session_id: str
):
    made = await share(replay={"sessionId": session_id})
    viewer = await open_link(made["token"])

    detail = await viewer.get("/api/shared/session")
    window = await viewer.get("/api/shared/events")

    assert detail.json()["session"] == IsPartialDict(
        sessionId=made["shareLink"]["shareId"],
        visitorId="", identity="", country="", language="", referrer="", recordingIds=[],
        hasRecording=True, inProgress=False,
    )  # fmt: skip
    assert [page["pageURL"] for page in detail.json()["pages"]] == [f"{SITE}/cart"]
    assert await labels(viewer, "custom") == ["Custom event"]
    assert [event["type"] for event in window.json()["events"]] == [4, 2, 5, 5, 3]
    assert window.json()["events"][0]["data"]["href"] == f"{SITE}/cart"
    told = detail.text + window.text
    assert [secret for secret in (*SECRETS, session_id) if secret in told] == []


async def test_console_and_requests_are_shown_where_whoever_shares_allows_it(
    share: Share, open_link: Open, session_id: str
):
    hidden = await open_link((await share(replay={"sessionId": session_id}))["token"])
    content = {"sessionId": session_id, "showsDetails": True}
    shown = await open_link((await share(replay=content))["token"])

    for path in ("/api/shared/console", "/api/shared/requests"):
        assert (await hidden.get(path)).status_code == 404
        assert (await shown.get(path)).status_code == 200
    assert [await labels(client) for client in (hidden, shown)] == [
        ["Error"],
        ["secret-error"],
    ]


async def test_a_map_is_seen_without_a_login_and_without_the_sessions_behind_it(
    share: Share, open_link: Open, services: Services, project: Project, tmp_path: Path
):
    sessions = store_visits(
        services, project, tmp_path, [recorded(1), recorded(2), recorded(3, "/other")]
    )
    made = await share(heatmap={"filter": {"pageURL": f"{SITE}/cart"}, "width": 1440})
    viewer = await open_link(made["token"])

    drawn = await viewer.get("/api/shared/heatmap")
    picture = (await viewer.get("/api/shared/picture")).json()
    page = await viewer.get(
        "/api/shared/page", params={"tabId": picture["tabId"], "at": picture["at"]}
    )

    assert drawn.json()["sessionIds"] == []
    assert drawn.json()["metadata"] == IsPartialDict(totalInteractions=2, sessionCount=2)
    assert picture == {"tabId": "t_1", "at": AT, "viewportWidth": 1440, "viewportHeight": 900}
    assert page.json()["events"][0]["data"]["href"] == f"{SITE}/cart"
    told = drawn.text + page.text
    assert [secret for secret in (*SECRETS, *sessions) if secret in told] == []


async def test_a_map_shows_no_page_but_those_that_it_lies_on(
    share: Share, open_link: Open, services: Services, project: Project, tmp_path: Path
):
    other = recorded(2, "/other")
    other["tabId"] = "t_2"
    store_visits(services, project, tmp_path, [recorded(1), other])
    viewer = await open_link(
        (await share(heatmap={"filter": {"pageURL": f"{SITE}/cart"}}))["token"]
    )

    answer = await viewer.get("/api/shared/page", params={"tabId": "t_2", "at": AT})

    assert (answer.status_code, answer.json()["code"]) == (404, "recording_not_found")
    # It is no replay either.
    assert (await viewer.get("/api/shared/session")).json()["code"] == "not_shared"


async def test_nobody_known_is_the_subject_of_a_shared_map(person: Person):
    analyst = await person("analyst")
    asked = {"pageURL": f"{SITE}/cart", "visitorId": "u-81"}

    answer = await analyst.post("/api/shares", json={"heatmap": {"filter": asked}})

    assert (answer.status_code, answer.json()["code"]) == (400, "share_of_a_visitor")


async def test_a_share_reaches_nothing_else(
    share: Share,
    open_link: Open,
    project: Project,
    session_id: str,
):
    viewer = await open_link((await share(replay={"sessionId": session_id}))["token"])
    rest = [each for each in guarded() if not is_shared(each)]

    answers = {}
    for operation in rest:
        path = address(operation.path, project).replace("a" * 26, session_id)
        body: dict[str, str] | None = None if operation.method == "GET" else {}
        answer = await viewer.request(operation.method, path, json=body)
        answers[operation.name] = (answer.status_code, answer.json()["code"])

    assert len(answers) > 100
    assert set(answers.values()) == {(401, "not_authenticated")}


async def test_neither_a_login_nor_the_link_itself_reads_what_is_shared(
    share: Share, person: Person, open_browser: Browser, session_id: str
):
    made = await share(replay={"sessionId": session_id})
    owner = await person("owner")
    holder = open_browser(DASHBOARD)
    holder.headers["Authorization"] = f"Bearer {made['token']}"

    for client in (owner, holder):
        for operation in filter(is_shared, guarded()):
            answer = await client.get(operation.path.replace("{hash}", "0" * 64))
            assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")


@pytest.mark.parametrize("text", IDS.values(), ids=IDS.keys())
async def test_an_asset_whose_name_is_something_else_is_not_there(
    share: Share, open_link: Open, session_id: str, text: str
):
    viewer = await open_link((await share(replay={"sessionId": session_id}))["token"])

    answer = await viewer.get(f"/api/shared/assets/{urllib.parse.quote(text, safe='')}")

    assert (answer.status_code in {400, 404, 422}, "root:" in answer.text) == (True, False)


async def test_assets_of_other_recordings_are_not_there(
    share: Share, open_link: Open, services: Services, project: Project, session_id: str
):
    viewer = await open_link((await share(replay={"sessionId": session_id}))["token"])
    services.warehouse.command(
        "insert into assets (project_id, hash, content_type, content) "
        "values ({project_id:String}, {hash:String}, 'text/css', 'a{}')",
        {"project_id": project.project_id, "hash": "e" * 64},
    )

    answer = await viewer.get(f"/api/shared/assets/{'e' * 64}")

    assert (answer.status_code, answer.json()["code"]) == (404, "asset_not_found")


async def test_a_revoked_link_ends_at_once_also_for_who_looks_at_it(
    share: Share, open_link: Open, person: Person, anonymous: httpx.AsyncClient, session_id: str
):
    made = await share(replay={"sessionId": session_id})
    viewer = await open_link(made["token"])
    analyst = await person("analyst")

    revoked = await analyst.delete(f"/api/shares/{made['shareLink']['shareId']}")
    again = await anonymous.post("/api/shared/open", json={"token": made["token"]})

    assert revoked.status_code == 204
    assert await ended(viewer)
    assert await ended(viewer, "/api/shared/events")
    assert (again.status_code, again.json()["code"]) == (404, "share_ended")
    (listed,) = (await analyst.get("/api/shares")).json()["shareLinks"]
    assert (listed["state"], listed["openCount"]) == ("revoked", 1)


async def test_a_link_ends_when_it_was_told_to(
    share: Share,
    open_link: Open,
    anonymous: httpx.AsyncClient,
    session_id: str,
    monkeypatch: pytest.MonkeyPatch,
):
    now = AT + DAY_MS
    monkeypatch.setattr(store, "now_ms", lambda: now)
    made = await share(replay={"sessionId": session_id})
    now += 7 * DAY_MS - 1
    viewer = await open_link(made["token"])
    assert (await viewer.get("/api/shared/session")).status_code == 200

    now += 1

    assert await ended(viewer)
    again = await anonymous.post("/api/shared/open", json={"token": made["token"]})
    assert (again.status_code, again.json()["code"]) == (404, "share_ended")


@pytest.mark.parametrize("days", [SHARE_DAYS.value, SHARE_DAYS.value + 1])
async def test_no_link_lives_longer_than_its_limit(person: Person, session_id: str, days: int):
    analyst = await person("analyst")

    answer = await analyst.post(
        "/api/shares", json={"replay": {"sessionId": session_id}, "expiresInDays": days}
    )

    code = "share_too_long" if days > SHARE_DAYS.value else None
    assert answer.json().get("code") == code


async def test_an_erased_session_ends_its_links(
    *,
    share: Share,
    open_link: Open,
    control: Control,
    services: Services,
    project: Project,
    anonymous: httpx.AsyncClient,
    session_id: str,
):
    made = await share(replay={"sessionId": session_id})
    of_map = {"pageURL": f"{SITE}/cart", "sessionIds": session_id}
    await share(heatmap={"filter": of_map})
    viewer = await open_link(made["token"])

    hide_sessions(services.warehouse, [(project.project_id, session_id)])
    hidden = await anonymous.post("/api/shared/open", json={"token": made["token"]})
    with control.write() as connection:
        end_shares(connection, project.project_id, [session_id])
        left = store.list_links(connection, project.project_id)

    assert (hidden.status_code, hidden.json()["code"]) == (404, "share_ended")
    assert (await viewer.get("/api/shared/session")).status_code == 401
    assert left == []


async def test_links_are_listed_with_who_opened_them_and_forgotten_a_month_after_their_end(
    *,
    share: Share,
    person: Person,
    control: Control,
    project: Project,
    anonymous: httpx.AsyncClient,
    session_id: str,
):
    made = await share(replay={"sessionId": session_id, "startMs": 1_000})
    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    for _ in range(2):
        await anonymous.post(
            "/api/shared/open", json={"token": made["token"]}, headers={"User-Agent": firefox}
        )

    (listed,) = (await (await person("analyst")).get("/api/shares")).json()["shareLinks"]

    assert listed == made["shareLink"] | {
        "openCount": 2,
        "lastOpenedAt": listed["lastOpenedAt"],
        "openings": [IsPartialDict(client="Firefox on Linux")] * 2,
    }  # fmt: skip
    with control.write() as connection:
        forget_ended(connection, project.project_id, listed["expiresAt"] + KEPT_MS)
        assert len(store.list_links(connection, project.project_id)) == 1
        forget_ended(connection, project.project_id, listed["expiresAt"] + KEPT_MS + 1)
        assert store.list_links(connection, project.project_id) == []


async def test_making_opening_and_revoking_are_in_the_audit_log(
    *,
    share: Share,
    open_link: Open,
    person: Person,
    control: Control,
    project: Project,
    session_id: str,
):
    made = await share(replay={"sessionId": session_id})
    share_id = made["shareLink"]["shareId"]
    await open_link(made["token"])
    await (await person("analyst")).delete(f"/api/shares/{share_id}")

    with control.read() as connection:
        entries = list_entries(connection, project.project_id, None).entries

    assert [(each.action, each.actor, each.object_id) for each in entries] == [
        ("share_link_revoked", IsStr(regex="analyst.*"), share_id),
        ("share_link_opened", "share link", share_id),
        ("share_link_created", IsStr(regex="analyst.*"), share_id),
    ]


async def test_the_database_holds_neither_link_nor_pass(
    share: Share, open_link: Open, tmp_path: Path, session_id: str
):
    made = await share(replay={"sessionId": session_id})
    viewer = await open_link(made["token"])
    shared_pass = viewer.headers["Authorization"].split()[1]

    with sqlite3.connect(tmp_path / "control.db") as database:
        dump = "\n".join(database.iterdump())

    assert made["url"].endswith(f"/shared#{made['token']}")
    assert "share_links" in dump
    for secret in (made["token"], made["token"].split(".")[1], shared_pass):
        assert secret not in dump


@pytest.mark.parametrize("position", [0, 8, 20, 30, 62])
async def test_a_changed_token_opens_nothing(
    share: Share, anonymous: httpx.AsyncClient, session_id: str, position: int
):
    token = (await share(replay={"sessionId": session_id}))["token"]
    changed = token[:position] + ("A" if token[position] != "A" else "B") + token[position + 1 :]

    answer = await anonymous.post("/api/shared/open", json={"token": changed})

    assert (answer.status_code, answer.json()["code"]) == (404, "share_ended")


async def test_guesses_from_one_address_are_slowed_down(anonymous: httpx.AsyncClient):
    guess = {"token": "shr_0123456789abcdef.x"}
    most = SHARE_ATTEMPTS.value * 10

    codes = [
        (await anonymous.post("/api/shared/open", json=guess)).status_code for _ in range(most + 10)
    ]

    assert codes[:most] == [404] * most
    assert 429 in codes[most:]


async def test_only_an_analyst_of_the_project_shares_and_revokes(
    share: Share, person: Person, other_project: Project, session_id: str
):
    made = await share(replay={"sessionId": session_id})
    viewer, stranger = await person("viewer"), await person("analyst", other_project)
    body = json.dumps({"replay": {"sessionId": session_id}})
    headers = {"Content-Type": "application/json"}

    refused = await viewer.post("/api/shares", content=body, headers=headers)
    foreign = await stranger.post("/api/shares", content=body, headers=headers)
    missing = await stranger.delete(f"/api/shares/{made['shareLink']['shareId']}")

    assert (refused.status_code, refused.json()["code"]) == (403, "role_too_low")
    assert (foreign.status_code, foreign.json()["code"]) == (404, "share_ended")
    assert (missing.status_code, missing.json()["code"]) == (404, "share_link_not_found")
    assert (await stranger.get("/api/shares")).json() == {"shareLinks": []}
