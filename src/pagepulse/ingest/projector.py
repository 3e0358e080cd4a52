"""Moves batches from the journal into the warehouse: in order, and exactly once in effect.

A range of journal rows is noted on disk before anything of it is written. Each table takes the
range as one block with a token of its own, and drops a block whose token it has seen. `batches` is
written last: what stands there is whole. So a crash at any point repeats the very same range, and
what was written already changes nothing.
"""

from __future__ import annotations

import math
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import pyarrow as pa
import structlog

from pagepulse.clock import now_ms
from pagepulse.errors import StorageError
from pagepulse.ingest.batch import Batch
from pagepulse.ingest.body import gunzip
from pagepulse.ingest.envelope import decode_batch
from pagepulse.ingest.facts import day_of, with_facts
from pagepulse.ingest.filing import complete_old_facts, file_old_sessions, read_sql
from pagepulse.ingest.interaction_rows import SOURCE, source_of_batch
from pagepulse.ingest.late import is_late
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.redaction import without_session_key
from pagepulse.ingest.rows import BatchRows, clock_offset, rows_of_batch
from pagepulse.ingest.stored import OnStored, Stored, stored_of
from pagepulse.ingest.tables import TABLES, arrow_table
from pagepulse.journal import Entry, Journal, StoredEntry
from pagepulse.journal.counts import moved_to_duplicates
from pagepulse.journal.entry import PoisonedEntry
from pagepulse.journal.erased_subjects import erased_subjects
from pagepulse.journal.erasures import (
    note_erasures,
    note_hidden,
    pending_erasures,
    tell_erased,
)
from pagepulse.journal.quarantine import drop_old, set_aside
from pagepulse.journal.ranges import (
    Range,
    complete_range,
    open_range,
    read_range,
)
from pagepulse.warehouse import Warehouse
from pagepulse.warehouse.erasing import hide_sessions, purge_hidden

log = structlog.get_logger()

# One insert per table and second: the engine merges that without falling behind, and a visitor is
# seen within two seconds.
PACE_SECONDS = 1.0
# While the warehouse does not answer: the time between two attempts grows from here…
FIRST_PAUSE_SECONDS = 0.5
# …to here. An attempt begins with a small question, so it costs little while the warehouse is away;
# when it is back, what waits begins to move within this time.
LAST_PAUSE_SECONDS = 3.0
REASON_LENGTH = 500
# Batches leave quarantine after two weeks; a quarter of an hour more does not matter.
EXPIRY_PACE_SECONDS = 900.0
# What was withdrawn is out of sight at once; each purge writes whole parts of tables anew.
PURGE_PACE_SECONDS = 3600.0
# What is derived of the sessions of a range, in this order: facts are made of rows of sessions.
DERIVED = {name: read_sql(name) for name in ("sessions", "session_facts")}

# What building a table raises for a value that it cannot hold.
MISFITS = (pa.ArrowException, ArithmeticError, TypeError, ValueError)

SessionKey = tuple[str, str]
BatchKey = tuple[str, str, str, int]
# Called with the name of each step, after it; a test lets it raise to simulate a crash there.
OnStep = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the warehouse holds already of the sessions of a range."""

    # With the time at which each was received: one of another time was sent again.
    batches: dict[BatchKey, int]
    offsets: dict[SessionKey, int]
    # What brought each visitor.
    sources: dict[SessionKey, str]
    # On which day since 1970 each session is filed.
    days: dict[SessionKey, int]


@dataclass(frozen=True, slots=True)
class _Made:
    """The rows of many batches, as one block per table in the order of writing."""

    batches: int
    redacted_events: int
    tables: dict[str, pa.Table]

    @classmethod
    def of(cls, batches: Sequence[BatchRows]) -> _Made:
        """Raise one of MISFITS when a table cannot hold a value."""
        tables = {
            name: arrow_table(name, [row for rows in batches for row in getattr(rows, name)])
            for name in TABLES
        }
        return cls(len(batches), sum(rows.redacted_events for rows in batches), tables)


@dataclass(frozen=True, slots=True)
class _Written:
    """What a range brought, and which of its batches were readable before it."""

    stored: Stored = field(default_factory=dict)
    again: list[Entry] = field(default_factory=list)


class Projector:
    """Projects in one thread of its own, or on demand where no server runs."""

    def __init__(
        self,
        journal: Journal,
        warehouse: Warehouse,
        ledger: Ledger,
        on_step: OnStep | None = None,
    ) -> None:
        """Call `on_step` after each step, on the thread."""
        self._journal = journal
        self._warehouse = warehouse
        self._ledger = ledger
        self.on_stored: list[OnStored] = []
        # Whether the disk has room for what leaves the journal; deletions go on without.
        self.may_store: Callable[[], bool] = lambda: True
        self._on_step = on_step or (lambda _step: None)
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        # Held while a range is written; who else holds it sees no half-written range.
        self._range_lock = threading.Lock()
        self._problem: str | None = None
        self._drain_until = math.inf
        self._expire_at = 0.0
        self._is_filed = False
        # Also what an earlier process did not come to.
        self._purge_at = 0.0

    @property
    def problem(self) -> str | None:
        """Why nothing moves at this moment; None while all is well."""
        return self._problem

    def start(self) -> None:
        """Begin to follow the journal, first with what an earlier process left in it."""
        self._journal.arrived.set()
        self._thread = threading.Thread(target=self._run, name="projector", daemon=True)
        self._thread.start()

    def stop(self, drain_seconds: float = 0) -> None:
        """End after the current range, or later to project what still waits.

        What is not projected stays in the journal for the next start.
        """
        self._drain_until = time.monotonic() + drain_seconds
        self._stopping.set()
        self._journal.arrived.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def purge_soon(self) -> None:
        """Write what is hidden out of the tables within the next seconds, not within the hour."""
        self._purge_at = 0.0
        self._journal.arrived.set()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Hold the projector between two ranges, so that a copy of the warehouse is whole."""
        with self._range_lock:
            yield

    def run_until_empty(self) -> int:
        """Project everything that waits and return the number of batches; raises StorageError."""
        connection = self._journal.connect()
        total = 0
        try:
            while time.monotonic() < self._drain_until:
                count = self._locked(connection)
                if count is None:
                    break
                total += count
        except sqlite3.Error as failure:
            raise StorageError("journal_failed", "The journal could not be read.") from failure
        finally:
            connection.close()
        return total

    def _run(self) -> None:
        pause = FIRST_PAUSE_SECONDS
        while not self._stopping.is_set():
            self._journal.arrived.wait(PACE_SECONDS)
            self._journal.arrived.clear()
            try:
                self._file_old()
                self.run_until_empty()
                self._expire_quarantine()
                self._purge_withdrawn()
            except Exception as failure:
                # The edge of a background task: it must go on, and everything is still there.
                # One stack is enough for as long as it lasts.
                is_new, self._problem = self._problem is None, str(failure)
                self._ledger.warehouse_refusals += 1
                log.exception("range_not_projected", retry_seconds=pause, exc_info=is_new)
                self._stopping.wait(pause)
                pause = min(pause * 2, LAST_PAUSE_SECONDS)
                self._journal.arrived.set()
            else:
                self._problem = None
                pause = FIRST_PAUSE_SECONDS
                self._stopping.wait(PACE_SECONDS)
        if self._problem is None:
            self._project_rest()

    def _project_rest(self) -> None:
        try:
            self.run_until_empty()
        except StorageError:
            log.warning("journal_not_drained", exc_info=True)

    def _file_old(self) -> None:
        """File what an earlier version stored, once, before anything is added to it."""
        if not self._is_filed:
            with self._range_lock:
                sessions = file_old_sessions(self._journal, self._warehouse)
                complete_old_facts(self._warehouse)
            self._is_filed = True
            if sessions:
                log.info("old_sessions_filed", sessions=sessions)

    def _expire_quarantine(self) -> None:
        if time.monotonic() >= self._expire_at:
            self._note_dropped(drop_old(self._journal, now_ms()))
            self._expire_at = time.monotonic() + EXPIRY_PACE_SECONDS

    def _purge_withdrawn(self) -> None:
        if time.monotonic() >= self._purge_at:
            with self._range_lock:
                purge_hidden(self._warehouse)
            self._purge_at = time.monotonic() + PURGE_PACE_SECONDS

    def _locked(self, connection: sqlite3.Connection) -> int | None:
        with self._range_lock:
            count = self._project_next(connection) if self.may_store() else None
            # After a range, never inside: what it held of a session is in the warehouse now.
            self._erase_withdrawn(connection)
            return count

    def _erase_withdrawn(self, connection: sqlite3.Connection) -> None:
        while sessions := pending_erasures(connection):
            hide_sessions(self._warehouse, sessions)
            self._on_step("hidden")
            note_hidden(self._journal, connection, sessions, now_ms())
            self._ledger.erased_sessions += len(sessions)

    def _project_next(self, connection: sqlite3.Connection) -> int | None:
        """Project one range and return its number of batches; None when nothing waits."""
        span = open_range(connection)
        if span is None:
            return None
        self._on_step("range")
        entries = read_range(connection, span)
        sessions = sorted({_session_key(stored.entry) for stored in entries})
        written = self._write(connection, span, entries, sessions) if entries else _Written()
        complete_range(connection, span, moved_to_duplicates(written.again))
        self._journal.refresh_size(connection)
        self._on_step("complete")
        self._tell(written.stored)
        return len(entries)

    def _write(
        self,
        connection: sqlite3.Connection,
        span: Range,
        entries: list[StoredEntry],
        sessions: list[SessionKey],
    ) -> _Written:
        known = self._known(entries, sessions)
        new = [stored for stored in entries if _batch_key(stored.entry) not in known.batches]
        made = self._make(connection, new, known)
        self._insert(span, made.tables)
        self._derive(sessions)
        self._ledger.projected_duplicate += len(entries) - len(new)
        self._ledger.projected += made.batches
        self._ledger.redacted_events += made.redacted_events
        self._ledger.projected_events += made.tables["recording_events"].num_rows
        return _Written(stored_of(made.tables), _sent_again(entries, known))

    def _derive(self, sessions: list[SessionKey]) -> None:
        for name, sql in DERIVED.items():
            self._warehouse.command(sql, {"sessions": sessions}, settings={"insert_deduplicate": 0})
            self._on_step(name)

    def _tell(self, stored: Stored) -> None:
        for listener in self.on_stored if stored else ():
            try:
                listener(stored)
            except Exception:
                # Whoever looks on must not hold up what is stored.
                log.exception("listener_failed")

    def _known(self, entries: list[StoredEntry], sessions: list[SessionKey]) -> _Known:
        batches = self._warehouse.query(
            "select project_id, session_id, tab_id, seq, "
            "toUnixTimestamp64Milli(received_at) as at from batches where "
            "(project_id, session_id, tab_id, seq) in "
            "{batches:Array(Tuple(String, String, String, UInt32))}",
            {"batches": [_batch_key(stored.entry) for stored in entries]},
        )
        offsets = self._warehouse.query(
            "select project_id, session_id, any(clock_offset_ms) as offset, "
            "toUInt16(max(filed_on)) as day from batches "
            "where (project_id, session_id) in {sessions:Array(Tuple(String, String))} "
            "group by project_id, session_id",
            {"sessions": sessions},
        )
        sources = self._warehouse.query(
            f"select project_id, session_id, {SOURCE} as source from sessions final "  # noqa: S608 - a constant
            "where (project_id, session_id) in {sessions:Array(Tuple(String, String))}",
            {"sessions": sessions},
        )
        return _Known(
            {
                (row["project_id"], row["session_id"], row["tab_id"], row["seq"]): row["at"]
                for row in batches
            },
            {(row["project_id"], row["session_id"]): row["offset"] for row in offsets},
            {(row["project_id"], row["session_id"]): row["source"] for row in sources},
            {(row["project_id"], row["session_id"]): row["day"] for row in offsets},
        )

    def _make(self, connection: sqlite3.Connection, new: list[StoredEntry], known: _Known) -> _Made:
        """Return the rows of every batch that has some; the others go into quarantine."""
        made: list[tuple[StoredEntry, BatchRows]] = []
        poisoned: list[PoisonedEntry] = []
        for stored in new:
            try:
                made.append((stored, _rows(stored.entry, known)))
            except Exception as failure:  # noqa: BLE001 - whatever a batch does, others go on
                poisoned.append(_poisoned(stored, failure))
        made = self._without_late(connection, made)
        try:
            fitting = _Made.of([rows for _, rows in made])
        except MISFITS:
            fits = [(rows, _misfit(stored, rows)) for stored, rows in made]
            poisoned += [misfit for _, misfit in fits if misfit]
            fitting = _Made.of([rows for rows, misfit in fits if misfit is None])
        if poisoned:
            self._set_aside(connection, poisoned)
        return fitting

    def _without_late(
        self, connection: sqlite3.Connection, made: list[tuple[StoredEntry, BatchRows]]
    ) -> list[tuple[StoredEntry, BatchRows]]:
        """Leave out what comes late for somebody who was erased; its whole session goes."""
        erased = erased_subjects(connection)
        late = [stored for stored, rows in made if is_late(erased, rows)]
        if not late:
            return made
        sessions = sorted({_session_key(stored.entry) for stored in late})
        note_erasures(connection, sessions, now_ms())
        tell_erased(self._journal, sessions)
        kept = [one for one in made if _session_key(one[0].entry) not in sessions]
        self._ledger.late_for_erased += len(made) - len(kept)
        return kept

    def _insert(self, span: Range, tables: dict[str, pa.Table]) -> None:
        for name, rows in tables.items():
            if rows.num_rows:
                token = f"{self._journal.journal_id}-{span.range_id}-{name}"
                self._warehouse.insert(name, rows, token)
                self._on_step(name)

    def _set_aside(self, connection: sqlite3.Connection, poisoned: list[PoisonedEntry]) -> None:
        dropped = set_aside(self._journal, connection, poisoned, now_ms())
        self._ledger.quarantined += len(poisoned)
        for one in poisoned:
            log.warning(
                "batch_quarantined",
                project=one.entry.project_id,
                session=one.entry.session_id,
                reason=one.reason.partition(":")[0],
            )
        self._note_dropped(dropped)

    def _note_dropped(self, batches: int) -> None:
        if batches:
            self._ledger.quarantine_dropped += batches
            log.warning("quarantine_dropped", batches=batches)


def _misfit(stored: StoredEntry, rows: BatchRows) -> PoisonedEntry | None:
    """Return what goes into quarantine when the tables cannot hold these rows, else None."""
    try:
        _Made.of([rows])
    except MISFITS as failure:
        return _poisoned(stored, failure)
    return None


def _sent_again(entries: list[StoredEntry], known: _Known) -> list[Entry]:
    """Return the entries of batches that are known from an earlier time.

    One that was received at the very same time is itself: a crash repeats its range.
    """
    return [
        stored.entry
        for stored in entries
        if known.batches.get(_batch_key(stored.entry), stored.entry.received_at)
        != stored.entry.received_at
    ]


def _poisoned(stored: StoredEntry, failure: Exception) -> PoisonedEntry:
    body, encoding = without_session_key(stored.entry)
    return PoisonedEntry(
        stored.row_id,
        f"{type(failure).__name__}: {failure}"[:REASON_LENGTH],
        replace(stored.entry, body=body, encoding=encoding),
    )


def _rows(entry: Entry, known: _Known) -> BatchRows:
    batch = _decode(entry)
    # The first batch decides for the whole session, so that its events stay in order.
    session = _session_key(entry)
    offset = known.offsets.get(session)
    if offset is None:
        offset = clock_offset(entry, batch)
    source = known.sources.setdefault(session, source_of_batch(batch.page_views))
    rows = rows_of_batch(entry, batch, offset, source)
    known.offsets[session] = offset
    return with_facts(rows, known.days.setdefault(session, day_of(rows)))


def _decode(entry: Entry) -> Batch:
    raw = gunzip(entry.body) if entry.encoding == "gzip" else entry.body
    return decode_batch(raw)


def _session_key(entry: Entry) -> SessionKey:
    return entry.project_id, entry.session_id


def _batch_key(entry: Entry) -> BatchKey:
    return entry.project_id, entry.session_id, entry.tab_id, entry.seq
