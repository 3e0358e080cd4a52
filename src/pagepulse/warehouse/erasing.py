"""Erases sessions from every table that knows them: first from sight, then from the disk."""

from __future__ import annotations

from collections.abc import Sequence

from pagepulse.warehouse.connection import DATABASE, Warehouse

SessionKey = tuple[str, str]

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


def hide_sessions(warehouse: Warehouse, sessions: Sequence[SessionKey]) -> None:
    """Return when no query sees these (project, session) pairs any more; raises StorageError."""
    for table in _tables(warehouse, TABLES_OF_SESSIONS):
        warehouse.command(
            f"delete from {table} where (project_id, session_id) in "  # noqa: S608 - a name of our own schema
            "{sessions:Array(Tuple(String, String))}",
            {"sessions": list(sessions)},
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


def _tables(warehouse: Warehouse, sql: str) -> list[str]:
    return [row["table"] for row in warehouse.query(sql, {"database": DATABASE})]
