"""The first owner and the first project of an instance."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from pagepulse.accounts import audit, one_time, users
from pagepulse.errors import ConflictError
from pagepulse.projects.models import NewProject, Project
from pagepulse.projects.store import create_project


@dataclass(frozen=True, slots=True)
class FirstOwner:
    """Who was made, with the project that belongs to them."""

    user_id: str
    email: str
    project: Project


def create_first_owner(
    connection: Connection, email: str, password_hash: str, project: NewProject
) -> FirstOwner:
    """Make owner and project in one transaction; raises ConflictError when there is a user."""
    if users.has_users(connection):
        raise ConflictError("already_set_up", "This PagePulse has an owner already: log in.")
    user_id = users.create_user(connection, email, password_hash)
    created = create_project(connection, project)
    users.add_member(connection, created.project_id, user_id, users.OWNER)
    email = users.normal_email(email)
    audit.record(
        connection,
        "instance_set_up",
        actor=email,
        project_id=created.project_id,
        object_id=created.project_id,
    )
    return FirstOwner(user_id, email, created)


def setup_token(connection: Connection) -> str | None:
    """Return a fresh token for the set-up link, or None when there is a user already."""
    if users.has_users(connection):
        return None
    return one_time.create_link_token(connection, "setup")
