"""Makes an empty instance a demo: one login, one project for the demo site, two weeks of visits."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from pagepulse.accounts import users
from pagepulse.accounts.first_run import create_first_owner
from pagepulse.accounts.passwords import hash_password
from pagepulse.control import Control
from pagepulse.demo.examples import save_examples
from pagepulse.demo.week import DAY_MS, align, fortnight_of_sessions, later_sessions
from pagepulse.errors import ConflictError
from pagepulse.journal import Journal
from pagepulse.projects.models import (
    CaptureSettings,
    NewProject,
    Project,
    ProjectChange,
    ProjectSettings,
)
from pagepulse.projects.store import change_project, read_project

EMAIL = "demo@pagepulse.local"
PROJECT_NAME = "Harbor & Pine"
# 72 random bits, short enough to type.
PASSWORD_BYTES = 9
STATE_FILE = "demo.json"
# Sessions are added when the last ones are older than this: no screen shall look abandoned.
REFILL_AFTER_MS = DAY_MS


class DemoState(msgspec.Struct, rename="camel"):
    """What the demo remembers in the data folder; `seeded_until` in Unix milliseconds."""

    email: str
    password: str
    project_id: str = ""
    seeded_until: int | None = None


def read_state(data: Path) -> DemoState:
    """Return what was remembered, or a new login that is not remembered yet."""
    file = data / STATE_FILE
    if file.exists():
        return msgspec.json.decode(file.read_bytes(), type=DemoState)
    return DemoState(EMAIL, secrets.token_urlsafe(PASSWORD_BYTES))


def write_state(data: Path, state: DemoState) -> None:
    """Replace the file whole; only the owner of the data folder may read it."""
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = data / f"{STATE_FILE}.new"
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(msgspec.json.encode(state))
    fresh.replace(data / STATE_FILE)


def prepare_project(
    control: Control, data: Path, state: DemoState, site_origins: list[str]
) -> Project:
    """Return the demo's project, made where it is missing, open to the demo site.

    Raises ConflictError when the instance belongs to somebody else.
    """
    with control.write() as connection:
        if not users.has_users(connection):
            # The demo shows everything; its shop logs nothing of what anybody types.
            capture = CaptureSettings(console=True)
            settings = ProjectSettings(allowed_origins=site_origins, capture=capture)
            new = NewProject(name=PROJECT_NAME, settings=settings)
            password_hash = hash_password(state.password)
            owner = create_first_owner(connection, state.email, password_hash, new)
            project = owner.project
            save_examples(connection, project.project_id, owner.user_id, owner.email)
            state.project_id = project.project_id
            # Before the commit, so that no crash leaves a login whose password nobody knows.
            write_state(data, state)
            return project
        return _open_to(connection, _demo_project(connection, state), site_origins)


def _open_to(connection: Connection, project: Project, site_origins: list[str]) -> Project:
    """Allow the demo site's origins of this start, beside those that somebody added."""
    allowed = list(dict.fromkeys([*project.settings.allowed_origins, *site_origins]))
    settings = project.settings.model_copy(update={"allowed_origins": allowed})
    return change_project(connection, project.project_id, ProjectChange(settings=settings))


def _demo_project(connection: Connection, state: DemoState) -> Project:
    """Return the project that this demo made; its login may have made others since."""
    user = users.find_user(connection, state.email)
    roles = users.roles_of(connection, user.user_id) if user is not None else {}
    if state.project_id not in roles:
        raise ConflictError(
            "not_a_demo",
            "This data folder belongs to another PagePulse. Choose another one with --data.",
        )
    return read_project(connection, state.project_id)


def seed(journal: Journal, project: Project, site_origin: str, state: DemoState, now: int) -> int:
    """Store two weeks of sessions, or those of the days since the last time; return their number.

    What is stored goes through the journal like every batch. Doing it twice stores nothing twice.
    """
    end = align(now)
    if state.seeded_until is not None and end - state.seeded_until < REFILL_AFTER_MS:
        return 0
    shop = (project.project_id, project.project_key, site_origin, end)
    since = state.seeded_until
    sessions = list(fortnight_of_sessions(*shop) if since is None else later_sessions(*shop, since))
    journal.append_now([entry for entries in sessions for entry in entries])
    state.seeded_until = end
    return len(sessions)
