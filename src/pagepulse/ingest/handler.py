"""`POST /api/tracking/events`: a batch comes in, and is answered when it is on disk.

This is a plain ASGI application in front of the framework: measured four times as many batches per
core. It does what `limits.toml` and `batch.py` describe and looks into no rrweb event.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar, TypeVarTuple

import structlog

from pagepulse.clock import now_ms
from pagepulse.errors import PagePulseError, StorageError
from pagepulse.ingest.anonymous import anonymous, signal_of
from pagepulse.ingest.answers import (
    IngestProject,
    MethodNotAllowedError,
    Scope,
    Send,
    check_project,
    content_length,
    encoding_of,
    send_json,
    send_preflight,
    send_refusal,
    text_of,
)
from pagepulse.ingest.batch import Batch, session_id_of
from pagepulse.ingest.body import Receive, SenderGoneError, read_body
from pagepulse.ingest.daily_visitors import DailyVisitors
from pagepulse.ingest.entries import USER_AGENT_LENGTH, read_body_batch
from pagepulse.ingest.ledger import Ledger
from pagepulse.journal import Entry, Journal
from pagepulse.journal.entry import Encoding

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")

log = structlog.get_logger()

# Decoding more than this would hold up every other request for over 2 ms.
INLINE_BYTES = 256 * 1024
# Two large bodies at a time: each may need the 25 MiB of its text.
DECODE_THREADS = 2
# Bodies held in memory while they arrive or wait for a thread.
MAX_HELD_BYTES = 256 * 1024 * 1024
RETRY_SECONDS = 5


class IngestHandler:
    """The ASGI application of the endpoint."""

    def __init__(
        self,
        journal: Journal,
        project_of_key: Callable[[str], IngestProject | None],
        render_problem: Callable[[PagePulseError], bytes],
        ledger: Ledger,
        visitors: DailyVisitors,
    ) -> None:
        """Take where batches go, whose they may be, how failures are written, who visits."""
        self._journal = journal
        self._project_of_key = project_of_key
        self._render_problem = render_problem
        self._ledger = ledger
        self._visitors = visitors
        self._held_bytes = 0
        self._threads = ThreadPoolExecutor(DECODE_THREADS, thread_name_prefix="ingest")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = dict(scope["headers"])
        origin = headers.get(b"origin")
        if scope["method"] == "OPTIONS":
            await send_preflight(send, origin)
            return
        self._ledger.received += 1
        try:
            seq = await self._accept(scope, headers, receive)
        except SenderGoneError as failure:
            self._ledger.rejected[failure.code] += 1
        except PagePulseError as failure:
            self._ledger.rejected[failure.code] += 1
            await send_refusal(send, failure, self._render_problem(failure), origin)
        else:
            self._ledger.accepted += 1
            await send_json(send, 202, b'{"ok":true,"seq":%d}' % seq, origin)

    def close(self) -> None:
        """Stop the threads; requests must have ended."""
        self._threads.shutdown(wait=True)

    async def _accept(self, scope: Scope, headers: dict[bytes, bytes], receive: Receive) -> int:
        if scope["method"] != "POST":
            raise MethodNotAllowedError("method_not_allowed", "Batches are sent with POST.")
        encoding = encoding_of(scope["query_string"], headers.get(b"content-encoding", b""))
        self._check_room()
        body = await read_body(receive, content_length(headers))
        self._held_bytes += len(body)
        try:
            return await self._store(body, encoding, headers, _address(scope))
        finally:
            self._held_bytes -= len(body)

    async def _store(
        self, body: bytes, encoding: Encoding, headers: dict[bytes, bytes], address: str
    ) -> int:
        body, encoding, raw_bytes, batch = await self._decode(body, encoding)
        project = check_project(self._project_of_key(batch.project_key), headers.get(b"origin"))
        entry = Entry(
            project_id=project.project_id,
            session_id=session_id_of(batch.session_key),
            tab_id=batch.tab_id,
            seq=batch.seq,
            received_at=now_ms(),
            origin="tracker",
            encoding=encoding,
            body=body,
            raw_bytes=raw_bytes,
            event_count=len(batch.events),
            user_agent=text_of(headers.get(b"user-agent", b""))[:USER_AGENT_LENGTH],
        )
        signal = signal_of(headers, batch.context)
        if signal or batch.context.cookieless:
            visitor = self._visitors.id_of(
                (entry.project_id, entry.session_id), address, entry.user_agent
            )
            entry = await self._in_thread(raw_bytes, anonymous, entry, batch, visitor, signal)
        await self._journal.append(entry)
        if signal:
            self._ledger.unrecorded[signal] += 1
        return batch.seq

    def _check_room(self) -> None:
        if self._held_bytes > MAX_HELD_BYTES:
            raise StorageError(
                "overloaded",
                "More batches arrive than can be read; send again shortly.",
                retryAfterSeconds=RETRY_SECONDS,
            )

    async def _decode(self, body: bytes, encoding: Encoding) -> tuple[bytes, Encoding, int, Batch]:
        return await self._in_thread(len(body), read_body_batch, body, encoding)

    async def _in_thread(
        self, size: int, work: Callable[[*Arguments], Result], *arguments: *Arguments
    ) -> Result:
        """Run work on so many bytes where it holds up nobody."""
        if size <= INLINE_BYTES:
            return work(*arguments)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, work, *arguments)


def _address(scope: Scope) -> str:
    """Return the IP address, which is used here and stored nowhere."""
    client = scope.get("client")
    return str(client[0]) if client else ""
