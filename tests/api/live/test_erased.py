"""What is erased while it is watched live leaves the memory of the server, too, and stays away."""

from __future__ import annotations

import asyncio
import gc
import time
from collections import deque
from collections.abc import Iterator
from typing import Any

import httpx
import msgspec
import pytest
from tests.api.live.running import (
    NOW,
    PATIENCE_SECONDS,
    Fields,
    Peer,
    RunningServer,
    VisitorPeer,
    admin,
    change,
    picture,
    post,
    visitor,
)
from websockets.asyncio.client import connect
from websockets.typing import Origin

from pagepulse.live.forgetting import Forgetting
from pagepulse.projects.models import Project

DAY_MS = 24 * 3600 * 1000
TYPED = "zqTyped4711q"
CONTAINERS = (dict, list, tuple, set, frozenset, deque, msgspec.Raw)


def remembered(root: object, text: str) -> list[str]:
    """Return the kinds of things that hold a text, of all that the live part of a server holds."""
    wanted = text.encode()
    return [
        way
        for way, held in everything_of(root)
        if isinstance(held, str | bytes | msgspec.Raw) and wanted in bytes_of(held)
    ]


def bytes_of(held: str | bytes | msgspec.Raw) -> bytes:
    return held.encode(errors="ignore") if isinstance(held, str) else bytes(held)


def everything_of(root: object) -> Iterator[tuple[str, object]]:
    """Yield what is held and by what kinds, through objects of the product and containers."""
    seen: set[int] = set()
    waiting = [(type(root).__name__, root)]
    while waiting:
        way, holder = waiting.pop()
        for held in gc.get_referents(holder):
            if id(held) in seen or isinstance(held, type):
                continue
            seen.add(id(held))
            yield way, held
            if isinstance(held, CONTAINERS) or type(held).__module__.startswith("pagepulse."):
                waiting.append((f"{way} > {type(held).__name__}", held))


async def withdraw(server: RunningServer, shopper: VisitorPeer) -> None:
    """Ask for the deletion as the visitor's own page does."""
    body = {"projectKey": shopper.project_key, "sessionKey": shopper.session_key}
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{server.url}/api/tracking/opt-out", json=body)
    assert answer.is_success, answer.text


async def erase(server: RunningServer, project: Project, subject: Fields) -> None:
    """Ask for the deletion as an admin does, and wait until nothing of it is shown."""
    async with httpx.AsyncClient(
        base_url=server.url, headers={"Authorization": f"Bearer {server.token(project)}"}
    ) as client:
        params = {"projectId": project.project_id}
        asked = await client.post("/api/privacy/erasures", json=subject, params=params)
        assert asked.status_code == 202, asked.text
        path = f"/api/privacy/requests/{asked.json()['requestId']}"
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                request = (await client.get(path, params=params)).json()
                if request["progress"]["sessions"]:
                    return
                await asyncio.sleep(0.1)


async def stored(server: RunningServer, project: Project, session_id: str) -> Fields:
    """Return a session as soon as it can be read."""
    path = f"/api/tracking/sessions/{session_id}"
    async with (
        asyncio.timeout(PATIENCE_SECONDS),
        httpx.AsyncClient(
            base_url=server.url, headers={"Authorization": f"Bearer {server.token(project)}"}
        ) as client,
    ):
        while True:
            answer = await client.get(path, params={"projectId": project.project_id})
            if answer.is_success:
                found: Fields = answer.json()["session"]
                return found
            await asyncio.sleep(0.1)


async def watch_typed(boss: Peer, project: Project, shopper: VisitorPeer) -> None:
    """Watch a visitor whose page says something private, in its picture, its change, its title."""
    data = {"projectId": project.project_id, "sessionId": shopper.session_id}
    assert (await boss.ask("watch", data))["ok"] is True
    events = [*picture(f"{TYPED} picture"), change(f"{TYPED} change")]
    await shopper.record(events, visitorId="v_1")
    await boss.event("live-event")


@pytest.mark.parametrize("kind", ["withdrawn", "session", "visitor", "range"])
async def test_what_is_erased_while_it_is_watched_is_in_no_buffer_any_more(
    server: RunningServer, project: Project, kind: str
):
    live = server.instance.backend.live
    async with admin(server, server.token(project)) as boss:
        title = {"pageViewId": "p_1", "url": "https://shop.example/", "title": TYPED}
        async with visitor(server, project) as shopper:
            start = {"projectId": project.project_id, "purpose": "test", "filter": {}}
            await boss.ask("admin-start-recording", start)
            await watch_typed(boss, project, shopper)
            page = {**title, "viewportWidth": 1, "viewportHeight": 1, "shownAt": NOW}
            await shopper.ask("presence", {"page": {**page, "activeAt": NOW, "captureReason": ""}})
            before = remembered(live, TYPED)
            if kind == "withdrawn":
                await withdraw(server, shopper)
            else:
                session = await stored(server, project, shopper.session_id)
                await erase(server, project, subject_of(kind, session))
            closing = await shopper.closed()
        late = await post(server, shopper.batch([change(f"{TYPED} late")]))
        after = remembered(live, TYPED)

    assert any("TabStream" in way for way in before)
    assert (closing, late, after) == ((4404, "erased"), 202, [])
    assert remembered(live.runs, shopper.session_id) == []


def subject_of(kind: str, session: Fields) -> Fields:
    """Return what an admin asks to be erased."""
    now = int(time.time() * 1000)
    subjects: dict[str, Fields] = {
        "session": {"kind": "session", "value": session["sessionId"]},
        "visitor": {"kind": "visitor", "value": session["visitorId"]},
        # A visitor's clock may be wrong by so much.
        "range": {"kind": "range", "fromAt": now - 8 * DAY_MS, "toAt": now + DAY_MS},
    }
    return subjects[kind]


async def test_a_tab_of_an_erased_session_is_not_let_in_again_also_after_a_restart(
    server: RunningServer, project: Project
):
    async with visitor(server, project) as shopper:
        await withdraw(server, shopper)
        await shopper.closed()
    live = server.instance.backend.live
    later = Forgetting(live.hub, live.runs, live.watching, live.presence)
    await later.load(server.instance.backend.pipeline.journal)

    url = f"ws://127.0.0.1:{server.port}/live/visitor"
    async with connect(url, origin=Origin("https://shop.example"), compression=None) as socket:
        peer = Peer(socket)
        hello = {"projectKey": project.project_key, "sessionKey": shopper.session_key}
        answer = await peer.ask("hello", {**hello, "tabId": "t_2"})
        closing = await peer.closed()

    assert (answer["error"]["code"], closing) == ("erased", (4404, "erased"))
    assert later.is_erased(project.project_id, shopper.session_id)


async def test_others_who_are_watched_by_the_same_admin_go_on(
    server: RunningServer, project: Project
):
    async with (
        admin(server, server.token(project)) as boss,
        visitor(server, project) as gone,
        visitor(server, project) as stays,
    ):
        for shopper in (gone, stays):
            await watch_typed(boss, project, shopper)
        await withdraw(server, gone)
        await gone.closed()
        await stays.record([*picture("after"), change("on it goes")])
        seen: Any = await boss.event("live-event", lambda data: "after" in str(data))

    assert seen["sessionId"] == stays.session_id
