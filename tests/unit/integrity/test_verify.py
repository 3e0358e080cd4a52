"""Damage is found wherever it is, and what is sound is called sound."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import update
from tests.unit.integrity.commands import pagepulse

from pagepulse.control import Control
from pagepulse.control.tables import audit_log
from pagepulse.integrity.checks import check_file
from pagepulse.warehouse.folder_lock import FolderLock

SMALL_BYTES = 20_000


def flip_a_bit(file: Path) -> None:
    """Change one bit of a file, as an old disk does."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0x10
    file.write_bytes(content)


def damage_the_warehouse(data: Path) -> None:
    # Small parts: for a large block the engine tries every bit, which takes minutes.
    parts = (data / "warehouse/store").glob("*/*/*/data.bin")
    small = [part for part in parts if part.stat().st_size < SMALL_BYTES]
    assert small
    for part in small:
        flip_a_bit(part)


def damage_the_control_database(data: Path) -> None:
    with sqlite3.connect(data / "control.db") as db:
        db.execute("pragma wal_checkpoint(truncate)")
    file = data / "control.db"
    content = bytearray(file.read_bytes())
    place = content.index(b"ada@example.com")
    # The head of the page that holds the row: its cells are no longer where they are said to be.
    page = place // 4096 * 4096
    content[page + 3 : page + 8] = b"\xff\xff\xff\xff\xff"
    file.write_bytes(content)


def change_the_audit_log(data: Path) -> None:
    control = Control.open("", data)
    with control.write() as connection:
        connection.execute(update(audit_log).values(actor="somebody else"))
    control.close()


def test_what_is_sound_is_called_sound(stored: Path):
    done = pagepulse(stored, "verify")

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == "Everything is as it was written."
    looked_at = {line[9:49].strip() for line in done.stdout.splitlines()[:-1]}
    assert {"control.db", "journal.db", "table recording_events"} <= looked_at


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (damage_the_warehouse, r"damaged  table \w+ .*\n         part \S+: .*Checksum"),
        (damage_the_control_database, r"damaged  control\.db"),
        (change_the_audit_log, r"damaged  audit log of prj_\w+"),
    ],
)
def test_damage_is_found_and_named(copy: Path, damage: Callable[[Path], None], found: str):
    damage(copy)

    done = pagepulse(copy, "verify")

    assert done.returncode == 1
    assert re.search(found, done.stdout), done.stdout
    assert "pagepulse restore" in done.stderr


def test_a_file_that_is_no_database_is_damaged(tmp_path: Path):
    file = tmp_path / "journal.db"
    file.write_bytes(b"no database at all" * 100)

    assert check_file(file).problems == ("file is not a database",)


def test_a_folder_in_use_is_left_alone(stored: Path):
    lock = FolderLock(stored / "warehouse")
    try:
        done = pagepulse(stored, "verify")
    finally:
        lock.release()

    assert done.returncode == 1
    assert "Another PagePulse has" in done.stderr


def test_the_doctor_looks_at_the_machine_and_says_what_to_do(stored: Path):
    stored.chmod(0o755)
    (stored / "damaged").mkdir()
    done = pagepulse(stored, "doctor", "--port=1", "--public-url=http://pulse.example.com")
    stored.chmod(0o700)
    (stored / "damaged").rmdir()

    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert f"! data folder: Others may read {stored}: chmod 700 {stored}" in lines
    aside = f"! damaged files: {stored / 'damaged'} holds what visitors did, for 30 days"
    assert any(line.startswith(aside) for line in lines)
    assert any(line.startswith("✗ public address: Logins and recordings travel") for line in lines)
    assert "✓ journal: 0 batches wait for the warehouse." in lines
    assert "✓ server: Not running at 127.0.0.1:1." in lines
