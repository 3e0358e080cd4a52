"""Upgrades copies of a data folder and ends each of them at once at another statement.

`python -m tests.golden.killed FOLDER` does so behind every statement, with `--points 5` behind so
many, with `--inside` also in the middle of each. It prints one line of JSON: how many statements
an undisturbed upgrade has, how many were cut short, and what these show otherwise after a second
start. Every upgrade is a process of its own, forked before the engine is opened: it allows no fork.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import tempfile
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from pagepulse.control import Control
from pagepulse.control.database import CONTROL_FILE
from pagepulse.ingest.filing import file_old_sessions
from pagepulse.ingest.reconcile import adopt
from pagepulse.journal import Journal
from pagepulse.warehouse import Warehouse

# Far more than a golden folder needs.
JOURNAL_BYTES = 10**9
# What tells when a row was written, and nothing else.
OF_THE_MOMENT = frozenset({"version"})
# Of a statement that is cut short; the longest of them take some ten.
INSIDE_MS = (0.05, 5.0)
# Both end a process where it stands; the second is what a timer sends.
ENDS = frozenset({signal.SIGKILL, signal.SIGALRM})
Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cut:
    """Where an upgrade ends: at statement number `at`, counted from 1."""

    at: int
    # So many milliseconds after its beginning; None: when it has ended.
    after_ms: float | None = None


class Statements:
    """Counts what this process tells its databases, and ends it at one of these statements."""

    def __init__(self, cut: Cut | None) -> None:
        """End never when `cut` is None."""
        self.count = 0
        self._cut = cut

    def put_in_place(self) -> None:
        """Stand around every statement of this process."""
        really = Warehouse.command

        def command(warehouse: Warehouse, *arguments: Any, **named: Any) -> None:
            self.begins()
            really(warehouse, *arguments, **named)
            self.ends()

        Warehouse.command = command  # type: ignore[assignment,method-assign]  # counted
        event.listen(Engine, "before_cursor_execute", lambda *_: self.begins())
        event.listen(Engine, "after_cursor_execute", lambda *_: self.ends())

    def begins(self) -> None:
        """Note that a statement begins."""
        self.count += 1
        if self._cut and self._cut.at == self.count and self._cut.after_ms is not None:
            signal.setitimer(signal.ITIMER_REAL, self._cut.after_ms / 1000)

    def ends(self) -> None:
        """Note that a statement has ended."""
        if self._cut == Cut(self.count):
            os.kill(os.getpid(), signal.SIGKILL)


def upgrade(folder: Path, cut: Cut | None = None) -> int:
    """Open everything in a folder as a start does; return the number of statements."""
    statements = Statements(cut)
    statements.put_in_place()
    Control.open("", folder).close()
    warehouse = Warehouse.open_embedded(folder / "warehouse")
    journal = Journal(folder / "journal.db", JOURNAL_BYTES)
    adopt(journal, warehouse)
    file_old_sessions(journal, warehouse)
    journal.close()
    warehouse.close()
    return statements.count


def shown(folder: Path) -> Shown:
    """Return all that is in a folder: of the control database as SQL, of the warehouse as sums."""
    control = sqlite3.connect(folder / CONTROL_FILE)
    journal = sqlite3.connect(folder / "journal.db")
    warehouse = Warehouse.open_embedded(folder / "warehouse")
    tables = warehouse.query(
        "select name, engine, create_table_query as made from system.tables "
        "where database = 'pagepulse' order by name"
    )
    found = {
        "control": list(control.iterdump()),
        "ledger": journal.execute("select * from ledger order by 1, 2, 3").fetchall(),
        "tables": tables,
        "rows": {one["name"]: sums_of(warehouse, one["name"], one["engine"]) for one in tables},
    }
    warehouse.close()
    journal.close()
    control.close()
    return found


def sums_of(warehouse: Warehouse, table: str, engine: str) -> Shown:
    """Return a sum of each column over all rows, as somebody sees them who asks."""
    described = warehouse.query(f"describe table {table}")
    names = [row["name"] for row in described if row["name"] not in OF_THE_MOMENT]
    final = "final" if "Replacing" in engine else ""
    sums = [f"toString(sum(cityHash64(toString({name})))) as {name}" for name in names]
    asked = ", ".join(["toString(count()) as rows_", *sums])
    (row,) = warehouse.query(f"select {asked} from {table} {final}")
    return row


def in_a_process(work: Callable[[], Any]) -> Any:
    """Return what `work` does in a fork of this process; None when it was ended.

    Raises RuntimeError when it failed.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        status = 1
        try:
            with os.fdopen(writing, "w") as told:
                json.dump(work(), told)
            status = 0
        except Exception:  # noqa: BLE001 - the edge of a process
            traceback.print_exc()
        finally:
            # Whatever happened, this copy of the process goes no further.
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading) as told:
        said = told.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in ENDS:
        return None
    if status:
        raise RuntimeError(f"a process ended with {status}")
    return json.loads(said)


def upgraded(source: Path, cut: Cut | None = None) -> tuple[int, Shown]:
    """Return statements and contents of a copy that was cut short, then upgraded."""
    with tempfile.TemporaryDirectory(prefix="pagepulse-golden-") as scratch:
        folder = Path(scratch) / "data"
        shutil.copytree(source, folder, symlinks=True)
        # A statement in the middle of which nothing ends has ended before: nothing is proven then.
        if cut and in_a_process(lambda: upgrade(folder, cut)) is not None and not cut.after_ms:
            raise RuntimeError(f"nothing ended at {cut}")
        count = in_a_process(lambda: upgrade(folder))
        return count, in_a_process(lambda: shown(folder))


def differing(one: Shown, other: Shown) -> Iterator[str]:
    """Yield the names of what is not alike."""
    for name in one:
        if isinstance(one[name], dict) and isinstance(other.get(name), dict):
            yield from (f"{name}.{inner}" for inner in differing(one[name], other[name]))
        elif one[name] != other.get(name):
            yield name


def cuts(count: int, points: int | None, *, inside: bool) -> Iterator[Cut]:
    """Yield where upgrades end: at so many of `count` statements, evenly, the last but one too."""
    chance = random.Random(count)
    spread = {round(count * (n + 1) / points) for n in range(points)} if points else ()
    for at in sorted({*spread, count - 1} if points else range(1, count + 1)):
        yield Cut(at)
        if inside:
            yield Cut(at, chance.uniform(*INSIDE_MS))


def main() -> None:
    """Do as the module says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--points", type=int)
    parser.add_argument("--inside", action="store_true")
    options = parser.parse_args()
    count, undisturbed = upgraded(options.folder)
    found = {}
    for cut in cuts(count, options.points, inside=options.inside):
        _, after = upgraded(options.folder, cut)
        found[str(cut)] = list(differing(undisturbed, after))
    broken = {cut: names for cut, names in found.items() if names}
    print(json.dumps({"statements": count, "cut": len(found), "differing": broken}))  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
