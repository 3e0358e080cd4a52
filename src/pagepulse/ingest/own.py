"""Who of the visitors is the site's own team, as batches tell it; pure."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from pagepulse.ingest.batch import Batch
from pagepulse.ingest.body import gunzip
from pagepulse.ingest.entries import packed
from pagepulse.ingest.tables import Row
from pagepulse.journal import Entry

# A page opened by a link with one of these tells that its browser is the team's, or is not. The
# tracker hands campaign parameters on, so it needs no code for this.
LINK_PARAMETER = "utm_id"
OWN_LINK, NOT_OWN_LINK = "pagepulse-own", "pagepulse-not-own"
# Above every time in ms: what a member said outranks what batches tell, whenever they come.
BY_MEMBER = 2**52
# Of a decoded batch: JSON begins with its brace, and this server's own word stands first.
MARK = b'{"own":true,'


def marked_own(entry: Entry) -> Entry:
    """Return the entry whose batch says that it came from the team; the address goes nowhere."""
    raw = gunzip(entry.body) if entry.encoding == "gzip" else entry.body
    raw = MARK + raw.lstrip()[1:]
    body, encoding = packed(raw)
    return replace(entry, body=body, encoding=encoding, raw_bytes=len(raw))


def own_rows(entry: Entry, batch: Batch) -> list[Row]:
    """Return the row of `own_visitors` where a batch tells something of its visitor."""
    told = _told_by_link(batch)
    is_own = batch.own if told is None else told
    if told is None and not is_own:
        return []
    visitor_id = batch.visitor_id or entry.session_id
    return own_visitor_rows(entry.project_id, visitor_id, entry.received_at, is_own=is_own)


def own_visitor_rows(
    project_id: str, visitor_id: str, at: int, *, is_own: bool, is_by_member: bool = False
) -> list[Row]:
    """Return the one row that says who a visitor is; `at` in Unix ms."""
    version = at + BY_MEMBER if is_by_member else at
    return [(project_id, visitor_id, version, is_own, at)]


def _told_by_link(batch: Batch) -> bool | None:
    """Return what the last link of the pages of a batch says, or None."""
    for view in reversed(batch.page_views):
        if OWN_LINK in view.url or NOT_OWN_LINK in view.url:
            said = _link_value(view.url)
            if said in {OWN_LINK, NOT_OWN_LINK}:
                return said == OWN_LINK
    return None


def _link_value(url: str) -> str:
    try:
        return parse_qs(urlsplit(url).query).get(LINK_PARAMETER, [""])[-1]
    except ValueError:
        return ""
