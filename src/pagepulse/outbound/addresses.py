"""Which addresses a webhook may be sent to: public ones, whatever their name leads to.

Whoever may save a webhook could otherwise have this server talk to the network that it stands in
(server-side request forgery). So every address that a name has must be public, and the connection
goes to one of exactly those addresses: the name is not asked for a second time.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from pagepulse.errors import InvalidInputError

MAX_URL_CHARS = 2_048
RESOLVE_SECONDS = 5.0
HTTPS_PORT, HTTP_PORT = 443, 80
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})

# IANA's special-purpose registries; `is_global` of some Python versions lets parts of them pass.
DENIED_V4 = tuple(
    ipaddress.IPv4Network(block)
    for block in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
# All that is assigned to the public; what lies outside is loopback, link-local, ULA, multicast,
# mapped and compatible IPv4, NAT64.
PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")
# Of those, what leads to IPv4 again (6to4, Teredo) or nowhere.
DENIED_V6 = tuple(
    ipaddress.IPv6Network(block)
    for block in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# Name and port to addresses as texts; raises OSError.
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a webhook goes."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def host_header(self) -> str:
        """Return host and port as in `Host`."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        own_port = HTTPS_PORT if self.scheme == "https" else HTTP_PORT
        return name if self.port == own_port else f"{name}:{self.port}"


def is_public(address: Address) -> bool:
    """Tell whether an address is of the public internet.

    >>> [is_public(ipaddress.ip_address(one)) for one in ("93.184.216.34", "::ffff:93.0.0.1")]
    [True, False]
    """
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not any(address in block for block in DENIED_V4)
    return address in PUBLIC_V6 and not any(address in block for block in DENIED_V6)


def parse_target(url: str, *, allow_loopback: bool) -> Target:
    """Read the address of a webhook; raises InvalidInputError `invalid_webhook_url`.

    `allow_loopback`: plain HTTP to this very machine will do, by a name that says so.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as failure:
        raise _invalid("The address of the webhook cannot be read.") from failure
    host = (parts.hostname or "").lower()
    if len(url) > MAX_URL_CHARS or not host or not url.isascii() or any(c <= " " for c in url):
        raise _invalid("A webhook is an https:// address without spaces.")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise _invalid("The address of a webhook holds no login and no #fragment.")
    is_here = allow_loopback and host in LOOPBACK_NAMES
    if parts.scheme != "https" and not (is_here and parts.scheme == "http"):
        raise _invalid("A webhook begins with https://.")
    own_port = HTTPS_PORT if parts.scheme == "https" else HTTP_PORT
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, own_port if port is None else port, path)


async def resolve_target(target: Target, resolve: Resolve, *, allow_loopback: bool) -> Address:
    """Return the one address to connect to.

    Raises InvalidInputError `webhook_unresolved`, or `webhook_denied` where any address of the name
    is not public.
    """
    try:
        async with asyncio.timeout(RESOLVE_SECONDS):
            found = await resolve(target.host, target.port)
        addresses = [ipaddress.ip_address(text) for text in found]
    except (OSError, TimeoutError, ValueError, UnicodeError) as failure:
        raise _unresolved(target.host) from failure
    if not addresses:
        raise _unresolved(target.host)
    is_here = allow_loopback and target.host in LOOPBACK_NAMES
    if not all(is_public(one) or (is_here and one.is_loopback) for one in addresses):
        raise InvalidInputError(
            "webhook_denied",
            f"{target.host} leads to an address that is not public; webhooks go to public ones.",
        )
    return addresses[0]


async def resolve_by_system(host: str, port: int) -> Sequence[str]:
    """Ask the system's resolver, which also reads numbers such as 0x7f.1 as addresses."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    # A zone (`fe80::1%eth0`) stays: no such address is public, and it cannot be read as one.
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def _unresolved(host: str) -> InvalidInputError:
    return InvalidInputError("webhook_unresolved", f"The name {host} leads to no address.")


def _invalid(detail: str) -> InvalidInputError:
    return InvalidInputError("invalid_webhook_url", detail)
