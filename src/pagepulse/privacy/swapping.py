"""Puts redacted events in the place of the old ones, so that the old ones are never seen again.

The new rows are on disk first, apart. Then the old ones are hidden and the new ones written, with
the projector held. Whoever repeats the last two steps after a crash ends at the same rows.
"""

# ruff: noqa: S608  # statements are made of this module's constants; every value is bound

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from pagepulse.ingest.projector import Projector
from pagepulse.ingest.tables import TABLES, TEXT, Row
from pagepulse.warehouse import Warehouse

EVENT_COLUMNS = TABLES["recording_events"]
COLUMNS = pa.schema(
    [("request_id", TEXT), ("round", pa.uint32()), *((one.name, one.type) for one in EVENT_COLUMNS)]
)
_NAMES = ", ".join(EVENT_COLUMNS.names)


@dataclass(frozen=True, slots=True)
class Swap:
    """One round of one request."""

    project_id: str
    request_id: str
    session_id: str

    def bound(self) -> dict[str, object]:
        """Return the parameters of the statements."""
        return {
            "project_id": self.project_id,
            "request_id": self.request_id,
            "session_id": self.session_id,
        }


def stage(warehouse: Warehouse, swap: Swap, number: int, rows: Sequence[Row]) -> None:
    """Write redacted rows of `recording_events` down, apart, as one block; raises StorageError."""
    whole = [(swap.request_id, number, *row) for row in rows]
    arrays = [
        pa.array(values, type=column.type)
        for values, column in zip(zip(*whole, strict=True), COLUMNS, strict=True)
    ]
    token = f"{swap.request_id}-{number}"
    warehouse.insert("redacted_events", pa.table(arrays, schema=COLUMNS), token)


def staged_round(warehouse: Warehouse, request_id: str) -> int:
    """Return the number of the round that is written down, 0 where none is."""
    (row,) = warehouse.query(
        "select max(round) as number from redacted_events where request_id = {request_id:String}",
        {"request_id": request_id},
    )
    return int(row["number"])


def swap_in(warehouse: Warehouse, projector: Projector, swap: Swap) -> None:
    """Hide the old rows and write those that are staged; raises StorageError."""
    with projector.paused():
        warehouse.command(
            "delete from recording_events where project_id = {project_id:String} "
            "and session_id = {session_id:String} and (tab_id, seq, position) in ("
            "select tab_id, seq, position from redacted_events "
            "where request_id = {request_id:String})",
            swap.bound(),
        )
        warehouse.command(
            f"insert into recording_events ({_NAMES}) select {_NAMES} from redacted_events "
            "where request_id = {request_id:String} and project_id = {project_id:String}",
            swap.bound(),
            settings={"insert_deduplicate": 0},
        )


def clear(warehouse: Warehouse, request_id: str) -> None:
    """Forget what is staged; raises StorageError."""
    # Ids of requests are made here, of letters and digits.
    if not request_id.replace("_", "").isalnum():
        raise ValueError("no id of a request")
    warehouse.command(f"alter table redacted_events drop partition '{request_id}'")
