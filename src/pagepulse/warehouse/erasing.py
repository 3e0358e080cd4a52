"""Erases sessions from every table that knows them: first from sight, then from the disk."""

from __future__ import annotations

from collections.abc import Sequence

from pagepulse.warehouse.connection import DATABASE, Warehouse

SessionKey = tuple[str, str]

# What shows how the pages of a session looked and what they said. All else of it is numbers.
RECORDING_TABLES = ("recording_events", "snapshots", "console_messages", "requests")
# Tables are found by their columns, so that a new one cannot be forgotten.
TABLES_OF_SESSIONS = """
select table from system.columns
where database = {database:String} and name in ('project_id', 'session_id')
group by table having count() = 2 order by table
"""
MASKED_TABLES = """
select distinct table from system.parts
where database = {database:String} and active and has_lightweight_delete order by table
"""
TABLES_WITH_OLD_PARTS = """
select distinct table from system.parts
where database = {database:String} and not active order by table
"""
# Parts whose files are being deleted are listed for those only who ask for the state.
OLD_PARTS = """
select count() as parts from (
    select remove_time, _state as state from system.parts
    where database = {database:String} and not active
) where state in ('Outdated', 'Deleting', 'DeleteOnDestroy')
    and remove_time <= fromUnixTimestamp64Milli({until:Int64})
"""


def tables_of_sessions(warehouse: Warehouse) -> list[str]:
    """Return the tables that hold something of a session, by name."""
    return _tables(warehouse, TABLES_OF_SESSIONS)


def count_rows(warehouse: Warehouse, sessions: Sequence[SessionKey]) -> dict[str, int]:
    """Return by table how many rows these sessions have; tables without any are left out."""
    found = {
        table: warehouse.query(
            f"select count() as rows from {table} where (project_id, session_id) in "  # noqa: S608 - a name of our own schema
            "{sessions:Array(Tuple(String, String))}",
            {"sessions": list(sessions)},
        )[0]["rows"]
        for table in tables_of_sessions(warehouse)
    }
    return {table: rows for table, rows in found.items() if rows}


def hide_sessions(warehouse: Warehouse, sessions: Sequence[SessionKey]) -> None:
    """Return when no query sees these (project, session) pairs any more; raises StorageError."""
    for table in tables_of_sessions(warehouse):
        warehouse.command(
            f"delete from {table} where (project_id, session_id) in "  # noqa: S608 - a name of our own schema
            "{sessions:Array(Tuple(String, String))}",
            {"sessions": list(sessions)},
        )


def expire_recordings(warehouse: Warehouse, project_id: str, session_ids: Sequence[str]) -> None:
    """Return when no query sees the recordings of these sessions; they stay in every number.

    Call it while the projector is paused. Raises StorageError.
    """
    bound = {"project_id": project_id, "sessions": list(session_ids)}
    named = "project_id = {project_id:String} and session_id in {sessions:Array(String)}"
    for table in RECORDING_TABLES:
        warehouse.command(f"delete from {table} where {named}", bound)  # noqa: S608 - constants
    # Of both: the row of a session is made of those of its batches.
    for table, gone in (
        ("batches", "full_snapshot_count = 0"),
        ("sessions", "has_recording = false"),
    ):
        warehouse.command(
            f"alter table {table} update {gone}, capture_reason = 'expired' where {named}",
            bound,
            settings={"mutations_sync": 1},
        )


def purge_hidden(warehouse: Warehouse) -> list[str]:
    """Write the parts that hold hidden rows anew, without them, and return their tables.

    The old parts leave the disk `old_parts_lifetime` seconds after (see the migrations). Raises
    StorageError.
    """
    tables = _tables(warehouse, MASKED_TABLES)
    for table in tables:
        warehouse.command(f"alter table {table} apply deleted mask", settings={"mutations_sync": 1})
    return tables


def are_old_parts_gone(warehouse: Warehouse, until_ms: int) -> bool:
    """Tell whether the files of all parts that were replaced until then have left the disk.

    Those that are due go now; the engine would come to it later. Raises StorageError.
    """
    for table in _tables(warehouse, TABLES_WITH_OLD_PARTS):
        # Dropping a partition that is not there does nothing but clear what is due.
        warehouse.command(f"alter table {table} drop partition id 'none'")
    (left,) = warehouse.query(OLD_PARTS, {"database": DATABASE, "until": until_ms})
    return not left["parts"]


def _tables(warehouse: Warehouse, sql: str) -> list[str]:
    return [row["table"] for row in warehouse.query(sql, {"database": DATABASE})]
