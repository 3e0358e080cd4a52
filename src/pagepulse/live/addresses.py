"""How many sockets an IP address has open; the address is used here and stored nowhere."""

from __future__ import annotations

import ipaddress
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from pagepulse.live.limits import ADDRESS_SOCKETS

IPV6_NETWORK_BITS = 64


class Addresses:
    """Counts open sockets."""

    def __init__(self, limit: int = ADDRESS_SOCKETS.value) -> None:
        """Let each address have so many."""
        self._limit = limit
        self._open: Counter[str] = Counter()

    @contextmanager
    def counting(self, address: str) -> Iterator[bool]:
        """Count a socket while it is open; False when its address has enough already."""
        network = network_of(address)
        if network is None:
            yield True
            return
        has_room = self._open[network] < self._limit
        self._open[network] += 1
        try:
            yield has_room
        finally:
            self._open[network] -= 1
            if not self._open[network]:
                del self._open[network]


def network_of(address: str) -> str | None:
    """Return what one person holds: an IPv4 address or an IPv6 /64; None where it is a proxy's."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return None
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is None:
            parsed_network = ipaddress.ip_network((parsed, IPV6_NETWORK_BITS), strict=False)
            return None if parsed.is_private else str(parsed_network)
        parsed = parsed.ipv4_mapped
    return None if parsed.is_private or parsed.is_loopback else str(parsed)
