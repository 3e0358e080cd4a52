"""Who did what and when; entries are only ever added."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Connection, and_, or_, select

from pagepulse.accounts import audit_chain
from pagepulse.accounts.models import AuditEntry, AuditLog
from pagepulse.clock import now_ms
from pagepulse.control.tables import audit_log, memberships
from pagepulse.errors import InvalidInputError

Action = Literal[
    "alert_changed",
    "alert_created",
    "alert_deleted",
    "annotation_changed",
    "annotation_created",
    "annotation_deleted",
    "api_token_created",
    "api_token_deleted",
    "channel_changed",
    "channel_created",
    "channel_deleted",
    "channel_tested",
    "data_erased",
    "data_exported",
    "data_imported",
    "data_redacted",
    "data_request_cancelled",
    "digest_changed",
    "funnel_changed",
    "funnel_deleted",
    "funnel_saved",
    "goal_changed",
    "goal_created",
    "goal_deleted",
    "instance_set_up",
    "invitation_accepted",
    "live_run_started",
    "live_run_stopped",
    "login",
    "login_failed",
    "logout",
    "member_added",
    "member_removed",
    "member_role_changed",
    "own_visitor_marked",
    "own_visitor_unmarked",
    "password_changed",
    "project_changed",
    "project_created",
    "project_key_rotated",
    "recording_viewed",
    "recordings_shed",
    "retention_enforced",
    "second_factor_off",
    "second_factor_on",
    "segment_changed",
    "segment_deleted",
    "segment_shared",
    "session_pinned",
    "session_unpinned",
    "share_link_created",
    "share_link_opened",
    "share_link_revoked",
]

PAGE_SIZE = 100
SYSTEM = "system"
# Widths of the columns; what is for people may be cut.
MAX_DETAIL = 500
MAX_OBJECT_ID = 128


def record(
    connection: Connection,
    action: Action,
    *,
    actor: str,
    project_id: str = "",
    object_id: str = "",
    detail: str = "",
) -> None:
    """Add an entry in the transaction of what it speaks of; without a project for logins."""
    audit_chain.append(
        connection,
        {
            "at": now_ms(),
            "project_id": project_id,
            "actor": actor,
            "action": action,
            "object_id": object_id[:MAX_OBJECT_ID],
            "detail": detail[:MAX_DETAIL],
        },
    )


def list_entries(connection: Connection, project_id: str, cursor: str | None) -> AuditLog:
    """Return a page of a project's entries and of its members' logins, newest first."""
    members = select(memberships.c.user_id).where(memberships.c.project_id == project_id)
    logins = and_(audit_log.c.project_id == "", audit_log.c.object_id.in_(members))
    query = (
        select(audit_log)
        .where(or_(audit_log.c.project_id == project_id, logins))
        .order_by(audit_log.c.entry_id.desc())
        .limit(PAGE_SIZE + 1)
    )
    if cursor:
        query = query.where(audit_log.c.entry_id < _entry_id(cursor))
    rows = connection.execute(query).all()
    more = len(rows) > PAGE_SIZE
    return AuditLog(
        entries=[
            AuditEntry(
                at=row.at,
                actor=row.actor,
                action=row.action,
                object_id=row.object_id,
                detail=row.detail,
            )
            for row in rows[:PAGE_SIZE]
        ],
        next_cursor=str(rows[PAGE_SIZE - 1].entry_id) if more else None,
    )


def _entry_id(cursor: str) -> int:
    # Nineteen digits always fit a 64-bit column or compare as beyond it.
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 19):
        raise InvalidInputError("bad_cursor", "Pass the `nextCursor` of the page before.")
    return int(cursor)
