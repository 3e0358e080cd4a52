"""Who uses an admin's socket, asked again and again: a right that is taken away ends soon."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

from pagepulse.accounts.access import RANK, Principal, principal_of
from pagepulse.accounts.api_tokens import find_token
from pagepulse.accounts.models import Role
from pagepulse.accounts.scopes import Scope
from pagepulse.accounts.secret_tokens import API_TOKEN_PREFIX
from pagepulse.control import Control
from pagepulse.errors import NotAllowedError, NotAuthenticatedError
from pagepulse.projects.store import project_not_found


class Credential(Protocol):
    """What was shown in `hello`, for as long as the socket is open."""

    @property
    def needs_origin(self) -> bool:
        """Whether only the dashboard's own pages may use it."""

    async def principal(self) -> Principal:
        """Return who it is and may do what, now; raises NotAuthenticatedError when it ended."""


Redeem = Callable[[str], Awaitable[Credential]]


class TokenCredential:
    """An API token of a script."""

    needs_origin = False

    def __init__(self, control: Control, text: str) -> None:
        """Take the token's text."""
        self._control = control
        self._text = text

    async def principal(self) -> Principal:
        """Return the script; raises NotAuthenticatedError when its token was deleted or ended."""
        token = await self._control.read_async(
            lambda connection: find_token(connection, self._text)
        )
        if token is None:
            raise not_authenticated()
        return principal_of(token)


class Credentials:
    """Tells API tokens from tickets."""

    def __init__(self, control: Control, redeem_ticket: Redeem) -> None:
        """Take where tokens stand, and what redeems a ticket, once."""
        self._control = control
        self._redeem_ticket = redeem_ticket

    async def of(self, text: str) -> Credential:
        """Return the credential of a `hello`; raises NotAuthenticatedError."""
        if text.startswith(API_TOKEN_PREFIX):
            return TokenCredential(self._control, text)
        return await self._redeem_ticket(text)


def check_right(principal: Principal, project_id: str, least: Role, scope: Scope) -> None:
    """Raise NotFoundError without a role in the project, NotAllowedError with too low a one.

    A token that is held to scopes needs this one as well.
    """
    principal.check_scope(scope)
    role = principal.roles.get(project_id)
    if role is None:
        raise project_not_found()
    if RANK[role] < RANK[least]:
        raise NotAllowedError("role_too_low", f"This needs the role {least}; yours is {role}.")


def not_authenticated() -> NotAuthenticatedError:
    """Return the one answer for whatever is no valid token or ticket."""
    return NotAuthenticatedError("not_authenticated", "Show a valid API token or a fresh ticket.")
