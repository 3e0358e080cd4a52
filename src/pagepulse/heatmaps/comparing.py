"""Two maps of one page beside each other, element by element."""

from __future__ import annotations

import math
from collections.abc import Mapping

from pagepulse.heatmaps.filters import Chosen, HeatmapFilter, stored_type
from pagepulse.heatmaps.maps import hex_id, print_of
from pagepulse.heatmaps.models import ComparedElement, HeatmapComparison
from pagepulse.heatmaps.queries import select_element_counts, select_elements, select_totals
from pagepulse.heatmaps.statistics import benjamini_hochberg, newcombe, p_value
from pagepulse.warehouse import Row, Warehouse


def compare(
    warehouse: Warehouse, asked: HeatmapFilter, first: Chosen, second: Chosen
) -> HeatmapComparison:
    """Return how the elements' shares differ; both filters are of the same pages."""
    stored = stored_type(asked.type)
    totals = [select_totals(warehouse, one, stored) for one in (first, second)]
    counts = [_counts(warehouse, one, stored) for one in (first, second)]
    ids = sorted({*counts[0], *counts[1]})
    told = {row["element_id"]: row for row in select_elements(warehouse, first, ids)}
    sizes = (totals[0]["total"], totals[1]["total"])
    pairs = [(counts[0].get(one, 0), counts[1].get(one, 0)) for one in ids]
    adjusted = benjamini_hochberg([p_value(a, sizes[0], b, sizes[1]) for a, b in pairs])
    elements = [
        _element(one, told.get(one), pair, sizes, p)
        for one, pair, p in zip(ids, pairs, adjusted, strict=True)
    ]
    return HeatmapComparison(
        page_url=asked.page_url,
        type=asked.type,
        total_a=sizes[0],
        total_b=sizes[1],
        sessions_a=totals[0]["sessions"],
        sessions_b=totals[1]["sessions"],
        elements=sorted(elements, key=lambda one: (one.adjusted_p, -abs(one.difference))),
    )


def _counts(warehouse: Warehouse, chosen: Chosen, stored: str) -> Mapping[int, int]:
    rows = select_element_counts(warehouse, chosen, stored)
    return {row["element_id"]: row["count"] for row in rows if row["count"]}


def _element(
    element_id: int,
    told: Row | None,
    counts: tuple[int, int],
    sizes: tuple[int, int],
    adjusted_p: float,
) -> ComparedElement:
    shares = [count / size if size else 0.0 for count, size in zip(counts, sizes, strict=True)]
    interval = newcombe(counts[0], sizes[0], counts[1], sizes[1])
    # Half a click more on both sides: what has none is far from the other, not endlessly far.
    smooth = [(count + 0.5) / (size + 1) for count, size in zip(counts, sizes, strict=True)]
    return ComparedElement(
        element_id=hex_id(element_id),
        label=told["label"] if told else "",
        print=print_of(told),
        count_a=counts[0],
        count_b=counts[1],
        share_a=shares[0],
        share_b=shares[1],
        difference=shares[1] - shares[0],
        low=interval.low,
        high=interval.high,
        adjusted_p=adjusted_p,
        log_ratio=math.log2(smooth[1] / smooth[0]),
    )
