"""HTTP: login with OpenID Connect. The browser comes by address, so refusals are pages too."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse
from sqlalchemy import Connection

from pagepulse.accounts import audit, logins, users
from pagepulse.accounts.browser import (
    SECURE_COOKIE,
    check_private_line,
    client_address,
    give_cookie,
    session_token_of,
)
from pagepulse.accounts.dependencies import AddressOf, Services, ServicesOf
from pagepulse.accounts.origins import Address
from pagepulse.accounts.single_sign_on import Flow, SingleSignOn
from pagepulse.errors import NotAllowedError, NotFoundError, PagePulseError

router = APIRouter(prefix="/api/auth/sign-on", tags=["login"])

CALLBACK = "/api/auth/sign-on/callback"
FLOW_COOKIE = "pagepulse-sign-on"
# Time for a person to log in at the provider.
FLOW_SECONDS = 600
MAX_PARAMETER = 2048


@router.get("", operation_id="beginSignOn", status_code=303, response_class=RedirectResponse)
async def begin_sign_on(
    request: Request,
    services: ServicesOf,
    address: AddressOf,
    next_path: Annotated[str, Query(alias="next", max_length=MAX_PARAMETER)] = "/",
) -> RedirectResponse:
    """Send the browser to the provider."""
    sign_on = _configured(services)
    try:
        check_private_line(request)
        there, flow = await sign_on.begin(_callback(services, address), _own_path(next_path))
    except PagePulseError as failure:
        return _to_login(failure)
    response = RedirectResponse(there, 303)
    response.set_cookie(
        _cookie(address),
        msgspec.json.encode(flow).hex(),
        max_age=FLOW_SECONDS,
        secure=address.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return response


@router.get(
    "/callback", operation_id="finishSignOn", status_code=303, response_class=RedirectResponse
)
async def finish_sign_on(
    request: Request,
    services: ServicesOf,
    address: AddressOf,
    state: Annotated[str, Query(max_length=MAX_PARAMETER)] = "",
    code: Annotated[str, Query(max_length=MAX_PARAMETER)] = "",
) -> RedirectResponse:
    """Take the provider's answer and log in whoever is a member already."""
    sign_on = _configured(services)
    try:
        check_private_line(request)
        services.backoff.begin(client_address(request), "")
        flow = _flow_of(request.cookies.get(_cookie(address), ""))
        email = await sign_on.finish(flow, state, code, _callback(services, address))
        token = await services.control.write_async(
            lambda c: _log_in(c, email, sign_on.provider.name, session_token_of(request))
        )
    except PagePulseError as failure:
        return _to_login(failure)
    services.backoff.succeeded(client_address(request), "")
    response = RedirectResponse(flow.next, 303)
    give_cookie(request, response, token)
    response.delete_cookie(_cookie(address))
    return response


def _log_in(connection: Connection, email: str, name: str, old_token: str | None) -> str:
    user = users.find_user(connection, email)
    if user is None:
        raise NotAllowedError(
            "sign_on_unknown", "You are no member of a project here: ask its admin to add you."
        )
    audit.record(connection, "login", actor=user.email, object_id=user.user_id, detail=name)
    return logins.start_login(connection, user.user_id, old_token)


def _configured(services: Services) -> SingleSignOn:
    if services.sign_on is None:
        raise NotFoundError("sign_on_off", "Nobody logs in with OpenID Connect here.")
    return services.sign_on


def _callback(services: Services, address: Address) -> str:
    return (services.origins.public_origin or address.origin) + CALLBACK


def _cookie(address: Address) -> str:
    prefix = SECURE_COOKIE.removesuffix("pagepulse") if address.scheme == "https" else ""
    return prefix + FLOW_COOKIE


def _flow_of(cookie: str) -> Flow:
    try:
        return msgspec.json.decode(bytes.fromhex(cookie), type=Flow)
    except (ValueError, msgspec.DecodeError) as failure:
        raise NotAllowedError("sign_on_refused", "That took too long. Log in again.") from failure


def _own_path(path: str) -> str:
    """Return a path of this dashboard: links are handed around, so another site's is not taken."""
    is_own = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if is_own and path.isprintable() else "/"


def _to_login(failure: PagePulseError) -> RedirectResponse:
    # Its code, not its words: an address that is handed around must not choose what the page says.
    return RedirectResponse(f"/login?{urlencode({'problem': failure.code})}", 303)
