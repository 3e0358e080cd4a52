"""How often and how much: token buckets, and how long somebody was slowed down; pure."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

MINUTE_SECONDS = 60.0
# Some 200 bytes each. The bucket that nobody asked for the longest time goes first; most of those
# are full, and a full bucket says nothing that a new one does not.
MAX_BUCKETS = 50_000
# Sums of floating-point numbers are off by so many tokens at most.
ROUNDING = 1e-6

Key = TypeVar("Key", bound=Hashable)


class Bucket:
    """Holds `burst` tokens and gets `rate` new ones a second."""

    __slots__ = ("_at", "_burst", "_rate", "_tokens")

    def __init__(self, rate: float, burst: float, now: float) -> None:
        """Begin full; `now` in seconds of a clock that never jumps."""
        self._rate = rate
        self._burst = burst
        self._tokens = burst
        self._at = now

    def take(self, count: float, now: float) -> float:
        """Take tokens, also ones that are not there yet; return the seconds until they are."""
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate) - count
        self._at = now
        return max(0.0, -self._tokens / self._rate)


class Buckets(Generic[Key]):
    """A bucket per key that refuses instead of lending; holds a bounded number of them.

    Of each key only the moment is kept at which its bucket is full again: that says all.
    """

    def __init__(
        self,
        rate: float,
        burst: float,
        clock: Callable[[], float] = time.monotonic,
        most: int = MAX_BUCKETS,
    ) -> None:
        """Count on a clock in seconds that never jumps."""
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._most = most
        self._full_at: OrderedDict[Key, float] = OrderedDict()

    def __contains__(self, key: Key) -> bool:
        """Whether the key took something not long ago."""
        return key in self._full_at

    def __len__(self) -> int:
        """Return how many keys are remembered."""
        return len(self._full_at)

    def take(self, key: Key, count: float = 1) -> float:
        """Take tokens and return 0, or take none and return the seconds until it may be tried.

        What is more than a bucket can hold is let through by a full one, which then owes it.
        """
        now = self._clock()
        full_at = max(now, self._full_at.get(key, now))
        missing = (full_at - now) * self._rate
        beyond = missing + min(count, self._burst) - self._burst
        if beyond > ROUNDING:
            return beyond / self._rate
        self._full_at[key] = full_at + count / self._rate
        self._full_at.move_to_end(key)
        if len(self._full_at) > self._most:
            self._full_at.popitem(last=False)
        return 0.0


class Minute:
    """Adds up what happened within the last minute or so."""

    __slots__ = ("_began_at", "_sum")

    def __init__(self, now: float) -> None:
        """Begin at `now`, in seconds."""
        self._began_at = now
        self._sum = 0.0

    def add(self, amount: float, now: float) -> float:
        """Return the sum with this amount; a minute after its first one the sum begins anew."""
        if now - self._began_at > MINUTE_SECONDS:
            self._began_at, self._sum = now, 0.0
        self._sum += amount
        return self._sum
