"""Segments in the control database; everybody sees the shared ones and their own."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, and_, or_

from pagepulse.accounts.access import RANK, Access
from pagepulse.accounts.audit import Action
from pagepulse.accounts.models import Role
from pagepulse.accounts.saved import Saved, SavedRow
from pagepulse.control.tables import segments
from pagepulse.errors import InvalidInputError, LimitExceededError, NotAllowedError
from pagepulse.questions.filters import SegmentFilter
from pagepulse.segments.models import NewSegment, Segment, SegmentChange, SegmentList

# Of one person in one project: more than fits a menu that anybody still reads.
MAX_SEGMENTS = 100
# The longest part is a list of a thousand sessions, 27 kB.
MAX_FILTER_CHARS = 64 * 1024
SHARING_ROLE: Role = "analyst"

SEGMENTS = Saved("segment", segments, "segment_id", "seg_")


def list_segments(connection: Connection, access: Access) -> SegmentList:
    """Return what the one who asks sees, by name."""
    rows = SEGMENTS.list_by_name(connection, access.project_id, _seen(access))
    return SegmentList(segments=[_segment(row, access) for row in rows])


def create_segment(connection: Connection, access: Access, new: NewSegment) -> Segment:
    """Store a segment; raises NotAllowedError, ConflictError, LimitExceededError."""
    if new.is_shared:
        _check_sharing(access)
    SEGMENTS.check_room(
        connection, access.project_id, MAX_SEGMENTS, _own(access), holder="You have saved"
    )
    _check_name(connection, access, new.name, is_shared=new.is_shared)
    row = SEGMENTS.insert(
        connection,
        access,
        name=new.name,
        filters=_text(new.filters),
        is_shared=int(new.is_shared),
        owner_id=access.principal.principal_id,
    )
    if new.is_shared:
        access.note(connection, "segment_shared", row.segment_id, new.name)
    return _segment(row, access)


def change_segment(
    connection: Connection, access: Access, segment_id: str, change: SegmentChange
) -> Segment:
    """Change what is given; raises NotFoundError, NotAllowedError, ConflictError."""
    old = _segment(_find(connection, access, segment_id), access)
    is_shared = old.is_shared if change.is_shared is None else change.is_shared
    name = change.name or old.name
    _check_change(access, old, is_shared=is_shared)
    _check_name(connection, access, name, is_shared=is_shared, but=segment_id)
    filters = _text(change.filters or old.filters)
    row = SEGMENTS.update(
        connection, access, segment_id, name=name, filters=filters, is_shared=int(is_shared)
    )
    if old.is_shared or is_shared:
        action: Action = "segment_changed" if old.is_shared else "segment_shared"
        access.note(connection, action, segment_id, name)
    return _segment(row, access)


def delete_segment(connection: Connection, access: Access, segment_id: str) -> None:
    """Delete a segment; raises NotFoundError, or NotAllowedError for a shared one."""
    old = _find(connection, access, segment_id)
    if old.is_shared:
        _check_sharing(access)
        access.note(connection, "segment_deleted", segment_id, old.name)
    SEGMENTS.delete(connection, access, segment_id)


def _own(access: Access) -> ColumnElement[bool]:
    return segments.c.owner_id == access.principal.principal_id


def _seen(access: Access) -> ColumnElement[bool]:
    return or_(segments.c.is_shared == 1, _own(access))


def _find(connection: Connection, access: Access, segment_id: str) -> SavedRow:
    """Return a segment that is seen; another's private one looks like one that is not there."""
    return SEGMENTS.find(connection, access.project_id, segment_id, _seen(access))


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


def _check_name(
    connection: Connection, access: Access, name: str, *, is_shared: bool, but: str = ""
) -> None:
    """Raise ConflictError where the shared ones, or the asker's private ones, have the name."""
    shared, private = segments.c.is_shared == 1, and_(segments.c.is_shared == 0, _own(access))
    among = shared if is_shared else private
    SEGMENTS.check_name(connection, access.project_id, name, among, but=but)


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


def _segment(row: SavedRow, access: Access) -> Segment:
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
