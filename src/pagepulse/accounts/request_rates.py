"""How often one user may ask, and how much of the warehouse one user takes at a time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from pagepulse.accounts.limits import API_REQUESTS, HEAVY_REQUESTS, HEAVY_WAITING
from pagepulse.rates import Buckets

# A bucket holds so many seconds of its rate.
BURST_SECONDS = 10.0
# Somebody whose turn it is not within this time is told to ask again, in seconds.
RETRY_SECONDS = 2.0


@dataclass(slots=True)
class _Turns:
    """The heavy requests of one user."""

    running: asyncio.Semaphore = field(
        default_factory=lambda: asyncio.Semaphore(HEAVY_REQUESTS.value)
    )
    # Running and waiting.
    present: int = 0


class RequestRates:
    """Counts requests by user or token; a factor of 0 allows everything."""

    def __init__(self, factor: float = 1.0, clock: Callable[[], float] = time.monotonic) -> None:
        """Allow `factor` times the rate of `limits.toml`."""
        rate = API_REQUESTS.value * factor
        self._buckets = Buckets[str](rate, rate * BURST_SECONDS, clock) if rate else None
        self._turns: dict[str, _Turns] = {}

    def check(self, principal_id: str) -> None:
        """Count a request; raises TooManyRequestsError."""
        if self._buckets is not None and (wait := self._buckets.take(principal_id)):
            raise API_REQUESTS.too_often(wait)

    @asynccontextmanager
    async def turn(self, principal_id: str) -> AsyncIterator[None]:
        """Wait for a turn of this user; raises TooManyRequestsError when too many wait."""
        turns = self._turns.setdefault(principal_id, _Turns())
        if turns.present >= HEAVY_REQUESTS.value + HEAVY_WAITING.value:
            raise HEAVY_WAITING.too_often(RETRY_SECONDS)
        turns.present += 1
        try:
            async with turns.running:
                yield
        finally:
            turns.present -= 1
            if not turns.present:
                del self._turns[principal_id]
