"""A batch in quarantine is listed with its reason, can be tried again, and is in nobody's way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from pagepulse.journal import Entry, Journal
from pagepulse.journal import quarantine as quarantine_module
from pagepulse.journal.entry import PoisonedEntry, QuarantinedEntry
from pagepulse.journal.quarantine import (
    MAX_AGE_MS,
    count_quarantine,
    delete_quarantine,
    drop_old,
    list_quarantine,
    retry_quarantine,
    set_aside,
)
from pagepulse.journal.ranges import complete_range, open_range, read_range

BATCH = Entry("prj_1", "s", "t", 0, 1000, "tracker", "gzip", b"poison", 6, 1, "Firefox")
NOW = 1_760_000_000_000
MEGABYTE = b"x" * 1_000_000


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal(tmp_path / "journal.db", max_bytes=10**9)
    yield opened
    opened.close()


def put_in_quarantine(journal: Journal, *batches: Entry, body: bytes = b"redacted") -> int:
    """Return how many older ones were dropped for it."""
    journal.append_now(batches)
    with closing(journal.connect()) as connection:
        span = open_range(connection)
        assert span is not None
        poisoned = [
            PoisonedEntry(
                stored.row_id,
                "ValueError: no",
                replace(stored.entry, body=body, encoding="identity"),
            )
            for stored in read_range(connection, span)
        ]
        dropped = set_aside(journal, connection, poisoned, NOW)
        complete_range(connection, span)
        journal.refresh_size(connection)
    return dropped


def test_it_is_listed_with_its_reason_and_the_redacted_body(journal: Journal) -> None:
    put_in_quarantine(journal, BATCH)

    kept = replace(BATCH, body=b"redacted", encoding="identity")
    assert list_quarantine(journal) == [QuarantinedEntry(1, "ValueError: no", NOW, kept)]
    assert count_quarantine(journal) == 1


def test_trying_again_puts_it_back_in_line(journal: Journal) -> None:
    put_in_quarantine(journal, BATCH, replace(BATCH, seq=1))

    assert retry_quarantine(journal, [2]) == 1

    with closing(journal.connect()) as connection:
        span = open_range(connection)
        assert span is not None
        assert [one.entry.seq for one in read_range(connection, span)] == [1]
    assert [one.entry.seq for one in list_quarantine(journal)] == [0]


def test_without_a_choice_all_are_tried_again(journal: Journal) -> None:
    put_in_quarantine(journal, BATCH, replace(BATCH, seq=1))

    assert retry_quarantine(journal) == 2
    assert list_quarantine(journal) == []


def test_the_same_poison_again_is_kept_once(journal: Journal) -> None:
    put_in_quarantine(journal, BATCH)
    put_in_quarantine(journal, BATCH)

    assert count_quarantine(journal) == 1


async def test_poison_never_stops_ingest(tmp_path: Path) -> None:
    with closing(Journal(tmp_path / "journal.db", max_bytes=2_000_000)) as journal:
        for seq in range(5):
            put_in_quarantine(journal, replace(BATCH, seq=seq, body=MEGABYTE), body=MEGABYTE)

        await journal.append(replace(BATCH, seq=5))

        assert count_quarantine(journal) == 5


def test_beyond_its_size_the_oldest_go(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quarantine_module, "MAX_BYTES", 3_500_000)

    dropped = [
        put_in_quarantine(journal, replace(BATCH, seq=seq), body=MEGABYTE) for seq in range(5)
    ]

    assert dropped == [0, 0, 0, 1, 1]
    assert [one.entry.seq for one in list_quarantine(journal)] == [4, 3, 2]
    assert journal.path.with_name("quarantine.db").stat().st_size < 4_000_000


def test_what_nobody_missed_for_two_weeks_goes(journal: Journal) -> None:
    put_in_quarantine(journal, BATCH)

    assert drop_old(journal, NOW + MAX_AGE_MS) == 0
    assert drop_old(journal, NOW + MAX_AGE_MS + 1) == 1
    assert count_quarantine(journal) == 0


def test_what_is_deleted_is_gone_from_the_disk(journal: Journal) -> None:
    put_in_quarantine(journal, BATCH, replace(BATCH, seq=1), body=MEGABYTE)

    assert delete_quarantine(journal, [1]) == 1
    assert [one.entry.seq for one in list_quarantine(journal)] == [1]
    assert delete_quarantine(journal) == 1
    assert journal.path.with_name("quarantine.db").stat().st_size < 100_000


def test_a_batch_that_a_crash_left_in_both_files_is_kept_once(journal: Journal) -> None:
    put_in_quarantine(journal, BATCH)
    put_in_quarantine(journal, BATCH)

    assert count_quarantine(journal) == 1


def test_only_the_owner_may_read_it(journal: Journal) -> None:
    put_in_quarantine(journal, BATCH)

    assert journal.path.with_name("quarantine.db").stat().st_mode & 0o077 == 0
