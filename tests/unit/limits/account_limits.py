"""Whether so much passes the limits of logging in and of one user's requests."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from functools import partial

from tests.unit.limits.holding import Holds, passes

from pagepulse.accounts.backoff import LoginBackoff
from pagepulse.accounts.limits import API_REQUESTS, HEAVY_REQUESTS
from pagepulse.accounts.request_rates import BURST_SECONDS, RequestRates


async def _requests(amount: int) -> bool:
    """Use all but one second's requests up first, then ask so often."""
    rates = RequestRates(clock=lambda: 0.0)
    at_once = int(API_REQUESTS.value * (BURST_SECONDS - 1)) + amount
    return all(passes(lambda: rates.check("usr_1")) for _ in range(at_once))


async def _running(amount: int) -> bool:
    rates = RequestRates()
    running = 0

    async def ask() -> None:
        nonlocal running
        async with rates.turn("usr_1"):
            running += 1
            await asyncio.sleep(1)

    async with asyncio.TaskGroup() as asking:
        for _ in range(amount):
            asking.create_task(ask())
        await asyncio.sleep(0.5)
        at_once = running
    return at_once == amount


async def _waiting(amount: int) -> bool:
    rates = RequestRates()
    async with AsyncExitStack() as turns:
        for _ in range(HEAVY_REQUESTS.value):
            await turns.enter_async_context(rates.turn("usr_1"))
        waiting = [asyncio.create_task(_turn(rates)) for _ in range(amount)]
        await asyncio.sleep(1)
        refused = [task for task in waiting if task.done()]
    await asyncio.gather(*waiting, return_exceptions=True)
    return not refused


async def _turn(rates: RequestRates) -> None:
    async with rates.turn("usr_1"):
        pass


async def _logins(amount: int, address: str, account: str) -> bool:
    """Try logins; `{}` in address or account makes each one another."""
    attempts = LoginBackoff(clock=lambda: 0.0)
    return all(
        passes(partial(attempts.begin, address.format(number), account.format(number)))
        for number in range(amount)
    )


HOLDS: Holds = {
    "api_requests": _requests,
    "heavy_requests": _running,
    "heavy_waiting": _waiting,
    "login_address": lambda amount: _logins(amount, "203.0.113.7", "{}@shop.example"),
    "login_account_at_address": lambda amount: _logins(amount, "203.0.113.7", "a@shop.example"),
    "login_account": lambda amount: _logins(amount, "203.0.113.{}", "a@shop.example"),
}
