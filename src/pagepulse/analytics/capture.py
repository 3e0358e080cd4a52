"""Capture truth: of every page view, whether it was recorded, and if not, why."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pydantic import Field

from pagepulse.analytics.definitions import share
from pagepulse.analytics.overview import closed
from pagepulse.analytics.periods import KEYS, Interval, interval_for, spans_of
from pagepulse.analytics.queries import Question, select_totals
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
                   as reason_, count() as views, groupUniqArray(session_id) as ids
        from (select * from page_views final where {within}) as viewed
        join (
            select session_id, started_at from sessions final where {where}
        ) as chosen using (session_id)
        left join (
            select session_id, page_view_id, argMax(toString(reason), (at, seq, position))
                       as reason
            from captures where {within} group by session_id, page_view_id
        ) as told using (session_id, page_view_id)
        group by key_, reason_
    """
    rows = warehouse.query(sql, {**parameters, **more, "time_zone": zone.key})
    by_bucket: dict[str, dict[str, int]] = {}
    for row in rows:
        by_bucket.setdefault(row["key_"], {})[str(row["reason_"])] = row["views"]
    reasons = _reasons(rows)
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
    views: Counter[str] = Counter()
    # A session has views in several buckets: counted by its id.
    sessions: dict[str, set[str]] = {}
    for row in rows:
        views[row["reason_"]] += row["views"]
        sessions.setdefault(row["reason_"], set()).update(row["ids"])
    return [
        CaptureShare(
            reason=reason,
            page_views=count,
            sessions=len(sessions[reason]),
            share=share(count, views.total()),
        )
        for reason, count in views.most_common()
    ]


def _own(warehouse: Warehouse, question: Question) -> LeftOut:
    team = question.chosen.model_copy(update={"visitor_type": "own"})
    row = select_totals(warehouse, replace(question, chosen=team))
    return LeftOut(sessions=row["sessions_"], page_views=row["page_views_"])


def _crawlers(warehouse: Warehouse, question: Question) -> LeftOut:
    """Return what is more when crawlers count."""
    everybody = question.chosen.model_copy(update={"automated": True})
    rows = [
        select_totals(warehouse, replace(question, chosen=chosen))
        for chosen in (everybody, question.chosen)
    ]
    sessions, page_views = (rows[0][name] - rows[1][name] for name in ("sessions_", "page_views_"))
    return LeftOut(sessions=sessions, page_views=page_views)
