"""SQL of what data takes on the disk, and of the sessions that are missed least.

Rows that were deleted stay in their parts until those are written anew, so the disk says nothing
about what a deletion brought. A project's share is counted by rows that are still seen, each at the
mean size of a row of its table on the disk.
"""

# ruff: noqa: S608  # statements are made of this module's constants; every value is bound

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pagepulse.storage.models import DullSession, KindBytes, StorageKind
from pagepulse.warehouse import Warehouse
from pagepulse.warehouse.connection import DATABASE

RECORDINGS = "recording_events"
KINDS: dict[str, StorageKind] = {
    "recording_events": "recordings",
    "snapshots": "recordings",
    "assets": "assets",
    "interactions": "interactions",
    "elements": "interactions",
    "console_messages": "signals",
    "requests": "signals",
    "vitals": "signals",
    "errors": "signals",
}
# What belongs to a project and is not named above.
OTHER: StorageKind = "numbers"
GROWTH_DAYS = 7
DAY_MS = 24 * 3600 * 1000
# Nobody wants to lose what is still going on, or ended a moment ago.
YOUNGEST_MS = 3600 * 1000
# Somebody who left within ten seconds without a click saw nothing.
LEFT_AT_ONCE_MS = 10_000
# Somebody with a handful of clicks within a minute did little.
LITTLE_CLICKS = 5
LITTLE_MS = 60_000

TABLES = """
select parts.table as table, sum(parts.bytes_on_disk) as bytes, sum(parts.rows) as row_count
from system.parts as parts
where parts.database = {database:String} and parts.active and parts.table in (
    select table from system.columns
    where database = {database:String} and name = 'project_id'
)
group by parts.table order by parts.table
"""
BODIES = """
select count() as batches, sum(body_bytes) as bytes,
    sumIf(body_bytes, received_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')) as recent,
    toUnixTimestamp64Milli(min(received_at)) as first_at
from batches where project_id = {project_id:String}
"""
DULL = f"""
select
    s.session_id as session_id,
    toUnixTimestamp64Milli(s.started_at) as started,
    s.duration_ms as duration_ms,
    multiIf(
        s.error_count + s.rage_click_count + s.dead_click_count + s.error_click_count > 0,
        'met trouble',
        s.duration_ms < {LEFT_AT_ONCE_MS} and s.click_count + s.key_count = 0, 'left at once',
        s.duration_ms < {LITTLE_MS} and s.click_count + s.key_count < {LITTLE_CLICKS},
        'did little',
        'visited'
    ) as reason,
    b.bytes as body_bytes
from sessions as s final
inner join (
    select session_id, sum(body_bytes) as bytes from batches
    where project_id = {{project_id:String}} group by session_id
) as b on b.session_id = s.session_id
where s.project_id = {{project_id:String}} and s.has_recording
    and s.received_at < fromUnixTimestamp64Milli({{before:Int64}}, 'UTC')
    and s.session_id not in {{kept:Array(String)}}
order by
    indexOf(['left at once', 'did little', 'visited', 'met trouble'], reason),
    s.started_at, s.session_id
limit {{limit:UInt32}}
"""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a project takes; `per_body_byte` turns bytes as they came into bytes on the disk."""

    kinds: tuple[KindBytes, ...]
    growth_per_day: int
    per_body_byte: float

    @property
    def bytes(self) -> int:
        """Return the sum of all kinds."""
        return sum(kind.bytes for kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Wish:
    """Which dull sessions are asked for: none that is kept, none that was heard of since."""

    project_id: str
    kept: Sequence[str]
    before_ms: int
    limit: int


def read_usage(warehouse: Warehouse, project_id: str, now_ms: int) -> Usage:
    """Return what a project takes on the disk, about; raises StorageError."""
    kinds: dict[StorageKind, int] = {}
    recordings = 0
    for row in warehouse.query(TABLES, {"database": DATABASE}):
        table = row["table"]
        (found,) = warehouse.query(
            f"select count() as row_count from {table} where project_id = {{project_id:String}}",
            {"project_id": project_id},
        )
        size = round(row["bytes"] * found["row_count"] / max(1, row["row_count"]))
        kind = KINDS.get(table, OTHER)
        kinds[kind] = kinds.get(kind, 0) + size
        recordings = size if table == RECORDINGS else recordings
    return _usage(kinds, recordings, *_bodies(warehouse, project_id, now_ms))


def find_dull(warehouse: Warehouse, wish: Wish, usage: Usage) -> list[DullSession]:
    """Return the sessions whose recordings are missed least, the dullest first, old before new.

    Raises StorageError.
    """
    rows = warehouse.query(
        DULL,
        {
            "project_id": wish.project_id,
            "kept": list(wish.kept),
            "before": wish.before_ms,
            "limit": wish.limit,
        },
    )
    return [
        DullSession(
            session_id=row["session_id"],
            started_at=row["started"],
            duration_ms=row["duration_ms"],
            bytes=round(row["body_bytes"] * usage.per_body_byte),
            reason=row["reason"],
        )
        for row in rows
    ]


def _bodies(warehouse: Warehouse, project_id: str, now_ms: int) -> tuple[int, float]:
    """Return the bytes of all batches as they came, and of a mean day."""
    (row,) = warehouse.query(
        BODIES, {"project_id": project_id, "since": now_ms - GROWTH_DAYS * DAY_MS}
    )
    if not row["batches"]:
        return 0, 0.0
    days = min(GROWTH_DAYS, max(1.0, (now_ms - row["first_at"]) / DAY_MS))
    return row["bytes"], row["recent"] / days


def _usage(
    kinds: dict[StorageKind, int], recordings: int, body_bytes: int, body_bytes_per_day: float
) -> Usage:
    total = sum(kinds.values())
    return Usage(
        tuple(KindBytes(kind=kind, bytes=size) for kind, size in kinds.items()),
        round(body_bytes_per_day * total / max(1, body_bytes)),
        recordings / max(1, body_bytes),
    )
