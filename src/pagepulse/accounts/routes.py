"""Every route about people and projects."""

from __future__ import annotations

from fastapi import APIRouter

from pagepulse.accounts import (
    login_routes,
    member_routes,
    project_routes,
    token_routes,
    tracking_routes,
)

router = APIRouter()
for part in (login_routes, project_routes, member_routes, token_routes, tracking_routes):
    router.include_router(part.router)
