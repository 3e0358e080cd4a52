"""What is done about rows that nobody can read any more: sums stay true, holes are shown.

A batch of which recorded events are gone counts as lost whole: its number is missing then, so that
the replay shows a gap, and a tracker that sends it once more is heard.
"""

# ruff: noqa: S608  # statements are made of names of our own schema

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from pagepulse.clock import now_ms
from pagepulse.ingest.filing import SETTINGS, read_sql
from pagepulse.ingest.pipeline import JOURNAL_FILE
from pagepulse.integrity.bounded_engine import BoundedEngine
from pagepulse.journal.counts import Place, add_counts, day_of, moved_to_lost
from pagepulse.journal.database import connect, transaction
from pagepulse.warehouse import Row, Warehouse
from pagepulse.warehouse.connection import DATABASE
from pagepulse.warehouse.erasing import hide_sessions

BatchKey = tuple[str, str, str, int]
KEY_COLUMNS = ("project_id", "session_id", "tab_id", "seq")
KEY = ", ".join(KEY_COLUMNS)
# Batches whose recorded events are all gone, though nobody took them away.
WITHOUT_EVENTS = f"""
select {KEY}, toUnixTimestamp64Milli(received_at) as at from batches final
where event_count > 0 and capture_reason != 'expired'
    and ({KEY}) not in (select {KEY} from recording_events)
"""
# Batches of which nothing is left but their events.
WITHOUT_ROW = f"""
select {KEY}, toUnixTimestamp64Milli(min(at)) as at from recording_events
where ({KEY}) not in (select {KEY} from batches) group by {KEY}
"""
UNDERIVED = """
select distinct project_id, session_id from batches final
where (project_id, session_id) not in (select project_id, session_id from {table} final)
"""
DERIVED = ("sessions", "session_facts")


@dataclass(slots=True)
class Losses:
    """Rows that are gone, by the keys that could still be read of them."""

    batches: dict[BatchKey, int] = field(default_factory=dict)
    sessions: set[tuple[str, str]] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)
    # Of these it is not known which rows are gone.
    unknown: set[str] = field(default_factory=set)

    def add(self, table: str, rows: Sequence[Row] | None) -> None:
        """Note what a part lost; without rows nobody knows."""
        self.tables.add(table)
        if rows is None:
            self.unknown.add(table)
            return
        self.sessions |= {(r["project_id"], r["session_id"]) for r in rows if "session_id" in r}
        if table in ("batches", "recording_events"):
            self.batches |= {key_of(row): row.get("at", 0) for row in rows}


def key_of(row: Row) -> BatchKey:
    """Return what a batch is called."""
    return row["project_id"], row["session_id"], row["tab_id"], int(row["seq"])


def keys_of_table(engine: BoundedEngine, table: str) -> str:
    """Return the columns that name what a lost row belonged to."""
    rows = engine.rows(
        f"select name from system.columns where database = '{DATABASE}' and table = '{table}' "
        "order by position"
    )
    found = {row["name"] for row in rows}
    wanted = KEY_COLUMNS if table in ("batches", "recording_events") else KEY_COLUMNS[:2]
    return ", ".join(name for name in wanted if name in found)


def settle(data: Path, warehouse: Warehouse, losses: Losses) -> int:
    """Make ledger, sessions and replays agree with what is left; return how many batches are lost.

    Raises StorageError.
    """
    lost = dict(losses.batches)
    for table, sql in (("recording_events", WITHOUT_EVENTS), ("batches", WITHOUT_ROW)):
        if table in losses.unknown:
            lost |= {key_of(row): int(row["at"]) for row in warehouse.query(sql)}
    received = _received(warehouse, lost)
    gone = {key: received.get(key) or at for key, at in lost.items()}
    count_lost(data, ((key[0], at or now_ms()) for key, at in gone.items()))
    _forget(warehouse, list(received))
    _derive(warehouse, sorted(losses.sessions | {key[:2] for key in gone}))
    return len(gone)


def count_lost(data: Path, batches: Iterable[tuple[str, int]]) -> None:
    """Move batches from `stored` to `lost` in the ledger: their projects and Unix ms."""
    places: Counter[Place] = moved_to_lost((project, day_of(at)) for project, at in batches)
    with closing(connect(data / JOURNAL_FILE)) as connection, transaction(connection):
        add_counts(connection, places)


def keep_erased(data: Path, warehouse: Warehouse) -> None:
    """Hide what was erased while a part of it was out of use; raises StorageError."""
    with closing(connect(data / JOURNAL_FILE)) as connection:
        erased = connection.execute("select project_id, session_id from erasures").fetchall()
    if erased:
        hide_sessions(warehouse, erased)


def _received(warehouse: Warehouse, keys: Iterable[BatchKey]) -> dict[BatchKey, int]:
    """Return when those batches were received that still have their row."""
    rows = warehouse.query(
        f"select {KEY}, toUnixTimestamp64Milli(min(received_at)) as at from batches "
        f"where ({KEY}) in {{keys:Array(Tuple(String, String, String, UInt32))}} group by {KEY}",
        {"keys": list(keys)},
    )
    return {key_of(row): int(row["at"]) for row in rows}


def _forget(warehouse: Warehouse, keys: list[BatchKey]) -> None:
    if keys:
        warehouse.command(
            f"delete from batches where ({KEY}) in "
            "{keys:Array(Tuple(String, String, String, UInt32))}",
            {"keys": keys},
        )


def _derive(warehouse: Warehouse, touched: list[tuple[str, str]]) -> None:
    for table in DERIVED:
        missing = warehouse.query(UNDERIVED.format(table=table))
        sessions = {(row["project_id"], row["session_id"]) for row in missing} | set(touched)
        if sessions:
            bound = {"sessions": sorted(sessions)}
            warehouse.command(read_sql(table), bound, settings=SETTINGS)
