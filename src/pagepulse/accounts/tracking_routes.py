"""HTTP: what the trackers on the visited pages ask; public like the pages themselves."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Query, Response

from pagepulse.accounts.dependencies import ServicesOf
from pagepulse.errors import NotAllowedError, NotFoundError
from pagepulse.projects.models import TrackingConfig

router = APIRouter(prefix="/api/tracking", tags=["tracking"])

# A changed setting reaches open sites within this time, in seconds.
CACHE_SECONDS = 60


@router.get("/config", operation_id="readTrackingConfig")
async def read_tracking_config(
    response: Response,
    services: ServicesOf,
    key: Annotated[str, Query(max_length=64, description="The project's public key.")],
    origin: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> TrackingConfig:
    """Say how pages with this key are recorded; the tracker only ever tightens by it."""
    project = services.projects.of_key(key)
    if project is None:
        raise NotFoundError("unknown_project_key", "No project has this key.")
    # Programs send no Origin: the check only keeps the pages of other sites out.
    if origin is not None:
        if origin == "null" or not project.allows_origin(origin.lower()):
            raise NotAllowedError(
                "origin_not_allowed", "This project takes nothing from pages of this origin."
            )
        response.headers["access-control-allow-origin"] = origin
    response.headers["vary"] = "origin"
    response.headers["cache-control"] = f"public, max-age={CACHE_SECONDS}"
    response.headers["cross-origin-resource-policy"] = "cross-origin"
    return project.tracking_config(services.settings.visitor_sockets)
