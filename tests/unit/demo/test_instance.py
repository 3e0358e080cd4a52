"""An empty data folder becomes a demo once, and stays the same demo."""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from pagepulse.accounts.first_run import create_first_owner
from pagepulse.accounts.passwords import hash_password
from pagepulse.control import Control
from pagepulse.demo.instance import (
    STATE_FILE,
    DemoState,
    prepare_project,
    read_state,
    seed,
    write_state,
)
from pagepulse.demo.week import DAY_MS, align
from pagepulse.errors import ConflictError
from pagepulse.journal import Journal
from pagepulse.projects.models import NewProject, Project

NOW = 1_790_000_123_456
SITE = "http://localhost:8203"
JOURNAL_BYTES = 1_000_000_000


@pytest.fixture
def control(tmp_path: Path) -> Iterator[Control]:
    with contextlib.closing(Control.open("", tmp_path)) as opened:
        yield opened


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with contextlib.closing(Journal(tmp_path / "journal.db", JOURNAL_BYTES)) as opened:
        yield opened


def stored_sessions(journal: Journal) -> int:
    with contextlib.closing(journal.connect()) as connection:
        (count,) = connection.execute(
            "select count(distinct session_id) from entries where origin = 'demo'"
        ).fetchone()
    return int(count)


def demo_project(control: Control, data: Path, state: DemoState) -> Project:
    return prepare_project(control, data, state, [SITE])


def test_the_login_stays_the_same_over_restarts(control: Control, tmp_path: Path) -> None:
    first = read_state(tmp_path)
    demo_project(control, tmp_path, first)

    assert read_state(tmp_path) == first
    assert len(first.password) >= 12


def test_each_demo_has_a_password_of_its_own(tmp_path: Path) -> None:
    assert read_state(tmp_path / "a").password != read_state(tmp_path / "b").password


def test_nobody_else_on_the_machine_can_read_the_login(tmp_path: Path) -> None:
    write_state(tmp_path, read_state(tmp_path))

    assert stat.S_IMODE((tmp_path / STATE_FILE).stat().st_mode) == 0o600


def test_the_project_is_made_once_and_follows_the_address_of_the_site(
    control: Control, tmp_path: Path
) -> None:
    state = read_state(tmp_path)
    first = prepare_project(control, tmp_path, state, ["http://localhost:1111"])

    again = prepare_project(control, tmp_path, state, ["http://localhost:2222"])

    assert (again.project_id, again.project_key) == (first.project_id, first.project_key)
    assert again.settings.allowed_origins == ["http://localhost:2222"]


def test_a_data_folder_of_somebody_else_is_left_alone(control: Control, tmp_path: Path) -> None:
    with control.write() as connection:
        password = hash_password("somebody-else-1")
        create_first_owner(connection, "me@example.org", password, NewProject(name="Mine"))

    with pytest.raises(ConflictError, match="Choose another one with --data"):
        demo_project(control, tmp_path, read_state(tmp_path))

    assert not (tmp_path / STATE_FILE).exists()


def test_a_start_shortly_after_the_first_adds_nothing(
    control: Control, journal: Journal, tmp_path: Path
) -> None:
    state = read_state(tmp_path)
    project = demo_project(control, tmp_path, state)
    made = seed(journal, project, SITE, state, NOW)

    assert seed(journal, project, SITE, state, NOW + DAY_MS // 2) == 0
    assert stored_sessions(journal) == made
    assert state.seeded_until == align(NOW)


def test_a_crash_before_the_week_was_noted_stores_nothing_twice(
    control: Control, journal: Journal, tmp_path: Path
) -> None:
    state = read_state(tmp_path)
    project = demo_project(control, tmp_path, state)
    made = seed(journal, project, SITE, state, NOW)

    forgotten = read_state(tmp_path)
    seed(journal, project, SITE, forgotten, NOW + 60 * 60 * 1000)

    assert stored_sessions(journal) == made


def test_a_start_days_later_adds_the_days_between(
    control: Control, journal: Journal, tmp_path: Path
) -> None:
    state = read_state(tmp_path)
    project = demo_project(control, tmp_path, state)
    made = seed(journal, project, SITE, state, NOW)
    write_state(tmp_path, state)

    added = seed(journal, project, SITE, read_state(tmp_path), NOW + 2 * DAY_MS)

    assert 40 < added < made / 2
    assert stored_sessions(journal) == made + added
