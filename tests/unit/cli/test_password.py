"""Whoever may read the data folder can give a person a new password."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pagepulse.accounts import logins, users
from pagepulse.accounts.passwords import is_password
from pagepulse.cli.main import main
from pagepulse.control import Control

NEW = "a new and long password"


@pytest.fixture
def login(tmp_path: Path) -> str:
    """Return the session token of a person who is logged in."""
    control = Control.open("", tmp_path)
    with control.write() as connection:
        token = logins.start_login(connection, users.create_user(connection, "a@b.de"), None)
    control.close()
    return token


def run(data: Path, email: str, typed: str) -> tuple[int, str]:
    finished = CliRunner().invoke(main, ["password", email, "--data", str(data)], input=typed)
    return finished.exit_code, finished.output


def test_the_new_password_counts_and_old_logins_do_not(tmp_path: Path, login: str):
    code, _ = run(tmp_path, "A@B.de", f"{NEW}\n{NEW}\n")

    control = Control.open("", tmp_path)
    with control.read() as connection:
        user = users.find_user(connection, "a@b.de")
        assert user is not None
        assert (code, is_password(user.password_hash, NEW)) == (0, True)
        assert logins.find_login(connection, login) is None
    control.close()


@pytest.mark.parametrize(
    ("email", "typed", "reason"),
    [
        ("nobody@b.de", f"{NEW}\n{NEW}\n", "Nobody logs in as"),
        ("a@b.de", "short\nshort\n", "at least 10 characters"),
    ],
)
@pytest.mark.usefixtures("login")
def test_what_cannot_be_is_explained(tmp_path: Path, email: str, typed: str, reason: str):
    code, output = run(tmp_path, email, typed)

    assert (code != 0, reason in output) == (True, True)
