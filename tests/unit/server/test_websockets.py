"""WebSocket peers that do not read hold little memory, and not for long, on real sockets."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from pagepulse.server import websockets
from pagepulse.server.websockets import BoundedWebSocket

SHORT_SECONDS = 0.5
PATIENCE_SECONDS = 20
HANDSHAKE = (
    b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
# 125 bytes of payload, masked with zeros.
PING = b"\x89\xfd" + bytes(4) + b"p" * 125
# Of answers to pings, beyond what the sockets' own buffers take.
MANY_PINGS = 200_000
# The transport's high-water mark, and what one read of the peer's bytes can add to it.
BOUND_BYTES = 1024 * 1024


class Running:
    """What the test sees of the server's side."""

    def __init__(self) -> None:
        self.protocols: list[BoundedWebSocket] = []
        self.ended = asyncio.Event()
        self.port = 0


@pytest.fixture
async def running(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Running]:
    state = Running()

    class Seen(BoundedWebSocket):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            state.protocols.append(self)
            super().connection_made(transport)

    async def application(_scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        try:
            if (await receive())["type"] == "websocket.receive":
                while True:
                    await send({"type": "websocket.send", "text": "x" * 65_536})
        except OSError:
            state.ended.set()

    monkeypatch.setattr(websockets, "WRITE_SECONDS", SHORT_SECONDS)
    listener = socket.create_server(("127.0.0.1", 0))
    state.port = listener.getsockname()[1]
    config = uvicorn.Config(application, ws=Seen, lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve([listener]))
    yield state
    server.should_exit = True
    await task


async def opened(running: Running) -> asyncio.StreamWriter:
    """Return a connection that has shaken hands and reads nothing any more."""
    reader, writer = await asyncio.open_connection("127.0.0.1", running.port, limit=4096)
    writer.write(HANDSHAKE)
    await reader.readuntil(b"\r\n\r\n")
    reader._transport.pause_reading()  # type: ignore[attr-defined]  # as if the program hung
    return writer


async def test_a_peer_that_reads_nothing_is_cut_off(running: Running):
    writer = await opened(running)
    writer.write(b"\x81\x82" + bytes(4) + b"go")

    async with asyncio.timeout(PATIENCE_SECONDS):
        await running.ended.wait()
    writer.transport.abort()


async def test_a_flood_of_pings_holds_a_bounded_memory(
    running: Running, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(websockets, "WRITE_SECONDS", PATIENCE_SECONDS)
    writer = await opened(running)
    largest = 0
    for _ in range(MANY_PINGS // 1_000):
        writer.write(PING * 1_000)
        await writer.drain()
        waiting = running.protocols[0].transport.get_write_buffer_size()
        largest = max(largest, waiting)
    writer.transport.abort()

    assert largest < BOUND_BYTES
