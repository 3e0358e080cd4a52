"""Batches that could not be projected: nothing is thrown away, and they can be tried again."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

from pagepulse.journal.database import ENTRY_COLUMNS, entry_of, transaction
from pagepulse.journal.entry import QuarantinedEntry
from pagepulse.journal.journal import Journal


def list_quarantine(journal: Journal, limit: int = 100) -> list[QuarantinedEntry]:
    """Return the newest quarantined batches first."""
    with closing(journal.connect()) as connection:
        rows = connection.execute(
            f"select quarantine_id, reason, quarantined_at, {ENTRY_COLUMNS} from quarantine "  # noqa: S608 - fixed text
            "order by quarantine_id desc limit ?",
            (limit,),
        ).fetchall()
    return [QuarantinedEntry(row[0], row[1], row[2], entry_of(row[3:])) for row in rows]


def count_quarantine(journal: Journal) -> int:
    """Return how many batches are in quarantine."""
    with closing(journal.connect()) as connection:
        (count,) = connection.execute("select count(*) from quarantine").fetchone()
    return int(count)


def retry_quarantine(journal: Journal, quarantine_ids: Sequence[int] | None = None) -> int:
    """Put batches back in line, all of them without `quarantine_ids`; return how many."""
    with closing(journal.connect()) as connection, transaction(connection):
        ids = [row[0] for row in connection.execute("select quarantine_id from quarantine")]
        chosen = [one for one in ids if quarantine_ids is None or one in quarantine_ids]
        for quarantine_id in chosen:
            connection.execute(
                f"insert or ignore into entries ({ENTRY_COLUMNS}) "  # noqa: S608 - fixed text
                f"select {ENTRY_COLUMNS} from quarantine where quarantine_id = ?",
                (quarantine_id,),
            )
            connection.execute("delete from quarantine where quarantine_id = ?", (quarantine_id,))
    journal.arrived.set()
    return len(chosen)
