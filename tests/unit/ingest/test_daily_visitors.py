"""A visitor without storage is one visitor for a day, and nobody can tell which afterwards."""

from __future__ import annotations

from pathlib import Path

from pagepulse.ingest.daily_visitors import SALT_FILE, DailyVisitors

NOON = 1_760_011_200_000
DAY_MS = 24 * 3600 * 1000
AGENT = "Mozilla/5.0 (X11; Linux x86_64)"


def session(name: str, project: str = "prj_1") -> tuple[str, str]:
    return project, name


class Clock:
    """A clock that stands."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> int:
        return self.at


def test_the_same_browser_is_one_visitor_today_also_after_a_restart(tmp_path: Path) -> None:
    before = DailyVisitors(tmp_path, Clock()).id_of(session("a"), "192.0.2.7", AGENT)
    after = DailyVisitors(tmp_path, Clock()).id_of(session("b"), "192.0.2.7", AGENT)

    assert before == after


def test_days_projects_addresses_and_browsers_are_different_visitors(tmp_path: Path) -> None:
    clock = Clock()
    visitors = DailyVisitors(tmp_path, clock)
    ids = [
        visitors.id_of(session("a"), "192.0.2.7", AGENT),
        visitors.id_of(session("a", "prj_2"), "192.0.2.7", AGENT),
        visitors.id_of(session("b"), "192.0.2.8", AGENT),
        visitors.id_of(session("c"), "192.0.2.7", "another"),
        # The same letters, parted elsewhere.
        visitors.id_of(session("d"), f"192.0.2.7{AGENT}", ""),
    ]
    clock.at += DAY_MS
    ids.append(visitors.id_of(session("e"), "192.0.2.7", AGENT))

    assert len(set(ids)) == len(ids)


def test_a_session_over_midnight_does_not_tie_two_days_together(tmp_path: Path) -> None:
    clock = Clock()
    visitors = DailyVisitors(tmp_path, clock)
    before = visitors.id_of(session("a"), "192.0.2.7", AGENT)
    clock.at += DAY_MS

    assert visitors.id_of(session("a"), "192.0.2.7", AGENT) == before
    assert visitors.id_of(session("b"), "192.0.2.7", AGENT) != before


def test_the_salt_of_yesterday_is_overwritten_where_it_lay(tmp_path: Path) -> None:
    clock = Clock()
    visitors = DailyVisitors(tmp_path, clock)
    visitors.id_of(session("a"), "192.0.2.7", AGENT)
    file = tmp_path / SALT_FILE
    node, salt = file.stat().st_ino, file.read_bytes()[10:]
    visitors.forget_yesterday()
    kept = file.read_bytes()[10:]
    clock.at += DAY_MS
    visitors.forget_yesterday()

    assert kept == salt
    assert file.stat().st_ino == node
    assert salt not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0


def test_a_server_that_was_off_at_midnight_destroys_it_when_it_starts(tmp_path: Path) -> None:
    DailyVisitors(tmp_path, Clock()).id_of(session("a"), "192.0.2.7", AGENT)
    salt = (tmp_path / SALT_FILE).read_bytes()[10:]
    tomorrow = Clock()
    tomorrow.at += DAY_MS
    DailyVisitors(tmp_path, tomorrow).forget_yesterday()

    assert salt not in (tmp_path / SALT_FILE).read_bytes()
