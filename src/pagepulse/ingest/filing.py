"""Files sessions that an earlier version stored: makes their facts from all that they did."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from pagepulse.journal import Journal
from pagepulse.journal.filings import SessionKey, begin_filing, complete_filing, open_filing
from pagepulse.warehouse import Warehouse

# A table of pages is read whole for each group of sessions, and their rows are held in memory.
SESSIONS_AT_ONCE = 10_000
IS_ANY = "select count() as batches from batches where filed_on = toDate(0)"
UNFILED = """
select distinct project_id, session_id from batches final where filed_on = toDate(0)
limit {most:UInt32}
"""
# Columns of facts that the engine makes of others, and that stand in no part of before them.
MADE_COLUMNS = ("channel", "is_empty", "views")
PARTS_WITHOUT = """
select count() as parts from system.parts
where active and database = currentDatabase() and table = 'session_facts' and name not in (
    select name from system.parts_columns
    where active and database = currentDatabase() and table = 'session_facts'
        and column = {column:String}
)
"""
# Each group is named in the statement.
SETTINGS = {"insert_deduplicate": 0, "max_query_size": 16 * 1024 * 1024}


def read_sql(name: str) -> str:
    """Return a statement that stands in a file of this folder."""
    return Path(__file__).with_name(f"{name}.sql").read_text()


def file_old_sessions(journal: Journal, warehouse: Warehouse) -> int:
    """Return how many sessions were filed; raises StorageError or sqlite3.Error.

    A crash in between leaves the rest for the next time, which begins with those that it hit.
    """
    with closing(journal.connect()) as connection:
        filed = _file(connection, warehouse, open_filing(connection))
        for sessions in _unfiled(warehouse):
            begin_filing(connection, sessions)
            filed += _file(connection, warehouse, sessions)
    return filed


def complete_old_facts(warehouse: Warehouse) -> list[str]:
    """Return the columns that the engine begins to add to old facts; raises StorageError.

    Until it is through, it makes them anew for every question: the same answers, later.
    """
    missing = [
        column
        for column in MADE_COLUMNS
        if warehouse.query(PARTS_WITHOUT, {"column": column})[0]["parts"]
    ]
    for column in missing:
        warehouse.command(f"alter table session_facts materialize column {column}")
    return missing


def _unfiled(warehouse: Warehouse) -> Iterator[list[SessionKey]]:
    """Yield groups of sessions that must be filed before the next group is asked for."""
    # Of all batches, without merging them: an answer of milliseconds once all are filed.
    if not warehouse.query(IS_ANY)[0]["batches"]:
        return
    while rows := warehouse.query(UNFILED, {"most": SESSIONS_AT_ONCE}):
        yield [(row["project_id"], row["session_id"]) for row in rows]


def _file(connection: sqlite3.Connection, warehouse: Warehouse, sessions: list[SessionKey]) -> int:
    """File sessions that are noted as open; doing it again changes nothing."""
    if sessions:
        for name in ("old_batches", "session_facts"):
            warehouse.command(read_sql(name), {"sessions": sessions}, settings=SETTINGS)
        complete_filing(connection)
    return len(sessions)
