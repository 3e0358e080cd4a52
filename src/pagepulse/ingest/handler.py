"""`POST /api/tracking/events`: a batch comes in, and is answered when it is on disk.

This is a plain ASGI application in front of the framework: measured four times as many batches per
core. It does what `limits.toml` and `batch.py` describe and looks into no rrweb event.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol
from urllib.parse import parse_qs

import structlog

from pagepulse.clock import now_ms
from pagepulse.errors import (
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    PagePulseError,
    StorageError,
)
from pagepulse.ingest.batch import Batch, session_id_of
from pagepulse.ingest.body import Receive, SenderGoneError, UnknownEncodingError, read_body
from pagepulse.ingest.entries import USER_AGENT_LENGTH, read_body_batch
from pagepulse.ingest.ledger import Ledger
from pagepulse.journal import Entry, Journal
from pagepulse.journal.entry import Encoding

log = structlog.get_logger()

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

# Decoding more than this would hold up every other request for over 2 ms.
INLINE_BYTES = 256 * 1024
# Two large bodies at a time: each may need the 25 MiB of its text.
DECODE_THREADS = 2
# Bodies held in memory while they arrive or wait for a thread.
MAX_HELD_BYTES = 256 * 1024 * 1024
RETRY_SECONDS = 5
# A browser asks again after this time, in seconds; Chromium caps it at two hours.
PREFLIGHT_SECONDS = b"7200"


class IngestProject(Protocol):
    """What ingest must know of a project."""

    @property
    def project_id(self) -> str:
        """The id under which everything is stored."""
        ...

    def allows_origin(self, origin: str | None) -> bool:
        """Whether pages of this origin may send."""
        ...


class IngestHandler:
    """The ASGI application of the endpoint."""

    def __init__(
        self,
        journal: Journal,
        project_of_key: Callable[[str], IngestProject | None],
        render_problem: Callable[[PagePulseError], bytes],
        ledger: Ledger,
    ) -> None:
        """Take where batches go, whose they may be, and how failures are written."""
        self._journal = journal
        self._project_of_key = project_of_key
        self._render_problem = render_problem
        self._ledger = ledger
        self._held_bytes = 0
        self._threads = ThreadPoolExecutor(DECODE_THREADS, thread_name_prefix="ingest")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = dict(scope["headers"])
        origin = headers.get(b"origin")
        if scope["method"] == "OPTIONS":
            await _send(send, 204, b"", _preflight_headers(origin))
            return
        self._ledger.received += 1
        try:
            seq = await self._accept(scope, headers, receive)
        except SenderGoneError as failure:
            self._ledger.rejected[failure.code] += 1
        except PagePulseError as failure:
            self._ledger.rejected[failure.code] += 1
            await self._refuse(send, failure, origin)
        else:
            self._ledger.accepted += 1
            await _answer(send, 202, b'{"ok":true,"seq":%d}' % seq, _json_headers(origin))

    def close(self) -> None:
        """Stop the threads; requests must have ended."""
        self._threads.shutdown(wait=True)

    async def _accept(self, scope: Scope, headers: dict[bytes, bytes], receive: Receive) -> int:
        if scope["method"] != "POST":
            raise MethodNotAllowedError("method_not_allowed", "Batches are sent with POST.")
        encoding = _encoding(scope["query_string"], headers.get(b"content-encoding", b""))
        self._check_room()
        body = await read_body(receive, _content_length(headers))
        self._held_bytes += len(body)
        try:
            return await self._store(body, encoding, headers)
        finally:
            self._held_bytes -= len(body)

    async def _store(self, body: bytes, encoding: Encoding, headers: dict[bytes, bytes]) -> int:
        body, encoding, raw_bytes, batch = await self._decode(body, encoding)
        project = self._project(batch, headers.get(b"origin"))
        await self._journal.append(
            Entry(
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
                user_agent=_text(headers.get(b"user-agent", b""))[:USER_AGENT_LENGTH],
            )
        )
        return batch.seq

    def _check_room(self) -> None:
        if self._held_bytes > MAX_HELD_BYTES:
            raise StorageError(
                "overloaded",
                "More batches arrive than can be read; send again shortly.",
                retryAfterSeconds=RETRY_SECONDS,
            )

    async def _decode(self, body: bytes, encoding: Encoding) -> tuple[bytes, Encoding, int, Batch]:
        if len(body) <= INLINE_BYTES:
            return read_body_batch(body, encoding)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, read_body_batch, body, encoding)

    def _project(self, batch: Batch, origin: bytes | None) -> IngestProject:
        project = self._project_of_key(batch.project_key)
        if project is None:
            raise NotFoundError("unknown_project_key", "No project has this key.")
        # Programs send no Origin, and could send any: the check only keeps other sites' pages out.
        if origin is not None and not _is_allowed(project, _text(origin)):
            raise NotAllowedError(
                "origin_not_allowed",
                "This project takes no batches from pages of this origin; add it in its settings.",
            )
        return project

    async def _refuse(self, send: Send, failure: PagePulseError, origin: bytes | None) -> None:
        # Which project was meant is unknown or must not be told, so the answer is for every origin.
        extra: Headers = [(b"content-type", b"application/problem+json"), *_open_headers(origin)]
        retry = failure.facts.get("retryAfterSeconds")
        if retry is not None:
            extra.append((b"retry-after", str(retry).encode()))
            # Scripts of another origin cannot read it otherwise, and trackers are scripts.
            extra.append((b"access-control-expose-headers", b"retry-after"))
        if failure.status in {408, 413}:
            # The rest of the body is not read.
            extra.append((b"connection", b"close"))
        await _answer(send, failure.status, self._render_problem(failure), extra)


class MethodNotAllowedError(InvalidInputError):
    """The endpoint has no such method."""

    status = 405


def _is_allowed(project: IngestProject, origin: str) -> bool:
    # `null` is every sandboxed frame and local file: it names no site.
    return origin != "null" and project.allows_origin(origin.lower())


def _encoding(query: bytes, header: bytes) -> Encoding:
    """Return the body's encoding; a beacon cannot set a header, so the query may say it as well."""
    named = {_text(header).strip().lower()}
    if query:
        named.update(parse_qs(_text(query)).get("encoding", []))
    named -= {"", "identity"}
    if not named:
        return "identity"
    if named != {"gzip"}:
        raise UnknownEncodingError(
            "unknown_encoding", "Bodies are read as they are or with gzip.", accepted=["gzip"]
        )
    return "gzip"


def _content_length(headers: dict[bytes, bytes]) -> int | None:
    value = headers.get(b"content-length", b"")
    return int(value) if value.isdigit() else None


def _text(value: bytes) -> str:
    return value.decode("latin-1")


def _open_headers(origin: bytes | None) -> Headers:
    if origin is None:
        return []
    return [(b"access-control-allow-origin", origin), (b"vary", b"origin")]


def _json_headers(origin: bytes | None) -> Headers:
    return [(b"content-type", b"application/json"), *_open_headers(origin)]


def _preflight_headers(origin: bytes | None) -> Headers:
    # No cookie is ever used here, so every page may ask; the project decides when the batch comes.
    return [
        *_open_headers(origin),
        (b"access-control-allow-methods", b"POST"),
        (b"access-control-allow-headers", b"content-type, content-encoding"),
        (b"access-control-max-age", PREFLIGHT_SECONDS),
    ]


async def _answer(send: Send, status: int, body: bytes, headers: Headers) -> None:
    length = (b"content-length", str(len(body)).encode())
    await _send(send, status, body, [*headers, length])


async def _send(send: Send, status: int, body: bytes, headers: Headers) -> None:
    sent: Headers = [*headers, (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": sent})
    await send({"type": "http.response.body", "body": body})
