"""HTTP: projects, their keys, their installation, their audit log."""

from __future__ import annotations

from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Depends, Query
from sqlalchemy import Connection

from pagepulse.accounts import audit, audit_chain, users
from pagepulse.accounts.access import (
    Access,
    PersonOf,
    Principal,
    PrincipalOf,
    require_in_path,
)
from pagepulse.accounts.dependencies import ControlOf, ServicesOf, WarehouseOf
from pagepulse.accounts.models import AuditChain, AuditLog
from pagepulse.errors import NotAllowedError
from pagepulse.projects import store
from pagepulse.projects.installation import read_installation
from pagepulse.projects.models import (
    InstallStatus,
    NewProject,
    Project,
    ProjectChange,
    ProjectList,
)

router = APIRouter(prefix="/api/projects", tags=["projects"])

Viewer = Annotated[Access, Depends(require_in_path("viewer"))]
Admin = Annotated[Access, Depends(require_in_path("admin"))]


@router.get("", operation_id="listProjects")
async def list_projects(principal: PrincipalOf, control: ControlOf) -> ProjectList:
    """List the projects that the one who asks may see."""
    projects = await control.read_async(lambda c: store.list_projects(c, principal.roles))
    return ProjectList(
        projects=[
            project.model_copy(update={"role": principal.roles[project.project_id]})
            for project in projects
        ]
    )


@router.post("", operation_id="createProject", status_code=201)
async def create_project(body: NewProject, person: PersonOf, services: ServicesOf) -> Project:
    """Make a project; whoever owns one may make more and owns them."""
    _check_owns_something(person)

    def create(connection: Connection) -> Project:
        project = store.create_project(connection, body)
        users.add_member(connection, project.project_id, person.principal_id, users.OWNER)
        audit.record(
            connection,
            "project_created",
            actor=person.name,
            project_id=project.project_id,
            object_id=project.project_id,
        )
        return project

    project = await services.control.write_async(create)
    await anyio.to_thread.run_sync(services.projects.refresh)
    return project.model_copy(update={"role": users.OWNER})


@router.get("/{projectId}", operation_id="readProject")
async def read_project(access: Viewer, control: ControlOf) -> Project:
    """Return one project."""
    project = await control.read_async(lambda c: store.read_project(c, access.project_id))
    return project.model_copy(update={"role": access.role})


@router.patch("/{projectId}", operation_id="changeProject")
async def change_project(body: ProjectChange, access: Admin, services: ServicesOf) -> Project:
    """Change the name or the settings; a missing field stays."""

    def change(connection: Connection) -> Project:
        access.note(
            connection,
            "project_changed",
            access.project_id,
            ", ".join(sorted(body.model_fields_set)),
        )
        return store.change_project(connection, access.project_id, body)

    project = await services.control.write_async(change)
    await anyio.to_thread.run_sync(services.projects.refresh)
    return project.model_copy(update={"role": access.role})


@router.post("/{projectId}/key", operation_id="rotateProjectKey")
async def rotate_project_key(access: Admin, services: ServicesOf) -> Project:
    """Replace the tracker's key; pages with the old one are refused from now on."""

    def rotate(connection: Connection) -> Project:
        access.note(connection, "project_key_rotated", access.project_id)
        return store.rotate_key(connection, access.project_id)

    project = await services.control.write_async(rotate)
    await anyio.to_thread.run_sync(services.projects.refresh)
    return project.model_copy(update={"role": access.role})


@router.get("/{projectId}/install", operation_id="readInstallStatus")
async def read_install_status(access: Viewer, warehouse: WarehouseOf) -> InstallStatus:
    """Tell whether the tracker was seen on any page."""
    return await warehouse.run_async(lambda: read_installation(warehouse, access.project_id))


@router.get("/{projectId}/audit", operation_id="readAuditLog")
async def read_audit_log(
    access: Admin,
    control: ControlOf,
    cursor: Annotated[str | None, Query(max_length=32)] = None,
) -> AuditLog:
    """Return who did what, newest first."""
    return await control.read_async(lambda c: audit.list_entries(c, access.project_id, cursor))


@router.get("/{projectId}/audit/chain", operation_id="verifyAuditLog")
async def verify_audit_log(access: Admin, control: ControlOf) -> AuditChain:
    """Check that nobody changed the audit log after it was written."""
    return await control.read_async(lambda c: audit_chain.verify(c, access.project_id))


def _check_owns_something(person: Principal) -> None:
    if users.OWNER not in person.roles.values():
        raise NotAllowedError("role_too_low", "Owners of a project may make more projects.")
