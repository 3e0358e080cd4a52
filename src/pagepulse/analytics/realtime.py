"""The last half hour, by the minute: who is there, what they look at, what they do."""

from __future__ import annotations

from collections import defaultdict

from pydantic import Field

from pagepulse.analytics.definitions import VISITOR
from pagepulse.ingest.interaction_rows import SOURCE
from pagepulse.questions.own import OWN
from pagepulse.warehouse import Row, Warehouse
from pagepulse.wire import WireModel

MINUTE_MS = 60_000
MINUTES = 30
# Who did something within this time is there; as in Google Analytics' and Plausible's realtime.
ACTIVE_MS = 5 * MINUTE_MS
LISTED = 20
FEED = 50
# Sessions that a number opens: a link with more of them is longer than servers take.
OPENED = 200
OPENED_NOTE = f"Sessions behind the number, {OPENED} at most."


class Minute(WireModel):
    """One minute."""

    at: int
    visitors: int
    page_views: int
    session_ids: list[str] = Field(description=OPENED_NOTE)


class Named(WireModel):
    """Sessions that are there, by a value."""

    value: str
    sessions: int
    session_ids: list[str] = Field(description=OPENED_NOTE)


class FeedItem(WireModel):
    """Something that happened."""

    kind: str = Field(description="`page-view`, `custom` or `error`.")
    at: int
    session_id: str
    tab_id: str
    label: str = Field(description="Title, name or message.")
    page_url: str
    country: str
    device: str
    has_recording: bool


class Realtime(WireModel):
    """What is going on."""

    now: int
    active_visitors: int = Field(description="Did something in the last five minutes.")
    active_session_ids: list[str] = Field(description=OPENED_NOTE)
    minutes: list[Minute]
    pages: list[Named] = Field(description="Where the active sessions are.")
    countries: list[Named]
    sources: list[Named]
    devices: list[Named]
    feed: list[FeedItem]


RECENT = f"""
    project_id = {{project_id:String}} and not bot and not {OWN}
    and ended_at >= fromUnixTimestamp64Milli({{since:Int64}}, 'UTC')
"""
SINCE = """
    project_id = {project_id:String} and at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
"""
MINUTES_SQL = f"""
    select intDiv(toUnixTimestamp64Milli(at) - {{since:Int64}}, {MINUTE_MS}) as minute,
           count() as page_views, uniqExact({VISITOR}) as visitors,
           groupUniqArray({OPENED})(session_id) as session_ids
    from page_views final
    where {SINCE} and session_id in (select session_id from sessions final where {RECENT})
    group by minute
"""  # noqa: S608 - made of constants
ACTIVE_SQL = f"""
    select session_id, {VISITOR} as visitor, country, device,
           {SOURCE} as source,
           exit_page_url as page
    from sessions final where {RECENT}
"""  # noqa: S608 - made of constants
FEED_SQL = f"""
    select kind, toUnixTimestamp64Milli(at) as ms, session_id, tab_id, label, page_url,
           country, device, has_recording
    from (
        select 'page-view' as kind, at, session_id, tab_id, title as label, page_url
        from page_views final where {SINCE}
        union all
        select 'custom' as kind, at, session_id, tab_id, toString(name) as label, page_url
        from custom_events final where {SINCE}
        union all
        select 'error' as kind, at, session_id, tab_id, message as label, page_url
        from errors final where {SINCE}
    ) as happened
    join (
        select session_id, country, device, has_recording from sessions final where {RECENT}
    ) as chosen using (session_id)
    order by at desc, session_id, kind
    limit {FEED}
"""  # noqa: S608 - made of constants


def read_realtime(warehouse: Warehouse, project_id: str, now: int) -> Realtime:
    """Return the last half hour up to `now`, Unix ms; the minute of now is the last one."""
    since = now - now % MINUTE_MS - (MINUTES - 1) * MINUTE_MS
    asked = {"project_id": project_id, "since": since}
    by_minute = {row["minute"]: row for row in warehouse.query(MINUTES_SQL, asked)}
    active = warehouse.query(ACTIVE_SQL, asked | {"since": now - ACTIVE_MS})
    feed = warehouse.query(FEED_SQL, asked)
    return Realtime(
        now=now,
        active_visitors=len({row["visitor"] for row in active}),
        active_session_ids=[row["session_id"] for row in active][:OPENED],
        minutes=[_minute(since, n, by_minute.get(n)) for n in range(MINUTES)],
        pages=_named(active, "page"),
        countries=_named(active, "country"),
        sources=_named(active, "source"),
        devices=_named(active, "device"),
        feed=[FeedItem(at=row.pop("ms"), **row) for row in feed],
    )


def _minute(since: int, n: int, row: Row | None) -> Minute:
    return Minute(
        at=since + n * MINUTE_MS,
        visitors=row["visitors"] if row else 0,
        page_views=row["page_views"] if row else 0,
        session_ids=sorted(row["session_ids"]) if row else [],
    )


def _named(active: list[Row], column: str) -> list[Named]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in active:
        found[row[column]].append(row["session_id"])
    ranked = sorted(found.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    return [
        Named(value=value, sessions=len(ids), session_ids=ids[:OPENED])
        for value, ids in ranked[:LISTED]
    ]
