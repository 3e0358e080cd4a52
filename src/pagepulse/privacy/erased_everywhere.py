"""The two tables of the control database by which servers tell each other what was erased."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Table, delete, insert, select, text, tuple_

from pagepulse.control.tables import erased_sessions, erased_subjects, projects
from pagepulse.journal.erased_subjects import ErasedSubject
from pagepulse.journal.erasures import SessionKey

# In one statement; the others follow in the next.
MAX_AT_ONCE = 500
# As the fields of ErasedSubject.
SUBJECT_COLUMNS = ("project_id", "kind", "subject_hash", "requested_at", "from_at", "to_at")


def add_sessions(connection: Connection, sessions: Sequence[SessionKey], now_ms: int) -> None:
    """Add sessions that are not there yet, MAX_AT_ONCE at most."""
    _one_at_a_time(connection, erased_sessions)
    columns = (erased_sessions.c.project_id, erased_sessions.c.session_id)
    told = connection.execute(select(*columns).where(tuple_(*columns).in_(sessions)))
    there = {(project_id, session_id) for project_id, session_id in told}
    known = _projects(connection)
    rows = [
        {"project_id": project_id, "session_id": session_id, "told_at": now_ms}
        for project_id, session_id in dict.fromkeys(sessions)
        if (project_id, session_id) not in there and project_id in known
    ]
    if rows:
        connection.execute(insert(erased_sessions), rows)


def sessions_after(connection: Connection, number: int) -> list[tuple[int, SessionKey]]:
    """Return MAX_AT_ONCE sessions at most that were added after this number, each with its own."""
    rows = connection.execute(
        select(erased_sessions.c.number, erased_sessions.c.project_id, erased_sessions.c.session_id)
        .where(erased_sessions.c.number > number)
        .order_by(erased_sessions.c.number)
        .limit(MAX_AT_ONCE)
    )
    return [(own, (project_id, session_id)) for own, project_id, session_id in rows]


def add_subjects(connection: Connection, subjects: Iterable[ErasedSubject]) -> None:
    """Add what is not there yet."""
    _one_at_a_time(connection, erased_subjects)
    there = {subject for _, subject in subjects_after(connection, 0)}
    known = _projects(connection)
    rows = [
        {name: getattr(subject, name) for name in SUBJECT_COLUMNS}
        for subject in subjects
        if subject not in there and subject.project_id in known
    ]
    if rows:
        connection.execute(insert(erased_subjects), rows)


def subjects_after(connection: Connection, number: int) -> list[tuple[int, ErasedSubject]]:
    """Return what was added after this number, in order, each with its own."""
    rows = connection.execute(
        select(erased_subjects.c.number, *(erased_subjects.c[name] for name in SUBJECT_COLUMNS))
        .where(erased_subjects.c.number > number)
        .order_by(erased_subjects.c.number)
    )
    return [(own, ErasedSubject(*subject)) for own, *subject in rows]


def drop_old(connection: Connection, before_ms: int) -> None:
    """Delete what nothing can be late for any more."""
    connection.execute(delete(erased_sessions).where(erased_sessions.c.told_at < before_ms))
    connection.execute(delete(erased_subjects).where(erased_subjects.c.requested_at < before_ms))


def _projects(connection: Connection) -> set[str]:
    """Return the projects that are there; nothing of others has to be kept away."""
    return {project_id for (project_id,) in connection.execute(select(projects.c.project_id))}


def _one_at_a_time(connection: Connection, table: Table) -> None:
    """Let numbers become visible in their order: who reads on from one must miss none before it.

    On SQLite writers are one at a time anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"lock table {table.name} in share row exclusive mode"))
