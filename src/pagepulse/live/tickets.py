"""Tickets: how a person who is logged in opens a socket, where browsers send no header of ours.

The ticket names the login that it was made for by the hash of its token, and is stored as a hash
itself. So it works at every server of the control database, once, and what it opens ends with the
login.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from pagepulse.accounts import one_time
from pagepulse.accounts.access import Principal, find_person_by_login
from pagepulse.accounts.secret_tokens import hash_token, new_token
from pagepulse.control import Control
from pagepulse.errors import NotAllowedError, NotAuthenticatedError

PREFIX = "lt_"
SEPARATOR = "."


@dataclass(frozen=True, slots=True)
class Ticket:
    """A fresh ticket; `expires_at` in Unix milliseconds."""

    text: str
    expires_at: int


@dataclass(frozen=True, slots=True)
class LoginCredential:
    """A login that a ticket has proved."""

    control: Control
    login_hash: str

    @property
    def needs_origin(self) -> bool:
        """Tell that only the dashboard's own pages may use it: browsers hold tickets."""
        return True

    async def principal(self) -> Principal:
        """Return the person with the roles of this moment; raises NotAuthenticatedError."""
        return await find_person_by_login(self.control, self.login_hash)


async def issue_ticket(control: Control, user_id: str, session_token: str) -> Ticket:
    """Return a ticket for whoever is logged in with this token."""
    text = f"{new_token(PREFIX)}{SEPARATOR}{hash_token(session_token)}"

    def store(connection: Connection) -> int:
        return one_time.store_token(connection, "live_ticket", text, user_id)

    return Ticket(text, await control.write_async(store))


async def redeem_ticket(control: Control, text: str) -> LoginCredential:
    """Use a ticket up; raises NotAuthenticatedError for one that is old, used or none."""
    try:
        await control.read_async(lambda c: one_time.check(c, "live_ticket", text))
        await control.write_async(lambda c: one_time.consume(c, "live_ticket", text))
    except NotAllowedError as failure:
        raise NotAuthenticatedError(
            "not_authenticated", "This ticket was used already or is too old: fetch a new one."
        ) from failure
    return LoginCredential(control, text.partition(SEPARATOR)[2])
