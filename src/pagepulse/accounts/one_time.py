"""Tokens that work once: links of the first set-up and of invitations, tickets for sockets."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Connection, delete, insert, select

from pagepulse.accounts.secret_tokens import hash_token, new_token
from pagepulse.clock import now_ms
from pagepulse.control.tables import one_time_tokens
from pagepulse.errors import NotAllowedError

Purpose = Literal["setup", "invitation", "live_ticket"]

LIFE_MS: dict[Purpose, int] = {
    # Long enough to open a browser, short enough that an old log is worth nothing.
    "setup": 3600 * 1000,
    # People answer within some days.
    "invitation": 7 * 24 * 3600 * 1000,
    # The dashboard fetches one right before it connects.
    "live_ticket": 60 * 1000,
}


def create_link_token(connection: Connection, purpose: Purpose, user_id: str | None = None) -> str:
    """Store a token and return its text; an older one of the same purpose and person dies."""
    table = one_time_tokens.c
    connection.execute(
        delete(one_time_tokens).where(
            table.purpose == purpose, table.user_id.is_not_distinct_from(user_id)
        )
    )
    token = new_token()
    store_token(connection, purpose, token, user_id)
    return token


def store_token(
    connection: Connection, purpose: Purpose, token: str, user_id: str | None = None
) -> int:
    """Store a token beside the others of its person; return when it ends, in Unix milliseconds.

    Those that have ended unused are forgotten.
    """
    table = one_time_tokens.c
    now = now_ms()
    connection.execute(
        delete(one_time_tokens).where(table.purpose == purpose, table.expires_at < now)
    )
    connection.execute(
        insert(one_time_tokens).values(
            token_hash=hash_token(token),
            purpose=purpose,
            user_id=user_id,
            expires_at=now + LIFE_MS[purpose],
        )
    )
    return now + LIFE_MS[purpose]


def consume(connection: Connection, purpose: Purpose, token: str) -> str | None:
    """Use the token up and return whom it is for; raises NotAllowedError.

    The deletion decides: of several that come at once, one finds the row.
    """
    table = one_time_tokens.c
    row = connection.execute(
        delete(one_time_tokens)
        .where(table.token_hash == hash_token(token), table.purpose == purpose)
        .returning(table.user_id, table.expires_at)
    ).first()
    if row is None or row.expires_at < now_ms():
        raise _not_valid()
    user_id: str | None = row.user_id
    return user_id


def check(connection: Connection, purpose: Purpose, token: str) -> None:
    """Raise NotAllowedError for a token that `consume` would refuse: guessing costs no hashing."""
    table = one_time_tokens.c
    query = select(table.purpose).where(
        table.token_hash == hash_token(token),
        table.purpose == purpose,
        table.expires_at >= now_ms(),
    )
    if connection.execute(query).first() is None:
        raise _not_valid()


def _not_valid() -> NotAllowedError:
    return NotAllowedError(
        "link_not_valid", "This link was used already or is too old: ask for a new one."
    )
