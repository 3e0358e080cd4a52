"""Recordings go in and come out at the command line."""

from __future__ import annotations

import gzip
import json
import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pagepulse.cli.main import main
from pagepulse.cli.recordings import is_served
from pagepulse.control import Control
from pagepulse.projects.models import NewProject
from pagepulse.projects.store import create_project
from pagepulse.server.admin import SOCKET_FILE

RECORDING = "s7_marketing_mobile390.json.gz"

Run = Callable[..., Result]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data folder with one project."""
    make_project(tmp_path, "Shop")
    return tmp_path


@pytest.fixture
def run(data: Path) -> Run:
    def invoke(*arguments: str | Path) -> Result:
        return CliRunner().invoke(main, [*map(str, arguments), "--data", str(data)])

    return invoke


def make_project(data: Path, name: str) -> str:
    with closing(Control.open("", data)) as control, control.write() as connection:
        return create_project(connection, NewProject(name=name)).project_id


def session_of(result: Result) -> str:
    return result.stdout.split("session ")[1].split(",")[0]


def test_what_is_imported_can_be_exported(run: Run, recordings: Path, tmp_path: Path):
    original = json.loads(gzip.decompress((recordings / RECORDING).read_bytes()))
    file = tmp_path / "out.json"

    imported = run("import", recordings / RECORDING)
    exported = run("export", session_of(imported), "--output", file)

    assert (imported.exit_code, exported.exit_code) == (0, 0), imported.output + exported.output
    assert "190 events" in imported.stdout
    pages = json.loads(file.read_text())["pages"]
    assert [page["url"] for page in pages] == [page["url"] for page in original["pages"]]


def test_importing_a_file_twice_adds_nothing(run: Run, recordings: Path):
    first = run("import", recordings / RECORDING)
    once = run("export", session_of(first), "--format", "events").stdout
    second = run("import", recordings / RECORDING)
    twice = run("export", session_of(first), "--format", "events").stdout

    assert session_of(second) == session_of(first)
    assert len(json.loads(twice)) == 190
    assert twice == once


def test_the_files_before_a_bad_one_are_imported(run: Run, recordings: Path, tmp_path: Path):
    bad = tmp_path / "bad.json"
    bad.write_text('[{"type": 3}]')

    result = run("import", recordings / RECORDING, bad)
    exported = run("export", session_of(result), "--format", "events")

    assert result.exit_code == 1
    assert f"{bad}: page 0, event 0" in result.stderr
    assert len(json.loads(exported.stdout)) == 190


def test_of_several_projects_one_must_be_named(run: Run, data: Path, recordings: Path):
    project_id = make_project(data, "Blog")

    unnamed = run("import", recordings / RECORDING)
    named = run("import", recordings / RECORDING, "--project", project_id)

    assert unnamed.exit_code == 2
    assert f"{project_id} (Blog)" in unnamed.stderr
    assert named.exit_code == 0


def test_without_a_project_the_way_to_one_is_told(tmp_path: Path, recordings: Path):
    result = CliRunner().invoke(
        main, ["import", str(recordings / RECORDING), "--data", str(tmp_path)]
    )

    assert result.exit_code == 2
    assert "pagepulse init" in result.stderr


def test_a_session_that_is_not_there_cannot_be_exported(run: Run):
    result = run("export", "a" * 26)

    assert result.exit_code == 1
    assert "no such session" in result.stderr


def test_a_running_server_is_left_to_take_over_what_was_imported(
    run: Run, data: Path, recordings: Path, monkeypatch: pytest.MonkeyPatch
):
    # The path of a Unix socket may have 107 bytes.
    monkeypatch.chdir(data)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(SOCKET_FILE)
        server.listen()
        assert is_served(data), "choose a shorter --basetemp: the path of the socket is too long"
        result = run("import", recordings / RECORDING)

    assert result.exit_code == 0
    assert "running server" in result.stderr
    assert not (data / "warehouse").exists()
