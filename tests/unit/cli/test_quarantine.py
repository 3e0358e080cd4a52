"""Batches that could not be read are listed with their reason, tried again or deleted."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from pagepulse.cli.main import main
from pagepulse.ingest.pipeline import JOURNAL_FILE
from pagepulse.journal import Entry, Journal
from pagepulse.journal.entry import PoisonedEntry
from pagepulse.journal.quarantine import count_quarantine, set_aside
from pagepulse.journal.ranges import open_range, read_range

AT = 1_760_000_000_000


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data folder with one batch in quarantine."""
    entry = Entry(
        project_id="prj_1",
        session_id="a" * 26,
        tab_id="t_1",
        seq=7,
        received_at=AT,
        origin="tracker",
        encoding="identity",
        body=b"{}",
        raw_bytes=2,
        event_count=0,
        user_agent="",
    )
    with closing(Journal(tmp_path / JOURNAL_FILE, 10**9)) as journal:
        journal.append_now([entry])
        with closing(journal.connect()) as connection:
            span = open_range(connection)
            assert span is not None
            (stored,) = read_range(connection, span)
            poisoned = PoisonedEntry(stored.row_id, "ValidationError: no version", entry)
            set_aside(journal, connection, [poisoned], AT)
    return tmp_path


def pagepulse(*arguments: str | Path) -> tuple[int, str, str]:
    finished = CliRunner().invoke(main, list(map(str, arguments)))
    return finished.exit_code, finished.stdout, finished.stderr


def test_the_list_names_each_batch_and_its_reason(data: Path):
    code, listed, counted = pagepulse("quarantine", "list", "--data", data)

    number, *facts = listed.split(maxsplit=5)
    assert (code, number.isdigit(), counted) == (0, True, "1 in quarantine\n")
    assert facts == [
        "2025-10-09T08:53:20+00:00",
        "prj_1",
        "a" * 26,
        "t_1/7",
        "ValidationError: no version\n",
    ]


def test_what_is_tried_again_is_in_line(data: Path):
    outcome = pagepulse("quarantine", "retry", "--data", data)

    assert outcome == (0, "1 batches are tried again\n", "")
    with closing(Journal(data / JOURNAL_FILE, 10**9)) as journal:
        assert count_quarantine(journal) == 0


def test_nothing_is_deleted_that_is_not_named(data: Path):
    code, _, error = pagepulse("quarantine", "delete", "--data", data)
    outcomes = [
        (code, "--all" in error),
        pagepulse("quarantine", "delete", "--data", data, "999"),
        pagepulse("quarantine", "delete", "--data", data, "--all"),
    ]

    assert outcomes == [
        (2, True),
        (0, "0 batches are deleted\n", ""),
        (0, "1 batches are deleted\n", ""),
    ]


def test_a_folder_without_a_journal_is_named(tmp_path: Path):
    code, _, errors = pagepulse("quarantine", "list", "--data", tmp_path)

    assert (code, "holds no journal" in errors) == (1, True)
