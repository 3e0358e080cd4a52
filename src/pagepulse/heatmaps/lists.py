"""What stands around a map: its pages, the moments behind a spot, and backdrops."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pagepulse.heatmaps.filters import Chosen, HeatmapFilter, stored_type
from pagepulse.heatmaps.layout import edge_of
from pagepulse.heatmaps.list_queries import (
    Spot,
    count_moments,
    select_moments,
    select_page_counts,
    select_page_views,
    select_recorded,
    select_snapshots,
)
from pagepulse.heatmaps.maps import hex_id
from pagepulse.heatmaps.models import (
    Backdrop,
    BackdropList,
    HeatmapPage,
    HeatmapPageList,
    HeatMoment,
    HeatMomentList,
    PageState,
)
from pagepulse.heatmaps.pages import rule_of
from pagepulse.heatmaps.states import states_of
from pagepulse.questions.cursors import Position, decode_cursor, encode_cursor
from pagepulse.questions.dates import TimeRange
from pagepulse.warehouse import Row, Warehouse

LISTED_PAGES = 500
LISTED_SNAPSHOTS = 50
# Below so many nodes a page has hardly begun to show itself.
FEW_NODES = 20
MOMENT_COPIED = (
    "session_id", "tab_id", "page", "node", "page_x", "page_y", "viewport_width", "duration_ms",
    "value", "visitor_id", "device", "browser", "country",
)  # fmt: skip
BACKDROP_COPIED = (
    "session_id", "tab_id", "page", "viewport_width", "viewport_height", "node_count", "bytes",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MomentRequest:
    """One page of the moments behind a spot."""

    chosen: Chosen
    asked: HeatmapFilter
    spot: Spot
    cursor: str | None
    limit: int

    @property
    def question(self) -> str:
        """Return what a cursor is bound to."""
        return f"{self.chosen.project_id} {self.asked.model_dump_json()} {self.spot}"


def list_moments(warehouse: Warehouse, request: MomentRequest) -> HeatMomentList:
    """Return one page; raises InvalidInputError for a cursor of another question."""
    after = decode_cursor(request.cursor, request.question) if request.cursor else None
    stored = stored_type(request.asked.type)
    # One row more than wanted tells whether another page follows.
    rows = select_moments(
        warehouse, request.chosen, stored, request.spot, after=after, limit=request.limit + 1
    )
    shown = rows[: request.limit]
    ids = sorted({row["session_id"] for row in shown})
    recorded = select_recorded(warehouse, request.chosen.project_id, ids)
    counts = count_moments(warehouse, request.chosen, stored, request.spot)
    cursor = None
    if len(rows) > request.limit:
        cursor = encode_cursor(Position(shown[-1]["ms"], shown[-1]["key"]), request.question)
    return HeatMomentList(
        moments=[_moment(row, has_recording=row["session_id"] in recorded) for row in shown],
        next_cursor=cursor,
        total=counts["total"],
        session_count=counts["sessions"],
    )


def _moment(row: Row, *, has_recording: bool) -> HeatMoment:
    return HeatMoment(
        **{name: row[name] for name in MOMENT_COPIED},
        has_recording=has_recording,
        at=row["ms"],
        element_id=hex_id(row["element_id"]),
    )


@dataclass(slots=True)
class _PageSum:
    """What is summed of a page, or of all pages of a rule."""

    example_url: str = ""
    title: str = ""
    pages: set[str] = field(default_factory=set)
    views: int = 0
    counts: Counter[str] = field(default_factory=Counter)


def list_pages(
    warehouse: Warehouse, project_id: str, times: TimeRange, rules: Sequence[str], search: str
) -> HeatmapPageList:
    """Return the pages that have interactions or views, those with most interactions first."""
    sums: dict[str, _PageSum] = defaultdict(_PageSum)
    names: dict[str, str] = {}

    def sum_of(page: str) -> _PageSum:
        names.setdefault(page, rule_of(page, rules) or page)
        found = sums[names[page]]
        found.pages.add(page)
        return found

    for row in select_page_views(warehouse, project_id, times):
        one = sum_of(row["page"])
        one.views += row["views"]
        # Rows come by views: the first of a rule is its most frequent page.
        one.example_url = one.example_url or row["example_url"]
        one.title = one.title or row["title"]
    for row in select_page_counts(warehouse, project_id, times):
        sum_of(row["page"]).counts[row["type"]] += row["count"]
    pages = [_page(name, one, rules) for name, one in sums.items() if _is_found(search, name, one)]
    pages.sort(key=lambda page: (-page.interactions, -page.views, page.page_url))
    return HeatmapPageList(pages=pages[:LISTED_PAGES], total=len(pages))


def _is_found(search: str, name: str, page: _PageSum) -> bool:
    wanted = search.lower()
    return wanted in name.lower() or wanted in page.title.lower()


def _page(name: str, page: _PageSum, rules: Sequence[str]) -> HeatmapPage:
    return HeatmapPage(
        page_url=name,
        example_url=page.example_url,
        title=page.title,
        is_rule=name in rules,
        page_count=len(page.pages),
        views=page.views,
        interactions=page.counts.total(),
        counts=dict(page.counts),
    )


def list_backdrops(  # noqa: PLR0917 - a question with as many parts
    warehouse: Warehouse,
    project_id: str,
    pages: Sequence[str],
    times: TimeRange,
    session_id: str,
    width: int | None,
) -> BackdropList:
    """Return full snapshots, best first: of about the width, of a frequent state, and new.

    Where no width is wanted, of a width that most were laid out for.
    """
    rows = select_snapshots(warehouse, project_id, pages, times, session_id)
    states = states_of(row["structure"] for row in rows)
    sizes = Counter(states[row["structure"]] for row in rows)
    found = [_backdrop(row, states[row["structure"]]) for row in rows]
    layouts = Counter(edge_of(one.viewport_width) for one in found)
    ranked = sorted(found, key=lambda one: _rank(one, width, layouts, sizes))
    return BackdropList(
        snapshots=ranked[:LISTED_SNAPSHOTS],
        states=[
            _state(state, count, ranked) for state, count in sizes.most_common(LISTED_SNAPSHOTS)
        ],
        total=len(rows),
    )


def _rank(
    one: Backdrop, width: int | None, layouts: Counter[int], sizes: Counter[int]
) -> tuple[int, ...]:
    if width is None:
        away = -layouts[edge_of(one.viewport_width)]
    else:
        away = abs(one.viewport_width - width)
    is_bare = one.node_count < FEW_NODES
    return (is_bare, away, -sizes[int(one.state, 16)], -one.at)


def _state(state: int, count: int, ranked: Iterable[Backdrop]) -> PageState:
    shown = [one for one in ranked if one.state == _hex(state)]
    times = [one.at for one in shown]
    return PageState(
        state=_hex(state), count=count, first_at=min(times), last_at=max(times), best=shown[0]
    )


def _backdrop(row: Row, state: int) -> Backdrop:
    return Backdrop(
        **{name: row[name] for name in BACKDROP_COPIED}, at=row["ms"], state=_hex(state)
    )


def _hex(state: int) -> str:
    return f"{state:016x}"
