"""A disk flips bits: what can be put right is, what is intact is kept, what is gone is told."""

from __future__ import annotations

import json
import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.unit.integrity.commands import pagepulse

from pagepulse.integrity.bounded_engine import BoundedEngine
from pagepulse.journal import Entry, Journal
from pagepulse.journal.counts import totals
from pagepulse.warehouse.folder_lock import FolderLock

SEEDS = range(int(os.environ.get("PAGEPULSE_TEST_FLIPS", "3")))
FILES_OF_A_SEED = 3
# In a larger block the engine looks for the flipped bit for seconds; that has a test of its own.
QUICK_BYTES = 20_000
# What the engine reads of these is never an answer.
UNREAD = {"metadata_version.txt", "default_compression_codec.txt"}
# Of these the right bit is looked for by trying, in seconds.
TEXTS = {"columns.txt", "columns_substreams.txt", "serialization.json"}
Answers = dict[str, tuple[int, int]]


def files_of_parts(data: Path) -> list[Path]:
    files = (data / "warehouse/store").glob("*/*/*_*_*_*/*")
    return sorted(file for file in files if file.stat().st_size and file.name not in UNREAD)


def flip(file: Path, place: int, bits: int = 0x10) -> None:
    content = bytearray(file.read_bytes())
    content[place] ^= bits
    file.write_bytes(content)


def answers(data: Path) -> Answers:
    """Return by table how many rows it has, and a hash of them all."""
    with BoundedEngine(data / "warehouse") as engine:
        names = [row["name"] for row in engine.rows("show tables")]
        found = {
            name: engine.rows(f"select count() as n, sum(cityHash64(*)) as h from {name}")[0]
            for name in names
        }
    return {name: (int(row["n"]), int(row["h"])) for name, row in found.items()}


def repaired(data: Path, *options: str) -> tuple[int, dict[str, Any]]:
    done = pagepulse(data, "repair", "--apply", "--json", *options)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def kept_copies(data: Path) -> list[str]:
    return sorted(path.name for path in (data / "damaged").glob("*/*/*"))


@pytest.fixture(scope="module")
def before(stored: Path) -> Answers:
    """Return what the sound folder answers."""
    return answers(stored)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_flipped_bit_in_any_file_of_a_part_is_found_and_put_right(
    copy: Path, before: Answers, seed: int
):
    chance = random.Random(seed)
    files = [file for file in files_of_parts(copy) if file.name not in TEXTS]
    # Nor a count of less than ten rows: with a 0 there the engine takes a part for an empty one.
    small = [file for file in files if size_of(file) < QUICK_BYTES]
    by_part = {file.parent: file for file in chance.sample(small, len(small))}
    flipped = chance.sample(sorted(by_part.values()), FILES_OF_A_SEED)
    for file in flipped:
        flip(file, chance.randrange(size_of(file)), 1 << chance.randrange(8))

    found = pagepulse(copy, "repair", "--json")
    code, report = repaired(copy)

    assert (found.returncode, len(json.loads(found.stdout)["found"])) == (3, len(flipped)), flipped
    after = answers(copy)
    # The head of a block says where the next one begins; of a bit there nobody can say which it is.
    lost = {one["what"].split(",")[0]: one["lost"] for one in report["found"] if one["lost"]}
    assert code == (4 if lost else 0), (flipped, report)
    for table, sound in before.items():
        rows = lost.get(f"table {table}", 0)
        assert after[table] == sound if not rows else after[table][0] <= sound[0] - rows, table
    assert len(kept_copies(copy)) == len(flipped)


@pytest.mark.parametrize("name", ["partition.dat", "columns.txt", "checksums.txt"])
def test_a_part_that_the_engine_left_out_comes_back(copy: Path, before: Answers, name: str):
    damaged = min((file for file in files_of_parts(copy) if file.name == name), key=size_of)
    flip(damaged, 3, 1)

    assert answers(copy) != before
    assert repaired(copy)[0] == 0
    assert answers(copy) == before


def test_what_no_bit_explains_costs_one_granule_and_is_told(copy: Path):
    with BoundedEngine(copy / "warehouse") as engine:
        engine.run(
            "insert into page_views (project_id, page_view_id, session_id, at) "
            "select 'prj_1', toString(number), toString(intDiv(number, 100)), "
            "toDateTime64('2026-11-01', 3, 'UTC') + number from numbers(40000) "
            "settings max_insert_block_size = 40000"
        )
    file = max((copy / "warehouse/store").glob("*/*/202611_*/data.bin"), key=size_of)
    for place in range(file.stat().st_size // 2, file.stat().st_size // 2 + 40):
        flip(file, place, 0xFF)

    code, report = repaired(copy)

    (one,) = report["found"]
    assert (code, one["state"], one["kept"] + one["lost"]) == (4, "rescued", 40_000)
    assert 0 < one["lost"] <= 8192
    assert 0 < len(report["incompleteSessions"]) <= 8192 / 100 + 2
    assert answers(copy)["page_views"][0] - one["kept"] in range(20)
    assert pagepulse(copy, "repair").returncode == 0


def size_of(file: Path) -> int:
    return file.stat().st_size


def test_a_block_that_takes_too_long_is_given_up_and_the_sums_stay_true(copy: Path):
    payload = max((copy / "warehouse/store").glob("*/*/*/payload.bin"), key=size_of)
    for place in range(1000, 1040):
        flip(payload, place, 0xFF)

    code, report = repaired(copy, "--patience=1")

    assert (code, report["lostBatches"]) == (4, 1)
    assert ledger(copy) == {"stored": 1, "lost": 1}
    assert answers(copy)["batches"][0] == 1
    assert pagepulse(copy, "verify").returncode == 0


def ledger(data: Path) -> dict[str, int]:
    with closing(sqlite3.connect(data / "journal.db")) as journal:
        return {outcome: batches for (_, outcome), batches in totals(journal).items()}


def test_nothing_is_changed_without_being_told_to(copy: Path):
    flip(next(iter(files_of_parts(copy))), 5)
    flipped = {file: file.read_bytes() for file in files_of_parts(copy)}

    done = pagepulse(copy, "repair")

    assert done.returncode == 3
    assert "Nothing was changed. Repair it: pagepulse repair --apply" in done.stdout
    assert not (copy / "damaged").exists()
    assert {file.read_bytes() for file in flipped if file.exists()} <= set(flipped.values())


def test_a_folder_in_use_is_left_alone(stored: Path):
    lock = FolderLock(stored / "warehouse")
    try:
        done = pagepulse(stored, "repair", "--apply")
    finally:
        lock.release()

    assert done.returncode == 1
    assert "Another PagePulse has" in done.stderr


def test_what_is_sound_is_left_as_it_is(copy: Path, before: Answers):
    done = pagepulse(copy, "repair", "--apply")

    assert (done.returncode, done.stdout) == (0, "Nothing is damaged.\n")
    assert answers(copy) == before
    assert not (copy / "damaged").exists()


def test_a_damaged_journal_keeps_every_batch_that_can_be_read_and_counts_the_others(copy: Path):
    chance = random.Random(1)
    bodies = {seq: chance.randbytes(3000) for seq in range(200)}
    with closing(Journal(copy / "journal.db", 10**9)) as journal:
        journal.append_now([entry(seq, body) for seq, body in bodies.items()])
    before = ledger(copy)
    damage_a_page_with(copy / "journal.db", bodies[70])
    damage_a_page_with(copy / "journal.db", bodies[130])

    code, report = repaired(copy)

    with closing(sqlite3.connect(copy / "journal.db")) as db:
        left = dict(db.execute("select seq, body from entries").fetchall())
    lost = bodies.keys() - left.keys()
    assert (code, report["found"][0]["what"]) == (4, "journal.db")
    assert left == {seq: body for seq, body in bodies.items() if seq not in lost}
    assert {70, 130} <= lost <= {*range(65, 76), *range(125, 136)}
    assert report["found"][0]["lost"] == len(lost)
    assert ledger(copy) == {"stored": before["stored"] - len(lost), "lost": len(lost)}


def damage_a_page_with(file: Path, body: bytes) -> None:
    """Overwrite the head of the page of SQLite that holds a body."""
    with closing(sqlite3.connect(file)) as db:
        db.execute("pragma wal_checkpoint(truncate)")
        (page_bytes,) = db.execute("pragma page_size").fetchone()
    content = bytearray(file.read_bytes())
    page = content.index(body[:100]) // page_bytes * page_bytes
    content[page : page + 12] = bytes([0xFF] * 12)
    file.write_bytes(content)


def entry(seq: int, body: bytes) -> Entry:
    at = 1_790_000_000_000
    return Entry("prj_w", "s" * 26, "t_1", seq, at, "tracker", "gzip", body, len(body), 1)


def test_a_damaged_control_database_keeps_its_people(copy: Path):
    file = copy / "control.db"
    with closing(sqlite3.connect(file)) as db:
        db.execute("pragma wal_checkpoint(truncate)")
        (page,) = db.execute("select rootpage from sqlite_master where name='audit_log'").fetchone()
        users = db.execute("select * from users").fetchall()
    flip(file, (page - 1) * 4096, 0xFF)

    code, report = repaired(copy)

    with closing(sqlite3.connect(file)) as db:
        assert db.execute("select * from users").fetchall() == users
    assert (code, [one["what"] for one in report["found"]]) == (4, ["control.db"])
    assert [kept for kept in kept_copies(copy) if not kept.endswith(("-wal", "-shm"))] == [
        "control.db"
    ]


def test_a_file_of_which_nothing_can_be_read_is_not_replaced_by_an_empty_one(copy: Path):
    (copy / "control.db").write_bytes(b"no database at all" * 100)

    code, report = repaired(copy)

    assert (code, report["found"][0]["state"]) == (4, "unreadable")
    assert (copy / "control.db").read_bytes() == b"no database at all" * 100
