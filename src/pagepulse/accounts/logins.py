"""Logins of people: opaque tokens, hashed at rest, that end by themselves."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select, update

from pagepulse.accounts.secret_tokens import hash_token, new_token
from pagepulse.clock import now_ms
from pagepulse.control.tables import login_sessions, users

IDLE_MS = 12 * 3600 * 1000
LONGEST_MS = 7 * 24 * 3600 * 1000
# A login's last use is written at most this often, so that reading stays reading.
TOUCH_MS = 5 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Login:
    """Someone who is logged in."""

    user_id: str
    email: str


def start_login(connection: Connection, user_id: str, old_token: str | None) -> str:
    """End the login that the browser had before, start a new one and return its token."""
    if old_token:
        end_login(connection, old_token)
    token = new_token()
    now = now_ms()
    connection.execute(delete(login_sessions).where(_is_over(now)))
    connection.execute(
        insert(login_sessions).values(
            token_hash=hash_token(token), user_id=user_id, created_at=now, seen_at=now
        )
    )
    connection.execute(update(users).where(users.c.user_id == user_id).values(last_login_at=now))
    return token


def end_login(connection: Connection, token: str) -> None:
    """Make the token worthless."""
    connection.execute(
        delete(login_sessions).where(login_sessions.c.token_hash == hash_token(token))
    )


def end_other_logins(connection: Connection, user_id: str, token: str) -> None:
    """Make every token of a person worthless but one."""
    others = (login_sessions.c.user_id == user_id) & (
        login_sessions.c.token_hash != hash_token(token)
    )
    connection.execute(delete(login_sessions).where(others))


def count_logins(connection: Connection, user_id: str) -> int:
    """Return in how many browsers a person is logged in."""
    own = (login_sessions.c.user_id == user_id) & ~_is_over(now_ms())
    return connection.execute(
        select(func.count()).select_from(login_sessions).where(own)
    ).scalar_one()


def find_login(connection: Connection, token: str) -> tuple[Login, bool] | None:
    """Return who is logged in with this token, and whether `touch_login` is due."""
    return find_login_by_hash(connection, hash_token(token))


def find_login_by_hash(connection: Connection, token_hash: str) -> tuple[Login, bool] | None:
    """Return the same for whoever keeps only the hash of the token."""
    now = now_ms()
    row = connection.execute(
        select(users.c.user_id, users.c.email, login_sessions.c.seen_at)
        .join(login_sessions, login_sessions.c.user_id == users.c.user_id)
        .where(login_sessions.c.token_hash == token_hash, ~_is_over(now))
    ).first()
    if row is None:
        return None
    return Login(row.user_id, row.email), now - row.seen_at > TOUCH_MS


def touch_login(connection: Connection, token: str) -> None:
    """Note that the login is in use."""
    connection.execute(
        update(login_sessions)
        .where(login_sessions.c.token_hash == hash_token(token))
        .values(seen_at=now_ms())
    )


def _is_over(now: int) -> ColumnElement[bool]:
    return or_(
        login_sessions.c.seen_at < now - IDLE_MS, login_sessions.c.created_at < now - LONGEST_MS
    )
