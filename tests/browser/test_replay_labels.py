"""The event list names what a visitor acted on, in words that the page showed."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from functools import partial

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.made_events import SECOND_MS, click, element, page_events, text
from tests.browser.replay_screen import PATIENCE_MS, ReplayScreen
from tests.browser.running_demo import RunningDemo
from tests.browser.sent_recording import SentRecording
from tests.browser.sessions import detail_until, seeded, session_since, wait_for

pytestmark = pytest.mark.browser

PRODUCT = "/coffee/nyeri-gatomboya/"
BUTTON, HOSTILE = 20, 30
MARKUP = "<img src=x onerror=alert(1)>"


@pytest.fixture
def screen(admin_page: Page, demo: RunningDemo) -> Iterator[ReplayScreen]:
    """Open a replay screen on which no script may fail."""
    shown = ReplayScreen(admin_page, demo)
    yield shown
    assert shown.failures == []


@pytest.fixture(scope="module")
def purchase(browser: Browser, demo: RunningDemo, admin: httpx.Client) -> str:
    """Put a coffee into the basket of the demo site; return where its replay is."""
    wait_for(partial(seeded, admin), "the week of sessions")
    started = time.time() * SECOND_MS
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        visitor = context.new_page()
        visitor.goto(f"{demo.site}{PRODUCT}")
        session = wait_for(partial(session_since, admin, started - SECOND_MS), "the session")
        visitor.fill("#newsletter-email", "canary@example.org")
        visitor.click("#add-to-basket")
        visitor.click("a.basket span")
        visitor.wait_for_url("**/checkout/")
        at = visitor.evaluate("Date.now()")
        visitor.click("h1")
        detail_until(admin, session["sessionId"], at)
    project = admin.get("/api/auth/me").json()["projects"][0]["projectId"]
    return f"/p/{project}/sessions/{session['sessionId']}"


def test_the_list_names_the_pressed_button_link_and_field(screen: ReplayScreen, purchase: str):
    screen.open(purchase)
    events = screen.page.get_by_test_id("events")

    for words in ("Click Add to basket", "Input New coffees, once a month", "Click Basket"):
        entry = events.get_by_role("button", name=words)
        expect(entry.first).to_be_visible(timeout=PATIENCE_MS)
    expect(events).not_to_contain_text("canary")


@pytest.fixture(scope="module")
def angry(demo: RunningDemo, admin: httpx.Client) -> SentRecording:
    """Four fast clicks on a button without effect, and one on something named like markup."""
    start = (time.time() - 60) * SECOND_MS
    button = element(BUTTON, "button", [text(BUTTON + 1, "Pay now")])
    hostile = element(HOSTILE, "button", [text(HOSTILE + 1, f"\u202e{MARKUP}")])
    presses = [click(start + 2000 + 200 * number, BUTTON) for number in range(4)]
    last = click(start + 9000, HOSTILE)
    recording = SentRecording(demo, admin)
    recording.send([*page_events(start, body=[button, hostile]), *presses, last], ended=True)
    return recording


def test_fast_clicks_on_one_thing_are_called_rage_clicks(
    screen: ReplayScreen, angry: SentRecording
):
    screen.open(angry.path)
    events = screen.page.get_by_test_id("events")

    entry = events.get_by_role("button", name="Rage clicks Pay now \u00d74")
    expect(entry).to_have_count(1, timeout=PATIENCE_MS)
    entry.click()

    expect(events.locator("[aria-current=true]")).to_contain_text("Pay now")


def test_the_card_of_the_timeline_says_the_same(screen: ReplayScreen, angry: SentRecording):
    screen.open(angry.path)
    expect(screen.page.get_by_text("Pay now")).to_be_visible(timeout=PATIENCE_MS)
    bar = screen.page.get_by_test_id("timeline")
    box = bar.bounding_box()
    assert box is not None

    bar.hover(position={"x": box["width"] * 2 / 9, "y": box["height"] / 2})

    card = screen.page.get_by_test_id("timeline-hover")
    expect(card).to_contain_text("Rage clicks Pay now \u00d74")


def test_a_name_that_looks_like_markup_is_text(screen: ReplayScreen, angry: SentRecording):
    screen.open(angry.path)

    entry = screen.page.get_by_test_id("events").get_by_role("button").last

    expect(entry).to_have_text(re.compile(re.escape(f"Click {MARKUP}")), timeout=PATIENCE_MS)
    expect(entry.locator("img")).to_have_count(0)
