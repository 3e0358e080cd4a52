"""Who asks, for which project, and in which role: the one gate in front of every API route.

    @router.get("/api/…")
    async def read_something(access: Viewer) -> …:
        rows = await warehouse.query_async("… where project_id = {project_id:String}", …)

`create_app` refuses to start with an API route that has neither this gate nor a place in the
list of public routes.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from fastapi import Depends, Path, Query, Request
from sqlalchemy import Connection

from pagepulse.accounts.api_tokens import TokenUse, find_token, touch_token
from pagepulse.accounts.audit import Action, record
from pagepulse.accounts.browser import READING_METHODS, check_csrf, session_token_of
from pagepulse.accounts.dependencies import control_of, services_of
from pagepulse.accounts.logins import find_login_by_hash, touch_login
from pagepulse.accounts.models import Role
from pagepulse.accounts.scopes import Scope
from pagepulse.accounts.secret_tokens import API_TOKEN_PREFIX, csrf_token_of, hash_token
from pagepulse.accounts.users import roles_of
from pagepulse.control import Control
from pagepulse.errors import InvalidInputError, NotAllowedError, NotAuthenticatedError
from pagepulse.projects.store import project_not_found

# Every role may do what the ones below it may.
RANK: Mapping[Role, int] = {"viewer": 0, "analyst": 1, "admin": 2, "owner": 3}
BEARER = "bearer "


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks: a person, or a script with a token."""

    kind: Literal["person", "token"]
    principal_id: str
    name: str
    roles: Mapping[str, Role]
    csrf_token: str = ""
    # Of a token that was held to some; None: all that its role may do.
    scopes: frozenset[Scope] | None = None
    # When its token ends, Unix ms; None: never.
    ends_at: int | None = None

    def has(self, scope: Scope | None) -> bool:
        """Tell whether its scopes allow this; what has no scope is for those without any."""
        return self.scopes is None or scope in self.scopes

    def check_scope(self, scope: Scope | None) -> None:
        """Raise NotAllowedError where its scopes do not allow this."""
        if not self.has(scope):
            needed = f"a token with the scope {scope}" if scope else "a login"
            raise NotAllowedError("scope_missing", f"This needs {needed}.")


@dataclass(frozen=True, slots=True)
class Access:
    """A right that was checked; every lookup takes its `project_id` from here."""

    project_id: str
    role: Role
    principal: Principal

    @property
    def actor(self) -> str:
        """Return the name for the audit log."""
        return self.principal.name

    def note(
        self, connection: Connection, action: Action, object_id: str, detail: str = ""
    ) -> None:
        """Write into the audit log that this right was used, in the transaction of the deed."""
        record(
            connection,
            action,
            actor=self.actor,
            project_id=self.project_id,
            object_id=object_id,
            detail=detail,
        )


async def find_principal(request: Request) -> Principal:
    """Return who asks, and count that.

    Raises NotAuthenticatedError, NotAllowedError for a forged request, TooManyRequestsError.
    """
    principal = await _find_principal(request)
    principal.check_scope(_scope_of(request))
    services_of(request).rates.check(principal.principal_id)
    return principal


def _scope_of(request: Request) -> Scope | None:
    """Return what a token needs for the operation that is asked for."""
    scopes: Mapping[str, Scope] = request.app.state.scopes
    return scopes.get(request.scope["route"].operation_id)


async def _find_principal(request: Request) -> Principal:
    control = control_of(request)
    authorization = request.headers.get("authorization", "")
    if authorization.lower().startswith(BEARER):
        return await _script(control, authorization[len(BEARER) :].strip())
    session_token = session_token_of(request)
    if not session_token:
        raise _not_authenticated()
    person = await _person(control, session_token)
    if request.method not in READING_METHODS:
        check_csrf(request, session_token)
    return person


PrincipalOf = Annotated[Principal, Depends(find_principal)]


async def take_turn(request: Request, principal: PrincipalOf) -> AsyncIterator[None]:
    """Let one user's heavy requests run a few at a time; raises TooManyRequestsError."""
    async with services_of(request).rates.turn(principal.principal_id):
        yield


async def find_person(principal: PrincipalOf) -> Principal:
    """Return who is logged in; tokens of scripts are refused."""
    if principal.kind != "person":
        raise NotAllowedError("login_required", "This needs a login; an API token is not enough.")
    return principal


PersonOf = Annotated[Principal, Depends(find_person)]


def require(role: Role) -> Callable[..., Awaitable[Access]]:
    """Return a dependency that lets `role` and higher ones pass, for the query's `projectId`.

    It may be left out by whoever sees exactly one project.
    """

    async def check(
        principal: PrincipalOf,
        project_id: Annotated[
            str | None,
            Query(
                alias="projectId",
                max_length=64,
                description="May be left out by whoever sees exactly one project.",
            ),
        ] = None,
    ) -> Access:
        return _access(principal, project_id or _only_project(principal), role)

    return check


Viewer = Annotated[Access, Depends(require("viewer"))]
Analyst = Annotated[Access, Depends(require("analyst"))]
Admin = Annotated[Access, Depends(require("admin"))]


def require_in_path(role: Role) -> Callable[..., Awaitable[Access]]:
    """Return a dependency like `require`, for the `projectId` of the path."""

    async def check(
        principal: PrincipalOf,
        project_id: Annotated[str, Path(alias="projectId", max_length=64)],
    ) -> Access:
        return _access(principal, project_id, role)

    return check


def _access(principal: Principal, project_id: str, least: Role) -> Access:
    role = principal.roles.get(project_id)
    if role is None:
        raise project_not_found()
    if RANK[role] < RANK[least]:
        raise NotAllowedError("role_too_low", f"This needs the role {least}; yours is {role}.")
    return Access(project_id, role, principal)


def _only_project(principal: Principal) -> str:
    if len(principal.roles) != 1:
        raise InvalidInputError("project_required", "Name the project: `?projectId=prj_…`.")
    return next(iter(principal.roles))


async def _script(control: Control, text: str) -> Principal:
    if not text.startswith(API_TOKEN_PREFIX):
        raise _not_authenticated()
    token = await control.read_async(lambda connection: find_token(connection, text))
    if token is None:
        raise _not_authenticated()
    if token.touch_due:
        await control.write_async(lambda connection: touch_token(connection, token.token_id))
    return principal_of(token)


def principal_of(token: TokenUse) -> Principal:
    """Return who asks with a token."""
    return Principal(
        "token",
        token.token_id,
        token.name,
        {token.project_id: token.role},
        scopes=token.scopes,
        ends_at=token.expires_at,
    )


async def find_person_by_login(control: Control, login_hash: str) -> Principal:
    """Return who has the login whose token has this hash; raises NotAuthenticatedError.

    For what outlives the request that it began with; it does not count as using the login.
    """
    person, _ = await _person_of_hash(control, login_hash)
    return person


async def _person(control: Control, session_token: str) -> Principal:
    person, touch_due = await _person_of_hash(control, hash_token(session_token))
    if touch_due:
        await control.write_async(lambda connection: touch_login(connection, session_token))
    return replace(person, csrf_token=csrf_token_of(session_token))


async def _person_of_hash(control: Control, login_hash: str) -> tuple[Principal, bool]:
    def find(connection: Connection) -> tuple[Principal, bool] | None:
        found = find_login_by_hash(connection, login_hash)
        if found is None:
            return None
        login, touch_due = found
        roles = roles_of(connection, login.user_id)
        return Principal("person", login.user_id, login.email, roles), touch_due

    found = await control.read_async(find)
    if found is None:
        raise _not_authenticated()
    return found


def _not_authenticated() -> NotAuthenticatedError:
    return NotAuthenticatedError("not_authenticated", "Log in first.")
