"""Files sessions that an earlier version stored: makes their facts from all that they did."""

from __future__ import annotations

from pathlib import Path

from pagepulse.warehouse import Warehouse

# A table of pages is read whole for each group of sessions, and their rows are held in memory.
SESSIONS_AT_ONCE = 10_000
IS_ANY = "select count() as batches from batches where filed_on = toDate(0)"
UNFILED = """
select distinct project_id, session_id from batches final where filed_on = toDate(0)
limit {most:UInt32}
"""
# Each group is named in the statement.
SETTINGS = {"insert_deduplicate": 0, "max_query_size": 16 * 1024 * 1024}


def read_sql(name: str) -> str:
    """Return a statement that stands in a file of this folder."""
    return Path(__file__).with_name(f"{name}.sql").read_text()


def file_old_sessions(warehouse: Warehouse) -> int:
    """Return how many sessions were filed; raises StorageError.

    A crash in between leaves the rest for the next time.
    """
    # Of all batches, without merging them: an answer of milliseconds once all are filed.
    if not warehouse.query(IS_ANY)[0]["batches"]:
        return 0
    filed = 0
    while rows := warehouse.query(UNFILED, {"most": SESSIONS_AT_ONCE}):
        sessions = [(row["project_id"], row["session_id"]) for row in rows]
        for name in ("old_batches", "session_facts"):
            warehouse.command(read_sql(name), {"sessions": sessions}, settings=SETTINGS)
        filed += len(sessions)
    return filed
