"""Whether two shares differ, and how sure that is; pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

CONFIDENCE = 0.95
# Cochran's rule: below so many expected in a cell the pooled test is too sure of itself.
LEAST_EXPECTED = 5
# Of logarithms, so that two outcomes of one chance count alike.
ROUNDING = 1e-7
_Z = NormalDist().inv_cdf(1 - (1 - CONFIDENCE) / 2)


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends of what a difference is likely to be."""

    low: float
    high: float


def wilson(count: int, total: int) -> Interval:
    """Return the interval of a share, also where it is 0 or 1."""
    if total == 0:
        return Interval(0.0, 1.0)
    share, z2 = count / total, _Z * _Z
    middle = (share + z2 / (2 * total)) / (1 + z2 / total)
    reach = _Z / (1 + z2 / total) * math.sqrt(share * (1 - share) / total + z2 / (4 * total**2))
    return Interval(max(0.0, middle - reach), min(1.0, middle + reach))


def newcombe(count_a: int, total_a: int, count_b: int, total_b: int) -> Interval:
    """Return the interval of share B minus share A: Newcombe's tenth method."""
    a, b = (n / total if total else 0.0 for n, total in ((count_a, total_a), (count_b, total_b)))
    wide_a, wide_b = wilson(count_a, total_a), wilson(count_b, total_b)
    low = (b - a) - math.hypot(b - wide_b.low, wide_a.high - a)
    high = (b - a) + math.hypot(wide_b.high - b, a - wide_a.low)
    return Interval(max(-1.0, low), min(1.0, high))


def p_value(count_a: int, total_a: int, count_b: int, total_b: int) -> float:
    """Return how likely so large a difference is by chance.

    The pooled test of two shares, or Fisher's where a share rests on too few.
    """
    if not total_a or not total_b:
        return 1.0
    pooled = (count_a + count_b) / (total_a + total_b)
    if min(pooled, 1 - pooled) * min(total_a, total_b) < LEAST_EXPECTED:
        return _fisher(count_a, total_a, count_b, total_b)
    error = math.sqrt(pooled * (1 - pooled) * (1 / total_a + 1 / total_b))
    if error == 0:
        return 1.0
    z = abs(count_b / total_b - count_a / total_a) / error
    return math.erfc(z / math.sqrt(2))


def _fisher(count_a: int, total_a: int, count_b: int, total_b: int) -> float:
    """Return the chance of all outcomes that are at most as likely as this one (Fisher 1935)."""
    hits = count_a + count_b
    outcomes = range(max(0, hits - total_b), min(hits, total_a) + 1)
    likely = [_log_choose(total_a, one) + _log_choose(total_b, hits - one) for one in outcomes]
    seen = _log_choose(total_a, count_a) + _log_choose(total_b, count_b)
    every = _log_choose(total_a + total_b, hits)
    return min(1.0, sum(math.exp(one - every) for one in likely if one <= seen + ROUNDING))


def _log_choose(total: int, count: int) -> float:
    return math.lgamma(total + 1) - math.lgamma(count + 1) - math.lgamma(total - count + 1)


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Return each p adjusted for the number of questions, in the order given.

    Those at most `q` hold a share of false discoveries of at most `q`.
    """
    count = len(p_values)
    adjusted = [1.0] * count
    least = 1.0
    for rank, place in sorted(
        enumerate(sorted(range(count), key=p_values.__getitem__), start=1), reverse=True
    ):
        least = min(least, p_values[place] * count / rank)
        adjusted[place] = least
    return adjusted
