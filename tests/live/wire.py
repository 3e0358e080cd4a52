"""A foreign client of the sockets: JSON texts over the `websockets` library, nothing of ours."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import websockets
from websockets.asyncio.client import ClientConnection

# Longer than anything takes on a crowded machine.
SECONDS = 60
Data = dict[str, Any]
Event = tuple[str, Data]


class RefusedError(Exception):
    """An ack that is an error."""

    def __init__(self, error: Data) -> None:
        super().__init__(error["code"])
        self.code = str(error["code"])
        # Who is refused at its `hello` is sent away.
        self.is_hello = False


@dataclass
class Socket:
    """One connection: acks go to who waits for them, events to the queue."""

    connection: ClientConnection
    on_event: Callable[[str, Data], None] | None = None
    events: asyncio.Queue[Event] = field(default_factory=asyncio.Queue)
    _waiting: dict[str, asyncio.Future[Data]] = field(default_factory=dict)
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    async def ask(self, event: str, **data: Any) -> Data:
        """Send an event and return its ack; raises RefusedError, ConnectionError."""
        name = f"m{next(self._ids)}"
        answer: asyncio.Future[Data] = asyncio.get_running_loop().create_future()
        self._waiting[name] = answer
        try:
            await self.connection.send(json.dumps({"event": event, "data": data, "id": name}))
            async with asyncio.timeout(SECONDS):
                return await answer
        except websockets.ConnectionClosed as failure:
            raise ConnectionError from failure
        except RefusedError as refusal:
            refusal.is_hello = event == "hello"
            raise
        finally:
            self._waiting.pop(name, None)
            if answer.done() and not answer.cancelled():
                # Nobody may have waited for it, because sending had failed.
                answer.exception()

    async def next(self, *names: str, where: Callable[[Data], bool] | None = None) -> Event:
        """Return the next event of one of the names; others before it are dropped."""
        async with asyncio.timeout(SECONDS):
            while True:
                event, data = await self.events.get()
                if event in names and (where is None or where(data)):
                    return event, data

    async def closed(self) -> tuple[int, str]:
        """Return code and reason of the end."""
        async with asyncio.timeout(SECONDS):
            await self.connection.wait_closed()
        return self.connection.close_code or 0, self.connection.close_reason or ""

    async def read(self) -> None:
        """Take in what comes, until the end."""
        with suppress(websockets.ConnectionClosed):
            async for text in self.connection:
                self._take(json.loads(text))
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(ConnectionError())

    def _take(self, message: Data) -> None:
        if "ack" not in message:
            if self.on_event is not None:
                self.on_event(message["event"], message["data"])
            else:
                self.events.put_nowait((message["event"], message["data"]))
            return
        answer = self._waiting.get(message["ack"])
        if answer is None or answer.done():
            return
        if "error" in message:
            answer.set_exception(RefusedError(message["error"]))
        else:
            answer.set_result(message["data"])


@asynccontextmanager
async def connected(
    url: str, on_event: Callable[[str, Data], None] | None = None, origin: str | None = None
) -> AsyncIterator[Socket]:
    """Open a socket until the end of the block; raises OSError where nobody listens."""
    headers = {"Origin": origin} if origin else {}
    async with websockets.connect(
        url, additional_headers=headers, max_size=None, compression=None, proxy=None
    ) as connection:
        socket = Socket(connection, on_event)
        reader = asyncio.create_task(socket.read())
        try:
            yield socket
        finally:
            reader.cancel()
            with suppress(asyncio.CancelledError):
                await reader
