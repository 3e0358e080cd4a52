"""Tables of analytics as files: for spreadsheets as CSV, for programs as the call answers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, timedelta
from typing import Literal

from pydantic import ConfigDict, Field

from pagepulse.analytics import events, overview, page_errors, pages
from pagepulse.analytics.events import EventKind, EventRow, EventTable
from pagepulse.analytics.models import (
    Breakdown,
    BreakdownRow,
    Bucket,
    PageRow,
    PageTable,
    Timeseries,
)
from pagepulse.analytics.page_errors import ErrorGroup, ErrorTable
from pagepulse.analytics.pages import PageName, PageSort
from pagepulse.analytics.periods import Interval, local
from pagepulse.analytics.queries import Dimension, Question
from pagepulse.errors import InvalidInputError
from pagepulse.questions.dates import EPOCH, find_zone
from pagepulse.questions.spreadsheet import csv_of
from pagepulse.warehouse import Warehouse
from pagepulse.wire import WireModel, wire_name

Table = Literal["pages", "breakdown", "events", "errors", "timeseries"]
Format = Literal["csv", "json"]
Answer = PageTable | Breakdown | EventTable | ErrorTable | Timeseries
ROWS: Mapping[Table, type[WireModel]] = {
    "pages": PageRow,
    "breakdown": BreakdownRow,
    "events": EventRow,
    "errors": ErrorGroup,
    "timeseries": Bucket,
}
# A spreadsheet still scrolls through so many rows, and the server holds them in memory.
MAX_ROWS = 10_000
# Of a project's name in the name of a file.
MAX_NAME_CHARS = 40
# Several values in one cell.
BETWEEN = "; "


class TableChoice(WireModel):
    """What the calls of the tables take beside the question; each reads what it knows."""

    # The question's parameters are not this model's business.
    model_config = ConfigDict(alias_generator=wire_name, populate_by_name=True, extra="ignore")

    dimension: Dimension | None = Field(default=None, description="`breakdown` needs it.")
    by: PageName = Field(default="page", description="Of `pages`.")
    sort: PageSort = Field(default="pageViews", description="Of `pages`.")
    kind: EventKind | None = Field(default=None, description="Of `events`; left out: both.")
    search: str = Field(
        default="", max_length=200, description="Of `pages`, `events` and `errors`, any case."
    )
    interval: Interval | None = Field(default=None, description="Of `timeseries`.")
    compare: Literal["previous"] | None = Field(default=None, description="Of `timeseries`.")
    limit: int = Field(default=MAX_ROWS, ge=1, le=MAX_ROWS)


def read_table(
    warehouse: Warehouse, question: Question, table: Table, asked: TableChoice
) -> Answer:
    """Return what the table's own call answers; raises what it raises."""
    if table == "pages":
        request = pages.PageRequest(question, asked.by, asked.search, asked.sort, asked.limit)
        return pages.read_pages(warehouse, request)
    if table == "breakdown":
        return overview.read_breakdown(warehouse, question, _dimension(asked), asked.limit)
    if table == "events":
        wanted = events.EventRequest(question, asked.kind, asked.search, asked.limit)
        return events.read_events(warehouse, wanted)
    if table == "errors":
        return page_errors.read_errors(warehouse, question, asked.search, asked.limit)
    compared = asked.compare is not None
    return overview.read_timeseries(warehouse, question, asked.interval, compared=compared)


def _dimension(asked: TableChoice) -> Dimension:
    if asked.dimension is None:
        raise InvalidInputError(
            "dimension_required", "Name what to break down by: `&dimension=channel`."
        )
    return asked.dimension


def table_csv(table: Table, answer: Answer) -> str:
    """Return a line per row, under the names that the fields have in JSON.

    With the range before, a first column `range` says which of the two a line is of.
    """
    fields = list(ROWS[table].model_fields)
    columns = [wire_name(name) for name in fields]
    lines = [_line(row, fields) for row in _rows(answer)]
    if not isinstance(answer, Timeseries) or answer.previous is None:
        return csv_of(columns, lines)
    before = [["previous", *_line(row, fields)] for row in answer.previous]
    return csv_of(["range", *columns], [*before, *(["current", *line] for line in lines)])


def _rows(answer: Answer) -> Sequence[WireModel]:
    if isinstance(answer, PageTable):
        return answer.pages
    if isinstance(answer, EventTable):
        return answer.events
    if isinstance(answer, ErrorTable):
        return answer.errors
    return answer.buckets if isinstance(answer, Timeseries) else answer.rows


def _line(row: WireModel, fields: Sequence[str]) -> list[object]:
    return [_value(name, getattr(row, name)) for name in fields]


def _value(name: str, value: object) -> object:
    """Return lists as one text, and moments as a spreadsheet reads them: ISO 8601 in UTC."""
    if isinstance(value, list):
        return BETWEEN.join(map(str, value))
    if isinstance(value, int) and (name == "at" or name.endswith("_at")):
        moment = EPOCH + timedelta(milliseconds=value)
        return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return value


def file_name(project_name: str, question: Question, *what: str | None) -> str:
    """Return a name without an ending, of plain letters, digits and hyphens.

    Such as `corner-shop-breakdown-channel-2026-11-16-to-2026-11-22`.
    """
    words = [_slug(project_name), *(_slug(one or "") for one in what), *_days(question)]
    return "-".join(word for word in words if word)


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:MAX_NAME_CHARS].strip("-")


def _days(question: Question) -> list[str]:
    """Return the first and the last day of the range in the question's time zone."""
    zone, times = find_zone(question.chosen.time_zone), question.times
    first = None if times.start_at is None else f"{local(times.start_at, zone):%Y-%m-%d}"
    last = None if times.end_at is None else f"{local(times.end_at - 1, zone):%Y-%m-%d}"
    if first and last:
        return [first] if first == last else [first, "to", last]
    return [word for word in (first and f"from-{first}", last and f"to-{last}") if word] or ["all"]
