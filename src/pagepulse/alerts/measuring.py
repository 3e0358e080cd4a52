"""The number of a rule, as the screens of analytics would show it for the same sessions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pagepulse.alerts.judging import MINUTE_MS, Measured
from pagepulse.alerts.models import AlertRule, Metric
from pagepulse.analytics.conversions import count_conversions
from pagepulse.analytics.overview import totals_of
from pagepulse.analytics.performance import Vital, read_p75
from pagepulse.analytics.queries import Question, select_bounds, select_totals
from pagepulse.goals.models import SavedGoal
from pagepulse.questions.dates import TimeRange
from pagepulse.questions.filters import SessionFilter
from pagepulse.warehouse import Warehouse

WEEK_MS = 7 * 24 * 3600 * 1000
# The same hours of so many weeks before are what is usual.
WEEKS = 4
VITALS: Mapping[Metric, Vital] = {"lcp": "LCP", "inp": "INP", "cls": "CLS"}
TOTALS: Mapping[Metric, str] = {
    "visitors": "visitors",
    "sessions": "sessions",
    "pageViews": "page_views",
    "bounceRate": "bounce_rate",
    "frustrationRate": "frustration_rate",
    "customEvents": "custom_events",
    "rageClicks": "rage_clicks",
    "deadClicks": "dead_clicks",
    "errors": "errors",
}
# Of no sessions these are 0; the others are not known then.
COUNTS = frozenset(
    {
        "visitors", "sessions", "pageViews", "conversions", "customEvents", "rageClicks",
        "deadClicks", "errors",
    }
)  # fmt: skip


def window_of(rule: AlertRule, now: int) -> TimeRange:
    """Return which time a check at `now` is about."""
    return TimeRange(now - rule.window_minutes * MINUTE_MS, now)


def measure(
    warehouse: Warehouse, project_id: str, rule: AlertRule, goal: SavedGoal | None, now: int
) -> Measured:
    """Return the number of a rule; of a spike the weeks before as well. Raises StorageError."""
    window = window_of(rule, now)
    chosen = SessionFilter.model_validate(rule.filters.model_dump())
    question = Question(project_id, chosen, window)
    value, sessions = _value(warehouse, question, rule.metric, goal)
    if rule.condition != "spike":
        return Measured(value, sessions)
    first_at = select_bounds(warehouse, project_id).start_at
    before = [
        _value(warehouse, replace(question, times=earlier), rule.metric, goal)[0]
        for earlier in (_weeks_before(window, weeks) for weeks in range(1, WEEKS + 1))
        if first_at is not None and (earlier.start_at or 0) >= first_at
    ]
    return Measured(value, sessions, tuple(one for one in before if one is not None))


def _weeks_before(window: TimeRange, weeks: int) -> TimeRange:
    start, end = window.start_at or 0, window.end_at or 0
    return TimeRange(start - weeks * WEEK_MS, end - weeks * WEEK_MS)


def _value(
    warehouse: Warehouse, question: Question, metric: Metric, goal: SavedGoal | None
) -> tuple[float | None, int]:
    """Return a number, None where there is none, and how many sessions or samples it has."""
    if metric in VITALS:
        return read_p75(warehouse, question, VITALS[metric])
    if metric in TOTALS:
        totals = totals_of(select_totals(warehouse, question))
        value, sessions = float(getattr(totals, TOTALS[metric])), totals.sessions
    elif goal is None:
        return None, 0
    else:
        (counted,) = count_conversions(warehouse, question, [goal])
        value = counted.conversions if metric == "conversions" else counted.conversion_rate
        sessions = counted.sessions
    return (value if sessions or metric in COUNTS else None), sessions
