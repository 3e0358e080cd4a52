"""Segments in the control database; everybody sees the shared ones and their own."""

from __future__ import annotations

import secrets

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from pagepulse.accounts.access import RANK, Access
from pagepulse.accounts.audit import Action, record
from pagepulse.accounts.models import Role
from pagepulse.clock import now_ms
from pagepulse.control.tables import segments
from pagepulse.errors import (
    ConflictError,
    InvalidInputError,
    LimitExceededError,
    NotAllowedError,
    NotFoundError,
)
from pagepulse.questions.filters import SegmentFilter
from pagepulse.segments.models import NewSegment, Segment, SegmentChange, SegmentList

# 64 random bits: ids are no secrets, they only must not collide.
SEGMENT_ID_BYTES = 8
# Of one person in one project: more than fits a menu that anybody still reads.
MAX_SEGMENTS = 100
# The longest part is a list of a thousand sessions, 27 kB.
MAX_FILTER_CHARS = 64 * 1024
SHARING_ROLE: Role = "analyst"

AnyRow = Row[tuple[object, ...]]


def list_segments(connection: Connection, access: Access) -> SegmentList:
    """Return what the one who asks sees, by name."""
    query = select(segments).where(_seen(access))
    query = query.order_by(func.lower(segments.c.name), segments.c.segment_id)
    return SegmentList(segments=[_segment(row, access) for row in connection.execute(query)])


def create_segment(connection: Connection, access: Access, new: NewSegment) -> Segment:
    """Store a segment; raises what `_check_name`, `_check_sharing` and the limits raise."""
    if new.is_shared:
        _check_sharing(access)
    _check_room(connection, access)
    _check_name(connection, access, new.name, is_shared=new.is_shared)
    segment_id = f"seg_{secrets.token_hex(SEGMENT_ID_BYTES)}"
    now = now_ms()
    connection.execute(
        insert(segments).values(
            segment_id=segment_id,
            project_id=access.project_id,
            name=new.name,
            filters=_text(new.filters),
            is_shared=int(new.is_shared),
            owner_id=access.principal.principal_id,
            saved_by=access.actor,
            created_at=now,
            changed_at=now,
        )
    )
    if new.is_shared:
        _note(connection, access, "segment_shared", segment_id, new.name)
    return _segment(_find(connection, access, segment_id), access)


def change_segment(
    connection: Connection, access: Access, segment_id: str, change: SegmentChange
) -> Segment:
    """Change what is given; raises NotFoundError, NotAllowedError, ConflictError."""
    old = _segment(_find(connection, access, segment_id), access)
    is_shared = old.is_shared if change.is_shared is None else change.is_shared
    name = change.name or old.name
    _check_change(access, old, is_shared=is_shared)
    _check_name(connection, access, name, is_shared=is_shared, but=segment_id)
    connection.execute(
        update(segments)
        .where(segments.c.segment_id == segment_id)
        .values(
            name=name,
            filters=_text(change.filters or old.filters),
            is_shared=int(is_shared),
            changed_at=now_ms(),
        )
    )
    if old.is_shared or is_shared:
        action: Action = "segment_changed" if old.is_shared else "segment_shared"
        _note(connection, access, action, segment_id, name)
    return _segment(_find(connection, access, segment_id), access)


def delete_segment(connection: Connection, access: Access, segment_id: str) -> None:
    """Delete a segment; raises NotFoundError, or NotAllowedError for a shared one."""
    old = _find(connection, access, segment_id)
    if old.is_shared:
        _check_sharing(access)
        _note(connection, access, "segment_deleted", segment_id, old.name)
    connection.execute(delete(segments).where(segments.c.segment_id == segment_id))


def _own(access: Access) -> ColumnElement[bool]:
    return and_(
        segments.c.project_id == access.project_id,
        segments.c.owner_id == access.principal.principal_id,
    )


def _seen(access: Access) -> ColumnElement[bool]:
    shared = and_(segments.c.project_id == access.project_id, segments.c.is_shared == 1)
    return or_(shared, _own(access))


def _find(connection: Connection, access: Access, segment_id: str) -> AnyRow:
    """Return a segment that is seen; another's private one looks like one that is not there."""
    query = select(segments).where(segments.c.segment_id == segment_id, _seen(access))
    row = connection.execute(query).first()
    if row is None:
        raise NotFoundError("segment_not_found", "There is no such segment for you.")
    return row


def _check_sharing(access: Access) -> None:
    if RANK[access.role] < RANK[SHARING_ROLE]:
        raise NotAllowedError(
            "role_too_low",
            f"Shared segments need the role {SHARING_ROLE}; yours is {access.role}.",
        )


def _check_change(access: Access, old: Segment, *, is_shared: bool) -> None:
    if old.is_shared or is_shared:
        _check_sharing(access)
    # It would vanish from the one who does it.
    if old.is_shared and not is_shared and not old.is_own:
        raise NotAllowedError(
            "segment_of_another", f"Only {old.saved_by}, who saved it, can make it private again."
        )


def _check_room(connection: Connection, access: Access) -> None:
    count = connection.execute(
        select(func.count()).select_from(segments).where(_own(access))
    ).scalar_one()
    if count >= MAX_SEGMENTS:
        raise LimitExceededError(
            "too_many_segments",
            f"You have saved {MAX_SEGMENTS} segments; delete one first.",
            limit=MAX_SEGMENTS,
            got=count + 1,
        )


def _check_name(
    connection: Connection, access: Access, name: str, *, is_shared: bool, but: str = ""
) -> None:
    """Raise ConflictError where the shared ones, or the asker's private ones, have the name."""
    among = [segments.c.project_id == access.project_id, segments.c.is_shared == int(is_shared)]
    if not is_shared:
        among.append(_own(access))
    same = [func.lower(segments.c.name) == func.lower(name), segments.c.segment_id != but]
    if connection.execute(select(segments.c.segment_id).where(*among, *same)).first():
        raise ConflictError("segment_name_taken", f"A segment is called “{name}” already.")


def _text(filters: SegmentFilter) -> str:
    text = filters.model_dump_json(by_alias=True, exclude_defaults=True)
    if text == "{}":
        raise InvalidInputError("segment_empty", "A segment needs one condition at least.")
    if len(text) > MAX_FILTER_CHARS:
        raise LimitExceededError(
            "segment_too_large",
            f"The filters of a segment have {MAX_FILTER_CHARS} characters at most.",
            limit=MAX_FILTER_CHARS,
            got=len(text),
        )
    return text


def _note(
    connection: Connection, access: Access, action: Action, segment_id: str, name: str
) -> None:
    record(
        connection,
        action,
        actor=access.actor,
        project_id=access.project_id,
        object_id=segment_id,
        detail=name,
    )


def _segment(row: AnyRow, access: Access) -> Segment:
    return Segment(
        segment_id=row.segment_id,
        name=row.name,
        # A condition that a later version knows is left out, not an error.
        filters=SegmentFilter.model_validate_json(row.filters, extra="ignore"),
        is_shared=bool(row.is_shared),
        is_own=row.owner_id == access.principal.principal_id,
        saved_by=row.saved_by,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )
