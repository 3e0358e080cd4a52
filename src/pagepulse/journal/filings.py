"""Which sessions of an earlier version are being filed: noted on disk first, as ranges are."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from pagepulse.journal.database import transaction

SessionKey = tuple[str, str]


def begin_filing(connection: sqlite3.Connection, sessions: Sequence[SessionKey]) -> None:
    """Return once it is on disk that these (project, session) are being filed."""
    with transaction(connection):
        connection.executemany("insert or ignore into open_filing values (?, ?)", sessions)


def open_filing(connection: sqlite3.Connection) -> list[SessionKey]:
    """Return the sessions whose filing was begun and is not completed."""
    rows = connection.execute("select project_id, session_id from open_filing order by 1, 2")
    return [(project_id, session_id) for project_id, session_id in rows]


def complete_filing(connection: sqlite3.Connection) -> None:
    """Forget the sessions, because the warehouse has all that is derived of them."""
    with transaction(connection):
        connection.execute("delete from open_filing")
