"""What a batch adds to the page views of its session, as columns of its row in `batches`; pure.

The facts of a session are made of these whenever one of its batches comes. Tables of what was done
stand in the order of pages: finding a session in them would read a day of the site.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pagepulse.ingest.rows import BatchRows
from pagepulse.ingest.tables import TABLES, Row

DAY_MS = 86_400_000
# The first day is that of batches that are not filed; the last one that fits is in the year 2149.
FIRST_DAY, LAST_DAY = 1, 65_535
# Those that tables of pages show.
FELT = frozenset({"LCP", "INP", "CLS"})
# Of a page view that told nothing about scrolling; shares are 0…1.
UNKNOWN = -1.0


@dataclass(slots=True)
class _Acts:
    rages: int = 0
    deads: int = 0
    errors: int = 0
    depth: float = UNKNOWN


def day_of(rows: BatchRows) -> int:
    """Return the UTC day of the first thing that a batch told, as a number since 1970."""
    (batch,) = rows.batches
    day = _integer(batch[_index("batches", "first_at")]) // DAY_MS
    return min(max(FIRST_DAY, day), LAST_DAY)


def with_facts(rows: BatchRows, filed_on: int) -> BatchRows:
    """Return the rows, that of `batches` with the day of its session and its facts at its end."""
    (batch,) = rows.batches
    rows.batches = [
        (*batch, filed_on, acts_of(rows), felt_of(rows.vitals), named_of(rows.custom_events))
    ]
    return rows


def acts_of(rows: BatchRows) -> list[Row]:
    """Return by page view its rage and dead clicks, errors, and the deepest part seen, or -1."""
    acts: defaultdict[str, _Acts] = defaultdict(_Acts)
    for row in rows.interactions:
        kind = row[_TYPE]
        if kind == "rage":
            acts[_text(row[_VIEW])].rages += 1
        elif kind == "dead":
            acts[_text(row[_VIEW])].deads += 1
        elif kind == "scroll" and (height := _integer(row[_HEIGHT])) > 0:
            one = acts[_text(row[_VIEW])]
            one.depth = max(one.depth, min(1.0, max(0.0, _integer(row[_Y]) / height)))
    for row in rows.errors:
        acts[_text(row[_index("errors", "page_view_id")])].errors += 1
    return [(view, one.rages, one.deads, one.errors, one.depth) for view, one in acts.items()]


def felt_of(vitals: Sequence[Row]) -> list[Row]:
    """Return the last value of each vital of each page view: view, name, time, position, value."""
    last: dict[tuple[str, str], tuple[int, int, object]] = {}
    view, name, at, position, value = _columns(
        "vitals", "page_view_id", "name", "at", "position", "value"
    )
    for row in vitals:
        if row[name] in FELT:
            key = _text(row[view]), _text(row[name])
            moment = _integer(row[at]), _integer(row[position])
            if key not in last or last[key][:2] < moment:
                last[key] = (*moment, row[value])
    return [(*key, *told) for key, told in last.items()]


def named_of(custom_events: Sequence[Row]) -> list[Row]:
    """Return time and name of each custom event."""
    at, name = _columns("custom_events", "at", "name")
    return [(row[at], row[name]) for row in custom_events]


def _index(table: str, column: str) -> int:
    return int(TABLES[table].names.index(column))


def _columns(table: str, *columns: str) -> Sequence[int]:
    return [_index(table, column) for column in columns]


_TYPE, _VIEW, _Y, _HEIGHT = _columns(
    "interactions", "type", "page_view_id", "page_y", "page_height"
)
# Columns hold what their tables say.
_text: Callable[[object], str] = str


def _integer(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value
