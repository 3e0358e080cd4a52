"""SCHEMA.md, the projector's columns and the database say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pagepulse.warehouse
from pagepulse.ingest.tables import TABLES
from pagepulse.warehouse import Warehouse

SCHEMA = Path(pagepulse.warehouse.__file__).with_name("SCHEMA.md")
Columns = dict[str, list[tuple[str, str]]]


def in_database(warehouse: Warehouse, *, is_written: bool = False) -> Columns:
    """Return the columns; those that are written are not made of others by the engine."""
    columns: Columns = {}
    kinds = "('')" if is_written else "('', 'MATERIALIZED')"
    for row in warehouse.query(
        "select table, name, type from system.columns "
        f"where database = currentDatabase() and default_kind in {kinds} order by table, position"
    ):
        columns.setdefault(row["table"], []).append((row["name"], row["type"]))
    return columns


def test_the_page_lists_every_table_and_column_with_its_type(warehouse: Warehouse) -> None:
    written: Columns = {}
    table = ""
    for line in SCHEMA.read_text().splitlines():
        if line.startswith("## "):
            table = line[3:]
        elif (row := re.match(r"\| `(\w+)` \| (.+?) \| (.+) \|$", line)) is not None:
            written.setdefault(table, []).append((row[1], row[2]))

    assert written == in_database(warehouse)


def test_the_projector_writes_every_column_of_its_tables_in_their_order(
    warehouse: Warehouse,
) -> None:
    present = in_database(warehouse, is_written=True)

    assert {name: schema.names for name, schema in TABLES.items()} == {
        name: [column for column, _ in present[name]] for name in TABLES
    }


def test_an_insert_is_on_disk_when_it_returns(warehouse: Warehouse) -> None:
    """The journal forgets a batch after that, so a loss of power would lose it otherwise."""
    tables = warehouse.query(
        "select create_table_query as text from system.tables where database = currentDatabase()"
    )

    assert len(tables) >= len(TABLES)
    assert all("fsync_after_insert = 1, fsync_part_directory = 1" in row["text"] for row in tables)
