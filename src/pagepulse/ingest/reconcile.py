"""Whether the ledger adds up: what it says was stored is what can be found.

    received = stored + duplicate + refused                    by how it is counted
    stored   = readable + waiting + quarantined + deleted      by looking for every batch

The second line is a check of its own: its left side was counted when batches were acknowledged, its
right side is counted now, in the warehouse, in the journal and in quarantine.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass

from pagepulse.journal import Journal
from pagepulse.journal.counts import DAY_MS, STORED, add_counts, day_of, totals
from pagepulse.journal.database import transaction
from pagepulse.warehouse import Warehouse

# Names of batches that are asked for in one statement.
KEYS_AT_ONCE = 10_000
KEY_COLUMNS = "project_id, session_id, tab_id, seq"
ADOPTED = f"""
    select project_id, intDiv(toUnixTimestamp64Milli(at), {{day_ms:Int64}}) as day, count() as found
    from (select project_id, min(received_at) as at from batches group by {KEY_COLUMNS})
    group by project_id, day
"""  # noqa: S608 - a constant

BatchKey = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True)
class Balance:
    """Where the batches of a project are that were stored."""

    project_id: str
    stored: int
    readable: int
    waiting: int
    quarantined: int

    @property
    def missing(self) -> int:
        """Return how many cannot be found: deleted since, or lost; below 0, counted too few."""
        return self.stored - self.readable - self.waiting - self.quarantined


def reconcile(journal: Journal, warehouse: Warehouse) -> list[Balance]:
    """Return every project's balance; call it while nothing is projected. Raises StorageError."""
    with closing(journal.connect()) as connection:
        stored = {
            project: batches
            for (project, outcome), batches in totals(connection).items()
            if outcome == STORED
        }
        waiting = _keys(connection, "entries")
    with closing(journal.connect_quarantine()) as connection:
        quarantined = _keys(connection, "quarantine")
    # A crash between two files leaves a batch in both of them for a while.
    waiting -= _readable_of(warehouse, waiting)
    quarantined -= waiting | _readable_of(warehouse, quarantined)
    readable = {
        row["project_id"]: int(row["batches"])
        for row in warehouse.query(
            f"select project_id, uniqExact({KEY_COLUMNS}) as batches from batches "  # noqa: S608 - a constant
            "group by project_id"
        )
    }
    waits, sits = (Counter(key[0] for key in keys) for keys in (waiting, quarantined))
    return [
        Balance(
            project, stored.get(project, 0), readable.get(project, 0), waits[project], sits[project]
        )
        for project in sorted(stored.keys() | readable.keys() | waits.keys() | sits.keys())
    ]


def adopt(journal: Journal, warehouse: Warehouse) -> None:
    """Count what was stored before there was a ledger, once; raises StorageError.

    Call it before batches are taken.
    """
    with closing(journal.connect()) as connection, transaction(connection):
        if connection.execute("select 1 from ledger limit 1").fetchone():
            return
        readable = warehouse.query(ADOPTED, {"day_ms": DAY_MS})
        add_counts(
            connection, {(row["project_id"], row["day"], STORED): row["found"] for row in readable}
        )
        received: dict[BatchKey, int] = {
            (row[0], row[1], row[2], row[3]): row[4]
            for row in connection.execute(f"select {KEY_COLUMNS}, received_at from entries")  # noqa: S608 - a constant
        }
        waiting = received.keys() - _readable_of(warehouse, set(received))
        add_counts(connection, Counter((key[0], day_of(received[key]), STORED) for key in waiting))


def _keys(connection: sqlite3.Connection, table: str) -> set[BatchKey]:
    return set(connection.execute(f"select {KEY_COLUMNS} from {table}"))  # noqa: S608 - a constant


def _readable_of(warehouse: Warehouse, keys: set[BatchKey]) -> set[BatchKey]:
    listed, found = sorted(keys), set[BatchKey]()
    for start in range(0, len(listed), KEYS_AT_ONCE):
        rows = warehouse.query(
            f"select {KEY_COLUMNS} from batches where ({KEY_COLUMNS}) in "  # noqa: S608 - a constant
            "{keys:Array(Tuple(String, String, String, UInt32))}",
            {"keys": listed[start : start + KEYS_AT_ONCE]},
        )
        found.update((r["project_id"], r["session_id"], r["tab_id"], r["seq"]) for r in rows)
    return found
