"""Who wants the digest, and which were sent, in the control database."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from pagepulse.accounts.audit import record
from pagepulse.clock import now_ms
from pagepulse.control.tables import digest_claims, digest_subscriptions, memberships, users

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A member who wants the digest of a project."""

    project_id: str
    user_id: str
    email: str
    link_key: str

    @property
    def signature(self) -> str:
        """Return what proves the right to unsubscribe this member from this project."""
        return sign(self.link_key, self.project_id, self.user_id)


def sign(link_key: str, project_id: str, user_id: str) -> str:
    """Return the signature of a link that unsubscribes."""
    text = f"unsubscribe\n{project_id}\n{user_id}"
    return hmac.new(link_key.encode(), text.encode(), hashlib.sha256).hexdigest()


def is_subscribed(connection: Connection, project_id: str, user_id: str) -> bool:
    """Say whether a member wants the digest."""
    query = select(digest_subscriptions.c.is_on).where(*_of(project_id, user_id))
    return bool(connection.execute(query).scalar_one_or_none())


def subscribe(
    connection: Connection, project_id: str, user_id: str, actor: str, *, is_on: bool
) -> None:
    """Note whether a member wants the digest."""
    known = connection.execute(
        update(digest_subscriptions)
        .where(*_of(project_id, user_id))
        .values(is_on=int(is_on), changed_at=now_ms())
    )
    if not known.rowcount:
        connection.execute(
            insert(digest_subscriptions).values(
                project_id=project_id,
                user_id=user_id,
                is_on=int(is_on),
                link_key=secrets.token_urlsafe(KEY_BYTES),
                changed_at=now_ms(),
            )
        )
    record(
        connection,
        "digest_changed",
        actor=actor,
        project_id=project_id,
        object_id=user_id,
        detail="on" if is_on else "off",
    )


def unsubscribe(connection: Connection, project_id: str, user_id: str, signature: str) -> bool:
    """Note that a member wants no digest; False where the signature is not the right one."""
    query = select(digest_subscriptions.c.link_key, users.c.email).join(
        users, users.c.user_id == digest_subscriptions.c.user_id
    )
    row = connection.execute(query.where(*_of(project_id, user_id))).first()
    if row is None or not hmac.compare_digest(
        sign(row.link_key, project_id, user_id).encode(), signature.encode()
    ):
        return False
    subscribe(connection, project_id, user_id, row.email, is_on=False)
    return True


def list_subscribers(connection: Connection) -> list[Subscriber]:
    """Return every member who wants a digest; who is a member no more gets none."""
    query = (
        select(digest_subscriptions, users.c.email)
        .join(users, users.c.user_id == digest_subscriptions.c.user_id)
        .join(
            memberships,
            (memberships.c.user_id == digest_subscriptions.c.user_id)
            & (memberships.c.project_id == digest_subscriptions.c.project_id),
        )
        .where(digest_subscriptions.c.is_on == 1)
        .order_by(digest_subscriptions.c.project_id, digest_subscriptions.c.user_id)
    )
    return [
        Subscriber(row.project_id, row.user_id, row.email, row.link_key)
        for row in connection.execute(query)
    ]


def is_claimed(connection: Connection, project_id: str, user_id: str, week: str) -> bool:
    """Say whether the digest of a week was or is being sent to a member."""
    query = select(digest_claims.c.week).where(
        digest_claims.c.project_id == project_id,
        digest_claims.c.user_id == user_id,
        digest_claims.c.week == week,
    )
    return connection.execute(query).first() is not None


def claim(connection: Connection, subscriber: Subscriber, week: str) -> bool:
    """Take the right to send a digest, once for all servers; False: somebody has it."""
    try:
        with connection.begin_nested():
            connection.execute(
                insert(digest_claims).values(
                    project_id=subscriber.project_id,
                    user_id=subscriber.user_id,
                    week=week,
                    claimed_at=now_ms(),
                )
            )
    except IntegrityError:
        return False
    return True


def _of(project_id: str, user_id: str) -> list[ColumnElement[bool]]:
    return [
        digest_subscriptions.c.project_id == project_id,
        digest_subscriptions.c.user_id == user_id,
    ]
