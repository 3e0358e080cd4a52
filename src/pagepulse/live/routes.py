"""HTTP: tickets for the admin socket, and what the sockets do for scripts."""

from __future__ import annotations

from fastapi import APIRouter, Request

from pagepulse.accounts.access import PersonOf
from pagepulse.accounts.browser import session_token_of
from pagepulse.accounts.dependencies import ControlOf
from pagepulse.live.models import SocketTicket
from pagepulse.live.tickets import issue_ticket

router = APIRouter(prefix="/api/live", tags=["live"])


@router.post("/tickets", operation_id="createLiveTicket", status_code=201)
async def create_live_ticket(
    person: PersonOf, request: Request, control: ControlOf
) -> SocketTicket:
    """Return what opens `/live/admin` for the person of this login, once, within a minute."""
    ticket = await issue_ticket(control, person.principal_id, session_token_of(request) or "")
    return SocketTicket(ticket=ticket.text, expires_at=ticket.expires_at)
