"""How often trackers may send: by address before a body is read, by project and session after."""

from __future__ import annotations

import time
from collections.abc import Callable

from pagepulse.ingest.limits import (
    ADDRESS_REQUESTS,
    ADDRESS_SESSIONS,
    KEY_BYTES,
    KEY_REQUESTS,
    SESSION_BYTES,
    SESSION_REQUESTS,
)
from pagepulse.limits import Limit
from pagepulse.networks import network_of
from pagepulse.rates import Buckets

# A bucket holds so many seconds of its rate.
BURST_SECONDS = 10.0


class Rate:
    """One limit per second, counted by key; a factor of 0 turns it off."""

    def __init__(self, limit: Limit, factor: float, clock: Callable[[], float]) -> None:
        """Allow `factor` times the limit."""
        self._limit = limit
        rate = limit.value * factor
        self._buckets = Buckets[str](rate, rate * BURST_SECONDS, clock) if rate else None

    def knows(self, key: str) -> bool:
        """Whether the key took something not long ago."""
        return self._buckets is not None and key in self._buckets

    def take(self, key: str, count: float = 1) -> None:
        """Count; raises TooManyRequestsError, and then nothing was counted."""
        if self._buckets is not None and (wait := self._buckets.take(key, count)):
            raise self._limit.too_often(wait)


class IngestRates:
    """Every rate of the write path."""

    def __init__(self, factor: float = 1.0, clock: Callable[[], float] = time.monotonic) -> None:
        """Allow `factor` times the limits of `limits.toml`; 0 allows all."""
        self._address = Rate(ADDRESS_REQUESTS, factor, clock)
        self._address_sessions = Rate(ADDRESS_SESSIONS, factor, clock)
        self._key = Rate(KEY_REQUESTS, factor, clock)
        self._key_bytes = Rate(KEY_BYTES, factor, clock)
        self._session = Rate(SESSION_REQUESTS, factor, clock)
        self._session_bytes = Rate(SESSION_BYTES, factor, clock)

    def check_address(self, address: str) -> None:
        """Count a request before anything of its body is read; raises TooManyRequestsError."""
        network = network_of(address)
        if network is not None:
            self._address.take(network)

    def check_batch(self, project_id: str, session_id: str, address: str, size: int) -> None:
        """Count a batch of `size` bytes on the wire; raises TooManyRequestsError.

        The narrowest limit comes first: a session that floods must not use up what its project
        may send.
        """
        network = network_of(address)
        if network is not None and not self._session.knows(session_id):
            self._address_sessions.take(network)
        self._session.take(session_id)
        self._session_bytes.take(session_id, size)
        self._key.take(project_id)
        self._key_bytes.take(project_id, size)
