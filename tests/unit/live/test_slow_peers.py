"""Peers that say nothing, or read too slowly, are closed under a name."""

from __future__ import annotations

import asyncio
import json
import tracemalloc
from typing import Any, cast

import pytest

from pagepulse.accounts.access import Principal
from pagepulse.ingest.acceptance import TakenBatch
from pagepulse.ingest.entries import entry_of_batch
from pagepulse.ingest.envelope import decode_batch
from pagepulse.limits import Limit
from pagepulse.live import admin_socket, sockets
from pagepulse.live.addresses import Addresses
from pagepulse.live.admin import Admin
from pagepulse.live.connection import Bounds, Connection
from pagepulse.live.hub import Hub
from pagepulse.live.limits import OVERFLOWS
from pagepulse.live.messages import ADMIN_TO_SERVER, Message
from pagepulse.live.sockets import Handle, SocketEndpoint
from pagepulse.live.watching import Watching

NOW = 1_760_000_000_000
# What a viewer who does not read may cost the server.
VIEWER_BYTES = 8 * 1024 * 1024
SCOPE: dict[str, Any] = {"type": "websocket", "headers": [], "client": ("127.0.0.1", 1)}


BOUNDS = Bounds(
    messages_per_second=10, bytes_per_second=1_000, waiting_messages=10, waiting_bytes=100
)


class Silence(SocketEndpoint[None]):
    """An endpoint to which nobody says anything."""

    async def greet(self, connection: Connection, hello: Message) -> tuple[None, Message]:
        raise AssertionError((connection, hello))

    def part(self, peer: None) -> None:
        raise AssertionError(peer)

    def handler(self, event: str) -> Handle[None]:
        raise AssertionError(event)


async def test_who_does_not_say_hello_in_time_is_closed(monkeypatch: pytest.MonkeyPatch):
    limit = Limit("hello_seconds", 0, "hello_timeout", "", "")
    monkeypatch.setattr(sockets, "HELLO_SECONDS", limit)
    sent: list[dict[str, Any]] = []
    came: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    came.put_nowait({"type": "websocket.connect"})

    async def send(message: Any) -> None:
        sent.append(message)

    await Silence(ADMIN_TO_SERVER, Addresses(), BOUNDS)(SCOPE, came.get, send)

    assert sent == [
        {"type": "websocket.accept"},
        {"type": "websocket.close", "code": 4408, "reason": "hello_timeout"},
    ]


async def test_a_viewer_whose_queue_overflows_too_often_is_closed():
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        raise AssertionError

    class Nobody:
        needs_origin = False

        async def principal(self) -> Principal:
            raise AssertionError

    hub = Hub()
    connection = Connection(SCOPE, receive, send, BOUNDS)
    slow = Admin(connection, Nobody(), Principal("token", "tok_1", "script", {}))
    hub.admins.add(slow)
    watching = Watching(hub)
    for _ in range(OVERFLOWS.value):
        watching.overflowed(slow)
    await slow.connection.outbox.flushed()

    assert sent == [{"type": "websocket.close", "code": 4408, "reason": "too_slow"}]
    assert hub.admins == set()


def batch_of(seq: int, events: list[dict[str, Any]]) -> TakenBatch:
    """Return a batch as it passes the checks."""
    made = {
        "version": 1,
        "projectKey": "pk_1",
        "sessionKey": "0" * 32,
        "tabId": "t_1",
        "seq": seq,
        "sentAt": NOW,
        "events": events,
    }
    raw = json.dumps(made).encode()
    entry = entry_of_batch(raw, project_id="prj_1", origin="tracker", received_at=NOW)
    return TakenBatch(entry, decode_batch(raw), None)


def page_of(size: int) -> list[dict[str, Any]]:
    """Return a picture of a page with a text of this size."""
    node = {"type": 3, "id": 1, "textContent": "x" * size}
    return [
        {"type": 4, "timestamp": NOW, "data": {"href": "/", "width": 1, "height": 1}},
        {"type": 2, "timestamp": NOW, "data": {"node": node}},
    ]


async def test_a_viewer_who_stops_reading_costs_a_bounded_amount_of_memory():
    async def never(_message: Any = None) -> Any:
        await asyncio.Event().wait()

    hub = Hub()
    watching = Watching(hub)
    watching.is_known = lambda *_session: True
    viewer = Connection(SCOPE, never, never, admin_socket.BOUNDS)
    deaf = Admin(viewer, cast("Any", None), Principal("token", "tok_1", "script", {}))
    viewer.outbox.on_overflow = lambda: watching.overflowed(deaf)
    hub.admins.add(deaf)
    first = batch_of(0, page_of(100_000))
    watching.watch(deaf, first.entry.project_id, first.entry.session_id)
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        watching.taken(first)
        for seq in range(1, 1_000):
            change = {"source": 0, "texts": [{"id": 1, "value": "y" * 16_000}]}
            watching.taken(batch_of(seq, [{"type": 3, "timestamp": NOW, "data": change}]))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most - before < VIEWER_BYTES
