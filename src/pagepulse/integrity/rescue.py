"""Copies the intact rows of a damaged part into a new one, granule by granule.

A granule is the smallest piece of a part that can be read. Those that can be read are copied into a
table of their own; then the damaged part is detached and the copies take its place. A crash leaves
either the damaged part in use, or the copies waiting in that table: the next run sees which.
"""

# ruff: noqa: S608  # statements are made of names of our own schema and of parts

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

from pagepulse.integrity.bounded_engine import BoundedEngine, UnreadableError
from pagepulse.integrity.damaged_parts import Part
from pagepulse.warehouse.connection import DATABASE, Row

# Of processor time for one group of granules beside its bytes; an intact one takes milliseconds.
GRANULES_SECONDS = 10
BYTES_PER_SECOND = 10_000_000
# Granules hold 10 MB at most, and a group is held in memory to be copied whole or not at all.
TOGETHER = 32
PREFIX = "rescued_"

# First row and row after the last one, counted from the beginning of a part.
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rescued:
    """How many rows were copied, and which could not be read."""

    kept: int
    lost: list[Span]

    @property
    def lost_rows(self) -> int:
        """Return how many rows are gone."""
        return sum(end - begin for begin, end in self.lost)


def copy_intact(engine: BoundedEngine, part: Part) -> Rescued:
    """Fill a new table with what can be read of a part."""
    table = f"{PREFIX}{part.table}"
    engine.run(f"drop table if exists {table} sync")
    engine.run(f"create table {table} as {part.table}")
    engine.run(f"alter table {table} modify comment '{part.name}'")
    kept, lost = 0, list[Span]()
    granules = _granules(engine, part)
    groups = [granules[at : at + TOGETHER] for at in range(0, len(granules), TOGETHER)]
    while groups:
        group = groups.pop()
        begin, end = group[0][0], group[-1][1]
        if _copy(engine, part, (begin, end)):
            kept += end - begin
        elif len(group) == 1:
            lost.append((begin, end))
        else:
            half = len(group) // 2
            groups += [group[:half], group[half:]]
    return Rescued(kept, sorted(lost))


def _copy(engine: BoundedEngine, part: Part, span: Span) -> bool:
    """Copy a stretch as one block, all of it or nothing; tell whether it could be read."""
    begin, end = span
    try:
        engine.run(
            f"insert into {PREFIX}{part.table} select * from {part.table} "
            f"where {_within(part, begin, end)} "
            "settings insert_deduplicate = 0, max_threads = 1, max_insert_threads = 1, "
            f"min_insert_block_size_rows = {end - begin}, min_insert_block_size_bytes = 0",
            min(GRANULES_SECONDS, engine.patience_seconds) + part.bytes // BYTES_PER_SECOND,
        )
    except UnreadableError:
        return False
    return True


def take_its_place(engine: BoundedEngine, part: Part) -> None:
    """Put what was copied in the place of the part, of which another copy must be kept."""
    engine.run(f"alter table {part.table} detach part '{part.name}'")
    bring_in(engine, part.table, part.name)


def bring_in(engine: BoundedEngine, table: str, damaged: str) -> None:
    """Move what waits in the table of rescued rows into its own, and forget the damaged part."""
    waiting = f"{PREFIX}{table}"
    for row in engine.rows(
        "select distinct partition_id as id from system.parts where active "
        f"and database = '{DATABASE}' and table = '{waiting}'"
    ):
        engine.run(f"alter table {waiting} move partition id '{row['id']}' to table {table}")
    for row in engine.rows(
        f"select path from system.detached_parts where database = '{DATABASE}' "
        f"and table = '{table}' and name = '{damaged}'"
    ):
        shutil.rmtree(row["path"])
    engine.run(f"drop table {waiting} sync")


def finish_begun(engine: BoundedEngine) -> list[str]:
    """Go on where a repair was interrupted; return the tables that got their rescued rows."""
    finished = []
    for row in engine.rows(
        f"select name, comment from system.tables where database = '{DATABASE}' "
        f"and startsWith(name, '{PREFIX}')"
    ):
        table = row["name"].removeprefix(PREFIX)
        if _is_in_use(engine, table, row["comment"]):
            engine.run(f"drop table {row['name']} sync")
        else:
            bring_in(engine, table, row["comment"])
            finished.append(table)
    return finished


def _is_in_use(engine: BoundedEngine, table: str, name: str) -> bool:
    (found,) = engine.rows(
        f"select count() as parts from system.parts where active and database = '{DATABASE}' "
        f"and table = '{table}' and name = '{name}'"
    )
    return bool(found["parts"])


def lost_of(engine: BoundedEngine, part: Part, lost: list[Span], keys: str) -> list[Row] | None:
    """Return the distinct `keys` of lost rows; None where these cannot be read either."""
    spans = " or ".join(_within(part, begin, end) for begin, end in lost)
    try:
        return engine.rows(
            f"select distinct {keys} from {part.table} where {spans}", GRANULES_SECONDS
        )
    except UnreadableError:
        return None


def _within(part: Part, begin: int, end: int) -> str:
    return f"(_part = '{part.name}' and _part_offset >= {begin} and _part_offset < {end})"


def _granules(engine: BoundedEngine, part: Part) -> list[Span]:
    """Return the granules of a part; all of it as one where its marks cannot be read."""
    try:
        rows = engine.rows(
            "select rows_in_granule as rows from "
            f"mergeTreeIndex('{DATABASE}', '{part.table}') where part_name = '{part.name}' "
            "order by mark_number"
        )
    except UnreadableError:
        return [(0, part.rows)]
    return list(_spans(row["rows"] for row in rows if row["rows"])) or [(0, part.rows)]


def _spans(sizes: Iterator[int]) -> Iterator[Span]:
    begin = 0
    for size in sizes:
        yield begin, begin + size
        begin += size
