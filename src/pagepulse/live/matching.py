"""Which visitors a run is about; pure."""

from __future__ import annotations

from urllib.parse import unquote

from pagepulse.live.messages import RunFilter
from pagepulse.live.visitors import Visitor

ANY = "*"
START_PAGE = "/"
DIRECT = "direct"


def matches(wanted: RunFilter, visitor: Visitor) -> bool:
    """Tell whether a run with this filter is about a visitor who has joined."""
    facts = visitor.facts
    return (
        facts is not None
        and _is(wanted.device, facts.device)
        and _is(wanted.country.upper(), facts.country)
        and _is(wanted.source.lower(), facts.source or DIRECT)
        and _is(wanted.visitor_id, visitor.visitor_id)
        and (not wanted.session_ids or visitor.session_id in wanted.session_ids)
        and (not wanted.page or any(is_page(wanted.page, path) for path in visitor.paths))
    )


def is_page(pattern: str, path: str) -> bool:
    """Tell whether a path is one of a pattern, or lies below one; `/` is the start page alone.

    The tracker's rules for pages read the same way.

    >>> is_page("/checkout", "/checkout/pay"), is_page("/*/edit", "/a/edit"), is_page("/", "/a")
    (True, True, False)
    """
    written = _plain(path)
    wanted = _without_last_slash(_plain(pattern))
    return (
        _fits(wanted, _without_last_slash(written))
        or _fits(wanted, written)
        or (wanted != START_PAGE and _fits(f"{wanted}/{ANY}", written))
    )


def _fits(pattern: str, path: str) -> bool:
    """Compare piece by piece: a regular expression of many `*` could take very long."""
    first, *rest = pattern.split(ANY)
    if not rest:
        return path == pattern
    *pieces, last = rest
    if not path.startswith(first):
        return False
    at = len(first)
    for piece in pieces:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return len(path) - len(last) >= at and path.endswith(last)


def _plain(text: str) -> str:
    return unquote(text.strip()).lower()


def _without_last_slash(path: str) -> str:
    return path[:-1] if len(path) > 1 and path.endswith("/") else path


def _is(wanted: str, value: str) -> bool:
    return not wanted or wanted == value
