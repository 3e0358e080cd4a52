"""HTTP of analytics: parse, call, answer."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query

from pagepulse.accounts.access import Access, require
from pagepulse.accounts.dependencies import WarehouseOf
from pagepulse.analytics import overview, pages
from pagepulse.analytics.models import Breakdown, Overview, PageTable, Timeseries
from pagepulse.analytics.pages import PageName, PageSort
from pagepulse.analytics.periods import Interval
from pagepulse.analytics.queries import Dimension, Question
from pagepulse.questions.filters import SessionFilter

router = APIRouter(prefix="/api/analytics", tags=["analytics"])


async def find_question(
    access: Annotated[Access, Depends(require("viewer"))],
    chosen: Annotated[SessionFilter, Query()],
) -> Question:
    """Return which sessions are asked about; raises InvalidInputError."""
    return Question(access.project_id, chosen, chosen.range())


QuestionOf = Annotated[Question, Depends(find_question)]
Compare = Annotated[
    Literal["previous"] | None,
    Query(description="`previous`: also the same for the range just before."),
]
Limit = Annotated[int, Query(ge=1, le=1_000)]


@router.get("/overview", operation_id="readOverview")
async def read_overview(
    question: QuestionOf, warehouse: WarehouseOf, compare: Compare = None
) -> Overview:
    """Return the numbers of the sessions that began in the range."""
    return await warehouse.run_async(
        lambda: overview.read_overview(warehouse, question, compared=compare is not None)
    )


@router.get("/timeseries", operation_id="readTimeseries")
async def read_timeseries(
    question: QuestionOf,
    warehouse: WarehouseOf,
    interval: Annotated[
        Interval | None, Query(description="Left out: what suits the length of the range.")
    ] = None,
    compare: Compare = None,
) -> Timeseries:
    """Return the same numbers by hour, day, week or month of the question's time zone."""
    return await warehouse.run_async(
        lambda: overview.read_timeseries(
            warehouse, question, interval, compared=compare is not None
        )
    )


@router.get("/breakdown", operation_id="readBreakdown")
async def read_breakdown(
    question: QuestionOf, warehouse: WarehouseOf, dimension: Dimension, limit: Limit = 100
) -> Breakdown:
    """Return the same numbers by source, device, country or another dimension."""
    return await warehouse.run_async(
        lambda: overview.read_breakdown(warehouse, question, dimension, limit)
    )


@router.get("/pages", operation_id="readPages")
async def read_pages(
    *,
    question: QuestionOf,
    warehouse: WarehouseOf,
    by: Annotated[
        PageName, Query(description="`page`: addresses of one page are one; `url`: each address.")
    ] = "page",
    search: Annotated[str, Query(max_length=200, description="In the name, any case.")] = "",
    sort: PageSort = "pageViews",
    limit: Limit = 100,
) -> PageTable:
    """Return what the sessions did page by page."""
    request = pages.PageRequest(question, by, search, sort, limit)
    return await warehouse.run_async(lambda: pages.read_pages(warehouse, request))
