"""What the bar under the player shows, computed from plain rows: gaps, page visits, moments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from pagepulse.replay.models import Gap, Marker, MarkerKind, PageVisit, Tab
from pagepulse.replay.notices import notice_label
from pagepulse.warehouse import Row

MAX_MARKERS = 5_000
# Bars of the timeline: about one per four pixels of a wide screen.
MAX_BUCKETS = 400
# Bar widths that a person reads easily, in ms; a session lasts at most a day.
BUCKET_MS = (
    250, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000,
)  # fmt: skip
# Typing into a field, or dragging a window's corner, is one moment for a person.
BURST_MS = 1_500
BURST_KINDS = frozenset({"input", "resize"})
# Kinds that may go first when there are more moments than a list can show.
LEAST_WORTH = frozenset({"focus"})
MAX_LABEL_CHARS = 200
# Who leaves a page so soon for the one before did not find there what was expected.
QUICK_BACK_MS = 5_000

MOMENTS: dict[str, tuple[MarkerKind, str]] = {
    "click": ("click", "Click"),
    "input": ("input", "Input"),
    "resize": ("resize", "Window resized"),
    "focus": ("focus", "Field focused"),
    "blur": ("focus", "Field left"),
}


def bucket_ms_of(duration_ms: int) -> int:
    """Return the least readable bar width that keeps to MAX_BUCKETS bars."""
    fitting = (width for width in BUCKET_MS if duration_ms <= width * MAX_BUCKETS)
    return next(fitting, BUCKET_MS[-1] * (1 + duration_ms // (BUCKET_MS[-1] * MAX_BUCKETS)))


def bucket_count(duration_ms: int, bucket_ms: int) -> int:
    """Return how many bars a session takes, at least one."""
    return max(1, -(-duration_ms // bucket_ms))


def gaps_of(batches: Sequence[Row], started_at: int) -> list[Gap]:
    """Return the holes in each tab's numbers; rows are ordered by tab and seq.

    Numbers begin at 0, so a tab that begins later has lost its first batches.
    """
    gaps: list[Gap] = []
    for tab_id, rows in groupby(batches, key=lambda row: row["tab_id"]):
        before = {"seq": -1, "last_at": started_at}
        for earlier, later in pairwise([before, *rows]):
            missing = later["seq"] - earlier["seq"] - 1
            if missing > 0:
                from_at = min(earlier["last_at"], later["first_at"])
                to_at = max(earlier["last_at"], later["first_at"])
                gaps.append(Gap(tab_id=tab_id, from_at=from_at, to_at=to_at, missing=missing))
    return sorted(gaps, key=lambda gap: gap.from_at)


def tabs_of(batches: Sequence[Row], full_snapshots: Sequence[Row]) -> list[Tab]:
    """Return the tabs of a session in the order in which they began."""
    snapshots: dict[str, list[int]] = {}
    for row in full_snapshots:
        snapshots.setdefault(row["tab_id"], []).append(row["at"])
    tabs = [
        tab_of(tab_id, list(rows), snapshots.get(tab_id, []))
        for tab_id, rows in groupby(batches, key=lambda row: row["tab_id"])
    ]
    return sorted(tabs, key=lambda tab: (tab.first_at, tab.tab_id))


def tab_of(tab_id: str, batches: list[Row], full_snapshots: list[int]) -> Tab:
    """Return one tab, from its batches."""
    return Tab(
        tab_id=tab_id,
        first_at=min(row["first_at"] for row in batches),
        last_at=max(row["last_at"] for row in batches),
        event_count=sum(row["event_count"] for row in batches),
        full_snapshots=full_snapshots,
    )


def page_visits_of(page_views: Sequence[Row], tabs: Sequence[Tab]) -> list[PageVisit]:
    """Return the page views with the time each was left; rows are ordered by time."""
    left_at = {tab.tab_id: tab.last_at for tab in tabs}
    visits: list[PageVisit] = []
    for row in reversed(page_views):
        until = max(row["at"], left_at.get(row["tab_id"], row["at"]))
        visits.append(PageVisit(**row, left_at=until))
        left_at[row["tab_id"]] = row["at"]
    return visits[::-1]


def markers_of(
    moments: Iterable[Row], named: Iterable[Row], pages: Iterable[PageVisit]
) -> list[Marker]:
    """Return all moments in order of time; bursts of typing and resizing are one moment each."""
    visits = list(pages)
    markers = [
        *(moment_marker(row) for row in merge_bursts(moments)),
        *(named_marker(row) for row in named),
        *(page_marker(page) for page in visits),
        *quick_backs_of(visits),
    ]
    return sorted(markers, key=lambda marker: marker.at)


def quick_backs_of(pages: Sequence[PageVisit]) -> Iterator[Marker]:
    """Yield a marker where a visitor was back on the page before within seconds.

    Page visits are ordered by time; it does not matter whether by a link or by the browser's Back.
    """
    by_tab: dict[str, list[PageVisit]] = {}
    for page in pages:
        by_tab.setdefault(page.tab_id, []).append(page)
    for visits in by_tab.values():
        for before, left, back in zip(visits, visits[1:], visits[2:], strict=False):
            is_back = before.page_url == back.page_url != left.page_url
            if is_back and back.at - left.at < QUICK_BACK_MS:
                label = f"Quick back from {left.path or left.page_url}"[:MAX_LABEL_CHARS]
                yield Marker(at=back.at, tab_id=back.tab_id, kind="quick-back", label=label)


def merge_bursts(moments: Iterable[Row]) -> list[Row]:
    """Keep the first of moments of one kind that follow each other quickly in a tab."""
    last_at: dict[tuple[str, str], int] = {}
    kept: list[Row] = []
    for row in moments:
        key = (row["tab_id"], row["kind"])
        is_burst = row["kind"] in BURST_KINDS and row["at"] - last_at.get(key, -BURST_MS) < BURST_MS
        last_at[key] = row["at"]
        if not is_burst:
            kept.append(row)
    return kept


def choose_markers(markers: list[Marker], limit: int = MAX_MARKERS) -> list[Marker]:
    """Return at most `limit` markers: the least worth goes first, then the latest."""
    if len(markers) > limit:
        markers = [marker for marker in markers if marker.kind not in LEAST_WORTH]
    return markers[:limit]


def moment_marker(row: Row) -> Marker:
    """Return the marker of something that the visitor did."""
    kind, label = MOMENTS[row["kind"]]
    return Marker(at=row["at"], tab_id=row["tab_id"], kind=kind, label=label)


def named_marker(row: Row) -> Marker:
    """Return the marker of what has words of its own, such as the message of an error."""
    label = row["label"][:MAX_LABEL_CHARS]
    if row["kind"] == "notice":
        level, _, cause = label.partition(" ")
        label = notice_label(level, cause)
    return Marker(at=row["at"], tab_id=row["tab_id"], kind=row["kind"], label=label)


def page_marker(page: PageVisit) -> Marker:
    """Return the marker of a page view."""
    label = (page.path or page.page_url)[:MAX_LABEL_CHARS]
    return Marker(at=page.at, tab_id=page.tab_id, kind="page", label=label)
