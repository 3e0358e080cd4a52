"""Writes a damaged SQLite file anew from the rows that can be read; the old one is set aside."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from pagepulse.integrity.checks import check_file
from pagepulse.integrity.rows_by_key import Table, Values, readable_rows, table_of
from pagepulse.integrity.set_aside import SetAside
from pagepulse.journal.database import sync_folder

# What SQLite writes beside a file.
COMPANIONS = ("-wal", "-shm")
BATCHES = ("entries", "quarantine")
BATCH_KEY = "project_id, session_id, tab_id, seq"


@dataclass(slots=True)
class RescuedFile:
    """What came over, by table; `gone` are the projects of lost batches, as far as known."""

    kept: int = 0
    # None where the index that would tell is damaged, too.
    lost: int | None = 0
    gone: list[str] = field(default_factory=list)

    def note(self, kept: int, there_were: int | None) -> None:
        """Add a table."""
        self.kept += kept
        if there_were is None or self.lost is None:
            self.lost = None
        else:
            self.lost += max(0, there_were - kept)


def rescue_file(path: Path, aside: SetAside) -> RescuedFile | None:
    """Replace a file by what can be read of it; None, and nothing is changed, if nothing can."""
    for file in (path, *_companions(path)):
        aside.keep(file, "sqlite")
    target = path.with_name(f"{path.name}.rescued")
    target.unlink(missing_ok=True)
    try:
        rescued = _copy(path, target)
    except sqlite3.DatabaseError:
        target.unlink(missing_ok=True)
        return None
    if check_file(target).problems:
        target.unlink()
        return None
    target.chmod(0o600)
    for companion in _companions(path):
        companion.unlink()
    target.replace(path)
    sync_folder(path.parent)
    return rescued


def _companions(path: Path) -> list[Path]:
    names = [path.with_name(path.name + end) for end in COMPANIONS]
    return [one for one in names if one.exists()]


def _copy(source: Path, target: Path) -> RescuedFile:
    rescued = RescuedFile()
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target, isolation_level=None)) as new,
    ):
        schema = old.execute(
            "select type, name, sql from sqlite_master where sql is not null "
            "and name not like 'sqlite_%' order by type = 'table' desc, type"
        ).fetchall()
        _prepare(old, new)
        new.execute("begin")
        for _, _, sql in schema:
            new.execute(sql)
        for kind, name, sql in schema:
            if kind == "table":
                _copy_table(old, new, table_of(old, name, sql), rescued)
        _copy_sequences(old, new)
        new.execute("commit")
    return rescued


def _prepare(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    """Make the new file like the old one; what was rescued must be on disk when it is renamed."""
    for name in ("page_size", "auto_vacuum", "user_version"):
        (value,) = old.execute(f"pragma {name}").fetchone()
        new.execute(f"pragma {name} = {int(value)}")
    new.execute("pragma synchronous = full")
    new.execute("pragma foreign_keys = off")


def _copy_table(
    old: sqlite3.Connection, new: sqlite3.Connection, table: Table, rescued: RescuedFile
) -> None:
    marks = ", ".join("?" * len(table.columns))
    insert = f"insert or ignore into {table.name} ({', '.join(table.columns)}) values ({marks})"  # noqa: S608 - names of the file's own schema
    kept = sum(new.execute(insert, values).rowcount for values in readable_rows(old, table))
    rescued.note(kept, _count(old, table.name))
    if table.name in BATCHES:
        rescued.gone += _projects_gone(old, new, table.name)


def _count(db: sqlite3.Connection, table: str) -> int | None:
    with suppress(sqlite3.DatabaseError):
        (rows,) = db.execute(f"select count(*) from {table}").fetchone()  # noqa: S608 - a name of the file's own schema
        return int(rows)
    return None


def _projects_gone(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> list[str]:
    """Return the project of each batch that only the index still knows."""
    kept: set[Values] = set(new.execute(f"select {BATCH_KEY} from {table}"))  # noqa: S608 - one of two names
    named = f"select {BATCH_KEY} from {table} indexed by {table}_key"  # noqa: S608 - one of two names
    with suppress(sqlite3.DatabaseError):
        return [row[0] for row in old.execute(named) if row not in kept]
    return []


def _copy_sequences(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    """Go on counting where the old file was: a number must never mean another row."""
    with suppress(sqlite3.DatabaseError):
        for name, number in old.execute("select name, seq from sqlite_sequence").fetchall():
            new.execute("delete from sqlite_sequence where name = ?", (name,))
            new.execute("insert into sqlite_sequence values (?, ?)", (name, number))
