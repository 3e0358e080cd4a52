"""HTTP of what a page said about itself: parse, call, answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from pagepulse.accounts.access import Viewer
from pagepulse.accounts.dependencies import WarehouseOf
from pagepulse.replay import signals
from pagepulse.replay.signal_models import ConsoleMessages, PageRequests, Vitals

router = APIRouter(prefix="/api/tracking/sessions/{sessionId}", tags=["recordings"])

SessionId = Annotated[str, Path(alias="sessionId", max_length=64)]
Cursor = Annotated[str | None, Query(max_length=512)]
# A page of a list that a screen takes in at once; a session has seldom more.
Limit = Annotated[int, Query(ge=1, le=5_000)]


def page_of(
    access: Viewer, session_id: SessionId, cursor: Cursor = None, limit: Limit = 1_000
) -> signals.PageOf:
    """Return the page that is asked for."""
    return signals.PageOf(access.project_id, session_id, cursor, limit)


Page = Annotated[signals.PageOf, Depends(page_of)]


@router.get("/console", operation_id="listConsoleMessages")
async def list_console_messages(warehouse: WarehouseOf, page: Page) -> ConsoleMessages:
    """List the messages of the page's console in a session, in order of time."""
    return await warehouse.run_async(lambda: signals.read_console(warehouse, page))


@router.get("/requests", operation_id="listRequests")
async def list_requests(warehouse: WarehouseOf, page: Page) -> PageRequests:
    """List the requests of the pages of a session, in order of their start."""
    return await warehouse.run_async(lambda: signals.read_requests(warehouse, page))


@router.get("/vitals", operation_id="listVitals")
async def list_vitals(access: Viewer, warehouse: WarehouseOf, session_id: SessionId) -> Vitals:
    """List the web vitals of the page views of a session."""
    return await warehouse.run_async(
        lambda: signals.read_vitals(warehouse, access.project_id, session_id)
    )
