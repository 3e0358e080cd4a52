"""Share links in the control database: made, listed, revoked, opened."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    delete,
    func,
    insert,
    select,
    update,
)

from pagepulse.accounts.access import Access
from pagepulse.accounts.audit import record
from pagepulse.accounts.secret_tokens import hash_token, new_token, same_secret
from pagepulse.clock import now_ms
from pagepulse.control.tables import share_links, share_openings
from pagepulse.errors import NotAuthenticatedError, NotFoundError
from pagepulse.shares.limits import SHARE_DAYS, SHARE_LINKS, SHARE_OPENINGS
from pagepulse.shares.models import (
    NewShareLink,
    SharedMap,
    SharedReplay,
    ShareLink,
    ShareOpening,
    ShareState,
)

DAY_MS = 24 * 3600 * 1000
# A link is looked at for minutes; a tab that stays open all day is not asked to open it again.
PASS_MS = 12 * 3600 * 1000
# 64 random bits: ids are no secrets, they only must not collide.
SHARE_ID_BYTES = 8
PASS_PREFIX = "ppo_"  # noqa: S105  # a prefix that secret scanners can look for
# Openings that a list tells of each link.
LISTED_OPENINGS = 20
# Who opened a link has no name; the log says by which way.
OPENER = "share link"
MAX_CLIENT_CHARS = 160

AnyValues = tuple[object, ...]
AnyRow = Row[AnyValues]


@dataclass(frozen=True, slots=True)
class Shared:
    """What one share link shows."""

    share_id: str
    project_id: str
    content: SharedReplay | SharedMap
    # Unix ms.
    expires_at: int


def create_link(connection: Connection, access: Access, new: NewShareLink) -> tuple[str, ShareLink]:
    """Store a link and return its token with it; raises LimitExceededError."""
    SHARE_DAYS.check(new.expires_in_days)
    SHARE_LINKS.check(_count_active(connection, access.project_id) + 1)
    share_id = f"shr_{secrets.token_hex(SHARE_ID_BYTES)}"
    # The id finds the row; only then is a secret compared, and that takes the same time always.
    token = new_token(f"{share_id}.")
    now = now_ms()
    connection.execute(
        insert(share_links).values(
            share_id=share_id,
            project_id=access.project_id,
            kind="heatmap" if new.replay is None else "replay",
            session_id="" if new.replay is None else new.replay.session_id,
            content=new.content.model_dump_json(by_alias=True, exclude_defaults=True),
            token_hash=hash_token(token),
            made_by=access.actor,
            created_at=now,
            expires_at=now + new.expires_in_days * DAY_MS,
            revoked_at=0,
            open_count=0,
            last_opened_at=0,
        )
    )
    access.note(connection, "share_link_created", share_id)
    return token, _link(connection, _find(connection, access.project_id, share_id))


def list_links(connection: Connection, project_id: str) -> list[ShareLink]:
    """Return the links of a project, newest first."""
    query = (
        select(share_links)
        .where(share_links.c.project_id == project_id)
        .order_by(share_links.c.created_at.desc(), share_links.c.share_id)
    )
    return [_link(connection, row) for row in connection.execute(query).all()]


def revoke_link(connection: Connection, access: Access, share_id: str) -> None:
    """End a link at once, with all that has been opened by it; raises NotFoundError."""
    row = _find(connection, access.project_id, share_id)
    if row.revoked_at:
        return
    connection.execute(
        update(share_links).where(share_links.c.share_id == share_id).values(revoked_at=now_ms())
    )
    access.note(connection, "share_link_revoked", share_id)


def find_by_token(connection: Connection, token: str) -> Shared:
    """Return what a link shows; raises NotFoundError `share_ended` for whatever shows nothing."""
    share_id = token.partition(".")[0]
    row = connection.execute(select(share_links).where(share_links.c.share_id == share_id)).first()
    # Compared also where there is no such link: the answer takes as long.
    expected = row.token_hash if row is not None else hash_token("")
    if not same_secret(hash_token(token), expected) or row is None:
        raise share_ended()
    return _shared(row)


def note_opening(connection: Connection, shared: Shared, client: str) -> tuple[str, int]:
    """Count an opening; return the pass that it gives and when that ends, Unix ms."""
    now = now_ms()
    text, ends_at = new_token(PASS_PREFIX), min(now + PASS_MS, shared.expires_at)
    connection.execute(
        insert(share_openings).values(
            pass_hash=hash_token(text),
            share_id=shared.share_id,
            opened_at=now,
            client=client[:MAX_CLIENT_CHARS],
            ends_at=ends_at,
        )
    )
    connection.execute(
        update(share_links)
        .where(share_links.c.share_id == shared.share_id)
        .values(open_count=share_links.c.open_count + 1, last_opened_at=now)
    )
    _forget_oldest(connection, shared.share_id)
    record(
        connection,
        "share_link_opened",
        actor=OPENER,
        project_id=shared.project_id,
        object_id=shared.share_id,
    )
    return text, ends_at


def find_by_pass(connection: Connection, text: str) -> Shared:
    """Return what a pass reads.

    Raises NotAuthenticatedError for what is none, NotFoundError `share_ended` for that of a link
    that was revoked or has expired meanwhile.
    """
    query = (
        select(share_links, share_openings.c.ends_at)
        .join(share_openings, share_openings.c.share_id == share_links.c.share_id)
        .where(share_openings.c.pass_hash == hash_token(text))
    )
    row = connection.execute(query).first()
    if row is None:
        raise NotAuthenticatedError("not_authenticated", "Open the share link again.")
    shared = _shared(row)
    if row.ends_at <= now_ms():
        raise NotAuthenticatedError("not_authenticated", "Open the share link again.")
    return shared


def share_ended() -> NotFoundError:
    """Return the one answer for a link that is unknown, revoked, expired, or shows what is gone."""
    return NotFoundError("share_ended", "This link has ended; ask who sent it for a new one.")


def _shared(row: AnyRow) -> Shared:
    if _state(row) != "active":
        raise share_ended()
    return Shared(row.share_id, row.project_id, _content(row), row.expires_at)


def _content(row: AnyRow) -> SharedReplay | SharedMap:
    model = SharedReplay if row.kind == "replay" else SharedMap
    # What a later version says beside it is left out, not an error.
    return model.model_validate_json(row.content, extra="ignore")


def _state(row: AnyRow) -> ShareState:
    if row.revoked_at:
        return "revoked"
    return "active" if row.expires_at > now_ms() else "expired"


def _find(connection: Connection, project_id: str, share_id: str) -> AnyRow:
    query = select(share_links).where(
        share_links.c.project_id == project_id, share_links.c.share_id == share_id
    )
    row = connection.execute(query).first()
    if row is None:
        raise NotFoundError("share_link_not_found", "There is no such share link.")
    return row


def _link(connection: Connection, row: AnyRow) -> ShareLink:
    content = _content(row)
    shown = content.filter if isinstance(content, SharedMap) else None
    return ShareLink(
        share_id=row.share_id,
        kind=row.kind,
        state=_state(row),
        session_id=row.session_id or None,
        page_url=shown.page_url if shown else None,
        type=shown.type if shown else None,
        shows_details=isinstance(content, SharedReplay) and content.shows_details,
        made_by=row.made_by,
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at or None,
        open_count=row.open_count,
        last_opened_at=row.last_opened_at or None,
        openings=_openings(connection, row.share_id) if row.open_count else [],
    )


def _openings(connection: Connection, share_id: str) -> list[ShareOpening]:
    query = _newest(share_id).limit(LISTED_OPENINGS)
    return [
        ShareOpening(opened_at=row.opened_at, client=row.client)
        for row in connection.execute(query)
    ]


def _newest(share_id: str) -> Select[AnyValues]:
    return (
        select(share_openings)
        .where(share_openings.c.share_id == share_id)
        .order_by(share_openings.c.opened_at.desc(), share_openings.c.pass_hash)
    )


def _forget_oldest(connection: Connection, share_id: str) -> None:
    query = _newest(share_id).offset(SHARE_OPENINGS.value)
    hashes = [row.pass_hash for row in connection.execute(query)]
    connection.execute(delete(share_openings).where(share_openings.c.pass_hash.in_(hashes)))


def _count_active(connection: Connection, project_id: str) -> int:
    query = select(func.count()).select_from(share_links).where(_is_active(project_id))
    return int(connection.execute(query).scalar_one())


def _is_active(project_id: str) -> ColumnElement[bool]:
    links = share_links.c
    return and_(links.project_id == project_id, links.revoked_at == 0, links.expires_at > now_ms())
