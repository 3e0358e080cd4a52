"""Chromium of the system, and the whole product with its demo site."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.heatmap_screen import PATIENCE_MS, HeatmapScreen
from tests.browser.hostile_watch import Listener
from tests.browser.running_demo import RunningDemo, running_demo

STATIC = Path(__file__).parents[2] / "src/pagepulse/static"
TRACKER_FILES = (
    "pulse", "capture", "rules", "recorder", "vault", "rescue", "interactions", "reactions",
    "signals", "vitals", "identify", "canvas", "frames", "live",
)  # fmt: skip
BUILT = (
    *(f"tracker/{name}.js" for name in TRACKER_FILES),
    "player/index.html",
    "dashboard/index.html",
)
# How long the driver waits for what is expected, unless a test needs longer.
DEFAULT_MS = 5_000
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Silent: the browser must not talk to anybody but the servers of the test.
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
    named = os.environ.get("PAGEPULSE_TEST_CHROMIUM")
    chromium = named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if chromium is None:
        pytest.fail("The browser tests need Chromium; name one in PAGEPULSE_TEST_CHROMIUM.")
    return {**browser_type_launch_args, "executable_path": chromium, "args": CHROMIUM_FLAGS}


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDemo]:
    """Run the product with built assets, its demo site and a week of sessions."""
    missing = [name for name in BUILT if not (STATIC / name).is_file()]
    if missing:
        pytest.fail(f"The front end is not built ({', '.join(missing)}). Run: ./dev build")
    with running_demo(tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest.fixture(scope="session")
def admin(demo: RunningDemo) -> Iterator[httpx.Client]:
    """Ask the API as the demo's owner."""
    with httpx.Client(base_url=demo.dashboard, headers={"Origin": demo.dashboard}) as client:
        login = {"email": demo.email, "password": demo.password}
        answer = client.post("/api/auth/login", json=login)
        assert answer.is_success, answer.text
        yield client


@pytest.fixture
def admin_page(browser: Browser, demo: RunningDemo) -> Iterator[Page]:
    """Open a browser of its own in which the demo's owner is logged in."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    answer = context.request.post(
        f"{demo.dashboard}/api/auth/login",
        data={"email": demo.email, "password": demo.password},
        headers={"Origin": demo.dashboard},
    )
    assert answer.ok, answer.text()
    yield context.new_page()
    context.close()


@pytest.fixture
def heatmap_screen(
    admin_page: Page, demo: RunningDemo, admin: httpx.Client
) -> Iterator[HeatmapScreen]:
    """Open a heatmap screen on which no script may fail."""
    failures: list[str] = []
    admin_page.on("pageerror", lambda error: failures.append(str(error)))
    admin_page.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    project_id = admin.get("/api/auth/me").json()["projects"][0]["projectId"]
    yield HeatmapScreen(admin_page, demo, project_id)
    expect.set_options(timeout=DEFAULT_MS)
    assert failures == []


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Listen where every address of the hostile recording points to."""
    listening = Listener()
    yield listening
    listening.close()
