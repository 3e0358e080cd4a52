"""Guessing gets slow; nobody is locked out for good; memory stays small."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagepulse.accounts import backoff
from pagepulse.accounts.backoff import LoginBackoff
from pagepulse.errors import TooManyRequestsError


class Clock:
    """A clock that only moves when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def attempts(clock: Clock) -> LoginBackoff:
    return LoginBackoff(clock)


def is_allowed(
    attempts: LoginBackoff, address: str = "203.0.113.7", account: str = "a@b.de"
) -> bool:
    try:
        attempts.begin(address, account)
    except TooManyRequestsError:
        return False
    return True


def test_five_attempts_at_one_account_are_free(attempts: LoginBackoff):
    assert [is_allowed(attempts) for _ in range(7)] == [True] * 5 + [False] * 2


def test_ten_attempts_of_one_address_are_free(attempts: LoginBackoff):
    allowed = [is_allowed(attempts, account=f"{n}@b.de") for n in range(12)]

    assert allowed == [True] * 10 + [False] * 2


def test_a_refusal_says_how_long_to_wait(attempts: LoginBackoff):
    for _ in range(5):
        attempts.begin("203.0.113.7", "a@b.de")

    with pytest.raises(TooManyRequestsError) as refused:
        attempts.begin("203.0.113.7", "a@b.de")

    assert refused.value.facts == {"retryAfterSeconds": 15}


def test_waits_double_up_to_five_minutes(attempts: LoginBackoff, clock: Clock):
    waits: list[int] = []
    for _ in range(11):
        while not is_allowed(attempts):
            clock.now += 1
            waits[-1] += 1
        waits.append(0)

    assert waits[4:10] == [15, 30, 60, 120, 240, 300]


def test_the_owner_gets_in_while_a_stranger_guesses(attempts: LoginBackoff):
    for _ in range(1000):
        is_allowed(attempts, "198.51.100.1")

    assert is_allowed(attempts, "203.0.113.7")


def test_a_thousand_guesses_at_one_account_cost_twenty_hashes_a_minute(attempts: LoginBackoff):
    allowed = [is_allowed(attempts, f"198.51.{n // 250}.{n % 250}") for n in range(1000)]

    assert sum(allowed) == 20


def test_a_right_password_forgets_the_wrong_ones(attempts: LoginBackoff):
    for _ in range(4):
        attempts.begin("203.0.113.7", "a@b.de")

    attempts.succeeded("203.0.113.7", "a@b.de")

    assert [is_allowed(attempts) for _ in range(5)] == [True] * 5


def test_a_quarter_of_an_hour_of_quiet_forgets_everything(attempts: LoginBackoff, clock: Clock):
    while is_allowed(attempts):
        pass

    clock.now += backoff.FORGET_SECONDS + 1

    assert [is_allowed(attempts) for _ in range(5)] == [True] * 5


def test_all_addresses_of_one_line_count_together(attempts: LoginBackoff):
    allowed = [is_allowed(attempts, f"2001:db8::{n:x}", f"{n}@b.de") for n in range(12)]

    assert sum(allowed) == 10


def test_memory_is_bounded_whoever_asks(attempts: LoginBackoff, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(backoff, "MAX_REMEMBERED", 100)

    for number in range(1000):
        is_allowed(attempts, f"198.51.{number // 250}.{number % 250}", f"{number}@b.de")

    assert len(attempts._attempts) == 100


@given(st.lists(st.floats(0, 100), max_size=200))
def test_however_the_guesses_come_their_number_is_bounded(pauses: list[float]):
    clock = Clock()
    attempts = LoginBackoff(clock)
    allowed = 0
    for pause in pauses:
        clock.now += pause
        allowed += is_allowed(attempts)

    assert allowed <= 5 + 10 + sum(pauses) / backoff.FIRST_WAIT_SECONDS


def test_strangers_with_many_addresses_do_not_keep_the_owner_out(attempts: LoginBackoff):
    attempts.succeeded("203.0.113.7", "a@b.de")
    strangers = [is_allowed(attempts, f"198.51.100.{n}") for n in range(40)]

    assert strangers == [True] * 20 + [False] * 20
    assert is_allowed(attempts, "203.0.113.7")


def test_where_the_owner_logged_in_guessing_gets_slow_all_the_same(attempts: LoginBackoff):
    attempts.succeeded("203.0.113.7", "a@b.de")

    assert [is_allowed(attempts) for _ in range(7)] == [True] * 5 + [False] * 2
