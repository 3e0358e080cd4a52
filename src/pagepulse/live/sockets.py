"""The protocol that both endpoints share, as plain ASGI applications.

A socket is accepted, says who it is (`hello`) within five seconds, and then sends events of its
endpoint's registry. Whatever else comes closes it with a named reason.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from typing import Generic, TypeVar

import structlog

from pagepulse.errors import PagePulseError
from pagepulse.ingest.answers import Scope, Send
from pagepulse.ingest.body import Receive
from pagepulse.live.addresses import Addresses
from pagepulse.live.closing import (
    BAD_MESSAGE,
    FAILED,
    GOING_AWAY,
    HELLO_TIMEOUT,
    TOO_MANY_SOCKETS,
    SocketClosedError,
    closing_of,
)
from pagepulse.live.connection import Bounds, Connection, SocketGoneError
from pagepulse.live.frames import Frame, RecordingFrame, read_data
from pagepulse.live.limits import HELLO_SECONDS
from pagepulse.live.messages import Message

log = structlog.get_logger()

HELLO = "hello"

Peer = TypeVar("Peer")
Handle = Callable[[Peer, Message], Awaitable[Message]]


class SocketEndpoint(ABC, Generic[Peer]):
    """An endpoint; `Peer` is what it knows of somebody who said hello."""

    def __init__(
        self, events: Mapping[str, type[Message]], addresses: Addresses, bounds: Bounds
    ) -> None:
        """Take the events that may come, what counts sockets by address, each one's bounds."""
        self._events = events
        self._bounds = bounds
        self._addresses = addresses
        self._is_leaving = False
        # Of every open socket, so that all of them can be told.
        self.connections: set[Connection] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one socket until it ends."""
        await receive()
        await send({"type": "websocket.accept"})
        connection = Connection(scope, receive, send, self._bounds)
        with self._addresses.counting(connection.address) as has_room:
            self.connections.add(connection)
            try:
                await self._serve(connection, has_room=has_room)
            finally:
                self.connections.discard(connection)

    @abstractmethod
    async def greet(self, connection: Connection, hello: Message) -> tuple[Peer, Message]:
        """Return who said hello, and the answer; raises PagePulseError."""

    @abstractmethod
    def part(self, peer: Peer) -> None:
        """Forget somebody whose socket has ended."""

    @abstractmethod
    def handler(self, event: str) -> Handle[Peer]:
        """Return what answers an event of the registry, other than `hello`."""

    def leave(self, texts: Callable[[], str]) -> None:
        """Tell every socket that the server goes, each with a text of its own, and close it."""
        self._is_leaving = True
        for connection in list(self.connections):
            connection.post(texts())
            connection.close(GOING_AWAY)

    async def _serve(self, connection: Connection, *, has_room: bool) -> None:
        if not has_room or self._is_leaving:
            await self._end(connection, GOING_AWAY if self._is_leaving else TOO_MANY_SOCKETS)
            return
        try:
            await self._converse(connection)
        except SocketGoneError:
            connection.outbox.abandon()
        except SocketClosedError as failure:
            await self._end(connection, (failure.code, failure.reason))
        except Exception:
            log.exception("socket_failed")
            await self._end(connection, FAILED)

    async def _end(self, connection: Connection, closing: tuple[int, str]) -> None:
        connection.close(closing)
        await connection.outbox.flushed()

    async def _converse(self, connection: Connection) -> None:
        frame = await self._first(connection)
        hello = read_data(frame, {HELLO: self._events[HELLO]})
        try:
            peer, answer = await self.greet(connection, hello)
        except PagePulseError as failure:
            connection.refuse(frame.id, failure)
            raise SocketClosedError(*closing_of(failure)) from failure
        try:
            await connection.answer(frame.id, answer)
            while True:
                await self._follow(connection, peer, await connection.next_frame())
        finally:
            self.part(peer)

    async def _first(self, connection: Connection) -> Frame | RecordingFrame:
        try:
            async with asyncio.timeout(HELLO_SECONDS.value):
                return await connection.next_frame()
        except TimeoutError:
            raise SocketClosedError(*HELLO_TIMEOUT) from None

    async def _follow(
        self, connection: Connection, peer: Peer, frame: Frame | RecordingFrame
    ) -> None:
        if frame.event == HELLO:
            raise SocketClosedError(*BAD_MESSAGE)
        data = read_data(frame, self._events)
        try:
            answer = await self.handler(frame.event)(peer, data)
        except PagePulseError as failure:
            connection.refuse(frame.id, failure)
        else:
            await connection.answer(frame.id, answer)
