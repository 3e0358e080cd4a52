"""A batch in quarantine is listed with its reason and can be tried again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from pagepulse.journal import Entry, Journal
from pagepulse.journal.entry import QuarantinedEntry
from pagepulse.journal.quarantine import count_quarantine, list_quarantine, retry_quarantine
from pagepulse.journal.ranges import complete_range, open_range, read_range, set_aside

BATCH = Entry("prj_1", "s", "t", 0, 1000, "tracker", "gzip", b"poison", 6, 1, "Firefox")


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal(tmp_path / "journal.db", max_bytes=10**9)
    yield opened
    opened.close()


def put_in_quarantine(journal: Journal, *batches: Entry) -> None:
    journal.append_now(batches)
    with closing(journal.connect()) as connection:
        span = open_range(connection)
        assert span is not None
        for stored in read_range(connection, span):
            set_aside(connection, stored, (b"redacted", "identity"), "ValueError: no", 2000)
        complete_range(connection, span)


def test_it_is_listed_with_its_reason_and_the_redacted_body(journal: Journal) -> None:
    put_in_quarantine(journal, BATCH)

    kept = replace(BATCH, body=b"redacted", encoding="identity")
    assert list_quarantine(journal) == [QuarantinedEntry(1, "ValueError: no", 2000, kept)]
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
