"""The elements of a map as CSV that a spreadsheet opens as it is."""

from __future__ import annotations

from collections.abc import Sequence

from pagepulse.heatmaps.models import HeatElement
from pagepulse.questions import spreadsheet

COLUMNS = (
    "element", "label", "interactions", "share", "clicks", "visitors", "sessions", "rage", "dead",
    "error", "exposed_views", "click_rate", "x", "y", "width", "height",
)  # fmt: skip


def csv_of(elements: Sequence[HeatElement]) -> str:
    """Return a line per element below the names of the columns."""
    return spreadsheet.csv_of(COLUMNS, (_line(element) for element in elements))


def _line(one: HeatElement) -> list[object]:
    box = [one.box.x, one.box.y, one.box.width, one.box.height] if one.box else [""] * 4
    counts = [one.clicks, one.visitors, one.sessions, one.rage, one.dead, one.error]
    place = [one.exposed_views, one.rate, *box]
    return [one.element_id, one.label, one.count, one.share, *counts, *place]
