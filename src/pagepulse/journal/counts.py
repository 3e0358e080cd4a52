"""What became of every batch that arrived: per project, day and outcome, in the journal's own file.

`stored` and `duplicate` are counted in the transaction that decides them, so that no crash takes
one without the other. Refusals are counted in memory and written with the next transaction, within
a second: a kill loses the refusals of that second, and nothing that was acknowledged.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pagepulse.journal.entry import Entry

STORED = "stored"
DUPLICATE = "duplicate"
REFUSED = "refused:"
# Stored once, and gone with a damaged disk: `pagepulse repair` says so.
LOST = "lost"

DAY_MS = 24 * 3600 * 1000
# The days that are kept one by one; older ones become one row per project and outcome.
KEPT_DAYS = 400
# The day of the sum of all that is older.
BEFORE = 0
# Refusals whose project nobody can tell: too large to be read, an unknown key, no key at all.
NO_PROJECT = ""

# (project, day since 1970 in UTC, outcome)
Place = tuple[str, int, str]


def day_of(at_ms: int) -> int:
    """Return the day of a moment, counted from 1970 in UTC."""
    return max(at_ms // DAY_MS, BEFORE + 1)


def place_of(entry: Entry, outcome: str) -> Place:
    """Return where a batch is counted: on the day on which it was received."""
    return entry.project_id, day_of(entry.received_at), outcome


def moved_to_duplicates(entries: Iterable[Entry]) -> Counter[Place]:
    """Return the correction for batches that were stored anew and turned out to be known."""
    counts: Counter[Place] = Counter()
    for entry in entries:
        counts[place_of(entry, STORED)] -= 1
        counts[place_of(entry, DUPLICATE)] += 1
    return counts


def moved_to_lost(batches: Iterable[tuple[str, int]]) -> Counter[Place]:
    """Return the correction for batches that nobody can read any more: their projects and days."""
    counts: Counter[Place] = Counter()
    for project_id, day in batches:
        counts[project_id, day, STORED] -= 1
        counts[project_id, day, LOST] += 1
    return counts


class Refusals:
    """Refusals that are not on disk yet; filled by the event loop, emptied by the writer.

    Bounded: projects are known ones, and outcomes are the codes of refusals in the source.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._counts: Counter[Place] = Counter()
        self._lock = threading.Lock()

    def __bool__(self) -> bool:
        """Whether something waits to be written."""
        return bool(self._counts)

    def add(self, project_id: str, day: int, code: str) -> None:
        """Count one."""
        with self._lock:
            self._counts[project_id, day, f"{REFUSED}{code}"] += 1

    def take(self) -> Counter[Place]:
        """Return all and forget them; `give_back` what could not be written."""
        with self._lock:
            taken, self._counts = self._counts, Counter()
        return taken

    def give_back(self, counts: Counter[Place]) -> None:
        """Keep them for the next attempt."""
        with self._lock:
            self._counts.update(counts)


@dataclass(frozen=True, slots=True)
class Count:
    """How many batches of a day had one outcome; `day` is 0 for all days before those kept."""

    day: int
    outcome: str
    batches: int


def add_counts(connection: sqlite3.Connection, counts: Mapping[Place, int]) -> None:
    """Add to what stands there, inside a transaction."""
    connection.executemany(
        "insert into ledger (project_id, day, outcome, batches) values (?, ?, ?, ?) "
        "on conflict do update set batches = batches + excluded.batches",
        [(*place, batches) for place, batches in counts.items() if batches],
    )


def read_counts(connection: sqlite3.Connection, project_id: str) -> list[Count]:
    """Return every count of a project, the oldest day first."""
    rows = connection.execute(
        "select day, outcome, batches from ledger where project_id = ? and batches != 0 "
        "order by day, outcome",
        (project_id,),
    )
    return [Count(*row) for row in rows]


def totals(connection: sqlite3.Connection) -> dict[tuple[str, str], int]:
    """Return how many batches there ever were, by project and outcome."""
    rows = connection.execute(
        "select project_id, outcome, sum(batches) from ledger group by project_id, outcome"
    )
    return {(project_id, outcome): int(batches) for project_id, outcome, batches in rows}


def fold_old_days(connection: sqlite3.Connection, now_ms: int) -> None:
    """Sum up what is older than the days that are kept, inside a transaction."""
    oldest = day_of(now_ms) - KEPT_DAYS
    connection.execute(
        "insert into ledger (project_id, day, outcome, batches) "
        "select project_id, ?, outcome, sum(batches) from ledger "
        "where day > ? and day < ? group by project_id, outcome "
        "on conflict do update set batches = batches + excluded.batches",
        (BEFORE, BEFORE, oldest),
    )
    connection.execute("delete from ledger where day > ? and day < ?", (BEFORE, oldest))
