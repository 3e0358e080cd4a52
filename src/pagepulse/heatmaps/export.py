"""The elements of a map as CSV that a spreadsheet opens as it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from pagepulse.heatmaps.models import HeatElement

COLUMNS = (
    "element", "label", "interactions", "share", "clicks", "visitors", "sessions", "rage", "dead",
    "error", "exposed_views", "click_rate", "x", "y", "width", "height",
)  # fmt: skip
# A spreadsheet runs what begins with one of these as a formula; a label is a visitor's text.
FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


def csv_of(elements: Sequence[HeatElement]) -> str:
    """Return a line per element below the names of the columns."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(_line(element) for element in elements)
    return text.getvalue()


def _line(one: HeatElement) -> list[object]:
    box = [one.box.x, one.box.y, one.box.width, one.box.height] if one.box else [""] * 4
    rate = "" if one.rate is None else round(one.rate, 4)
    counts = [one.clicks, one.visitors, one.sessions, one.rage, one.dead, one.error]
    label = f"'{one.label}" if one.label.startswith(FORMULA_BEGINNINGS) else one.label
    place = [one.exposed_views, rate, *box]
    return [one.element_id, label, one.count, round(one.share, 4), *counts, *place]
