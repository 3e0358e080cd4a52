"""Which sessions a subject means, and what there is of them."""

# ruff: noqa: S608  # statements are made of this module's constants; every value is bound

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from pagepulse.journal.erased_subjects import ErasedKind, ErasedSubject, subject_hash
from pagepulse.privacy.models import ErasurePreview, Subject, SubjectKind
from pagepulse.warehouse import Row, Warehouse

# Every session stands in `batches`.
CONDITIONS: Mapping[SubjectKind, str] = {
    "session": "session_id = {value:String}",
    "visitor": "session_id in (select session_id from batches where "
    "project_id = {project_id:String} and visitor_id = {value:String})",
    "identity": "session_id in (select session_id from batches where "
    "project_id = {project_id:String} and identity = {value:String})",
    "page": "session_id in (select session_id from page_views where "
    "project_id = {project_id:String} and page_url = {value:String})",
    "range": "session_id in (select session_id from batches where "
    "project_id = {project_id:String} and "
    "last_at >= fromUnixTimestamp64Milli({from_at:Int64}, 'UTC') and "
    "first_at < fromUnixTimestamp64Milli({to_at:Int64}, 'UTC'))",
}
ERASED_KINDS: Mapping[SubjectKind, ErasedKind] = {
    "visitor": "visitor",
    "identity": "identity",
    "page": "page",
    "range": "range",
}


def bound(project_id: str, subject: Subject) -> dict[str, object]:
    """Return the parameters of the conditions."""
    return {
        "project_id": project_id,
        "value": subject.value,
        "from_at": subject.from_at,
        "to_at": subject.to_at,
    }


def select_sessions(
    warehouse: Warehouse, project_id: str, subject: Subject, limit: int
) -> list[str]:
    """Return ids of sessions that the subject means and that are still seen, in order."""
    rows = warehouse.query(
        "select distinct session_id from batches where project_id = {project_id:String} "
        f"and {CONDITIONS[subject.kind]} order by session_id limit {{limit:UInt32}}",
        {**bound(project_id, subject), "limit": limit},
    )
    return [row["session_id"] for row in rows]


def preview(warehouse: Warehouse, project_id: str, subject: Subject) -> ErasurePreview:
    """Return what an erasure would delete now."""
    (row,) = _summary(warehouse, CONDITIONS[subject.kind], bound(project_id, subject))
    return _preview(row)


def summary_of(warehouse: Warehouse, project_id: str, sessions: Sequence[str]) -> ErasurePreview:
    """Return the same of some sessions."""
    parameters = {"project_id": project_id, "sessions": list(sessions)}
    (row,) = _summary(warehouse, "session_id in {sessions:Array(String)}", parameters)
    return _preview(row)


def _summary(warehouse: Warehouse, condition: str, parameters: Mapping[str, object]) -> list[Row]:
    return warehouse.query(
        "select uniqExact(session_id) as sessions, "
        "uniqExactIf(session_id, full_snapshot_count > 0) as recordings, "
        "sum(event_count) as events, sum(page_view_count) as page_views, "
        "sum(body_bytes) as bytes, uniqExact(toDate(first_at)) as days, "
        "toUnixTimestamp64Milli(min(first_at)) as first_ms, "
        "toUnixTimestamp64Milli(max(last_at)) as last_ms from batches "
        f"where project_id = {{project_id:String}} and {condition}",
        parameters,
    )


def _preview(row: Row) -> ErasurePreview:
    counts = {name: value for name, value in row.items() if name not in {"first_ms", "last_ms"}}
    is_empty = row["sessions"] == 0
    return ErasurePreview(
        **counts,
        first_at=None if is_empty else row["first_ms"],
        last_at=None if is_empty else row["last_ms"],
    )


def tombstone(project_id: str, subject: Subject, requested_at: int) -> ErasedSubject | None:
    """Return what keeps late data of the subject away; a session's own id does that for it."""
    kind = ERASED_KINDS.get(subject.kind)
    if kind is None:
        return None
    if kind == "range":
        return ErasedSubject(project_id, kind, "", requested_at, subject.from_at, subject.to_at)
    return ErasedSubject(
        project_id, kind, subject_hash(project_id, kind, subject.value), requested_at
    )


def salted(salt: str, text: str) -> str:
    """Return what stands for an id in a receipt."""
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()
