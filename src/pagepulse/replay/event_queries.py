"""SQL of rrweb events: key ranges of one tab, in the order of the table."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pagepulse.questions.dates import LAST_MS
from pagepulse.replay.rrweb import FULL_SNAPSHOT, META
from pagepulse.replay.windows import EventSize, Key, KeyRange
from pagepulse.warehouse import Row, Warehouse

IN_TAB = (
    "project_id = {project_id:String} and session_id = {session_id:String}"
    " and tab_id = {tab_id:String}"
)
KEY = "(toUnixTimestamp64Milli(at), seq, position)"
FROM_KEY = (
    "at >= fromUnixTimestamp64Milli({from_at:Int64}, 'UTC')"
    f" and {KEY} >= ({{from_at:Int64}}, {{from_seq:UInt32}}, {{from_position:UInt32}})"
)
TO_KEY = (
    "at <= fromUnixTimestamp64Milli({to_at:Int64}, 'UTC')"
    f" and {KEY} <= ({{to_at:Int64}}, {{to_seq:UInt32}}, {{to_position:UInt32}})"
)


@dataclass(frozen=True, slots=True)
class TabKey:
    """One tab of one session of one project."""

    project_id: str
    session_id: str
    tab_id: str

    def bound(self) -> dict[str, object]:
        """Return the parameters of IN_TAB."""
        return {
            "project_id": self.project_id,
            "session_id": self.session_id,
            "tab_id": self.tab_id,
        }


class FullSnapshot(NamedTuple):
    """Where a full snapshot is, and the Meta event before it (itself where that is missing)."""

    meta: Key
    key: Key


def select_tabs_with_events(warehouse: Warehouse, project_id: str, session_id: str) -> list[str]:
    """Return the tabs that hold rrweb events, in the order in which they began."""
    sql = """
        select tab_id from recording_events
        where project_id = {project_id:String} and session_id = {session_id:String}
        group by tab_id order by min(at), tab_id
    """
    rows = warehouse.query(sql, {"project_id": project_id, "session_id": session_id})
    return [row["tab_id"] for row in rows]


def select_sizes(
    warehouse: Warehouse, tab: TabKey, first: Key, limit: int, until: int = LAST_MS
) -> list[EventSize]:
    """Return where the events from a key until a time are and how large, without reading them."""
    sql = f"""
        select toUnixTimestamp64Milli(at) as ms, seq, position, length(payload) as bytes
        from recording_events
        where {IN_TAB} and {FROM_KEY}
          and at <= fromUnixTimestamp64Milli({{until:Int64}}, 'UTC')
        order by at, seq, position
        limit {{limit:UInt32}}
    """
    parameters = {
        **tab.bound(),
        **key_parameters("from", first),
        "until": until,
        "limit": limit,
    }
    return [size_of(row) for row in warehouse.query(sql, parameters)]


def select_sizes_of_moment(warehouse: Warehouse, tab: TabKey, at: int) -> list[EventSize]:
    """Return where the events of one millisecond are, however many."""
    sql = f"""
        select toUnixTimestamp64Milli(at) as ms, seq, position, length(payload) as bytes
        from recording_events
        where {IN_TAB} and at = fromUnixTimestamp64Milli({{at:Int64}}, 'UTC')
        order by seq, position
    """
    return [size_of(row) for row in warehouse.query(sql, {**tab.bound(), "at": at})]


def select_payloads(warehouse: Warehouse, tab: TabKey, keys: KeyRange) -> list[str]:
    """Return the JSON of the events of a range."""
    sql = f"""
        select payload from recording_events
        where {IN_TAB} and {FROM_KEY} and {TO_KEY}
        order by at, seq, position
    """
    parameters = {
        **tab.bound(),
        **key_parameters("from", keys.first),
        **key_parameters("to", keys.last),
    }
    return [row["payload"] for row in warehouse.query(sql, parameters)]


def find_full_snapshot(warehouse: Warehouse, tab: TabKey, until: int) -> FullSnapshot | None:
    """Return the last full snapshot until a time; one question, because a player waits for it."""
    sql = f"""
        with (
            select tuple(max({KEY}), count()) from recording_events
            where {IN_TAB} and type = {{full_snapshot:UInt8}}
              and at <= fromUnixTimestamp64Milli({{until:Int64}}, 'UTC')
        ) as latest
        select latest.1 as key, latest.2 as found, max({KEY}) as meta, count() as metas
        from recording_events
        where {IN_TAB} and type = {{meta:UInt8}} and {KEY} <= latest.1
    """
    parameters = {**tab.bound(), "full_snapshot": FULL_SNAPSHOT, "meta": META, "until": until}
    row = warehouse.query(sql, parameters)[0]
    if not row["found"]:
        return None
    key = Key(*row["key"])
    return FullSnapshot(Key(*row["meta"]) if row["metas"] else key, key)


def find_next_moment(warehouse: Warehouse, tab: TabKey, after: int) -> int | None:
    """Return the time of the first event after a time."""
    sql = f"""
        select toUnixTimestamp64Milli(at) as ms from recording_events
        where {IN_TAB} and at > fromUnixTimestamp64Milli({{after:Int64}}, 'UTC')
        order by at
        limit 1
    """
    rows = warehouse.query(sql, {**tab.bound(), "after": after})
    return rows[0]["ms"] if rows else None


def select_metas(warehouse: Warehouse, tab: TabKey, limit: int) -> list[tuple[Key, str]]:
    """Return where the Meta events of a tab are, with the address that each names."""
    sql = f"""
        select toUnixTimestamp64Milli(at) as ms, seq, position,
               JSONExtractString(payload, 'data', 'href') as href
        from recording_events
        where {IN_TAB} and type = {{type:UInt8}}
        order by at, seq, position
        limit {{limit:UInt32}}
    """
    rows = warehouse.query(sql, {**tab.bound(), "type": META, "limit": limit})
    return [(size_key(row), row["href"]) for row in rows]


def key_parameters(name: str, key: Key) -> dict[str, int]:
    """Return the parameters of FROM_KEY or TO_KEY."""
    return {f"{name}_at": key.at, f"{name}_seq": key.seq, f"{name}_position": key.position}


def size_of(row: Row) -> EventSize:
    """Return place and size from a row."""
    return EventSize(size_key(row), row["bytes"])


def size_key(row: Row) -> Key:
    """Return the place from a row."""
    return Key(row["ms"], row["seq"], row["position"])
