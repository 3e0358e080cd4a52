"""The files of the embedded warehouse: each part of a table with the checksums of its blocks."""

from __future__ import annotations

import json
from dataclasses import dataclass

from pagepulse.warehouse.connection import DATABASE, Warehouse

# What stands before the first full stop says which check failed; the rest is advice on hardware.
END_OF_REASON = ". "


@dataclass(frozen=True, slots=True)
class BrokenPart:
    """A part that cannot be read whole."""

    table: str
    name: str
    reason: str


def tables_with_parts(warehouse: Warehouse) -> list[str]:
    """Return the tables that hold anything, by name."""
    rows = warehouse.query(
        "select distinct table from system.parts"
        " where active and database = {database:String} order by table",
        {"database": DATABASE},
    )
    return [row["table"] for row in rows]


def count_parts(warehouse: Warehouse, table: str) -> int:
    """Return how many parts a table has."""
    rows = warehouse.query(
        "select count() as parts from system.parts"
        " where active and database = {database:String} and table = {table:String}",
        {"database": DATABASE, "table": table},
    )
    return int(rows[0]["parts"])


def check_parts(warehouse: Warehouse, table: str) -> list[BrokenPart]:
    """Read every block of a table and return the parts whose checksums do not fit."""
    answer = warehouse.raw(f"check table {table} settings check_query_single_value_result = 0")
    results = [json.loads(line) for line in answer.splitlines()]
    return [
        BrokenPart(table, result["part_path"], reason_of(result["message"]))
        for result in results
        if not result["is_passed"]
    ]


def reason_of(message: str) -> str:
    """Return the first sentence of what the engine says, without its error codes."""
    plain = message.rsplit("DB::Exception: ", maxsplit=1)[-1]
    return plain.split(END_OF_REASON)[0]
