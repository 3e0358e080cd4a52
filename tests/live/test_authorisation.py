"""Every event at both endpoints with every credential: done, refused, or the end of the socket.

The table of events is made of the registries: an event without a row here fails.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import pytest_asyncio
from tests.live.serving import Server, made_server, running
from tests.live.visiting import SimulatedVisitor, picture
from tests.live.wire import Data, RefusedError, Socket, connected

from pagepulse.live.messages import (
    ADMIN_TO_SERVER,
    SERVER_TO_ADMIN,
    SERVER_TO_VISITOR,
    VISITOR_TO_SERVER,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")

EVERY_EVENT = sorted({*ADMIN_TO_SERVER, *SERVER_TO_ADMIN, *VISITOR_TO_SERVER, *SERVER_TO_VISITOR})
ROLES = ("viewer", "analyst", "admin", "owner")
# Least role of each event that an admin sends after `hello`.
LEAST_ROLE = {
    "subscribe": "viewer",
    "unsubscribe": "",
    "admin-start-recording": "admin",
    "admin-stop-recording": "admin",
    "watch": "viewer",
    "unwatch": "",
}
# What a visitor sends after `hello`; nothing of it names a project or a role.
OF_VISITORS = {"join-project", "presence", "recording", "recording-event"}
CREDENTIALS = (
    "none", "visitor key", *ROLES, "revoked", "expired ticket", "used ticket", "other project",
)  # fmt: skip
# A right that was taken away ends within this time.
REVOKED_SECONDS = 5


@dataclass
class World:
    """A server with two projects, somebody online, and a token for each credential."""

    server: Server
    client: httpx.AsyncClient
    visitor: SimulatedVisitor
    tokens: dict[str, str]
    run_id: str = ""

    def data(self, event: str) -> Data:
        """Return right data of an event, about the first project."""
        project_id, session_id = self.server.project_id, self.visitor.session_id
        batch = self.visitor.batch(picture())
        known: dict[str, Data] = {
            "hello": {"token": self.tokens["owner"], **self.visitor_hello()},
            "subscribe": {"projectId": project_id, "topics": ["sessions", "visitors"]},
            "unsubscribe": {"projectId": project_id, "topics": ["sessions"]},
            "admin-start-recording": {
                "projectId": project_id,
                "purpose": "a test",
                "filter": {"page": f"/nowhere/{time.monotonic_ns()}"},
            },
            "admin-stop-recording": {"recordingId": self.run_id},
            "watch": {"projectId": project_id, "sessionId": session_id},
            "unwatch": {"projectId": project_id, "sessionId": session_id},
            "join-project": {"page": self.visitor.page()},
            "presence": {"page": self.visitor.page()},
            "recording": {"recordingId": self.run_id, "state": "recording"},
            "recording-event": {"recordingId": "", "batch": batch},
        }
        # Names of rooms, roles and projects that no message has: they must change nothing.
        return {**known.get(event, {}), "room": project_id, "role": "owner", "admin": True}

    def visitor_hello(self, key: str | None = None) -> Data:
        return {
            "projectKey": self.server.project_key if key is None else key,
            "sessionKey": "0" * 32,
            "tabId": "t_2",
        }

    def hello(self, endpoint: str, credential: str) -> Data | None:
        """Return what a socket says first to be somebody; None: nothing."""
        if credential == "none":
            return None
        if endpoint == "admin":
            return {"token": self.tokens[credential]}
        is_key = credential == "visitor key"
        return self.visitor_hello(None if is_key else self.tokens[credential])


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(
    tmp_path_factory: pytest.TempPathFactory, unused_tcp_port_factory: Any
) -> AsyncIterator[World]:
    server = await made_server(tmp_path_factory.mktemp("data"), unused_tcp_port_factory())
    async with AsyncExitStack() as opened:
        await opened.enter_async_context(running(server))
        client = await opened.enter_async_context(httpx.AsyncClient(base_url=server.http))
        visitor = SimulatedVisitor(server.site, client)
        staying = asyncio.create_task(visitor.visit())
        opened.callback(staying.cancel)
        await asyncio.wait_for(visitor.is_connected.wait(), 30)
        made = World(server, client, visitor, await tokens_of(server, client))
        async with admin_socket(made, "owner") as owner:
            started = await owner.ask("admin-start-recording", **made.data("admin-start-recording"))
            made.run_id = started["recordingId"]
        yield made


def admin_socket(world: World, credential: str) -> Any:
    """Return a socket that has said hello as an admin."""
    return greeted(world, "admin", {"token": world.tokens[credential]})


class greeted:  # noqa: N801  # used like the functions of contextlib
    """A socket that has said hello."""

    def __init__(self, world: World, endpoint: str, hello: Data | None) -> None:
        self._opened = AsyncExitStack()
        self._url = f"{world.server.ws}/live/{endpoint}"
        self._origin = world.server.http
        self._hello = hello

    async def __aenter__(self) -> Socket:
        socket = await self._opened.enter_async_context(connected(self._url, origin=self._origin))
        if self._hello is not None:
            await socket.ask("hello", **self._hello)
        return socket

    async def __aexit__(self, *_failure: object) -> None:
        await self._opened.aclose()


async def tokens_of(server: Server, client: httpx.AsyncClient) -> dict[str, str]:
    """Make what each credential shows in `hello`."""
    origin = {"Origin": server.http}
    login = {"email": "a@shop.example", "password": "a long password"}
    me = (await client.post("/api/auth/login", json=login, headers=origin)).json()
    proved = {**origin, "X-CSRF-Token": me["csrfToken"], "Content-Type": "application/json"}

    async def token(project_id: str, role: str) -> Data:
        url = f"/api/projects/{project_id}/tokens"
        answer = await client.post(url, json={"name": role, "role": role}, headers=proved)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    async def ticket() -> str:
        answer = await client.post("/api/live/tickets", headers=proved)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["ticket"])

    of_roles = {role: (await token(server.project_id, role))["token"] for role in ROLES}
    revoked = await token(server.project_id, "owner")
    token_id = revoked["apiToken"]["tokenId"]
    await client.delete(f"/api/projects/{server.project_id}/tokens/{token_id}", headers=proved)
    other = (await client.post("/api/projects", json={"name": "Other"}, headers=proved)).json()
    used, expired = await ticket(), await ticket()
    async with connected(f"{server.ws}/live/admin", origin=server.http) as socket:
        await socket.ask("hello", token=used)
    with closing(sqlite3.connect(server.data / "control.db")) as control, control:
        control.execute("update one_time_tokens set expires_at = 1 where purpose = 'live_ticket'")
    return {
        **of_roles,
        "visitor key": server.project_key,
        "revoked": revoked["token"],
        "expired ticket": expired,
        "used ticket": used,
        "other project": (await token(other["projectId"], "owner"))["token"],
    }


def expected(endpoint: str, event: str, credential: str) -> str:
    """Return what must come of an event that somebody sends."""
    if credential == "none":
        if event != "hello":
            return "4400 unknown_event"
        return "done"
    return after_hello(endpoint, event, credential)


def after_hello(endpoint: str, event: str, credential: str) -> str:
    if endpoint == "visitor":
        if credential != "visitor key":
            return "4404 not_found"
        known = OF_VISITORS
    else:
        if credential not in {*ROLES, "other project"}:
            return "4401 not_authenticated"
        known = set(LEAST_ROLE)
    if event == "hello":
        return "4400 bad_message"
    if event not in known:
        return "4400 unknown_event"
    return "done" if endpoint == "visitor" else by_role(LEAST_ROLE[event], credential)


def by_role(least: str, credential: str) -> str:
    if not least:
        return "done"
    if credential == "other project":
        return "not_found"
    return "done" if ROLES.index(credential) >= ROLES.index(least) else "role_too_low"


async def outcome(world: World, endpoint: str, event: str, credential: str) -> str:
    """Send an event as somebody and return what came of it."""
    url = f"{world.server.ws}/live/{endpoint}"
    hello = world.hello(endpoint, credential)
    async with connected(url, origin=world.server.http) as socket:
        try:
            if hello is not None:
                await socket.ask("hello", **hello)
            if endpoint == "visitor" and event in OF_VISITORS - {"join-project"} and hello:
                await socket.ask("join-project", **world.data("join-project"))
            await socket.ask(event, **own_data(world, endpoint, event))
        except ConnectionError:
            return await ended(socket)
        except RefusedError as refusal:
            if refusal.is_hello:
                return await ended(socket)
            return "not_found" if refusal.code.endswith("not_found") else refusal.code
        return "done"


def own_data(world: World, endpoint: str, event: str) -> Data:
    data = world.data(event)
    if endpoint == "visitor" and event == "recording-event":
        # The batch of the socket's own tab.
        data["batch"] |= {"sessionKey": "0" * 32, "tabId": "t_2"}
    return data


async def ended(socket: Socket) -> str:
    code, reason = await socket.closed()
    return f"{code} {reason}"


async def test_every_event_that_a_client_may_send_has_a_row():
    assert set(LEAST_ROLE) == set(ADMIN_TO_SERVER) - {"hello"}
    assert set(VISITOR_TO_SERVER) - {"hello"} == OF_VISITORS


@pytest.mark.parametrize("event", EVERY_EVENT)
@pytest.mark.parametrize("endpoint", ["visitor", "admin"])
async def test_an_event_does_what_its_sender_may(world: World, endpoint: str, event: str):
    came = {each: await outcome(world, endpoint, event, each) for each in CREDENTIALS}

    assert came == {each: expected(endpoint, event, each) for each in CREDENTIALS}


@pytest.mark.parametrize("path", ["/live", "/live/other", "/api/live/runs", "/"])
async def test_there_are_no_other_sockets(world: World, path: str):
    with pytest.raises(Exception, match="HTTP 403"):
        async with connected(f"{world.server.ws}{path}"):
            pass


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", "http://localhost:1"])
async def test_a_ticket_is_worth_nothing_to_the_pages_of_another_site(
    world: World, origin: str | None
):
    url = f"{world.server.ws}/live/admin"
    async with connected(url, origin=origin) as socket:
        with pytest.raises((RefusedError, ConnectionError)):
            await socket.ask("hello", token=world.tokens["expired ticket"])
        assert await socket.closed() == (4403, "origin_not_allowed")


async def test_who_loses_the_right_is_cut_off_within_five_seconds(world: World):
    owner = {"Authorization": f"Bearer {world.server.token}"}
    url = f"/api/projects/{world.server.project_id}/tokens"
    made = await world.client.post(url, json={"name": "brief", "role": "viewer"}, headers=owner)
    async with greeted(world, "admin", {"token": made.json()["token"]}) as socket:
        await socket.ask("subscribe", **world.data("subscribe"))

        began = time.monotonic()
        token_id = made.json()["apiToken"]["tokenId"]
        await world.client.delete(f"{url}/{token_id}", headers=owner)

        assert await socket.closed() == (4401, "revoked")
        assert time.monotonic() - began < REVOKED_SECONDS


async def test_no_visitor_is_told_anything_of_another(world: World):
    canary = "canary-5c1e"
    async with AsyncExitStack() as opened:
        others = []
        for number in range(20):
            hello = {**world.visitor_hello(), "sessionKey": f"{number + 1:032x}"}
            socket = await opened.enter_async_context(greeted(world, "visitor", hello))
            await socket.ask("join-project", page=world.visitor.page())
            others.append(socket)
        owner = await opened.enter_async_context(admin_socket(world, "owner"))
        await owner.ask("subscribe", **world.data("subscribe"))
        await owner.ask("watch", **world.data("watch"))

        page = {**world.visitor.page(), "title": canary}
        hello = {**world.visitor_hello(), "sessionKey": world.visitor.session_key, "tabId": "t_3"}
        sender = await opened.enter_async_context(greeted(world, "visitor", hello))
        await sender.ask("join-project", page=page)
        event = {"type": 5, "timestamp": 1, "data": {"tag": canary, "payload": {}}}
        batch = world.visitor.batch([*picture(), event], tabId="t_3")
        await sender.ask("recording-event", recordingId="", batch=batch)

        # Whoever may see it does; by then the others would have seen it, too.
        await owner.next("live-event", where=lambda data: canary in str(data))
        await owner.next("visitors", where=lambda data: canary in str(data))
        heard = [one for socket in others for one in drained(socket)]
    assert [one for one in heard if canary in str(one)] == []


def drained(socket: Socket) -> list[Any]:
    return [socket.events.get_nowait() for _ in range(socket.events.qsize())]
