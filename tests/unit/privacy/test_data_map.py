"""Every stored column is in the map of what is stored, and nothing else is."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pagepulse.journal
from pagepulse.control.tables import metadata
from pagepulse.privacy.data_map import as_markdown, kinds
from pagepulse.warehouse import Warehouse

JOURNAL = Path(pagepulse.journal.__file__).parent
PAGE = Path(__file__).parents[3] / "docs" / "data-map.md"
Column = tuple[str, str, str]


def stored(warehouse: Warehouse) -> set[Column]:
    rows = warehouse.query(
        "select table, name from system.columns where database = currentDatabase()"
    )
    columns = {("warehouse", row["table"], row["name"]) for row in rows}
    for store, file in (("journal", "schema.sql"), ("quarantine", "quarantine.sql")):
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.executescript((JOURNAL / file).read_text())
            tables = connection.execute("select name from sqlite_master where type = 'table'")
            names = [name for (name,) in tables if not name.startswith("sqlite_")]
            columns |= {
                (store, name, row[1])
                for name in names
                for row in connection.execute(f"pragma table_info({name})")
            }
    control = metadata.sorted_tables
    columns |= {("control", table.name, one.name) for table in control for one in table.columns}
    return columns


def test_the_map_names_every_column_of_every_store_once(warehouse: Warehouse) -> None:
    mapped = Counter(
        (kind.store, kind.table, column)
        for kind in kinds()
        if kind.store != "files"
        for column in kind.columns
    )

    columns = stored(warehouse)

    assert (columns - set(mapped), set(mapped) - columns) == (set(), set())
    assert [column for column, times in mapped.items() if times > 1] == []


def test_the_page_shows_the_map() -> None:
    assert as_markdown() in PAGE.read_text()
