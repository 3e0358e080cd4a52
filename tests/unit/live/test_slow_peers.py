"""Peers that say nothing, or read too slowly, are closed under a name."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from pagepulse.accounts.access import Principal
from pagepulse.limits import Limit
from pagepulse.live import sockets
from pagepulse.live.addresses import Addresses
from pagepulse.live.admin import Admin
from pagepulse.live.connection import Bounds, Connection
from pagepulse.live.hub import Hub
from pagepulse.live.limits import OVERFLOWS
from pagepulse.live.messages import ADMIN_TO_SERVER, Message
from pagepulse.live.sockets import Handle, SocketEndpoint
from pagepulse.live.watching import Watching

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
