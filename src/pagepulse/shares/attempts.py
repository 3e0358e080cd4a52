"""How often one address may try to open share links."""

from __future__ import annotations

import time
from collections.abc import Callable

from pagepulse.rates import Buckets
from pagepulse.shares.limits import SHARE_ATTEMPTS

# A bucket holds so many seconds of its rate.
BURST_SECONDS = 10.0


class ShareAttempts:
    """Counts attempts by address; a factor of 0 allows everything."""

    def __init__(self, factor: float = 1.0, clock: Callable[[], float] = time.monotonic) -> None:
        """Allow `factor` times the rate of `limits.toml`."""
        rate = SHARE_ATTEMPTS.value * factor
        self._buckets = Buckets[str](rate, rate * BURST_SECONDS, clock) if rate else None

    def check(self, line: str) -> None:
        """Count an attempt; raises TooManyRequestsError."""
        if self._buckets is not None and (wait := self._buckets.take(line)):
            raise SHARE_ATTEMPTS.too_often(wait)
