"""The live view and the wall, fed as the server feeds them, with visitors that tests make up."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.live_view_screen import LiveViewScreen
from tests.browser.live_wire import LiveWire, MadeVisitor, made_tab, recorded_pages
from tests.browser.made_events import CLOCK_TEXT, Event, click, mutation, page_events
from tests.browser.replay_screen import PATIENCE_MS
from tests.browser.running_demo import RunningDemo

pytestmark = pytest.mark.browser

# A visitor's clock may be so wrong; nothing may be shown so much later.
WRONG_CLOCK_MS = 5_000
# So many tiles at once are promised.
TILES = 12


def says(visitor: MadeVisitor, words: str) -> Event:
    """Return the change after which the page of a visitor says something else."""
    return mutation(visitor.now(), texts=[{"id": CLOCK_TEXT, "value": words}])


@pytest.mark.parametrize("skew_ms", [0, WRONG_CLOCK_MS, -WRONG_CLOCK_MS])
def test_what_happens_is_shown_whatever_the_clock_of_the_visitor_says(
    admin_page: Page, demo: RunningDemo, skew_ms: float
):
    visitor = MadeVisitor("s_clock", skew_ms=skew_ms)
    wire = LiveWire(admin_page, [visitor])
    wire.send(visitor, page_events(visitor.now() - 4_000, "first"))
    wire.send(visitor, [says(visitor, "before")])
    screen = LiveViewScreen(admin_page, demo)

    screen.open(visitor.session_id)
    screen.expect_clock("before")
    for number in range(3):
        wire.send(visitor, [says(visitor, f"now {number}"), click(visitor.now())])
        screen.expect_clock(f"now {number}", within_ms=WRONG_CLOCK_MS - 500)

    # A clock that is believed is off by 5 s here as well.
    screen.expect_badge(re.compile(r"^LIVE[0-3]?\d{1,3} ms$"))
    feed = admin_page.get_by_test_id("feed")
    expect(feed.get_by_text("Click").first).to_be_visible()
    assert screen.failures == []


def test_a_hole_stops_the_picture_until_a_full_snapshot_mends_it(
    admin_page: Page, demo: RunningDemo
):
    visitor = MadeVisitor("s_hole")
    wire = LiveWire(admin_page, [visitor])
    wire.send(visitor, page_events(visitor.now(), "whole"))
    screen = LiveViewScreen(admin_page, demo)
    screen.open(visitor.session_id)
    screen.expect_clock("whole")

    wire.send(visitor, [says(visitor, "behind a hole")], lose=2)
    screen.expect_badge("RESYNCING")
    expect(admin_page.get_by_text("Resyncing: something was lost")).to_be_visible()
    screen.expect_clock("whole")
    wire.send(visitor, page_events(visitor.now(), "mended"))

    screen.expect_clock("mended")
    screen.expect_badge(re.compile("^LIVE"))


def test_the_picture_follows_the_visitor_from_tab_to_tab(admin_page: Page, demo: RunningDemo):
    visitor = MadeVisitor("s_tabs")
    wire = LiveWire(admin_page, [visitor])
    wire.send(visitor, page_events(visitor.now(), "one"))
    wire.send(visitor, page_events(visitor.now(), "two"), tab_id="t_2")
    screen = LiveViewScreen(admin_page, demo)
    screen.open(visitor.session_id)
    screen.expect_clock("one")

    tabs = [made_tab("t_1", 1, isVisible=False), made_tab("t_2", 2)]
    changed = {**visitor.about, "tabs": tabs}
    project = re.search("/p/([^/]+)/", admin_page.url)
    assert project is not None
    told = {"projectId": project[1], "changed": [changed], "gone": []}
    wire.tell("visitors", told)
    screen.expect_clock("two")
    expect(admin_page.get_by_test_id("address")).to_contain_text("Page of t_2")

    away = {**changed, "tabs": [{**tab, "isVisible": False} for tab in tabs]}
    wire.tell("visitors", {**told, "changed": [away]})
    expect(admin_page.get_by_text("The visitor looks at another tab")).to_be_visible()
    wire.tell("visitors", {**told, "changed": [], "gone": [visitor.session_id]})
    expect(admin_page.get_by_text("The visitor has left")).to_be_visible()
    screen.expect_badge("OVER")


def test_a_wall_of_twelve_shows_real_pages_and_opens_one(admin_page: Page, demo: RunningDemo):
    visitors = [MadeVisitor(f"s_{number:02}", activity=1.0) for number in range(TILES)]
    admin_page.set_viewport_size({"width": 1440, "height": 1600})
    wire = LiveWire(admin_page, visitors)
    pages = recorded_pages("s5_sbadmin_1024")
    for number, visitor in enumerate(visitors):
        wire.send(visitor, first_picture(pages[number % len(pages)], visitor.now()))
    screen = LiveViewScreen(admin_page, demo)

    screen.open("")
    tiles = admin_page.get_by_test_id("live-tile")
    expect(tiles).to_have_count(TILES)
    expect(tiles.get_by_text("LIVE", exact=True)).to_have_count(TILES, timeout=PATIENCE_MS)
    # Nothing else comes of them: most visitors read, and do nothing for a while.
    expect(tiles.get_by_text("Waiting for the first picture")).to_have_count(0)
    assert wire.watched == {visitor.session_id for visitor in visitors}
    tiles.first.get_by_role("button").press("Enter")

    screen.expect_badge(re.compile("^LIVE"))
    expect(screen.recorded("#accordionSidebar")).to_be_attached(timeout=PATIENCE_MS)
    assert screen.failures == []


def first_picture(events: list[Event], at: float) -> list[Event]:
    """Return the Meta event and the full snapshot of a recorded page, as if it happened now."""
    snapshot = next(index for index, event in enumerate(events) if event["type"] == 2)
    return [{**event, "timestamp": at} for event in events[snapshot - 1 : snapshot + 1]]
