"""What waits to be sent over one socket.

One task writes while something waits, and there is none otherwise: an idle socket costs nothing.
Who can wait for the sending itself needs no task: answers to some thousand messages a second.
Events that can be had again are droppable; when they pile up because nobody reads, all of them go
at once, and whoever posted them begins anew when the queue is empty.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Protocol

from pagepulse.live.closing import Closing


class Wire(Protocol):
    """The two things that can be done with an open socket; both wait for a slow reader."""

    async def send_text(self, text: str) -> None:
        """Send a message; raises OSError when the socket is gone."""

    async def send_close(self, closing: Closing) -> None:
        """Send the last frame; raises OSError when the socket is gone."""


class Outbox:
    """A bounded queue in front of a socket."""

    __slots__ = (
        "_closing",
        "_droppable_bytes",
        "_droppable_count",
        "_is_sending",
        "_max_bytes",
        "_max_messages",
        "_waiting",
        "_wire",
        "_writer",
        "on_drained",
        "on_overflow",
    )

    def __init__(self, wire: Wire, max_messages: int, max_bytes: int) -> None:
        """Let so much wait of what is droppable, and as many other messages."""
        self._wire = wire
        self._max_messages = max_messages
        self._max_bytes = max_bytes
        self._waiting: deque[tuple[str, bool]] = deque()
        self._droppable_bytes = 0
        self._droppable_count = 0
        self._closing: Closing | None = None
        self._writer: asyncio.Task[None] | None = None
        # Somebody sends without the writer, which waits meanwhile.
        self._is_sending = False
        # Called when droppable messages were dropped, and when everything has been sent.
        self.on_overflow: Callable[[], None] = _nothing
        self.on_drained: Callable[[], None] = _nothing

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing waits."""
        return not self._waiting

    @property
    def is_closed(self) -> bool:
        """Tell whether nothing more is taken."""
        return self._closing is not None

    @property
    def waiting_bytes(self) -> int:
        """Return the size of the droppable messages that wait."""
        return self._droppable_bytes

    def post(self, text: str) -> bool:
        """Queue a message that must not get lost; False when far too many wait."""
        if self._closing is not None:
            return True
        if len(self._waiting) - self._droppable_count >= self._max_messages:
            return False
        self._append(text, is_droppable=False)
        return True

    async def send(self, text: str) -> bool:
        """Send such a message at once where nothing else waits, or post it; raises OSError."""
        if self._writer is not None or self._closing is not None:
            return self.post(text)
        self._is_sending = True
        try:
            await self._wire.send_text(text)
        finally:
            self._is_sending = False
            if self._waiting or self._closing is not None:
                self._wake()
        return True

    def post_droppable(self, text: str) -> bool:
        """Queue a message that can be had again; False when it and all others were dropped."""
        if self._closing is not None:
            return True
        is_full = (
            self._droppable_count >= self._max_messages
            or self._droppable_bytes + len(text) > self._max_bytes
        )
        # However large, one alone finds room: nothing is smaller than it is.
        if is_full and self._droppable_count:
            self.drop()
            self.on_overflow()
            return False
        self._append(text, is_droppable=True)
        return True

    def drop(self) -> None:
        """Drop what can be had again."""
        self._waiting = deque(one for one in self._waiting if not one[1])
        self._droppable_bytes = self._droppable_count = 0

    def close(self, closing: Closing, *, at_once: bool = False) -> None:
        """Send what waits (or, `at_once`, nothing of it), then the close frame."""
        if self._closing is not None:
            return
        self._closing = closing
        if at_once:
            self._waiting.clear()
            self._droppable_bytes = self._droppable_count = 0
        self._wake()

    def abandon(self) -> None:
        """Forget everything: the socket is gone."""
        self._closing = self._closing or (1006, "")
        self._waiting.clear()
        self._droppable_bytes = self._droppable_count = 0
        if self._writer is not None:
            self._writer.cancel()

    async def flushed(self) -> None:
        """Return when everything was sent."""
        if self._writer is not None:
            await asyncio.wait([self._writer])

    def _append(self, text: str, *, is_droppable: bool) -> None:
        self._waiting.append((text, is_droppable))
        if is_droppable:
            self._droppable_bytes += len(text)
            self._droppable_count += 1
        self._wake()

    def _wake(self) -> None:
        if self._writer is None and not self._is_sending:
            self._writer = asyncio.create_task(self._write())

    async def _write(self) -> None:
        try:
            while self._waiting:
                await self._wire.send_text(self._next())
                if not self._waiting and self._closing is None:
                    self.on_drained()
            if self._closing is not None:
                await self._wire.send_close(self._closing)
        except OSError:
            # The reader is gone; the socket's own loop learns it as well.
            self._waiting.clear()
        finally:
            self._writer = None

    def _next(self) -> str:
        text, is_droppable = self._waiting.popleft()
        if is_droppable:
            self._droppable_bytes -= len(text)
            self._droppable_count -= 1
        return text


def _nothing() -> None:
    """Do nothing."""
