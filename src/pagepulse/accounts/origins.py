"""Which addresses the dashboard and the player page have, as browsers see them."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from pagepulse.settings import Settings

# What may stand in a Host header; anything else never reaches an answer's headers.
HOST_PATTERN = re.compile(r"^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?$")
# Two spellings of this machine are two sites for a browser: no cookie is shared between them.
OTHER_LOOPBACK = {"localhost": "127.0.0.1", "127.0.0.1": "localhost"}
DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Address:
    """Scheme and host of a request, as the browser addressed it."""

    scheme: str
    hostname: str
    port: int | None

    @property
    def origin(self) -> str:
        """Return the address as browsers write it in `Origin`."""
        return _origin(self.scheme, self.hostname, self.port)

    @property
    def is_loopback(self) -> bool:
        """Tell whether the request never leaves the machine of the browser."""
        if self.hostname == "localhost" or self.hostname.endswith(".localhost"):
            return True
        try:
            return ipaddress.ip_address(self.hostname.strip("[]")).is_loopback
        except ValueError:
            return False


def parse_address(scheme: str, host: str) -> Address | None:
    """Read a Host header; None when it is none."""
    if not HOST_PATTERN.fullmatch(host):
        return None
    hostname, _, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
    if not hostname:
        hostname, port = host, ""
    return Address(scheme, hostname.lower(), int(port) if port else None)


@dataclass(frozen=True, slots=True)
class Origins:
    """The addresses of this instance; ports are the ones that were really opened."""

    public_origin: str
    player_origin: str
    port: int
    player_port: int
    # Names by which people reach the dashboard, in lower case; None: whatever they say.
    hosts: frozenset[str] | None = None

    @classmethod
    def of(cls, settings: Settings, port: int, player_port: int) -> Origins:
        """Take what the operator has set and the opened ports."""
        return cls(
            public_origin=origin_of_url(settings.public_url),
            player_origin=origin_of_url(settings.player_url),
            port=port,
            player_port=player_port,
            hosts=_known_hosts(settings),
        )

    def answers_to(self, address: Address) -> bool:
        """Tell whether the dashboard is meant: a name of this machine, or one that was set.

        Any site can let its own name lead to 127.0.0.1, and would then be of one origin with what
        is answered there. It cannot do that with an address in digits.
        """
        return self.hosts is None or address.is_loopback or address.hostname in self.hosts

    def player_for(self, dashboard: Address) -> str:
        """Return the origin of the player page for someone who sees the dashboard there."""
        if self.player_origin:
            return self.player_origin
        hostname = OTHER_LOOPBACK.get(dashboard.hostname, dashboard.hostname)
        return _origin(dashboard.scheme, hostname, self.player_port)

    def dashboards_for(self, player: Address) -> list[str]:
        """Return the origins that may embed the player page that was asked for there."""
        if self.public_origin:
            return [self.public_origin]
        names = [player.hostname]
        if player.hostname in OTHER_LOOPBACK:
            names = list(OTHER_LOOPBACK)
        return [_origin(player.scheme, name, self.port) for name in names]

    def link(self, path: str) -> str:
        """Return an address of the dashboard for people."""
        return (self.public_origin or _origin("http", "localhost", self.port)) + path


def origin_of_url(url: str) -> str:
    """Return scheme, host and port of a URL, or nothing for nothing."""
    if not url:
        return ""
    parts = urlsplit(url)
    return _origin(parts.scheme, parts.hostname or "", parts.port)


def _known_hosts(settings: Settings) -> frozenset[str] | None:
    named = {urlsplit(url).hostname or "" for url in (settings.public_url, settings.player_url)}
    bound = Address("http", settings.host.lower(), None)
    if not settings.public_url and not bound.is_loopback:
        # Reachable by names that nobody told.
        return None
    return frozenset(named | {bound.hostname})


def _origin(scheme: str, hostname: str, port: int | None) -> str:
    # A browser leaves the scheme's own port out.
    shown = "" if port in (None, DEFAULT_PORTS.get(scheme)) else f":{port}"
    return f"{scheme}://{hostname}{shown}"
