"""Visitors, identities, pages and stretches of time that were erased: what is late stays away.

Only hashes are kept, and as long as something may still arrive of the time before the erasure.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from typing import Literal

from pagepulse.errors import StorageError
from pagepulse.journal.database import transaction
from pagepulse.journal.erasures import KEPT_MS
from pagepulse.journal.journal import Journal

ErasedKind = Literal["visitor", "identity", "page", "range"]
LAST_AT = 2**62


@dataclass(frozen=True, slots=True)
class ErasedSubject:
    """What was erased of a project, and when that was asked for; Unix ms."""

    project_id: str
    kind: ErasedKind
    subject_hash: str
    requested_at: int
    from_at: int = 0
    to_at: int = LAST_AT

    def covers(self, project_id: str, moments: Iterable[tuple[ErasedKind, str, int]]) -> bool:
        """Tell whether one of (kind, hash, at) is what was erased; `range` has no hash."""
        return self.project_id == project_id and any(
            kind == self.kind
            and name == self.subject_hash
            and self.from_at <= at < min(self.to_at, self.requested_at)
            for kind, name, at in moments
        )


def subject_hash(project_id: str, kind: ErasedKind, name: str) -> str:
    """Return what a visitor, an identity or a page is remembered by: SHA-256 in hex."""
    return hashlib.sha256(f"{project_id}\0{kind}\0{name}".encode()).hexdigest()


def remember_subject(journal: Journal, subject: ErasedSubject) -> None:
    """Return once it is on disk; raises StorageError. Asking again moves the moment."""
    try:
        with closing(journal.connect()) as connection, transaction(connection):
            connection.execute(
                "insert or replace into erased_subjects values (?, ?, ?, ?, ?, ?)",
                (
                    subject.project_id,
                    subject.kind,
                    subject.subject_hash,
                    subject.from_at,
                    subject.to_at,
                    subject.requested_at,
                ),
            )
            connection.execute(
                "delete from erased_subjects where requested_at < ?",
                (subject.requested_at - KEPT_MS,),
            )
    except sqlite3.Error as failure:
        raise StorageError(
            "journal_failed", "The wish could not be written to disk; send it again later."
        ) from failure


def erased_subjects(connection: sqlite3.Connection) -> list[ErasedSubject]:
    """Return everything that is remembered."""
    rows = connection.execute(
        "select project_id, kind, subject_hash, requested_at, from_at, to_at from erased_subjects"
    )
    return [ErasedSubject(*row) for row in rows]
