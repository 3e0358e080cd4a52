"""HTTP: tickets for the admin socket, and what the sockets do for scripts."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Path, Query, Request, Response

from pagepulse.accounts.access import Access, PersonOf, require
from pagepulse.accounts.browser import session_token_of
from pagepulse.accounts.dependencies import ControlOf
from pagepulse.clock import now_ms
from pagepulse.errors import InvalidInputError
from pagepulse.live.dependencies import LiveOf
from pagepulse.live.messages import Message, StartAnswer, StopAnswer
from pagepulse.live.models import NewRun, RunList, SocketTicket, VisitorList, detail_of
from pagepulse.live.tickets import issue_ticket

router = APIRouter(prefix="/api/live", tags=["live"])

Viewer = Annotated[Access, Depends(require("viewer"))]
Admin = Annotated[Access, Depends(require("admin"))]
RecordingId = Annotated[str, Path(alias="recordingId", max_length=64)]
Cursor = Annotated[str | None, Query(max_length=20)]
Limit = Annotated[int, Query(ge=1, le=100)]
JSON = "application/json"


def answers(name: str, status: int = 200) -> dict[str, Any]:
    """Return how an operation is described that answers with a type of the sockets."""
    reference = {"$ref": f"#/components/schemas/Live{name.removeprefix('Live')}"}
    described = {"description": "As on the socket.", "content": {JSON: {"schema": reference}}}
    return {"response_class": Response, "status_code": status, "responses": {status: described}}


@router.post("/tickets", operation_id="createLiveTicket", status_code=201)
async def create_live_ticket(
    person: PersonOf, request: Request, control: ControlOf
) -> SocketTicket:
    """Return what opens `/live/admin` for the person of this login, once, within a minute."""
    ticket = await issue_ticket(control, person.principal_id, session_token_of(request) or "")
    return SocketTicket(ticket=ticket.text, expires_at=ticket.expires_at)


@router.post("/runs", operation_id="startLiveRun", **answers("StartAnswer", 201))
async def start_live_run(body: NewRun, access: Admin, live: LiveOf) -> Response:
    """Record every connected visitor who fits; with a filter that a run has already, that run."""
    run = await live.runs.start(
        access.project_id,
        body.message(access.project_id),
        actor=access.actor,
        starter_id=access.principal.principal_id,
    )
    taken = sum(1 for session in run.sessions.values() if session.state != "idle")
    summary = live.runs.summary(run)
    return _json(StartAnswer(recording_id=run.recording_id, visitors=taken, run=summary), 201)


@router.post("/runs/{recordingId}/stop", operation_id="stopLiveRun", **answers("StopAnswer"))
async def stop_live_run(access: Admin, live: LiveOf, recording_id: RecordingId) -> Response:
    """End a run; its sessions are saved like all others. Once more changes nothing."""
    run = await live.runs.stop(access.project_id, recording_id, access.actor)
    return _json(StopAnswer(recording_id=recording_id, run=live.runs.summary(run)))


@router.get("/runs", operation_id="listLiveRuns", **answers("RunList"))
async def list_live_runs(
    access: Viewer, live: LiveOf, cursor: Cursor = None, limit: Limit = 50
) -> Response:
    """List the runs of a project, also those that have ended, newest first."""
    before = _started_before(cursor)
    runs = await live.runs.history(access.project_id, before, limit + 1)
    shown = tuple(live.runs.summary(run) for run in runs[:limit])
    next_cursor = str(shown[-1].started_at) if len(runs) > limit else None
    return _json(RunList(runs=shown, next_cursor=next_cursor))


@router.get("/runs/{recordingId}", operation_id="readLiveRun", **answers("RunDetail"))
async def read_live_run(access: Viewer, live: LiveOf, recording_id: RecordingId) -> Response:
    """Return a run with the sessions that it has recorded."""
    run = await live.runs.read(access.project_id, recording_id)
    return _json(detail_of(live.runs.summary(run), run))


@router.get("/visitors", operation_id="listLiveVisitors", **answers("VisitorList"))
async def list_live_visitors(access: Viewer, live: LiveOf) -> Response:
    """List who is online."""
    visitors = live.presence.visitors(access.project_id)
    busiest = sorted(visitors, key=lambda one: (-one.activity, one.online_since, one.session_id))
    return _json(VisitorList(visitors=tuple(busiest)))


def _started_before(cursor: str | None) -> int:
    if cursor is None:
        # A run that is started at this very moment belongs to the first page.
        return now_ms() + 1
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 19):
        raise InvalidInputError("bad_cursor", "Pass the `nextCursor` of the page before.")
    return int(cursor)


def _json(answer: Message, status: int = 200) -> Response:
    return Response(msgspec.json.encode(answer), status, media_type=JSON)
