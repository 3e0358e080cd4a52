"""Tables as CSV that a spreadsheet opens as it is, and that run nothing in it; pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# A spreadsheet runs what begins with one of these as a formula (OWASP, "CSV injection"; some take
# the full-width forms, too); names, titles and messages are a visitor's text.
FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001  # they are meant
# Shares and means to a hundredth of a percent.
DECIMALS = 4


def csv_of(columns: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    """Return the lines below the names of the columns."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([cell(value) for value in line] for line in lines)
    return text.getvalue()


def cell(value: object) -> object:
    """Return a value as it is written: text that would run gets an apostrophe in front.

    >>> [cell(value) for value in ("=1+1", "Menu", -1, 0.33333, None, True)]
    ["'=1+1", 'Menu', -1, 0.3333, '', 'true']
    """
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_BEGINNINGS) else value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return round(value, DECIMALS)
    return "" if value is None else value
