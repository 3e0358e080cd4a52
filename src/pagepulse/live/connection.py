"""One open socket: what it may send, what it is told, how it ends."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from pagepulse.clock import now_ms
from pagepulse.errors import PagePulseError
from pagepulse.ingest.answers import Scope, Send
from pagepulse.ingest.body import Receive
from pagepulse.live.closing import (
    BAD_MESSAGE,
    MESSAGE_TOO_LARGE,
    TOO_MANY_MESSAGES,
    TOO_SLOW,
    Closing,
    SocketClosedError,
)
from pagepulse.live.frames import (
    NOTHING,
    Frame,
    Id,
    RecordingFrame,
    ack_text,
    event_text,
    read_frame,
    refusal_text,
)
from pagepulse.live.limits import FRAME_BYTES, THROTTLED_SECONDS
from pagepulse.live.messages import Message
from pagepulse.live.outbox import Outbox
from pagepulse.rates import Bucket, Minute

# A bucket holds so many seconds of its rate.
BURST_SECONDS = 5.0
BYTES_BURST_SECONDS = 4.0


class SocketGoneError(Exception):
    """The other side has closed the socket, or this one has."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a socket may send in a second, and what may wait for its reader."""

    messages_per_second: float
    bytes_per_second: float
    waiting_messages: int
    waiting_bytes: int


class Connection:
    """A socket that was accepted. `headers` are of its handshake, by lower-case name."""

    __slots__ = (
        "_bytes",
        "_messages",
        "_receive",
        "_send",
        "_throttled",
        "address",
        "headers",
        "heard_at",
        "on_throttled",
        "opened_at",
        "outbox",
        "scheme",
        "shared",
    )

    def __init__(self, scope: Scope, receive: Receive, send: Send, bounds: Bounds) -> None:
        """Take an ASGI connection and its bounds."""
        now = time.monotonic()
        self._receive = receive
        self._send = send
        self.headers: dict[bytes, bytes] = dict(scope["headers"])
        client = scope.get("client")
        self.address = str(client[0]) if client else ""
        # As the address of the page would begin that opened it.
        self.scheme = "https" if scope.get("scheme") == "wss" else "http"
        self.opened_at = now_ms()
        # When the other side said something, in seconds of a clock that never jumps.
        self.heard_at = now
        self.outbox = Outbox(self, bounds.waiting_messages, bounds.waiting_bytes)
        messages, size = bounds.messages_per_second, bounds.bytes_per_second
        self._messages = Bucket(messages, BURST_SECONDS * messages, now)
        self._bytes = Bucket(size, BYTES_BURST_SECONDS * size, now)
        self._throttled = Minute(now)
        # Of what several sockets share: their session, their project.
        self.shared: tuple[Bucket, ...] = ()
        # Called when the other side is made to wait.
        self.on_throttled: Callable[[], None] = _nothing

    async def next_frame(self) -> Frame | RecordingFrame:
        """Return the next message; waits for whoever sends too fast.

        Raises SocketGoneError at the end, SocketClosedError for what is no message.
        """
        message = await self._receive()
        if message["type"] != "websocket.receive":
            raise SocketGoneError
        text = message.get("text")
        if text is None:
            raise SocketClosedError(*BAD_MESSAGE)
        size = len(text) if text.isascii() else len(text.encode())
        if size > FRAME_BYTES.value:
            raise SocketClosedError(*MESSAGE_TOO_LARGE)
        await self._throttle(size)
        return read_frame(text)

    def tell(self, event: str, data: Message) -> None:
        """Send an event."""
        self.post(event_text(event, data))

    async def answer(self, to: Id | None, data: Message = NOTHING) -> None:
        """Answer a message that asked for it, behind what waits; raises SocketGoneError."""
        if to is None:
            return
        try:
            is_taken = await self.outbox.send(ack_text(to, data))
        except OSError as failure:
            raise SocketGoneError from failure
        if not is_taken:
            self.close(TOO_SLOW, at_once=True)

    def refuse(self, to: Id | None, failure: PagePulseError) -> None:
        """Say why a message could not be followed."""
        if to is not None:
            self.post(refusal_text(to, failure))

    def post(self, text: str) -> None:
        """Send a text; a reader who leaves far too many unread is closed."""
        if not self.outbox.post(text):
            self.close(TOO_SLOW, at_once=True)

    def close(self, closing: Closing, *, at_once: bool = False) -> None:
        """Close after what waits was sent, or at once."""
        self.outbox.close(closing, at_once=at_once)

    async def send_text(self, text: str) -> None:
        """Send a message; raises OSError when the socket is gone."""
        await self._send({"type": "websocket.send", "text": text})

    async def send_close(self, closing: Closing) -> None:
        """Send the last frame; raises OSError when the socket is gone."""
        code, reason = closing
        await self._send({"type": "websocket.close", "code": code, "reason": reason})

    async def _throttle(self, size: int) -> None:
        now = self.heard_at = time.monotonic()
        wait = max(self._messages.take(1, now), self._bytes.take(size, now))
        if wait and self._throttled.add(wait, now) > THROTTLED_SECONDS.value:
            raise SocketClosedError(*TOO_MANY_MESSAGES)
        # What others of the same session or project have sent is slowed down for, not punished.
        for bucket in self.shared:
            wait = max(wait, bucket.take(1, now))
        if wait:
            self.on_throttled()
            # Nothing is read meanwhile: the sender's own buffers fill up.
            await asyncio.sleep(wait)


def _nothing() -> None:
    """Do nothing."""
