"""A rule fires once for each time that it holds, and nobody is flooded."""

from __future__ import annotations

from typing import Any

import pytest

from pagepulse.alerts.judging import MINUTE_MS, Measured, Standing, holds, judge, problem_of
from pagepulse.alerts.models import AlertRule

OK = Standing("ok", 0, 0)
START = 10_000 * MINUTE_MS


def rule(**given: Any) -> AlertRule:
    known = {"name": "R", "metric": "errors", "condition": "above", "bound": 10}
    return AlertRule.model_validate({**known, "window_minutes": 60, **given})


def walk(wanted: AlertRule, values: list[float | None]) -> list[tuple[str, bool, bool, bool]]:
    """Return state, begins, ends and is_told of checks a minute apart."""
    standing = OK
    found: list[tuple[str, bool, bool, bool]] = []
    for n, value in enumerate(values):
        verdict = judge(wanted, Measured(value, 100), standing, START + n * MINUTE_MS)
        standing = verdict.standing
        found.append((standing.state, verdict.begins, verdict.ends, verdict.is_told))
    return found


def test_one_that_holds_for_long_fires_once():
    assert walk(rule(), [5, 11, 12, 50, 4]) == [
        ("ok", False, False, False),
        ("firing", True, False, True),
        ("firing", False, False, False),
        ("firing", False, False, False),
        ("ok", False, True, False),
    ]


def test_a_value_that_dances_around_the_bound_is_one_firing():
    assert [state for state, *_ in walk(rule(), [11, 10, 9.5, 11, 9.1, 9.0])] == [
        "firing", "firing", "firing", "firing", "firing", "ok",
    ]  # fmt: skip


def test_in_the_quiet_time_a_new_firing_is_kept_and_not_told():
    found = walk(rule(quiet_minutes=4), [11, 0, 11, 0, 11, 0, 11])

    assert [(begins, is_told) for _, begins, _, is_told in found if begins] == [
        (True, True),
        (True, False),
        (True, True),
        (True, False),
    ]


def test_below_comes_back_a_tenth_above():
    assert [state for state, *_ in walk(rule(condition="below"), [9, 10, 10.9, 11])] == [
        "firing", "firing", "firing", "ok",
    ]  # fmt: skip


def test_a_rate_comes_back_at_the_whole_where_a_tenth_more_is_none():
    wanted = rule(metric="conversionRate", goal_id="goal_1", condition="below", bound=0.95)

    assert [state for state, *_ in walk(wanted, [0.5, 0.99, 1.0])] == ["firing", "firing", "ok"]


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        (Measured(40, 9, (10, 12, 11, 7)), True),
        (Measured(29, 9, (10, 12, 11, 7)), False),
        (Measured(40, 9, (10,)), False),
        (Measured(9, 9, (0, 0, 0, 0)), False),
        (Measured(10, 9, (0, 0, 0, 0)), True),
    ],
    ids=["four times", "less than three times", "one week alone", "small", "from nothing"],
)
def test_a_spike_is_several_times_the_usual_and_not_small(measured: Measured, *, expected: bool):
    assert holds(rule(condition="spike", bound=3), measured) is expected


def test_of_too_few_sessions_nothing_is_said_and_a_firing_ends():
    wanted = rule(metric="bounceRate", bound=0.5, least_sessions=20)

    assert problem_of(wanted, Measured(0.9, 19)) == "Too few sessions to judge: 19."
    assert not holds(wanted, Measured(0.9, 19))
    firing = Standing("firing", START, START)
    assert judge(wanted, Measured(0.9, 19), firing, START).ends
    assert judge(wanted, Measured(None, 0), firing, START).standing.state == "ok"


@pytest.mark.parametrize(
    "given",
    [
        {"metric": "conversionRate"},
        {"condition": "spike", "bound": 1},
        {"bound": -1},
        {"bound": float("nan")},
        {"window_minutes": 1},
        {"metric": "cookies"},
        {"filters": {"start_date": "2026-01-01"}},
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused(given: dict[str, Any]):
    with pytest.raises(ValueError, match="validation error"):
        rule(**given)
