"""Date ranges as people write them, as half-open ranges of Unix milliseconds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pagepulse.errors import InvalidInputError

# Years that the warehouse's DateTime64(3) holds with room to spare.
FIRST_YEAR, LAST_YEAR = 1970, 2199
# Above every time that is stored, below what overflows the warehouse's integers; in the year 2191.
LAST_MS = 7_000_000_000_000
# A session lasts at most a day, so its page views begin within a day of it.
LONGEST_SESSION_MS = 24 * 3600 * 1000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class TimeRange:
    """From `start_at` on, before `end_at`, Unix ms; None is open."""

    start_at: int | None = None
    end_at: int | None = None


def parse_range(start: str | None, end: str | None, time_zone: str) -> TimeRange:
    """Return the range of two ISO 8601 dates or date-times, both included.

    A date is the whole day in `time_zone`, as is a date-time without offset.
    Raises InvalidInputError `invalid_date`, `date_out_of_range`, `invalid_time_zone`,
    `invalid_date_range`.
    """
    zone = find_zone(time_zone)
    start_at = None if start is None else first_ms(start, "startDate", zone)
    end_at = None if end is None else last_ms(end, "endDate", zone) + 1
    if start_at is not None and end_at is not None and start_at >= end_at:
        raise InvalidInputError("invalid_date_range", "startDate must not be after endDate.")
    return TimeRange(start_at, end_at)


def find_zone(name: str) -> ZoneInfo:
    """Return the time zone of an IANA name."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError) as failure:
        raise InvalidInputError(
            "invalid_time_zone", "timeZone must be an IANA name such as Europe/Berlin."
        ) from failure


def first_ms(text: str, parameter: str, zone: ZoneInfo) -> int:
    """Return the first millisecond of a date or date-time."""
    moment = parse_moment(text, parameter)
    if isinstance(moment, datetime):
        return unix_ms(moment, zone)
    return unix_ms(datetime.combine(moment, time.min), zone)


def last_ms(text: str, parameter: str, zone: ZoneInfo) -> int:
    """Return the last millisecond of a date or date-time."""
    moment = parse_moment(text, parameter)
    if isinstance(moment, datetime):
        return unix_ms(moment, zone)
    return unix_ms(datetime.combine(moment + timedelta(days=1), time.min), zone) - 1


def parse_moment(text: str, parameter: str) -> date | datetime:
    """Return a date for `2026-03-01`, a date-time for anything longer; raises InvalidInputError."""
    try:
        moment = date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text)
    except ValueError as failure:
        raise bad_date(parameter) from failure
    if not FIRST_YEAR < moment.year < LAST_YEAR:
        raise InvalidInputError(
            "date_out_of_range",
            f"{parameter} must be in the years {FIRST_YEAR + 1} to {LAST_YEAR - 1}.",
            parameter=parameter,
        )
    return moment


def bad_date(parameter: str) -> InvalidInputError:
    """Return the error that names the parameter."""
    return InvalidInputError(
        "invalid_date",
        f"{parameter} must be an ISO 8601 date or date-time, for example 2026-03-01.",
        parameter=parameter,
    )


def unix_ms(moment: datetime, zone: ZoneInfo) -> int:
    """Return Unix milliseconds; a naive moment is in `zone`."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return (aware - EPOCH) // timedelta(milliseconds=1)
