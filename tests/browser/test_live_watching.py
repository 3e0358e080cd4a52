"""An admin watches a visitor of the demo site, with the real server between the two browsers."""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.live_view_screen import LiveViewScreen
from tests.browser.replay_screen import PATIENCE_MS
from tests.browser.running_demo import RunningDemo
from tests.browser.sessions import seeded, wait_for

pytestmark = pytest.mark.browser

# Changes whose way is timed; enough for a p95 that means something to a reader.
CHANGES = 20
# Less than the key goes back, more than what was there before lies in the past by then.
REWOUND_MS = 3_000
LIVE = re.compile(r"^LIVE")

# Notes in the player page when each text of the mark is drawn.
NOTE_THE_MARK = """() => {
  window.drawnAt = {};
  const look = () => {
    const page = document.querySelector('iframe')?.contentDocument;
    const text = page?.querySelector('#mark')?.textContent;
    if (text) drawnAt[text] ??= Date.now();
    requestAnimationFrame(look);
  };
  look();
}"""
# Changes the page and says when; a number alone would be masked.
MARK = """(words) => {
  const mark = document.querySelector('#mark')
    ?? document.body.appendChild(Object.assign(document.createElement('p'), {id: 'mark'}));
  mark.textContent = words;
  return Date.now();
}"""


def tell(capsys: pytest.CaptureFixture[str], figure: str) -> None:
    """Print a figure; how quick a busy machine is decides about no test."""
    with capsys.disabled():
        sys.stdout.write(f"\n{figure}\n")


@dataclass(frozen=True)
class Watched:
    """A visitor who is being recorded, and the run."""

    page: Page
    session_id: str
    recording_id: str


class Runs:
    """Starts and stops runs as a script does."""

    def __init__(self, demo: RunningDemo, admin: httpx.Client) -> None:
        login = {"email": demo.email, "password": demo.password}
        self._admin = admin
        self._token = admin.post("/api/auth/login", json=login).json()["csrfToken"]
        project = admin.get("/api/auth/me").json()["projects"][0]["projectId"]
        self._query = {"projectId": project}

    def start(self) -> str:
        """Start a run for everybody and return its id."""
        return str(self._post("/api/live/runs", {"purpose": "a test"})["recordingId"])

    def stop(self, recording_id: str) -> None:
        """Stop it."""
        self._post(f"/api/live/runs/{recording_id}/stop", {})

    def visitors(self) -> list[dict[str, Any]]:
        """Return who is online."""
        answer = self._admin.get("/api/live/visitors", params=self._query)
        found: list[dict[str, Any]] = answer.raise_for_status().json()["visitors"]
        return found

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        headers = {"X-CSRF-Token": self._token}
        answer = self._admin.post(path, params=self._query, json=body, headers=headers)
        assert answer.is_success, answer.text
        data: dict[str, Any] = answer.json()
        return data


@pytest.fixture(scope="module")
def watched(browser: Browser, demo: RunningDemo, admin: httpx.Client) -> Iterator[Watched]:
    """Let a visitor browse the demo site while a run goes on."""
    wait_for(lambda: seeded(admin), "the week of sessions")
    runs = Runs(demo, admin)
    # Visitors of other tests may still be there.
    others = {one["sessionId"] for one in runs.visitors()}
    recording_id = runs.start()
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{demo.site}/")

    def recorded() -> str | None:
        states = {one["sessionId"]: one["recordingState"] for one in runs.visitors()}
        mine = (key for key, state in states.items() if state == "recording" and key not in others)
        return next(mine, None)

    yield Watched(page, wait_for(recorded, "the visitor to be recorded"), recording_id)
    context.close()
    runs.stop(recording_id)


@pytest.fixture
def screen(admin_page: Page, demo: RunningDemo, watched: Watched) -> Iterator[LiveViewScreen]:
    """Watch the visitor; nothing may fail in the dashboard meanwhile."""
    opened = LiveViewScreen(admin_page, demo)
    opened.open(watched.session_id)
    yield opened
    assert opened.failures == []


def test_who_joins_late_sees_the_page_as_it_is(
    screen: LiveViewScreen, watched: Watched, capsys: pytest.CaptureFixture[str]
):
    watched.page.evaluate(MARK, "before you came")
    screen.open("")
    # Visitors of other tests may still have tiles of their own.
    tile = screen.tile(watched.session_id)
    expect(tile.get_by_text("LIVE", exact=True)).to_be_visible(timeout=PATIENCE_MS)

    started = time.monotonic()
    tile.get_by_role("button").click()
    expect(screen.recorded("#mark")).to_have_text("before you came", timeout=PATIENCE_MS)
    tell(
        capsys,
        f"from the press on a tile to the page: {(time.monotonic() - started) * 1000:.0f} ms",
    )
    title = watched.page.title()
    expect(screen.page.get_by_test_id("address")).to_contain_text(title, timeout=PATIENCE_MS)
    expect(screen.page.get_by_test_id("viewport")).to_contain_text("1280")


def test_what_the_visitor_does_is_drawn_at_once(
    screen: LiveViewScreen, watched: Watched, capsys: pytest.CaptureFixture[str]
):
    expect(screen.recorded("body")).to_be_attached(timeout=PATIENCE_MS)
    screen.evaluate(NOTE_THE_MARK)
    changed_at = {}
    for number in range(CHANGES):
        words = f"change {number}"
        changed_at[words] = watched.page.evaluate(MARK, words)
        expect(screen.recorded("#mark")).to_have_text(words, timeout=PATIENCE_MS)

    screen.expect_badge(re.compile(r"^LIVE\d+ ms$"))
    drawn_at = screen.evaluate("() => drawnAt")
    delays = [drawn_at[words] - at for words, at in changed_at.items()]
    p95 = statistics.quantiles(delays, n=20)[-1]
    middle = statistics.median(delays)
    tell(capsys, f"DOM change to DOM change: p50 {middle:.0f} ms, p95 {p95:.0f} ms")


def test_the_past_is_a_key_away_and_so_is_the_present(screen: LiveViewScreen, watched: Watched):
    watched.page.evaluate(MARK, "before")
    expect(screen.recorded("#mark")).to_have_text("before", timeout=PATIENCE_MS)
    expect(screen.page.get_by_test_id("timeline")).to_be_visible(timeout=PATIENCE_MS)
    watched.page.wait_for_timeout(REWOUND_MS)
    watched.page.evaluate(MARK, "after")
    expect(screen.recorded("#mark")).to_have_text("after", timeout=PATIENCE_MS)

    screen.press("ArrowLeft")
    screen.expect_badge(re.compile(r"^REWOUND"))
    expect(screen.recorded("#mark")).to_have_text("before", timeout=PATIENCE_MS)
    screen.press("l")
    screen.expect_badge(LIVE)
    expect(screen.recorded("#mark")).to_have_text("after", timeout=PATIENCE_MS)
