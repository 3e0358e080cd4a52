"""Settings of a project are right when they are stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError
from sqlalchemy import update

from pagepulse.control import Control
from pagepulse.control.tables import projects
from pagepulse.projects.directory import ProjectDirectory
from pagepulse.projects.models import LiveSettings, NewProject, ProjectSettings
from pagepulse.projects.store import create_project, read_project


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://Shop.Example", "https://shop.example"),
        ("https://shop.example/", "https://shop.example"),
        (" http://localhost:3000 ", "http://localhost:3000"),
        ("*", "*"),
    ],
)
def test_origins_are_kept_as_browsers_write_them(given: str, kept: str):
    assert ProjectSettings(allowed_origins=[given]).allowed_origins == [kept]


@pytest.mark.parametrize(
    "origin",
    [
        "",
        "shop.example",
        "https://shop.example/path",
        "ftp://a.b",
        "https://*.b",
        "null",
        "https://a b",
    ],
)
def test_what_is_no_origin_is_refused(origin: str):
    with pytest.raises(ValidationError, match=r"looks like https://example\.com"):
        ProjectSettings(allowed_origins=[origin])


@pytest.mark.parametrize(
    ("allowed", "origin", "may_send"),
    [
        (["https://shop.example"], "https://shop.example", True),
        (["https://shop.example"], "https://evil.example", False),
        (["https://shop.example"], "https://shop.example.evil.example", False),
        (["https://shop.example"], "http://shop.example", False),
        (["https://shop.example"], None, False),
        ([], "https://shop.example", False),
        (["*"], "https://shop.example", True),
        (["*"], None, True),
    ],
)
def test_which_pages_may_send(
    tmp_path: Path, allowed: list[str], origin: str | None, *, may_send: bool
):
    control = Control.open("", tmp_path)
    with control.write() as connection:
        settings = ProjectSettings(allowed_origins=allowed)
        project = create_project(connection, NewProject(name="Shop", settings=settings))

    tracked = ProjectDirectory(control).of_key(project.project_key)

    assert tracked is not None
    assert tracked.allows_origin(origin) is may_send
    control.close()


def test_an_unknown_key_is_no_project(tmp_path: Path):
    control = Control.open("", tmp_path)

    assert ProjectDirectory(control).of_key("pk_0") is None
    control.close()


def test_settings_stored_before_there_was_live_get_its_defaults(tmp_path: Path):
    control = Control.open("", tmp_path)
    with control.write() as connection:
        project = create_project(connection, NewProject(name="Shop"))
        connection.execute(update(projects).values(settings='{"recordShare":0.5,"gone":1}'))
        read = read_project(connection, project.project_id).settings

    assert (read.record_share, read.live) == (
        0.5,
        LiveSettings(enabled=True, stop_after_ms=60_000, max_run_ms=3_600_000, max_visitors=200),
    )
    control.close()
