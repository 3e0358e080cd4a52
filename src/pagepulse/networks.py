"""What of an IP address one person holds; addresses are used for counting and stored nowhere."""

from __future__ import annotations

import ipaddress
from functools import lru_cache

IPV6_NETWORK_BITS = 64
# Parsing takes 4 µs; who sends a batch sends the next from the same address.
CACHED_ADDRESSES = 10_000

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def line_of(address: str) -> str:
    """Return an IPv4 address or an IPv6 /64; what is no address stays as it is."""
    parsed = _parsed(address)
    if parsed is None:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, IPV6_NETWORK_BITS), strict=False))
    return str(parsed)


@lru_cache(CACHED_ADDRESSES)
def network_of(address: str) -> str | None:
    """Return the line of an address; None for what may be a proxy and stand for many.

    Those are addresses of the own machine and of private networks: with `trusted_proxies` set,
    the address of a request is the visitor's, whatever the proxy's is.
    """
    parsed = _parsed(address)
    return None if parsed is None or parsed.is_private else line_of(address)


def _parsed(address: str) -> Address | None:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return None
    if isinstance(parsed, ipaddress.IPv6Address):
        return parsed.ipv4_mapped or parsed
    return parsed
