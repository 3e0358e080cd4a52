"""Tables of analytics as files: for spreadsheets as CSV, for programs as the call answers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta
from operator import attrgetter
from typing import Any, Literal, get_args

from pydantic import ConfigDict, Field

from pagepulse.analytics import (
    capture,
    conversions,
    events,
    funnels,
    journeys,
    overview,
    page_errors,
    pages,
    performance,
    retention,
)
from pagepulse.analytics.events import EventKind
from pagepulse.analytics.models import BreakdownRow, Bucket, PageRow, Timeseries
from pagepulse.analytics.pages import PageName, PageSort
from pagepulse.analytics.periods import Interval, local
from pagepulse.analytics.queries import Dimension, Question
from pagepulse.errors import InvalidInputError, NotFoundError
from pagepulse.goals.models import SavedGoal
from pagepulse.questions.dates import EPOCH, find_zone
from pagepulse.questions.spreadsheet import csv_of
from pagepulse.warehouse import Warehouse
from pagepulse.wire import WireModel, wire_name

Table = Literal[
    "pages", "breakdown", "events", "errors", "timeseries", "journeys", "funnel", "goals", "goal",
    "retention", "capture", "vitalPages", "vitalDevices", "vitalElements",
]  # fmt: skip
Format = Literal["csv", "json"]
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

    dimension: Dimension | None = Field(
        default=None, description="`breakdown` needs it; of `goal`."
    )
    by: PageName = Field(default="page", description="Of `pages`.")
    sort: PageSort = Field(default="pageViews", description="Of `pages`.")
    kind: EventKind | None = Field(default=None, description="Of `events`; left out: both.")
    search: str = Field(
        default="", max_length=200, description="Of `pages`, `events` and `errors`, any case."
    )
    interval: Interval | None = Field(
        default=None, description="Of `timeseries`, `goal` and `capture`."
    )
    compare: Literal["previous"] | None = Field(
        default=None, description="Of `timeseries`, `breakdown`, `goals` and `goal`."
    )
    start: str = Field(default="", max_length=2048, description="Of `journeys`.")
    steps: int = Field(default=4, ge=2, le=10, description="Of `journeys`.")
    pages_per_step: int = Field(default=8, ge=1, le=30, description="Of `journeys`.")
    step: list[str] = Field(default_factory=list, description="`funnel` needs at least one.")
    goal_id: str = Field(default="", max_length=64, description="`goal` needs it.")
    period: retention.Period = Field(default="week", description="Of `retention`.")
    vital: performance.Vital = Field(default="LCP", description="Of the three of vitals.")
    limit: int = Field(default=MAX_ROWS, ge=1, le=MAX_ROWS)


@dataclass(frozen=True, slots=True)
class Source:
    """What a table is read from."""

    warehouse: Warehouse
    question: Question
    asked: TableChoice
    goals: Sequence[SavedGoal]

    @property
    def is_compared(self) -> bool:
        """Tell whether the range before is wanted, too."""
        return self.asked.compare is not None


@dataclass(frozen=True, slots=True)
class Kind:
    """How a table is read, and what its lines are in the answer."""

    read: Callable[[Source], WireModel]
    row: type[WireModel]
    rows: Callable[[Any], Sequence[WireModel]]


def _pages(of: Source) -> WireModel:
    asked = of.asked
    request = pages.PageRequest(of.question, asked.by, asked.search, asked.sort, asked.limit)
    return pages.read_pages(of.warehouse, request)


def _breakdown(of: Source) -> WireModel:
    if of.asked.dimension is None:
        raise InvalidInputError(
            "dimension_required", "Name what to break down by: `&dimension=channel`."
        )
    return overview.read_breakdown(
        of.warehouse, of.question, of.asked.dimension, of.asked.limit, compared=of.is_compared
    )


def _events(of: Source) -> WireModel:
    request = events.EventRequest(of.question, of.asked.kind, of.asked.search, of.asked.limit)
    return events.read_events(of.warehouse, request)


def _errors(of: Source) -> WireModel:
    return page_errors.read_errors(of.warehouse, of.question, of.asked.search, of.asked.limit)


def _timeseries(of: Source) -> WireModel:
    return overview.read_timeseries(
        of.warehouse, of.question, of.asked.interval, compared=of.is_compared
    )


def _journeys(of: Source) -> WireModel:
    asked = of.asked
    request = journeys.JourneyRequest(of.question, asked.start, asked.steps, asked.pages_per_step)
    return journeys.read_journeys(of.warehouse, request)


def _funnel(of: Source) -> WireModel:
    if not of.asked.step:
        raise InvalidInputError("step_required", "Name the steps: `&step=page:/plans/*`.")
    return funnels.read_funnel(of.warehouse, of.question, of.asked.step)


def _goals(of: Source) -> WireModel:
    return conversions.read_goals(of.warehouse, of.question, of.goals, compared=of.is_compared)


def _goal(of: Source) -> WireModel:
    asked = of.asked
    goal = next((one for one in of.goals if one.goal_id == asked.goal_id), None)
    if goal is None:
        raise NotFoundError("goal_not_found", "There is no such goal for you.")
    dimension = asked.dimension or "source"
    request = conversions.GoalRequest(of.question, goal, asked.interval, dimension, asked.limit)
    return conversions.read_goal(of.warehouse, request, compared=of.is_compared)


def _retention(of: Source) -> WireModel:
    return retention.read_retention(of.warehouse, of.question, of.asked.period)


def _capture(of: Source) -> WireModel:
    return capture.read_capture(of.warehouse, of.question, of.asked.interval)


def _vitals(of: Source) -> WireModel:
    return performance.read_performance(of.warehouse, of.question, of.asked.vital)


class CohortCell(WireModel):
    """A number of the retention table, as a line of its own."""

    date: str
    visitors: int
    later: int
    returned: int
    share: float


def _cells(answer: retention.Retention) -> list[WireModel]:
    return [
        CohortCell(date=cohort.date, visitors=cohort.visitors, later=n, returned=count, share=share)
        for cohort in answer.cohorts
        for n, (count, share) in enumerate(zip(cohort.returned, cohort.shares, strict=True))
    ]


TABLES: Mapping[Table, Kind] = {
    "pages": Kind(_pages, PageRow, attrgetter("pages")),
    "breakdown": Kind(_breakdown, BreakdownRow, attrgetter("rows")),
    "events": Kind(_events, events.EventRow, attrgetter("events")),
    "errors": Kind(_errors, page_errors.ErrorGroup, attrgetter("errors")),
    "timeseries": Kind(_timeseries, Bucket, attrgetter("buckets")),
    "journeys": Kind(_journeys, journeys.JourneyNode, attrgetter("nodes")),
    "funnel": Kind(_funnel, funnels.FunnelStep, attrgetter("steps")),
    "goals": Kind(_goals, conversions.GoalRow, attrgetter("goals")),
    "goal": Kind(_goal, conversions.ConversionRow, attrgetter("rows")),
    "retention": Kind(_retention, CohortCell, _cells),
    "capture": Kind(_capture, capture.CaptureShare, attrgetter("reasons")),
    "vitalPages": Kind(_vitals, performance.VitalGroup, attrgetter("pages")),
    "vitalDevices": Kind(_vitals, performance.VitalGroup, attrgetter("devices")),
    "vitalElements": Kind(_vitals, performance.VitalElement, attrgetter("elements")),
}


def read_table(table: Table, source: Source) -> WireModel:
    """Return what the table's own call answers; raises what it raises."""
    return TABLES[table].read(source)


def table_csv(table: Table, answer: WireModel) -> str:
    """Return a line per row, under the names that the fields have in JSON.

    What is a table inside a row is left to JSON. With the range before, a first column `range`
    says which of the two a line is of.
    """
    kind = TABLES[table]
    fields = [name for name, field in kind.row.model_fields.items() if _is_cell(field.annotation)]
    columns = [wire_name(name) for name in fields]
    lines = [_line(row, fields) for row in kind.rows(answer)]
    if not isinstance(answer, Timeseries) or answer.previous is None:
        return csv_of(columns, lines)
    before = [["previous", *_line(row, fields)] for row in answer.previous]
    return csv_of(["range", *columns], [*before, *(["current", *line] for line in lines)])


def _is_cell(annotation: object) -> bool:
    """Tell whether a field fits into a cell: it is no model, and no list of them."""
    parts = get_args(annotation) or (annotation,)
    return not any(isinstance(part, type) and issubclass(part, WireModel) for part in parts)


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
