"""The control database: migrations lead to the tables, transactions keep their word."""

from __future__ import annotations

import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text

from pagepulse.accounts import users
from pagepulse.control import Control
from pagepulse.control.tables import metadata
from pagepulse.control.tables import users as users_table
from pagepulse.errors import ConflictError, StorageError


@pytest.fixture
def control(tmp_path: Path) -> Iterator[Control]:
    opened = Control.open("", tmp_path / "data")
    yield opened
    opened.close()


def test_the_migrations_lead_to_exactly_the_tables_of_the_code(control: Control):
    with control.read() as connection:
        difference = compare_metadata(MigrationContext.configure(connection), metadata)

    assert difference == []


def test_opening_again_keeps_what_is_there(control: Control, tmp_path: Path):
    with control.write() as connection:
        user_id = users.create_user(connection, "a@b.de")

    again = Control.open("", tmp_path / "data")

    with again.read() as connection:
        assert users.read_email(connection, user_id) == "a@b.de"
    again.close()


def test_data_of_a_newer_version_is_refused_and_left_as_it_is(control: Control, tmp_path: Path):
    with control.write() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))

    with pytest.raises(StorageError, match=r"revision 9999, and PagePulse \S+ knows them up to 0"):
        Control.open("", tmp_path / "data")

    with control.read() as connection:
        assert connection.execute(text("select * from alembic_version")).scalar() == "9999"


def test_the_file_is_for_its_owner_only(control: Control, tmp_path: Path):
    assert control.engine.dialect.name == "sqlite"
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "data/control.db").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)],
)
def test_sqlite_is_durable_and_keeps_references(control: Control, pragma: str, value: object):
    with control.read() as connection:
        assert connection.execute(text(f"pragma {pragma}")).scalar() == value


def test_what_fails_leaves_nothing_behind(control: Control):
    with pytest.raises(RuntimeError), control.write() as connection:  # noqa: PT012  # the failure comes after a write
        users.create_user(connection, "a@b.de")
        raise RuntimeError

    with control.read() as connection:
        assert users.has_users(connection) is False


def test_writers_wait_for_each_other(control: Control):
    def add_some(name: str) -> None:
        for number in range(25):
            with control.write() as connection:
                count = len(connection.execute(select(users_table.c.user_id)).all())
                users.create_user(connection, f"{name}{number}@b.de", password_hash=str(count))

    threads = [threading.Thread(target=add_some, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with control.read() as connection:
        counts = connection.execute(select(users_table.c.password_hash)).scalars()
        assert sorted(map(int, counts)) == list(range(100))


def test_a_database_that_does_not_answer_is_a_storage_error(control: Control):
    with pytest.raises(StorageError), control.write() as connection:
        connection.execute(text("select * from a_table_that_is_not_there"))


def test_two_who_add_the_same_person_get_a_conflict(control: Control):
    with control.write() as connection:
        users.create_user(connection, "a@b.de")

    with pytest.raises(ConflictError), control.write() as connection:
        users.create_user(connection, "A@b.de")


def test_nothing_refers_to_what_is_not_there(control: Control):
    with pytest.raises(ConflictError), control.write() as connection:
        users.add_member(connection, "prj_none", "usr_none", "owner")
