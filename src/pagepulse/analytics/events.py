"""What visitors did by name: the site's own events, and clicks that nobody had to name."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from pagepulse.analytics.definitions import VISITOR
from pagepulse.analytics.overview import closed
from pagepulse.analytics.periods import Interval, interval_for, key_of, spans_of
from pagepulse.analytics.queries import Question
from pagepulse.questions.dates import find_zone
from pagepulse.questions.patterns import like_pattern
from pagepulse.warehouse import Row, Warehouse
from pagepulse.wire import WireModel

EventKind = Literal["custom", "click"]
# Of each property so many values are listed, and so many properties of an event.
LISTED_VALUES = 10
LISTED_PROPERTIES = 30
LISTED_MOMENTS = 100
# Of the events of one name.
SUMS = f"""
    count() as count, uniqExact(session_id) as sessions, uniqExact({VISITOR}) as visitors,
    toUnixTimestamp64Milli(max(at)) as last_at
"""


class EventRow(WireModel):
    """All events of one name."""

    kind: EventKind = Field(description="`click`: on an element that has this label.")
    name: str
    page_url: str = Field(description="Page of a click; empty of custom events.")
    count: int
    sessions: int
    visitors: int
    last_at: int
    trend: list[int] = Field(description="How many there were in each bucket, in order of time.")


class EventTable(WireModel):
    """Events of the sessions, most frequent first."""

    interval: str = Field(description="Of the buckets: `hour`, `day`, `week` or `month`.")
    events: list[EventRow]
    total: int = Field(description="Names there are, also those beyond `limit`.")


class PropertyValue(WireModel):
    """One value of a property, as JSON."""

    value: str
    count: int
    sessions: int


class EventProperty(WireModel):
    """A property of an event with its most frequent values."""

    name: str
    count: int
    values: list[PropertyValue]


class EventMoment(WireModel):
    """When and where an event was: a place in a replay."""

    session_id: str
    tab_id: str
    at: int
    page_url: str
    properties: str = Field(description="JSON object.")


class EventDetail(WireModel):
    """Everything about the custom events of one name."""

    name: str
    count: int
    sessions: int
    visitors: int
    properties: list[EventProperty]
    moments: list[EventMoment] = Field(description="The latest ones.")


@dataclass(frozen=True, slots=True)
class EventRequest:
    """Which events; all kinds where none is named."""

    question: Question
    kind: EventKind | None
    search: str
    limit: int
    # Only clicks on this page, as pages are listed.
    page: str = ""


def read_events(warehouse: Warehouse, request: EventRequest) -> EventTable:
    """Return the names of events."""
    times, zone = closed(warehouse, request.question), request.question.chosen.time_zone
    interval = interval_for(times)
    sql, parameters = _names_sql(request, interval)
    rows = warehouse.query(sql, {**parameters, "time_zone": zone})
    keys = [span.key for span in spans_of(times, interval, find_zone(zone))]
    return EventTable(
        interval=interval,
        events=[_event(row, keys) for row in rows],
        total=rows[0]["names_"] if rows else 0,
    )


def _names_sql(request: EventRequest, interval: Interval) -> tuple[str, Row]:
    """Return a query of a row for each name, and its parameters but the time zone."""
    within, parameters = request.question.within()
    wanted = "click" if request.page else request.kind
    kinds = [_KINDS[wanted]] if wanted else _KINDS.values()
    by_key = f"sumMap([{key_of(interval, 'at')}], [toUInt64(1)]) as by_key"
    sql = f"""
        select *, count() over () as names_ from (
            {" union all ".join(kind(within, f"{SUMS}, {by_key}") for kind in kinds)}
        )
        where {{search:String}} = '' or name ilike {{search_pattern:String}}
        order by count desc, kind, name, page
        limit {{limit:UInt32}}
    """
    more = {
        "of_page": request.page,
        "search": request.search,
        "search_pattern": f"%{like_pattern(request.search)}%",
        "limit": request.limit,
    }
    return sql, parameters | more


def _custom_sql(within: str, sums: str) -> str:
    return f"""
        select 'custom' as kind, toString(name) as name, '' as page, {sums}
        from custom_events final where {within}
        group by name
    """


def _clicks_sql(within: str, sums: str) -> str:
    return f"""
        select 'click' as kind, label as name, page, {sums}
        from (
            select page, element_id, session_id, visitor_id, at from interactions
            where {within} and type in ('click', 'touch') and element_id != 0 and not bot
              and {{of_page:String}} in ('', page)
        ) as clicked
        join (
            select page, element_id, argMax(label, seen_at) as label from elements
            where project_id = {{project_id:String}} group by page, element_id
        ) as known using (page, element_id)
        group by label, page
    """


_KINDS: Mapping[EventKind, Callable[[str, str], str]] = {
    "custom": _custom_sql,
    "click": _clicks_sql,
}


def _event(row: Row, keys: Sequence[str]) -> EventRow:
    copied = ("kind", "name", "count", "sessions", "visitors", "last_at")
    by_key = dict(zip(*row["by_key"], strict=True))
    trend = [by_key.get(key, 0) for key in keys]
    if trend:
        # Sessions go on after the range that they began in.
        trend[-1] += row["count"] - sum(trend)
    return EventRow(page_url=row["page"], trend=trend, **{name: row[name] for name in copied})


def read_event(warehouse: Warehouse, question: Question, name: str) -> EventDetail:
    """Return what is known of the custom events of a name; an unknown name has none."""
    within, parameters = question.within()
    named = f"{within} and name = {{name:String}}"
    parameters["name"] = name
    sums = warehouse.query(
        f"""
        select count() as count, uniqExact(session_id) as sessions,
               uniqExact({VISITOR}) as visitors
        from custom_events final where {named}
        """,
        parameters,
    )[0]
    return EventDetail(
        name=name,
        count=sums["count"],
        sessions=sums["sessions"],
        visitors=sums["visitors"],
        properties=_properties(_select_values(warehouse, named, parameters)),
        moments=_select_moments(warehouse, named, parameters),
    )


def _select_values(warehouse: Warehouse, named: str, parameters: Row) -> list[Row]:
    return warehouse.query(
        f"""
        select key, value, count, sessions, sum(count) over (partition by key) as of_key from (
            select pair.1 as key, pair.2 as value, count() as count,
                   uniqExact(session_id) as sessions
            from (
                select session_id, arrayJoin(JSONExtractKeysAndValuesRaw(properties)) as pair
                from custom_events final where {named}
            )
            group by key, value
        )
        order by of_key desc, key, count desc, value
        limit {LISTED_VALUES} by key
        limit {LISTED_VALUES * LISTED_PROPERTIES}
        """,
        parameters,
    )


def _properties(rows: list[Row]) -> list[EventProperty]:
    values: dict[str, list[PropertyValue]] = {}
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["key"]] = row["of_key"]
        value = PropertyValue(value=row["value"], count=row["count"], sessions=row["sessions"])
        values.setdefault(row["key"], []).append(value)
    return [
        EventProperty(name=key, count=counts[key], values=listed) for key, listed in values.items()
    ]


def _select_moments(warehouse: Warehouse, named: str, parameters: Row) -> list[EventMoment]:
    rows = warehouse.query(
        f"""
        select session_id, tab_id, toUnixTimestamp64Milli(at) as ms, page_url, properties
        from custom_events final where {named}
        order by at desc, session_id
        limit {LISTED_MOMENTS}
        """,
        parameters,
    )
    return [EventMoment(at=row.pop("ms"), **row) for row in rows]
