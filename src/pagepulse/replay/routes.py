"""HTTP of recordings: parse, call, answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Path, Query
from fastapi.responses import Response, StreamingResponse

from pagepulse.accounts.access import Analyst, Viewer
from pagepulse.accounts.dependencies import ControlOf, WarehouseOf
from pagepulse.clock import now_ms
from pagepulse.questions.dates import LAST_MS
from pagepulse.questions.filters import MAX_URL_CHARS, DateFilter, SessionFilter
from pagepulse.replay import assets, costs, detail, events, export, own, sessions, snapshot
from pagepulse.replay.compression import compressed, wants_gzip
from pagepulse.replay.models import (
    EventWindow,
    ExportedRecording,
    FilterValues,
    PageSnapshot,
    RecordingCosts,
    SessionDetail,
    SessionList,
)
from pagepulse.replay.views import note_view

router = APIRouter(prefix="/api/tracking", tags=["recordings"])

SessionId = Annotated[str, Path(alias="sessionId", max_length=64)]
TabId = Annotated[
    str | None,
    Query(alias="tabId", max_length=64, description="Left out: the tab that was opened first."),
]
Moment = Annotated[int | None, Query(ge=0, le=LAST_MS)]
# A content never changes under its hash.
ASSET_HEADERS = {
    "Cache-Control": "private, max-age=31536000, immutable",
    "Content-Disposition": "attachment",
    "Content-Security-Policy": "sandbox; default-src 'none'",
}
AcceptEncoding = Annotated[str, Header(alias="accept-encoding", include_in_schema=False)]


@router.get("/sessions", operation_id="listSessions")
async def list_sessions(
    *,
    access: Viewer,
    warehouse: WarehouseOf,
    chosen: Annotated[SessionFilter, Query()],
    sort: sessions.Sort = "-startedAt",
    cursor: Annotated[str | None, Query(max_length=512)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> SessionList:
    """List sessions with their counts and activity."""
    request = sessions.ListRequest(access.project_id, chosen, sort, cursor, limit, now_ms())
    return await warehouse.run_async(lambda: sessions.list_sessions(warehouse, request))


@router.get("/filters", operation_id="listFilterValues")
async def list_filter_values(
    access: Viewer, warehouse: WarehouseOf, chosen: Annotated[DateFilter, Query()]
) -> FilterValues:
    """List what the sessions of a time range can be filtered by."""
    times = chosen.range()
    return await warehouse.run_async(
        lambda: sessions.list_filter_values(warehouse, access.project_id, times)
    )


@router.get("/costs", operation_id="readCosts")
async def read_costs(
    access: Viewer, warehouse: WarehouseOf, chosen: Annotated[DateFilter, Query()]
) -> RecordingCosts:
    """Say what recording costs the visitors, as their browsers measured it."""
    times = chosen.range()
    return await warehouse.run_async(lambda: costs.read_costs(warehouse, access.project_id, times))


@router.get("/sessions/{sessionId}", operation_id="readSession")
async def read_session(
    access: Viewer, warehouse: WarehouseOf, session_id: SessionId
) -> SessionDetail:
    """Return everything about one session but its rrweb events."""
    return await detail.read_session(warehouse, access.project_id, session_id, now_ms())


@router.put("/sessions/{sessionId}/own", operation_id="markOwnVisitor")
async def mark_own_visitor(
    access: Analyst,
    control: ControlOf,
    warehouse: WarehouseOf,
    session_id: SessionId,
    mark: own.OwnMark,
) -> own.MarkedVisitor:
    """Say whether this session's visitor is of the site's own team: then nothing of it counts."""
    marked = await warehouse.run_async(
        lambda: own.mark_session(
            warehouse, access.project_id, session_id, now_ms(), is_own=mark.own
        )
    )
    await control.write_async(
        lambda connection: access.note(
            connection, "own_visitor_marked" if mark.own else "own_visitor_unmarked", session_id
        )
    )
    return marked


@router.get(
    "/sessions/{sessionId}/events",
    operation_id="readEvents",
    response_class=StreamingResponse,
    responses={200: {"model": EventWindow}},
)
async def read_events(
    *,
    access: Viewer,
    control: ControlOf,
    warehouse: WarehouseOf,
    session_id: SessionId,
    tab_id: TabId = None,
    from_at: Annotated[
        Moment,
        Query(
            alias="from",
            description="Unix ms, server clock. The window begins at the full snapshot before it, "
            "or at the first event where there is none.",
        ),
    ] = None,
    to_at: Annotated[
        Moment, Query(alias="to", description="Last moment that is wanted, Unix ms, server clock.")
    ] = None,
    is_continued: Annotated[
        bool, Query(alias="continue", description="Begin exactly at `from`.")
    ] = False,
    accept_encoding: AcceptEncoding = "",
) -> StreamingResponse:
    """Stream the rrweb events of one tab, as many as a player should hold at once."""
    wanted = events.WindowRequest(
        access.project_id, session_id, tab_id, from_at, to_at, is_continued=is_continued
    )
    window = await warehouse.run_async(lambda: events.plan(warehouse, wanted))
    await note_view(control, access, session_id)
    return json_stream(events.stream(warehouse, window), accept_encoding)


@router.get(
    "/sessions/{sessionId}/export",
    operation_id="exportSession",
    response_class=StreamingResponse,
    responses={200: {"model": ExportedRecording}},
)
async def export_session(
    *,
    access: Viewer,
    control: ControlOf,
    warehouse: WarehouseOf,
    session_id: SessionId,
    output: Annotated[
        Literal["pages", "events"],
        Query(alias="format", description="`events`: one plain array of all events."),
    ] = "pages",
    accept_encoding: AcceptEncoding = "",
) -> StreamingResponse:
    """Download a recording as rrweb JSON."""
    plan = await warehouse.run_async(lambda: export.plan(warehouse, access.project_id, session_id))
    await note_view(control, access, session_id, "data_exported")
    name = f'attachment; filename="{session_id}.rrweb.json"'
    return json_stream(
        export.stream(warehouse, plan, output), accept_encoding, {"Content-Disposition": name}
    )


@router.get("/snapshot", operation_id="readPageSnapshot")
async def read_page_snapshot(
    *,
    access: Viewer,
    control: ControlOf,
    warehouse: WarehouseOf,
    page_url: Annotated[str, Query(alias="pageURL", min_length=1, max_length=MAX_URL_CHARS)],
    session_id: Annotated[str | None, Query(alias="sessionId", max_length=64)] = None,
    width: Annotated[
        int | None, Query(ge=1, le=10_000, description="Wanted viewport width, CSS px.")
    ] = None,
    at: Annotated[Moment, Query(description="State of the page at this time, Unix ms.")] = None,
) -> PageSnapshot:
    """Return the DOM of a page as one session saw it: the latest, of the nearest width."""
    wanted = snapshot.SnapshotRequest(access.project_id, page_url, session_id, width, at)
    found = await warehouse.run_async(lambda: snapshot.read_snapshot(warehouse, wanted))
    await note_view(control, access, found.session_id)
    return found


@router.get(
    "/assets/{hash}",
    operation_id="readAsset",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}}},
)
async def read_asset(
    access: Viewer,
    warehouse: WarehouseOf,
    name: Annotated[str, Path(alias="hash", pattern=assets.HASH_PATTERN)],
) -> Response:
    """Return a style sheet, image or font that recordings of this project refer to."""
    content = await warehouse.run_async(
        lambda: assets.read_asset(warehouse, access.project_id, name)
    )
    # Never as what it says to be: a visitor sent it, and this is the origin of the logins.
    return Response(content, media_type="application/octet-stream", headers=ASSET_HEADERS)


def json_stream(
    parts: AsyncIterator[bytes], accept_encoding: str, headers: dict[str, str] | None = None
) -> StreamingResponse:
    """Answer with JSON that is never in memory as a whole."""
    gzip = wants_gzip(accept_encoding)
    answer_headers = {"Cache-Control": "private, no-store", **(headers or {})}
    if gzip:
        answer_headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return StreamingResponse(
        compressed(parts) if gzip else parts,
        media_type="application/json",
        headers=answer_headers,
    )
