"""Bounds of WebSocket connections that uvicorn has none of."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from pagepulse.server.limits import LIMITS

# Twice what a message may have: up to here it is refused by name, beyond it with the code 1009.
MAX_WEBSOCKET_BYTES = 2 * 1024 * 1024
# A peer that is gone without a word is noticed after both, in seconds.
PING_SECONDS = 25.0
PONG_SECONDS = 20.0
# A reader that takes nothing for this long is gone or hostile.
WRITE_SECONDS = float(LIMITS["write_seconds"].value)


class BoundedWebSocket(WebSocketsSansIOProtocol):
    """uvicorn's protocol with a clock for readers, and without an end of answers to pings."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Take what uvicorn hands to every protocol."""
        super().__init__(*arguments, **options)
        self._write_deadline: asyncio.TimerHandle | None = None

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        self.resume_writing()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Begin to wait for the reader."""
        super().pause_writing()
        self._write_deadline = self.loop.call_later(WRITE_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Stop waiting for the reader."""
        super().resume_writing()
        if self._write_deadline is not None:
            self._write_deadline.cancel()
            self._write_deadline = None

    def handle_ping(self) -> None:
        """Answer, unless earlier answers still wait: a flood of pings may hold no memory."""
        if self.writable.is_set():
            super().handle_ping()
        else:
            self.conn.data_to_send()
