"""Reads what can be read of a damaged SQLite table: around the pages that cannot."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

# Numbers of rows are 63 bits wide.
LAST_ROW = 2**63 - 1
Values = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table, and the columns that its rows stand in the order of."""

    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]

    @property
    def is_numbered(self) -> bool:
        """Whether its rows stand in the order of a number."""
        return self.key == ("rowid",)


def table_of(db: sqlite3.Connection, name: str, sql: str) -> Table:
    """Describe a table by its definition; raises sqlite3.DatabaseError."""
    described = db.execute(f"pragma table_info({name})").fetchall()
    keyed = sorted((row[5], row[1]) for row in described if row[5])
    is_numbered = not sql.lower().rstrip().endswith("without rowid")
    key = ("rowid",) if is_numbered else tuple(column for _, column in keyed)
    return Table(name, key, tuple(row[1] for row in described))


def readable_rows(db: sqlite3.Connection, table: Table) -> Iterator[Values]:
    """Yield the values of each row that can be read, once."""
    seen: set[Values] = set()
    for key, values in _everything(db, table):
        if key not in seen:
            seen.add(key)
            yield values


def _everything(db: sqlite3.Connection, table: Table) -> Iterator[tuple[Values, Values]]:
    last: Values | None = None
    try:
        for key, values in _rows(db, table, ""):
            last = key
            yield key, values
    except sqlite3.DatabaseError:
        # From the end back to the damage, and between one damaged page and the next.
        yield from _until_damage(db, table, "", "desc")
        if table.is_numbered:
            yield from _between(db, table, _number(last))


def _between(db: sqlite3.Connection, table: Table, after: int) -> Iterator[tuple[Values, Values]]:
    """Leap over the damage behind a row, further and further, and read on from there."""
    leap = 1
    while after + leap < LAST_ROW:
        landed = list(_until_damage(db, table, f"where rowid > {after + leap}", "asc", 1))
        if not landed:
            leap *= 2
            continue
        (((row,), _),) = landed
        number = _number((row,))
        yield from _until_damage(db, table, f"where rowid between {after + 1} and {number}", "desc")
        for key, values in _until_damage(db, table, f"where rowid > {number}", "asc"):
            number = _number(key)
            yield key, values
        after, leap = number, 1


def _until_damage(
    db: sqlite3.Connection, table: Table, where: str, order: str, most: int = -1
) -> Iterator[tuple[Values, Values]]:
    try:
        yield from _rows(db, table, where, order, most)
    except sqlite3.DatabaseError:
        return


def _rows(
    db: sqlite3.Connection, table: Table, where: str, order: str = "asc", most: int = -1
) -> Iterator[tuple[Values, Values]]:
    ordered = ", ".join(f"{column} {order}" for column in table.key)
    key = ", ".join(table.key)
    # Of the table itself: an index may be damaged as well, or be sound and say what is gone.
    rows = db.execute(
        f"select {key}, {', '.join(table.columns)} from {table.name} not indexed {where} "  # noqa: S608 - names of the file's own schema
        f"order by {ordered} limit {most}"
    )
    for row in rows:
        yield row[: len(table.key)], row[len(table.key) :]


def _number(key: Values | None) -> int:
    number = key[0] if key else 0
    return number if isinstance(number, int) else 0
