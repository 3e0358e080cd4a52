"""HTTP: a project's API tokens."""

from __future__ import annotations

import math
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response
from sqlalchemy import Connection

from pagepulse.accounts import api_tokens
from pagepulse.accounts.access import RANK, Access, require_in_path
from pagepulse.accounts.api_tokens import DAY_MS
from pagepulse.accounts.dependencies import ControlOf
from pagepulse.accounts.models import ApiTokenList, CreatedApiToken, NewApiToken
from pagepulse.accounts.scopes import written
from pagepulse.clock import now_ms
from pagepulse.errors import NotAllowedError

router = APIRouter(prefix="/api/projects/{projectId}/tokens", tags=["API tokens"])

Admin = Annotated[Access, Depends(require_in_path("admin"))]


@router.get("", operation_id="listApiTokens")
async def list_api_tokens(access: Admin, control: ControlOf) -> ApiTokenList:
    """List a project's tokens, without their texts."""
    tokens = await control.read_async(lambda c: api_tokens.list_tokens(c, access.project_id))
    return ApiTokenList(api_tokens=tokens)


@router.post("", operation_id="createApiToken", status_code=201)
async def create_api_token(body: NewApiToken, access: Admin, control: ControlOf) -> CreatedApiToken:
    """Make a token; its text is shown this once. No token makes one that may do more."""
    _check_grant(access, body)

    def create(connection: Connection) -> CreatedApiToken:
        created = api_tokens.create_token(connection, access.project_id, body)
        access.note(
            connection,
            "api_token_created",
            created.api_token.token_id,
            " ".join(filter(None, (body.role, written(body.scopes)))),
        )
        return created

    return await control.write_async(create)


def _check_grant(access: Access, new: NewApiToken) -> None:
    """Raise NotAllowedError for a token with more rights, or a longer life, than who makes it."""
    if RANK[new.role] > RANK[access.role]:
        raise NotAllowedError("role_too_low", "A token cannot have a higher role than you.")
    own = access.principal
    if own.scopes is not None and not own.scopes.issuperset(new.scopes or [None]):
        raise NotAllowedError("scope_missing", "A token cannot have more scopes than yours.")
    if own.ends_at is not None and _end_of(new) > own.ends_at:
        raise NotAllowedError("token_too_long", "A token cannot outlive the one that makes it.")


def _end_of(new: NewApiToken) -> float:
    return math.inf if new.expires_in_days is None else now_ms() + new.expires_in_days * DAY_MS


@router.delete("/{tokenId}", operation_id="deleteApiToken", status_code=204)
async def delete_api_token(
    token_id: Annotated[str, Path(alias="tokenId", max_length=64)],
    access: Admin,
    control: ControlOf,
) -> Response:
    """Make a token worthless, at once."""

    def delete(connection: Connection) -> None:
        api_tokens.delete_token(connection, access.project_id, token_id)
        access.note(connection, "api_token_deleted", token_id)

    await control.write_async(delete)
    return Response(status_code=204)
