"""The site with the tracker, and the wait for what arrives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserType, Page
from tests.browser.running_demo import RunningDemo
from tests.browser.tracker.live_socket import LiveSocket, live_socket
from tests.browser.tracker.replaying import Event, Replaying, open_player
from tests.browser.tracker.tracker_site import TrackerSite, tracker_site

Until = Callable[[Callable[[], bool]], None]
PageErrors = Callable[[], list[str]]
Advance = Callable[[int], None]
Replay = Callable[[list[Event]], Replaying]

# A busy machine may need long; a test that passes never waits this long.
PATIENCE_S = 20


# The page's clock jumps this far at once; answers of the server come in real time in between.
STEP_MS = 500
ARRIVAL_S = 0.05


@pytest.fixture
def caching_page(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any]
) -> Iterator[Page]:
    """Open a browser with the back-forward cache, which the driver turns off by default."""
    flags = {**browser_type_launch_args, "ignore_default_args": ["--disable-back-forward-cache"]}
    with browser_type.launch(**flags) as browser:
        yield browser.new_page()


@pytest.fixture
def site() -> Iterator[TrackerSite]:
    with tracker_site() as running:
        yield running


@pytest.fixture
def live(site: TrackerSite) -> Iterator[LiveSocket]:
    """Turn live recording on in a project that draws no session."""
    assert site.collector.config is not None
    site.collector.config["recordShare"] = 0
    with live_socket(site.collector) as socket:
        yield socket


@pytest.fixture
def page_errors(page: Page) -> Callable[[], list[str]]:
    """Ask for all that the host page's owner would see as an error of the page, until now."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def so_far() -> list[str]:
        # A round trip: what the browser told before has then been heard.
        page.evaluate("null")
        return errors

    return so_far


@pytest.fixture
def until(site: TrackerSite) -> Until:
    """Wait until a condition holds, looking again whenever a batch has arrived."""

    def wait(condition: Callable[[], bool]) -> None:
        with site.collector.arrived:
            if not site.collector.arrived.wait_for(condition, timeout=PATIENCE_S):
                pytest.fail("what was waited for did not happen")

    return wait


@pytest.fixture
def advance(site: TrackerSite, page: Page) -> Advance:
    """Let the page's own clock run for some milliseconds, and what it sent arrive meanwhile."""

    def run(duration_ms: int) -> None:
        for _ in range(0, duration_ms, STEP_MS):
            page.clock.run_for(STEP_MS)
            with site.collector.arrived:
                site.collector.arrived.wait(timeout=ARRIVAL_S)

    return run


@pytest.fixture
def replay(browser: Browser, demo: RunningDemo, admin: httpx.Client) -> Iterator[Replay]:
    """Hand what was recorded to the product, and look at it in its player."""
    with open_player(browser, demo) as player:
        yield lambda events: Replaying(player, demo, admin, events)
