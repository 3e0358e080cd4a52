"""Dates of filters become ranges of Unix milliseconds."""

from __future__ import annotations

import pytest

from pagepulse.errors import InvalidInputError
from pagepulse.questions.dates import TimeRange, parse_range

DAY_MS = 24 * 3600 * 1000
# 2026-03-01T00:00Z
MARCH = 1_772_323_200_000


def test_a_bare_end_date_includes_that_day():
    assert parse_range("2026-03-01", "2026-03-02", "UTC") == TimeRange(MARCH, MARCH + 2 * DAY_MS)


def test_a_date_time_is_included_to_the_millisecond():
    exact = parse_range("2026-03-01T00:00:00.001Z", "2026-03-01T00:00:00.002Z", "UTC")

    assert exact == TimeRange(MARCH + 1, MARCH + 3)


def test_days_begin_where_the_time_zone_says():
    hour = 3600 * 1000

    assert parse_range("2026-03-01", None, "Asia/Tokyo") == TimeRange(MARCH - 9 * hour, None)
    assert parse_range("2026-03-01T09:00", None, "Asia/Tokyo") == TimeRange(MARCH, None)


def test_the_day_on_which_clocks_change_has_23_hours():
    spring = parse_range("2026-03-29", "2026-03-29", "Europe/Berlin")

    assert spring.start_at is not None
    assert spring.end_at == spring.start_at + 23 * 3600 * 1000


def test_without_dates_everything_is_in_range():
    assert parse_range(None, None, "UTC") == TimeRange()


@pytest.mark.parametrize(
    ("start", "end", "zone", "code"),
    [
        ("yesterday", None, "UTC", "invalid_date"),
        ("2026-02-30", None, "UTC", "invalid_date"),
        ("0001-01-01", None, "UTC", "date_out_of_range"),
        (None, "9999-12-31", "UTC", "date_out_of_range"),
        ("2026-03-02", "2026-03-01", "UTC", "invalid_date_range"),
        (None, None, "Mars/Olympus", "invalid_time_zone"),
        (None, None, "../../etc/passwd", "invalid_time_zone"),
        (None, None, "", "invalid_time_zone"),
        (None, None, "\0", "invalid_time_zone"),
    ],
)
def test_what_is_no_range_is_named(start: str | None, end: str | None, zone: str, code: str):
    with pytest.raises(InvalidInputError) as caught:
        parse_range(start, end, zone)

    assert caught.value.code == code
