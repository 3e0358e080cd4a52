"""Two maps of one page beside each other, element by element.

What is compared is the share of page views in which an element was used, of those that came down to
it: ten clicks of one visitor are one visitor's habit, and what few people see is not thought dull.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pagepulse.heatmaps.compare_queries import select_element_hits
from pagepulse.heatmaps.filters import Chosen, HeatmapFilter, stored_type
from pagepulse.heatmaps.layout import Boxes
from pagepulse.heatmaps.maps import boxes_of, hex_id, print_of
from pagepulse.heatmaps.models import ComparedElement, ComparedSide, HeatmapComparison
from pagepulse.heatmaps.queries import (
    select_boxes,
    select_depths,
    select_elements,
    select_totals,
)
from pagepulse.heatmaps.reach import Depths
from pagepulse.heatmaps.statistics import benjamini_hochberg, newcombe, p_value
from pagepulse.warehouse import Row, Warehouse


@dataclass(frozen=True, slots=True)
class _Side:
    """All that is known of one filter."""

    totals: Row
    counts: Mapping[int, int]
    hits: Mapping[int, int]
    boxes: Boxes
    depths: Mapping[int, Depths]

    @property
    def views(self) -> int:
        return sum(depths.views for depths in self.depths.values())

    def told(self) -> ComparedSide:
        return ComparedSide(
            interactions=self.totals["total"],
            sessions=self.totals["sessions"],
            visitors=self.totals["visitors"],
            views=self.views,
        )


@dataclass(frozen=True, slots=True)
class _Share:
    """How many of how many; never more than all."""

    hits: int
    tries: int

    @property
    def share(self) -> float:
        return self.hits / self.tries if self.tries else 0.0


def compare(
    warehouse: Warehouse, asked: HeatmapFilter, first: Chosen, second: Chosen
) -> HeatmapComparison:
    """Return how the elements differ; both filters are of the same pages."""
    stored = stored_type(asked.type)
    a, b = (_read_side(warehouse, one, stored) for one in (first, second))
    ids = sorted({*a.counts, *b.counts})
    told = {row["element_id"]: row for row in select_elements(warehouse, first, ids)}
    by_views = a.views > 0 and b.views > 0
    pairs = [(_share(one, a, b, by_views), _share(one, b, a, by_views)) for one in ids]
    adjusted = benjamini_hochberg(
        [p_value(one.hits, one.tries, two.hits, two.tries) for one, two in pairs]
    )
    elements = [
        _element(one, told.get(one), (a, b), pair, p)
        for one, pair, p in zip(ids, pairs, adjusted, strict=True)
    ]
    return HeatmapComparison(
        page_url=asked.page_url,
        type=asked.type,
        basis="views" if by_views else "interactions",
        a=a.told(),
        b=b.told(),
        elements=sorted(elements, key=lambda one: (one.adjusted_p, -abs(one.difference))),
    )


def _read_side(warehouse: Warehouse, chosen: Chosen, stored: str) -> _Side:
    rows = select_element_hits(warehouse, chosen, stored)
    views: dict[int, dict[int, int]] = defaultdict(dict)
    for row in select_depths(warehouse, chosen):
        views[row["edge"]][row["step"]] = row["views"]
    return _Side(
        totals=select_totals(warehouse, chosen, stored),
        counts={row["element_id"]: row["count"] for row in rows},
        hits={row["element_id"]: row["hits"] for row in rows},
        boxes=boxes_of(select_boxes(warehouse, chosen, [stored])),
        depths={edge: Depths(steps) for edge, steps in views.items()},
    )


def _share(element_id: int, side: _Side, other: _Side, by_views: bool) -> _Share:  # noqa: FBT001 - says which of two shares
    if not by_views:
        return _Share(side.counts.get(element_id, 0), side.totals["total"])
    hits = side.hits.get(element_id, 0)
    tops = _tops(element_id, (side, other))
    tries = sum(depths.reaching(_nearest(tops, edge)) for edge, depths in side.depths.items())
    # Whoever used it has seen it, whatever scrolling said.
    return _Share(hits, max(tries, hits))


def _tops(element_id: int, sides: Sequence[_Side]) -> Mapping[int, int]:
    """Return how far down an element lies, by edge; what the first side says counts first."""
    boxes = {**sides[1].boxes.get(element_id, {}), **sides[0].boxes.get(element_id, {})}
    return {edge: max(0, box.y) for edge, box in boxes.items()}


def _nearest(tops: Mapping[int, int], edge: int) -> int:
    """Return the place at the widths of an edge, or where nobody used it there, at the nearest."""
    return tops[min(tops, key=lambda one: (abs(one - edge), one))] if tops else 0


def _element(
    element_id: int,
    told: Row | None,
    sides: tuple[_Side, _Side],
    pair: tuple[_Share, _Share],
    adjusted_p: float,
) -> ComparedElement:
    a, b = pair
    interval = newcombe(a.hits, a.tries, b.hits, b.tries)
    # Half a view more on both sides: what has none is far from the other, not endlessly far.
    smooth = [(one.hits + 0.5) / (one.tries + 1) for one in pair]
    counts = [side.counts.get(element_id, 0) for side in sides]
    return ComparedElement(
        element_id=hex_id(element_id),
        label=told["label"] if told else "",
        print=print_of(told),
        count_a=counts[0],
        count_b=counts[1],
        hits_a=a.hits,
        hits_b=b.hits,
        tries_a=a.tries,
        tries_b=b.tries,
        share_a=a.share,
        share_b=b.share,
        difference=b.share - a.share,
        low=interval.low,
        high=interval.high,
        adjusted_p=adjusted_p,
        log_ratio=math.log2(smooth[1] / smooth[0]),
    )
