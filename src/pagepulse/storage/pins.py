"""Sessions that somebody wants to keep, in the control database."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, insert, select

from pagepulse.clock import now_ms
from pagepulse.control.tables import pinned_sessions
from pagepulse.errors import LimitExceededError
from pagepulse.storage.models import SessionPin

# More would be no choice any more: a project that keeps everything needs a larger budget.
MAX_PINS = 10_000


def read_pin(connection: Connection, project_id: str, session_id: str) -> SessionPin:
    """Return whether a session is pinned, and by whom."""
    row = connection.execute(
        select(pinned_sessions).where(
            pinned_sessions.c.project_id == project_id, pinned_sessions.c.session_id == session_id
        )
    ).first()
    if row is None:
        return SessionPin(pinned=False)
    return SessionPin(pinned=True, pinned_by=row.pinned_by, pinned_at=row.pinned_at)


def pin(connection: Connection, project_id: str, session_id: str, actor: str) -> None:
    """Keep a session; doing it again changes nothing. Raises LimitExceededError."""
    if read_pin(connection, project_id, session_id).pinned:
        return
    if count_pins(connection, project_id) >= MAX_PINS:
        raise LimitExceededError(
            "too_many_pins", f"A project may pin {MAX_PINS} sessions.", limit=MAX_PINS
        )
    connection.execute(
        insert(pinned_sessions).values(
            project_id=project_id, session_id=session_id, pinned_by=actor, pinned_at=now_ms()
        )
    )


def unpin(connection: Connection, project_id: str, session_id: str) -> None:
    """Let a session go like any other."""
    connection.execute(
        delete(pinned_sessions).where(
            pinned_sessions.c.project_id == project_id, pinned_sessions.c.session_id == session_id
        )
    )


def count_pins(connection: Connection, project_id: str) -> int:
    """Return how many sessions are pinned."""
    query = select(func.count()).where(pinned_sessions.c.project_id == project_id)
    return int(connection.execute(query).scalar_one())


def list_pins(connection: Connection, project_id: str) -> list[str]:
    """Return the ids of the pinned sessions."""
    query = select(pinned_sessions.c.session_id).where(pinned_sessions.c.project_id == project_id)
    return [row.session_id for row in connection.execute(query)]
