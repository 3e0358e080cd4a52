"""Channels in the control database: webhooks and mailboxes that alerts go to."""

from __future__ import annotations

import re
import secrets
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from pagepulse.accounts.access import Access
from pagepulse.accounts.audit import Action, record
from pagepulse.alerts.models import (
    EMAIL_PATTERN,
    Channel,
    ChannelChange,
    DeliveryRow,
    MadeChannel,
    NewChannel,
)
from pagepulse.clock import now_ms
from pagepulse.control.tables import alert_channels
from pagepulse.errors import InvalidInputError, LimitExceededError, NotFoundError
from pagepulse.outbound.deliveries import list_deliveries
from pagepulse.outbound.signing import new_secret

# 64 random bits: ids are no secrets, they only must not collide.
ID_BYTES = 8
# Of a project: each person of a team and some chat rooms.
MAX_CHANNELS = 20
LISTED_DELIVERIES = 50

AnyRow = Row[tuple[object, ...]]


def check_mailbox(address: str) -> None:
    """Raise InvalidInputError for what is no plain e-mail address."""
    if not re.fullmatch(EMAIL_PATTERN, address):
        raise InvalidInputError("invalid_mailbox", "This is no e-mail address.", parameter="target")


def list_channels(connection: Connection, project_id: str) -> list[Channel]:
    """Return the channels of a project by name."""
    query = select(alert_channels).where(alert_channels.c.project_id == project_id)
    query = query.order_by(func.lower(alert_channels.c.name), alert_channels.c.channel_id)
    return [Channel(**_fields(row)) for row in connection.execute(query)]


def find_channel(connection: Connection, project_id: str, channel_id: str) -> AnyRow:
    """Return the row of a channel with its target and secret; raises NotFoundError."""
    query = select(alert_channels).where(
        alert_channels.c.channel_id == channel_id, alert_channels.c.project_id == project_id
    )
    row = connection.execute(query).first()
    if row is None:
        raise NotFoundError("channel_not_found", "There is no such channel for you.")
    return row


def create_channel(connection: Connection, access: Access, new: NewChannel) -> MadeChannel:
    """Store a channel whose target was checked; raises LimitExceededError."""
    count = len(list_channels(connection, access.project_id))
    if count >= MAX_CHANNELS:
        raise LimitExceededError(
            "too_many_channels",
            f"The project has {MAX_CHANNELS} channels; delete one first.",
            limit=MAX_CHANNELS,
            got=count + 1,
        )
    channel_id = f"chn_{secrets.token_hex(ID_BYTES)}"
    now = now_ms()
    secret = new_secret() if new.kind == "webhook" else ""
    connection.execute(
        insert(alert_channels).values(
            channel_id=channel_id,
            project_id=access.project_id,
            secret=secret,
            saved_by=access.actor,
            created_at=now,
            changed_at=now,
            **new.model_dump(),
        )
    )
    note(connection, access, "channel_created", channel_id, new.name)
    row = find_channel(connection, access.project_id, channel_id)
    return MadeChannel(**_fields(row), secret=secret)


def change_channel(
    connection: Connection, access: Access, channel_id: str, change: ChannelChange
) -> Channel:
    """Change what is given, of a target that was checked; raises NotFoundError."""
    old = find_channel(connection, access.project_id, channel_id)
    connection.execute(
        update(alert_channels)
        .where(alert_channels.c.channel_id == channel_id)
        .values(changed_at=now_ms(), **change.model_dump(exclude_none=True))
    )
    note(connection, access, "channel_changed", channel_id, change.name or old.name)
    return Channel(**_fields(find_channel(connection, access.project_id, channel_id)))


def delete_channel(connection: Connection, access: Access, channel_id: str) -> None:
    """Delete a channel; what waits for it is given up. Raises NotFoundError."""
    old = find_channel(connection, access.project_id, channel_id)
    connection.execute(delete(alert_channels).where(alert_channels.c.channel_id == channel_id))
    note(connection, access, "channel_deleted", channel_id, old.name)


def recent_deliveries(connection: Connection, project_id: str) -> list[DeliveryRow]:
    """Return the newest deliveries to the channels there are."""
    ids = [channel.channel_id for channel in list_channels(connection, project_id)]
    return [
        DeliveryRow(
            delivery_id=row.delivery_id,
            channel_id=row.receiver_id,
            state=row.state,
            attempts=row.attempts,
            reason=row.reason,
            created_at=row.created_at,
            finished_at=row.finished_at,
            next_attempt_at=row.next_attempt_at,
        )
        for row in list_deliveries(connection, project_id, ids, LISTED_DELIVERIES)
    ]


def note(
    connection: Connection, access: Access, action: Action, object_id: str, detail: str
) -> None:
    """Write into the audit log."""
    record(
        connection,
        action,
        actor=access.actor,
        project_id=access.project_id,
        object_id=object_id,
        detail=detail,
    )


def _fields(row: AnyRow) -> dict[str, Any]:
    shown = urlsplit(row.target).hostname or "" if row.kind == "webhook" else row.target
    return {
        "channel_id": row.channel_id,
        "kind": row.kind,
        "name": row.name,
        "shown_target": shown,
        "saved_by": row.saved_by,
        "created_at": row.created_at,
        "changed_at": row.changed_at,
    }
