"""A network that fails on purpose: a TCP proxy between browsers and the server."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Literal

CHUNK_BYTES = 16 * 1024
# A slow line: so much in each direction, after so long, in bytes and seconds.
THROTTLED_BYTES = 512
THROTTLED_SECONDS = 0.02
DELAY_SECONDS = 0.4
# What is sent a second time is forgotten beyond this.
MAX_REPEATED_BYTES = 256 * 1024

Failure = Literal["delay", "throttle", "blackhole", "reset", "truncate", "lost-answers", "repeat"]
Direction = Literal["up", "down"]


@dataclass(eq=False)
class Link:
    """One connection of a browser and what carries it on to the server."""

    browser: asyncio.StreamWriter
    server: asyncio.StreamWriter
    # What the browser sent, for repeating it.
    sent: bytearray = field(default_factory=bytearray)

    def reset(self) -> None:
        """End both sides at once, as a router does that forgot the connection."""
        for side in (self.browser, self.server):
            raw = side.get_extra_info("socket")
            # Linger for no time: the other side gets RST.
            if raw is not None:
                with suppress(OSError):
                    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            side.transport.abort()


@dataclass
class Network:
    """Listens at `port` and carries everything to `to_port`, as well as the failure lets it."""

    to_port: int
    port: int = 0
    failure: Failure | None = None
    struck: Counter[str] = field(default_factory=Counter)
    _links: set[Link] = field(default_factory=set)
    _later: set[asyncio.Task[None]] = field(default_factory=set)

    def fail(self, failure: Failure) -> None:
        """Let connections fail from now on, those that are open as well."""
        self.failure = failure
        if failure == "reset":
            self._reset_all()

    def heal(self) -> None:
        """Carry everything again; what stands still for ever is cut, so that both sides notice."""
        if self.failure in {"blackhole", "lost-answers"}:
            self._reset_all()
        self.failure = None

    def _reset_all(self) -> None:
        for link in list(self._links):
            link.reset()

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection to its end."""
        try:
            from_server, to_server = await asyncio.open_connection("127.0.0.1", self.to_port)
        except OSError:
            # Nobody listens there: the browser sees it like that.
            writer.transport.abort()
            return
        link = Link(writer, to_server)
        self._links.add(link)
        try:
            if self.failure == "reset":
                self.struck["net-reset"] += 1
                link.reset()
            async with asyncio.TaskGroup() as both:
                both.create_task(self._pump(link, reader, to_server, "up"))
                both.create_task(self._pump(link, from_server, writer, "down"))
        finally:
            self._links.discard(link)
            link.browser.close()
            link.server.close()
            if self.failure == "repeat" and link.sent:
                self._repeat(bytes(link.sent))

    async def _pump(
        self,
        link: Link,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        direction: Direction,
    ) -> None:
        with suppress(OSError):
            while data := await reader.read(CHUNK_BYTES):
                if direction == "up" and len(link.sent) < MAX_REPEATED_BYTES:
                    link.sent += data
                await self._pass(link, data, writer, direction)
            if writer.can_write_eof():
                writer.write_eof()

    async def _pass(
        self, link: Link, data: bytes, writer: asyncio.StreamWriter, direction: Direction
    ) -> None:
        failure = self.failure
        if failure is not None and (direction == "down" or failure != "lost-answers"):
            self.struck[f"net-{failure}"] += 1
        if failure == "blackhole" or (failure == "lost-answers" and direction == "down"):
            return
        if failure == "truncate" and direction == "down":
            writer.write(data[: len(data) // 2])
            await writer.drain()
            link.reset()
            return
        if failure == "delay":
            await asyncio.sleep(DELAY_SECONDS)
        if failure == "throttle":
            await _slowly(data, writer)
            return
        writer.write(data)
        await writer.drain()

    def _repeat(self, sent: bytes) -> None:
        task = asyncio.create_task(self._send_again(sent))
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    async def _send_again(self, sent: bytes) -> None:
        """Let the server have a whole connection a second time; nobody reads the answers."""
        with suppress(OSError, TimeoutError):
            async with asyncio.timeout(5):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.to_port)
                writer.write(sent)
                await writer.drain()
                writer.write_eof()
                while await reader.read(CHUNK_BYTES):
                    pass
                writer.close()


async def _slowly(data: bytes, writer: asyncio.StreamWriter) -> None:
    for start in range(0, len(data), THROTTLED_BYTES):
        await asyncio.sleep(THROTTLED_SECONDS)
        writer.write(data[start : start + THROTTLED_BYTES])
        await writer.drain()


@asynccontextmanager
async def network(to_port: int) -> AsyncIterator[Network]:
    """Open a network in front of a port of this machine."""
    made = Network(to_port)
    server = await asyncio.start_server(made.carry, "127.0.0.1")
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()
        made._reset_all()
