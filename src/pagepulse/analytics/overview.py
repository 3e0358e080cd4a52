"""The numbers of a range, over time and by dimension, each with those of the range before."""

from __future__ import annotations

from dataclasses import replace

from pagepulse.analytics.definitions import TOTALS, share
from pagepulse.analytics.models import (
    Breakdown,
    BreakdownRow,
    Bucket,
    Figures,
    Overview,
    Range,
    Timeseries,
    Totals,
)
from pagepulse.analytics.periods import Interval, Span, interval_for, previous, spans_of
from pagepulse.analytics.queries import (
    NO_DEPTH,
    NOTHING,
    Dimension,
    Question,
    count_own_sessions,
    count_visitors,
    select_bounds,
    select_breakdown,
    select_buckets,
    select_sums,
)
from pagepulse.questions.dates import TimeRange, find_zone
from pagepulse.warehouse import Row, Warehouse

# Values of the range before that are looked up; those beyond it are as rare as nothing.
MAX_COMPARED = 10_000


def totals_of(row: Row) -> Totals:
    """Return the totals of a row of sums."""
    sums = {name: int(row[f"{name}_"]) for name in TOTALS}
    sessions = sums["sessions"]
    return Totals(
        pages_per_session=share(sums["page_views"], sessions),
        bounce_rate=share(sums.pop("bounces"), sessions),
        average_duration=share(sums.pop("duration_sum"), sessions),
        frustration_rate=share(sums["frustrated_sessions"], sessions),
        **sums,
    )


def read_overview(warehouse: Warehouse, question: Question, *, compared: bool) -> Overview:
    """Return the numbers of a range."""
    before = previous(question.times, find_zone(question.chosen.time_zone)) if compared else None
    figures = _figures(warehouse, question, before)
    return Overview(
        **dict(figures[True]),
        range=_range(question.times),
        previous=figures[False] if before else None,
        previous_range=_range(before) if before else None,
    )


def _figures(
    warehouse: Warehouse, question: Question, before: TimeRange | None
) -> dict[bool, Figures]:
    """Return the numbers of the range (True) and of the one before it (False)."""
    asked = question.knowing_own(warehouse)
    # Side by side: each keeps little more than one core busy.
    counted = warehouse.aside(lambda: count_visitors(warehouse, asked, before))
    rows = select_sums(warehouse, asked, before)
    own = count_own_sessions(warehouse, asked, before)
    visitors = counted.result()
    return {
        is_now: Figures(
            **dict(totals_of(row | visitors[is_now])),
            median_duration=row["duration_median_"],
            scroll_depth=_scroll_depth(row),
            new_visitors=visitors[is_now]["new_visitors_"],
            crawlers=row["crawlers_"],
            own_sessions=own.get(is_now, 0),
        )
        for is_now, row in rows.items()
    }


def _scroll_depth(row: Row) -> float | None:
    views = row["scrolled_views_"]
    return row["depth_sum_"] / views if views else None


def _range(times: TimeRange) -> Range:
    return Range(start_at=times.start_at, end_at=times.end_at)


def read_timeseries(
    warehouse: Warehouse, question: Question, interval: Interval | None, *, compared: bool
) -> Timeseries:
    """Return the numbers over time; raises InvalidInputError for too many buckets."""
    zone = find_zone(question.chosen.time_zone)
    times = closed(warehouse, question)
    interval = interval or interval_for(times)
    # All time has nothing before it, whenever the first session was.
    before = previous(question.times, zone) if compared else None
    spans = spans_of(times, interval, zone)
    asked = replace(question, times=times)
    rows = select_buckets(warehouse, asked, interval, question.chosen.time_zone, before)
    earlier = [] if before is None else spans_of(before, interval, zone)[: len(spans)]
    return Timeseries(
        interval=interval,
        time_zone=zone.key,
        buckets=[_bucket(span, rows.get((True, span.key))) for span in spans],
        previous=None
        if before is None
        else [_bucket(span, rows.get((False, span.key))) for span in earlier],
    )


def closed(warehouse: Warehouse, question: Question) -> TimeRange:
    """Return the range, where it is open up to where sessions are."""
    times = question.times
    if times.start_at is not None and times.end_at is not None:
        return times
    known = select_bounds(warehouse, question.project_id)
    return TimeRange(
        known.start_at if times.start_at is None else times.start_at,
        known.end_at if times.end_at is None else times.end_at,
    )


def _bucket(span: Span, row: Row | None) -> Bucket:
    found = row or NOTHING | NO_DEPTH
    return Bucket(
        at=span.at, date=span.date, scroll_depth=_scroll_depth(found), **dict(totals_of(found))
    )


def read_breakdown(
    warehouse: Warehouse,
    question: Question,
    dimension: Dimension,
    limit: int,
    *,
    compared: bool = False,
) -> Breakdown:
    """Return the values of a dimension with the numbers of their sessions."""
    question = question.knowing_own(warehouse) if compared else question
    rows = select_breakdown(warehouse, question, dimension, limit)
    earlier = _visitors_before(warehouse, question, dimension) if compared else None
    return Breakdown(
        dimension=dimension,
        rows=[
            BreakdownRow(
                value=row["value_"],
                share=share(row["visitors_"], row["visitors_of_all_"]),
                previous=None if earlier is None else earlier.get(row["value_"], 0),
                **dict(totals_of(row)),
            )
            for row in rows
        ],
        total=rows[0]["values_"] if rows else 0,
    )


def _visitors_before(
    warehouse: Warehouse, question: Question, dimension: Dimension
) -> dict[str, int] | None:
    """Return visitors by value in the range before; None where the range is open."""
    before = previous(question.times, find_zone(question.chosen.time_zone))
    if before is None:
        return None
    rows = select_breakdown(warehouse, replace(question, times=before), dimension, MAX_COMPARED)
    return {row["value_"]: row["visitors_"] for row in rows}
