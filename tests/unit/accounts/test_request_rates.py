"""One user gets a share of the server, and waits or is told to come back beyond it."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest

from pagepulse.accounts.limits import API_REQUESTS, HEAVY_REQUESTS, HEAVY_WAITING
from pagepulse.accounts.request_rates import BURST_SECONDS, RequestRates
from pagepulse.errors import TooManyRequestsError


def test_a_user_who_asks_too_often_is_told_when_to_ask_again():
    rates = RequestRates(clock=lambda: 0.0)
    for _ in range(int(API_REQUESTS.value * BURST_SECONDS)):
        rates.check("usr_1")

    with pytest.raises(TooManyRequestsError) as refused:
        rates.check("usr_1")
    rates.check("usr_2")

    assert (refused.value.code, refused.value.facts) == (
        "too_many_requests",
        {"limit": API_REQUESTS.value, "retryAfterSeconds": 1},
    )


async def test_heavy_requests_of_one_user_wait_their_turn_and_hold_up_nobody_else():
    rates = RequestRates()
    running = 0
    most = 0

    async def ask(seconds: float) -> None:
        nonlocal running, most
        async with rates.turn("usr_1"):
            running += 1
            most = max(most, running)
            await asyncio.sleep(seconds)
            running -= 1

    asking = [asyncio.create_task(ask(0.01)) for _ in range(3 * HEAVY_REQUESTS.value)]
    await asyncio.sleep(0)
    async with rates.turn("usr_2"):
        assert not any(task.done() for task in asking)
    await asyncio.gather(*asking)

    assert most == HEAVY_REQUESTS.value
    assert rates._turns == {}


@pytest.mark.parametrize("others", [-1, 0])
async def test_as_many_may_wait_as_the_limit_says(others: int):
    rates = RequestRates()
    present = HEAVY_REQUESTS.value + HEAVY_WAITING.value + others

    async with AsyncExitStack() as turns:
        for _ in range(HEAVY_REQUESTS.value):
            await turns.enter_async_context(rates.turn("usr_1"))
        waiting = [
            asyncio.create_task(wait_for(rates)) for _ in range(present - HEAVY_REQUESTS.value)
        ]
        await asyncio.sleep(0)
        last = asyncio.create_task(wait_for(rates))
        await asyncio.sleep(0)
        assert last.done() is (others == 0)
    await asyncio.gather(*waiting)

    assert await last == ("" if others else HEAVY_WAITING.code)


async def wait_for(rates: RequestRates) -> str:
    """Take a turn and return the code of a refusal, or nothing."""
    try:
        async with rates.turn("usr_1"):
            return ""
    except TooManyRequestsError as refused:
        return refused.code
