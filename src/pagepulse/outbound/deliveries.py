"""What is to leave the server: written down first, then sent, retried, and told of.

Several servers may work on one database: a delivery is sent by whoever could lease it.
"""

from __future__ import annotations

import json
import random
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, insert, select, update

from pagepulse.control.tables import deliveries

Kind = Literal["webhook", "mail"]
Purpose = Literal["alert", "test", "digest"]
State = Literal["waiting", "sent", "failed"]

# 64 random bits: ids are no secrets, they only must not collide.
ID_BYTES = 8
# Longer than any attempt may take, ms.
LEASE_MS = 120_000
# After the first failure so long, then three times as long each: half a minute to two hours.
FIRST_PAUSE_MS = 30_000
PAUSE_GROWTH = 3
MAX_ATTEMPTS = 6
# A quarter more or less, so that many that failed together do not come back together.
JITTER = 0.25
MAX_REASON_CHARS = 500
# What became of a delivery is kept so long.
KEPT_MS = 90 * 24 * 3600 * 1000
STOPPED = "The server stopped while it was sent; it is not sent again, for it may have arrived."


class NotSentError(Exception):
    """An attempt failed, and a later one may work; its text is for people."""


class GivenUpError(NotSentError):
    """No later attempt would work either."""


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """Something to send."""

    project_id: str
    kind: Kind
    purpose: Purpose
    receiver_id: str
    about: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something that this server is to send now."""

    delivery_id: str
    project_id: str
    kind: Kind
    purpose: Purpose
    receiver_id: str
    about: str
    payload: Mapping[str, Any]
    attempts: int


def enqueue(connection: Connection, new: NewDelivery, now: int) -> str:
    """Write a delivery down in the transaction of what it tells of; return its id."""
    delivery_id = f"dlv_{secrets.token_hex(ID_BYTES)}"
    connection.execute(
        insert(deliveries).values(
            delivery_id=delivery_id,
            project_id=new.project_id,
            kind=new.kind,
            purpose=new.purpose,
            receiver_id=new.receiver_id,
            about=new.about,
            payload=json.dumps(new.payload),
            state="waiting",
            attempts=0,
            next_attempt_at=now,
            leased_until=0,
            reason="",
            created_at=now,
            finished_at=0,
        )
    )
    return delivery_id


def lease_next(connection: Connection, now: int) -> Delivery | None:
    """Return what is due, which nobody else sends for the time of a lease; None: nothing is."""
    query = (
        select(deliveries)
        .where(
            deliveries.c.state == "waiting",
            deliveries.c.next_attempt_at <= now,
            deliveries.c.leased_until <= now,
        )
        .order_by(deliveries.c.next_attempt_at)
        .limit(1)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    if row.kind == "mail" and row.leased_until > 0:
        # Whoever had it may have sent it: two letters are worse than none.
        _close(connection, row.delivery_id, "failed", STOPPED, now)
        return None
    leased = connection.execute(
        update(deliveries)
        .where(
            deliveries.c.delivery_id == row.delivery_id,
            deliveries.c.leased_until == row.leased_until,
            deliveries.c.attempts == row.attempts,
        )
        .values(leased_until=now + LEASE_MS, attempts=row.attempts + 1)
    )
    return _delivery(row) if leased.rowcount == 1 else None


def note_sent(connection: Connection, delivery_id: str, now: int) -> None:
    """Note that a delivery arrived; what it said is not kept."""
    _close(connection, delivery_id, "sent", "", now)


def note_failed(
    connection: Connection, delivery: Delivery, failure: NotSentError, now: int
) -> None:
    """Note a failed attempt: the next one is later, or there is none."""
    reason = str(failure)[:MAX_REASON_CHARS]
    if isinstance(failure, GivenUpError) or delivery.attempts >= MAX_ATTEMPTS:
        _close(connection, delivery.delivery_id, "failed", reason, now)
        return
    connection.execute(
        update(deliveries)
        .where(deliveries.c.delivery_id == delivery.delivery_id)
        .values(
            next_attempt_at=now + pause_after(delivery.attempts, random.random()),
            leased_until=0,
            reason=reason,
        )
    )


def pause_after(attempts: int, chance: float) -> int:
    """Return how long to wait after so many attempts, ms; `chance` is 0…1."""
    pause = FIRST_PAUSE_MS * PAUSE_GROWTH ** (attempts - 1)
    return int(pause * (1 - JITTER + 2 * JITTER * chance))


def list_deliveries(
    connection: Connection, project_id: str, receiver_ids: Sequence[str], limit: int
) -> list[Row[tuple[object, ...]]]:
    """Return what was or is to be sent to some receivers, newest first."""
    query = (
        select(deliveries)
        .where(
            deliveries.c.project_id == project_id,
            deliveries.c.receiver_id.in_(list(receiver_ids)),
        )
        .order_by(deliveries.c.created_at.desc(), deliveries.c.delivery_id)
        .limit(limit)
    )
    return list(connection.execute(query))


def forget_old(connection: Connection, now: int) -> None:
    """Delete what was finished long ago."""
    connection.execute(
        delete(deliveries).where(
            deliveries.c.state != "waiting", deliveries.c.finished_at < now - KEPT_MS
        )
    )


def _close(connection: Connection, delivery_id: str, state: State, reason: str, now: int) -> None:
    connection.execute(
        update(deliveries)
        .where(deliveries.c.delivery_id == delivery_id)
        .values(state=state, reason=reason, payload="", leased_until=0, finished_at=now)
    )


def _delivery(row: Row[tuple[object, ...]]) -> Delivery:
    return Delivery(
        delivery_id=row.delivery_id,
        project_id=row.project_id,
        kind=row.kind,
        purpose=row.purpose,
        receiver_id=row.receiver_id,
        about=row.about,
        payload=json.loads(row.payload),
        attempts=row.attempts + 1,
    )
