"""HTTP: the people of a project and their roles."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response
from sqlalchemy import Connection

from pagepulse.accounts import one_time, users
from pagepulse.accounts.access import RANK, Access, require_in_path
from pagepulse.accounts.dependencies import ControlOf, ServicesOf
from pagepulse.accounts.models import Invitation, Member, MemberList, NewMember, Role, RoleChange
from pagepulse.errors import NotAllowedError

router = APIRouter(prefix="/api/projects/{projectId}/members", tags=["members"])

Admin = Annotated[Access, Depends(require_in_path("admin"))]
UserId = Annotated[str, Path(alias="userId", max_length=64)]


@router.get("", operation_id="listMembers")
async def list_members(access: Admin, control: ControlOf) -> MemberList:
    """List everyone of a project."""
    members = await control.read_async(lambda c: users.list_members(c, access.project_id))
    return MemberList(members=members)


@router.post("", operation_id="addMember", status_code=201)
async def add_member(body: NewMember, access: Admin, services: ServicesOf) -> Invitation:
    """Add someone; a person without a login gets a one-time link, handed over by the inviter."""
    _check_may_give(access, body.role)

    def add(connection: Connection) -> tuple[Member, str | None]:
        user = users.find_user(connection, body.email)
        user_id = user.user_id if user else users.create_user(connection, body.email)
        users.add_member(connection, access.project_id, user_id, body.role)
        has_login = user is not None and user.password_hash
        token = None if has_login else one_time.create_link_token(connection, "invitation", user_id)
        access.note(connection, "member_added", user_id, body.role)
        return users.read_member(connection, access.project_id, user_id), token

    member, token = await services.control.write_async(add)
    link = services.origins.link(f"/invitation#{token}") if token else None
    return Invitation(member=member, invite_url=link)


@router.patch("/{userId}", operation_id="changeMemberRole")
async def change_member_role(
    body: RoleChange, user_id: UserId, access: Admin, control: ControlOf
) -> Member:
    """Give a member another role, at most one's own."""
    _check_may_give(access, body.role)

    def change(connection: Connection) -> Member:
        old = users.read_member(connection, access.project_id, user_id)
        _check_may_give(access, old.role)
        access.note(connection, "member_role_changed", user_id, body.role)
        return users.change_role(connection, access.project_id, user_id, body.role)

    return await control.write_async(change)


@router.delete("/{userId}", operation_id="removeMember", status_code=204)
async def remove_member(user_id: UserId, access: Admin, control: ControlOf) -> Response:
    """Take a member's access away, at once."""

    def remove(connection: Connection) -> None:
        _check_may_give(access, users.read_member(connection, access.project_id, user_id).role)
        removed = users.remove_member(connection, access.project_id, user_id)
        access.note(connection, "member_removed", user_id, removed.role)

    await control.write_async(remove)
    return Response(status_code=204)


def _check_may_give(access: Access, role: Role) -> None:
    if RANK[role] > RANK[access.role]:
        raise NotAllowedError("role_too_low", f"Only the role {role} itself may give or take it.")
