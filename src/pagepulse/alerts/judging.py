"""Whether a rule holds, begins to, or ends; pure.

A firing ends only when the value is a tenth back on the good side, so that one that dances around
its bound is one firing; and who was told is told of no new one for the quiet time of the rule.
"""

from __future__ import annotations

from dataclasses import dataclass

from pagepulse.alerts.models import AlertRule, RuleState

# How far back a value must come, as a share of the bound.
MARGIN = 0.1
# Of four weeks so many must have numbers before anything is called unusual.
LEAST_WEEKS = 2
MINUTE_MS = 60_000
# No rate is above it.
WHOLE = 1.0
RATES = frozenset({"bounceRate", "frustrationRate", "conversionRate"})


@dataclass(frozen=True, slots=True)
class Measured:
    """A number, how many sessions it is made of, and the same of the weeks before."""

    value: float | None
    sessions: int
    before: tuple[float, ...] = ()

    @property
    def usual(self) -> float | None:
        """Return the mean of the weeks before; None where there are too few."""
        if len(self.before) < LEAST_WEEKS:
            return None
        return sum(self.before) / len(self.before)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a rule stood after its last check."""

    state: RuleState
    since: int
    told_at: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """How it stands now; `bound` is what the value was compared with."""

    standing: Standing
    bound: float | None
    problem: str
    begins: bool = False
    ends: bool = False
    is_told: bool = False


def problem_of(rule: AlertRule, measured: Measured) -> str:
    """Say why nothing can be judged; empty: it can."""
    if measured.value is None or measured.sessions < rule.least_sessions:
        return f"Too few sessions to judge: {measured.sessions}."
    if rule.condition == "spike" and measured.usual is None:
        return f"What is usual is known once there are {LEAST_WEEKS} weeks."
    return ""


def bound_of(rule: AlertRule, measured: Measured) -> float | None:
    """Return what the value is compared with."""
    if rule.condition != "spike":
        return rule.bound
    return None if measured.usual is None else rule.bound * measured.usual


def holds(rule: AlertRule, measured: Measured) -> bool:
    """Say whether a rule would fire."""
    bound = bound_of(rule, measured)
    if problem_of(rule, measured) or measured.value is None or bound is None:
        return False
    if rule.condition == "below":
        return measured.value < bound
    is_enough = rule.condition == "above" or measured.value >= rule.least_value
    return measured.value > bound and is_enough


def _is_back(rule: AlertRule, value: float, bound: float) -> bool:
    if rule.condition != "below":
        return value <= bound * (1 - MARGIN)
    needed = bound * (1 + MARGIN)
    return value >= (min(needed, WHOLE) if rule.metric in RATES else needed)


def judge(rule: AlertRule, measured: Measured, before: Standing, now: int) -> Verdict:
    """Return how a rule stands after a measurement at `now`, Unix ms."""
    problem, bound = problem_of(rule, measured), bound_of(rule, measured)
    if before.state == "firing":
        is_over = measured.value is None or bound is None or _is_back(rule, measured.value, bound)
        if problem or is_over:
            return Verdict(Standing("ok", now, before.told_at), bound, problem, ends=True)
        return Verdict(before, bound, "")
    if not holds(rule, measured):
        return Verdict(before, bound, problem)
    is_told = now - before.told_at >= rule.quiet_minutes * MINUTE_MS
    told_at = now if is_told else before.told_at
    return Verdict(Standing("firing", now, told_at), bound, "", begins=True, is_told=is_told)
