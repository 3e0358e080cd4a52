"""HTTP of analytics: parse, call, answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response
from sqlalchemy import Connection

from pagepulse.accounts.access import Access, Viewer
from pagepulse.accounts.dependencies import ControlOf, WarehouseOf
from pagepulse.analytics import (
    capture,
    conversions,
    events,
    export,
    funnels,
    journeys,
    overview,
    page_detail,
    page_errors,
    pages,
    performance,
    raw,
    realtime,
    retention,
    vital_elements,
)
from pagepulse.analytics.models import Breakdown, Overview, PageTable, Timeseries
from pagepulse.analytics.pages import PageName, PageSort
from pagepulse.analytics.periods import Interval
from pagepulse.analytics.queries import Dimension, Question
from pagepulse.clock import now_ms
from pagepulse.control import Control
from pagepulse.goals import store as goal_store
from pagepulse.projects.store import read_project
from pagepulse.questions.conditional import answer_if_changed
from pagepulse.questions.filters import MAX_URL_CHARS, SessionFilter
from pagepulse.questions.marks import TABLES_OF_FILTERS
from pagepulse.questions.steps import MAX_STEPS
from pagepulse.wire import WireModel

router = APIRouter(prefix="/api/analytics", tags=["analytics"])


async def find_question(
    access: Viewer,
    chosen: Annotated[SessionFilter, Query()],
) -> Question:
    """Return which sessions are asked about; raises InvalidInputError."""
    return Question(access.project_id, chosen, chosen.range())


QuestionOf = Annotated[Question, Depends(find_question)]


def find_answer(
    request: Request, question: QuestionOf, warehouse: WarehouseOf
) -> Callable[[Callable[[], WireModel]], Awaitable[Response]]:
    """Return what answers with a model, which is read once for all that ask the same."""
    asked = question.chosen.model_dump_json()

    def answer(read: Callable[[], WireModel]) -> Awaitable[Response]:
        return answer_if_changed(
            request, warehouse, TABLES_OF_FILTERS, read, question.project_id, asked
        )

    return answer


AnswerOf = Annotated[Callable[[Callable[[], WireModel]], Awaitable[Response]], Depends(find_answer)]
Compare = Annotated[
    Literal["previous"] | None,
    Query(description="`previous`: also the same for the range just before."),
]
Limit = Annotated[int, Query(ge=1, le=1_000)]
Search = Annotated[str, Query(max_length=200, description="In the name, any case.")]
PageOf = Annotated[
    str,
    Query(
        min_length=1,
        max_length=MAX_URL_CHARS,
        description="A page as pages are listed (`host/path`), or one of its addresses.",
    ),
]
OnPage = Annotated[
    str, Query(max_length=MAX_URL_CHARS, description="Only what was on this page, as it is listed.")
]
IntervalChoice = Annotated[
    Interval | None, Query(description="Left out: what suits the length of the range.")
]
Steps = Annotated[
    list[str],
    Query(
        alias="step",
        min_length=1,
        description="Repeat in order: `page:/plans/*` (address, path or `host/path`) or "
        "`event:signup`.",
    ),
]

FileFormat = Annotated[
    export.Format,
    Query(alias="format", description="`csv`: rows for a spreadsheet; `json`: the call's answer."),
]
FILE_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
PARQUET = "application/vnd.apache.parquet"


@router.get("/overview", operation_id="readOverview", response_model=Overview)
async def read_overview(
    question: QuestionOf, answer: AnswerOf, warehouse: WarehouseOf, compare: Compare = None
) -> Response:
    """Return the numbers of the sessions that began in the range."""
    return await answer(
        lambda: overview.read_overview(warehouse, question, compared=compare is not None)
    )


@router.get("/timeseries", operation_id="readTimeseries", response_model=Timeseries)
async def read_timeseries(
    question: QuestionOf,
    answer: AnswerOf,
    warehouse: WarehouseOf,
    interval: IntervalChoice = None,
    compare: Compare = None,
) -> Response:
    """Return the same numbers by hour, day, week or month of the question's time zone."""
    return await answer(
        lambda: overview.read_timeseries(
            warehouse, question, interval, compared=compare is not None
        )
    )


@router.get("/breakdown", operation_id="readBreakdown", response_model=Breakdown)
async def read_breakdown(
    *,
    question: QuestionOf,
    answer: AnswerOf,
    warehouse: WarehouseOf,
    dimension: Dimension,
    limit: Limit = 100,
    compare: Compare = None,
) -> Response:
    """Return the same numbers by source, device, country or another dimension."""
    return await answer(
        lambda: overview.read_breakdown(
            warehouse, question, dimension, limit, compared=compare is not None
        )
    )


@router.get("/pages", operation_id="readPages", response_model=PageTable)
async def read_pages(
    *,
    question: QuestionOf,
    answer: AnswerOf,
    warehouse: WarehouseOf,
    by: Annotated[
        PageName, Query(description="`page`: addresses of one page are one; `url`: each address.")
    ] = "page",
    search: Search = "",
    sort: PageSort = "pageViews",
    limit: Limit = 100,
) -> Response:
    """Return what the sessions did page by page."""
    request = pages.PageRequest(question, by, search, sort, limit)
    return await answer(lambda: pages.read_pages(warehouse, request))


@router.get("/page", operation_id="readPage")
async def read_page(
    *,
    question: QuestionOf,
    warehouse: WarehouseOf,
    page: PageOf,
    interval: IntervalChoice = None,
    compare: Compare = None,
) -> page_detail.PageDetail:
    """Return one page: its numbers, over time, and the pages before and after it."""
    request = page_detail.DetailRequest(question, page, interval, compare is not None)
    return await warehouse.run_async(lambda: page_detail.read_page(warehouse, request))


@router.get("/events", operation_id="readEventNames")
async def read_events(
    *,
    question: QuestionOf,
    warehouse: WarehouseOf,
    kind: Annotated[
        events.EventKind | None,
        Query(description="`custom`: the site's own; `click`: clicks by label. Left out: both."),
    ] = None,
    page: OnPage = "",
    search: Search = "",
    limit: Limit = 100,
) -> events.EventTable:
    """Return what the sessions did, by name."""
    on_page = page_detail.listed_page(page)
    request = events.EventRequest(question, kind, search, limit, on_page)
    return await warehouse.run_async(lambda: events.read_events(warehouse, request))


@router.get("/events/{name}", operation_id="readEventName")
async def read_event(
    question: QuestionOf,
    warehouse: WarehouseOf,
    name: Annotated[str, Path(max_length=128, description="Of a custom event.")],
) -> events.EventDetail:
    """Return properties and moments of the custom events of one name."""
    return await warehouse.run_async(lambda: events.read_event(warehouse, question, name))


@router.get("/performance", operation_id="readPerformance")
async def read_performance(
    question: QuestionOf, warehouse: WarehouseOf, vital: performance.Vital = "LCP"
) -> performance.Performance:
    """Return web vitals, and one of them by device, page and element."""
    return await warehouse.run_async(
        lambda: performance.read_performance(warehouse, question, vital)
    )


@router.get("/performance/elements", operation_id="readVitalElements")
async def read_vital_elements(
    question: QuestionOf, warehouse: WarehouseOf, page: PageOf, vital: performance.Vital = "LCP"
) -> vital_elements.VitalElements:
    """Return the elements of a page behind a vital, with what finds them on its recording."""
    return await warehouse.run_async(
        lambda: vital_elements.read_vital_elements(warehouse, question, page, vital)
    )


@router.get("/journeys", operation_id="readJourneys", response_model=journeys.Journeys)
async def read_journeys(
    *,
    question: QuestionOf,
    answer: AnswerOf,
    warehouse: WarehouseOf,
    start: Annotated[
        str,
        Query(max_length=MAX_URL_CHARS, description="Begin at this page, `*` is any text."),
    ] = "",
    steps: Annotated[int, Query(ge=2, le=10)] = 4,
    pages_per_step: Annotated[int, Query(alias="pagesPerStep", ge=1, le=30)] = 8,
) -> Response:
    """Return which pages the sessions saw one after the other."""
    request = journeys.JourneyRequest(question, start, steps, pages_per_step)
    return await answer(lambda: journeys.read_journeys(warehouse, request))


@router.get("/funnel", operation_id="readFunnel", response_model=funnels.Funnel)
async def read_funnel(
    question: QuestionOf, answer: AnswerOf, warehouse: WarehouseOf, steps: Steps
) -> Response:
    """Return how many sessions took the steps in their order."""
    return await answer(lambda: funnels.read_funnel(warehouse, question, steps))


@router.get("/funnel/sessions", operation_id="listFunnelSessions")
async def list_funnel_sessions(
    *,
    question: QuestionOf,
    warehouse: WarehouseOf,
    steps: Steps,
    at: Annotated[int, Query(ge=1, le=MAX_STEPS, description="Number of a step, from 1.")],
    lost: Annotated[
        bool, Query(description="Those that took the step before it, and not this one.")
    ] = False,
) -> funnels.FunnelSessions:
    """Return the sessions behind a step of a funnel."""
    return await warehouse.run_async(
        lambda: funnels.list_funnel_sessions(warehouse, question, steps, at, lost=lost)
    )


@router.get("/goals", operation_id="readGoals")
async def read_goals(
    question: QuestionOf, control: ControlOf, warehouse: WarehouseOf, compare: Compare = None
) -> conversions.GoalTable:
    """Return how many sessions and visitors reached each of the project's goals."""
    saved = await control.read_async(lambda c: goal_store.list_goals(c, question.project_id))
    return await warehouse.run_async(
        lambda: conversions.read_goals(
            warehouse, question, saved.goals, compared=compare is not None
        )
    )


@router.get("/goals/{goalId}", operation_id="readGoal")
async def read_goal(
    *,
    question: QuestionOf,
    control: ControlOf,
    warehouse: WarehouseOf,
    goal_id: Annotated[str, Path(alias="goalId", max_length=64)],
    dimension: Dimension = "source",
    interval: IntervalChoice = None,
    compare: Compare = None,
    limit: Limit = 20,
) -> conversions.GoalDetail:
    """Return one goal over time, and by source, entry page or another dimension."""
    goal = await control.read_async(lambda c: goal_store.read_goal(c, question.project_id, goal_id))
    request = conversions.GoalRequest(question, goal, interval, dimension, limit)
    return await warehouse.run_async(
        lambda: conversions.read_goal(warehouse, request, compared=compare is not None)
    )


@router.get("/retention", operation_id="readRetention", response_model=retention.Retention)
async def read_retention(
    question: QuestionOf,
    answer: AnswerOf,
    warehouse: WarehouseOf,
    period: retention.Period = "week",
) -> Response:
    """Return how many visitors came back, by the period of their first session."""
    return await answer(lambda: retention.read_retention(warehouse, question, period))


@router.get("/errors", operation_id="readPageErrors")
async def read_errors(
    *,
    question: QuestionOf,
    warehouse: WarehouseOf,
    page: OnPage = "",
    search: Search = "",
    limit: Limit = 100,
) -> page_errors.ErrorTable:
    """Return errors of the pages, those of one cause together."""
    on_page = page_detail.listed_page(page)
    return await warehouse.run_async(
        lambda: page_errors.read_errors(warehouse, question, search, limit, on_page)
    )


@router.get("/capture", operation_id="readCapture")
async def read_capture(
    question: QuestionOf, warehouse: WarehouseOf, interval: IntervalChoice = None
) -> capture.CaptureTruth:
    """Return of every page view whether it was recorded, and if not, why."""
    return await warehouse.run_async(lambda: capture.read_capture(warehouse, question, interval))


@router.get("/realtime", operation_id="readRealtime")
async def read_realtime(access: Viewer, warehouse: WarehouseOf) -> realtime.Realtime:
    """Return the last half hour by the minute, and what goes on now."""
    now = now_ms()
    return await warehouse.run_async(
        lambda: realtime.read_realtime(warehouse, access.project_id, now)
    )


@router.get(
    "/export/{table}",
    operation_id="exportTable",
    response_class=Response,
    responses={200: {"content": {"text/csv": {}, "application/json": {}}}},
)
async def export_table(
    *,
    access: Viewer,
    question: QuestionOf,
    control: ControlOf,
    warehouse: WarehouseOf,
    table: export.Table,
    asked: Annotated[export.TableChoice, Query()],
    output: FileFormat = "csv",
) -> Response:
    """Download a table with the parameters of its call; noted in the audit log."""
    saved = await control.read_async(lambda c: goal_store.list_goals(c, question.project_id))

    def read() -> str:
        source = export.Source(warehouse, question, asked, saved.goals)
        answer = export.read_table(table, source)
        if output == "csv":
            return export.table_csv(table, answer)
        return answer.model_dump_json(by_alias=True)

    text = await warehouse.run_async(read)
    project_name = await _note_export(control, access, table)
    of = {"breakdown": asked.dimension, "goal": asked.dimension}.get(table)
    name = export.file_name(project_name, question, table, of)
    return _file(text, f"{name}.{output}", FILE_TYPES[output])


@router.get(
    "/rows/{kind}",
    operation_id="exportRows",
    response_class=Response,
    responses={200: {"content": {PARQUET: {}}}},
)
async def export_rows(
    *,
    access: Viewer,
    question: QuestionOf,
    control: ControlOf,
    warehouse: WarehouseOf,
    kind: raw.RowKind,
) -> Response:
    """Download the rows behind all numbers as Parquet; noted in the audit log."""
    data = await warehouse.run_async(lambda: raw.read_rows(warehouse, question, kind))
    project_name = await _note_export(control, access, kind)
    return _file(data, f"{export.file_name(project_name, question, kind)}.parquet", PARQUET)


async def _note_export(control: Control, access: Access, what: str) -> str:
    """Write an export into the audit log; return the project's name."""

    def note(connection: Connection) -> str:
        access.note(connection, "data_exported", what, "analytics")
        return read_project(connection, access.project_id).name

    return await control.write_async(note)


def _file(content: str | bytes, name: str, media_type: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)
