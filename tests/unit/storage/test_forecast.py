"""The date at which there is no room, and what comes first."""

from __future__ import annotations

from pagepulse.storage.forecast import DAY_MS, fill_date
from pagepulse.storage.keeper import enough_of
from pagepulse.storage.models import DullSession, Fullness


def dull(name: str, size: int) -> DullSession:
    return DullSession(
        session_id=name, started_at=0, duration_ms=0, bytes=size, reason="left at once"
    )


def test_what_is_reached_first_counts():
    assert fill_date(0, 10, 100, 1_000, 20) == Fullness(at=10 * DAY_MS, limit="budget")
    assert fill_date(0, 10, 1_000, 100, 20) == Fullness(at=5 * DAY_MS, limit="disk")
    assert fill_date(0, 10, None, 100, 20) == Fullness(at=5 * DAY_MS, limit="disk")


def test_what_is_used_up_already_is_full_now():
    assert fill_date(7, 10, -5, 1_000, 10) == Fullness(at=7, limit="budget")


def test_without_growth_and_beyond_ten_years_nothing_is_foretold():
    assert fill_date(0, 0, 100, 100, 0) is None
    assert fill_date(0, 1, None, 10**9, 1) is None


def test_only_as_many_go_as_are_needed():
    sessions = [dull("a", 10), dull("b", 10), dull("c", 10)]

    assert enough_of(sessions, 0) == []
    assert enough_of(sessions, 11) == sessions[:2]
    assert enough_of(sessions, 1_000) == sessions
