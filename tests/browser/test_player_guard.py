"""A recording can hang its player for good; the dashboard notices, ends it and goes on."""

from __future__ import annotations

import time

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.browser.hanging_recording import hanging_events
from tests.browser.made_events import SECOND_MS, page_view, ticks
from tests.browser.replay_screen import ReplayScreen
from tests.browser.running_demo import RunningDemo
from tests.browser.sent_recording import SentRecording
from tests.browser.sessions import SEEDING_SECONDS, seeded, wait_for

pytestmark = pytest.mark.browser

# Ten seconds of silence, and what a busy machine adds.
NOTICED_MS = 30_000
# A person takes more for a screen that hangs.
ANSWERED_S = 1.0

# From a press to the frame that shows what it did, ms, as the browser itself measures it.
NOTE_ANSWERS = """() => {
  window.answers = [];
  const note = (list) => window.answers.push(...list.getEntries()
    .filter(({ name }) => name === "click").map(({ duration }) => duration));
  new PerformanceObserver(note).observe({ type: "event", durationThreshold: 16 });
}"""


@pytest.fixture(scope="module")
def hanging(demo: RunningDemo, admin: httpx.Client) -> SentRecording:
    # While the demo makes its weeks, the machine answers nobody quickly.
    wait_for(lambda: seeded(admin), "the demo's weeks", SEEDING_SECONDS)
    start = (time.time() - 60) * SECOND_MS
    recording = SentRecording(demo, admin)
    recording.send(hanging_events(start), pages=[page_view(start)], ended=True)
    return recording


@pytest.fixture(scope="module")
def healthy(demo: RunningDemo, admin: httpx.Client) -> SentRecording:
    start = (time.time() - 120) * SECOND_MS
    recording = SentRecording(demo, admin)
    recording.send(
        list(ticks(start, 0, 30, snapshot_every=60)), pages=[page_view(start)], ended=True
    )
    return recording


def slowest_answer(page: Page) -> float:
    """Press two tabs of the side panel in turns, and return the longest wait for one, seconds."""
    page.evaluate(NOTE_ANSWERS)
    for name in ("Details", "Events") * 5:
        page.get_by_role("tab", name=name).click()
        expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
    return float(page.evaluate("Math.max(...window.answers)")) / SECOND_MS


def test_a_recording_that_hangs_its_player_is_ended_and_the_next_one_plays(
    admin_page: Page, demo: RunningDemo, hanging: SentRecording, healthy: SentRecording
):
    other_tab = ReplayScreen(admin_page.context.new_page(), demo)
    other_tab.open(healthy.path, "?t=20000")
    other_tab.expect_clock("second 20")
    admin_page.bring_to_front()
    admin_page.goto(demo.dashboard + hanging.path)
    expect(admin_page.get_by_text("This moment is heavy")).to_be_visible(timeout=NOTICED_MS)

    assert slowest_answer(admin_page) < ANSWERED_S
    card = admin_page.get_by_role("alert").filter(has_text="hangs the player")
    expect(card).to_contain_text(hanging.session_id, timeout=NOTICED_MS)
    expect(card.get_by_role("link", name="Download the recording")).to_be_visible()
    expect(admin_page.locator("iframe")).to_have_count(0)

    # It hung as well, for the browser draws both in one process, and came back by itself.
    other_tab.expect_clock("second 20")
    screen = ReplayScreen(admin_page, demo)
    screen.open(healthy.path, "?t=10000")
    screen.expect_clock("second 10")
