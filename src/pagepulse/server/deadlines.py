"""Time limits for slow clients, which uvicorn has none of, and limits of a request's head."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from logging import DEBUG, INFO
from typing import Any

import structlog
from httptools import HttpParserCallbackError
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from pagepulse.networks import network_of
from pagepulse.server.limits import LIMITS

log = structlog.get_logger()

HEADER_SECONDS = float(LIMITS["header_seconds"].value)
BODY_SECONDS = float(LIMITS["body_seconds"].value)
WRITE_SECONDS = float(LIMITS["write_seconds"].value)
MAX_HEAD_BYTES = LIMITS["head_bytes"].value
MAX_URL_BYTES = LIMITS["url_bytes"].value
MAX_HEADERS = LIMITS["headers"].value
ADDRESS_CONNECTIONS = LIMITS["address_connections"].value
# What stands between address, names and values: ": " and a line's end for each header, and the
# method and version. It is not counted, so that a head's size is the same however it is cut.
MAX_PUNCTUATION_BYTES = 4 * MAX_HEADERS + 64

TIMEOUT = b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-length: 0\r\nconnection: close\r\n\r\n"
)


# Of every listener of this process, by what one person holds.
OPEN_CONNECTIONS: Counter[str] = Counter()


class HeadTooLargeError(Exception):
    """Stops the parser in the middle of a request's head."""


class DeadlineProtocol(HttpToolsProtocol):
    """uvicorn's protocol with clocks; a subclass, because uvicorn takes a class."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Take what uvicorn hands to every protocol."""
        super().__init__(*arguments, **options)
        self._deadline: asyncio.TimerHandle | None = None
        self._write_deadline: asyncio.TimerHandle | None = None
        self._in_head = True
        self._head_bytes = 0
        self._network: str | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn declares it
        """Begin to wait for the first request; who has enough connections gets no further one."""
        super().connection_made(transport)
        self._network = network_of(self.client[0]) if self.client else None
        if self._network is not None:
            OPEN_CONNECTIONS[self._network] += 1
            if OPEN_CONNECTIONS[self._network] > ADDRESS_CONNECTIONS:
                self.transport.abort()
                return
        self._expect(HEADER_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop every clock."""
        self._uncount()
        self._expect(None)
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count bytes of the head, which the parser would collect without an end."""
        if self._in_head:
            self._head_bytes += len(data)
            if self._deadline is None:
                self._expect(HEADER_SECONDS)
        super().data_received(data)
        if self._in_head and self._head_bytes > MAX_HEAD_BYTES + MAX_PUNCTUATION_BYTES:
            self._close_with(TOO_LARGE)

    def on_headers_complete(self) -> None:
        """Look at the size of the head, then begin to wait for the body."""
        size = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if (
            size > MAX_HEAD_BYTES
            or len(self.url) > MAX_URL_BYTES
            or len(self.headers) > MAX_HEADERS
        ):
            raise HeadTooLargeError
        self._in_head = False
        self._expect(BODY_SECONDS)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Stop the clock: from here on the server is the one who works."""
        self._expect(None)
        self._in_head = True
        self._head_bytes = 0
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        """Leave the connection to the WebSocket protocol, which has its own bounds."""
        self._expect(None)
        self._uncount()
        super().handle_websocket_upgrade()

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

    def send_400_response(self, msg: str) -> None:
        """Answer a head that is too large with its own status."""
        too_large = isinstance(sys.exception(), HttpParserCallbackError)
        if too_large:
            self._close_with(TOO_LARGE)
        else:
            super().send_400_response(msg)

    def _uncount(self) -> None:
        if self._network is not None:
            OPEN_CONNECTIONS[self._network] -= 1
            if not OPEN_CONNECTIONS[self._network]:
                del OPEN_CONNECTIONS[self._network]
            self._network = None

    def _expect(self, seconds: float | None) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        if seconds is not None:
            self._deadline = self.loop.call_later(seconds, self._too_slow)

    def _too_slow(self) -> None:
        self._deadline = None
        # Browsers open connections ahead and often need none of them.
        is_idle = self._in_head and self._head_bytes == 0
        log.log(DEBUG if is_idle else INFO, "slow_client_closed", in_head=self._in_head)
        answered = not self._in_head and self.cycle.response_started
        self._close_with(b"" if answered else TIMEOUT)

    def _close_with(self, answer: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(answer)
            self.transport.close()
