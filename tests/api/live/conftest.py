"""One real server for the tests of a module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.api.live.running import RunningServer, running_server

from pagepulse.projects.models import Project


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with running_server(tmp_path_factory.mktemp("live")) as running:
        yield running


@pytest.fixture
def project(server: RunningServer) -> Project:
    return server.project()
