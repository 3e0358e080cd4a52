"""Which pages and moments of a project are recorded; the tracker decides by them, page by page."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from pagepulse.wire import WireModel

# More than a site needs; every page of the site loads them and compares its path with them.
MAX_PATTERNS = 50
MAX_NAMES = 50
# A path, or its end after `*`; queries and fragments are no part of a page.
PATH_PATTERN = r"^[/*][^\s?#]{0,199}$"
PathPattern = Annotated[str, StringConstraints(strip_whitespace=True, pattern=PATH_PATTERN)]
EventName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=128)]
# A recording is held back in the page's memory for so long; one megabyte would not hold more.
MAX_MIN_DURATION_MS = 60_000


def _patterns(description: str) -> list[PathPattern]:
    pattern_list: list[PathPattern] = Field(
        default_factory=list, max_length=MAX_PATTERNS, description=description
    )
    return pattern_list


class RecordingRules(WireModel):
    """Patterns are of paths: `/checkout` is that page and all below it, `*` stands for any text."""

    include_paths: list[PathPattern] = _patterns("Only these pages are recorded; none: all pages.")
    exclude_paths: list[PathPattern] = _patterns(
        "These pages are never recorded, whatever else is said."
    )
    on_error: bool = Field(
        default=False,
        description="A session that is not drawn is recorded from an uncaught error on.",
    )
    on_rage_click: bool = Field(
        default=False, description="… from a rage click on; needs `capture.interactions`."
    )
    on_paths: list[PathPattern] = _patterns("… from a visit of one of these pages on.")
    on_custom_events: list[EventName] = Field(
        default_factory=list,
        max_length=MAX_NAMES,
        description="… from a custom event of one of these names on.",
    )
    min_duration_ms: int = Field(
        default=0,
        ge=0,
        le=MAX_MIN_DURATION_MS,
        description="A session that ends sooner is not kept, unless something set it off.",
    )
    pre_roll_ms: Literal[0, 10_000, 30_000, 60_000] = Field(
        default=0, description="How much of what was before a trigger is recorded, at most."
    )
