"""Console, network and web vitals beside the replay, and where they are switched."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.browser.made_events import SECOND_MS, page_view, ticks
from tests.browser.replay_screen import ReplayScreen
from tests.browser.running_demo import RunningDemo
from tests.browser.sent_recording import SentRecording

pytestmark = pytest.mark.browser

LENGTH_S = 450


def made_signals(start: float) -> dict[str, list[dict[str, Any]]]:
    """Return a message a second, two requests of which one failed, and a web vital."""
    place = {"pageViewId": "p_1"}
    messages = [
        {**place, "at": start + n * SECOND_MS, "level": "log", "text": f"tick {n}"}
        for n in range(LENGTH_S)
    ]
    messages[100] |= {"level": "error", "text": "No stock of Sidama <b>today</b>"}
    asked = {**place, "method": "GET", "initiator": "fetch", "outcome": "answered", "bytes": 900}
    requests = [
        {**asked, "at": start + 50_000, "url": "https://shop.example/api/a", "status": 200},
        {**asked, "at": start + 200_000, "url": "https://shop.example/api/b", "status": 503},
    ]
    vital = {"name": "LCP", "value": 4_200, "rating": "poor", "element": "main>img.hero"}
    return {
        "consoleMessages": messages,
        "requests": [{**one, "durationMs": 80} for one in requests],
        "vitals": [{**place, **vital, "at": start + 900, "url": "https://shop.example/"}],
        "identities": [{**place, "at": start, "id": "u-81"}],
    }


@pytest.fixture(scope="module")
def talking(demo: RunningDemo, admin: httpx.Client) -> SentRecording:
    """Return a session whose page says something every second."""
    start = (time.time() - 900) * SECOND_MS
    recording = SentRecording(demo, admin)
    events = list(ticks(start, 0, LENGTH_S, snapshot_every=180))
    recording.send(events, pages=[page_view(start)], ended=True, lists=made_signals(start))
    return recording


@pytest.fixture(scope="module")
def silent(demo: RunningDemo, admin: httpx.Client) -> SentRecording:
    """Return a session whose page says nothing."""
    start = (time.time() - 900) * SECOND_MS
    recording = SentRecording(demo, admin)
    recording.send(list(ticks(start, 0, 3, snapshot_every=9)), pages=[page_view(start)], ended=True)
    return recording


@pytest.fixture
def screen(admin_page: Page, demo: RunningDemo) -> Iterator[ReplayScreen]:
    """Open a replay screen on which no script may fail."""
    shown = ReplayScreen(admin_page, demo)
    yield shown
    assert shown.failures == []


def test_the_console_follows_the_replay_and_leads_to_its_moments(
    screen: ReplayScreen, talking: SentRecording
):
    page = screen.page
    screen.open(talking.path, "?t=300500")
    page.get_by_role("tab", name="Console").click()
    console = page.get_by_test_id("console")

    # Only what is near is drawn of hundreds, and the present one is marked.
    expect(console.locator("[aria-current]")).to_contain_text("tick 300")
    assert console.locator("li").count() < 100

    page.get_by_role("button", name="Errors 1").click()
    error = console.get_by_role("button", name="No stock of Sidama <b>today</b>")
    error.click()
    screen.expect_clock("second 100")
    expect(page.get_by_role("region", name="Chosen")).to_contain_text("<b>today</b>")

    page.get_by_role("button", name="All 450").click()
    page.get_by_label("Search messages").fill("TICK 44")
    expect(console.locator("li")).to_have_count(11)
    console.get_by_role("button", name="tick 44", exact=False).first.focus()
    screen.press("ArrowDown", "Enter")
    screen.expect_clock("second 440")


def test_a_failed_request_stands_out_on_timeline_list_and_network(
    screen: ReplayScreen, talking: SentRecording
):
    page = screen.page
    screen.open(talking.path, "?t=0")

    page.get_by_role("button", name="Failed requests 1").click()
    expect(page.get_by_test_id("events")).to_contain_text("503 GET /api/b")
    page.get_by_role("tab", name="Network").click()
    page.get_by_role("button", name="Failed 1").click()
    page.get_by_test_id("requests").get_by_role("button", name="/api/b").click()
    screen.expect_clock("second 200")
    expect(page.get_by_role("region", name="Chosen")).to_contain_text(
        "GET https://shop.example/api/b"
    )


def test_details_say_who_it_was_and_how_fast_the_page_was(
    screen: ReplayScreen, talking: SentRecording
):
    screen.open(talking.path, "?t=0")
    screen.page.get_by_role("tab", name="Details").click()
    details = screen.page.get_by_role("tabpanel", name="Details")

    expect(details).to_contain_text("u-81")
    expect(details).to_contain_text("LCP4.2 spoormain>img.hero")


def test_where_nothing_was_captured_the_panel_leads_to_the_switch(
    screen: ReplayScreen, silent: SentRecording
):
    page = screen.page
    screen.open(silent.path, "?t=0")
    page.get_by_role("tab", name="Console").click()
    page.get_by_role("tabpanel", name="Console").get_by_role("link").click()

    network = page.get_by_role("switch", name="Network")
    expect(network).to_be_checked()
    network.click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(network).not_to_be_checked()
    page.goto(page.url)
    network.click()
    expect(network).to_be_checked()
