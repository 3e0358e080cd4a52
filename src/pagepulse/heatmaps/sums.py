"""What a map is summed up from, whoever sums: the engine over all facts, or this process over few.

Facts of chosen sessions lie in as many places of the large table as there are sessions, and each
question of the engine takes milliseconds before it looks at a row. So few facts are read once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pagepulse.heatmaps.filters import Chosen
from pagepulse.heatmaps.queries import (
    select_boxes,
    select_cells,
    select_depths,
    select_element_counts,
    select_loose_squares,
    select_squares,
    select_tops,
    select_totals,
)
from pagepulse.warehouse import Row, Warehouse


class Sums(Protocol):
    """Answers the questions of one map; rows are those of the `select_…` of the same name."""

    def totals(self, stored: str) -> Row:
        """Return `total`, `approximate`, `visitors`, `sessions`, `session_ids`, `last_at`."""

    def cells(self, stored: str) -> list[Row]:
        """Return by `element_id` its `cells`."""

    def squares(self, stored: str) -> list[Row]:
        """Return squares of the page."""

    def loose_squares(self, stored: str) -> list[Row]:
        """Return the squares of what has no element, by `edge`."""

    def boxes(self, types: Sequence[str]) -> list[Row]:
        """Return where elements were seen."""

    def tops(self, types: Sequence[str]) -> list[Row]:
        """Return how far down elements begin."""

    def element_counts(self, stored: str) -> list[Row]:
        """Return counts of elements."""

    def depths(self) -> list[Row]:
        """Return how deep page views came."""


@dataclass(frozen=True, slots=True)
class EngineSums:
    """The engine sums all facts that fit; every question raises StorageError."""

    warehouse: Warehouse
    chosen: Chosen

    def totals(self, stored: str) -> Row:
        """Return `total`, `approximate`, `visitors`, `sessions`, `session_ids`, `last_at`."""
        return select_totals(self.warehouse, self.chosen, stored)

    def cells(self, stored: str) -> list[Row]:
        """Return by `element_id` its `cells`."""
        return select_cells(self.warehouse, self.chosen, stored)

    def squares(self, stored: str) -> list[Row]:
        """Return squares of the page."""
        return select_squares(self.warehouse, self.chosen, stored)

    def loose_squares(self, stored: str) -> list[Row]:
        """Return the squares of what has no element, by `edge`."""
        return select_loose_squares(self.warehouse, self.chosen, stored)

    def boxes(self, types: Sequence[str]) -> list[Row]:
        """Return where elements were seen."""
        return select_boxes(self.warehouse, self.chosen, types)

    def tops(self, types: Sequence[str]) -> list[Row]:
        """Return how far down elements begin."""
        return select_tops(self.warehouse, self.chosen, types)

    def element_counts(self, stored: str) -> list[Row]:
        """Return counts of elements."""
        return select_element_counts(self.warehouse, self.chosen, stored)

    def depths(self) -> list[Row]:
        """Return how deep page views came."""
        return select_depths(self.warehouse, self.chosen)
