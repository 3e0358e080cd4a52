"""After the power went at any moment, the journal opens and has every acknowledged batch.

`PAGEPULSE_TEST_DISKS=100000` sets the number of made-up disks, `PAGEPULSE_TEST_SEED=…` repeats, and
`PAGEPULSE_TEST_WRITE=1` puts the figures into `docs/reliability.md`.
"""

from __future__ import annotations

import asyncio
import os
import random
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from tests.chaos.numbers import Rows, write_rows
from tests.chaos.power_loss import Disk, Recorder
from tests.chaos.sqlite_files import WatchedFiles

from pagepulse.journal import Entry, Journal, database, ranges
from pagepulse.journal import journal as journal_module
from pagepulse.journal.database import connect
from pagepulse.journal.ranges import complete_range, open_range, read_range

pytestmark = pytest.mark.chaos

DISKS = int(os.environ.get("PAGEPULSE_TEST_DISKS", "400"))
SEED = int(os.environ.get("PAGEPULSE_TEST_SEED", "0")) or random.SystemRandom().randrange(1, 2**31)
ROUNDS = 10
TOGETHER = 7
BATCH = Entry("prj_1", "a" * 26, "t_1", 0, 1_760_000_000_000, "tracker", "identity", b"", 9, 1)


@dataclass
class Workload:
    """What was written, and which batches were acknowledged or given up after which operation."""

    recorder: Recorder
    # (number of operations so far, seq)
    acknowledged: list[tuple[int, int]] = field(default_factory=list)
    forgotten: list[tuple[int, int]] = field(default_factory=list)
    bodies: dict[int, bytes] = field(default_factory=dict)

    def must_hold(self, operations: int) -> dict[int, bytes]:
        """Return the batches that have to be there after so many operations."""
        acknowledged = {seq for after, seq in self.acknowledged if after <= operations}
        forgotten = {seq for after, seq in self.forgotten if after < operations}
        return {seq: self.bodies[seq] for seq in acknowledged - forgotten}


async def work(folder: Path, chance: random.Random) -> Workload:
    """Append in groups, project, free space, close and open again; return what was written."""
    done = Workload(Recorder(folder))
    watched = WatchedFiles(done.recorder)
    try:
        for begin in range(2):
            journal = Journal(folder / "journal.db", 10**9)
            for number in range(ROUNDS):
                first = (begin * ROUNDS + number) * TOGETHER
                await append(journal, done, range(first, first + TOGETHER), chance)
                if number % 4 == 3:
                    project(journal, done)
            journal.close()
    finally:
        watched.remove()
    return done


async def append(journal: Journal, done: Workload, seqs: range, chance: random.Random) -> None:
    async def one(seq: int) -> None:
        done.bodies[seq] = chance.randbytes(chance.choice((10, 900, 9_000)))
        await journal.append(replace(BATCH, seq=seq, body=done.bodies[seq]))
        done.acknowledged.append((len(done.recorder.operations), seq))

    await asyncio.gather(*map(one, seqs))


def project(journal: Journal, done: Workload) -> None:
    with closing(journal.connect()) as connection:
        span = open_range(connection)
        assert span is not None
        # From here on it is in the warehouse.
        for stored in read_range(connection, span):
            done.forgotten.append((len(done.recorder.operations), stored.entry.seq))
        complete_range(connection, span)


def held(image: dict[str, bytes], folder: Path) -> tuple[dict[int, bytes], bool]:
    """Open a disk as the server would; return its batches, and whether the ledger fits."""
    for name, content in image.items():
        (folder / name).write_bytes(content)
    try:
        with closing(connect(folder / "journal.db")) as connection:
            batches = dict(connection.execute("select seq, body from entries").fetchall())
            (stored,) = connection.execute("select total(batches) from ledger").fetchone()
            (ever,) = connection.execute(
                "select total(seq) from sqlite_sequence where name = 'entries'"
            ).fetchone()
    finally:
        for file in folder.iterdir():
            file.unlink()
    return batches, stored == ever


@dataclass
class Losses:
    """What went wrong on made-up disks."""

    disks: int = 0
    lost: int = 0
    unreadable: int = 0
    miscounted: int = 0


def examine(done: Workload, folder: Path, chance: random.Random, disks: int) -> Losses:
    """Make up disks for moments all over the work and open each."""
    found, disk = Losses(), Disk()
    moments = len(done.recorder.operations)
    each = max(1, disks // moments)
    chosen = range(moments) if disks >= moments else sorted(chance.sample(range(moments), disks))
    at = iter(chosen)
    following = next(at, None)
    for number, operation in enumerate(done.recorder.operations):
        disk.apply(operation)
        if number != following:
            continue
        following = next(at, None)
        images = [disk.by_chance(chance) for _ in range(each)]
        # The two extremes as well, in turns.
        images[0] = disk.bare() if number % 2 else disk.after_a_kill()
        for image in images:
            check(done.must_hold(number + 1), image, folder, found)
    return found


def check(expected: dict[int, bytes], image: dict[str, bytes], folder: Path, found: Losses) -> None:
    found.disks += 1
    try:
        batches, fits = held(image, folder)
    except sqlite3.Error:
        found.unreadable += 1
        return
    found.lost += any(batches.get(seq) != body for seq, body in expected.items())
    found.miscounted += not fits


@pytest.fixture
def busy_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is rare in real life happen all the time: checkpoints, and space given back."""
    monkeypatch.setattr(database, "CHECKPOINT_PAGES", 12)
    monkeypatch.setattr(ranges, "KEPT_FREE_BYTES", 0)
    monkeypatch.setattr(journal_module, "PULSE_SECONDS", 60)


async def lose_power(tmp_path: Path, disks: int) -> Losses:
    print(f"seed {SEED}, {disks} disks")  # noqa: T201 - pytest shows it when the test fails
    chance = random.Random(SEED)
    written, scratch = tmp_path / "written", tmp_path / "scratch"
    written.mkdir()
    scratch.mkdir()
    done = await work(written, chance)
    return examine(done, scratch, chance, disks)


def rows_of_losses(losses: Losses) -> Rows:
    return [
        ("disks made up and opened", f"{losses.disks:,}"),
        ("of them without a batch that was acknowledged", f"{losses.lost:,}"),
        ("of them that could not be opened", f"{losses.unreadable:,}"),
        ("of them with a ledger that does not add up", f"{losses.miscounted:,}"),
    ]


@pytest.mark.usefixtures("busy_files")
async def test_no_acknowledged_batch_is_lost_wherever_the_power_goes(tmp_path: Path):
    losses = await lose_power(tmp_path, DISKS)

    if os.environ.get("PAGEPULSE_TEST_WRITE"):
        write_rows("power", rows_of_losses(losses))
    assert losses.disks >= min(DISKS, 100)
    assert losses == Losses(disks=losses.disks)


@pytest.mark.usefixtures("busy_files")
async def test_without_fsync_the_same_disks_show_the_loss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def careless(path: Path, schema: Path = database.JOURNAL_SCHEMA) -> sqlite3.Connection:
        connection = connect(path, schema)
        connection.execute("pragma synchronous = off")
        return connection

    monkeypatch.setattr(journal_module, "connect", careless)

    losses = await lose_power(tmp_path, 200)

    assert losses.lost + losses.unreadable > 0
