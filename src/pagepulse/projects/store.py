"""Projects in the control database."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from sqlalchemy import Connection, Row, insert, select, update

from pagepulse.clock import now_ms
from pagepulse.control.tables import projects
from pagepulse.errors import NotFoundError
from pagepulse.projects.models import NewProject, Project, ProjectChange, ProjectSettings

# 64 random bits: ids are no secrets, they only must not collide.
PROJECT_ID_BYTES = 8
# 128 random bits, so that nobody finds a key by trying.
PROJECT_KEY_BYTES = 16


def create_project(connection: Connection, new: NewProject) -> Project:
    """Store a project with a fresh id and key."""
    project = Project(
        project_id=f"prj_{secrets.token_hex(PROJECT_ID_BYTES)}",
        name=new.name,
        project_key=_new_key(),
        created_at=now_ms(),
        settings=new.settings,
    )
    connection.execute(
        insert(projects).values(
            project_id=project.project_id,
            name=project.name,
            project_key=project.project_key,
            settings=project.settings.model_dump_json(),
            created_at=project.created_at,
        )
    )
    return project


def list_projects(
    connection: Connection, project_ids: Iterable[str] | None = None
) -> list[Project]:
    """Return projects by name; all of them when no ids are given."""
    query = select(projects).order_by(projects.c.name, projects.c.project_id)
    if project_ids is not None:
        query = query.where(projects.c.project_id.in_(list(project_ids)))
    return [_project(row) for row in connection.execute(query)]


def read_project(connection: Connection, project_id: str) -> Project:
    """Return one project; raises NotFoundError."""
    row = connection.execute(select(projects).where(projects.c.project_id == project_id)).first()
    if row is None:
        raise project_not_found()
    return _project(row)


def change_project(connection: Connection, project_id: str, change: ProjectChange) -> Project:
    """Store the fields that are given and return the whole project."""
    old = read_project(connection, project_id)
    new = old.model_copy(
        update={"name": change.name or old.name, "settings": change.settings or old.settings}
    )
    connection.execute(
        update(projects)
        .where(projects.c.project_id == project_id)
        .values(name=new.name, settings=new.settings.model_dump_json())
    )
    return new


def rotate_key(connection: Connection, project_id: str) -> Project:
    """Give the project a new key; the old one stops working at once."""
    connection.execute(
        update(projects).where(projects.c.project_id == project_id).values(project_key=_new_key())
    )
    return read_project(connection, project_id)


def project_not_found() -> NotFoundError:
    """Return the one answer for a project that is not there and one that is not yours."""
    return NotFoundError("project_not_found", "There is no such project for you.")


def _new_key() -> str:
    return f"pk_{secrets.token_hex(PROJECT_KEY_BYTES)}"


def _project(row: Row[tuple[object, ...]]) -> Project:
    return Project(
        project_id=row.project_id,
        name=row.name,
        project_key=row.project_key,
        created_at=row.created_at,
        settings=ProjectSettings.model_validate_json(row.settings, extra="ignore"),
    )
