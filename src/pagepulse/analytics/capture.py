"""Capture truth: of every page view, whether it was recorded, and if not, why."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pydantic import Field

from pagepulse.analytics.definitions import share
from pagepulse.analytics.overview import closed
from pagepulse.analytics.periods import KEYS, Interval, interval_for, spans_of
from pagepulse.analytics.queries import FACTS, Question, select_totals
from pagepulse.questions.dates import find_zone
from pagepulse.warehouse import Row, Warehouse
from pagepulse.wire import WireModel


class CaptureShare(WireModel):
    """The page views with one reason."""

    reason: str = Field(description="A capture reason; empty where the tracker did not say.")
    page_views: int
    sessions: int
    share: float = Field(description="Of all page views, 0…1.")


class CaptureBucket(WireModel):
    """Page views by reason of the sessions that began in a bucket."""

    at: int
    date: str
    page_views: dict[str, int]


class LeftOut(WireModel):
    """What no number is made of."""

    sessions: int
    page_views: int


class CaptureTruth(WireModel):
    """Every page view counts once, with the last reason that was told of it."""

    page_views: int
    own: LeftOut = Field(description="Of the site's own team; not among `pageViews`.")
    crawlers: LeftOut = Field(description="Of crawlers that say so; not among `pageViews`.")
    reasons: list[CaptureShare]
    interval: str
    buckets: list[CaptureBucket]


def read_capture(
    warehouse: Warehouse, question: Question, interval: Interval | None
) -> CaptureTruth:
    """Return why page views were recorded or not; raises InvalidInputError."""
    zone = find_zone(question.chosen.time_zone)
    question = replace(question, times=closed(warehouse, question))
    interval = interval or interval_for(question.times)
    within, parameters = question.within()
    where, more = question.where()
    sql = f"""
        select {KEYS[interval]} as key_, if(told.reason = '', viewed.capture_reason, told.reason)
                   as reason_, count() as views, uniqExact(session_id) as sessions
        from (select * from page_views final where {within}) as viewed
        join (
            select session_id, started_at from sessions final where {where}
        ) as chosen using (session_id)
        left join (
            select session_id, page_view_id, argMax(toString(reason), (at, seq, position))
                       as reason
            from captures where {within} group by session_id, page_view_id
        ) as told using (session_id, page_view_id)
        group by grouping sets ((key_, reason_), (reason_))
    """
    rows = warehouse.query(sql, {**parameters, **more, "time_zone": zone.key})
    by_bucket: dict[str, dict[str, int]] = {}
    for row in rows:
        by_bucket.setdefault(row["key_"], {})[str(row["reason_"])] = row["views"]
    # A session has views in several buckets: it is counted once where no bucket is named.
    reasons = _reasons([row for row in rows if not row["key_"]])
    return CaptureTruth(
        page_views=sum(one.page_views for one in reasons),
        own=_own(warehouse, question),
        crawlers=_crawlers(warehouse, question),
        reasons=reasons,
        interval=interval,
        buckets=[
            CaptureBucket(at=span.at, date=span.date, page_views=by_bucket.get(span.key, {}))
            for span in spans_of(question.times, interval, zone)
        ],
    )


def _reasons(rows: Sequence[Row]) -> list[CaptureShare]:
    total = sum(row["views"] for row in rows)
    return [
        CaptureShare(
            reason=str(row["reason_"]),
            page_views=row["views"],
            sessions=row["sessions"],
            share=share(row["views"], total),
        )
        for row in sorted(rows, key=lambda row: -row["views"])
    ]


def _own(warehouse: Warehouse, question: Question) -> LeftOut:
    team = question.chosen.model_copy(update={"visitor_type": "own"})
    row = select_totals(warehouse, replace(question, chosen=team))
    return LeftOut(sessions=row["sessions_"], page_views=row["page_views_"])


def _crawlers(warehouse: Warehouse, question: Question) -> LeftOut:
    """Return what is more when crawlers count."""
    if question.chosen.automated or question.chosen.session_ids is not None:
        return LeftOut(sessions=0, page_views=0)
    everybody = question.chosen.model_copy(update={"automated": True})
    where, parameters = replace(question, chosen=everybody).facts()
    sql = f"""
        select count() as sessions, sum(page_view_count) as page_views
        from {FACTS} where {where} and bot
    """
    return LeftOut(**warehouse.query(sql, parameters)[0])
