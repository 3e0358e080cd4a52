"""Shares are compared as the literature does; figures of Newcombe (1998), table II, method 10."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagepulse.heatmaps.statistics import benjamini_hochberg, newcombe, p_value

COUNTS = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(
    lambda pair: (min(pair), max(pair))
)


@pytest.mark.parametrize(
    ("b", "a", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_intervals_are_those_of_the_paper(
    b: tuple[int, int], a: tuple[int, int], low: float, high: float
) -> None:
    interval = newcombe(*a, *b)

    assert [interval.low, interval.high] == pytest.approx([low, high], abs=1e-4)


@given(COUNTS, COUNTS)
def test_the_difference_lies_in_its_interval_and_swapping_mirrors_it(
    a: tuple[int, int], b: tuple[int, int]
) -> None:
    shares = [count / total if total else 0.0 for count, total in (a, b)]
    interval, mirrored = newcombe(*a, *b), newcombe(*b, *a)

    assert interval.low - 1e-9 <= shares[1] - shares[0] <= interval.high + 1e-9
    assert [mirrored.low, mirrored.high] == pytest.approx([-interval.high, -interval.low])
    assert 0 <= p_value(*a, *b) <= 1


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        # Fisher's lady tasting tea, and the example of SciPy's manual.
        ((3, 4), (1, 4), 0.485714),
        ((8, 10), (1, 6), 0.034965),
        # One view against many is no proof where several elements are asked about.
        ((1, 1), (0, 55), 0.017857),
        ((0, 1), (1_000_000, 1_000_000), 0.000001),
    ],
)
def test_few_are_judged_exactly(a: tuple[int, int], b: tuple[int, int], expected: float) -> None:
    assert p_value(*a, *b) == pytest.approx(expected, abs=1e-6)
    assert p_value(*b, *a) == pytest.approx(expected, abs=1e-6)


def test_many_questions_make_each_answer_less_sure() -> None:
    adjusted = benjamini_hochberg([0.01, 0.04, 0.03, 0.005])

    assert adjusted == pytest.approx([0.02, 0.04, 0.04, 0.02])
    assert benjamini_hochberg([]) == []
