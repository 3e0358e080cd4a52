"""Chromium, the site with the tracker, and the wait for what arrives."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.tracker.tracker_site import TrackerSite, tracker_site

# A busy machine may need long; a test that passes never waits this long.
PATIENCE_MS = 20_000


# Chromium of the system, silent: it must not talk to anybody but the servers of the test.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    return {
        **browser_type_launch_args,
        "executable_path": chromium,
        "args": CHROMIUM_FLAGS,
        # A visitor's browser has the cache, so the tests have it too.
        "ignore_default_args": ["--disable-back-forward-cache"],
    }


@pytest.fixture
def site() -> Iterator[TrackerSite]:
    with tracker_site() as running:
        yield running


@pytest.fixture
def page_errors(page: Page) -> list[str]:
    """Everything that the host page's owner would see in the console as an error of the page."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors


Until = Callable[[Callable[[], bool]], None]


@pytest.fixture
def until(page: Page) -> Until:
    """Wait until a condition holds, while the browser goes on working."""

    def wait(condition: Callable[[], bool]) -> None:
        for _ in range(PATIENCE_MS // 50):
            if condition():
                return
            page.wait_for_timeout(50)
        pytest.fail("what was waited for did not happen")

    return wait
