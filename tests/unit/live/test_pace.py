"""Watched tabs send less often while the server is late, and as before when it is not."""

from __future__ import annotations

from pagepulse.live.pace import EASY_TURNS, LATE_TURNS, MOST, Pace


def factors(pace: Pace, late_ms: float, turns: int) -> list[int]:
    """Return what the factor became, each time that it changed."""
    return [pace.factor for _ in range(turns) if pace.look(late_ms)]


def test_intervals_double_while_the_server_is_late_up_to_a_bound():
    pace = Pace()

    assert factors(pace, 400, LATE_TURNS * 6) == [2, 4, MOST]


def test_one_late_turn_is_an_accident():
    pace = Pace()
    for _ in range(5):
        assert factors(pace, 400, LATE_TURNS - 1) == factors(pace, 100, 1) == []


def test_intervals_become_shorter_again_one_step_at_a_time():
    pace = Pace()
    factors(pace, 400, LATE_TURNS * 3)

    assert factors(pace, 5, EASY_TURNS * 2) == [4, 2]
    assert factors(pace, 100, EASY_TURNS) == []
    assert factors(pace, 5, EASY_TURNS * 3) == [1]
