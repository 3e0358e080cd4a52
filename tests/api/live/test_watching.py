"""Watching: what a viewer sees, and what others and the server pay for it."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import Any

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
from websockets.asyncio.client import ClientConnection, connect

from pagepulse.errors import StorageError
from pagepulse.journal import Entry
from pagepulse.live.limits import QUEUE_BYTES
from pagepulse.live.watched import WatchedSession
from pagepulse.projects.models import Project
from pagepulse.warehouse import Warehouse

# A viewer who does not read may cost the server so much.
STUCK_BYTES = 8 * 1024 * 1024


async def watch(boss: Peer, project: Project, session_id: str) -> Fields:
    return await boss.ask("watch", {"projectId": project.project_id, "sessionId": session_id})


async def test_watching_asks_the_visitor_for_a_picture_and_for_batches(
    server: RunningServer, project: Project
):
    async with visitor(server, project) as shopper, admin(server, server.token(project)) as boss:
        answer = await watch(boss, project, shopper.session_id)
        told = await shopper.event("watch")
        asked = await shopper.event("need-snapshot")
        await boss.ask(
            "unwatch", {"projectId": project.project_id, "sessionId": shopper.session_id}
        )
        await shopper.event("unwatch")

    assert answer == {
        "ok": True,
        "sessionId": shopper.session_id,
        "recordingId": "",
        "tabs": ["t_1"],
    }
    assert told == {"recordingId": "", "batchMs": 200}
    assert asked == {"recordingId": "", "reason": "join"}


async def test_who_joins_late_gets_the_whole_state_at_once_and_then_what_follows(
    server: RunningServer, project: Project
):
    token = server.token(project)
    async with (
        visitor(server, project) as shopper,
        admin(server, token) as first,
        admin(server, token) as late,
    ):
        await watch(first, project, shopper.session_id)
        await shopper.record([change("before"), *picture(), change("1")])
        await shopper.record([change("2")])
        await first.event("live-event", lambda data: data["seq"] == 1)
        await watch(late, project, shopper.session_id)
        caught_up = await late.event("live-event")
        await shopper.record([])
        await shopper.record([change("3")])
        following = [await late.event("live-event") for _ in range(2)]

    assert caught_up == {
        "recordingId": "",
        "sessionId": shopper.session_id,
        "tabId": "t_1",
        "seq": 1,
        "events": [*picture(), change("1"), change("2")],
        "timestamp": caught_up["timestamp"],
        "sentAt": NOW,
        "isCatchUp": True,
        "console": [],
        "errors": [],
    }
    assert [(one["seq"], one["events"], one["isCatchUp"]) for one in following] == [
        (2, [], False),
        (3, [change("3")], False),
    ]


async def test_a_large_state_comes_in_parts_that_are_one_catch_up(
    server: RunningServer, project: Project
):
    token = server.token(project)
    events = [*picture(), *(change("x" * 200_000, NOW + n) for n in range(4))]
    async with (
        visitor(server, project) as shopper,
        admin(server, token) as first,
        admin(server, token) as late,
    ):
        await watch(first, project, shopper.session_id)
        assert await post(server, shopper.batch(events)) == 202
        await watch(late, project, shopper.session_id)
        parts = [await late.event("live-event") for _ in range(2)]

    assert [event for part in parts for event in part["events"]] == events
    assert [(part["isCatchUp"], part["seq"]) for part in parts] == [(True, 0), (True, 0)]


async def test_visitors_and_admins_of_others_receive_nothing_of_what_is_watched(
    server: RunningServer, project: Project
):
    foreign = server.project()
    async with AsyncExitStack() as stack:
        shopper = await stack.enter_async_context(visitor(server, project))
        others = [
            await stack.enter_async_context(visitor(server, of))
            for of in (project, project, foreign)
        ]
        boss = await stack.enter_async_context(admin(server, server.token(project)))
        stranger = await stack.enter_async_context(admin(server, server.token(foreign)))
        refused = await watch(stranger, project, shopper.session_id)
        wrong = await watch(stranger, foreign, shopper.session_id)
        topics = {"projectId": foreign.project_id, "topics": ["visitors", "sessions"]}
        await stranger.ask("subscribe", topics)
        await watch(boss, project, shopper.session_id)
        await shopper.record(picture("canary-7f3a"))
        await boss.event("live-event")
        heard = [await everything(peer) for peer in (*others, stranger)]

    assert (refused["error"]["code"], wrong["error"]["code"]) == ("project_not_found", "not_found")
    assert "canary-7f3a" not in json.dumps(heard)


async def test_what_is_watched_is_redacted_exactly_as_what_is_stored(
    server: RunningServer, project: Project
):
    private = change("write to jane.doe@example.com or 4111 1111 1111 1111")
    message = {"at": NOW, "level": "log", "text": "token bob@example.com", "pageViewId": "p_1"}
    async with visitor(server, project) as shopper, admin(server, server.token(project)) as boss:
        await watch(boss, project, shopper.session_id)
        batch = shopper.batch([*picture(), private], consoleMessages=[message])
        await shopper.ask("recording-event", {"recordingId": "", "batch": batch})
        seen = await boss.event("live-event")
        stored = await stored_events(server, project, shopper)

    assert seen["events"] == stored
    assert "example.com or" not in json.dumps(seen["events"])
    assert "bob@example.com" not in json.dumps(seen["console"])


async def test_nothing_is_shown_of_a_browser_that_asks_for_privacy(
    server: RunningServer, project: Project
):
    private = {"Sec-GPC": "1"}
    async with (
        visitor(server, project, headers=private) as shopper,
        admin(server, server.token(project)) as boss,
    ):
        await watch(boss, project, shopper.session_id)
        await shopper.record(picture("canary-7f3a"))
        heard = await everything(boss)

    assert "canary-7f3a" not in json.dumps(heard)


async def test_a_batch_that_comes_over_both_ways_is_shown_and_stored_once(
    server: RunningServer, project: Project
):
    async with visitor(server, project) as shopper, admin(server, server.token(project)) as boss:
        await watch(boss, project, shopper.session_id)
        batch = shopper.batch(picture())
        sent = {"recordingId": "", "batch": batch}
        answers = [await shopper.ask("recording-event", sent)]
        assert await post(server, batch) == 202
        answers.append(await shopper.ask("recording-event", sent))
        await shopper.record([change("after")])
        seen = [(await boss.event("live-event"))["seq"] for _ in range(2)]
        stored = await stored_events(server, project, shopper, at_least=3)

    assert answers == [{"ok": True, "seq": 0}] * 2
    assert seen == [0, 1]
    assert stored == [*picture(), change("after")]


async def test_batches_out_of_order_are_put_in_order_whatever_way_they_came(
    server: RunningServer, project: Project
):
    async with visitor(server, project) as shopper, admin(server, server.token(project)) as boss:
        await watch(boss, project, shopper.session_id)
        await shopper.record(picture())
        early, late = shopper.batch([change("1")]), shopper.batch([change("2")])
        await shopper.ask("recording-event", {"recordingId": "", "batch": late})
        assert await post(server, early) == 202
        seen = [(await boss.event("live-event"))["seq"] for _ in range(3)]

    assert seen == [0, 1, 2]


async def test_a_hole_is_told_and_healed_by_the_next_picture(
    server: RunningServer, project: Project
):
    async with visitor(server, project) as shopper, admin(server, server.token(project)) as boss:
        await watch(boss, project, shopper.session_id)
        await shopper.event("need-snapshot")
        await shopper.record(picture())
        await boss.event("live-event")
        shopper.batch([change("lost")])
        await shopper.record([change("after the hole")])
        gap = await boss.event("gap")
        asked = await shopper.event("need-snapshot")
        await shopper.record([change("unseen")])
        await shopper.record(picture("whole again"))
        seen = await boss.event("live-event")
        healed = await boss.event("gap")

    about = {"recordingId": "", "sessionId": shopper.session_id, "tabId": "t_1", "reason": "lost"}
    assert gap == {**about, "state": "resyncing"}
    assert asked == {"recordingId": "", "reason": "gap"}
    assert (seen["events"], seen["isCatchUp"]) == (picture("whole again"), True)
    assert healed == {**about, "state": "healed"}


async def test_a_tab_without_a_socket_is_shown_from_what_is_stored(
    server: RunningServer, project: Project
):
    async with visitor(server, project, joins=False) as sender:
        pass
    for events in (picture(), [change("1")]):
        assert await post(server, sender.batch(events)) == 202
    async with admin(server, server.token(project)) as boss:
        await watch(boss, project, sender.session_id)
        seen = await boss.event("live-event")
        assert await post(server, sender.batch([change("2")])) == 202
        after = await boss.event("live-event")

    assert (seen["isCatchUp"], seen["seq"], seen["events"]) == (True, 1, [*picture(), change("1")])
    assert (after["isCatchUp"], after["seq"]) == (False, 2)


async def test_what_is_shown_from_storage_waits_for_all_that_was_sent_before(
    server: RunningServer, project: Project, monkeypatch: pytest.MonkeyPatch
):
    has_looked = look_noted(server, monkeypatch)
    async with visitor(server, project, joins=False) as sender:
        pass
    async with admin(server, server.token(project)) as boss:
        assert await post(server, sender.batch(picture())) == 202
        await stored_events(server, project, sender)
        with server.instance.backend.pipeline.projector.paused():
            assert await post(server, sender.batch([change("1")])) == 202
            await watch(boss, project, sender.session_id)
            await asyncio.wait_for(has_looked.wait(), PATIENCE_SECONDS)
        seen = await boss.event("live-event")

    assert (seen["isCatchUp"], seen["seq"], seen["events"]) == (True, 1, [*picture(), change("1")])


async def test_what_is_missing_of_a_tab_without_a_socket_is_read_where_it_is_stored(
    server: RunningServer, project: Project, monkeypatch: pytest.MonkeyPatch
):
    # As at another server, which has not taken the batches.
    monkeypatch.setattr(server.instance.backend.live.catch_up, "newest_of", lambda *_: {})
    async with visitor(server, project, joins=False) as sender:
        pass
    async with admin(server, server.token(project)) as boss:
        assert await post(server, sender.batch(picture())) == 202
        await stored_events(server, project, sender)
        with server.instance.backend.pipeline.projector.paused():
            assert await post(server, sender.batch([change("1")])) == 202
            await watch(boss, project, sender.session_id)
            early = await boss.event("live-event")
            assert await post(server, sender.batch([change("2")])) == 202
        gap = await boss.event("gap")
        late = await boss.event("live-event")
        healed = await boss.event("gap")

    assert (early["seq"], gap["state"], gap["reason"]) == (0, "resyncing", "visitor-away")
    assert (late["seq"], late["events"]) == (2, [*picture(), change("1"), change("2")])
    assert healed["state"] == "healed"


async def test_a_viewer_who_does_not_read_costs_a_bounded_queue_and_nobody_else_anything(
    server: RunningServer, project: Project
):
    token = server.token(project)
    async with (
        visitor(server, project) as shopper,
        admin(server, token) as boss,
        stuck_admin(server, token, project, shopper.session_id) as stuck,
    ):
        await watch(boss, project, shopper.session_id)
        await shopper.record(picture())
        boxes = [one.connection.outbox for one in server.instance.backend.live.hub.admins]
        largest = 0
        for n in range(80):
            text = change("x" * 250_000, NOW + n)
            assert (await shopper.record([text], is_packed=True))["ok"] is True
            seen = await boss.event("live-event", partial(is_numbered, n + 1))
            assert seen["isCatchUp"] is False
            largest = max(largest, *(box.waiting_bytes for box in boxes))
        stuck.transport.abort()

    assert STUCK_BYTES / 8 < largest <= QUEUE_BYTES.value < STUCK_BYTES
    assert [box.waiting_bytes for box in boxes] == [0, 0]


def look_noted(server: RunningServer, monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Return what is set after the first look at what is stored."""
    catch_up, has_looked = server.instance.backend.live.catch_up, asyncio.Event()
    loop, look = asyncio.get_running_loop(), catch_up._try

    async def note(session: WatchedSession) -> None:
        await look(session)
        loop.call_soon_threadsafe(has_looked.set)

    monkeypatch.setattr(catch_up, "_try", note)
    return has_looked


@asynccontextmanager
async def stuck_admin(
    server: RunningServer, token: str, project: Project, session_id: str
) -> AsyncIterator[ClientConnection]:
    """Open an admin's socket that watches a session and never reads."""
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    raw.connect(("127.0.0.1", server.port))
    raw.setblocking(False)
    url = f"ws://127.0.0.1:{server.port}/live/admin"
    async with connect(url, sock=raw, compression=None, max_queue=1, close_timeout=0.1) as opened:
        await Peer(opened).ask("hello", {"token": token})
        data = {"projectId": project.project_id, "sessionId": session_id}
        await opened.send(json.dumps({"event": "watch", "data": data}))
        yield opened


def is_numbered(seq: int, data: Fields) -> bool:
    """Tell whether a live-event is of this batch."""
    return bool(data["seq"] == seq)


async def everything(peer: Peer) -> list[Fields]:
    """Return all that has come to a peer, until the answer to a question that is asked now."""
    heard: list[Fields] = []
    is_visitor = isinstance(peer, VisitorPeer)
    await peer.send(
        "recording" if is_visitor else "unsubscribe",
        {"recordingId": "", "state": "recording", "projectId": "prj_none"},
        999,
    )

    def note(message: Fields) -> bool:
        heard.append(message)
        return message.get("ack") == 999

    await peer.until(note)
    return heard


async def stored_events(
    server: RunningServer, project: Project, shopper: VisitorPeer, at_least: int = 1
) -> list[Any]:
    """Return the events of a session as they are stored, once so many are."""
    warehouse: Warehouse = server.instance.backend.warehouse
    sql = """
        select payload from recording_events
        where project_id = {project_id:String} and session_id = {session_id:String}
        order by seq, position
    """
    parameters = {"project_id": project.project_id, "session_id": shopper.session_id}
    async with asyncio.timeout(15):
        while True:
            rows = await warehouse.run_async(lambda: warehouse.query(sql, parameters))
            if len(rows) >= at_least:
                return [json.loads(row["payload"]) for row in rows]
            await asyncio.sleep(0.1)


async def test_a_batch_is_seen_before_it_is_on_disk_and_acknowledged_only_after(
    server: RunningServer, project: Project, monkeypatch: pytest.MonkeyPatch
):
    journal = server.instance.backend.pipeline.journal
    append, may_write = journal.append, threading.Event()

    async def slow_append(entry: Entry) -> None:
        await asyncio.to_thread(may_write.wait)
        await append(entry)

    monkeypatch.setattr(journal, "append", slow_append)
    async with visitor(server, project) as shopper, admin(server, server.token(project)) as boss:
        await watch(boss, project, shopper.session_id)
        stored = asyncio.create_task(shopper.record(picture()))
        try:
            seen = await boss.event("live-event")
            assert not stored.done()
        finally:
            may_write.set()

        assert await stored == {"ok": True, "seq": 0}
    assert seen["events"] == picture()


async def test_a_batch_that_could_not_be_stored_is_shown_once_when_it_is_sent_again(
    server: RunningServer, project: Project, monkeypatch: pytest.MonkeyPatch
):
    async def full_disk(_entry: Entry) -> None:
        raise StorageError("journal_full", "The journal is full.", retryAfterSeconds=30)

    async with visitor(server, project) as shopper, admin(server, server.token(project)) as boss:
        await watch(boss, project, shopper.session_id)
        sent = {"recordingId": "", "batch": shopper.batch(picture())}
        with monkeypatch.context() as broken:
            broken.setattr(server.instance.backend.pipeline.journal, "append", full_disk)
            refused = await shopper.ask("recording-event", sent)
        stored = await shopper.ask("recording-event", sent)
        await shopper.record([change("after")])
        seen = [(await boss.event("live-event"))["seq"] for _ in range(2)]

    assert (refused["error"]["code"], refused["error"]["retryAfterSeconds"]) == ("journal_full", 30)
    assert (stored, seen) == ({"ok": True, "seq": 0}, [0, 1])
