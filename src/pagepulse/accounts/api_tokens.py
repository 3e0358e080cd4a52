"""Tokens for scripts: bound to one project and one role, and to scopes where that is too much."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Connection, Row, delete, insert, select, update

from pagepulse.accounts.models import ApiToken, CreatedApiToken, NewApiToken, Role
from pagepulse.accounts.scopes import Scope, written
from pagepulse.accounts.secret_tokens import API_TOKEN_PREFIX, hash_token, new_token
from pagepulse.clock import now_ms
from pagepulse.control.tables import api_tokens, segments
from pagepulse.errors import NotFoundError

# 64 random bits: ids are no secrets, they only must not collide.
TOKEN_ID_BYTES = 8
# A token's last use is written at most this often, so that reading stays reading.
TOUCH_MS = 5 * 60 * 1000
DAY_MS = 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class TokenUse:
    """What a token may do."""

    token_id: str
    name: str
    project_id: str
    role: Role
    # None: all that the role may do.
    scopes: frozenset[Scope] | None
    # Unix ms; None: never.
    expires_at: int | None
    touch_due: bool


def create_token(connection: Connection, project_id: str, new: NewApiToken) -> CreatedApiToken:
    """Store a token; its text is in the answer and nowhere else."""
    text = new_token(API_TOKEN_PREFIX)
    now = now_ms()
    token = ApiToken(
        token_id=f"tok_{secrets.token_hex(TOKEN_ID_BYTES)}",
        name=new.name,
        role=new.role,
        scopes=None if new.scopes is None else sorted(set(new.scopes)),
        created_at=now,
        last_used_at=None,
        expires_at=None if new.expires_in_days is None else now + new.expires_in_days * DAY_MS,
    )
    values = token.model_dump() | {"scopes": written(token.scopes)}
    connection.execute(
        insert(api_tokens).values(project_id=project_id, token_hash=hash_token(text), **values)
    )
    return CreatedApiToken(token=text, api_token=token)


def list_tokens(connection: Connection, project_id: str) -> list[ApiToken]:
    """Return the tokens of a project, newest first."""
    query = (
        select(api_tokens)
        .where(api_tokens.c.project_id == project_id)
        .order_by(api_tokens.c.created_at.desc(), api_tokens.c.token_id)
    )
    return [_token(row) for row in connection.execute(query)]


def delete_token(connection: Connection, project_id: str, token_id: str) -> None:
    """Make a token worthless; raises NotFoundError."""
    done = connection.execute(
        delete(api_tokens).where(
            api_tokens.c.project_id == project_id, api_tokens.c.token_id == token_id
        )
    )
    if done.rowcount == 0:
        raise NotFoundError("api_token_not_found", "There is no such API token.")
    # Nobody else sees these, and nobody could ever delete them.
    connection.execute(
        delete(segments).where(segments.c.owner_id == token_id, segments.c.is_shared == 0)
    )


def find_token(connection: Connection, text: str) -> TokenUse | None:
    """Return what the token may do, if it is one and has not ended."""
    row = connection.execute(
        select(api_tokens).where(api_tokens.c.token_hash == hash_token(text))
    ).first()
    now = now_ms()
    if row is None or (row.expires_at is not None and row.expires_at <= now):
        return None
    scopes = _scopes(row)
    return TokenUse(
        token_id=row.token_id,
        name=row.name,
        project_id=row.project_id,
        role=row.role,
        scopes=None if scopes is None else frozenset(scopes),
        expires_at=row.expires_at,
        touch_due=now - (row.last_used_at or 0) > TOUCH_MS,
    )


def touch_token(connection: Connection, token_id: str) -> None:
    """Note that the token is in use."""
    connection.execute(
        update(api_tokens).where(api_tokens.c.token_id == token_id).values(last_used_at=now_ms())
    )


def _token(row: Row[tuple[object, ...]]) -> ApiToken:
    return ApiToken(
        token_id=row.token_id,
        name=row.name,
        role=row.role,
        scopes=_scopes(row),
        created_at=row.created_at,
        last_used_at=row.last_used_at,
        expires_at=row.expires_at,
    )


def _scopes(row: Row[tuple[object, ...]]) -> list[Scope] | None:
    return None if row.scopes is None else cast("list[Scope]", row.scopes.split())
