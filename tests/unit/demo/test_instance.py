"""An empty data folder becomes a demo once, and stays the same demo."""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from pagepulse.accounts import users
from pagepulse.accounts.first_run import create_first_owner
from pagepulse.accounts.passwords import hash_password
from pagepulse.control import Control
from pagepulse.demo.instance import (
    EMAIL,
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
from pagepulse.projects.models import NewProject, Project, ProjectSettings
from pagepulse.projects.store import create_project, read_project

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


def test_the_project_is_made_once_and_opens_to_the_address_of_the_site(
    control: Control, tmp_path: Path
) -> None:
    state = read_state(tmp_path)
    first = prepare_project(control, tmp_path, state, ["http://localhost:1111"])

    again = prepare_project(control, tmp_path, state, ["http://localhost:2222"])

    assert again.project_id == first.project_id
    assert again.settings.allowed_origins == ["http://localhost:1111", "http://localhost:2222"]


def own_project(control: Control, name: str) -> Project:
    """Make another project of the demo's login, as the dashboard does."""
    new = NewProject(name=name, settings=ProjectSettings(allowed_origins=["https://mine.test"]))
    with control.write() as connection:
        owner = users.find_user(connection, EMAIL)
        assert owner is not None
        made = create_project(connection, new)
        users.add_member(connection, made.project_id, owner.user_id, users.OWNER)
        return made


def test_other_projects_of_the_same_login_are_left_alone(control: Control, tmp_path: Path) -> None:
    demo = demo_project(control, tmp_path, read_state(tmp_path))
    # Ids are random: among several, some sort before the demo's.
    mine = [own_project(control, f"Mine {number}") for number in range(6)]

    after_restart = demo_project(control, tmp_path, read_state(tmp_path))

    with control.read() as connection:
        assert [read_project(connection, one.project_id) for one in mine] == mine
    assert after_restart == demo


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
