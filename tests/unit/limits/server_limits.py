"""Whether so much passes the limits of every connection; the network's edge is made up."""

from __future__ import annotations

import asyncio
from typing import Any

import uvicorn
from starlette.types import Receive, Scope, Send
from tests.unit.limits.holding import INSTANT, Holds
from uvicorn.server import ServerState

from pagepulse.server.deadlines import OPEN_CONNECTIONS, DeadlineProtocol
from pagepulse.server.run import max_connections, raise_open_files

REQUEST_LINE = b"GET %b HTTP/1.1\r\n"
# One header of the shortest kind, as it is counted: name and value.
SHORT = (b"a", b"b")
# Some time for an answer, in seconds.
WHILE = 0.01


class Line(asyncio.Transport):
    """The server's end of a connection to a public address."""

    def __init__(self) -> None:
        """Begin open."""
        super().__init__({"peername": ("8.8.8.8", 1), "sockname": ("203.0.113.1", 443)})
        self.said = b""
        self.is_open = True

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Keep what is said."""
        self.said += bytes(data)

    def close(self) -> None:
        """End it."""
        self.is_open = False

    abort = close

    def is_closing(self) -> bool:
        """Tell whether it has ended."""
        return not self.is_open

    def pause_reading(self) -> None:
        """Do nothing: only what is asked for comes."""

    resume_reading = pause_reading


async def _application(_scope: Scope, receive: Receive, send: Send) -> None:
    while (message := await receive())["type"] == "http.request" and message["more_body"]:
        pass
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body"})


def _connected(at_once: int | None = None) -> tuple[DeadlineProtocol, Line]:
    """Open a connection to a server that takes so many at once."""
    config = uvicorn.Config(
        _application, lifespan="off", log_config=None, limit_concurrency=at_once
    )
    config.load()
    protocol = DeadlineProtocol(config, ServerState(), {}, asyncio.get_running_loop())
    line = Line()
    protocol.connection_made(line)
    return protocol, line


def _part(*protocols: DeadlineProtocol) -> None:
    """Close connections; nobody is counted any more."""
    for protocol in protocols:
        protocol.connection_lost(None)
    assert not OPEN_CONNECTIONS


async def _answered(*pieces: bytes, pause: float = 0.0) -> bool:
    """Send pieces with a pause between them; tell whether the request was followed."""
    protocol, line = _connected()
    for piece in pieces:
        if line.is_open:
            protocol.data_received(piece)
        await asyncio.sleep(pause)
    await asyncio.sleep(WHILE)
    _part(protocol)
    return line.said.startswith(b"HTTP/1.1 200 ")


async def _head_seconds(amount: int) -> bool:
    pieces = REQUEST_LINE % b"/" + b"host: a\r\n", b"\r\n"
    return await _answered(*pieces, pause=amount - INSTANT)


async def _body_seconds(amount: int) -> bool:
    head = b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n"
    return await _answered(head + b"a", b"b", pause=amount - INSTANT)


async def _write_seconds(amount: int) -> bool:
    """Take nothing for so long, as the transport tells it."""
    protocol, line = _connected()
    protocol.data_received(REQUEST_LINE % b"/" + b"\r\n")
    protocol.pause_writing()
    await asyncio.sleep(amount - INSTANT)
    held = line.is_open
    protocol.resume_writing()
    _part(protocol)
    return held


async def _head_bytes(amount: int) -> bool:
    """Send a head in one piece and in two: how the network cuts it must not matter."""
    head = REQUEST_LINE % b"/" + b"a: " + b"x" * (amount - 2) + b"\r\n\r\n"
    whole, cut = await _answered(head), await _answered(head[:-2], head[-2:])
    assert whole is cut
    return whole


async def _url_bytes(amount: int) -> bool:
    return await _answered(REQUEST_LINE % (b"/" + b"a" * (amount - 1)) + b"\r\n")


async def _headers(amount: int) -> bool:
    return await _answered(REQUEST_LINE % b"/" + b"%b: %b\r\n" % SHORT * amount + b"\r\n")


async def _connections(amount: int) -> bool:
    opened = [_connected() for _ in range(amount)]
    is_open = all(line.is_open for _, line in opened)
    _part(*(protocol for protocol, _ in opened))
    return is_open


async def _spare_files(amount: int) -> bool:
    """Tell whether requests are refused while so many files may still be opened."""
    protocol, line = _connected(max_connections())
    others: set[Any] = set(range(raise_open_files() - amount - 1))
    protocol.connections |= others
    protocol.data_received(REQUEST_LINE % b"/" + b"\r\n")
    await asyncio.sleep(WHILE)
    _part(protocol)
    return line.said.startswith(b"HTTP/1.1 503 ")


HOLDS: Holds = {
    "header_seconds": _head_seconds,
    "body_seconds": _body_seconds,
    "write_seconds": _write_seconds,
    "head_bytes": _head_bytes,
    "url_bytes": _url_bytes,
    "headers": _headers,
    "address_connections": _connections,
    "spare_files": _spare_files,
}
