"""Batches that could not be projected: kept for a while, so that they can be tried again.

They lie in a file of their own, bounded by size and age: whoever knows a project's public key can
send batches that nobody can read, and must neither fill the disk nor stop the others.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing

from pagepulse.journal.database import (
    ENTRY_COLUMNS,
    entry_of,
    give_back_space,
    insert_entries,
    row_of,
    transaction,
    used_bytes,
)
from pagepulse.journal.entry import PoisonedEntry, QuarantinedEntry
from pagepulse.journal.journal import Journal

# 256 MiB: ten of the largest batches there can be, or a million small ones.
MAX_BYTES = 256 * 1024 * 1024
# Two weeks: a release that reads what this one cannot, and a holiday before it is installed.
MAX_AGE_MS = 14 * 24 * 3600 * 1000
_VALUES = ", ".join("?" * 13)


def set_aside(
    journal: Journal,
    connection: sqlite3.Connection,
    poisoned: Sequence[PoisonedEntry],
    now_ms: int,
) -> int:
    """Move entries of the journal's `connection` into quarantine; return how many old ones went.

    A crash in between leaves a batch in both files; it is set aside again and kept once.
    """
    with closing(journal.connect_quarantine()) as quarantine:
        with transaction(quarantine):
            quarantine.executemany(
                f"insert or replace into quarantine ({ENTRY_COLUMNS}, reason, quarantined_at) "  # noqa: S608 - fixed text
                f"values ({_VALUES})",
                [(*row_of(one.entry), one.reason, now_ms) for one in poisoned],
            )
        with transaction(connection):
            connection.executemany(
                "delete from entries where row_id = ?", [(one.row_id,) for one in poisoned]
            )
        return _drop_old(quarantine, now_ms)


def drop_old(journal: Journal, now_ms: int) -> int:
    """Delete what is older or more than is kept, the oldest first; return how many."""
    with closing(journal.connect_quarantine()) as quarantine:
        return _drop_old(quarantine, now_ms)


def list_quarantine(journal: Journal, limit: int = 100) -> list[QuarantinedEntry]:
    """Return the newest quarantined batches first."""
    with closing(journal.connect_quarantine()) as quarantine:
        rows = quarantine.execute(
            f"select quarantine_id, reason, quarantined_at, {ENTRY_COLUMNS} from quarantine "  # noqa: S608 - fixed text
            "order by quarantine_id desc limit ?",
            (limit,),
        ).fetchall()
    return [QuarantinedEntry(row[0], row[1], row[2], entry_of(row[3:])) for row in rows]


def quarantine_of_project(journal: Journal, project_id: str) -> list[QuarantinedEntry]:
    """Return everything that a project has in quarantine; it is bounded as a whole."""
    with closing(journal.connect_quarantine()) as quarantine:
        rows = quarantine.execute(
            f"select quarantine_id, reason, quarantined_at, {ENTRY_COLUMNS} from quarantine "  # noqa: S608 - fixed text
            "where project_id = ? order by quarantine_id",
            (project_id,),
        ).fetchall()
    return [QuarantinedEntry(row[0], row[1], row[2], entry_of(row[3:])) for row in rows]


def count_quarantine(journal: Journal) -> int:
    """Return how many batches are in quarantine."""
    with closing(journal.connect_quarantine()) as quarantine:
        (count,) = quarantine.execute("select count(*) from quarantine").fetchone()
    return int(count)


def count_of_sessions(journal: Journal, sessions: Sequence[tuple[str, str]]) -> int:
    """Return how many batches of these (project, session) pairs are in quarantine."""
    count = "select count(*) from quarantine where project_id = ? and session_id = ?"
    with closing(journal.connect_quarantine()) as quarantine:
        return sum(int(quarantine.execute(count, key).fetchone()[0]) for key in sessions)


def drop_before(journal: Journal, project_id: str, before_ms: int) -> int:
    """Delete what a project has in quarantine since before a moment; return how many."""
    with closing(journal.connect_quarantine()) as quarantine:
        rows = quarantine.execute(
            "select quarantine_id from quarantine where project_id = ? and quarantined_at < ?",
            (project_id, before_ms),
        ).fetchall()
        dropped = _delete(quarantine, [row[0] for row in rows]) if rows else 0
        if dropped:
            give_back_space(quarantine)
    return dropped


def retry_quarantine(journal: Journal, quarantine_ids: Sequence[int] | None = None) -> int:
    """Put batches back in line, all of them without `quarantine_ids`; return how many."""
    retried = 0
    with (
        closing(journal.connect_quarantine()) as quarantine,
        closing(journal.connect()) as connection,
    ):
        for quarantine_id in _chosen(quarantine, quarantine_ids):
            row = quarantine.execute(
                f"select {ENTRY_COLUMNS} from quarantine where quarantine_id = ?",  # noqa: S608 - fixed text
                (quarantine_id,),
            ).fetchone()
            # The running server may have dropped it a moment ago.
            if row is None:
                continue
            # In this order: a crash in between leaves it in both files, and it counts once.
            with transaction(connection):
                insert_entries(connection, [entry_of(row)])
            retried += _delete(quarantine, [quarantine_id])
    journal.arrived.set()
    return retried


def delete_quarantine(journal: Journal, quarantine_ids: Sequence[int] | None = None) -> int:
    """Delete batches for good, all of them without `quarantine_ids`; return how many."""
    with closing(journal.connect_quarantine()) as quarantine:
        deleted = _delete(quarantine, _chosen(quarantine, quarantine_ids))
        give_back_space(quarantine)
    return deleted


def _chosen(quarantine: sqlite3.Connection, quarantine_ids: Sequence[int] | None) -> list[int]:
    ids = [row[0] for row in quarantine.execute("select quarantine_id from quarantine")]
    return [one for one in ids if quarantine_ids is None or one in quarantine_ids]


def _delete(quarantine: sqlite3.Connection, quarantine_ids: Sequence[int]) -> int:
    before = quarantine.total_changes
    with transaction(quarantine):
        quarantine.executemany(
            "delete from quarantine where quarantine_id = ?", [(one,) for one in quarantine_ids]
        )
    return quarantine.total_changes - before


def _drop_old(quarantine: sqlite3.Connection, now_ms: int) -> int:
    too_old = [
        row[0]
        for row in quarantine.execute(
            "select quarantine_id from quarantine where quarantined_at < ?", (now_ms - MAX_AGE_MS,)
        )
    ]
    dropped = _delete(quarantine, too_old) if too_old else 0
    while excess := _excess(quarantine):
        dropped += _delete(quarantine, excess)
    if dropped:
        give_back_space(quarantine)
    return dropped


def _excess(quarantine: sqlite3.Connection) -> list[int]:
    """Return the oldest batches that are too many."""
    left = used_bytes(quarantine) - MAX_BYTES
    excess: list[int] = []
    sizes = quarantine.execute(
        "select quarantine_id, length(body) from quarantine order by quarantine_id"
    )
    for quarantine_id, size in sizes:
        if left <= 0:
            break
        excess.append(quarantine_id)
        left -= size
    return excess
