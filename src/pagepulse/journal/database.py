"""The journal's SQLite file: how it is opened, and how entries become rows."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from pagepulse.journal.entry import Encoding, Entry, Origin

# Measured with 10 KB batches on one core: 19,000 rows/s; 4 KiB pages reach 14,000, 16 KiB pages
# waste a third of the disk.
PAGE_BYTES = 8192
# 32 MiB of pages between checkpoints: more makes the slowest commit slower, less costs throughput.
CHECKPOINT_PAGES = 4096
# Another process (an import) may hold the write lock for one large transaction.
BUSY_SECONDS = 30.0
# One statement for many rows gives up the interpreter's lock once, not once per row.
ROWS_PER_STATEMENT = 64

JOURNAL_SCHEMA = Path(__file__).with_name("schema.sql")
QUARANTINE_SCHEMA = Path(__file__).with_name("quarantine.sql")
ENTRY_COLUMNS = (
    "project_id, session_id, tab_id, seq, received_at, origin, encoding, user_agent, "
    "raw_bytes, event_count, body"
)
_VALUES = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_Row = tuple[str, str, str, int, int, Origin, Encoding, str, int, int, bytes]


def connect(path: Path, schema: Path = JOURNAL_SCHEMA) -> sqlite3.Connection:
    """Open a file for one thread at a time; the tables of `schema` are made where missing."""
    connection = sqlite3.connect(
        path, isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS
    )
    try:
        connection.execute(f"pragma page_size = {PAGE_BYTES}")
        # Disk space goes back to the system when the journal has run empty.
        connection.execute("pragma auto_vacuum = incremental")
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        # Deleted parts of pages are overwritten at once; whole pages when space is given back.
        connection.execute("pragma secure_delete = fast")
        connection.execute(f"pragma wal_autocheckpoint = {CHECKPOINT_PAGES}")
        connection.executescript(f"begin immediate; {schema.read_text()} commit;")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit with fsync at the end, or roll back; takes the write lock at once."""
    connection.execute("begin immediate")
    try:
        yield
        connection.execute("commit")
    except BaseException:
        # A failed commit may have rolled back already.
        if connection.in_transaction:
            connection.execute("rollback")
        raise


def insert_entries(connection: sqlite3.Connection, entries: Sequence[Entry]) -> int:
    """Insert inside a transaction and return how many were new; the others were there already."""
    before = connection.total_changes
    for start in range(0, len(entries), ROWS_PER_STATEMENT):
        part = entries[start : start + ROWS_PER_STATEMENT]
        sql = f"insert or ignore into entries ({ENTRY_COLUMNS}) values " + ", ".join(  # noqa: S608 - fixed text
            [_VALUES] * len(part)
        )
        connection.execute(sql, [value for entry in part for value in row_of(entry)])
    return connection.total_changes - before


def row_of(entry: Entry) -> _Row:
    """Return the values of `ENTRY_COLUMNS`."""
    return (
        entry.project_id,
        entry.session_id,
        entry.tab_id,
        entry.seq,
        entry.received_at,
        entry.origin,
        entry.encoding,
        entry.user_agent,
        entry.raw_bytes,
        entry.event_count,
        entry.body,
    )


def entry_of(row: Sequence[object]) -> Entry:
    """Return the entry of a row of `ENTRY_COLUMNS`, written by `row_of`."""
    (
        project_id,
        session_id,
        tab_id,
        seq,
        received_at,
        origin,
        encoding,
        user_agent,
        raw_bytes,
        event_count,
        body,
    ) = cast("_Row", row)
    return Entry(
        project_id=project_id,
        session_id=session_id,
        tab_id=tab_id,
        seq=seq,
        received_at=received_at,
        origin=origin,
        encoding=encoding,
        body=body,
        raw_bytes=raw_bytes,
        event_count=event_count,
        user_agent=user_agent,
    )


def used_bytes(connection: sqlite3.Connection) -> int:
    """Return the bytes that rows occupy, without free pages."""
    (pages,) = connection.execute("pragma page_count").fetchone()
    (free,) = connection.execute("pragma freelist_count").fetchone()
    return int((pages - free) * PAGE_BYTES)


def give_back_space(connection: sqlite3.Connection) -> None:
    """Return free pages to the system and empty the write-ahead file."""
    # executescript: execute stops after the first page.
    connection.executescript("pragma incremental_vacuum; pragma wal_checkpoint(truncate);")


def make_sound(connection: sqlite3.Connection) -> None:
    """Write everything into the main file with fsync; raises when that does not succeed.

    After a failed fsync the system may call pages clean that never reached the disk, so nothing
    may be appended behind them. Copying them out and starting the write-ahead file anew is sound.
    """
    (busy, _, _) = connection.execute("pragma wal_checkpoint(truncate)").fetchone()
    if busy:
        raise sqlite3.OperationalError("the write-ahead file is in use")


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on disk, as fsync of a file does not."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def try_to_write(connection: sqlite3.Connection) -> None:
    """Write a page with fsync that changes nothing; raises when the disk does not take it."""
    with transaction(connection):
        connection.execute("update identity set journal_id = journal_id")
