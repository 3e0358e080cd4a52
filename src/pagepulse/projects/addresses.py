"""IP addresses from which the site's own team comes: as they are written, and compared; pure."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from functools import lru_cache

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Parsing takes 4 µs; who sends a batch sends the next from the same address.
CACHED_ADDRESSES = 4096


def written_network(text: str) -> str:
    """Return an address or a range in one form; raises ValueError.

    >>> written_network("203.0.113.7/24")
    '203.0.113.0/24'
    """
    try:
        return str(ipaddress.ip_network(text.strip(), strict=False))
    except ValueError as failure:
        raise ValueError(
            "an address looks like 203.0.113.7, a range of them like 203.0.113.0/24"
        ) from failure


def is_among(networks: Sequence[Network], address: str) -> bool:
    """Tell whether an IP address lies in one of the networks; what is no address does not."""
    parsed = _parsed(address) if networks else None
    return parsed is not None and any(parsed in network for network in networks)


@lru_cache(CACHED_ADDRESSES)
def _parsed(address: str) -> Address | None:
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None
    # A socket that takes both kinds shows IPv4 so.
    mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    return mapped or parsed
