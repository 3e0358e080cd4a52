"""What arrived is counted per project, and the sums are right whatever happens in between."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.ledger_queries import read_ledger
from pagepulse.ingest.projector import Projector
from pagepulse.ingest.reconcile import Balance, adopt, reconcile
from pagepulse.journal import Entry, Journal
from pagepulse.journal.counts import DAY_MS, KEPT_DAYS, day_of, fold_old_days, totals
from pagepulse.journal.database import transaction
from pagepulse.journal.quarantine import retry_quarantine
from pagepulse.warehouse import Warehouse

NOW = 1_790_000_000_000
SESSION = "a" * 26


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal(tmp_path / "journal.db", 10**9)
    yield opened
    opened.close()


def entry(project: str, seq: int, received_at: int = NOW, events: str = "[]") -> Entry:
    body = json.dumps(
        {
            "version": 1,
            "projectKey": "pk_1",
            "sessionKey": "4b1f" * 8,
            "tabId": "t_1",
            "seq": seq,
            "sentAt": received_at,
            "events": json.loads(events),
        }
    ).encode()
    return Entry(
        project, SESSION, "t_1", seq, received_at, "tracker", "identity", body, len(body), 0
    )


def counted(journal: Journal) -> dict[tuple[str, str], int]:
    with closing(journal.connect()) as connection:
        return totals(connection)


def project(journal: Journal, warehouse: Warehouse) -> None:
    Projector(journal, warehouse, Ledger()).run_until_empty()


def test_batches_are_counted_where_they_are_stored(journal: Journal):
    journal.append_now([entry("prj_a", 0), entry("prj_b", 0), entry("prj_a", 1)])
    journal.append_now([entry("prj_a", 1), entry("prj_a", 2)])

    assert counted(journal) == {
        ("prj_a", "stored"): 3,
        ("prj_a", "duplicate"): 1,
        ("prj_b", "stored"): 1,
    }


async def test_refusals_are_on_disk_when_the_writer_has_ended(tmp_path: Path):
    journal = Journal(tmp_path / "journal.db", 10**9)
    for _ in range(3):
        journal.refusals.add("prj_a", day_of(NOW), "too_many_events")
    await journal.append(entry("prj_a", 0))
    journal.refusals.add("", day_of(NOW), "unknown_project_key")
    journal.close()

    with closing(Journal(tmp_path / "journal.db", 10**9)) as later:
        assert counted(later) == {
            ("prj_a", "stored"): 1,
            ("prj_a", "refused:too_many_events"): 3,
            ("", "refused:unknown_project_key"): 1,
        }


def test_a_batch_that_is_sent_again_after_it_left_the_journal_is_a_duplicate(
    journal: Journal, warehouse: Warehouse
):
    journal.append_now([entry("prj_again", 0)])
    project(journal, warehouse)
    journal.append_now([entry("prj_again", 0, NOW + 5_000), entry("prj_again", 1, NOW + 5_000)])
    project(journal, warehouse)

    assert counted(journal) == {("prj_again", "stored"): 2, ("prj_again", "duplicate"): 1}
    assert balance(journal, warehouse, "prj_again") == Balance("prj_again", 2, 2, 0, 0)


def test_batches_from_before_there_was_a_ledger_are_counted_once(
    journal: Journal, warehouse: Warehouse
):
    journal.append_now([entry("prj_old", 0), entry("prj_old", 1)])
    project(journal, warehouse)
    journal.append_now([entry("prj_old", 2)])
    with closing(journal.connect()) as connection, transaction(connection):
        connection.execute("delete from ledger")

    adopt(journal, warehouse)
    adopt(journal, warehouse)

    assert counted(journal)["prj_old", "stored"] == 3
    assert balance(journal, warehouse, "prj_old") == Balance("prj_old", 3, 2, 1, 0)


class CrashError(Exception):
    """The process ends here."""


@pytest.mark.parametrize("step", ["range", "recording_events", "batches", "sessions", "complete"])
def test_a_crash_while_projecting_changes_no_sum(journal: Journal, warehouse: Warehouse, step: str):
    name = f"prj_crash_{step}"
    event = '[{"type": 3, "timestamp": 1790000000000, "data": {}}]'
    journal.append_now([entry(name, 0, events=event), entry(name, 1, events=event)])

    def crash(at: str) -> None:
        if at == step:
            raise CrashError

    with suppress(CrashError):
        Projector(journal, warehouse, Ledger(), on_step=crash).run_until_empty()
    project(journal, warehouse)

    assert counted(journal) == {(name, "stored"): 2}
    assert balance(journal, warehouse, name) == Balance(name, 2, 2, 0, 0)


def test_what_nobody_can_read_is_found_in_quarantine_and_after_a_retry_too(
    journal: Journal, warehouse: Warehouse
):
    journal.append_now([entry("prj_q", 0), entry("prj_q", 1, events='[{"no": "type"}]')])
    project(journal, warehouse)
    set_aside = balance(journal, warehouse, "prj_q")
    retry_quarantine(journal)
    waiting = balance(journal, warehouse, "prj_q")

    assert set_aside == Balance("prj_q", 2, 1, 0, 1)
    assert waiting == Balance("prj_q", 2, 1, 1, 0)


def test_a_batch_that_is_lost_is_missed(journal: Journal, warehouse: Warehouse):
    journal.append_now([entry("prj_lost", 0), entry("prj_lost", 1)])
    with closing(journal.connect()) as connection, transaction(connection):
        connection.execute("delete from entries where seq = 1")

    assert balance(journal, warehouse, "prj_lost").missing == 1


def balance(journal: Journal, warehouse: Warehouse, project_id: str) -> Balance:
    (found,) = (one for one in reconcile(journal, warehouse) if one.project_id == project_id)
    return found


def test_the_admin_sees_every_batch_with_its_reason_and_day(journal: Journal):
    journal.append_now([entry("prj_a", 0, NOW - DAY_MS), entry("prj_a", 1), entry("prj_b", 0)])
    journal.append_now([entry("prj_a", 1)])
    journal.refusals.add("prj_a", day_of(NOW), "too_many_events")
    journal.append_now([])

    ledger = read_ledger(journal, "prj_a", 3, NOW).model_dump(by_alias=True)

    assert ledger == {
        "received": 4,
        "stored": 2,
        "duplicate": 1,
        "lost": 0,
        "rejected": [
            {
                "code": "too_many_events",
                "batches": 1,
                "limits": ["A batch may hold 1000 rrweb events at most."],
            }
        ],
        "waiting": 2,
        "quarantined": 0,
        "days": [
            {"date": "2026-09-19", "received": 0, "stored": 0, "duplicate": 0, "rejected": 0},
            {"date": "2026-09-20", "received": 1, "stored": 1, "duplicate": 0, "rejected": 0},
            {"date": "2026-09-21", "received": 3, "stored": 1, "duplicate": 1, "rejected": 1},
        ],
    }


def test_days_long_ago_become_one_sum(journal: Journal):
    long_ago = NOW - (KEPT_DAYS + 5) * DAY_MS
    journal.append_now([entry("prj_a", n, long_ago + n * DAY_MS) for n in range(10)])

    with closing(journal.connect()) as connection:
        with transaction(connection):
            fold_old_days(connection, NOW)
            fold_old_days(connection, NOW)
        days = Counter(dict(connection.execute("select day, batches from ledger").fetchall()))
        assert totals(connection) == {("prj_a", "stored"): 10}

    assert days[0] == 5
    assert len(days) == 6
