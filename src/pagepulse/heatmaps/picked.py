"""The facts of chosen sessions, read once for all the questions that one answer asks."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from pagepulse.heatmaps.filters import Chosen
from pagepulse.warehouse import Warehouse

# Of this thread's connection alone; other threads have tables of their own by this name.
PICKED = "picked_interactions"
# What the questions look at. Each column is read in as many places as there are sessions.
PLACE_COLUMNS = (
    "type, at, session_id, session_hash, visitor_hash, element_id, x, y, page_x, page_y, "
    "duration_ms, value"
)
ELEMENT_COLUMNS = (
    f"{PLACE_COLUMNS}, page_view_id, ex, ey, cell_x, cell_y, width, height, viewport_width, flags"
)


@contextmanager
def picked(
    warehouse: Warehouse, chosen: Chosen, types: Sequence[str], columns: str
) -> Iterator[Chosen]:
    """Yield the same filter over a table of its own, where it names sessions; raises StorageError.

    Rows of a hundred sessions lie in as many places of the large table. Finding them takes longer
    than anything that is done with them, so they are found once.
    """
    if chosen.days is None:
        yield chosen
        return
    conditions, parameters = chosen.conditions(types)
    warehouse.command(
        f"create or replace temporary table {PICKED} engine = Memory as "
        f"select {columns} from interactions where {' and '.join(conditions)}",
        parameters,
    )
    try:
        yield replace(chosen, table=PICKED)
    finally:
        warehouse.command(f"drop temporary table {PICKED}")
