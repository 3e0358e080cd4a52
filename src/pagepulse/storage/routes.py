"""HTTP of room on the disk and of pinned sessions."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from sqlalchemy import Connection

from pagepulse.accounts.access import Analyst, Viewer
from pagepulse.accounts.dependencies import ControlOf, WarehouseOf
from pagepulse.clock import now_ms
from pagepulse.errors import NotFoundError
from pagepulse.storage import pins
from pagepulse.storage.keeper import Keeper
from pagepulse.storage.models import Pin, SessionPin, StorageReport
from pagepulse.storage.report import read_report

router = APIRouter(prefix="/api", tags=["storage"])

SessionId = Annotated[str, Path(alias="sessionId", max_length=64)]


def keeper_of(request: Request) -> Keeper:
    """Return the keeper of the application that answers this request."""
    keeper: Keeper = request.app.state.keeper
    return keeper


@router.get("/storage", operation_id="readStorage")
async def read_storage(
    access: Viewer,
    control: ControlOf,
    warehouse: WarehouseOf,
    keeper: Annotated[Keeper, Depends(keeper_of)],
) -> StorageReport:
    """Say what the project takes on the disk, until when there is room, and what would go."""
    return await warehouse.run_async(
        lambda: read_report(control, warehouse, keeper, access.project_id, now_ms())
    )


@router.get("/tracking/sessions/{sessionId}/pin", operation_id="readSessionPin")
async def read_session_pin(access: Viewer, control: ControlOf, session_id: SessionId) -> SessionPin:
    """Say whether a session is kept whatever its age, and who said so."""
    return await control.read_async(lambda c: pins.read_pin(c, access.project_id, session_id))


@router.put("/tracking/sessions/{sessionId}/pin", operation_id="pinSession")
async def pin_session(
    access: Analyst, control: ControlOf, warehouse: WarehouseOf, session_id: SessionId, body: Pin
) -> SessionPin:
    """Keep a session whatever its age and whatever room is left, or no longer."""
    found = await warehouse.query_async(
        "select 1 from sessions where project_id = {project_id:String} "
        "and session_id = {session_id:String} limit 1",
        {"project_id": access.project_id, "session_id": session_id},
    )
    if not found:
        raise NotFoundError("session_not_found", "There is no such session.")

    def change(connection: Connection) -> SessionPin:
        if body.pinned:
            pins.pin(connection, access.project_id, session_id, access.actor)
        else:
            pins.unpin(connection, access.project_id, session_id)
        access.note(connection, "session_pinned" if body.pinned else "session_unpinned", session_id)
        return pins.read_pin(connection, access.project_id, session_id)

    return await control.write_async(change)
