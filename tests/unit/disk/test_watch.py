"""A disk that fills up is seen in time, and one that has room again as well."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest

from pagepulse.disk.failures import is_disk_full
from pagepulse.disk.watch import FAILED_SECONDS, DiskWatch
from pagepulse.disk.watermarks import Marks, Space
from pagepulse.errors import StorageError

TOTAL = 100_000_000
RESERVE = 1_000_000


class Disk:
    """A disk whose free room is what it is told to be, less what the reserve takes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.used = 0

    def __call__(self, folder: Path) -> Space:
        files = sum(file.stat().st_size for file in folder.iterdir())
        return Space(TOTAL, TOTAL - self.used - files)


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    return Disk(tmp_path)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(tmp_path: Path, disk: Disk, clock: Clock) -> DiskWatch:
    return DiskWatch(tmp_path, Marks(), RESERVE, disk, clock)


def test_with_room_the_reserve_is_held_and_everything_may_be_stored(watch: DiskWatch):
    watch.check()

    assert (watch.state, watch.reserve_bytes) == ("ok", RESERVE)


def test_a_full_disk_refuses_and_gives_the_reserve_away(watch: DiskWatch, disk: Disk):
    disk.used = int(TOTAL * 0.975)
    watch.look()

    with pytest.raises(StorageError) as refused:
        watch.check()
    assert (refused.value.code, refused.value.facts) == ("disk_full", {"retryAfterSeconds": 30})
    assert watch.reserve_bytes == 0


def test_what_the_reserve_gave_away_is_no_room_for_batches(watch: DiskWatch, disk: Disk):
    """Otherwise ingest would go on at once and eat what was meant for deleting."""
    disk.used = TOTAL - RESERVE
    watch.look()
    watch.look()

    assert watch.state == "full"
    assert disk(disk.folder).free_bytes == RESERVE


def test_what_waits_is_stored_on_a_full_disk_only_where_that_takes_nothing_of_the_reserve(
    tmp_path: Path,
):
    large = 10_000_000_000
    spacious = DiskWatch(tmp_path, Marks(), RESERVE, lambda _: Space(large, large // 50))
    tiny = DiskWatch(tmp_path, Marks(), RESERVE, lambda _: Space(TOTAL, RESERVE))

    assert (spacious.state, spacious.may_drain()) == ("full", True)
    assert (tiny.state, tiny.may_drain()) == ("full", False)


def test_it_resumes_by_itself_and_holds_the_reserve_again(watch: DiskWatch, disk: Disk):
    disk.used = int(TOTAL * 0.98)
    watch.look()
    disk.used = int(TOTAL * 0.5)
    watch.look()

    watch.check()
    assert (watch.state, watch.reserve_bytes) == ("ok", RESERVE)


def test_a_storage_that_met_a_full_disk_stops_everybody_for_some_seconds(
    watch: DiskWatch, clock: Clock
):
    """A quota of the user, or of the file, shows in no figure of the disk."""
    watch.note_failure(OSError(errno.EDQUOT, "Disk quota exceeded"))
    with pytest.raises(StorageError):
        watch.check()
    given = watch.reserve_bytes
    clock.now += FAILED_SECONDS
    watch.look()

    watch.check()
    assert (given, watch.reserve_bytes) == (0, RESERVE)


def test_other_failures_are_other_matters(watch: DiskWatch):
    watch.note_failure(OSError(errno.EACCES, "Permission denied"))

    watch.check()


def test_a_disk_without_room_for_the_reserve_is_used_without_it(tmp_path: Path, disk: Disk):
    # A hole of this size fits on no disk that there is.
    watch = DiskWatch(tmp_path, Marks(), 2**62, disk)

    assert watch.reserve_bytes == 0


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_every_word_of_the_system_for_a_full_disk_is_one_state(number: int):
    assert is_disk_full(OSError(number, "no"))


def test_what_sqlite_says_of_a_full_disk_is_that_state(tmp_path: Path):
    connection = sqlite3.connect(tmp_path / "a.db")
    connection.execute("pragma page_size = 512")
    connection.execute("create table t (x)")
    connection.execute("pragma max_page_count = 3")
    with pytest.raises(sqlite3.OperationalError) as full:
        connection.execute("insert into t values (zeroblob(100000))")
    connection.close()

    assert is_disk_full(full.value)


def test_the_cause_behind_a_failure_counts_and_other_words_do_not():
    failure = StorageError("journal_failed", "…")
    failure.__cause__ = OSError(errno.ENOSPC, "No space left on device")

    assert is_disk_full(failure)
    assert is_disk_full(StorageError("x", "Code: 243. DB::Exception: Cannot reserve 1.00 MiB"))
    assert not is_disk_full(StorageError("x", "Code: 60. DB::Exception: Unknown table"))
    assert not is_disk_full(sqlite3.OperationalError("database is locked"))
