"""What the API of segments takes and returns."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from pagepulse.questions.filters import SegmentFilter
from pagepulse.wire import WireModel

# As wide as the column; a menu shows less.
MAX_NAME_CHARS = 100

SegmentName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_NAME_CHARS)
]


class Segment(WireModel):
    """Filters with a name; the range of days is not part of it."""

    segment_id: str
    name: str
    filters: SegmentFilter
    is_shared: bool = Field(description="Seen by everyone of the project, else by its owner alone.")
    is_own: bool = Field(description="Saved by the one who asks.")
    saved_by: str = Field(description="E-mail address of a person, or name of an API token.")
    created_at: int
    changed_at: int


class SegmentList(WireModel):
    """The segments that the one who asks sees, by name."""

    segments: list[Segment]


class NewSegment(WireModel):
    """A segment to save."""

    name: SegmentName
    filters: SegmentFilter
    is_shared: bool = Field(default=False, description="Needs the role analyst.")


class SegmentChange(WireModel):
    """What to change about a segment; a missing field stays."""

    name: SegmentName | None = None
    filters: SegmentFilter | None = None
    is_shared: bool | None = Field(
        default=None, description="Needs the role analyst; only its owner makes one private."
    )
