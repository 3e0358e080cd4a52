"""WebSocket frames as a client needs them, made and read with as little work as can be."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Callable, Iterator
from typing import Any, Self

HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Chrome/140 Safari/537.36\r\n\r\n"
)
TEXT, PING = 1, 9
# Lengths from here on stand in two bytes, or in eight.
TWO_BYTES, EIGHT_BYTES = 126, 127


def framed(text: bytes) -> bytes:
    """Return a text as a client's frame, masked with zeros."""
    if len(text) < TWO_BYTES:
        head = struct.pack("!BB", 0x80 | TEXT, 0x80 | len(text))
    elif len(text) < 2**16:
        head = struct.pack("!BBH", 0x80 | TEXT, 0x80 | TWO_BYTES, len(text))
    else:
        head = struct.pack("!BBQ", 0x80 | TEXT, 0x80 | EIGHT_BYTES, len(text))
    return head + bytes(4) + text


class RawSocket(asyncio.Protocol):
    """A WebSocket that hands its texts on as they come; pings stay unanswered."""

    def __init__(self) -> None:
        """Begin before the handshake."""
        self._left = b""
        self.is_closed = False
        self.is_open = asyncio.get_running_loop().create_future()
        self._transport: Any = None
        self.texts: asyncio.Queue[bytes] = asyncio.Queue()
        # Set another in its place where a queue is too slow.
        self.take: Callable[[bytes], None] = self.texts.put_nowait

    @classmethod
    async def open(cls, port: int, path: str) -> Self:
        """Connect to this machine."""
        loop = asyncio.get_running_loop()
        _, made = await loop.create_connection(cls, "127.0.0.1", port)
        made.write(HANDSHAKE.format(path=path).encode())
        await made.is_open
        return made

    def connection_made(self, transport: Any) -> None:
        """Keep the way out."""
        self._transport = transport

    def write(self, part: bytes) -> None:
        """Send bytes as they are."""
        self._transport.write(part)

    def send(self, text: str) -> None:
        """Send a text."""
        self.write(framed(text.encode()))

    def data_received(self, data: bytes) -> None:
        """Read the handshake's answer, then frames."""
        self._left += data
        if not self.is_open.done():
            head, end, rest = self._left.partition(b"\r\n\r\n")
            if not end:
                return
            assert b" 101 " in head, head
            self.is_open.set_result(None)
            self._left = rest
        for text in self._texts():
            self.take(text)

    def connection_lost(self, _failure: Exception | None) -> None:
        """Note the end."""
        self.is_closed = True

    def close(self) -> None:
        """Close without a word."""
        self._transport.abort()

    def _texts(self) -> Iterator[bytes]:
        data, at = self._left, 0
        while len(data) - at >= 2:
            kind, length, begin = data[at] & 0x0F, data[at + 1], at + 2
            if length == TWO_BYTES and len(data) - at >= 4:
                (length,), begin = struct.unpack_from("!H", data, at + 2), at + 4
            elif length == EIGHT_BYTES and len(data) - at >= 10:
                (length,), begin = struct.unpack_from("!Q", data, at + 2), at + 10
            elif length >= TWO_BYTES:
                break
            if len(data) < begin + length:
                break
            at = begin + length
            if kind == TEXT:
                yield data[begin:at]
        self._left = data[at:]
