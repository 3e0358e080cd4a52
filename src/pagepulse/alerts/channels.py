"""Channels in the control database: webhooks and mailboxes that alerts go to."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection

from pagepulse.accounts.access import Access
from pagepulse.accounts.saved import Saved, SavedRow
from pagepulse.alerts.models import (
    EMAIL_PATTERN,
    Channel,
    ChannelChange,
    DeliveryRow,
    MadeChannel,
    NewChannel,
)
from pagepulse.control.tables import alert_channels
from pagepulse.errors import InvalidInputError
from pagepulse.outbound.deliveries import list_deliveries
from pagepulse.outbound.signing import new_secret

# Of a project: each person of a team and some chat rooms.
MAX_CHANNELS = 20
LISTED_DELIVERIES = 50

CHANNELS = Saved("channel", alert_channels, "channel_id", "chn_")


def check_mailbox(address: str) -> None:
    """Raise InvalidInputError for what is no plain e-mail address."""
    if not re.fullmatch(EMAIL_PATTERN, address):
        raise InvalidInputError("invalid_mailbox", "This is no e-mail address.", parameter="target")


def list_channels(connection: Connection, project_id: str) -> list[Channel]:
    """Return the channels of a project by name."""
    return [Channel(**_fields(row)) for row in CHANNELS.list_by_name(connection, project_id)]


def find_channel(connection: Connection, project_id: str, channel_id: str) -> SavedRow:
    """Return the row of a channel with its target and secret; raises NotFoundError."""
    return CHANNELS.find(connection, project_id, channel_id)


def create_channel(connection: Connection, access: Access, new: NewChannel) -> MadeChannel:
    """Store a channel whose target was checked; raises LimitExceededError."""
    CHANNELS.check_room(connection, access.project_id, MAX_CHANNELS)
    secret = new_secret() if new.kind == "webhook" else ""
    row = CHANNELS.insert(connection, access, secret=secret, **new.model_dump())
    access.note(connection, "channel_created", row.channel_id, new.name)
    return MadeChannel(**_fields(row), secret=secret)


def change_channel(
    connection: Connection, access: Access, channel_id: str, change: ChannelChange
) -> Channel:
    """Change what is given, of a target that was checked; raises NotFoundError."""
    CHANNELS.find(connection, access.project_id, channel_id)
    given = change.model_dump(exclude_none=True)
    row = CHANNELS.update(connection, access, channel_id, **given)
    access.note(connection, "channel_changed", channel_id, row.name)
    return Channel(**_fields(row))


def delete_channel(connection: Connection, access: Access, channel_id: str) -> None:
    """Delete a channel; what waits for it is given up. Raises NotFoundError."""
    old = CHANNELS.find(connection, access.project_id, channel_id)
    CHANNELS.delete(connection, access, channel_id)
    access.note(connection, "channel_deleted", channel_id, old.name)


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


def _fields(row: SavedRow) -> dict[str, Any]:
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
