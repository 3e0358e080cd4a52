"""Real recordings of real sites replay to their ends without an error."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.browser.replay_screen import ReplayScreen
from tests.browser.running_demo import RunningDemo
from tests.browser.sessions import wait_for

pytestmark = pytest.mark.browser

RECORDINGS = sorted((Path(__file__).parents[1] / "recordings").glob("*.json.gz"))
# At 16 times the speed, without inactivity, on a machine that has other work.
END_MS = 120_000


@pytest.mark.parametrize("file", RECORDINGS, ids=lambda file: file.name.split(".")[0])
def test_a_real_recording_replays_to_its_end(
    file: Path, admin_page: Page, demo: RunningDemo, admin: httpx.Client
):
    path = imported(file, demo, admin)
    errors: list[str] = []
    admin_page.on(
        "console",
        lambda message: errors.append(message.text) if message.type == "error" else None,
    )
    screen = ReplayScreen(admin_page, demo)
    screen.open(path, "?t=0")

    screen.press("]", "]", "]", "]", " ")
    expect(admin_page.get_by_role("button", name="Play again")).to_be_visible(timeout=END_MS)

    assert screen.failures == []
    assert errors == []
    clock = admin_page.get_by_test_id("clock")
    passed = clock.inner_text()
    assert clock.locator("xpath=..").inner_text() == f"{passed} / {passed}"


def imported(file: Path, demo: RunningDemo, admin: httpx.Client) -> str:
    """Import a recording into the running server and return where it is replayed."""
    done = subprocess.run(
        [sys.executable, "-m", "pagepulse", "import", str(file)],
        env={**os.environ, "PAGEPULSE_DATA": str(demo.data)},
        check=True,
        capture_output=True,
        text=True,
    )
    found = re.search(r"session (\w+), (\d+) events", done.stdout)
    assert found is not None, done.stdout
    session_id, events = found.groups()
    stored = f"/api/tracking/sessions/{session_id}"

    def look() -> bool | None:
        answer = admin.get(stored)
        is_whole = answer.is_success and answer.json()["session"]["eventCount"] == int(events)
        return is_whole or None

    wait_for(look, "the imported recording")
    project = admin.get("/api/auth/me").json()["projects"][0]
    return f"/p/{project['projectId']}/sessions/{session_id}"
