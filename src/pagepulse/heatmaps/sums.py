"""What a map is summed up from, whoever sums: the engine over all facts, or this process over few.

Facts of chosen sessions lie in as many places of the large table as there are sessions, and each
question of the engine takes milliseconds before it looks at a row. So few facts are read once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, Protocol

from pagepulse.heatmaps.filters import COUNTED_TYPES, Chosen
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

Asked = Literal["cells", "element_counts", "boxes", "tops", "squares", "depths", "loose_squares"]
"""The questions of maps; their rows are those of the `select_…` of the same name."""


class Sums(Protocol):
    """Answers the questions of one map."""

    def totals(self) -> Row:
        """Return `total`, `approximate`, `visitors`, `sessions`, `session_ids`, `last_at`."""

    def rows(self, asked: Asked) -> list[Row]:
        """Return the rows of a question that was said to be asked for."""


class EngineSums:
    """The engine sums all facts that fit; statements that are known to be asked for run at once.

    Whatever is asked for raises StorageError.
    """

    def __init__(
        self, warehouse: Warehouse, chosen: Chosen, stored: str, asked: Sequence[Asked]
    ) -> None:
        """Begin to ask, the longest first; the totals are left to the thread of who asks them."""
        self._warehouse = warehouse
        self._chosen = chosen
        self._stored = stored
        types = sorted({*COUNTED_TYPES, stored})
        ways: dict[Asked, Callable[[], list[Row]]] = {
            "cells": lambda: select_cells(warehouse, chosen, stored),
            "element_counts": lambda: select_element_counts(warehouse, chosen, stored),
            "boxes": lambda: select_boxes(warehouse, chosen, types),
            "tops": lambda: select_tops(warehouse, chosen, types),
            "squares": lambda: select_squares(warehouse, chosen, stored),
            "depths": lambda: select_depths(warehouse, chosen),
            "loose_squares": lambda: select_loose_squares(warehouse, chosen, stored),
        }
        self._begun = {name: warehouse.aside(way) for name, way in ways.items() if name in asked}

    def totals(self) -> Row:
        """Return `total`, `approximate`, `visitors`, `sessions`, `session_ids`, `last_at`."""
        return select_totals(self._warehouse, self._chosen, self._stored)

    def rows(self, asked: Asked) -> list[Row]:
        """Return the rows of what was said to be asked for."""
        return self._begun[asked].result()
