"""One page by itself: its numbers, how they went, and what was seen before and after it."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import Field

from pagepulse.analytics.definitions import share
from pagepulse.analytics.models import PageRow
from pagepulse.analytics.overview import closed
from pagepulse.analytics.pages import PageRequest, read_pages, views_sql
from pagepulse.analytics.periods import (
    KEYS,
    Interval,
    Span,
    interval_for,
    previous,
    spans_of,
)
from pagepulse.analytics.queries import FACTS, Question
from pagepulse.ingest.pages import page_key_of
from pagepulse.questions.dates import find_zone
from pagepulse.warehouse import Row, Warehouse
from pagepulse.wire import WireModel

# Neighbours of a page that are listed; most pages have fewer.
NEIGHBOURS = 12


class PageBucket(WireModel):
    """What sessions that began in one hour, day, week or month did on the page."""

    at: int
    date: str = Field(description="Local date, or date and hour.")
    page_views: int
    visitors: int
    sessions: int
    entries: int
    exits: int
    bounce_rate: float | None = Field(description="Of the entries; null without any.")
    average_time: float = Field(description="ms.")


class Neighbour(WireModel):
    """A page that was seen just before or just after, and in how many sessions."""

    page_url: str
    sessions: int


class PageDetail(WireModel):
    """Everything about one page that its sessions tell."""

    page_url: str = Field(description="`host/path`, as pages are listed.")
    address: str = Field(description="The address of it that was seen most; may be empty.")
    now: PageRow | None = Field(description="null: nobody saw it.")
    previous: PageRow | None = Field(description="With `compare=previous`: of the range before.")
    interval: str
    time_zone: str
    buckets: list[PageBucket]
    previous_buckets: list[PageBucket] | None
    came_from: list[Neighbour] = Field(description="Pages just before; entries are none.")
    went_to: list[Neighbour] = Field(description="Pages just after; exits are none.")


@dataclass(frozen=True, slots=True)
class DetailRequest:
    """Which page, and how fine its numbers over time are."""

    question: Question
    page: str
    interval: Interval | None
    compared: bool


def listed_page(page: str) -> str:
    """Return a page as it is listed, also for one of its addresses."""
    return page_key_of(page) if "://" in page else page


def read_page(warehouse: Warehouse, request: DetailRequest) -> PageDetail:
    """Return one page; raises InvalidInputError for too many buckets."""
    zone = find_zone(request.question.chosen.time_zone)
    page = listed_page(request.page)
    # All time has nothing before it, whenever the first session was.
    before = previous(request.question.times, zone) if request.compared else None
    question = replace(request.question, times=closed(warehouse, request.question))
    interval = request.interval or interval_for(question.times)
    spans = spans_of(question.times, interval, zone)
    earlier = None if before is None else replace(question, times=before)
    steps = _neighbours(warehouse, question, page)
    return PageDetail(
        page_url=page,
        address=_address(warehouse, question, page),
        now=_row(warehouse, question, page),
        previous=None if earlier is None else _row(warehouse, earlier, page),
        interval=interval,
        time_zone=zone.key,
        buckets=_buckets(warehouse, question, page, interval, spans),
        previous_buckets=None
        if earlier is None
        else _buckets(
            warehouse,
            earlier,
            page,
            interval,
            spans_of(earlier.times, interval, zone)[: len(spans)],
        ),
        came_from=[_neighbour(row) for row in steps if row["side"] == "before"],
        went_to=[_neighbour(row) for row in steps if row["side"] == "after"],
    )


def _row(warehouse: Warehouse, question: Question, page: str) -> PageRow | None:
    request = PageRequest(question, "page", "", "pageViews", 1, only=page)
    return next(iter(read_pages(warehouse, request).pages), None)


def _address(warehouse: Warehouse, question: Question, page: str) -> str:
    where, parameters = question.facts()
    sql = f"""
        select toString(address) as page_url from {FACTS}
        array join view_urls as address, view_pages as name
        where {where} and name = {{of_page:String}}
        group by page_url order by count() desc, page_url limit 1
    """
    rows = warehouse.query(sql, {**parameters, "of_page": page})
    return str(rows[0]["page_url"]) if rows else ""


def _buckets(
    warehouse: Warehouse, question: Question, page: str, interval: Interval, spans: Sequence[Span]
) -> list[PageBucket]:
    where, parameters = question.facts()
    sql = f"""
        select {KEYS[interval]} as key_, count() as page_views, uniqExact(visitor) as visitors,
               uniqExact(session) as sessions, sum(is_entry) as entries,
               sum(is_exit) as exits, sum(is_entry and is_bounce) as bounces,
               avg(time_ms) as average_time
        from ({views_sql(where, "page")})
        where name = {{of_page:String}}
        group by key_
    """
    asked = {"of_page": page, "time_zone": question.chosen.time_zone}
    found = {row["key_"]: row for row in warehouse.query(sql, {**parameters, **asked})}
    return [_bucket(span, found.get(span.key)) for span in spans]


NOTHING: Row = {
    "page_views": 0, "visitors": 0, "sessions": 0, "entries": 0, "exits": 0, "bounces": 0,
    "average_time": 0.0,
}  # fmt: skip


def _bucket(span: Span, found: Row | None) -> PageBucket:
    row = {name: (found or NOTHING)[name] for name in NOTHING}
    bounces, entries = row.pop("bounces"), row["entries"]
    bounce_rate = share(bounces, entries) if entries else None
    return PageBucket(at=span.at, date=span.date, bounce_rate=bounce_rate, **row)


def _neighbours(warehouse: Warehouse, question: Question, page: str) -> list[Row]:
    """Return `side`, `page` and `sessions`, those of most sessions first."""
    where, parameters = question.facts()
    sql = f"""
        select side, page, uniqExact(session_hash) as sessions from (
            select session_hash, pair.1 as side, pair.2 as page from (
                select session_hash,
                       arrayMap(name -> toString(name), arrayCompact(view_pages)) as walked
                from {FACTS} where {where} and has(view_pages, {{of_page:String}})
            )
            array join arrayConcat(
                arrayMap((one, before) -> ('before', before, one), walked,
                         arrayPushFront(arrayPopBack(walked), '')),
                arrayMap((one, after) -> ('after', after, one), walked,
                         arrayPushBack(arrayPopFront(walked), ''))
            ) as pair
            where pair.3 = {{of_page:String}} and pair.2 != ''
        )
        group by side, page
        order by sessions desc, page
        limit {NEIGHBOURS} by side
    """
    return warehouse.query(sql, {**parameters, "of_page": page})


def _neighbour(row: Row) -> Neighbour:
    return Neighbour(page_url=row["page"], sessions=row["sessions"])
