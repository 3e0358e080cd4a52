"""Annotations in the control database."""

from __future__ import annotations

from sqlalchemy import Connection, select

from pagepulse.accounts.access import Access
from pagepulse.accounts.saved import Saved, SavedRow
from pagepulse.annotations.models import Annotation, AnnotationChange, NewAnnotation
from pagepulse.control.tables import annotations_table as notes
from pagepulse.questions.dates import TimeRange

# A note a day for five years; a script that writes one for each deploy stays below.
MAX_ANNOTATIONS = 2_000
# In one answer: more marks than a chart has room for.
MAX_LISTED = 500

ANNOTATIONS = Saved("annotation", notes, "annotation_id", "ann_")


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
    ANNOTATIONS.check_room(connection, access.project_id, MAX_ANNOTATIONS)
    made = _annotation(ANNOTATIONS.insert(connection, access, **new.model_dump()))
    access.note(connection, "annotation_created", made.annotation_id, made.text)
    return made


def change_annotation(
    connection: Connection, access: Access, annotation_id: str, change: AnnotationChange
) -> Annotation:
    """Change what is given; raises NotFoundError."""
    ANNOTATIONS.find(connection, access.project_id, annotation_id)
    given = change.model_dump(exclude_none=True)
    changed = _annotation(ANNOTATIONS.update(connection, access, annotation_id, **given))
    access.note(connection, "annotation_changed", annotation_id, changed.text)
    return changed


def delete_annotation(connection: Connection, access: Access, annotation_id: str) -> None:
    """Delete a note; raises NotFoundError."""
    old = ANNOTATIONS.find(connection, access.project_id, annotation_id)
    ANNOTATIONS.delete(connection, access, annotation_id)
    access.note(connection, "annotation_deleted", annotation_id, old.text)


def _annotation(row: SavedRow) -> Annotation:
    return Annotation(
        annotation_id=row.annotation_id,
        at=row.at,
        text=row.text,
        page_url=row.page_url,
        saved_by=row.saved_by,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )
