"""HTTP: what share links show, for people without a login."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response, StreamingResponse

from pagepulse.accounts.browser import client_address
from pagepulse.accounts.dependencies import (
    ControlOf,
    ServicesOf,
    WarehouseOf,
    address_of,
)
from pagepulse.clock import now_ms
from pagepulse.control import Control
from pagepulse.errors import NotFoundError
from pagepulse.heatmaps.choosing import rules_of
from pagepulse.heatmaps.models import Heatmap
from pagepulse.ingest.devices import device_of
from pagepulse.networks import line_of
from pagepulse.projects.store import read_project
from pagepulse.questions.dates import LAST_MS
from pagepulse.replay import events, signals
from pagepulse.replay.assets import HASH_PATTERN, read_asset
from pagepulse.replay.models import EventWindow, SessionDetail
from pagepulse.replay.routes import ASSET_HEADERS, AcceptEncoding, json_stream
from pagepulse.replay.signal_models import ConsoleMessages, PageRequests
from pagepulse.shares import reading, store
from pagepulse.shares.asset_names import AssetNames
from pagepulse.shares.attempts import ShareAttempts
from pagepulse.shares.gate import SharedOf, check_details, map_of, replay_of
from pagepulse.shares.masking import bare
from pagepulse.shares.models import (
    OpenedMap,
    OpenedReplay,
    OpenedShare,
    SharedMap,
    SharedPicture,
    SharedReplay,
    ShareToken,
)
from pagepulse.shares.store import Shared
from pagepulse.warehouse import Warehouse

router = APIRouter(prefix="/api/shared", tags=["shared"])

Moment = Annotated[int | None, Query(ge=0, le=LAST_MS)]
STREAMED: dict[int | str, dict[str, Any]] = {200: {"model": EventWindow}}


@router.post("/open", operation_id="openShareLink")
async def open_share_link(
    body: ShareToken,
    request: Request,
    control: ControlOf,
    services: ServicesOf,
    warehouse: WarehouseOf,
) -> OpenedShare:
    """Open a share link: it is counted, and gives a pass that reads what the link shows."""
    attempts: ShareAttempts = request.app.state.share_attempts
    attempts.check(line_of(client_address(request)))
    shared = await control.read_async(lambda c: store.find_by_token(c, body.token))
    await warehouse.run_async(lambda: reading.check_is_there(warehouse, shared))
    client = client_of(request.headers.get("user-agent", ""))
    project = await control.read_async(lambda c: read_project(c, shared.project_id))
    text, ends_at = await control.write_async(lambda c: store.note_opening(c, shared, client))
    return OpenedShare(
        share_pass=text,
        pass_ends_at=ends_at,
        kind="replay" if isinstance(shared.content, SharedReplay) else "heatmap",
        expires_at=shared.expires_at,
        player_origin=services.origins.player_for(address_of(request)),
        replay=_opened_replay(shared.content),
        heatmap=_opened_map(shared.content, project.project_key),
    )


def client_of(user_agent: str) -> str:
    """Return as much of a User-Agent as tells people apart who were sent the same link."""
    device = device_of(user_agent, touch=False)
    return f"{device.browser or 'Unknown browser'} on {device.os or 'an unknown system'}"


def _opened_replay(content: SharedReplay | SharedMap) -> OpenedReplay | None:
    if not isinstance(content, SharedReplay):
        return None
    return OpenedReplay(start_ms=content.start_ms, shows_details=content.shows_details)


def _opened_map(content: SharedReplay | SharedMap, project_key: str) -> OpenedMap | None:
    if not isinstance(content, SharedMap):
        return None
    asked = content.filter
    return OpenedMap(
        page_url=bare(asked.page_url),
        type=asked.type,
        start_date=asked.start_date,
        end_date=asked.end_date,
        width=content.width,
        look=content.look,
        project_key=project_key,
    )


@router.get("/session", operation_id="readSharedSession")
async def read_shared_session(shared: SharedOf, warehouse: WarehouseOf) -> SessionDetail:
    """Return the shared session without whose it was and where from."""
    return await reading.read_session(warehouse, shared, replay_of(shared), now_ms())


@router.get(
    "/events",
    operation_id="readSharedEvents",
    response_class=StreamingResponse,
    responses=STREAMED,
)
async def read_shared_events(
    *,
    shared: SharedOf,
    warehouse: WarehouseOf,
    tab_id: Annotated[str | None, Query(alias="tabId", max_length=64)] = None,
    from_at: Annotated[Moment, Query(alias="from")] = None,
    to_at: Annotated[Moment, Query(alias="to")] = None,
    is_continued: Annotated[bool, Query(alias="continue")] = False,
    accept_encoding: AcceptEncoding = "",
) -> StreamingResponse:
    """Stream rrweb events of the shared session, as `readEvents` does, masked."""
    replay = replay_of(shared)
    wanted = events.WindowRequest(
        shared.project_id, replay.session_id, tab_id, from_at, to_at, is_continued=is_continued
    )
    window = await warehouse.run_async(lambda: events.plan(warehouse, wanted))
    masked = reading.stream_masked(warehouse, shared, window, shows_details=replay.shows_details)
    return json_stream(masked, accept_encoding)


def details_of(
    shared: SharedOf,
    cursor: Annotated[str | None, Query(max_length=512)] = None,
    limit: Annotated[int, Query(ge=1, le=5_000)] = 1_000,
) -> signals.PageOf:
    """Return the page of a list that is asked for; raises NotFoundError where none is shown."""
    replay = replay_of(shared)
    check_details(replay)
    return signals.PageOf(shared.project_id, replay.session_id, cursor, limit)


Details = Annotated[signals.PageOf, Depends(details_of)]


@router.get("/console", operation_id="listSharedConsoleMessages")
async def list_shared_console_messages(warehouse: WarehouseOf, page: Details) -> ConsoleMessages:
    """List the console messages of the shared session, where the link shows details."""
    return await warehouse.run_async(lambda: signals.read_console(warehouse, page))


@router.get("/requests", operation_id="listSharedRequests")
async def list_shared_requests(warehouse: WarehouseOf, page: Details) -> PageRequests:
    """List the requests of the shared session, where the link shows details."""
    return await warehouse.run_async(lambda: signals.read_requests(warehouse, page))


async def read_map(
    shared: SharedOf, control: ControlOf, warehouse: WarehouseOf
) -> reading.MapReading:
    """Return the shared map; raises NotFoundError where something else is shared."""
    content = map_of(shared)
    rules = await rules_of(control, shared.project_id)
    return reading.MapReading(warehouse, shared, content, rules)


MapOf = Annotated[reading.MapReading, Depends(read_map)]


@router.get("/heatmap", operation_id="readSharedHeatmap")
async def read_shared_heatmap(
    shown: MapOf, services: ServicesOf, warehouse: WarehouseOf
) -> Heatmap:
    """Return the shared map with its elements, without the sessions behind it."""
    async with services.rates.turn(shown.shared.share_id):
        return await warehouse.run_async(shown.heatmap)


@router.get("/picture", operation_id="readSharedPicture")
async def read_shared_picture(shown: MapOf, warehouse: WarehouseOf) -> SharedPicture | None:
    """Return the recorded page that the shared map is drawn on; null where nobody was recorded."""
    found = await warehouse.run_async(shown.pictures)
    if not found:
        return None
    best = found[0]
    return SharedPicture(
        tab_id=best.tab_id,
        at=best.at,
        viewport_width=best.viewport_width,
        viewport_height=best.viewport_height,
    )


@router.get(
    "/page", operation_id="readSharedPage", response_class=StreamingResponse, responses=STREAMED
)
async def read_shared_page(
    *,
    shown: MapOf,
    warehouse: WarehouseOf,
    tab_id: Annotated[str, Query(alias="tabId", max_length=64)],
    at: Annotated[int, Query(ge=0, le=LAST_MS)],
    accept_encoding: AcceptEncoding = "",
) -> StreamingResponse:
    """Stream the events that draw one of the pages that the shared map lies on, masked."""

    def plan() -> events.Window:
        picture = shown.picture(tab_id, at)
        wanted = events.WindowRequest(
            shown.shared.project_id, picture.session_id, picture.tab_id, at, at
        )
        return events.plan(warehouse, wanted)

    window = await warehouse.run_async(plan)
    masked = reading.stream_masked(warehouse, shown.shared, window, shows_details=False)
    return json_stream(masked, accept_encoding)


async def reading_of(
    shared: Shared, control: Control, warehouse: Warehouse
) -> reading.MapReading | reading.ReplayReading:
    """Return what is shared, whichever it is."""
    if isinstance(shared.content, SharedReplay):
        return reading.ReplayReading(warehouse, shared, shared.content)
    return await read_map(shared, control, warehouse)


@router.get(
    "/assets/{hash}",
    operation_id="readSharedAsset",
    response_class=Response,
    responses={200: {"content": {"application/octet-stream": {}}}},
)
async def read_shared_asset(
    request: Request,
    shared: SharedOf,
    control: ControlOf,
    warehouse: WarehouseOf,
    name: Annotated[str, Path(alias="hash", pattern=HASH_PATTERN)],
) -> Response:
    """Return a style sheet, image or font that what is shared refers to."""
    names: AssetNames = request.app.state.shared_assets
    shown = await reading_of(shared, control, warehouse)

    def read() -> bytes:
        if not names.has(shared.share_id, name, lambda: reading.asset_names(shown)):
            raise NotFoundError("asset_not_found", "There is no such asset.")
        return read_asset(warehouse, shared.project_id, name)

    content = await warehouse.run_async(read)
    return Response(content, media_type="application/octet-stream", headers=ASSET_HEADERS)
