"""Turns addresses from browsers into pages: no query, no fragment, nothing personal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qs, urlsplit

from pagepulse.ingest.patterns import redact

URL_LENGTH = 2048
UTM_LENGTH = 128
# Longer input is cut before it is parsed; a query may be long, what is kept of it is not.
INPUT_LENGTH = 8192
CACHED_PAGES = 4096
DEFAULT_PORTS = {"http": 80, "https": 443}
# Left out of page addresses: they hold whole documents or programs.
OPAQUE_SCHEMES = {"javascript", "data", "blob"}

# An address that names one thing of many: all of them are one page for heatmaps.
ANY_ID = ":id"
KEY_LENGTH = 1024

_ID = re.compile(
    r"[0-9]{3,}"
    r"|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
    r"|(?=[a-f]*[0-9])[0-9a-f]{8,}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"|(?=[\w-]*[0-9])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[\w-]{16,}",
    re.ASCII,
)
# A part of a path that nobody made up: a token, a key. The tracker hides the same (`urls.ts`).
_KEY_PART = re.compile(
    r"/(?=[\w-]*[0-9])(?:[0-9a-f-]{16,}|[a-z0-9]{20,}|(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[\w-]{16,})"
    r"(?=/|$)",
    re.ASCII,
)
_UPPER_HEX = re.compile(r"[0-9A-F-]{8,}", re.ASCII)
_INDEX = re.compile(r"index\.[a-z]{2,5}", re.IGNORECASE)
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

    Scheme and host are lower case, the default port, user name, query and fragment are gone, and
    so is what looks private in the path. Never raises: an address that cannot be understood is the
    empty page.
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
    path = _KEY_PART.sub("/:id", redact(parts.path or "/"))
    return Page(
        f"{parts.scheme}://{host}{path}"[:URL_LENGTH],
        path[:URL_LENGTH],
        *(_utm(parts.query, name) for name in ("source", "medium", "campaign")),
    )


@lru_cache(CACHED_PAGES)
def page_key_of(url: str) -> str:
    """Return what all addresses of one page have in common: `shop.example/orders/:id`.

    Without scheme, `www.`, query, `index.html` and the slash at the end; parts that look like the
    id of one thing are `:id`. A fragment counts where it is a route. Never raises; what cannot be
    understood is the empty page.

    >>> page_key_of("https://www.Shop.example/orders/48113/?a=1")
    'shop.example/orders/:id'
    """
    page = page_of(url)
    if "://" not in page.page_url:
        return page.page_url[:KEY_LENGTH]
    host, _, path = page.page_url.partition("://")[2].partition("/")
    route = url[:INPUT_LENGTH].partition("#")[2].removeprefix("!")
    parts = [_key_part(part) for part in path.split("/")]
    if _INDEX.fullmatch(parts[-1]):
        parts.pop()
    key = "/".join([host.removeprefix("www."), *filter(None, parts)])
    if route.startswith("/"):
        route_parts = [_key_part(part) for part in route.partition("?")[0].split("/") if part]
        key += "/#/" + "/".join(route_parts)
    return (key if "/" in key else f"{key}/")[:KEY_LENGTH]


def source_of(page: Page, referrer: str) -> str:
    """Return what brought a visitor: the campaign's source, another site's host, or nothing."""
    if page.utm_source:
        return page.utm_source
    host, own = (_bare_host(url) for url in (page_of(referrer).page_url, page.page_url))
    return "" if host == own else host[:UTM_LENGTH]


def _bare_host(page_url: str) -> str:
    return page_url.partition("://")[2].partition("/")[0].partition(":")[0].removeprefix("www.")


def _key_part(part: str) -> str:
    lowered = part.lower() if _UPPER_HEX.fullmatch(part) else part
    return ANY_ID if _ID.fullmatch(lowered) else part


def _host(scheme: str, hostname: str | None, port: int | None) -> str:
    if not hostname:
        return ""
    shown = f"[{hostname}]" if ":" in hostname else hostname
    return shown if port in {None, DEFAULT_PORTS.get(scheme)} else f"{shown}:{port}"


def _utm(query: str, name: str) -> str:
    if f"utm_{name}" not in query:
        return ""
    values = parse_qs(query, errors="replace").get(f"utm_{name}", [""])
    return redact(values[0][:UTM_LENGTH])
