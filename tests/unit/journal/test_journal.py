"""What the journal promises about acknowledged batches."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from pagepulse.errors import StorageError
from pagepulse.journal import Entry, Journal
from pagepulse.journal import journal as journal_module
from pagepulse.journal.ranges import open_range, read_range

BATCH = Entry(
    project_id="prj_1",
    session_id="a" * 26,
    tab_id="t_1",
    seq=0,
    received_at=1_760_000_000_000,
    origin="tracker",
    encoding="gzip",
    body=b"\x1f\x8b of any kind",
    raw_bytes=100,
    event_count=2,
    user_agent="Firefox",
)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal(tmp_path / "journal.db", max_bytes=10**9)
    yield opened
    opened.close()


def stored(journal: Journal) -> list[Entry]:
    with closing(journal.connect()) as connection:
        span = open_range(connection)
        return [] if span is None else [one.entry for one in read_range(connection, span)]


async def test_an_appended_batch_is_kept_as_it_came(journal: Journal) -> None:
    await journal.append(BATCH)

    assert stored(journal) == [BATCH]


async def test_a_batch_that_is_sent_again_is_acknowledged_and_kept_once(journal: Journal) -> None:
    await journal.append(BATCH)
    await journal.append(replace(BATCH, body=b"another body of the same place"))

    assert stored(journal) == [BATCH]
    assert (journal.appended.stored, journal.appended.duplicate) == (1, 1)


async def test_batches_that_arrive_together_share_a_transaction_and_keep_their_order(
    journal: Journal,
) -> None:
    batches = [replace(BATCH, seq=seq) for seq in range(1_000)]

    await asyncio.gather(*(journal.append(batch) for batch in batches))

    assert stored(journal) == batches


async def test_the_same_place_in_another_project_session_or_tab_is_another_batch(
    journal: Journal,
) -> None:
    batches = [
        BATCH,
        replace(BATCH, project_id="prj_2"),
        replace(BATCH, session_id="b" * 26),
        replace(BATCH, tab_id="t_2"),
    ]

    for batch in batches:
        await journal.append(batch)

    assert stored(journal) == batches


def test_another_process_appends_while_this_one_has_the_journal_open(journal: Journal) -> None:
    script = (
        "import sys; from pathlib import Path; from pagepulse.journal import Entry, Journal\n"
        "journal = Journal(Path(sys.argv[1]), 10**9)\n"
        "journal.append_now([Entry('prj_1', 's', 't', 1, 1, 'import', 'identity', b'{}', 2, 0)])\n"
        "journal.close()\n"
    )

    subprocess.run([sys.executable, "-c", script, str(journal.path)], check=True)

    assert [entry.origin for entry in stored(journal)] == ["import"]


async def test_a_full_journal_refuses_and_says_when_to_come_back(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db", max_bytes=1)

    with pytest.raises(StorageError) as refusal:
        await journal.append(BATCH)

    journal.close()
    assert refusal.value.code == "journal_full"
    assert refusal.value.facts["retryAfterSeconds"] == journal_module.RETRY_FULL_SECONDS
    assert stored(journal) == []


async def test_more_than_fits_in_memory_is_refused_at_once(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One project may take half of it.
    monkeypatch.setattr(journal_module, "MAX_WAITING_BYTES", 2 * len(BATCH.body))

    outcomes = await asyncio.gather(
        *(journal.append(replace(BATCH, seq=seq)) for seq in range(3)), return_exceptions=True
    )

    refused = [outcome for outcome in outcomes if isinstance(outcome, StorageError)]
    assert [failure.code for failure in refused] == ["journal_busy", "journal_busy"]
    assert [entry.seq for entry in stored(journal)] == [0]


@contextmanager
def full_disk(journal: Journal) -> Iterator[None]:
    """Let every write beyond the present size of the journal's files fail."""
    size = max(file.stat().st_size for file in journal.path.parent.iterdir())
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


async def test_a_full_disk_acknowledges_nothing_and_recovers_without_a_restart(
    journal: Journal,
) -> None:
    large = replace(BATCH, seq=1, body=b"x" * 1_000_000)
    await journal.append(BATCH)

    with full_disk(journal), pytest.raises(StorageError):
        await journal.append(large)
    was_failed = journal.failed
    await journal.append(large)

    assert was_failed
    assert not journal.failed
    assert stored(journal) == [BATCH, large]


async def test_after_a_failed_write_nothing_is_appended_before_the_file_is_sound(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    await journal.append(BATCH)
    with full_disk(journal), pytest.raises(StorageError):
        await journal.append(replace(BATCH, seq=1, body=b"x" * 1_000_000))

    def still_broken(_connection: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(journal_module, "make_sound", still_broken)

    with pytest.raises(StorageError):
        await journal.append(replace(BATCH, seq=2))
    assert stored(journal) == [BATCH]


async def test_a_sender_that_hangs_up_does_not_disturb_the_others(journal: Journal) -> None:
    gone = asyncio.create_task(journal.append(BATCH))
    await asyncio.sleep(0)
    gone.cancel()

    await journal.append(replace(BATCH, seq=1))

    assert [entry.seq for entry in stored(journal)] == [0, 1]


def test_a_new_folder_is_on_disk_before_anything_in_it_is_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    really = os.fsync

    def noting(descriptor: int) -> None:
        synced.append(os.fstat(descriptor).st_ino)
        really(descriptor)

    monkeypatch.setattr(os, "fsync", noting)

    Journal(tmp_path / "new" / "journal.db", max_bytes=10**9).close()

    assert tmp_path.stat().st_ino in synced


async def test_a_disk_that_failed_is_tried_again_without_a_batch(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "PULSE_SECONDS", 0.01)
    with full_disk(journal), pytest.raises(StorageError):
        await journal.append(replace(BATCH, seq=1, body=b"x" * 1_000_000))
    assert journal.failed

    async with asyncio.timeout(30):
        while journal.failed:  # noqa: ASYNC110 - a thread has no event to wait for
            await asyncio.sleep(0.01)

    assert stored(journal) == []


def test_only_the_owner_may_read_the_file(journal: Journal) -> None:
    assert journal.path.stat().st_mode & 0o077 == 0
