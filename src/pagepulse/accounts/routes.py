"""Every route about people and projects."""

from __future__ import annotations

from fastapi import APIRouter

from pagepulse.accounts import (
    account_routes,
    login_routes,
    member_routes,
    project_routes,
    sign_on_routes,
    token_routes,
    tracking_routes,
)

router = APIRouter()
PARTS = (
    login_routes,
    sign_on_routes,
    account_routes,
    project_routes,
    member_routes,
    token_routes,
    tracking_routes,
)
for part in PARTS:
    router.include_router(part.router)
