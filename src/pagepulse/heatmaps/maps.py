"""One map: facts summed by the warehouse, places by the boxes that visitors' browsers told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TypeVar

import msgspec

from pagepulse.heatmaps.filters import Chosen, HeatmapFilter, stored_type
from pagepulse.heatmaps.layout import Box, Boxes, Cell, Placement, edge_of, place_cells
from pagepulse.heatmaps.models import (
    ElementBox,
    Format,
    HeatCell,
    HeatElement,
    Heatmap,
    HeatmapData,
    HeatmapMetadata,
    HeatPoint,
    ReachLine,
    ReachPoint,
    ScrollReach,
)
from pagepulse.heatmaps.picked import Wanted, pick
from pagepulse.heatmaps.queries import select_elements, select_fold_heights
from pagepulse.heatmaps.reach import Depths, ReachStep, ShareLine, fold_lines
from pagepulse.heatmaps.sums import Asked, EngineSums, Sums
from pagepulse.warehouse import Row, Warehouse

# What is told and drawn in bands of elements alone: without its element nobody can draw it.
OF_ELEMENTS = frozenset({"attention"})
# How far down an element begins, by element and edge.
Tops = Mapping[int, Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class MapRequest:
    """What is wanted; without `width` places are where they were, at whatever width."""

    chosen: Chosen
    asked: HeatmapFilter
    format: Format
    width: int | None

    @property
    def stored(self) -> str:
        """Return the type as it is stored."""
        return stored_type(self.asked.type)

    @property
    def is_places(self) -> bool:
        """Return whether only places on the page are asked for, whatever stood there."""
        return self.format == "points" and self.width is None

    @property
    def questions(self) -> list[Asked]:
        """Return what has to be summed; only elements and reach need how deep views came."""
        questions: list[Asked] = ["squares"] if self.is_places else ["cells"]
        if not self.is_places and self.stored not in OF_ELEMENTS:
            questions.append("loose_squares")
        if self.format != "points":
            questions.append("element_counts")
        if self.width is not None:
            questions.append("boxes")
        elif self.format == "elements":
            # Four medians take twice the time of one.
            questions.append("tops")
        if self.asked.type == "scroll" or self.format == "elements":
            questions.append("depths")
        return questions


@dataclass(slots=True)
class _Map:
    points: list[HeatPoint] = field(default_factory=list)
    elements: list[HeatElement] = field(default_factory=list)
    placement: Placement = field(default_factory=Placement)


def read_heatmap(warehouse: Warehouse, request: MapRequest) -> Heatmap:
    """Return the map; raises StorageError."""
    chosen = request.chosen
    stored, questions = request.stored, request.questions
    few = pick(warehouse, chosen, Wanted(stored, questions))
    sums = few or EngineSums(warehouse, chosen, stored, questions)
    totals = sums.totals()
    inside = _read_inside(sums, request)
    made = _points_map(sums, request, inside)
    if request.format != "points":
        made.elements = _elements(warehouse, sums, request, totals["total"], inside)
    is_scroll = request.asked.type == "scroll"
    known = made.placement.placed + made.placement.hidden
    # What came between two questions counts as well.
    total = max(totals["total"], known)
    return Heatmap(
        heatmap_data=HeatmapData(
            page_url=request.asked.page_url,
            type=request.asked.type,
            points=made.points,
            elements=made.elements,
            scroll=_reach(warehouse, sums, chosen) if is_scroll else None,
        ),
        session_ids=totals["session_ids"],
        metadata=HeatmapMetadata(
            total_interactions=total,
            approximate=totals["approximate"],
            unique_users=totals["visitors"],
            session_count=totals["sessions"],
            last_updated=totals["last_at"] if totals["total"] else None,
            placed=made.placement.placed,
            hidden=made.placement.hidden,
            # Also what is beyond the limits of an answer.
            unresolved=total - known,
            pages=list(request.chosen.pages),
        ),
    )


def _reach(warehouse: Warehouse, sums: Sums, chosen: Chosen) -> ScrollReach:
    """Return how far down the page views came, at whatever width."""
    views_of_step: dict[int, int] = defaultdict(int)
    for row in sums.rows("depths"):
        views_of_step[row["step"]] += row["views"]
    depths = Depths(views_of_step)
    heights = {row["height"]: row["views"] for row in select_fold_heights(warehouse, chosen)}
    return ScrollReach(
        views=depths.views,
        curve=[_reach_point(step) for step in depths.curve()],
        lines=[_line(one) for one in depths.lines()],
        folds=[_line(one) for one in fold_lines(heights)],
    )


def boxes_of(rows: Sequence[Row]) -> dict[int, dict[int, Box]]:
    """Return boxes by element and edge."""
    boxes: dict[int, dict[int, Box]] = defaultdict(dict)
    for row in rows:
        sides = (round(row[f"box_{name}"]) for name in ("x", "y", "width", "height"))
        _keep(boxes[row["element_id"]], row, Box(*sides))
    return boxes


_Value = TypeVar("_Value")


def _keep(of_element: dict[int, _Value], row: Row, value: _Value) -> None:
    """Keep what visitors' browsers told rather than what a plain recording lets guess."""
    if row["is_approximate"]:
        of_element.setdefault(row["edge"], value)
    else:
        of_element[row["edge"]] = value


def cells_of(rows: Sequence[Row]) -> dict[int, list[Cell]]:
    """Return cells by element."""
    return {row["element_id"]: row["cells"] for row in rows}


def hex_id(element_id: int) -> str:
    """Return an element's id as trackers write it; empty where there is none."""
    return f"{element_id:016x}" if element_id else ""


def print_of(row: Row | None) -> dict[str, object]:
    """Return the print of a row of `elements`."""
    return {} if row is None else msgspec.json.decode(row["print"], type=dict[str, object])


def tops_of(rows: Sequence[Row]) -> Tops:
    """Return how far down the page elements begin, CSS px."""
    tops: dict[int, dict[int, int]] = defaultdict(dict)
    for row in rows:
        _keep(tops[row["element_id"]], row, max(0, round(row["box_y"])))
    return tops


@dataclass(frozen=True, slots=True)
class _Inside:
    """What happened inside elements, and where these lie as far as it is asked for."""

    cells: Mapping[int, Sequence[Cell]] = field(default_factory=dict)
    boxes: Boxes = field(default_factory=dict)
    tops: Tops = field(default_factory=dict)


def _read_inside(sums: Sums, request: MapRequest) -> _Inside:
    """Return nothing where neither elements nor a width were asked for."""
    if request.is_places:
        return _Inside()
    cells = cells_of(sums.rows("cells"))
    if request.width is not None:
        rows = sums.rows("boxes")
        return _Inside(cells, boxes_of(rows), tops_of(rows))
    if request.format == "elements":
        return _Inside(cells, tops=tops_of(sums.rows("tops")))
    return _Inside(cells)


def _points_map(sums: Sums, request: MapRequest, inside: _Inside) -> _Map:
    """Return the points: those of elements where these lie at the width, others where they were.

    Elements that are listed have their cells with them, so that only the others are points.
    """
    placement = Placement()
    points: list[HeatPoint] = []
    if request.width is not None:
        points = place_cells(inside.cells, inside.boxes, edge_of(request.width), placement)
    elif request.format != "points":
        placement.placed = sum(cell[2] for one in inside.cells.values() for cell in one)
    squares = _squares_of(sums, request)
    placement.placed += sum(row["count"] for row in squares)
    loose = [HeatPoint(row["x"], row["y"], row["weight"]) for row in squares]
    return _Map([*points, *loose] if request.format == "points" else loose, placement=placement)


def _squares_of(sums: Sums, request: MapRequest) -> list[Row]:
    if request.is_places:
        return sums.rows("squares")
    if request.stored in OF_ELEMENTS:
        return []
    rows = sums.rows("loose_squares")
    edge = None if request.width is None else edge_of(request.width)
    return [row for row in rows if edge in {None, row["edge"]}]


def _elements(
    warehouse: Warehouse, sums: Sums, request: MapRequest, total: int, inside: _Inside
) -> list[HeatElement]:
    counts = sums.rows("element_counts")
    told = select_elements(warehouse, request.chosen, [row["element_id"] for row in counts])
    facts = _ElementFacts(
        total=total,
        edge=None if request.width is None else edge_of(request.width),
        told={row["element_id"]: row for row in told},
        inside=inside,
        depths=_depths_of_edges(sums, request),
    )
    return [_element(row, facts) for row in counts]


@dataclass(frozen=True, slots=True)
class _ElementFacts:
    """What the lines of all elements are put together from."""

    total: int
    edge: int | None
    told: Mapping[int, Row]
    inside: _Inside
    depths: Mapping[int, Depths]

    def exposed_views(self, element_id: int) -> int:
        """Return how many page views came down to an element, at widths where it was seen."""
        return sum(
            self.depths[edge].reaching(top)
            for edge, top in self.inside.tops.get(element_id, {}).items()
            if edge in self.depths
        )


def _element(row: Row, facts: _ElementFacts) -> HeatElement:
    element_id = row["element_id"]
    told = facts.told.get(element_id)
    exposed = facts.exposed_views(element_id)
    box = None if facts.edge is None else facts.inside.boxes.get(element_id, {}).get(facts.edge)
    return HeatElement(
        element_id=hex_id(element_id),
        label=told["label"] if told else "",
        print=print_of(told),
        value=row["weight"],
        **{name: row[name] for name in _COUNTS},
        share=row["count"] / facts.total if facts.total else 0.0,
        exposed_views=exposed,
        # Whoever clicks has seen it, whatever scrolling said.
        rate=row["clicks"] / max(exposed, row["clicks"]) if exposed else None,
        box=None if box is None else ElementBox(**asdict(box)),
        cells=[
            HeatCell(ex, ey, value) for ex, ey, _, value in facts.inside.cells.get(element_id, ())
        ],
    )


_COUNTS = ("count", "clicks", "rage", "dead", "error", "visitors", "sessions")


def _depths_of_edges(sums: Sums, request: MapRequest) -> dict[int, Depths]:
    if request.format != "elements":
        return {}
    views: dict[int, dict[int, int]] = defaultdict(dict)
    for row in sums.rows("depths"):
        views[row["edge"]][row["step"]] = row["views"]
    return {edge: Depths(steps) for edge, steps in views.items()}


def _reach_point(step: ReachStep) -> ReachPoint:
    return ReachPoint(y=step.y, views=step.views, share=step.share)


def _line(line: ShareLine) -> ReachLine:
    return ReachLine(share=line.share, y=line.y)
