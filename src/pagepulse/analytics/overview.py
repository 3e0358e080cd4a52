"""The numbers of a range, over time and by dimension, each with those of the range before."""

from __future__ import annotations

from collections.abc import Sequence
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
    Dimension,
    Question,
    count_new_visitors,
    mean_scroll_depth,
    select_bounds,
    select_breakdown,
    select_buckets,
    select_totals,
)
from pagepulse.questions.dates import TimeRange, find_zone
from pagepulse.warehouse import Row, Warehouse

NOTHING: Row = {f"{name}_": 0 for name in TOTALS}


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
    return Overview(
        **dict(_figures(warehouse, question)),
        range=_range(question.times),
        previous=_figures(warehouse, replace(question, times=before)) if before else None,
        previous_range=_range(before) if before else None,
    )


def _figures(warehouse: Warehouse, question: Question) -> Figures:
    row = select_totals(warehouse, question)
    crawlers = question.chosen.model_copy(update={"automated": True})
    everybody = select_totals(warehouse, replace(question, chosen=crawlers))
    team = question.chosen.model_copy(update={"visitor_type": "own"})
    return Figures(
        **dict(totals_of(row)),
        median_duration=row["duration_median_"],
        scroll_depth=mean_scroll_depth(warehouse, question),
        new_visitors=count_new_visitors(warehouse, question),
        crawlers=everybody["sessions_"] - row["sessions_"],
        own_sessions=select_totals(warehouse, replace(question, chosen=team))["sessions_"],
    )


def _range(times: TimeRange) -> Range:
    return Range(start_at=times.start_at, end_at=times.end_at)


def read_timeseries(
    warehouse: Warehouse, question: Question, interval: Interval | None, *, compared: bool
) -> Timeseries:
    """Return the numbers over time; raises InvalidInputError for too many buckets."""
    zone = find_zone(question.chosen.time_zone)
    times = closed(warehouse, question)
    interval = interval or interval_for(times)
    spans = spans_of(times, interval, zone)
    before = previous(times, zone) if compared else None
    return Timeseries(
        interval=interval,
        time_zone=zone.key,
        buckets=_buckets(warehouse, question, interval, spans),
        previous=None
        if before is None
        else _buckets(
            warehouse,
            replace(question, times=before),
            interval,
            spans_of(before, interval, zone)[: len(spans)],
        ),
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


def _buckets(
    warehouse: Warehouse, question: Question, interval: Interval, spans: Sequence[Span]
) -> list[Bucket]:
    rows = select_buckets(warehouse, question, interval, question.chosen.time_zone)
    return [
        Bucket(at=span.at, date=span.date, **dict(totals_of(rows.get(span.key, NOTHING))))
        for span in spans
    ]


def read_breakdown(
    warehouse: Warehouse, question: Question, dimension: Dimension, limit: int
) -> Breakdown:
    """Return the values of a dimension with the numbers of their sessions."""
    rows = select_breakdown(warehouse, question, dimension, limit)
    return Breakdown(
        dimension=dimension,
        rows=[
            BreakdownRow(
                value=row["value_"],
                share=share(row["visitors_"], row["visitors_of_all_"]),
                **dict(totals_of(row)),
            )
            for row in rows
        ],
        total=rows[0]["values_"] if rows else 0,
    )
