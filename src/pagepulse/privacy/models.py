"""What the API of data requests takes and returns."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from pagepulse.privacy.patterns import PatternName
from pagepulse.questions.dates import LAST_MS
from pagepulse.wire import WireModel

SubjectKind = Literal["session", "visitor", "identity", "page", "range"]
RequestKind = Literal["erasure", "redaction", "export"]
State = Literal["counting", "counted", "waiting", "running", "done", "failed", "cancelled"]

# The longest address that is stored.
MAX_SUBJECT_CHARS = 2_048
# A shorter text stands in half of all words.
MIN_TEXT_CHARS = 3
MAX_TEXT_CHARS = 200
MAX_SELECTOR_CHARS = 200

SubjectName = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_SUBJECT_CHARS)]


class Subject(WireModel):
    """Whose or which data: one session, visitor, identity or page, or a stretch of time."""

    kind: SubjectKind
    value: SubjectName = Field(
        default="", description="Id of the session or visitor, the identity, or the page's address."
    )
    from_at: int = Field(default=0, ge=0, le=LAST_MS, description="Of `range`: Unix ms.")
    to_at: int = Field(
        default=0, ge=0, le=LAST_MS, description="Of `range`: Unix ms, not included."
    )

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.kind == "range" and not self.from_at < self.to_at:
            raise ValueError("a range needs fromAt before toAt")
        if self.kind != "range" and not self.value:
            raise ValueError("name the session, visitor, identity or page in `value`")
        return self


class RedactionRule(WireModel):
    """What is hidden in stored recordings: an element, a text, or one of the known patterns."""

    kind: Literal["element", "text", "pattern"]
    selector: Annotated[str, StringConstraints(strip_whitespace=True)] = Field(
        default="",
        max_length=MAX_SELECTOR_CHARS,
        description="Of `element`: tags, `#id`, `.class` and `[attribute=value]`, joined by spaces "
        "or `>`; several by commas.",
    )
    text: Annotated[str, StringConstraints(strip_whitespace=True)] = Field(
        default="", max_length=MAX_TEXT_CHARS, description="Of `text`: literal, in any case."
    )
    pattern: PatternName | None = Field(default=None, description="Of `pattern`.")

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.kind == "text" and len(self.text) < MIN_TEXT_CHARS:
            raise ValueError(f"a text needs at least {MIN_TEXT_CHARS} characters")
        if self.kind == "element" and not self.selector:
            raise ValueError("name the element in `selector`")
        if self.kind == "pattern" and self.pattern is None:
            raise ValueError("name the `pattern`")
        return self


class TableCount(WireModel):
    """How many rows of a table, or how many `damaged files` that a repair had set aside."""

    table: str
    rows: int


class ErasurePreview(WireModel):
    """What an erasure would delete at this moment."""

    sessions: int
    recordings: int
    events: int = Field(description="rrweb events.")
    page_views: int
    bytes: int = Field(description="Bytes as they were received, unpacked once.")
    first_at: int | None = Field(description="When the first of it happened.")
    last_at: int | None
    days: int = Field(description="Days on which something of it happened.")


class Progress(WireModel):
    """How far a request has come."""

    phase: Literal["sessions", "tables", "assets", "files", "over"]
    sessions: int = Field(description="Sessions gone through.")
    sessions_total: int
    recordings: int = Field(description="Of a redaction: recordings with hits.")
    places: int = Field(description="Of a redaction: hits.")


class Receipt(WireModel):
    """What was done, without the ids and texts that it was done to."""

    request_id: str
    project_id: str
    kind: RequestKind
    subject_kind: str
    salt: str = Field(description="Stands before every id that is hashed below.")
    subject_hash: str = Field(description="SHA-256 of salt and subject, hex.")
    session_hashes: list[str] = Field(description="Of salt and session id; the first 10,000.")
    asked_by: str
    asked_at: int
    finished_at: int
    sessions: int
    rows: list[TableCount]
    bytes: int
    first_at: int | None
    last_at: int | None
    assets: int = Field(description="Style sheets, pictures and fonts that nothing else used.")
    quarantined: int = Field(description="Batches that could not be read.")
    recordings: int = Field(description="Of a redaction: recordings that were changed.")
    places: int = Field(description="Of a redaction: texts and attributes that were hidden.")
    digest: str = Field(description="SHA-256 of all the rest as JSON with sorted keys, hex.")


class DataRequest(WireModel):
    """One request about stored data."""

    request_id: str
    kind: RequestKind
    state: State
    subject: Subject | None = Field(description="Of an erasure or export that is not over.")
    rule: RedactionRule | None = Field(description="Of a redaction that is not over.")
    subject_kind: str = Field(description="`visitor`, `range`, `element`, …")
    asked_by: str
    asked_at: int
    finished_at: int | None
    progress: Progress
    receipt: Receipt | None


class DataRequestList(WireModel):
    """The requests of a project, newest first."""

    requests: list[DataRequest]


class DataKind(WireModel):
    """Columns that are kept for one purpose."""

    store: Literal["warehouse", "journal", "quarantine", "control", "files"]
    table: str
    columns: list[str]
    what: str
    purpose: str
    source: str
    retention: str
    days: int | None = Field(description="As this project has it; null where time does not decide.")


class DataMap(WireModel):
    """Everything that this instance stores, from its real tables."""

    kinds: list[DataKind]
