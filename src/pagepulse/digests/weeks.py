"""Which week a digest is about, and when it is sent; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from pagepulse.analytics.periods import local
from pagepulse.questions.dates import TimeRange, unix_ms

# On Mondays, by the clocks of the project.
SEND_AT = time(8)
WEEK = timedelta(days=7)
# A server that was off at that moment sends so long after it, ms; later nobody wants it.
LATE_MS = 3 * 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday to Sunday; `due_at` is when its digest is sent, Unix ms."""

    name: str
    times: TimeRange
    before: TimeRange
    due_at: int
    last_day: str


def last_week(now: int, zone: ZoneInfo) -> Week:
    """Return the last week that is over."""
    today = local(now, zone).date()
    monday = today - timedelta(days=today.weekday())
    starts = [unix_ms(datetime.combine(monday - n * WEEK, time.min), zone) for n in range(3)]
    return Week(
        name=(monday - WEEK).isoformat(),
        times=TimeRange(starts[1], starts[0]),
        before=TimeRange(starts[2], starts[1]),
        due_at=unix_ms(datetime.combine(monday, SEND_AT), zone),
        last_day=(monday - timedelta(days=1)).isoformat(),
    )


def due_week(now: int, zone: ZoneInfo) -> Week | None:
    """Return the week whose digest is to be sent at this moment, if any is."""
    week = last_week(now, zone)
    return week if week.due_at <= now < week.due_at + LATE_MS else None


def next_due_at(now: int, zone: ZoneInfo) -> int:
    """Return when the next digest is sent, Unix ms."""
    week = last_week(now, zone)
    if now < week.due_at:
        return week.due_at
    monday = local(week.due_at, zone).date() + WEEK
    return unix_ms(datetime.combine(monday, SEND_AT), zone)
