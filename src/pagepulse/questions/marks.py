"""What tells that tables have changed, for the price of a look at the engine's list of parts."""

from __future__ import annotations

from collections.abc import Sequence

from pagepulse.warehouse import Warehouse

# Whatever a filter of sessions can look at, and what numbers of sessions are made of.
TABLES_OF_FILTERS = (
    "sessions", "session_facts", "own_visitors", "page_views", "custom_events", "interactions",
    "elements", "errors", "vitals", "captures",
)  # fmt: skip

PARTS = """
select hex(sipHash128(arraySort(groupArray((table, name))))) as mark from system.parts
where active and database = currentDatabase() and table in {tables:Array(String)}
"""


def select_mark(warehouse: Warehouse, tables: Sequence[str]) -> str:
    """Return a text that is another one after anything was stored in the tables or erased.

    Every insert, erasure and merge names parts anew: whatever process did it, of any project. So a
    merge changes the mark without need, but it never stays the same when an answer would not.
    """
    mark: str = warehouse.query(PARTS, {"tables": list(tables)})[0]["mark"]
    return mark
