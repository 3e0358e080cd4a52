"""The application in this process, on a real control database and a real warehouse."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from tests.api.running_server import Start, starting

from pagepulse.accounts import logins, users
from pagepulse.accounts.backoff import LoginBackoff
from pagepulse.accounts.dependencies import Services
from pagepulse.accounts.models import Role
from pagepulse.accounts.origins import Origins
from pagepulse.accounts.passwords import PasswordThreads, hash_password
from pagepulse.accounts.secret_tokens import csrf_token_of
from pagepulse.control import Control
from pagepulse.disk.damaged import DamagedFiles
from pagepulse.disk.watch import DiskWatch
from pagepulse.disk.watermarks import Marks
from pagepulse.ingest.pipeline import IngestPipeline
from pagepulse.live.service import Live
from pagepulse.privacy.service import Privacy
from pagepulse.projects.directory import ProjectDirectory
from pagepulse.projects.models import NewProject, Project
from pagepulse.projects.store import create_project
from pagepulse.server.app import create_app
from pagepulse.server.metrics import HttpMetrics, create_registry
from pagepulse.server.outgoing import Outgoing
from pagepulse.server.problems import problem_bytes
from pagepulse.settings import Settings
from pagepulse.storage.budgets import Budgets
from pagepulse.storage.keeper import Keeper, Room
from pagepulse.warehouse import Warehouse

DASHBOARD = "http://localhost:8200"
PASSWORD = "a long enough password"
# Hashing takes 60 ms; the tests that need other passwords make their own.
PASSWORD_HASH = hash_password(PASSWORD)

Browser = Callable[[str], httpx.AsyncClient]
LogIn = Callable[[str], Awaitable[httpx.AsyncClient]]
Person = Callable[..., Awaitable[httpx.AsyncClient]]

_numbers = itertools.count(1)


@pytest.fixture
def control(tmp_path: Path) -> Iterator[Control]:
    opened = Control.open("", tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def services(tmp_path: Path, control: Control, warehouse: Warehouse) -> Services:
    # Bound to every address it answers under every name, as behind most proxies.
    settings = Settings(data=tmp_path, host="0.0.0.0")
    return Services(
        settings=settings,
        control=control,
        projects=ProjectDirectory(control),
        warehouse=warehouse,
        origins=Origins.of(settings, 8200, 8201),
        passwords=PasswordThreads(),
        backoff=LoginBackoff(),
    )


@pytest.fixture
async def pipeline(services: Services) -> AsyncIterator[IngestPipeline]:
    """Return the write path, which projects nothing by itself."""
    opened = IngestPipeline(
        services.settings.data,
        services.warehouse,
        services.projects.of_key,
        problem_bytes,
        journal_max_bytes=10**9,
    )
    yield opened
    await opened.stop(drain_seconds=0)


@pytest.fixture
def live(services: Services, pipeline: IngestPipeline) -> Live:
    """Return the live part of the server, with nobody online."""
    return Live(
        control=services.control,
        projects=services.projects,
        pipeline=pipeline,
        warehouse=services.warehouse,
        origins=services.origins,
        settings=services.settings,
    )


@pytest.fixture
def app(services: Services, pipeline: IngestPipeline, live: Live) -> FastAPI:
    app = create_app(services, {}, HttpMetrics(create_registry()))
    app.state.live = live
    app.state.privacy = Privacy(
        services.control, services.warehouse, pipeline, DamagedFiles(services.settings.data, 30)
    )
    outgoing = Outgoing.of(services, live.hub)
    app.state.alerts, app.state.digests = outgoing.alerts, outgoing.digests
    app.state.journal = pipeline.journal
    room = Room(DiskWatch(services.settings.data, Marks(), reserve_bytes=0), Budgets())
    app.state.keeper = Keeper(services.control, services.warehouse, pipeline.projector, room)
    return app


@pytest.fixture
async def open_browser(app: FastAPI) -> AsyncIterator[Browser]:
    """Return the maker of browsers that show the dashboard at an origin, logged out."""
    async with AsyncExitStack() as opened:

        def open_one(origin: str) -> httpx.AsyncClient:
            transport = httpx.ASGITransport(app)
            client = httpx.AsyncClient(
                transport=transport, base_url=origin, headers={"Origin": origin}
            )
            opened.push_async_callback(client.aclose)
            return client

        yield open_one


@pytest.fixture
def anonymous(open_browser: Browser) -> httpx.AsyncClient:
    return open_browser(DASHBOARD)


@pytest.fixture
def log_in(open_browser: Browser) -> LogIn:
    """Return the way to a browser that is logged in and sends the CSRF token."""

    async def log_in(email: str) -> httpx.AsyncClient:
        client = open_browser(DASHBOARD)
        answer = await client.post("/api/auth/login", json={"email": email, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        client.headers["X-CSRF-Token"] = answer.json()["csrfToken"]
        return client

    return log_in


@pytest.fixture
def project(control: Control, services: Services) -> Project:
    return make_project(control, services)


@pytest.fixture
def other_project(control: Control, services: Services) -> Project:
    return make_project(control, services)


@pytest.fixture
def person(control: Control, project: Project, open_browser: Browser) -> Person:
    """Return the maker of people with a role in a project, logged in."""

    async def make(
        role: Role = "owner", of: Project = project, email: str | None = None
    ) -> httpx.AsyncClient:
        email = email or f"{role}{next(_numbers)}@example.com"
        with control.write() as connection:
            user_id = users.create_user(connection, email, PASSWORD_HASH)
            users.add_member(connection, of.project_id, user_id, role)
            token = logins.start_login(connection, user_id, None)
        client = open_browser(DASHBOARD)
        client.cookies.set("pagepulse", token)
        client.headers["X-CSRF-Token"] = csrf_token_of(token)
        return client

    return make


def make_project(control: Control, services: Services) -> Project:
    """Store a project with a name of its own."""
    with control.write() as connection:
        made = create_project(connection, NewProject(name=f"Shop {next(_numbers)}"))
    services.projects.refresh()
    return made


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Return the way to a running server; it is stopped at the end."""
    with starting(tmp_path) as begin:
        yield begin
