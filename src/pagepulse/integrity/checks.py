"""Looks at every stored byte: SQLite pages, warehouse parts with their checksums, audit chains."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pagepulse.accounts import audit_chain
from pagepulse.control import Control
from pagepulse.control.database import CONTROL_FILE
from pagepulse.ingest.pipeline import JOURNAL_FILE
from pagepulse.integrity.bounded_engine import BoundedEngine
from pagepulse.integrity.damaged_parts import damages, parts_by_table
from pagepulse.journal.journal import QUARANTINE_FILE

SQLITE_FILES = (CONTROL_FILE, JOURNAL_FILE, QUARANTINE_FILE)
# More lines about one damaged file tell a person nothing new.
MAX_PROBLEMS = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one thing: `problems` is empty where it is sound."""

    what: str
    size: str
    problems: tuple[str, ...]


def check_files(data: Path) -> Iterator[Finding]:
    """Yield a finding for each SQLite file of a data folder."""
    for name in SQLITE_FILES:
        if (data / name).exists():
            yield check_file(data / name)


def check_file(path: Path) -> Finding:
    """Read every page and index of a SQLite file, without writing to it."""
    size = f"{path.stat().st_size:,} bytes"
    try:
        with contextlib.closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        ) as db:
            lines = [line for (line,) in db.execute(f"pragma integrity_check({MAX_PROBLEMS})")]
    except sqlite3.Error as failure:
        return Finding(path.name, size, (str(failure),))
    return Finding(path.name, size, () if lines == ["ok"] else tuple(lines))


def check_audit(control: Control) -> Iterator[Finding]:
    """Yield a finding for each audit log."""
    with control.read() as connection:
        for project_id in audit_chain.projects_with_chains(connection):
            chain = audit_chain.verify(connection, project_id)
            problem = () if chain.is_whole else ("entries were changed or taken away",)
            name = f"audit log of {project_id or 'logins'}"
            yield Finding(name, f"{chain.entries:,} entries", problem)


def check_warehouse(engine: BoundedEngine) -> Iterator[Finding]:
    """Yield a finding for each table: every block of every part is read and its checksum compared.

    What the engine could not open at its start, and so left out, is damage as well.
    """
    for table, parts in parts_by_table(engine).items():
        broken = list(damages(engine, parts))
        problems = tuple(f"part {one.part.name}: {one.reason}" for one in broken[:MAX_PROBLEMS])
        yield Finding(f"table {table}", f"{len(parts):,} parts", problems)
