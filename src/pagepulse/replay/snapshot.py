"""The DOM of a page as a session saw it: what a heatmap is drawn on."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from pagepulse.errors import NotFoundError
from pagepulse.questions.filters import page_view_conditions
from pagepulse.replay.assets import Hydration
from pagepulse.replay.event_queries import (
    FullSnapshot,
    TabKey,
    find_full_snapshot,
    select_payloads,
    select_sizes,
)
from pagepulse.replay.models import PageSnapshot
from pagepulse.replay.queries import select_views_of_page
from pagepulse.replay.windows import WINDOW_BYTES, KeyRange, cut_window
from pagepulse.warehouse import Row, Warehouse

# A full snapshot follows a page view within this time, or the page was left before it.
SNAPSHOT_DELAY_MS = 30_000
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
    wanted = page_view_conditions(request.page_url, request.session_id, request.at)
    for view in select_views_of_page(warehouse, request.project_id, wanted, request.width):
        found = snapshot_of_view(warehouse, request, view)
        if found is not None:
            return found
    raise NotFoundError("snapshot_not_found", "No recording shows this page.")


def snapshot_of_view(
    warehouse: Warehouse, request: SnapshotRequest, view: Row
) -> PageSnapshot | None:
    """Return the snapshot that was taken for a page view, or None."""
    tab = TabKey(request.project_id, view["session_id"], view["tab_id"])
    until = max(view["ms"] + SNAPSHOT_DELAY_MS, request.at or 0)
    full = find_full_snapshot(warehouse, tab, until)
    if full is None:
        return None
    return PageSnapshot(
        session_id=tab.session_id,
        tab_id=tab.tab_id,
        page_url=view["page_url"],
        at=full.key.at,
        viewport_width=view["viewport_width"],
        viewport_height=view["viewport_height"],
        events=read_events(warehouse, tab, full, request.at),
    )


def read_events(
    warehouse: Warehouse, tab: TabKey, full: FullSnapshot, until: int | None
) -> list[dict[str, object]]:
    """Return Meta and full snapshot; with `until`, also what followed, one window at most."""
    keys = [KeyRange(full.meta, full.meta)] if full.meta != full.key else []
    followed = [] if until is None else select_sizes(warehouse, tab, full.key, MAX_EVENTS, until)
    window = cut_window(followed, WINDOW_BYTES)
    keys.append(KeyRange(full.key, window[-1].key if window else full.key))
    texts = [text for part in keys for text in select_payloads(warehouse, tab, part)]
    hydration = Hydration(warehouse, tab.project_id)
    return [msgspec.json.decode(hydration.whole(text)) for text in texts]
