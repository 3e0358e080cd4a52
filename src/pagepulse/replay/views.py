"""Who watched which recording: one audit entry for one watching, not for each of its requests."""

from __future__ import annotations

from sqlalchemy import Connection, select

from pagepulse.accounts.access import Access
from pagepulse.accounts.audit import Action
from pagepulse.clock import now_ms
from pagepulse.control import Control
from pagepulse.control.tables import audit_log

# A player asks again and again while somebody watches; pauses up to this are the same watching.
SAME_VIEW_MS = 10 * 60 * 1000


async def note_view(
    control: Control, access: Access, session_id: str, action: Action = "recording_viewed"
) -> None:
    """Write an audit entry, unless the same person did the same within ten minutes."""

    def is_noted(connection: Connection) -> bool:
        earlier = select(audit_log.c.entry_id).where(
            audit_log.c.project_id == access.project_id,
            audit_log.c.action == action,
            audit_log.c.actor == access.actor,
            audit_log.c.object_id == session_id,
            audit_log.c.at > now_ms() - SAME_VIEW_MS,
        )
        return connection.execute(earlier.limit(1)).first() is not None

    def note(connection: Connection) -> None:
        if not is_noted(connection):
            access.note(connection, action, session_id)

    # Most requests stop here: reading takes no lock.
    if not await control.read_async(is_noted):
        await control.write_async(note)
