"""Sessions that were withdrawn: asked for on disk first, erased after, refused for long."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing

from pagepulse.errors import StorageError
from pagepulse.journal.database import give_back_space, transaction
from pagepulse.journal.journal import Journal

SessionKey = tuple[str, str]

# No batch arrives later: browsers keep them a day, quarantine two weeks.
KEPT_MS = 30 * 24 * 3600 * 1000
# In one statement of the warehouse; the others follow in the next.
MAX_AT_ONCE = 500


def request_erasure(journal: Journal, session: SessionKey, now_ms: int) -> None:
    """Do as `request_erasures` for one session."""
    request_erasures(journal, [session], now_ms)


def request_erasures(journal: Journal, sessions: Sequence[SessionKey], now_ms: int) -> None:
    """Return once it is on disk that nothing of these sessions may stay; raises StorageError.

    The one way to delete sessions. Asking again changes nothing.
    """
    try:
        with closing(journal.connect()) as connection:
            note_erasures(connection, sessions, now_ms)
    except sqlite3.Error as failure:
        raise StorageError(
            "journal_failed", "The wish could not be written to disk; send it again later."
        ) from failure
    journal.arrived.set()
    tell_erased(journal, sessions)


def tell_erased(journal: Journal, sessions: Sequence[SessionKey]) -> None:
    """Call who must hear of erasures that are on disk."""
    for listener in journal.on_erased:
        listener(sessions)


def note_erasures(
    connection: sqlite3.Connection, sessions: Sequence[SessionKey], now_ms: int
) -> None:
    """Do as `request_erasures` on a connection of the journal; raises sqlite3.Error."""
    with transaction(connection):
        connection.executemany(
            "insert or ignore into erasures (project_id, session_id, requested_at) "
            "values (?, ?, ?)",
            [(*session, now_ms) for session in sessions],
        )


def erased_since(journal: Journal, since_ms: int, most: int) -> list[SessionKey]:
    """Return sessions of which nothing may stay that somebody asked for since, newest last."""
    with closing(journal.connect()) as connection:
        rows = connection.execute(
            "select project_id, session_id from erasures where requested_at >= ? "
            "order by requested_at desc limit ?",
            (since_ms, most),
        ).fetchall()
    return rows[::-1]


def unknown_sessions(
    connection: sqlite3.Connection, sessions: Sequence[SessionKey]
) -> list[SessionKey]:
    """Return those of which nobody has said here that nothing may stay."""
    known = "select 1 from erasures where project_id = ? and session_id = ?"
    return [one for one in sessions if connection.execute(known, one).fetchone() is None]


def are_hidden(journal: Journal, sessions: Sequence[SessionKey]) -> bool:
    """Tell whether the warehouse shows nothing of these sessions any more."""
    with closing(journal.connect()) as connection:
        waiting = set(
            connection.execute(
                "select project_id, session_id from erasures where hidden_at is null"
            ).fetchall()
        )
    return waiting.isdisjoint(sessions)


def pending_erasures(connection: sqlite3.Connection) -> list[SessionKey]:
    """Return sessions of which the warehouse may still show something."""
    rows = connection.execute(
        "select project_id, session_id from erasures where hidden_at is null limit ?",
        (MAX_AT_ONCE,),
    )
    return [(project_id, session_id) for project_id, session_id in rows]


def note_hidden(
    journal: Journal, connection: sqlite3.Connection, sessions: Sequence[SessionKey], now_ms: int
) -> None:
    """Note that the warehouse no longer shows them, and wipe what this journal had of them.

    Call it between two ranges only.
    """
    with closing(journal.connect_quarantine()) as quarantine:
        with transaction(quarantine):
            quarantine.executemany(
                "delete from quarantine where project_id = ? and session_id = ?", sessions
            )
        give_back_space(quarantine)
    with transaction(connection):
        # No range is open now, so none can change by this.
        connection.executemany(
            "delete from entries where project_id = ? and session_id = ?", sessions
        )
        connection.executemany(
            "update erasures set hidden_at = ? where project_id = ? and session_id = ?",
            [(now_ms, *session) for session in sessions],
        )
        connection.execute(
            "delete from erasures where hidden_at is not null and requested_at < ?",
            (now_ms - KEPT_MS,),
        )
    # Rows that were deleted stay readable in the file's free pages otherwise.
    give_back_space(connection)
