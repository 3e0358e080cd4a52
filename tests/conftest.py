"""What tests of several parts share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pagepulse.warehouse import Warehouse

# Every server of a test holds a reserve; hundreds of them would fill the disk.
os.environ.setdefault("PAGEPULSE_RESERVE_MB", "1")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """Open a real embedded warehouse; its tests share it, so each uses a project id of its own.

    The engine opens one folder at a time per process: no test of such a module may open another.
    """
    opened = Warehouse.open_embedded(tmp_path_factory.mktemp("data") / "warehouse")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def recordings() -> Path:
    """Return the folder of real recordings."""
    return Path(__file__).parent / "recordings"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run browser tests last, whatever the random order: Playwright keeps an event loop running.

    In a process with a running loop, no asynchronous test could begin.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
