"""HTTP: set-up, login, logout, invitations, and who is logged in."""

from __future__ import annotations

from functools import partial

import anyio.to_thread
from fastapi import APIRouter, Depends, Request, Response
from sqlalchemy import Connection

from pagepulse import __version__
from pagepulse.accounts import audit, logins, one_time, second_factor, users
from pagepulse.accounts.access import PersonOf
from pagepulse.accounts.browser import (
    check_own_page,
    check_private_line,
    client_address,
    give_cookie,
    session_token_of,
    take_cookie,
)
from pagepulse.accounts.dependencies import AddressOf, Services, ServicesOf
from pagepulse.accounts.first_run import create_first_owner
from pagepulse.accounts.models import AcceptInvitation, Login, Me, Setup, SetupState, User
from pagepulse.accounts.origins import Address
from pagepulse.accounts.secret_tokens import csrf_token_of
from pagepulse.errors import NotAllowedError, NotAuthenticatedError
from pagepulse.projects.store import list_projects

router = APIRouter(prefix="/api/auth", tags=["login"])
# What gives a login has no CSRF token yet; a foreign page must not be able to send it either.
before_login = [Depends(check_private_line), Depends(check_own_page)]


@router.get("/setup", operation_id="readSetupState")
async def read_setup_state(services: ServicesOf) -> SetupState:
    """Tell whether this instance still waits for its first owner, and how people log in."""
    return SetupState(
        needs_setup=not await services.control.read_async(users.has_users),
        sign_on=services.sign_on.provider.name if services.sign_on else None,
    )


@router.post("/setup", operation_id="setUp", dependencies=before_login)
async def set_up(
    body: Setup, request: Request, response: Response, services: ServicesOf, address: AddressOf
) -> Me:
    """Make the first owner and the first project, with the link that the server printed."""
    await services.control.read_async(lambda c: one_time.check(c, "setup", body.token))
    password_hash = await services.passwords.hash(body.password)

    def store(connection: Connection) -> tuple[str, str]:
        one_time.consume(connection, "setup", body.token)
        owner = create_first_owner(connection, body.email, password_hash, body.project)
        return owner.user_id, logins.start_login(connection, owner.user_id, None)

    user_id, token = await services.control.write_async(store)
    give_cookie(request, response, token)
    await anyio.to_thread.run_sync(services.projects.refresh)
    return await _me(services, address, user_id, token)


@router.post("/login", operation_id="logIn", dependencies=before_login)
async def log_in(
    body: Login, request: Request, response: Response, services: ServicesOf, address: AddressOf
) -> Me:
    """Log in; a wrong password and an unknown person get the same answer after the same time."""
    email = users.normal_email(body.email)
    client = client_address(request)
    services.backoff.begin(client, email)
    user = await services.control.read_async(lambda c: users.find_user(c, email))
    right = await services.passwords.verify(user.password_hash if user else "", body.password)
    if user is None or not right:
        await _record_failure(services, user.user_id if user else "")
        raise NotAuthenticatedError("wrong_login", "The e-mail address or the password is wrong.")
    await _check_second_factor(services, user.user_id, body.code)
    services.backoff.succeeded(client, email)
    token = await _start_login(services, request, user.user_id, email)
    give_cookie(request, response, token)
    return await _me(services, address, user.user_id, token)


@router.post("/logout", operation_id="logOut", status_code=204)
async def log_out(person: PersonOf, request: Request, services: ServicesOf) -> Response:
    """End the login."""
    token = session_token_of(request) or ""

    def end(connection: Connection) -> None:
        logins.end_login(connection, token)
        audit.record(connection, "logout", actor=person.name, object_id=person.principal_id)

    await services.control.write_async(end)
    response = Response(status_code=204)
    take_cookie(request, response)
    return response


@router.post("/invitation", operation_id="acceptInvitation", dependencies=before_login)
async def accept_invitation(
    body: AcceptInvitation,
    request: Request,
    response: Response,
    services: ServicesOf,
    address: AddressOf,
) -> Me:
    """Choose the first password with the link of an invitation, and be logged in."""
    await services.control.read_async(lambda c: one_time.check(c, "invitation", body.token))
    password_hash = await services.passwords.hash(body.password)

    def store(connection: Connection) -> tuple[str, str]:
        user_id = one_time.consume(connection, "invitation", body.token)
        if user_id is None:
            raise NotAllowedError("link_not_valid", "This link is not an invitation.")
        users.set_password(connection, user_id, password_hash)
        token = logins.start_login(connection, user_id, session_token_of(request))
        audit.record(
            connection,
            "invitation_accepted",
            actor=users.read_email(connection, user_id),
            object_id=user_id,
        )
        return user_id, token

    user_id, token = await services.control.write_async(store)
    give_cookie(request, response, token)
    return await _me(services, address, user_id, token)


@router.get("/me", operation_id="readMe")
async def read_me(
    person: PersonOf, request: Request, services: ServicesOf, address: AddressOf
) -> Me:
    """Return who is logged in, with their projects."""
    return await _me(services, address, person.principal_id, session_token_of(request) or "")


async def _check_second_factor(services: Services, user_id: str, code: str | None) -> None:
    """Raise NotAuthenticatedError where a code is missing or wrong; who has none needs none."""
    if not await services.control.read_async(lambda c: second_factor.is_on(c, user_id)):
        return
    if not code:
        raise NotAuthenticatedError(
            "second_factor_required", "Enter the code that your authenticator app shows."
        )
    if not await services.control.write_async(lambda c: second_factor.use_code(c, user_id, code)):
        await _record_failure(services, user_id)
        raise NotAuthenticatedError(
            "wrong_code", "The code is wrong, or was used already: wait for the next one."
        )


async def _start_login(services: Services, request: Request, user_id: str, email: str) -> str:
    def start(connection: Connection) -> str:
        audit.record(connection, "login", actor=email, object_id=user_id)
        return logins.start_login(connection, user_id, session_token_of(request))

    return await services.control.write_async(start)


async def _record_failure(services: Services, user_id: str) -> None:
    # What was typed is not kept: people type passwords into the wrong field.
    record = partial(audit.record, action="login_failed", actor=audit.SYSTEM, object_id=user_id)
    await services.control.write_async(record)


async def _me(services: Services, address: Address, user_id: str, session_token: str) -> Me:
    def read(connection: Connection) -> Me:
        roles = users.roles_of(connection, user_id)
        projects = [
            project.model_copy(update={"role": roles[project.project_id]})
            for project in list_projects(connection, roles)
        ]
        return Me(
            user=User(user_id=user_id, email=users.read_email(connection, user_id)),
            csrf_token=csrf_token_of(session_token),
            projects=projects,
            player_origin=services.origins.player_for(address),
            version=__version__,
        )

    return await services.control.read_async(read)
