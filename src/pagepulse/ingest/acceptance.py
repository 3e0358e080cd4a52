"""Takes a batch in, however it came: decoded, checked, told to whoever listens, then on disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar, TypeVarTuple

import msgspec
import structlog

from pagepulse.clock import now_ms
from pagepulse.errors import StorageError
from pagepulse.ingest.admission import Admission
from pagepulse.ingest.anonymous import Signal, anonymous, signal_of
from pagepulse.ingest.answers import IngestProject, check_project, text_of
from pagepulse.ingest.attribution import Arrival, claimed_key
from pagepulse.ingest.batch import Batch, session_id_of
from pagepulse.ingest.daily_visitors import DailyVisitors
from pagepulse.ingest.entries import USER_AGENT_LENGTH, read_body_batch
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.own import marked_own
from pagepulse.journal import Entry, Journal
from pagepulse.journal.counts import NO_PROJECT, day_of
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


class Sender(msgspec.Struct, frozen=True):
    """Who sends, as the connection tells: headers by lower-case name, IP address."""

    headers: dict[bytes, bytes]
    address: str

    @property
    def user_agent(self) -> str:
        """Return the header as it is stored."""
        return text_of(self.headers.get(b"user-agent", b""))[:USER_AGENT_LENGTH]


class ReadBatch(msgspec.Struct, frozen=True):
    """A batch that is well-formed, and its body as it will be stored."""

    body: bytes
    encoding: Encoding
    raw_bytes: int
    batch: Batch


class TakenBatch(msgspec.Struct, frozen=True):
    """A batch that passed every check; with a `signal`, nothing of its recording is kept."""

    entry: Entry
    batch: Batch
    signal: Signal | None


Listener = Callable[[TakenBatch], None]


class Acceptance:
    """The way of every batch into the journal."""

    def __init__(
        self,
        journal: Journal,
        project_of_key: Callable[[str], IngestProject | None],
        ledger: Ledger,
        visitors: DailyVisitors,
        admission: Admission | None = None,
    ) -> None:
        """Take where batches go, whose they may be, what counts them, who visits, who may."""
        self._admission = admission or Admission()
        self._journal = journal
        self._project_of_key = project_of_key
        self._ledger = ledger
        self._visitors = visitors
        self._held_bytes = 0
        self._threads = ThreadPoolExecutor(DECODE_THREADS, thread_name_prefix="ingest")
        # Called on the event loop: when a batch has passed the checks, and when it is on disk.
        self.on_taken: list[Listener] = []
        self.on_kept: list[Listener] = []

    def check_address(self, address: str) -> None:
        """Count a request; raises TooManyRequestsError. Ask before reading a body."""
        self._admission.check_address(address)

    def check_room(self) -> None:
        """Raise StorageError without room on disk or in memory; ask before reading a body."""
        self._admission.check_disk()
        if self._held_bytes > MAX_HELD_BYTES:
            raise StorageError(
                "overloaded",
                "More batches arrive than can be read; send again shortly.",
                retryAfterSeconds=RETRY_SECONDS,
            )

    @contextmanager
    def holding(self, size: int) -> Iterator[None]:
        """Count the bytes of a body while it is worked on."""
        self._held_bytes += size
        try:
            yield
        finally:
            self._held_bytes -= size

    async def read(self, body: bytes, encoding: Encoding) -> ReadBatch:
        """Decode a body; raises InvalidInputError or LimitExceededError with a named code."""
        return ReadBatch(*await self._in_thread(len(body), read_body_batch, body, encoding))

    async def take(self, read: ReadBatch, sender: Sender) -> TakenBatch:
        """Return once the batch is on disk.

        Raises NotFoundError for an unknown key, NotAllowedError for a page of another origin,
        TooManyRequestsError, StorageError.
        """
        taken = await self._check(read, sender)
        self._tell(self.on_taken, taken)
        await self._journal.append(taken.entry)
        if taken.signal:
            self._ledger.unrecorded[taken.signal] += 1
        self._tell(self.on_kept, taken)
        return taken

    def count_refusal(self, project_id: str, code: str) -> None:
        """Count a refused batch where the admin of its project sees it."""
        self._journal.refusals.add(project_id, day_of(now_ms()), code)

    def project_id_of(self, arrival: Arrival) -> str:
        """Return the project that a refused batch names, or that nobody can tell."""
        key = claimed_key(arrival)
        project = self._project_of_key(key) if key else None
        return project.project_id if project else NO_PROJECT

    def close(self) -> None:
        """Stop the threads; requests must have ended."""
        self._threads.shutdown(wait=True)

    async def _check(self, read: ReadBatch, sender: Sender) -> TakenBatch:
        batch = read.batch
        project = check_project(
            self._project_of_key(batch.project_key), sender.headers.get(b"origin")
        )
        entry = Entry(
            project_id=project.project_id,
            session_id=session_id_of(batch.session_key),
            tab_id=batch.tab_id,
            seq=batch.seq,
            received_at=now_ms(),
            origin="tracker",
            encoding=read.encoding,
            body=read.body,
            raw_bytes=read.raw_bytes,
            event_count=len(batch.events),
            user_agent=sender.user_agent,
        )
        self._admission.check_batch(
            entry.project_id, entry.session_id, sender.address, len(read.body)
        )
        signal = signal_of(sender.headers, batch.context)
        if signal or batch.context.cookieless:
            visitor = self._visitors.id_of(
                (entry.project_id, entry.session_id), sender.address, entry.user_agent
            )
            entry = await self._in_thread(read.raw_bytes, anonymous, entry, batch, visitor, signal)
        if project.is_own_address(sender.address):
            entry = await self._in_thread(entry.raw_bytes, marked_own, entry)
        return TakenBatch(entry, batch, signal)

    def _tell(self, listeners: list[Listener], taken: TakenBatch) -> None:
        for listener in listeners:
            try:
                listener(taken)
            except Exception:
                # Whoever looks on must not cost a visitor the batch.
                log.exception("listener_failed")

    async def _in_thread(
        self, size: int, work: Callable[[*Arguments], Result], *arguments: *Arguments
    ) -> Result:
        """Run work on so many bytes where it holds up nobody."""
        if size <= INLINE_BYTES:
            return work(*arguments)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, work, *arguments)
