"""A session that its visitor withdrew is gone from every store, and nothing of it comes back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pagepulse.clock import now_ms
from pagepulse.ingest.batch import session_id_of
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.projector import Projector
from pagepulse.journal import Entry, Journal
from pagepulse.journal.entry import PoisonedEntry
from pagepulse.journal.erasures import pending_erasures, request_erasure
from pagepulse.journal.quarantine import count_quarantine, set_aside
from pagepulse.warehouse import Warehouse
from pagepulse.warehouse.erasing import TABLES_OF_SESSIONS, purge_hidden

NOW = 1_760_000_000_000
OTHER_KEY = "5a2c" * 8
SECRET = "what the visitor withdrew"
MakeEntry = Callable[..., Entry]


class CrashError(Exception):
    """The process ends here."""


def crash_at(step: str) -> Callable[[str], None]:
    def on_step(name: str) -> None:
        if name == step:
            raise CrashError

    return on_step


@pytest.fixture
def session(project_id: str) -> tuple[str, str]:
    return project_id, session_id_of("4b1f" * 8)


def whole(make: MakeEntry, seq: int, **changes: object) -> Entry:
    """Return a batch with something for every table of the recording."""
    place = {"pageViewId": f"p_{seq}", "url": "https://shop.example/", "at": NOW}
    return make(
        seq=seq,
        pageViews=[{"id": f"p_{seq}", "at": NOW, "url": "https://shop.example/", "title": SECRET}],
        customEvents=[{**place, "name": SECRET}],
        errors=[{**place, "message": SECRET}],
        events=[{"type": 4, "timestamp": NOW, "data": {"href": SECRET}}],
        **changes,
    )


def project(journal: Journal, warehouse: Warehouse) -> Ledger:
    ledger = Ledger()
    Projector(journal, warehouse, ledger).run_until_empty()
    return ledger


def seen(warehouse: Warehouse, project_id: str) -> dict[str, set[str]]:
    """Return the sessions of a project by table, of all tables that know sessions."""
    tables = [
        row["table"] for row in warehouse.query(TABLES_OF_SESSIONS, {"database": "pagepulse"})
    ]
    found = {
        table: warehouse.query(
            f"select distinct session_id from {table} where project_id = {{p:String}}",
            {"p": project_id},
        )
        for table in tables
    }
    return {table: {row["session_id"] for row in rows} for table, rows in found.items() if rows}


def test_it_goes_from_every_table_and_its_neighbours_stay(
    journal: Journal, warehouse: Warehouse, entry: MakeEntry, session: tuple[str, str]
) -> None:
    journal.append_now([whole(entry, 0), whole(entry, 0, sessionKey=OTHER_KEY)])
    project(journal, warehouse)
    before = seen(warehouse, session[0])

    request_erasure(journal, session, now_ms())
    ledger = project(journal, warehouse)

    other = session_id_of(OTHER_KEY)
    assert set(before) >= {"recording_events", "page_views", "custom_events", "errors", "batches"}
    assert before == {table: {session[1], other} for table in before}
    assert seen(warehouse, session[0]) == {table: {other} for table in before}
    assert ledger.erased_sessions == 1


def test_what_waits_in_the_journal_or_arrives_later_is_dropped(
    journal: Journal, warehouse: Warehouse, entry: MakeEntry, session: tuple[str, str]
) -> None:
    journal.append_now([whole(entry, 0)])
    request_erasure(journal, session, now_ms())
    project(journal, warehouse)
    journal.append_now([whole(entry, 1)])
    project(journal, warehouse)

    assert seen(warehouse, session[0]) == {}


@pytest.mark.parametrize("step", ["range", "recording_events", "batches", "sessions", "hidden"])
def test_a_crash_in_the_middle_only_delays_it(
    journal: Journal, warehouse: Warehouse, entry: MakeEntry, session: tuple[str, str], step: str
) -> None:
    journal.append_now([whole(entry, 0)])
    if step == "hidden":
        project(journal, warehouse)
        request_erasure(journal, session, now_ms())
    with pytest.raises(CrashError):
        Projector(journal, warehouse, Ledger(), on_step=crash_at(step)).run_until_empty()
    request_erasure(journal, session, now_ms())

    project(journal, warehouse)

    assert seen(warehouse, session[0]) == {}


def test_what_was_set_aside_of_it_goes_too(
    journal: Journal, warehouse: Warehouse, entry: MakeEntry, session: tuple[str, str]
) -> None:
    with closing(journal.connect()) as connection:
        poisoned = [
            PoisonedEntry(1, "unreadable", whole(entry, 0)),
            PoisonedEntry(2, "unreadable", whole(entry, 0, sessionKey=OTHER_KEY)),
        ]
        set_aside(journal, connection, poisoned, NOW)
    request_erasure(journal, session, now_ms())
    project(journal, warehouse)

    assert count_quarantine(journal) == 1


def test_asking_twice_is_asking_once(
    journal: Journal, warehouse: Warehouse, session: tuple[str, str]
) -> None:
    request_erasure(journal, session, now_ms())
    request_erasure(journal, session, now_ms())
    with closing(journal.connect()) as connection:
        assert pending_erasures(connection) == [session]

    project(journal, warehouse)
    request_erasure(journal, session, now_ms())

    with closing(journal.connect()) as connection:
        assert pending_erasures(connection) == []


def test_nothing_of_it_stays_in_the_files_of_the_journal(
    journal: Journal, warehouse: Warehouse, entry: MakeEntry, session: tuple[str, str]
) -> None:
    """Bodies of the journal are compressed: their user agent is what can be searched for."""
    agents = [whole(entry, seq, user_agent=f"agent {SECRET} {seq}") for seq in range(50)]
    journal.append_now(agents)
    assert SECRET.encode() in files(journal.path)
    request_erasure(journal, session, now_ms())
    project(journal, warehouse)

    assert SECRET.encode() not in files(journal.path)


def files(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.glob("journal.db*"))


def test_no_part_in_use_holds_it_after_the_next_purge(
    journal: Journal, warehouse: Warehouse, entry: MakeEntry, session: tuple[str, str]
) -> None:
    journal.append_now([whole(entry, 0), whole(entry, 0, sessionKey=OTHER_KEY)])
    project(journal, warehouse)
    request_erasure(journal, session, now_ms())
    project(journal, warehouse)

    purged = purge_hidden(warehouse)

    assert {"recording_events", "page_views", "sessions"} <= set(purged)
    assert purge_hidden(warehouse) == []
    assert seen(warehouse, session[0])["recording_events"] == {session_id_of(OTHER_KEY)}
