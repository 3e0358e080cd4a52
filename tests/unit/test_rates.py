"""Buckets allow what they promise, for any pattern of arrivals, and hold little memory."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagepulse.errors import TooManyRequestsError
from pagepulse.ingest.rates import BURST_SECONDS, IngestRates
from pagepulse.rates import MAX_BUCKETS, Bucket, Buckets

# Gaps between two arrivals in seconds: bursts, a steady pace, long silence.
GAPS = st.lists(st.sampled_from([0.0, 0.0, 1e-6, 0.05, 0.5, 1.0, 7.3, 3600.0]), max_size=200)
# Of sums of floating-point numbers, in tokens.
ROUNDING = 1e-6


class Clock:
    """A clock that only moves when it is told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def most_beyond(rate: float, moments: list[float]) -> float:
    """Return how many more there are in any stretch of time than the rate allows, at most."""
    return max(
        (
            end - begin + 1 - rate * (moments[end] - moments[begin])
            for begin in range(len(moments))
            for end in range(begin, len(moments))
        ),
        default=0.0,
    )


@given(gaps=GAPS, rate=st.sampled_from([0.1, 1.0, 10.0, 333.3]), burst=st.integers(1, 30))
def test_a_bucket_allows_its_burst_and_its_rate_and_starves_nobody(
    gaps: list[float], rate: float, burst: int
):
    clock = Clock()
    buckets = Buckets[str](rate, burst, clock)
    allowed = []
    for gap in gaps:
        clock.now += gap
        if buckets.take("a") == 0:
            allowed.append(clock.now)

    assert most_beyond(rate, allowed) <= burst + ROUNDING
    # Whoever asks at least as often as the rate gets all of it; the last interval may be open.
    steady = min(len(gaps), sum(min(gap * rate, 1.0) for gap in gaps))
    assert len(allowed) >= steady - 1 - ROUNDING


@given(gaps=GAPS)
def test_a_refusal_says_when_it_will_do_and_it_does_then(gaps: list[float]):
    clock = Clock()
    buckets = Buckets[str](2.0, 3, clock)
    for gap in gaps:
        clock.now += gap
        if wait := buckets.take("a"):
            clock.now += wait + ROUNDING
            assert buckets.take("a") == 0


def test_half_the_rate_is_never_refused():
    clock = Clock()
    buckets = Buckets[str](10.0, 30, clock)
    waits = []
    for _ in range(240):
        clock.now += 0.5
        waits.append(buckets.take("a"))

    assert waits == [0.0] * 240


def test_what_a_bucket_cannot_hold_passes_a_full_one_and_is_owed():
    clock = Clock()
    buckets = Buckets[str](1.0, 10, clock)

    assert buckets.take("a", 100) == 0
    assert buckets.take("a", 1) == 91
    clock.now += 91
    assert buckets.take("a", 1) == 0


def test_a_clock_that_was_set_back_gives_and_takes_nothing():
    clock = Clock()
    buckets = Buckets[str](1.0, 1, clock)
    buckets.take("a")
    clock.now -= 500

    assert buckets.take("b") == 0
    assert buckets.take("a") == 501


def test_a_million_addresses_hold_bounded_memory():
    buckets = Buckets[int](1.0, 10, Clock())
    for number in range(1_000_000):
        buckets.take(number)

    assert len(buckets) == MAX_BUCKETS


def test_as_many_addresses_as_are_remembered_hold_few_megabytes():
    tracemalloc.start()
    try:
        buckets = Buckets[str](1.0, 10, Clock())
        for number in range(MAX_BUCKETS):
            buckets.take(f"2a00:1450:4001:{number:x}::/64")
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert held < 20_000_000


def test_a_lending_bucket_says_how_long_to_wait():
    bucket = Bucket(rate=2, burst=3, now=0)

    assert [bucket.take(1, 0) for _ in range(5)] == [0, 0, 0, 0.5, 1.0]


@given(gaps=GAPS, rate=st.sampled_from([0.5, 20.0, 300.0]), burst=st.integers(1, 50))
def test_whoever_waits_as_long_as_a_lending_bucket_says_keeps_to_its_rate(
    gaps: list[float], rate: float, burst: int
):
    """Sockets: nothing is refused there, only read later."""
    bucket, now, read = Bucket(rate, burst, now=1_000.0), 1_000.0, []
    for count, gap in enumerate(gaps, start=1):
        now += gap
        wait = bucket.take(1, now)
        # Nobody waits longer than what was sent takes.
        assert wait <= count / rate + ROUNDING
        now += wait
        read.append(now)

    assert most_beyond(rate, read) <= burst + ROUNDING


def test_a_session_that_floods_uses_up_nothing_of_its_project():
    clock = Clock()
    rates = IngestRates(clock=clock)

    def sent(session: str) -> int:
        for count in range(1_000):
            try:
                rates.check_batch("prj_1", session, "8.8.8.8", 100)
            except TooManyRequestsError:
                return count
        return 1_000

    assert [sent("flood"), sent("flood"), sent("other")] == [200, 0, 200]


def test_one_address_begins_so_many_sessions_and_goes_on_with_those_it_has():
    rates = IngestRates(clock=Clock())
    for number in range(int(5 * BURST_SECONDS)):
        rates.check_batch("prj_1", f"s{number}", "8.8.8.8", 100)

    with pytest.raises(TooManyRequestsError) as refused:
        rates.check_batch("prj_1", "one more", "8.8.8.8", 100)
    rates.check_batch("prj_1", "s0", "8.8.8.8", 100)
    rates.check_batch("prj_1", "elsewhere", "8.8.4.4", 100)

    assert (refused.value.code, refused.value.facts) == (
        "address_sessions_too_often",
        {"limit": 5, "retryAfterSeconds": 1},
    )


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.9", "::1", ""])
def test_a_proxy_stands_for_everybody(address: str):
    rates = IngestRates(clock=Clock())

    for _ in range(5_000):
        rates.check_address(address)


def test_an_ipv6_network_is_one_address():
    rates = IngestRates(clock=Clock())
    for number in range(1_000):
        rates.check_address(f"2a00:1450:4001:81b::{number:x}")

    with pytest.raises(TooManyRequestsError):
        rates.check_address("2a00:1450:4001:81b:ffff::1")
    rates.check_address("2a00:1450:4001:81c::1")


def test_a_factor_of_nothing_allows_everything():
    rates = IngestRates(factor=0, clock=Clock())

    for _ in range(5_000):
        rates.check_address("8.8.8.8")
        rates.check_batch("prj_1", "s", "8.8.8.8", 10**6)
