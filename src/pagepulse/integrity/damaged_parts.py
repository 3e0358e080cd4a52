"""Which parts of the warehouse's tables cannot be read whole, each found within a bound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pagepulse.integrity.bounded_engine import BoundedEngine, UnreadableError
from pagepulse.warehouse.connection import DATABASE

# Of processor time; a part of which nothing is damaged takes a fifth of it.
BYTES_PER_SECOND = 20_000_000
PARTS = f"""
select table, name, path, rows, bytes_on_disk as bytes, partition_id from system.parts
where active and database = '{DATABASE}' order by table, name
"""  # noqa: S608 - a constant
# What the engine took out of use at its start, because it could not even open it.
SHUT = f"""
select table, name, path, reason, bytes_on_disk as bytes, partition_id from system.detached_parts
where database = '{DATABASE}' and startsWith(reason, 'broken') order by table, name
"""  # noqa: S608 - a constant


# What stands before the first full stop says which check failed; the rest is advice on hardware.
END_OF_REASON = ". "
CANNOT_OPEN = "the engine could not open it and left it out"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a table on the disk; of one that the engine did not open, no rows are known."""

    table: str
    name: str
    path: str
    bytes: int
    rows: int = 0
    partition_id: str = ""
    # Why the engine would not open it; empty where it did.
    shut_for: str = ""

    @property
    def is_open(self) -> bool:
        """Whether queries read it."""
        return not self.shut_for

    @property
    def own_name(self) -> str:
        """Return the name that it had in the table."""
        return self.name.removeprefix(f"{self.shut_for}_")


@dataclass(frozen=True, slots=True)
class Damage:
    """A part and what is wrong with it, in the engine's words."""

    part: Part
    message: str

    @property
    def reason(self) -> str:
        """Return one sentence."""
        plain = self.message.rsplit("DB::Exception: ", maxsplit=1)[-1]
        return plain.split(END_OF_REASON)[0]


def parts_by_table(engine: BoundedEngine) -> dict[str, list[Part]]:
    """Return the parts that are in use and those that the engine would not open."""
    found: dict[str, list[Part]] = {}
    for row in engine.rows(PARTS):
        found.setdefault(row["table"], []).append(Part(**row))
    for row in engine.rows(SHUT):
        reason = row.pop("reason")
        found.setdefault(row["table"], []).append(Part(**row, shut_for=reason))
    return found


def damages(engine: BoundedEngine, parts: list[Part]) -> Iterator[Damage]:
    """Read every block of these parts and yield those that are not as they were written."""
    for part in parts:
        message = check(engine, part) if part.is_open else CANNOT_OPEN
        if message is not None:
            yield Damage(part, message)


def check(engine: BoundedEngine, part: Part) -> str | None:
    """Return what the engine says against a part; None where it is sound."""
    sql = f"check table {part.table} part '{part.name}' settings check_query_single_value_result=0"
    try:
        (answer,) = engine.rows(sql, engine.patience_seconds + part.bytes // BYTES_PER_SECOND)
    except UnreadableError as failure:
        return str(failure)
    return None if answer["is_passed"] else str(answer["message"])


def read_all(engine: BoundedEngine, part: Part) -> str | None:
    """Return what the engine says when it reads every row of a part; None where it reads them."""
    sql = f"select sum(cityHash64(*)) as hash from {part.table} where _part = '{part.name}'"  # noqa: S608 - names of our own schema and of parts
    try:
        engine.rows(sql, engine.patience_seconds + part.bytes // BYTES_PER_SECOND)
    except UnreadableError as failure:
        return str(failure)
    return None
