"""Tokens for scripts: bound to one project and one role."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, Row, delete, insert, select, update

from pagepulse.accounts.models import ApiToken, CreatedApiToken, NewApiToken, Role
from pagepulse.accounts.secret_tokens import API_TOKEN_PREFIX, hash_token, new_token
from pagepulse.clock import now_ms
from pagepulse.control.tables import api_tokens, segments
from pagepulse.errors import NotFoundError

# 64 random bits: ids are no secrets, they only must not collide.
TOKEN_ID_BYTES = 8
# A token's last use is written at most this often, so that reading stays reading.
TOUCH_MS = 5 * 60 * 1000


@dataclass(frozen=True, slots=True)
class TokenUse:
    """What a token may do."""

    token_id: str
    name: str
    project_id: str
    role: Role
    touch_due: bool


def create_token(connection: Connection, project_id: str, new: NewApiToken) -> CreatedApiToken:
    """Store a token; its text is in the answer and nowhere else."""
    text = new_token(API_TOKEN_PREFIX)
    token = ApiToken(
        token_id=f"tok_{secrets.token_hex(TOKEN_ID_BYTES)}",
        name=new.name,
        role=new.role,
        created_at=now_ms(),
        last_used_at=None,
    )
    connection.execute(
        insert(api_tokens).values(
            project_id=project_id, token_hash=hash_token(text), **token.model_dump()
        )
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
    """Return what the token may do, if it is one."""
    row = connection.execute(
        select(api_tokens).where(api_tokens.c.token_hash == hash_token(text))
    ).first()
    if row is None:
        return None
    touch_due = now_ms() - (row.last_used_at or 0) > TOUCH_MS
    return TokenUse(row.token_id, row.name, row.project_id, row.role, touch_due)


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
        created_at=row.created_at,
        last_used_at=row.last_used_at,
    )
