"""Appends batches with one fsync for many, and answers only after it."""

from __future__ import annotations

import asyncio
import contextlib
import math
import queue
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import structlog

from pagepulse.clock import now_ms
from pagepulse.disk.failures import disk_full, is_disk_full
from pagepulse.errors import StorageError
from pagepulse.journal.counts import (
    DUPLICATE,
    STORED,
    Place,
    Refusals,
    add_counts,
    day_of,
    fold_old_days,
)
from pagepulse.journal.database import (
    QUARANTINE_SCHEMA,
    connect,
    insert_entries,
    make_sound,
    sync_folder,
    transaction,
    try_to_write,
    used_bytes,
)
from pagepulse.journal.entry import Entry
from pagepulse.journal.fair_queue import FairQueue

log = structlog.get_logger()

# What waits for its fsync in memory; at 100 MB/s of disk this is under a second.
MAX_WAITING_BYTES = 64 * 1024 * 1024
# Of it for one project: whoever floods leaves room for the others.
PROJECT_SHARE = 0.5
# One transaction; larger groups only make everybody in them wait longer.
MAX_GROUP_BYTES = 16 * 1024 * 1024
MAX_GROUP_ENTRIES = 512
# While batches arrive faster than they are stored, each transaction waits this long for more.
GATHER_SECONDS = 0.004
# The projector frees space every second, a person who clears the disk needs longer.
RETRY_FULL_SECONDS = 30
RETRY_BUSY_SECONDS = 2
# Refusals are written, and a disk that failed is tried again, at least so often.
PULSE_SECONDS = 1.0
# A commit takes some milliseconds; whoever waits for this one notices.
SLOW_SECONDS = 0.5
# So long after a slow commit the disk still counts as slow: the next one tells.
SLOW_FOR_SECONDS = 10.0
QUARANTINE_FILE = "quarantine.db"


@dataclass(slots=True)
class Appended:
    """How many entries were stored, and how many were there already."""

    stored: int = 0
    duplicate: int = 0


@dataclass(frozen=True, slots=True)
class _Waiting:
    entry: Entry
    future: asyncio.Future[None]
    loop: asyncio.AbstractEventLoop


class Journal:
    """A queue on disk. One thread writes; what arrives meanwhile shares the next fsync.

    Other processes may use the same file: SQLite's lock keeps their transactions apart.
    """

    def __init__(self, path: Path, max_bytes: int) -> None:
        """Open or make the file at `path`; beyond `max_bytes` new batches are refused."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # SQLite syncs what is in the folder; that the folder is there must be on disk as well.
        sync_folder(path.parent.parent)
        self.path = path
        self.appended = Appended()
        # Set when something was stored; the projector waits for it.
        self.arrived = threading.Event()
        self._max_bytes = max_bytes
        self._queue = FairQueue[_Waiting](lambda waiting: waiting.entry.project_id)
        self._waiting_bytes = 0
        self._waiting_of: Counter[str] = Counter()
        self._waiting_lock = threading.Lock()
        self._failed = False
        self._is_busy = False
        self._commit_began: float | None = None
        self._was_slow_at = -math.inf
        # Called on the writer's thread when something could not be stored.
        self.on_failure: Callable[[BaseException], None] = lambda _failure: None
        # Called, on any thread, with (project, session) of which nothing may stay.
        self.on_erased: list[Callable[[Sequence[tuple[str, str]]], None]] = []
        # Filled by whoever refuses a batch; the writer puts them on disk.
        self.refusals = Refusals()
        with contextlib.closing(self.connect()) as connection:
            path.chmod(0o600)
            with transaction(connection):
                fold_old_days(connection, now_ms())
            self.used_bytes = used_bytes(connection)
            (self.journal_id,) = connection.execute("select journal_id from identity").fetchone()
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def connect(self) -> sqlite3.Connection:
        """Open another connection, for one thread at a time; raises StorageError."""
        try:
            return connect(self.path)
        except sqlite3.Error as failure:
            raise _not_stored() from failure

    def connect_quarantine(self) -> sqlite3.Connection:
        """Open the file of the batches that were set aside; raises StorageError."""
        path = self.path.with_name(QUARANTINE_FILE)
        try:
            connection = connect(path, QUARANTINE_SCHEMA)
        except sqlite3.Error as failure:
            raise _not_stored() from failure
        path.chmod(0o600)
        return connection

    async def append(self, entry: Entry) -> None:
        """Return once the entry is on disk, also when it was there before; raises StorageError."""
        self._check_room(len(entry.body), entry.project_id)
        loop = asyncio.get_running_loop()
        waiting = _Waiting(entry, loop.create_future(), loop)
        with self._waiting_lock:
            self._waiting_bytes += len(entry.body)
            self._waiting_of[entry.project_id] += len(entry.body)
        self._queue.put(waiting)
        await waiting.future

    def append_now(self, entries: Sequence[Entry]) -> int:
        """Store all in one transaction and return how many were new; raises StorageError."""
        self._check_room(0)
        try:
            with contextlib.closing(self.connect()) as connection:
                stored = self._insert(connection, entries)
        except sqlite3.Error as failure:
            raise _not_stored() from failure
        return stored

    @property
    def failed(self) -> bool:
        """Whether the last attempt to store went wrong."""
        return self._failed

    @property
    def is_slow(self) -> bool:
        """Whether a commit hangs, or did a moment ago."""
        now, began = time.monotonic(), self._commit_began
        hangs = began is not None and now - began > SLOW_SECONDS
        return hangs or now - self._was_slow_at < SLOW_FOR_SECONDS

    @property
    def is_full(self) -> bool:
        """Whether new batches are refused until some of what waits is projected."""
        return self.used_bytes > self._max_bytes

    def refresh_size(self, connection: sqlite3.Connection) -> None:
        """Note how much is used after rows were deleted."""
        self.used_bytes = used_bytes(connection)

    def close(self) -> None:
        """Store what waits, then stop the writer."""
        self._queue.put(None)
        self._thread.join()

    def _check_room(self, body_bytes: int, project_id: str = "") -> None:
        if self.is_full:
            raise StorageError(
                "journal_full",
                "The journal has reached its size limit; send again when some of it is projected.",
                limit=self._max_bytes,
                got=self.used_bytes,
                retryAfterSeconds=RETRY_FULL_SECONDS,
            )
        of_project = self._waiting_of[project_id] + body_bytes
        if (
            self._waiting_bytes + body_bytes > MAX_WAITING_BYTES
            or of_project > MAX_WAITING_BYTES * PROJECT_SHARE
        ):
            raise StorageError(
                "journal_busy",
                "More batches wait for the disk than fit; send again shortly.",
                retryAfterSeconds=RETRY_BUSY_SECONDS,
            )

    def _run(self) -> None:
        connection: sqlite3.Connection | None = None
        while (group := self._next_group()) is not None:
            if group or self._failed or self.refusals:
                connection = self._store(connection, group)
        if self.refusals:
            connection = self._store(connection, [])
        if connection is not None:
            connection.close()

    def _store(
        self, connection: sqlite3.Connection | None, group: list[_Waiting]
    ) -> sqlite3.Connection | None:
        """Put a group on disk and answer it; return the connection to go on with."""
        self._commit_began = time.monotonic()
        try:
            if connection is None:
                connection = self._recovered() if self._failed else self.connect()
            self._insert(connection, [waiting.entry for waiting in group])
        except (sqlite3.Error, StorageError, OSError) as failure:
            self._give_up(connection, len(group))
            self.on_failure(failure)
            self._answer(group, _refusal_of(failure))
            return None
        finally:
            self._note_speed()
        if self._failed:
            log.info("journal_recovered")
        self._failed = False
        self._answer(group, None)
        return connection

    def _note_speed(self) -> None:
        now, began = time.monotonic(), self._commit_began
        if began is not None and now - began > SLOW_SECONDS:
            self._was_slow_at = now
            log.warning("commit_was_slow", ms=round((now - began) * 1000))
        self._commit_began = None

    def _next_group(self) -> list[_Waiting] | None:
        """Wait for an entry and take what else is there; [] after a while, None at the end."""
        try:
            first = self._queue.get(timeout=PULSE_SECONDS)
        except queue.Empty:
            return []
        if first is None:
            return None
        if self._is_busy:
            # A transaction and its fsync cost the processor as much as several batches.
            time.sleep(GATHER_SECONDS)
        group, size = [first], len(first.entry.body)
        while len(group) < MAX_GROUP_ENTRIES and size < MAX_GROUP_BYTES:
            try:
                following = self._queue.get_nowait()
            except queue.Empty:
                break
            if following is None:
                # The end: this group is stored first.
                self._queue.put(None)
                break
            group.append(following)
            size += len(following.entry.body)
        self._is_busy = len(group) > 1
        return group

    def _insert(self, connection: sqlite3.Connection, entries: Sequence[Entry]) -> int:
        refused = self.refusals.take()
        try:
            with transaction(connection):
                counts = insert_counted(connection, entries)
                add_counts(connection, counts)
                add_counts(connection, refused)
        except BaseException:
            self.refusals.give_back(refused)
            raise
        stored = sum(count for (_, _, outcome), count in counts.items() if outcome == STORED)
        self.appended.stored += stored
        self.appended.duplicate += len(entries) - stored
        self.used_bytes = used_bytes(connection)
        self.arrived.set()
        return stored

    def _recovered(self) -> sqlite3.Connection:
        connection = self.connect()
        try:
            make_sound(connection)
            try_to_write(connection)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _give_up(self, connection: sqlite3.Connection | None, batches: int) -> None:
        # One stack is enough for as long as it lasts.
        log.error("batches_not_stored", batches=batches, exc_info=not self._failed)
        self._failed = True
        if connection is not None:
            connection.close()

    def _answer(self, group: list[_Waiting], refusal: StorageError | None) -> None:
        with self._waiting_lock:
            for entry in (waiting.entry for waiting in group):
                self._waiting_bytes -= len(entry.body)
                self._waiting_of[entry.project_id] -= len(entry.body)
            # Only projects that wait for something are remembered.
            self._waiting_of = +self._waiting_of
        for loop in {waiting.loop for waiting in group}:
            futures = [waiting.future for waiting in group if waiting.loop is loop]
            # A loop that was closed meanwhile has nobody left to tell.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(_resolve, futures, refusal)


def insert_counted(connection: sqlite3.Connection, entries: Sequence[Entry]) -> Counter[Place]:
    """Insert inside a transaction and return what became of the entries."""
    groups: dict[tuple[str, int], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.project_id, day_of(entry.received_at)), []).append(entry)
    counts: Counter[Place] = Counter()
    for (project_id, day), group in groups.items():
        stored = insert_entries(connection, group)
        counts[project_id, day, STORED] = stored
        counts[project_id, day, DUPLICATE] = len(group) - stored
    return counts


def _resolve(futures: list[asyncio.Future[None]], refusal: StorageError | None) -> None:
    for future in futures:
        # A sender that hung up has cancelled its future.
        if future.done():
            continue
        if refusal is None:
            future.set_result(None)
        else:
            future.set_exception(refusal)


def _refusal_of(failure: BaseException) -> StorageError:
    return disk_full() if is_disk_full(failure) else _not_stored()


def _not_stored() -> StorageError:
    return StorageError(
        "journal_failed",
        "The batch could not be written to disk; nothing of it was kept. Send it again later.",
        retryAfterSeconds=RETRY_BUSY_SECONDS,
    )
