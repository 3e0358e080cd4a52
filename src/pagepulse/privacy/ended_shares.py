"""Ends the share links of what is erased, and forgets those that ended long ago."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, or_

from pagepulse.control.tables import share_links

# Who made a link sees for so long that it has ended, and who had opened it.
KEPT_MS = 30 * 24 * 3600 * 1000


def end_shares(connection: Connection, project_id: str, sessions: Sequence[str]) -> None:
    """Delete the links that show one of these sessions, or name it among those of a map."""
    named = [share_links.c.content.contains(session_id, autoescape=True) for session_id in sessions]
    connection.execute(
        delete(share_links).where(
            share_links.c.project_id == project_id,
            or_(share_links.c.session_id.in_(sessions), *named),
        )
    )


def forget_ended(connection: Connection, project_id: str, now_ms: int) -> None:
    """Delete links, with their openings, that ended before the time that they are kept for."""
    before = now_ms - KEPT_MS
    links = share_links.c
    revoked = (links.revoked_at > 0) & (links.revoked_at < before)
    connection.execute(
        delete(share_links).where(
            links.project_id == project_id, or_(links.expires_at < before, revoked)
        )
    )
