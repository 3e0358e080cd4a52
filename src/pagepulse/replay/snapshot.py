"""The DOM of a page as a session saw it: what a heatmap is drawn on."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from pagepulse.errors import NotFoundError
from pagepulse.replay.event_queries import (
    TabKey,
    find_full_snapshot,
    find_meta_before,
    select_payloads,
    select_sizes,
)
from pagepulse.replay.filters import page_comparison
from pagepulse.replay.models import PageSnapshot
from pagepulse.replay.windows import WINDOW_BYTES, Key, KeyRange, cut_window
from pagepulse.warehouse import Row, Warehouse

# A full snapshot follows a page view within this time, or the page was left before it.
SNAPSHOT_DELAY_MS = 30_000
# Page views tried until one has a recording.
MAX_TRIES = 20
MAX_EVENTS = 20_000


@dataclass(frozen=True, slots=True)
class SnapshotRequest:
    """Which page, of which session if it matters, at which width and time."""

    project_id: str
    page_url: str
    session_id: str | None
    width: int | None
    at: int | None


def read_snapshot(warehouse: Warehouse, request: SnapshotRequest) -> PageSnapshot:
    """Return the DOM of a page; raises NotFoundError when no recording shows it."""
    for view in candidate_views(warehouse, request):
        found = snapshot_of_view(warehouse, request, view)
        if found is not None:
            return found
    raise NotFoundError("snapshot_not_found", "No recording shows this page.")


def candidate_views(warehouse: Warehouse, request: SnapshotRequest) -> list[Row]:
    """Return page views of the page: nearest in width, then latest."""
    condition, parameters = page_comparison(request.page_url)
    conditions = ["project_id = {project_id:String}", condition]
    if request.session_id is not None:
        conditions.append("session_id = {session_id:String}")
    if request.at is not None:
        conditions.append("at <= fromUnixTimestamp64Milli({at:Int64}, 'UTC')")
    sql = f"""
        select session_id, tab_id, page_url, toUnixTimestamp64Milli(at) as ms,
               viewport_width, viewport_height
        from page_views
        where {" and ".join(conditions)}
        order by if({{width:Int64}} = 0, 0, abs(viewport_width - {{width:Int64}})), at desc
        limit {MAX_TRIES}
    """
    bound = {
        **parameters,
        "project_id": request.project_id,
        "session_id": request.session_id or "",
        "at": request.at or 0,
        "width": request.width or 0,
    }
    return warehouse.query(sql, bound)


def snapshot_of_view(
    warehouse: Warehouse, request: SnapshotRequest, view: Row
) -> PageSnapshot | None:
    """Return the snapshot that was taken for a page view, or None."""
    tab = TabKey(request.project_id, view["session_id"], view["tab_id"])
    until = max(view["ms"] + SNAPSHOT_DELAY_MS, request.at or 0)
    full = find_full_snapshot(warehouse, tab, until)
    if full is None:
        return None
    meta = find_meta_before(warehouse, tab, full) or full
    return PageSnapshot(
        session_id=tab.session_id,
        tab_id=tab.tab_id,
        page_url=view["page_url"],
        at=full.at,
        viewport_width=view["viewport_width"],
        viewport_height=view["viewport_height"],
        events=read_events(warehouse, tab, meta, full, request.at),
    )


def read_events(
    warehouse: Warehouse, tab: TabKey, meta: Key, full: Key, until: int | None
) -> list[dict[str, object]]:
    """Return Meta and full snapshot; with `until`, also what followed, one window at most."""
    keys = [KeyRange(meta, meta)] if meta != full else []
    sizes = select_sizes(warehouse, tab, full, MAX_EVENTS)
    followed = [size for size in sizes if until is not None and size.key.at <= until]
    window = cut_window(followed, WINDOW_BYTES)
    keys.append(KeyRange(full, window[-1].key if window else full))
    texts = [text for part in keys for text in select_payloads(warehouse, tab, part)]
    return [msgspec.json.decode(text) for text in texts]
