"""What a repair set aside goes with what is erased, and with its days: visitors are in it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tests.unit.privacy.conftest import DAMAGED_DAYS, DAY, NOW, CrashError, World
from tests.unit.privacy.test_erasing import ANNA, visit

from pagepulse.clock import now_ms
from pagepulse.disk.damaged import MOMENT
from pagepulse.integrity.set_aside import SetAside
from pagepulse.privacy.models import RedactionRule, Subject
from pagepulse.privacy.retention import Retention
from pagepulse.questions.dates import EPOCH


def set_aside(world: World, at_ms: int = NOW) -> Path:
    """Set two files aside as a repair does at a moment, and return the folder."""
    moment = (EPOCH + timedelta(milliseconds=at_ms)).strftime(MOMENT)
    aside = SetAside(world.folder, moment)
    damaged = world.folder / "all_1_1_0"
    damaged.mkdir(exist_ok=True)
    for name in ("data.bin", "count.txt"):
        (damaged / name).write_text("what a visitor did")
    aside.keep(damaged, "recording_events")
    return aside.folder


def damaged_files_of(world: World, request_id: str) -> int:
    receipt = world.read(request_id).receipt
    assert receipt is not None
    return {row.table: row.rows for row in receipt.rows}.get("damaged files", 0)


def test_an_erasure_takes_it_along_and_says_so(world: World):
    visit(world, "a", ANNA)
    set_aside(world)
    world.now = NOW + DAY

    asked = world.ask(Subject(kind="visitor", value=ANNA))
    world.work(asked)

    assert not (world.folder / "damaged").exists()
    assert damaged_files_of(world, asked) == 2


def test_a_redaction_takes_it_along(world: World):
    set_aside(world)

    asked = world.ask(RedactionRule(kind="text", text="anna"))
    world.work(asked, until="counted")
    assert (world.folder / "damaged").exists()
    world.confirm(asked)
    world.work(asked)

    assert not (world.folder / "damaged").exists()
    assert damaged_files_of(world, asked) == 2


def test_a_crash_before_it_is_gone_counts_it_once(world: World):
    visit(world, "a", ANNA)
    set_aside(world)
    world.now = NOW + DAY
    asked = world.ask(Subject(kind="visitor", value=ANNA))

    # When the files' turn comes, and when they are counted and not yet deleted.
    for _ in range(2):
        world.crash_at = "saved-files"
        with pytest.raises(CrashError):
            world.work(asked)
    assert (world.folder / "damaged").exists()
    world.work(asked)

    assert not (world.folder / "damaged").exists()
    assert damaged_files_of(world, asked) == 2


def test_it_is_kept_for_its_days(world: World):
    older, younger = set_aside(world), set_aside(world, NOW + 2 * DAY)

    world.now = NOW + (DAMAGED_DAYS - 1) * DAY
    Retention(world.stores).enforce()
    assert (older.exists(), younger.exists()) == (True, True)
    world.now += 2 * DAY
    Retention(world.stores).enforce()

    assert (older.exists(), younger.exists()) == (False, True)


def test_a_folder_with_another_name_goes_by_its_age(world: World):
    other = set_aside(world).rename(world.folder / "damaged" / "mine")
    world.now = now_ms() + (DAMAGED_DAYS - 1) * DAY
    Retention(world.stores).enforce()
    assert other.exists()

    world.now += 2 * DAY
    Retention(world.stores).enforce()

    assert not other.exists()
