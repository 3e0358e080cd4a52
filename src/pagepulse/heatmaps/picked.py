"""The facts of chosen sessions, read once and summed in this process."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from statistics import median
from typing import TypeVar

from pagepulse.heatmaps.filters import COUNTED_TYPES, WEIGHTS, Chosen
from pagepulse.heatmaps.layout import edge_of
from pagepulse.heatmaps.queries import (
    BANDED_TYPES,
    COUNT_NAMES,
    EDGE,
    HAS_PLACE,
    IS_APPROXIMATE,
    LEFT,
    LINE_REACH,
    LISTED_SESSIONS,
    MAX_ELEMENTS,
    SQUARE_MIDDLE_X,
    SQUARE_MIDDLE_Y,
    TOP,
    select_view_sizes,
)
from pagepulse.heatmaps.reach import step_of
from pagepulse.heatmaps.sums import Asked
from pagepulse.warehouse import Row, Warehouse

# A thousand sessions have as many on a page; summing them takes less time than asking for them.
MAX_PICKED = 20_000
# Each column is read in as many places as there are sessions: only what the question looks at.
_WHO = (
    "session_id",
    "visitor_hash",
    "toUnixTimestamp64Milli(at) as ms",
    f"{IS_APPROXIMATE} as is_approximate",
)
_SQUARE = (
    "element_id",
    f"{HAS_PLACE} as has_place",
    f"{SQUARE_MIDDLE_X} as square_x",
    f"{SQUARE_MIDDLE_Y} as square_y",
)
_INSIDE = (
    "type",
    f"{EDGE} as edge",
    "cell_x",
    "cell_y",
    "ey",
    f"{LINE_REACH} as line_reach",
    f"{TOP} as box_y",
)
_SIDES = (f"{LEFT} as box_x", "width as box_width", "height as box_height")
_REACH = ("page_view_id", "page_y")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which facts the questions look at, and what of each."""

    stored: str
    asked: Sequence[Asked]

    @property
    def types(self) -> list[str]:
        """Return the types that the questions look at."""
        inside = COUNTED_TYPES if "cells" in self.asked else ()
        return sorted({self.stored, *inside, *(("scroll",) if "depths" in self.asked else ())})

    @property
    def columns(self) -> str:
        """Return what is read of each fact."""
        wanted = [*_WHO, *_SQUARE, f"{WEIGHTS.get(self.stored, '1')} as weight"]
        wanted += _INSIDE if "cells" in self.asked else ["type"]
        wanted += _SIDES if "boxes" in self.asked else ()
        return ", ".join([*wanted, *(_REACH if "depths" in self.asked else ())])


def pick(warehouse: Warehouse, chosen: Chosen, wanted: Wanted) -> PickedSums | None:
    """Return the sums of chosen sessions; None where none are, or too many facts.

    Raises StorageError.
    """
    if chosen.days is None:
        return None
    conditions, parameters = chosen.conditions(wanted.types)
    sql = f"""
        select {wanted.columns} from interactions where {" and ".join(conditions)}
        limit {MAX_PICKED + 1}
    """
    facts = warehouse.query(sql, parameters)
    return None if len(facts) > MAX_PICKED else PickedSums(warehouse, chosen, wanted.stored, facts)


class PickedSums:
    """Sums of facts that are at hand: rows with the columns of `Wanted`."""

    def __init__(
        self, warehouse: Warehouse, chosen: Chosen, stored: str, facts: Sequence[Row]
    ) -> None:
        """Take facts that fit the filter."""
        self._stored = stored
        self._warehouse = warehouse
        self._chosen = chosen
        self._of_type: dict[str, list[Row]] = defaultdict(list)
        for fact in facts:
            self._of_type[fact["type"]].append(fact)

    def totals(self) -> Row:
        """Return `total`, `approximate`, `visitors`, `sessions`, `session_ids`, `last_at`."""
        facts = self._of_type[self._stored]
        sessions = {fact["session_id"] for fact in facts}
        return {
            "total": len(facts),
            "approximate": sum(fact["is_approximate"] for fact in facts),
            "visitors": len({fact["visitor_hash"] for fact in facts}),
            "sessions": len(sessions),
            "session_ids": sorted(sessions)[:LISTED_SESSIONS],
            "last_at": max((fact["ms"] for fact in facts), default=0),
        }

    def rows(self, asked: Asked) -> list[Row]:
        """Return the rows of a question; those of depths raise StorageError."""
        ways: dict[Asked, Callable[[], list[Row]]] = {
            "cells": self._cells,
            "element_counts": self._element_counts,
            "boxes": lambda: self._medians(("box_x", "box_y", "box_width", "box_height")),
            "tops": lambda: self._medians(("box_y",)),
            "squares": self._squares,
            "depths": self._depths,
            "loose_squares": self._loose_squares,
        }
        return ways[asked]()

    def _cells(self) -> list[Row]:
        """Return by `element_id` its `cells`: tuples of ex, ey, count and weight, most first."""
        columns = ("line_reach", "ey") if self._stored in BANDED_TYPES else ("cell_x", "cell_y")
        cells: dict[int, list[tuple[int, ...]]] = defaultdict(list)
        for (element_id, *place), sums in _summed(
            self._on_elements([self._stored]), ("element_id", *columns)
        ):
            cells[element_id].append((*place, *sums))
        return [
            {"element_id": element_id, "cells": sorted(several, key=_most_first)}
            for element_id, several in cells.items()
        ]

    def _squares(self) -> list[Row]:
        """Return squares of the page, most first."""
        placed = (fact for fact in self._of_type[self._stored] if fact["has_place"])
        return _square_rows(placed, ("square_x", "square_y"))

    def _loose_squares(self) -> list[Row]:
        """Return the squares of what has no element, by `edge`, most first."""
        facts = self._of_type[self._stored]
        loose = (fact for fact in facts if fact["has_place"] and not fact["element_id"])
        return _square_rows(loose, ("square_x", "square_y", "edge"))

    def _element_counts(self) -> list[Row]:
        """Return counts of elements, most first."""
        of_element = _grouped(self._on_counted(), itemgetter("element_id"))
        rows = [_element_row(one, facts, self._stored) for one, facts in of_element.items()]
        rows.sort(key=lambda row: (-row["count"], -row["clicks"], row["element_id"]))
        return rows[:MAX_ELEMENTS]

    def _depths(self) -> list[Row]:
        """Return `edge`, `step`, `views`: how deep each page view of the pages came, in steps."""
        deepest: dict[str, int] = {}
        for fact in self._of_type["scroll"]:
            view_id = fact["page_view_id"]
            deepest[view_id] = max(fact["page_y"], deepest.get(view_id, 0))
        views = Counter(
            (
                edge_of(view["width"]),
                step_of(max(view["height"], deepest.get(view["page_view_id"], 0))),
            )
            for view in select_view_sizes(self._warehouse, self._chosen)
        )
        return [{"edge": edge, "step": step, "views": n} for (edge, step), n in views.items()]

    def _on_elements(self, types: Iterable[str]) -> list[Row]:
        return [fact for one in types for fact in self._of_type[one] if fact["element_id"]]

    def _on_counted(self) -> list[Row]:
        return self._on_elements({*COUNTED_TYPES, self._stored})

    def _medians(self, sides: Sequence[str]) -> list[Row]:
        names = ("element_id", "edge", "is_approximate")
        of_box = _grouped(self._on_counted(), itemgetter(*names))
        ordered = sorted(of_box.items(), key=lambda one: (-len(one[1]), one[0]))
        return [
            dict(zip(names, key, strict=True))
            | {side: median(fact[side] for fact in facts) for side in sides}
            for key, facts in ordered[:MAX_ELEMENTS]
        ]


_Key = TypeVar("_Key")


def _grouped(facts: Iterable[Row], key_of: Callable[[Row], _Key]) -> dict[_Key, list[Row]]:
    groups: dict[_Key, list[Row]] = defaultdict(list)
    for fact in facts:
        groups[key_of(fact)].append(fact)
    return groups


def _summed(
    facts: Iterable[Row], columns: Sequence[str]
) -> Iterator[tuple[tuple[int, ...], tuple[int, int]]]:
    """Yield each place with how often something was there, and its weight."""
    for place, several in _grouped(facts, itemgetter(*columns)).items():
        yield place, (len(several), sum(fact["weight"] for fact in several))


def _most_first(cell: tuple[int, ...]) -> tuple[int, int, int]:
    left, top, count, _ = cell
    return -count, left, top


def _square_rows(facts: Iterable[Row], columns: Sequence[str]) -> list[Row]:
    rows = [
        {"x": x, "y": y, "edge": edge[0] if edge else 0, "count": count, "weight": weight}
        for (x, y, *edge), (count, weight) in _summed(facts, columns)
    ]
    return sorted(rows, key=lambda row: (-row["count"], row["edge"], row["x"], row["y"]))


def _element_row(element_id: int, facts: Sequence[Row], stored: str) -> Row:
    of_type = _grouped(facts, itemgetter("type"))
    wanted = of_type.get(stored, [])
    return {
        "element_id": element_id,
        "count": len(wanted),
        "weight": sum(fact["weight"] for fact in wanted),
        **{
            name: len(of_type.get(stored_name, ()))
            for name, stored_name in zip(COUNT_NAMES, COUNTED_TYPES, strict=True)
        },
        "visitors": len({fact["visitor_hash"] for fact in wanted}),
        "sessions": len({fact["session_id"] for fact in wanted}),
    }
