"""Cohorts: visitors whose first known session was in some days and fitted filters; pure.

    cohort 2026-11-16 2026-11-22 Europe/Berlin device=mobile&country=AT

is a line like those of `happenings.py`, about every session of such a visitor. The filters are
written as in an address; `*` instead of them is any first session.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

KIND = "cohort"
WORDS = 4
ANY = "*"


@dataclass(frozen=True, slots=True)
class Cohort:
    """First and last day, the time zone of their midnights, and what was chosen, by name."""

    first_day: str
    last_day: str
    time_zone: str
    chosen: Mapping[str, Sequence[str]]

    @classmethod
    def parse(cls, words: Sequence[str]) -> Cohort:
        """Read the words of a line; raises ValueError."""
        first_day, last_day, time_zone, filters = words
        chosen: dict[str, list[str]] = {}
        pairs = [] if filters == ANY else parse_qsl(filters, True, strict_parsing=True)
        for name, value in pairs:
            chosen.setdefault(name, []).append(value)
        return cls(first_day, last_day, time_zone, chosen)


def with_prefix(
    sql: str, parameters: Mapping[str, Any], prefix: str
) -> tuple[str, Mapping[str, Any]]:
    """Return a condition whose parameters, but for the project's, have names of their own.

    >>> with_prefix("device = {device:String}", {"device": "mobile"}, "first_")
    ('device = {first_device:String}', {'first_device': 'mobile'})
    """
    renamed = re.sub(r"\{(?!project_id:)(\w+):", rf"{{{prefix}\1:", sql)
    return renamed, {f"{prefix}{name}": value for name, value in parameters.items()}
