"""Two servers, a Redis between them: a visitor at one, an admin at the other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from tests.live.serving import Server, made_server, running
from tests.live.visiting import SimulatedVisitor, picture
from tests.live.wire import SECONDS, Data, RefusedError, Socket, connected
from tests.redis_server import RedisServer, running_redis

pytestmark = pytest.mark.asyncio(loop_scope="module")

# Events of a page that moves.
SOME = 5
# Between two looks at what a server shows.
PACE_SECONDS = 0.1


@dataclass
class Pair:
    """The servers, and somebody at the first one."""

    first: Server
    second: Server
    visitor: SimulatedVisitor
    redis: RedisServer


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with running_redis(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pair(
    tmp_path_factory: pytest.TempPathFactory, redis: RedisServer, unused_tcp_port_factory: Any
) -> AsyncIterator[Pair]:
    folder: Path = tmp_path_factory.mktemp("servers")
    shared = (f"--control-url=sqlite:///{folder / 'control.db'}", f"--redis-url={redis.url}")
    first = await made_server(folder / "first", unused_tcp_port_factory(), *shared)
    second = replace(first, data=folder / "second", port=unused_tcp_port_factory(), output=[])
    async with AsyncExitStack() as opened:
        for server in (first, second):
            await opened.enter_async_context(running(server))
        client = await opened.enter_async_context(httpx.AsyncClient(timeout=30))
        visitor = SimulatedVisitor(first.site, client)
        staying = asyncio.create_task(visitor.visit())
        opened.callback(staying.cancel)
        await asyncio.wait_for(visitor.is_connected.wait(), 30)
        yield Pair(first, second, visitor, redis)


class admin_at:  # noqa: N801  # used like the functions of contextlib
    """An admin's socket at a server, who listens to the project."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._opened = AsyncExitStack()

    async def __aenter__(self) -> Socket:
        url = f"{self._server.ws}/live/admin"
        socket = await self._opened.enter_async_context(connected(url))
        await socket.ask("hello", token=self._server.token)
        topics = ["sessions", "visitors"]
        await socket.ask("subscribe", projectId=self._server.project_id, topics=topics)
        return socket

    async def __aexit__(self, *_failure: object) -> None:
        await self._opened.aclose()


async def seen(admin: Socket, visitor: SimulatedVisitor) -> Data:
    """Return the visitor as the admin is told of them."""
    session_id = visitor.session_id

    def is_there(data: Data) -> bool:
        return any(one["sessionId"] == session_id for one in data["changed"])

    _, data = await admin.next("visitors", where=is_there)
    return next(one for one in data["changed"] if one["sessionId"] == session_id)


async def run_of(admin: Socket, pair: Pair) -> str:
    started = await admin.ask(
        "admin-start-recording",
        projectId=pair.second.project_id,
        purpose="two servers",
        watch=False,
    )
    return str(started["recordingId"])


async def test_who_is_at_one_server_is_seen_recorded_watched_and_stopped_at_the_other(pair: Pair):
    async with admin_at(pair.second) as admin, httpx.AsyncClient(timeout=30) as client:
        # Somebody new: that a session can be replayed is told once.
        guest = SimulatedVisitor(pair.first.site, client)
        staying = asyncio.create_task(guest.visit())
        visitor = await seen(admin, guest)
        assert (visitor["canRecord"], visitor["country"]) == (True, "DE")

        recording_id = await run_of(admin, pair)
        await admin.next("recording-state", where=lambda data: data["run"]["recording"] == 2)
        assert guest.recording_id == recording_id
        _, told = await admin.next(
            "session-recorded", where=lambda data: data["sessionId"] == guest.session_id
        )
        assert told["isEnded"] is False

        await admin.ask("watch", projectId=pair.second.project_id, sessionId=guest.session_id)
        _, first = await admin.next("live-event")
        assert [event["type"] for event in first["events"][:2]] == [4, 2]
        seqs = [(await admin.next("live-event"))[1]["seq"] for _ in range(SOME)]
        assert seqs == list(range(seqs[0], seqs[0] + SOME))
        assert guest.is_watched

        await admin.ask("admin-stop-recording", recordingId=recording_id)
        await admin.next("recording-state", where=lambda data: data["run"]["state"] == "stopped")
        await asyncio.gather(guest.rested(), pair.visitor.rested())
        staying.cancel()


async def test_who_is_watched_at_both_servers_is_shown_at_both_until_both_have_left(pair: Pair):
    shown = {"projectId": pair.first.project_id, "sessionId": pair.visitor.session_id}
    async with admin_at(pair.first) as near, admin_at(pair.second) as far:
        recording_id = await run_of(near, pair)
        await near.ask("watch", **shown)
        await near.next("live-event")
        await seen(far, pair.visitor)

        await far.ask("watch", **shown)
        _, first = await far.next("live-event")
        assert [event["type"] for event in first["events"][:2]] == [4, 2]

        await near.ask("unwatch", **shown)
        for _ in range(SOME):
            await far.next("live-event")
        assert pair.visitor.is_watched

        await far.ask("unwatch", **shown)
        await pair.visitor.unwatched()
        await near.ask("admin-stop-recording", recordingId=recording_id)
        await pair.visitor.rested()


async def test_places_are_counted_over_both_servers_and_given_on(pair: Pair):
    async with admin_at(pair.first) as admin, httpx.AsyncClient(timeout=30) as client:
        started = await admin.ask(
            "admin-start-recording",
            projectId=pair.first.project_id,
            purpose="one visitor",
            watch=False,
            filter={"nextVisitors": 1},
        )
        await admin.next("recording-state", where=lambda data: data["run"]["recording"] == 1)
        guest = SimulatedVisitor(pair.second.site, client)
        staying = asyncio.create_task(guest.visit())
        await admin.next("visitors", where=lambda data: guest.session_id in str(data["changed"]))
        assert (pair.visitor.recording_id, guest.recording_id) == (started["recordingId"], "")

        await admin.ask("admin-stop-recording", recordingId=started["recordingId"])
        await pair.visitor.rested()
        staying.cancel()


async def test_visitors_who_left_one_server_are_gone_at_the_other(pair: Pair):
    async with admin_at(pair.second) as admin, httpx.AsyncClient() as client:
        guest = SimulatedVisitor(pair.first.site, client)
        staying = asyncio.create_task(guest.visit())
        await admin.next("visitors", where=lambda data: guest.session_id in str(data["changed"]))
        staying.cancel()

        await admin.next("visitors", where=lambda data: guest.session_id in data["gone"])


async def test_who_is_erased_at_one_server_is_cut_off_at_the_other_and_not_let_in_again(pair: Pair):
    key = "e4a5" * 8
    hello = {"projectKey": pair.second.project_key, "sessionKey": key, "tabId": "t_1"}
    url = f"{pair.second.ws}/live/visitor"
    async with connected(url, origin=pair.second.http) as tab, httpx.AsyncClient() as client:
        await tab.ask("hello", **hello)
        wish = {"projectKey": pair.first.project_key, "sessionKey": key}
        answer = await client.post(f"{pair.first.http}/api/tracking/opt-out", json=wish)

        assert answer.is_success, answer.text
        assert await tab.closed() == (4404, "erased")
    async with connected(url, origin=pair.second.http) as tab:
        with pytest.raises(RefusedError, match="erased"):
            await tab.ask("hello", **hello)


async def test_what_comes_late_for_a_session_erased_at_one_server_is_kept_away_by_all(
    pair: Pair, unused_tcp_port_factory: Any
):
    # It was not there at the time, and learns of it when it starts.
    third = replace(
        pair.second,
        data=pair.second.data.with_name("third"),
        port=unused_tcp_port_factory(),
        process=None,
        output=[],
    )
    async with httpx.AsyncClient(timeout=30) as client:
        gone, stays = (SimulatedVisitor(pair.second.site, client) for _ in range(2))
        await send_picture(gone, pair.second)
        await until_shown(pair.second, of=(gone, stays), only={gone.session_id})

        wish = {"projectKey": pair.first.project_key, "sessionKey": gone.session_key}
        answer = await client.post(f"{pair.first.http}/api/tracking/opt-out", json=wish)
        assert answer.is_success, answer.text
        await until_shown(pair.second, of=(gone, stays), only=set())

        async with running(third):
            for server in (pair.second, third):
                await send_picture(gone, server)
                await send_picture(stays, server)
                # Batches are stored in their order: what came before would be there by now.
                await until_shown(server, of=(gone, stays), only={stays.session_id})


async def send_picture(visitor: SimulatedVisitor, server: Server) -> None:
    """Return when a server has acknowledged a batch with the page of a visitor."""
    answer = await visitor.client.post(
        f"{server.http}/api/tracking/events", json=visitor.batch(picture())
    )
    assert answer.status_code == 202, answer.text


async def until_shown(server: Server, of: tuple[SimulatedVisitor, ...], only: set[str]) -> None:
    """Return when a server shows these sessions alone, of those of some visitors."""
    owner = {"Authorization": f"Bearer {server.token}"}
    asked = {visitor.session_id for visitor in of}
    async with httpx.AsyncClient(headers=owner, timeout=30) as client, asyncio.timeout(SECONDS):
        while True:
            answer = await client.get(f"{server.http}/api/tracking/sessions")
            if {one["sessionId"] for one in answer.json()["sessions"]} & asked == only:
                return
            await asyncio.sleep(PACE_SECONDS)


async def test_without_redis_each_server_goes_on_with_its_own_visitors(pair: Pair):
    pair.redis.stop()
    try:
        async with admin_at(pair.first) as admin:
            await seen(admin, pair.visitor)
            recording_id = await run_of(admin, pair)
            await admin.next("recording-state", where=lambda data: data["run"]["recording"] == 1)
            await admin.ask("admin-stop-recording", recordingId=recording_id)
    finally:
        pair.redis.start()
    async with admin_at(pair.second) as admin:
        await seen(admin, pair.visitor)


async def test_a_session_that_nobody_has_is_not_there_at_any_server(pair: Pair):
    async with admin_at(pair.second) as admin:
        with pytest.raises(RefusedError) as refusal:
            await admin.ask("watch", projectId=pair.second.project_id, sessionId="a" * 26)

    assert refusal.value.code == "not_found"
