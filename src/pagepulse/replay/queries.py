"""SQL of sessions: parameters in, rows out. Every query begins with the project."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pagepulse.ingest.interaction_rows import SOURCE
from pagepulse.questions.channels import CHANNEL
from pagepulse.questions.cursors import Position
from pagepulse.questions.dates import TimeRange
from pagepulse.questions.filters import NOT_EMPTY, SCREEN, Conditions, time_conditions
from pagepulse.questions.own import OWN
from pagepulse.replay.notices import DEGRADED
from pagepulse.replay.rrweb import (
    BLUR,
    CLICK,
    CUSTOM,
    FOCUS,
    FULL_SNAPSHOT,
    INCREMENTAL,
    INPUT,
    MOUSE_INTERACTION,
    PAGE_DID,
    VIEWPORT_RESIZE,
    VISITOR_SOURCES,
)
from pagepulse.warehouse import Row, Warehouse

# Rows of one table that one session can make the API read: a session lasts a day at most, so this
# is more than a batch each second.
MAX_ROWS = 100_000
# Pages offered by the filter bar; more than a person reads.
TOP_PAGES = 100
# From this status on a request has failed.
FIRST_FAILURE = 400
# Page views looked at until one has a recording.
MAX_TRIES = 20
IN_SESSION = "project_id = {project_id:String} and session_id = {session_id:String}"

SESSION_COLUMNS = f"""
    session_id, visitor_id, identity,
    toUnixTimestamp64Milli(started_at) as started_at,
    toUnixTimestamp64Milli(ended_at) as ended_at,
    toUnixTimestamp64Milli(received_at) as received_at,
    duration_ms, clock_offset_ms, device, browser, browser_version, os, country, language,
    time_zone, screen_width, screen_height, referrer, utm_source, utm_medium, utm_campaign,
    entry_page_url, exit_page_url, tab_count, page_view_count, event_count, click_count,
    key_count, custom_event_count, error_count, has_recording, origin, tracker_version,
    recorder_version, ended, consent, gpc, dnt, capture_reason,
    recording_ids, {OWN} as own
"""


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is sorted: by an expression, then by session id, in the same direction."""

    expression: str
    is_descending: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Where a session lies in time: Unix ms, and a length of at least 1 ms."""

    session_id: str
    started_at: int
    duration_ms: int


def select_sessions(
    warehouse: Warehouse,
    project_id: str,
    matching: Conditions,
    *,
    order: Order,
    after: Position | None,
    limit: int,
) -> list[Row]:
    """Return rows of `sessions` with their `sort_value`, those after a position."""
    conditions, parameters = matching
    direction, comparison = ("desc", "<") if order.is_descending else ("asc", ">")
    behind = "1"
    if after is not None:
        behind = f"(sort_value, session_id) {comparison} ({{value:Int64}}, {{after_id:String}})"
        parameters = parameters | {"value": after.value, "after_id": after.session_id}
    # The inner query stands apart because ClickHouse lets aliases hide columns in `where`.
    sql = f"""
        select {SESSION_COLUMNS}, sort_value
        from (
            select *, {order.expression} as sort_value from sessions final
            where {all_of(conditions)}
        )
        where {behind}
        order by sort_value {direction}, session_id {direction}
        limit {{limit:UInt32}}
    """
    return warehouse.query(sql, {**parameters, "project_id": project_id, "limit": limit})


def count_sessions(warehouse: Warehouse, project_id: str, matching: Conditions) -> int:
    """Return how many sessions match."""
    conditions, parameters = matching
    sql = f"select count() as total from sessions final where {all_of(conditions)}"
    return int(warehouse.query(sql, {**parameters, "project_id": project_id})[0]["total"])


def select_first_moments(
    warehouse: Warehouse, moments: str, parameters: Mapping[str, Any]
) -> list[Row]:
    """Return `ms` and `tab` of the first moment of each of the sessions `ids`."""
    sql = f"""
        select session_id, toUnixTimestamp64Milli(min(at)) as ms, argMin(tab_id, at) as tab
        from ({moments}) where session_id in {{ids:Array(String)}}
        group by session_id
    """
    return warehouse.query(sql, dict(parameters))


def select_session(warehouse: Warehouse, project_id: str, session_id: str) -> Row | None:
    """Return the row of one session, or None."""
    sql = f"select {SESSION_COLUMNS} from sessions final where {IN_SESSION}"
    rows = warehouse.query(sql, {"project_id": project_id, "session_id": session_id})
    return rows[0] if rows else None


def select_activity(
    warehouse: Warehouse, project_id: str, spans: Sequence[Span], parts: int
) -> list[Row]:
    """Return `session_id`, `part` from 0 on and `interactions` of several sessions at once."""
    sql = """
        with indexOf({ids:Array(String)}, session_id) as place,
             {starts:Array(Int64)}[place] as started_at,
             {durations:Array(Int64)}[place] as duration_ms
        select session_id, count() as interactions,
               least({parts:Int64} - 1, greatest(0, intDiv(
                   (toUnixTimestamp64Milli(at) - started_at) * {parts:Int64}, duration_ms
               ))) as part
        from recording_events
        where project_id = {project_id:String} and session_id in {ids:Array(String)}
          and type = {incremental:UInt8} and source in {sources:Array(Int8)}
          and not (source = {input:Int8} and interaction = {page_did:Int8})
        group by session_id, part
    """
    return warehouse.query(
        sql,
        {
            "project_id": project_id,
            "ids": [span.session_id for span in spans],
            "starts": [span.started_at for span in spans],
            "durations": [span.duration_ms for span in spans],
            "parts": parts,
            "incremental": INCREMENTAL,
            "sources": VISITOR_SOURCES,
            "input": INPUT,
            "page_did": PAGE_DID,
        },
    )


def select_filter_values(warehouse: Warehouse, project_id: str, times: TimeRange) -> list[Row]:
    """Return `kind`, `value`, `session_count` of what sessions are filtered by, most first."""
    conditions, parameters = time_conditions("started_at", times)
    sql = f"""
        select pair.1 as kind, pair.2 as value, count() as session_count from (
            select arrayJoin([
                ('device', toString(device)), ('browser', toString(browser)),
                ('os', toString(os)), ('country', toString(country)),
                ('capture_reason', toString(capture_reason)), ('source', {SOURCE}),
                ('channel', {CHANNEL}), ('utm_medium', toString(utm_medium)),
                ('utm_campaign', toString(utm_campaign)), ('language', toString(language)),
                ('screen', {SCREEN}), ('entry_page', entry_page_url),
                ('exit_page', exit_page_url)
            ]) as pair
            from sessions final
            where {all_of([*conditions, NOT_EMPTY])}
        )
        where value != ''
        group by kind, value
        order by session_count desc, value
        limit 200 by kind
    """
    return warehouse.query(sql, {**parameters, "project_id": project_id})


def select_event_names(warehouse: Warehouse, project_id: str, times: TimeRange) -> list[Row]:
    """Return `value` (a name) and `session_count` of the custom events of most sessions."""
    conditions, parameters = time_conditions("at", times)
    sql = f"""
        select toString(name) as value, uniqExact(session_id) as session_count
        from custom_events
        where {all_of(conditions)}
        group by value
        order by session_count desc, value
        limit {TOP_PAGES}
    """
    return warehouse.query(sql, {**parameters, "project_id": project_id})


def select_top_pages(warehouse: Warehouse, project_id: str, times: TimeRange) -> list[Row]:
    """Return `value` (an address) and `session_count` of the pages seen by most sessions."""
    conditions, parameters = time_conditions("at", times)
    sql = f"""
        select page_url as value, uniqExact(session_id) as session_count
        from page_views
        where {all_of(conditions)}
        group by value
        order by session_count desc, value
        limit {TOP_PAGES}
    """
    return warehouse.query(sql, {**parameters, "project_id": project_id})


def select_batches(warehouse: Warehouse, project_id: str, session_id: str) -> list[Row]:
    """Return tab, seq, times and sizes of the batches of a session, by tab and seq."""
    sql = f"""
        select tab_id, seq, toUnixTimestamp64Milli(first_at) as first_at,
               toUnixTimestamp64Milli(last_at) as last_at, event_count, body_bytes
        from (select * from batches final where {IN_SESSION})
        order by tab_id, seq
        limit {MAX_ROWS}
    """
    return warehouse.query(sql, {"project_id": project_id, "session_id": session_id})


def select_page_views(warehouse: Warehouse, project_id: str, session_id: str) -> list[Row]:
    """Return the page views of a session in order of time."""
    sql = f"""
        select page_view_id, tab_id, toUnixTimestamp64Milli(at) as at, page_url, path, title,
               viewport_width, viewport_height,
               if(told.reason = '', viewed.capture_reason, told.reason) as capture_reason
        from (select * from page_views final where {IN_SESSION}) as viewed
        left join (
            select page_view_id, argMax(reason, tuple(at, seq, position)) as reason
            from captures where {IN_SESSION} group by page_view_id
        ) as told on told.page_view_id = viewed.page_view_id
        order by at, page_view_id
        limit {MAX_ROWS}
    """
    return warehouse.query(sql, {"project_id": project_id, "session_id": session_id})


def select_views_of_page(
    warehouse: Warehouse, project_id: str, matching: Conditions, width: int | None
) -> list[Row]:
    """Return page views, those of the nearest viewport width first, then the latest."""
    conditions, parameters = matching
    sql = f"""
        select session_id, tab_id, page_url, toUnixTimestamp64Milli(at) as ms,
               viewport_width, viewport_height
        from page_views
        where {all_of(conditions)}
        order by if({{width:Int64}} = 0, 0, abs(viewport_width - {{width:Int64}})), at desc
        limit {MAX_TRIES}
    """
    return warehouse.query(sql, {**parameters, "project_id": project_id, "width": width or 0})


def select_full_snapshots(warehouse: Warehouse, project_id: str, session_id: str) -> list[Row]:
    """Return `tab_id` and `at` of the full snapshots of a session in order of time."""
    sql = f"""
        select tab_id, toUnixTimestamp64Milli(at) as at
        from (select tab_id, at from recording_events
              where {IN_SESSION} and type = {{full_snapshot:UInt8}})
        order by at
        limit {MAX_ROWS}
    """
    return warehouse.query(
        sql,
        {"project_id": project_id, "session_id": session_id, "full_snapshot": FULL_SNAPSHOT},
    )


def select_visitor_moments(
    warehouse: Warehouse, project_id: str, session_id: str, limit: int
) -> list[Row]:
    """Return `kind`, `tab_id` and `at` of what a list of moments shows, in order of time."""
    sql = f"""
        select multiIf(source = {{input:Int8}}, 'input', source = {{resize:Int8}}, 'resize',
                       interaction = {{click:Int8}}, 'click',
                       interaction = {{focus:Int8}}, 'focus', 'blur') as kind,
               tab_id, toUnixTimestamp64Milli(at) as at
        from (
            select tab_id, at, source, interaction from recording_events
            where {IN_SESSION} and type = {{incremental:UInt8}} and (
                source = {{resize:Int8}}
                or source = {{input:Int8}} and interaction != {{page_did:Int8}}
                or source = {{mouse:Int8}}
                and interaction in ({{click:Int8}}, {{focus:Int8}}, {{blur:Int8}})
            )
        )
        order by at
        limit {{limit:UInt32}}
    """
    return warehouse.query(
        sql,
        {
            "project_id": project_id,
            "session_id": session_id,
            "incremental": INCREMENTAL,
            "input": INPUT,
            "page_did": PAGE_DID,
            "resize": VIEWPORT_RESIZE,
            "mouse": MOUSE_INTERACTION,
            "click": CLICK,
            "focus": FOCUS,
            "blur": BLUR,
            "limit": limit,
        },
    )


def select_named_moments(
    warehouse: Warehouse, project_id: str, session_id: str, limit: int
) -> list[Row]:
    """Return `kind`, `tab_id`, `at` and `label` in order of time.

    Kinds are error, custom, console (only errors), request (only those that failed), and notice,
    which has `level cause` as its label.
    """
    sql = f"""
        select kind, tab_id, at, label from (
            select 'error' as kind, tab_id, toUnixTimestamp64Milli(at) as at, message as label
            from (select * from errors final where {IN_SESSION})
            union all
            select 'custom' as kind, tab_id, toUnixTimestamp64Milli(at) as at, name as label
            from (select * from custom_events final where {IN_SESSION})
            union all
            select 'console' as kind, tab_id, toUnixTimestamp64Milli(at) as at, text as label
            from (select * from console_messages final where {IN_SESSION} and level = 'error')
            union all
            select 'notice' as kind, tab_id, toUnixTimestamp64Milli(at) as at,
                   concat(JSONExtractString(payload, 'data', 'payload', 'level'), ' ',
                          JSONExtractString(payload, 'data', 'payload', 'cause')) as label
            from (
                select tab_id, at, payload from recording_events
                where {IN_SESSION} and type = {CUSTOM}
            )
            where JSONExtractString(payload, 'data', 'tag') = '{DEGRADED}'
            union all
            select 'request' as kind, tab_id, toUnixTimestamp64Milli(at) as at,
                   arrayStringConcat(arrayFilter(word -> word != '', [
                       if(status = 0, 'No answer', toString(status)), toString(method), path(url)
                   ]), ' ') as label
            from (
                select * from requests final
                where {IN_SESSION} and (status >= {FIRST_FAILURE} or outcome = 'failed')
            )
        )
        order by at
        limit {{limit:UInt32}}
    """
    return warehouse.query(
        sql, {"project_id": project_id, "session_id": session_id, "limit": limit}
    )


def all_of(conditions: Sequence[str]) -> str:
    """Return the conditions joined, with the project before all others."""
    return " and ".join(["project_id = {project_id:String}", *conditions])
