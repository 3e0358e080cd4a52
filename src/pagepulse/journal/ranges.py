"""Reads the journal in ranges that are the same again after a crash."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from pagepulse.journal.counts import Place, add_counts
from pagepulse.journal.database import ENTRY_COLUMNS, entry_of, give_back_space, transaction
from pagepulse.journal.entry import StoredEntry

# A range becomes one block per table, so that the warehouse takes it whole or not at all.
MAX_RANGE_BODY_BYTES = 8 * 1024 * 1024
MAX_RANGE_RAW_BYTES = 32 * 1024 * 1024
MAX_RANGE_EVENTS = 20_000
MAX_RANGE_ENTRIES = 2_000
# Giving space back costs a checkpoint; below this it is kept for the next batches.
KEPT_FREE_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Range:
    """Rows `first_row` to `last_row`, which are projected together."""

    range_id: int
    first_row: int
    last_row: int


def open_range(connection: sqlite3.Connection) -> Range | None:
    """Return the range that was begun, or begin one on disk; None when nothing waits."""
    begun = connection.execute("select range_id, first_row, last_row from open_range").fetchone()
    if begun is not None:
        return Range(*begun)
    bounds = _next_bounds(connection)
    if bounds is None:
        return None
    with transaction(connection):
        cursor = connection.execute(
            "insert into open_range (first_row, last_row) values (?, ?)", bounds
        )
    return Range(cursor.lastrowid or 0, *bounds)


def read_range(connection: sqlite3.Connection, span: Range) -> list[StoredEntry]:
    """Return the entries of a range in order, but for those of sessions that were withdrawn."""
    rows = connection.execute(
        f"select row_id, {ENTRY_COLUMNS} from entries where row_id between ? and ? "  # noqa: S608 - fixed text
        "and (project_id, session_id) not in (select project_id, session_id from erasures) "
        "order by row_id",
        (span.first_row, span.last_row),
    )
    return [StoredEntry(row[0], entry_of(row[1:])) for row in rows]


def complete_range(
    connection: sqlite3.Connection, span: Range, corrections: Mapping[Place, int] | None = None
) -> None:
    """Forget the rows of a range, because the warehouse has them, and correct the ledger."""
    with transaction(connection):
        add_counts(connection, corrections or {})
        connection.execute(
            "delete from entries where row_id between ? and ?", (span.first_row, span.last_row)
        )
        connection.execute("delete from open_range where range_id = ?", (span.range_id,))
    if _free_bytes(connection) > KEPT_FREE_BYTES and count_entries(connection) == 0:
        give_back_space(connection)


def count_entries(connection: sqlite3.Connection) -> int:
    """Return how many batches wait."""
    (count,) = connection.execute("select count(*) from entries").fetchone()
    return int(count)


def oldest_received_at(connection: sqlite3.Connection) -> int | None:
    """Return when the batch that waits longest was received, Unix ms."""
    row = connection.execute("select received_at from entries order by row_id limit 1").fetchone()
    return None if row is None else int(row[0])


def _next_bounds(connection: sqlite3.Connection) -> tuple[int, int] | None:
    rows = connection.execute(
        "select row_id, length(body), raw_bytes, event_count from entries order by row_id limit ?",
        (MAX_RANGE_ENTRIES,),
    )
    first: int | None = None
    last = body_total = raw_total = event_total = 0
    for row_id, body_bytes, raw_bytes, event_count in rows:
        body_total += body_bytes
        raw_total += raw_bytes
        event_total += event_count
        is_over = (
            body_total > MAX_RANGE_BODY_BYTES
            or raw_total > MAX_RANGE_RAW_BYTES
            or event_total > MAX_RANGE_EVENTS
        )
        # One entry alone always fits, however large.
        if first is not None and is_over:
            break
        first = row_id if first is None else first
        last = row_id
    return None if first is None else (first, last)


def _free_bytes(connection: sqlite3.Connection) -> int:
    (free,) = connection.execute("pragma freelist_count").fetchone()
    (page_bytes,) = connection.execute("pragma page_size").fetchone()
    return int(free * page_bytes)
