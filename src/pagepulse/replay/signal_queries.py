"""SQL of what a page said about itself: parameters in, rows out, of one session."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from pagepulse.replay.queries import IN_SESSION
from pagepulse.warehouse import Row, Warehouse

# Vitals of one session that are read: five of each of more pages than a day has.
MAX_VITALS = 10_000

COLUMNS = {
    "console_messages": "level, text, dropped",
    "requests": "method, url, initiator, outcome, status, duration_ms, bytes",
}


class Place(NamedTuple):
    """Where a row stands among those of its session; `at` is Unix ms, server clock."""

    at: int
    tab_id: str
    seq: int
    position: int


@dataclass(frozen=True, slots=True)
class SignalRequest:
    """Which rows are wanted: of one session, those after a place, so many."""

    project_id: str
    session_id: str
    after: Place | None
    limit: int


def select_signals(
    warehouse: Warehouse, table: Literal["console_messages", "requests"], wanted: SignalRequest
) -> list[Row]:
    """Return rows in order of time, with `at`, `tab_id`, `seq` and `position`."""
    behind = ""
    parameters: dict[str, object] = {
        "project_id": wanted.project_id,
        "session_id": wanted.session_id,
        "limit": wanted.limit,
    }
    if wanted.after is not None:
        behind = """and (toUnixTimestamp64Milli(at), tab_id, seq, position) >
            ({after_at:Int64}, {after_tab:String}, {after_seq:UInt32}, {after_position:UInt16})"""
        at, tab_id, seq, position = wanted.after
        parameters |= {
            "after_at": at,
            "after_tab": tab_id,
            "after_seq": seq,
            "after_position": position,
        }
    sql = f"""
        select toUnixTimestamp64Milli(at) as at, tab_id, page_view_id, seq, position,
               {COLUMNS[table]}
        from (
            select * from {table} final where {IN_SESSION} {behind}
            order by at, tab_id, seq, position
            limit {{limit:UInt32}}
        )
        order by at, tab_id, seq, position
    """
    return warehouse.query(sql, parameters)


def select_vitals(warehouse: Warehouse, project_id: str, session_id: str) -> list[Row]:
    """Return the last value of each vital of each page view, in order of the first of a page."""
    sql = f"""
        select page_view_id, name, latest.1 as at, latest.2 as tab_id, latest.3 as value,
               latest.4 as rating, latest.5 as element, latest.6 as page_url
        from (
            select page_view_id, name,
                   argMax(
                       tuple(toUnixTimestamp64Milli(at), tab_id, value, rating, element, page_url),
                       tuple(at, seq, position)
                   ) as latest
            from vitals
            where {IN_SESSION}
            group by page_view_id, name
        )
        order by min(at) over (partition by page_view_id), page_view_id, name
        limit {MAX_VITALS}
    """
    return warehouse.query(sql, {"project_id": project_id, "session_id": session_id})
