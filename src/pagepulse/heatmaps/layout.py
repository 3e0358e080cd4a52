"""Widths that most sites lay out alike, and where elements lie in each; pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pagepulse.heatmaps.models import HeatPoint

# The breakpoints of the frameworks that most sites use, CSS px: between two of them a page is
# mostly one layout. Each width belongs to the edge below it.
EDGES = (0, 480, 640, 768, 1024, 1280, 1536, 1920)
FULL = 65_535


@dataclass(frozen=True, slots=True)
class Box:
    """Where an element lies on the page, CSS px: medians of what visitors' browsers said."""

    x: int
    y: int
    width: int
    height: int


# A place inside an element, both 0…65535, how often something was there, and its weight. A plain
# tuple: a map has tens of thousands, and the collector of garbage passes over tuples of numbers.
Cell = tuple[int, int, int, int]


@dataclass(slots=True)
class Placement:
    """What a map could place: together all that there is."""

    placed: int = 0
    hidden: int = 0
    unresolved: int = 0


# Boxes of each element by the edge of the widths at which they were seen.
Boxes = Mapping[int, Mapping[int, Box]]


def edge_of(width: int) -> int:
    """Return the edge that a width belongs to.

    >>> edge_of(1440)
    1280
    """
    return EDGES[bisect_right(EDGES, width) - 1]


def place_cells(
    cells: Mapping[int, Sequence[Cell]], boxes: Boxes, edge: int, placement: Placement
) -> list[HeatPoint]:
    """Return the cells of elements as points at widths of an edge, and count in `placement`.

    An element that nobody saw at such a width is hidden there, where others were seen; where
    nothing was seen, nothing is known.
    """
    is_known = any(edge in of_element for of_element in boxes.values())
    points = []
    for element_id, several in cells.items():
        box = boxes.get(element_id, {}).get(edge)
        count = sum(times for _, _, times, _ in several)
        if box is not None:
            placement.placed += count
            points += [_point_in(box, cell) for cell in several]
        elif is_known:
            placement.hidden += count
        else:
            placement.unresolved += count
    return points


def _point_in(box: Box, cell: Cell) -> HeatPoint:
    ex, ey, _, value = cell
    return HeatPoint(
        box.x + round(box.width * ex / FULL), box.y + round(box.height * ey / FULL), value
    )
