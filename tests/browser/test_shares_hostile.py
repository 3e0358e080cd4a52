"""A stranger's browser is to be trusted with a hostile recording as little as an admin's."""

from __future__ import annotations

import time
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect
from tests.browser.hostile_assets import hostile_sheet
from tests.browser.hostile_recording import hostile_events
from tests.browser.hostile_watch import Listener, Watch, origins_of
from tests.browser.made_events import page_view
from tests.browser.replay_screen import PATIENCE_MS, ReplayScreen
from tests.browser.running_demo import RunningDemo
from tests.browser.sent_recording import SentRecording
from tests.browser.shared_links import link_to_map, link_to_replay
from tests.browser.test_heatmap_hostile import POISON, PRESS_EVERYTHING, clicks
from tests.browser.test_replay_hostile import click_everything, polluted, sandbox_of

pytestmark = pytest.mark.browser


@pytest.fixture
def recording(demo: RunningDemo, admin: httpx.Client, listener: Listener) -> SentRecording:
    """Send a page full of attacks, and three clicks on it."""
    start = (time.time() - 60) * 1000
    made = SentRecording(demo, admin)
    made.keep(hostile_sheet(listener.url))
    view = {**page_view(start), "title": POISON}
    events = hostile_events(start, listener.url)
    made.send(events, pages=[view], lists=clicks(start), ended=True)
    return made


@pytest.fixture
def stranger(browser: Browser) -> Iterator[Page]:
    """Open the browser of somebody who has no login."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def test_a_hostile_replay_behind_a_share_link_runs_loads_and_opens_nothing(
    stranger: Page,
    demo: RunningDemo,
    admin: httpx.Client,
    listener: Listener,
    recording: SentRecording,
):
    watch = Watch(stranger, listener)
    screen = ReplayScreen(stranger, demo)
    screen.open(link_to_replay(demo, admin, recording).removeprefix(demo.dashboard))
    screen.expect_clock("still here")
    address, origins = stranger.url, origins_of(stranger)
    click_everything(screen)

    # A recording that was opened without a moment plays by itself.
    screen.expect_state("Play again")
    click_everything(screen)

    screen.expect_clock("still here")
    assert_nothing_happened(watch, listener)
    assert (stranger.url, origins_of(stranger)) == (address, origins)
    assert polluted(screen) == [False, False]
    assert sandbox_of(screen) == "allow-same-origin"


def test_a_hostile_page_under_a_shared_heatmap_runs_loads_and_opens_nothing(
    stranger: Page,
    demo: RunningDemo,
    admin: httpx.Client,
    listener: Listener,
    recording: SentRecording,
):
    watch = Watch(stranger, listener)
    stranger.goto(link_to_map(demo, admin, recording))
    drawn = page_under_the_map(stranger)
    expect(drawn.locator("#clock")).to_have_text("still here", timeout=PATIENCE_MS)
    expect(stranger.get_by_text("clicks drawn")).to_be_visible(timeout=PATIENCE_MS)
    address, origins = stranger.url, origins_of(stranger)

    drawn.locator("html").first.evaluate(PRESS_EVERYTHING)

    expect(drawn.locator("#clock")).to_have_text("still here")
    assert_nothing_happened(watch, listener)
    assert (stranger.url, origins_of(stranger)) == (address, origins)
    assert drawn.locator("html").first.evaluate("() => 'polluted' in {}") is False
    assert stranger.evaluate("'polluted' in {}") is False


def page_under_the_map(page: Page) -> FrameLocator:
    return page.frame_locator("iframe[title^='The recorded page']").frame_locator("iframe")


def assert_nothing_happened(watch: Watch, listener: Listener) -> None:
    assert watch.scripts == []
    assert (watch.requests, listener.connections) == ([], 0)
    assert watch.openings == []
