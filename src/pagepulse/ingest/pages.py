"""Turns addresses from browsers into pages: no query, no fragment, nothing personal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qs, urlsplit

URL_LENGTH = 2048
UTM_LENGTH = 128
# Longer input is cut before it is parsed; a query may be long, what is kept of it is not.
INPUT_LENGTH = 8192
CACHED_PAGES = 4096
DEFAULT_PORTS = {"http": 80, "https": 443}
# Left out of page addresses: they hold whole documents or programs.
OPAQUE_SCHEMES = {"javascript", "data", "blob"}

_CONTROLS = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Page:
    """A normalised address; empty strings where nothing is known."""

    page_url: str
    path: str
    utm_source: str = ""
    utm_medium: str = ""
    utm_campaign: str = ""


@lru_cache(CACHED_PAGES)
def page_of(url: str) -> Page:
    """Return the page that an address shows.

    Scheme and host are lower case, the default port, user name, query and fragment are gone. Never
    raises: an address that cannot be understood is the empty page.
    """
    cut = _CONTROLS.sub("", url[:INPUT_LENGTH])
    try:
        parts = urlsplit(cut)
        host = _host(parts.scheme, parts.hostname, parts.port)
    except ValueError:
        return Page("", "")
    if parts.scheme in OPAQUE_SCHEMES:
        return Page(f"{parts.scheme}:", "")
    if not host:
        return Page(f"{parts.scheme}:{parts.path}"[:URL_LENGTH] if parts.scheme else "", parts.path)
    path = parts.path or "/"
    return Page(
        f"{parts.scheme}://{host}{path}"[:URL_LENGTH],
        path[:URL_LENGTH],
        *(_utm(parts.query, name) for name in ("source", "medium", "campaign")),
    )


def _host(scheme: str, hostname: str | None, port: int | None) -> str:
    if not hostname:
        return ""
    shown = f"[{hostname}]" if ":" in hostname else hostname
    return shown if port in {None, DEFAULT_PORTS.get(scheme)} else f"{shown}:{port}"


def _utm(query: str, name: str) -> str:
    if f"utm_{name}" not in query:
        return ""
    values = parse_qs(query, errors="replace").get(f"utm_{name}", [""])
    return values[0][:UTM_LENGTH]
