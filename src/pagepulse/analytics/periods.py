"""Buckets of time as a person in a time zone reads them, and the period before a period; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Literal
from zoneinfo import ZoneInfo

from pagepulse.errors import InvalidInputError
from pagepulse.questions.dates import EPOCH, TimeRange, unix_ms

Interval = Literal["hour", "day", "week", "month"]
# More points than a chart has pixels; hours of six weeks.
MAX_BUCKETS = 1_100
# Every zone's offset is a multiple of it: hours of a zone begin at such moments.
QUARTER_MS = 15 * 60 * 1000
DAY = timedelta(days=1)
# The longest range that is shown in so fine buckets when none are asked for.
HOURLY_UP_TO = timedelta(days=2)
DAILY_UP_TO = timedelta(days=92)
WEEKLY_UP_TO = timedelta(days=730)

# The key of the bucket that `started_at` is in, as `spans_of` names it.
KEYS: dict[Interval, str] = {
    "hour": "formatDateTime(started_at, '%Y-%m-%dT%H%z', {time_zone:String})",
    "day": "toString(toDate(started_at, {time_zone:String}))",
    "week": "toString(toMonday(started_at, {time_zone:String}))",
    "month": "toString(toStartOfMonth(started_at, {time_zone:String}))",
}


def key_of(interval: Interval, column: str) -> str:
    """Return the key of the bucket that another column than `started_at` is in."""
    return KEYS[interval].replace("started_at", column)


@dataclass(frozen=True, slots=True)
class Span:
    """One bucket: its key in the warehouse, its first moment in Unix ms, its name."""

    key: str
    at: int
    date: str


def local(at: int, zone: ZoneInfo) -> datetime:
    """Return a moment as the zone's clocks show it."""
    return (EPOCH + timedelta(milliseconds=at)).astimezone(zone)


def interval_for(times: TimeRange) -> Interval:
    """Return an interval that gives a closed range some dozen buckets."""
    length = timedelta(milliseconds=(times.end_at or 0) - (times.start_at or 0))
    if length <= HOURLY_UP_TO:
        return "hour"
    if length <= DAILY_UP_TO:
        return "day"
    return "week" if length <= WEEKLY_UP_TO else "month"


def spans_of(times: TimeRange, interval: Interval, zone: ZoneInfo) -> list[Span]:
    """Return all buckets that a closed range touches; raises InvalidInputError for too many."""
    starts = _hours(times, zone) if interval == "hour" else _days(times, interval, zone)
    spans = list(islice(starts, MAX_BUCKETS + 1))
    if len(spans) > MAX_BUCKETS:
        raise InvalidInputError(
            "too_many_buckets",
            f"So long a range has over {MAX_BUCKETS} of them; ask for a longer interval.",
            limit=MAX_BUCKETS,
            got=len(spans),
        )
    return spans


def _hours(times: TimeRange, zone: ZoneInfo) -> Iterator[Span]:
    """Yield hours of the clocks; one that the clocks repeat with another offset is two."""
    at = _hour_start(times.start_at or 0, zone)
    key = ""
    while at < (times.end_at or 0):
        moment = local(at, zone)
        if (found := _hour_key(moment)) != key:
            key = found
            yield Span(key, at, moment.strftime("%Y-%m-%dT%H:%M"))
        at += QUARTER_MS


def _hour_start(at: int, zone: ZoneInfo) -> int:
    key = _hour_key(local(at, zone))
    at -= at % QUARTER_MS
    while _hour_key(local(at - QUARTER_MS, zone)) == key:
        at -= QUARTER_MS
    return at


def _hour_key(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H%z")


def _days(times: TimeRange, interval: Interval, zone: ZoneInfo) -> Iterator[Span]:
    """Yield days, weeks or months, each from its first midnight."""
    first = local(times.start_at or 0, zone).date()
    if interval == "week":
        first -= first.weekday() * DAY
    elif interval == "month":
        first = first.replace(day=1)
    while (at := unix_ms(datetime.combine(first, time.min), zone)) < (times.end_at or 0):
        yield Span(first.isoformat(), at, first.isoformat())
        if interval == "month":
            first = (first + 32 * DAY).replace(day=1)
        else:
            first += 7 * DAY if interval == "week" else DAY


def previous(times: TimeRange, zone: ZoneInfo) -> TimeRange | None:
    """Return the period of the same length just before; None where a range is open.

    Whole days stay whole days, also where one of them is longer than another.
    """
    if times.start_at is None or times.end_at is None:
        return None
    start, end = (local(at, zone) for at in (times.start_at, times.end_at))
    clocks = start.replace(tzinfo=None), end.replace(tzinfo=None)
    if all(clock.time() == datetime.min.time() for clock in clocks):
        before = (clocks[0] - (clocks[1] - clocks[0])).replace(tzinfo=zone)
        return TimeRange(unix_ms(before, zone), times.start_at)
    return TimeRange(2 * times.start_at - times.end_at, times.start_at)
