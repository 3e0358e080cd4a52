"""Knows a batch that comes late for a visitor, an identity, a page or a time that was erased."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pagepulse.ingest.rows import BatchRows
from pagepulse.ingest.tables import TABLES
from pagepulse.journal.erased_subjects import ErasedKind, ErasedSubject, subject_hash

_BATCH, _VIEW = TABLES["batches"].names.index, TABLES["page_views"].names.index


def is_late(erased: Sequence[ErasedSubject], rows: BatchRows) -> bool:
    """Tell whether the batch holds something from before an erasure that it falls under."""
    if not erased:
        return False
    project_id = str(rows.batches[0][_BATCH("project_id")])
    moments = list(_moments(project_id, rows))
    return any(subject.covers(project_id, moments) for subject in erased)


def _moments(project_id: str, rows: BatchRows) -> Iterator[tuple[ErasedKind, str, int]]:
    for row in rows.batches:
        at = _at(row[_BATCH("first_at")])
        yield "range", "", at
        yield "range", "", _at(row[_BATCH("last_at")])
        visitor = str(row[_BATCH("visitor_id")])
        yield "visitor", subject_hash(project_id, "visitor", visitor), at
        yield "identity", subject_hash(project_id, "identity", str(row[_BATCH("identity")])), at
    for view in rows.page_views:
        url = str(view[_VIEW("page_url")])
        yield "page", subject_hash(project_id, "page", url), _at(view[_VIEW("at")])


def _at(value: object) -> int:
    assert isinstance(value, int)  # noqa: S101 - the columns of times hold Unix ms
    return value
