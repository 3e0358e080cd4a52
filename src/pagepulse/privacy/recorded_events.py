"""SQL of recordings as a redaction reads them: sessions, tabs, events in their order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pagepulse.ingest.tables import Row
from pagepulse.privacy.models import RedactionRule
from pagepulse.privacy.selectors import parse_selector
from pagepulse.replay.event_queries import (
    FROM_KEY,
    IN_TAB,
    TO_KEY,
    TabKey,
    key_parameters,
    select_sizes,
    select_tabs_with_events,
)
from pagepulse.replay.windows import Key, KeyRange, cut_reads
from pagepulse.warehouse import Warehouse

# Events planned ahead at a time: some megabytes of keys.
PLAN_EVENTS = 50_000


@dataclass(frozen=True, slots=True)
class EventRow:
    """One row of `recording_events`."""

    tab: TabKey
    at: int
    seq: int
    position: int
    type: int
    source: int
    interaction: int
    payload: str


@dataclass(frozen=True, slots=True)
class SessionPage:
    """The next sessions with a recording, and how many there are in all."""

    ids: list[str]
    total: int


def recorded_sessions(
    warehouse: Warehouse, project_id: str, after: str, since_ms: int, limit: int
) -> SessionPage:
    """Return sessions with rrweb events by id, of those that got something since a moment."""
    parameters = {"project_id": project_id, "after": after, "since": since_ms, "limit": limit}
    condition = (
        "project_id = {project_id:String} and event_count > 0 "
        "and received_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')"
    )
    rows = warehouse.query(
        f"select session_id from sessions final where {condition} "  # noqa: S608 - a constant
        "and session_id > {after:String} order by session_id limit {limit:UInt32}",
        parameters,
    )
    (total,) = warehouse.query(
        f"select count() as total from sessions final where {condition}",  # noqa: S608 - a constant
        parameters,
    )
    return SessionPage([row["session_id"] for row in rows], int(total["total"]))


def sessions_that_may_hold(
    warehouse: Warehouse, project_id: str, rule: RedactionRule, sessions: Sequence[str]
) -> list[str]:
    """Leave sessions out that cannot hold what is looked for, without decoding their events."""
    words = _words(rule)
    if not words:
        return list(sessions)
    # JSON may spell every letter by its number.
    rows = warehouse.query(
        "select distinct session_id from recording_events "
        "where project_id = {project_id:String} and session_id in {sessions:Array(String)} "
        "and (multiSearchAnyCaseInsensitiveUTF8(payload, {words:Array(String)}) "
        "or position(payload, '\\\\u') > 0) order by session_id",
        {"project_id": project_id, "sessions": list(sessions), "words": words},
    )
    return [row["session_id"] for row in rows]


def _words(rule: RedactionRule) -> list[str]:
    if rule.kind == "text":
        return [json.dumps(rule.text, ensure_ascii=False)[1:-1]]
    return parse_selector(rule.selector).words() if rule.kind == "element" else []


def tabs_of(warehouse: Warehouse, project_id: str, session_id: str) -> list[str]:
    """Return the tabs of a session that hold events."""
    return select_tabs_with_events(warehouse, project_id, session_id)


def read_rows(
    warehouse: Warehouse, project_id: str, session_id: str, tab_id: str
) -> Iterator[EventRow]:
    """Yield the events of a tab in order, some megabytes in memory at a time."""
    tab = TabKey(project_id, session_id, tab_id)
    start: Key | None = Key(0, 0, 0)
    while start is not None:
        sizes = select_sizes(warehouse, tab, start, PLAN_EVENTS)
        for keys in cut_reads(sizes):
            yield from _read(warehouse, tab, keys)
        last = sizes[-1].key if len(sizes) == PLAN_EVENTS else None
        start = None if last is None else Key(last.at, last.seq, last.position + 1)


def _read(warehouse: Warehouse, tab: TabKey, keys: KeyRange) -> Iterator[EventRow]:
    rows = warehouse.query(
        "select toUnixTimestamp64Milli(at) as ms, seq, position, type, source, interaction, "  # noqa: S608 - constants
        f"payload from recording_events where {IN_TAB} and {FROM_KEY} and {TO_KEY} "
        "order by at, seq, position",
        {**tab.bound(), **key_parameters("from", keys.first), **key_parameters("to", keys.last)},
    )
    for row in rows:
        yield EventRow(
            tab,
            row["ms"],
            row["seq"],
            row["position"],
            row["type"],
            row["source"],
            row["interaction"],
            row["payload"],
        )


def changed_row(row: EventRow, payload: str) -> Row:
    """Return the row as `recording_events` takes it, with another payload."""
    tab = row.tab
    return (
        tab.project_id,
        tab.session_id,
        tab.tab_id,
        row.at,
        row.seq,
        row.position,
        row.type,
        row.source,
        row.interaction,
        payload.encode(),
    )
