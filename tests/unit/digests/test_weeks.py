"""A digest is due on Monday at eight by the clocks of its project, also where they change."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from pagepulse.digests.weeks import due_week, last_week, next_due_at
from pagepulse.questions.dates import unix_ms

BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str, zone: ZoneInfo = BERLIN) -> int:
    return unix_ms(datetime.fromisoformat(text), zone)


@pytest.mark.parametrize(
    ("now", "week"),
    [
        ("2026-11-22T23:59", None),
        ("2026-11-23T07:59", None),
        ("2026-11-23T08:00", "2026-11-16"),
        ("2026-11-26T07:59", "2026-11-16"),
        ("2026-11-26T08:00", None),
        # Clocks changed in the night before.
        ("2026-03-30T07:59", None),
        ("2026-03-30T08:00", "2026-03-23"),
    ],
)
def test_it_is_due_from_monday_at_eight_for_three_days(now: str, week: str | None):
    found = due_week(at(now), BERLIN)

    assert (found.name if found else None) == week


def test_a_week_is_seven_days_of_its_clocks():
    week = last_week(at("2026-04-01T12:00"), BERLIN)

    assert (week.name, week.last_day) == ("2026-03-23", "2026-03-29")
    assert week.times.start_at == at("2026-03-23T00:00") == week.before.end_at
    assert week.times.end_at == at("2026-03-30T00:00")
    hours = ((week.times.end_at or 0) - (week.times.start_at or 0)) / 3_600_000
    assert hours == 7 * 24 - 1


def test_it_is_monday_somewhere_else_already():
    now = at("2026-11-22T22:30", ZoneInfo("UTC"))

    assert due_week(now, ZoneInfo("Pacific/Auckland")) is not None
    assert due_week(now, ZoneInfo("America/New_York")) is None


@pytest.mark.parametrize(
    ("now", "due"),
    [("2026-11-23T07:00", "2026-11-23T08:00"), ("2026-11-23T08:00", "2026-11-30T08:00"),
     ("2026-10-22T12:00", "2026-10-26T08:00")],
)  # fmt: skip
def test_the_next_one_is_told(now: str, due: str):
    assert next_due_at(at(now), BERLIN) == at(due)
