"""Whether so much passes the limits of the sockets of live recording."""

from __future__ import annotations

import asyncio
import json
import resource
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import Any, cast

import msgspec
import pytest
from tests.unit.limits.holding import INSTANT, Holds, passes

from pagepulse.accounts.access import Principal
from pagepulse.live import admin_socket, visitor_socket
from pagepulse.live.addresses import Addresses
from pagepulse.live.admin import Admin
from pagepulse.live.closing import SocketClosedError
from pagepulse.live.connection import BURST_SECONDS, BYTES_BURST_SECONDS, Bounds, Connection
from pagepulse.live.hub import Hub
from pagepulse.live.limits import (
    LIMITS,
    PROJECT_MESSAGES,
    SESSION_MESSAGES,
)
from pagepulse.live.messages import ADMIN_TO_SERVER, Message, VisitorHello
from pagepulse.live.outbox import Outbox
from pagepulse.live.shown import Shown
from pagepulse.live.snapshots import FULL_SNAPSHOT, META
from pagepulse.live.sockets import Handle, SocketEndpoint
from pagepulse.live.streams import TabStream
from pagepulse.live.visitor_socket import VisitorEndpoint
from pagepulse.live.visitors import Tab
from pagepulse.live.watching import Watching
from pagepulse.rates import Bucket

SCOPE: dict[str, Any] = {"type": "websocket", "headers": [], "client": ("8.8.8.8", 1)}
NOTHING_BOUNDS = Bounds(
    messages_per_second=1e9, bytes_per_second=1e12, waiting_messages=10, waiting_bytes=100
)
LEAST = '{"event":"a"}'


class Peer:
    """The other side of a socket: sends texts, each after a pause, and reads everything."""

    def __init__(self, *texts: str, pause: float = 0.0) -> None:
        """Take what it will say."""
        self._texts = list(texts)
        self._pause = pause
        self.got: list[dict[str, Any]] = []

    async def receive(self) -> dict[str, Any]:
        """Return the next message."""
        await asyncio.sleep(self._pause)
        if not self._texts:
            return {"type": "websocket.disconnect"}
        return {"type": "websocket.receive", "text": self._texts.pop(0)}

    async def send(self, message: Any) -> None:
        """Take a message."""
        self.got.append(message)

    @property
    def is_closed(self) -> bool:
        """Tell whether the server ended the conversation."""
        return any(one["type"] == "websocket.close" for one in self.got)


def _connection(peer: Peer, bounds: Bounds = NOTHING_BOUNDS) -> Connection:
    return Connection(SCOPE, peer.receive, peer.send, bounds)


async def _says(bounds: Bounds, *texts: str, shared: tuple[Bucket, ...] = ()) -> bool:
    """Tell whether a peer may say all that at once, without being made to wait."""
    connection = _connection(Peer(*texts), bounds)
    connection.shared = shared
    waited: list[bool] = []
    connection.on_throttled = lambda: waited.append(True)
    try:
        for _ in texts:
            await connection.next_frame()
    except SocketClosedError:
        return False
    return not waited


def _text_of(size: int) -> str:
    return LEAST[:-2] + "a" * (size - len(LEAST)) + LEAST[-2:]


async def _frame_bytes(amount: int) -> bool:
    return await _says(NOTHING_BOUNDS, _text_of(amount))


def _messages(bounds: Bounds) -> Callable[[int], Any]:
    """Return what asks whether so many pass in a second, when all others are used up."""
    used = int(bounds.messages_per_second * (BURST_SECONDS - 1))
    return lambda amount: _says(bounds, *[LEAST] * (used + amount))


async def _visitor_bytes(amount: int) -> bool:
    bounds = visitor_socket.BOUNDS
    size = int(bounds.bytes_per_second * (BYTES_BURST_SECONDS - 1)) + amount
    whole, rest = divmod(size - 100, LIMITS["frame_bytes"].value)
    texts = [_text_of(LIMITS["frame_bytes"].value)] * whole
    return await _says(bounds, *texts, _text_of(rest + 50), _text_of(50))


def _shared(place: int, rate: int) -> Callable[[int], Any]:
    """Return the same for what several sockets share: a session's at 0, a project's at 1."""

    async def holds(amount: int) -> bool:
        endpoint = _endpoint(Hub())
        tab = await _greeted(endpoint, "0" * 32, "t_1")
        bucket = tab.connection.shared[place]
        bucket.take(rate * (BURST_SECONDS - 1) + amount - 1, time.monotonic())
        return await _says(NOTHING_BOUNDS, LEAST, shared=(bucket,))

    return holds


def _endpoint(hub: Hub) -> VisitorEndpoint:
    """Return the visitors' endpoint with a project for every key, and nothing to store in."""
    none = cast("Any", None)

    class AnyProject:
        project_id = "prj_1"

    return VisitorEndpoint(
        addresses=Addresses(),
        hub=hub,
        runs=none,
        watching=none,
        acceptance=none,
        ledger=none,
        visitors=none,
        project_of_key=lambda _key: cast("Any", AnyProject()),
        is_live=lambda _project: True,
        is_erased=lambda _project_id, _session_id: False,
    )


async def _greeted(endpoint: VisitorEndpoint, session_key: str, tab_id: str) -> Tab:
    hello = VisitorHello(project_key="pk_1", session_key=session_key, tab_id=tab_id)
    tab, _ = await endpoint.greet(_connection(Peer()), hello)
    return tab


async def _throttled_seconds(amount: int) -> bool:
    """Say one message more than a bucket holds that needs so long for the next one."""
    rate = 1 / (BURST_SECONDS + amount - INSTANT)
    bounds = Bounds(
        messages_per_second=rate, bytes_per_second=1e9, waiting_messages=1, waiting_bytes=1
    )
    try:
        await _connection(Peer(LEAST), bounds).next_frame()
    except SocketClosedError:
        return False
    return True


class Greeter(SocketEndpoint[None]):
    """An endpoint that lets everybody in."""

    async def greet(self, _connection: Connection, hello: Message) -> tuple[None, Message]:
        """Let in."""
        return None, hello

    def part(self, peer: None) -> None:
        """Forget nobody."""

    def handler(self, event: str) -> Handle[None]:
        """Have nothing to answer."""
        raise AssertionError(event)


async def _hello_seconds(amount: int) -> bool:
    hello = '{"event":"hello","id":1,"data":{"token":"t"}}'
    peer = Peer(hello, pause=amount - INSTANT)
    endpoint = Greeter(ADMIN_TO_SERVER, Addresses(total=10), NOTHING_BOUNDS)

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"} if not peer.got else await peer.receive()

    await endpoint(SCOPE, receive, peer.send)
    return not peer.is_closed


async def _visitor_idle_seconds(amount: int) -> bool:
    hub = Hub()
    endpoint = _endpoint(hub)
    peer = Peer()
    hello = VisitorHello(project_key="pk_1", session_key="0" * 32, tab_id="t_1")
    await endpoint.greet(_connection(peer), hello)
    await asyncio.sleep(amount - INSTANT)
    endpoint.check_projects()
    await asyncio.sleep(INSTANT)
    return not peer.is_closed


async def _sockets(addresses: Addresses, amount: int, address: str) -> bool:
    with ExitStack() as opened:
        return all(opened.enter_context(addresses.counting(address)) for _ in range(amount))


async def _total_sockets(amount: int) -> bool:
    """Open the last of so many, on a system that bounds the open files by nothing."""
    with pytest.MonkeyPatch.context() as patched:
        unbounded = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        patched.setattr(resource, "getrlimit", lambda _what: unbounded)
        addresses = Addresses()
        addresses._count = amount - 1
        return await _sockets(addresses, 1, "")


async def _tabs(amount: int, *, of_one: bool) -> bool:
    """Open so many tabs, of one session or of so many."""
    hub = Hub()
    connection = _connection(Peer())
    return all(
        passes(partial(hub.enter, tab))
        for tab in (
            Tab(connection, "prj_1", "pk_1", "", "s" if of_one else f"s{n}", f"t{n}")
            for n in range(amount)
        )
    )


class Deaf:
    """A reader who takes nothing."""

    async def send_text(self, _text: str) -> None:
        """Take for ever."""
        await asyncio.Event().wait()

    async def send_close(self, _closing: Any) -> None:
        """Take for ever."""
        await asyncio.Event().wait()


def _outbox(bounds: Bounds) -> Outbox:
    return Outbox(Deaf(), bounds.waiting_messages, bounds.waiting_bytes)


async def _queue_bytes(amount: int) -> bool:
    box = _outbox(admin_socket.BOUNDS)
    holds = all(box.post_droppable("x" * size) for size in (amount // 2, amount - amount // 2))
    box.abandon()
    return holds


async def _queue_messages(amount: int) -> bool:
    box = _outbox(admin_socket.BOUNDS)
    holds = all(box.post_droppable("x") for _ in range(amount))
    box.abandon()
    return holds


async def _visitor_queue_messages(amount: int) -> bool:
    box = _outbox(visitor_socket.BOUNDS)
    holds = all(box.post("x") for _ in range(amount))
    box.abandon()
    return holds


def _admin(hub: Hub) -> tuple[Admin, Peer]:
    peer = Peer()
    principal = Principal("token", "tok_1", "script", {})
    admin = Admin(_connection(peer), cast("Any", None), principal)
    hub.admins.add(admin)
    return admin, peer


async def _overflows(amount: int) -> bool:
    hub = Hub()
    watching = Watching(hub)
    admin, peer = _admin(hub)
    for _ in range(amount):
        watching.overflowed(admin)
    await admin.connection.outbox.flushed()
    return not peer.is_closed


def _watching(hub: Hub) -> Watching:
    watching = Watching(hub)
    watching.is_known = lambda *_session: True
    return watching


async def _watched_sessions(amount: int) -> bool:
    hub = Hub()
    watching = _watching(hub)
    admin, _ = _admin(hub)
    return all(passes(partial(watching.watch, admin, "prj_1", f"s{n}")) for n in range(amount))


async def _session_viewers(amount: int) -> bool:
    hub = Hub()
    watching = _watching(hub)
    admins = [_admin(hub)[0] for _ in range(amount)]
    return all(passes(partial(watching.watch, one, "prj_1", "s")) for one in admins)


async def _backlog_bytes(amount: int) -> bool:
    """Let so much follow a full snapshot; tell whether somebody who comes now sees the page."""
    stream = TabStream()
    for seq, types, size in ((0, (META, FULL_SNAPSHOT), 10), (1, (3,), amount)):
        events = tuple(msgspec.Raw(json.dumps("x" * (size - 2)).encode()) for _ in types)
        batch = Shown(seq, types, events, timestamp=seq, sent_at=seq, recording_id="")
        list(stream.feed(batch, now=0))
    return stream.has_picture


HOLDS: Holds = {
    "frame_bytes": _frame_bytes,
    "visitor_messages": _messages(visitor_socket.BOUNDS),
    "visitor_bytes": _visitor_bytes,
    "session_messages": _shared(0, SESSION_MESSAGES.value),
    "project_messages": _shared(1, PROJECT_MESSAGES.value),
    "admin_messages": _messages(admin_socket.BOUNDS),
    "throttled_seconds": _throttled_seconds,
    "hello_seconds": _hello_seconds,
    "visitor_idle_seconds": _visitor_idle_seconds,
    "address_sockets": lambda amount: _sockets(Addresses(total=10**6), amount, "8.8.8.8"),
    "project_sockets": lambda amount: _tabs(amount, of_one=False),
    "total_sockets": _total_sockets,
    "session_tabs": lambda amount: _tabs(amount, of_one=True),
    "queue_bytes": _queue_bytes,
    "queue_messages": _queue_messages,
    # It is closed by so many, not after them.
    "overflows": lambda amount: _overflows(amount - 1),
    "visitor_queue_messages": _visitor_queue_messages,
    "watched_sessions": _watched_sessions,
    "session_viewers": _session_viewers,
    "backlog_bytes": _backlog_bytes,
}
