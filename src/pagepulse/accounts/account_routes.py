"""HTTP: one's own account, the same for every project."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from sqlalchemy import Connection

from pagepulse.accounts import audit, logins, second_factor, users
from pagepulse.accounts.access import PersonOf, Principal
from pagepulse.accounts.account_models import (
    Account,
    Code,
    NewSecondFactor,
    PasswordChange,
    PasswordProof,
    RecoveryCodes,
)
from pagepulse.accounts.browser import client_address, give_cookie, session_token_of
from pagepulse.accounts.dependencies import ControlOf, Services, ServicesOf
from pagepulse.errors import NotAllowedError

router = APIRouter(prefix="/api/account", tags=["account"])


@router.get("", operation_id="readAccount")
async def read_account(person: PersonOf, control: ControlOf) -> Account:
    """Return one's own account."""

    def read(connection: Connection) -> Account:
        return Account(
            email=person.name,
            second_factor=second_factor.read(connection, person.principal_id),
            login_count=logins.count_logins(connection, person.principal_id),
        )

    return await control.read_async(read)


@router.post("/password", operation_id="changePassword", status_code=204)
async def change_password(
    body: PasswordChange, person: PersonOf, request: Request, services: ServicesOf
) -> Response:
    """Choose another password; every other browser is logged out."""
    await _check_password(services, request, person, body.password)
    password_hash = await services.passwords.hash(body.new_password)

    def change(connection: Connection) -> str:
        users.set_password(connection, person.principal_id, password_hash)
        _record(connection, "password_changed", person)
        return logins.start_login(connection, person.principal_id, session_token_of(request))

    token = await services.control.write_async(change)
    response = Response(status_code=204)
    give_cookie(request, response, token)
    return response


@router.post("/logins/end-others", operation_id="endOtherLogins", status_code=204)
async def end_other_logins(person: PersonOf, request: Request, control: ControlOf) -> Response:
    """Log out every other browser."""
    token = session_token_of(request) or ""

    def end(connection: Connection) -> None:
        logins.end_other_logins(connection, person.principal_id, token)
        _record(connection, "logout", person, "every other browser")

    await control.write_async(end)
    return Response(status_code=204)


@router.post("/second-factor", operation_id="beginSecondFactor")
async def begin_second_factor(
    body: PasswordProof, person: PersonOf, request: Request, services: ServicesOf
) -> NewSecondFactor:
    """Make a secret for an authenticator app; it counts when a code of it was confirmed."""
    await _check_password(services, request, person, body.password)
    return await services.control.write_async(
        lambda c: second_factor.begin(c, person.principal_id, person.name)
    )


@router.post("/second-factor/confirm", operation_id="confirmSecondFactor")
async def confirm_second_factor(
    body: Code, person: PersonOf, request: Request, services: ServicesOf
) -> RecoveryCodes:
    """Turn two-factor login on with the first code of the app."""
    services.backoff.begin(client_address(request), person.name)

    def confirm(connection: Connection) -> list[str]:
        codes = second_factor.confirm(connection, person.principal_id, body.code)
        _record(connection, "second_factor_on", person)
        return codes

    codes = await services.control.write_async(confirm)
    services.backoff.succeeded(client_address(request), person.name)
    return RecoveryCodes(recovery_codes=codes)


@router.post("/second-factor/end", operation_id="endSecondFactor", status_code=204)
async def end_second_factor(
    body: PasswordProof, person: PersonOf, request: Request, services: ServicesOf
) -> Response:
    """Turn two-factor login off."""
    await _check_password(services, request, person, body.password)

    def end(connection: Connection) -> None:
        second_factor.end(connection, person.principal_id)
        _record(connection, "second_factor_off", person)

    await services.control.write_async(end)
    return Response(status_code=204)


async def _check_password(
    services: Services, request: Request, person: Principal, password: str
) -> None:
    """Raise NotAllowedError for a wrong password; guesses are slowed down as at the login."""
    services.backoff.begin(client_address(request), person.name)
    user = await services.control.read_async(lambda c: users.find_user(c, person.name))
    if not await services.passwords.verify(user.password_hash if user else "", password):
        raise NotAllowedError("wrong_password", "This is not your password.")
    services.backoff.succeeded(client_address(request), person.name)


def _record(
    connection: Connection, action: audit.Action, person: Principal, detail: str = ""
) -> None:
    audit.record(
        connection, action, actor=person.name, object_id=person.principal_id, detail=detail
    )
