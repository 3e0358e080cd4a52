"""HTTP: the share links of a project, for its members.

Who may watch may tell of it; to show it to the world needs the role analyst.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from pagepulse.accounts.access import Analyst
from pagepulse.accounts.dependencies import ControlOf, ServicesOf, WarehouseOf
from pagepulse.errors import InvalidInputError
from pagepulse.shares import store
from pagepulse.shares.models import (
    CreatedShareLink,
    NewShareLink,
    SharedMap,
    ShareLinkList,
)
from pagepulse.shares.reading import check_recording

router = APIRouter(prefix="/api/shares", tags=["share links"])


@router.get("", operation_id="listShareLinks")
async def list_share_links(access: Analyst, control: ControlOf) -> ShareLinkList:
    """List a project's share links with how often they were opened, without their texts."""
    links = await control.read_async(lambda c: store.list_links(c, access.project_id))
    return ShareLinkList(share_links=links)


@router.post("", operation_id="createShareLink", status_code=201)
async def create_share_link(
    body: NewShareLink,
    access: Analyst,
    control: ControlOf,
    services: ServicesOf,
    warehouse: WarehouseOf,
) -> CreatedShareLink:
    """Make a link that shows one replay or one heatmap to whoever has it; told this once."""
    if body.replay is not None:
        session_id = body.replay.session_id
        await warehouse.run_async(lambda: check_recording(warehouse, access.project_id, session_id))
    if body.heatmap is not None:
        check_map(body.heatmap)
    token, link = await control.write_async(lambda c: store.create_link(c, access, body))
    return CreatedShareLink(
        url=services.origins.link(f"/shared#{token}"), token=token, share_link=link
    )


def check_map(shown: SharedMap) -> None:
    """Raise InvalidInputError for a map that cannot be drawn, or is about one known person."""
    shown.filter.range()
    if shown.filter.visitor_id:
        raise InvalidInputError(
            "share_of_a_visitor",
            "A link shows nobody's identity: take the visitor out of the filters.",
        )


@router.delete("/{shareId}", operation_id="revokeShareLink", status_code=204)
async def revoke_share_link(
    share_id: Annotated[str, Path(alias="shareId", max_length=64)],
    access: Analyst,
    control: ControlOf,
) -> Response:
    """End a share link at once, also for those who look at it."""
    await control.write_async(lambda c: store.revoke_link(c, access, share_id))
    return Response(status_code=204)
