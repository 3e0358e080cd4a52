"""Users and their roles in projects."""

from __future__ import annotations

import secrets
from typing import Literal

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from pagepulse.accounts.models import Member, Role
from pagepulse.clock import now_ms
from pagepulse.control.tables import login_sessions, memberships, segments, users
from pagepulse.errors import ConflictError, NotFoundError

# 64 random bits: ids are no secrets, they only must not collide.
USER_ID_BYTES = 8
OWNER: Literal["owner"] = "owner"


def normal_email(email: str) -> str:
    """Return the spelling under which a person is known."""
    return email.strip().lower()


def create_user(connection: Connection, email: str, password_hash: str = "") -> str:
    """Store a person and return the id; without a password nobody can log in."""
    user_id = f"usr_{secrets.token_hex(USER_ID_BYTES)}"
    connection.execute(
        insert(users).values(
            user_id=user_id,
            email=normal_email(email),
            password_hash=password_hash,
            created_at=now_ms(),
        )
    )
    return user_id


def has_users(connection: Connection) -> bool:
    """Tell whether anybody can log in already."""
    return connection.execute(select(users.c.user_id).limit(1)).first() is not None


def find_user(connection: Connection, email: str) -> Row[tuple[object, ...]] | None:
    """Return `user_id`, `email` and `password_hash` of a person, if there is one."""
    return connection.execute(select(users).where(users.c.email == normal_email(email))).first()


def read_email(connection: Connection, user_id: str) -> str:
    """Return the person's e-mail address."""
    email: str = connection.execute(
        select(users.c.email).where(users.c.user_id == user_id)
    ).scalar_one()
    return email


def set_password(connection: Connection, user_id: str, password_hash: str) -> None:
    """Store a new password and end every login of the person."""
    connection.execute(
        update(users).where(users.c.user_id == user_id).values(password_hash=password_hash)
    )
    connection.execute(delete(login_sessions).where(login_sessions.c.user_id == user_id))


def roles_of(connection: Connection, user_id: str) -> dict[str, Role]:
    """Return the person's role by project id."""
    rows = connection.execute(
        select(memberships.c.project_id, memberships.c.role).where(memberships.c.user_id == user_id)
    )
    return {row.project_id: row.role for row in rows}


def add_member(connection: Connection, project_id: str, user_id: str, role: Role) -> None:
    """Give a person a role; raises ConflictError when there is one already."""
    if _find_member(connection, project_id, user_id) is not None:
        raise ConflictError("already_member", "This person is a member of the project already.")
    connection.execute(
        insert(memberships).values(
            project_id=project_id, user_id=user_id, role=role, added_at=now_ms()
        )
    )


def list_members(connection: Connection, project_id: str) -> list[Member]:
    """Return everyone of a project by e-mail address."""
    query = _members(project_id).order_by(users.c.email)
    return [_member(row) for row in connection.execute(query)]


def read_member(connection: Connection, project_id: str, user_id: str) -> Member:
    """Return one member; raises NotFoundError."""
    member = _find_member(connection, project_id, user_id)
    if member is None:
        raise NotFoundError("member_not_found", "There is no such member.")
    return member


def change_role(connection: Connection, project_id: str, user_id: str, role: Role) -> Member:
    """Give a member another role; raises ConflictError for the last owner."""
    old = read_member(connection, project_id, user_id)
    if role != OWNER:
        _keep_an_owner(connection, old, project_id)
    connection.execute(
        update(memberships)
        .where(memberships.c.project_id == project_id, memberships.c.user_id == user_id)
        .values(role=role)
    )
    return old.model_copy(update={"role": role})


def remove_member(connection: Connection, project_id: str, user_id: str) -> Member:
    """Take a member's role and own segments away; raises ConflictError for the last owner."""
    old = read_member(connection, project_id, user_id)
    _keep_an_owner(connection, old, project_id)
    connection.execute(
        delete(memberships).where(
            memberships.c.project_id == project_id, memberships.c.user_id == user_id
        )
    )
    # Nobody else sees these, and nobody could ever delete them.
    connection.execute(
        delete(segments).where(
            segments.c.project_id == project_id,
            segments.c.owner_id == user_id,
            segments.c.is_shared == 0,
        )
    )
    return old


def _keep_an_owner(connection: Connection, leaving: Member, project_id: str) -> None:
    owners = connection.execute(
        select(func.count())
        .select_from(memberships)
        .where(memberships.c.project_id == project_id, memberships.c.role == OWNER)
    ).scalar_one()
    if leaving.role == OWNER and owners == 1:
        raise ConflictError("last_owner", "A project keeps at least one owner: name another first.")


def _find_member(connection: Connection, project_id: str, user_id: str) -> Member | None:
    row = connection.execute(_members(project_id).where(users.c.user_id == user_id)).first()
    return _member(row) if row else None


def _members(project_id: str) -> Select[tuple[object, ...]]:
    return (
        select(
            users.c.user_id,
            users.c.email,
            users.c.last_login_at,
            memberships.c.role,
            memberships.c.added_at,
        )
        .join(memberships, memberships.c.user_id == users.c.user_id)
        .where(memberships.c.project_id == project_id)
    )


def _member(row: Row[tuple[object, ...]]) -> Member:
    return Member(
        user_id=row.user_id,
        email=row.email,
        role=row.role,
        added_at=row.added_at,
        last_login_at=row.last_login_at,
    )
