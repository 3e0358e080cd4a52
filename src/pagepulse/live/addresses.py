"""How many sockets are open, in all and of one IP address, which is stored nowhere."""

from __future__ import annotations

import resource
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from pagepulse.live.limits import ADDRESS_SOCKETS, TOTAL_SOCKETS
from pagepulse.networks import network_of

# Open files that the storages need.
SPARE_FILES = 200


def total_sockets() -> int:
    """Return how many sockets this process may hold."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    is_unlimited = files == resource.RLIM_INFINITY
    return TOTAL_SOCKETS.value if is_unlimited else min(TOTAL_SOCKETS.value, files - SPARE_FILES)


class Addresses:
    """Counts open sockets."""

    def __init__(self, limit: int = ADDRESS_SOCKETS.value, total: int | None = None) -> None:
        """Let each address have so many, and all together `total`, or as many as can be."""
        self._limit = limit
        self._total = total
        self._count = 0
        self._open: Counter[str] = Counter()

    @contextmanager
    def counting(self, address: str) -> Iterator[bool]:
        """Count a socket while it is open; False when there are enough already."""
        network = network_of(address)
        has_room = self._count < (self._total or total_sockets())
        has_room = has_room and (network is None or self._open[network] < self._limit)
        self._count += 1
        self._open[network or ""] += 1
        try:
            yield has_room
        finally:
            self._count -= 1
            self._open[network or ""] -= 1
            if not self._open[network or ""]:
                del self._open[network or ""]
