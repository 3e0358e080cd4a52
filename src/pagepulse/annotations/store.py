"""Annotations in the control database."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from pagepulse.accounts.access import Access
from pagepulse.accounts.audit import Action, record
from pagepulse.annotations.models import Annotation, AnnotationChange, NewAnnotation
from pagepulse.clock import now_ms
from pagepulse.control.tables import annotations_table as notes
from pagepulse.errors import LimitExceededError, NotFoundError
from pagepulse.questions.dates import TimeRange

# 64 random bits: ids are no secrets, they only must not collide.
ID_BYTES = 8
# A note a day for five years; a script that writes one for each deploy stays below.
MAX_ANNOTATIONS = 2_000
# In one answer: more marks than a chart has room for.
MAX_LISTED = 500


def list_annotations(connection: Connection, project_id: str, times: TimeRange) -> list[Annotation]:
    """Return the newest notes of a range, oldest first."""
    query = select(notes).where(notes.c.project_id == project_id)
    if times.start_at is not None:
        query = query.where(notes.c.at >= times.start_at)
    if times.end_at is not None:
        query = query.where(notes.c.at < times.end_at)
    query = query.order_by(notes.c.at.desc(), notes.c.annotation_id).limit(MAX_LISTED)
    return [_annotation(row) for row in reversed(connection.execute(query).all())]


def create_annotation(connection: Connection, access: Access, new: NewAnnotation) -> Annotation:
    """Store a note; raises LimitExceededError."""
    _check_room(connection, access)
    annotation_id = f"ann_{secrets.token_hex(ID_BYTES)}"
    now = now_ms()
    connection.execute(
        insert(notes).values(
            annotation_id=annotation_id,
            project_id=access.project_id,
            saved_by=access.actor,
            created_at=now,
            changed_at=now,
            **new.model_dump(),
        )
    )
    _note(connection, access, "annotation_created", annotation_id, new.text)
    return _annotation(_find(connection, access, annotation_id))


def change_annotation(
    connection: Connection, access: Access, annotation_id: str, change: AnnotationChange
) -> Annotation:
    """Change what is given; raises NotFoundError."""
    old = _find(connection, access, annotation_id)
    values = change.model_dump(exclude_none=True)
    connection.execute(
        update(notes)
        .where(notes.c.annotation_id == annotation_id)
        .values(changed_at=now_ms(), **values)
    )
    text = values.get("text", old.text)
    _note(connection, access, "annotation_changed", annotation_id, text)
    return _annotation(_find(connection, access, annotation_id))


def delete_annotation(connection: Connection, access: Access, annotation_id: str) -> None:
    """Delete a note; raises NotFoundError."""
    old = _find(connection, access, annotation_id)
    connection.execute(delete(notes).where(notes.c.annotation_id == annotation_id))
    _note(connection, access, "annotation_deleted", annotation_id, old.text)


def _find(connection: Connection, access: Access, annotation_id: str) -> Row[tuple[object, ...]]:
    query = select(notes).where(
        notes.c.annotation_id == annotation_id,
        notes.c.project_id == access.project_id,
    )
    row = connection.execute(query).first()
    if row is None:
        raise NotFoundError("annotation_not_found", "There is no such annotation for you.")
    return row


def _check_room(connection: Connection, access: Access) -> None:
    count = connection.execute(
        select(func.count()).select_from(notes).where(notes.c.project_id == access.project_id)
    ).scalar_one()
    if count >= MAX_ANNOTATIONS:
        raise LimitExceededError(
            "too_many_annotations",
            f"The project has {MAX_ANNOTATIONS} annotations; delete old ones first.",
            limit=MAX_ANNOTATIONS,
            got=count + 1,
        )


def _note(
    connection: Connection, access: Access, action: Action, annotation_id: str, text: str
) -> None:
    record(
        connection,
        action,
        actor=access.actor,
        project_id=access.project_id,
        object_id=annotation_id,
        detail=text,
    )


def _annotation(row: Row[tuple[object, ...]]) -> Annotation:
    return Annotation(
        annotation_id=row.annotation_id,
        at=row.at,
        text=row.text,
        page_url=row.page_url,
        saved_by=row.saved_by,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )
