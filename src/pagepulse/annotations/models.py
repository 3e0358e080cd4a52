"""What the API of annotations takes and returns."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from pagepulse.questions.dates import LAST_MS
from pagepulse.wire import WireModel

# As wide as the column; a chart shows the first words.
MAX_TEXT_CHARS = 500
MAX_PAGE_CHARS = 2_048

Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT_CHARS)
]
Page = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_PAGE_CHARS)]
Moment = Annotated[int, Field(ge=0, le=LAST_MS, description="Unix ms.")]


class Annotation(WireModel):
    """A note at a moment."""

    annotation_id: str
    at: int
    text: str
    page_url: str = Field(description="A page that it is about; empty: the whole project.")
    saved_by: str = Field(description="E-mail address of a person, or name of an API token.")
    created_at: int
    changed_at: int


class PageChange(WireModel):
    """A page had another DOM from then on, as its recordings show it."""

    page_url: str = Field(description="As `host/path`.")
    at: int = Field(description="When the new version was seen first, Unix ms.")
    sessions: int = Field(description="Sessions that saw the new version since.")
    sessions_before: int = Field(description="Sessions that saw the page before.")


class AnnotationList(WireModel):
    """What happened in a range of time, oldest first."""

    annotations: list[Annotation]
    page_changes: list[PageChange]


class NewAnnotation(WireModel):
    """A note to write."""

    at: Moment
    text: Text
    page_url: Page = ""


class AnnotationChange(WireModel):
    """What to change about a note; a missing field stays."""

    at: Moment | None = None
    text: Text | None = None
    page_url: Page | None = None
