"""How often and how much: token buckets, and how long somebody was slowed down; pure."""

from __future__ import annotations

MINUTE_SECONDS = 60.0


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
