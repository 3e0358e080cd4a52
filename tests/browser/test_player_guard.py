"""A recording can hang its player for good; the dashboard notices, ends it and goes on."""

from __future__ import annotations

import time

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.hanging_recording import PAGE, hanging_events
from tests.browser.live_view_screen import LiveViewScreen
from tests.browser.live_wire import LiveWire, MadeVisitor
from tests.browser.made_events import SECOND_MS, page_events, page_view, ticks
from tests.browser.replay_screen import ReplayScreen
from tests.browser.running_demo import RunningDemo
from tests.browser.sent_recording import SentRecording
from tests.browser.sessions import SEEDING_SECONDS, seeded, wait_for
from tests.browser.shared_links import link_to

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
    recording.send(hanging_events(start), pages=[page_view(start, "/hangs")], ended=True)
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
    card = card_of(admin_page)
    expect(card).to_contain_text(hanging.session_id, timeout=NOTICED_MS)
    expect(card.get_by_role("link", name="Download the recording")).to_be_visible()
    expect(admin_page.locator("iframe")).to_have_count(0)

    # It hung as well, for the browser draws both in one process, and came back by itself.
    other_tab.expect_clock("second 20")
    screen = ReplayScreen(admin_page, demo)
    screen.open(healthy.path, "?t=10000")
    screen.expect_clock("second 10")


def card_of(page: Page) -> Locator:
    return page.get_by_role("alert").filter(has_text="hangs the player")


def test_a_page_that_hangs_under_a_heatmap_is_ended(
    admin_page: Page, demo: RunningDemo, hanging: SentRecording
):
    page = hanging.path.replace("/sessions/", f"/heatmaps?pageURL={PAGE}&only=")
    admin_page.goto(demo.dashboard + page)

    expect(card_of(admin_page)).to_contain_text(hanging.session_id, timeout=NOTICED_MS)
    card_of(admin_page).get_by_role("link", name="All sessions").click()
    expect(admin_page.get_by_role("heading", name="Sessions")).to_be_visible()


def test_a_visitor_whose_page_hangs_is_taken_off_the_wall_and_the_others_come_back(
    admin_page: Page, demo: RunningDemo
):
    hangs, lives = MadeVisitor("s_hangs"), MadeVisitor("s_lives")
    wire = LiveWire(admin_page, [hangs, lives])
    wire.send(lives, page_events(lives.now(), "alive"))
    screen = LiveViewScreen(admin_page, demo)
    screen.open("")
    expect(screen.tile("s_lives").get_by_text("LIVE", exact=True)).to_be_visible()
    wire.send(hangs, hanging_events(hangs.now()))

    expect(screen.tile("s_hangs").get_by_role("alert")).to_contain_text(
        "Session s_hangs hangs the player", timeout=NOTICED_MS
    )
    again = screen.tile("s_lives").frame_locator("iframe").frame_locator("iframe")
    expect(again.locator("#clock")).to_have_text("alive", timeout=NOTICED_MS)
    screen.tile("s_hangs").get_by_role("button", name="Watch").click(position={"x": 5, "y": 150})
    expect(card_of(admin_page)).to_contain_text("s_hangs", timeout=NOTICED_MS)


@pytest.mark.parametrize("kind", ["replay", "heatmap"])
def test_what_hangs_behind_a_share_link_is_ended(
    browser: Browser, demo: RunningDemo, admin: httpx.Client, hanging: SentRecording, kind: str
):
    of_kind = {
        "replay": {"sessionId": hanging.session_id},
        "heatmap": {"filter": {"pageURL": PAGE}},
    }
    stranger = browser.new_page()
    stranger.goto(link_to(demo, admin, {kind: of_kind[kind]}))

    expect(card_of(stranger)).to_be_visible(timeout=NOTICED_MS)
    # Whose session it was is nobody's business here, nor is its file.
    expect(card_of(stranger)).not_to_contain_text(hanging.session_id)
    expect(card_of(stranger).get_by_role("button")).to_have_text(["Try again"])
    stranger.close()
