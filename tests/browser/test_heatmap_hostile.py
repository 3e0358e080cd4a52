"""The page under a heatmap is a recording as well: it must neither run, load nor open anything."""

from __future__ import annotations

import time
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.browser.hostile_assets import hostile_sheet
from tests.browser.hostile_recording import hostile_events
from tests.browser.hostile_watch import Listener, Watch, origins_of
from tests.browser.made_events import HEIGHT, WIDTH, page_view
from tests.browser.running_demo import RunningDemo
from tests.browser.sent_recording import SentRecording
from tests.browser.sessions import wait_for

pytestmark = pytest.mark.browser

# A busy machine draws late; a test that passes never waits this long.
PATIENCE_MS = 30_000
# Every text of an interaction is hostile, too.
POISON = '"><img src=x onerror="console.log(`CANARY text`)">'
PRESS_EVERYTHING = """() => {
  const pressed = document.querySelectorAll("a, area, button, input, summary, body");
  for (const one of pressed) one.click?.();
  for (const form of document.forms) HTMLFormElement.prototype.requestSubmit.call(form);
}"""


@pytest.fixture
def recording(demo: RunningDemo, admin: httpx.Client, listener: Listener) -> SentRecording:
    """Send a page full of attacks and three clicks on it."""
    start = (time.time() - 60) * 1000
    made = SentRecording(demo, admin)
    made.keep(hostile_sheet(listener.url))
    view = {**page_view(start), "title": POISON}
    events = hostile_events(start, listener.url)
    made.send(events, pages=[view], lists=clicks(start), ended=True)
    asked = {"pageURL": view["url"], "sessionId": made.session_id, "format": "elements"}

    def are_stored() -> bool:
        answer = admin.get("/api/tracking/heatmap", params=asked).raise_for_status().json()
        return bool(answer["metadata"]["totalInteractions"] == 3)

    wait_for(are_stored, "the clicks")
    named = {"search": "CANARY"}
    listed = "/api/tracking/heatmap/pages"
    wait_for(lambda: admin.get(listed, params=named).json()["pages"], "the page in the list")
    return made


def clicks(start: float) -> dict[str, list[dict[str, Any]]]:
    """Return clicks on an element that is known by hostile words."""
    where = {"pageViewId": "p_1", "url": "https://shop.example/", "element": "0"}
    size = {"viewportWidth": WIDTH, "viewportHeight": HEIGHT}
    made = [
        {"type": "click", "at": start + n, "x": 20, "y": 20, **where, **size} for n in range(1, 4)
    ]
    return {"interactions": made, "elements": [{"id": "0", "print": {"path": POISON}}]}


def test_a_hostile_page_under_a_heatmap_runs_loads_and_opens_nothing(
    admin_page: Page, demo: RunningDemo, listener: Listener, recording: SentRecording
):
    watch = Watch(admin_page, listener)
    screen = recording.path.replace("/sessions/", "/heatmaps?pageURL=https://shop.example/&only=")
    admin_page.goto(demo.dashboard + screen)
    drawn = admin_page.frame_locator("iframe[title^='The recorded page']").frame_locator("iframe")
    expect(drawn.locator("#clock")).to_have_text("still here", timeout=PATIENCE_MS)
    expect(admin_page.get_by_text("clicks drawn")).to_be_visible(timeout=PATIENCE_MS)
    address, origins = admin_page.url, origins_of(admin_page)

    drawn.locator("html").first.evaluate(PRESS_EVERYTHING)
    # The list of pages draws it once more, small, where nobody sees it.
    admin_page.get_by_role("button", name="Page of the map").click()
    listed = admin_page.get_by_role("option").filter(has_text=POISON)
    listed.scroll_into_view_if_needed()
    expect(listed.locator("img")).to_be_visible(timeout=PATIENCE_MS)

    expect(drawn.locator("#clock")).to_have_text("still here")
    assert watch.scripts == []
    assert (watch.requests, listener.connections) == ([], 0)
    assert watch.openings == []
    assert (admin_page.url, origins_of(admin_page)) == (address, origins)
    assert drawn.locator("html").first.evaluate("() => 'polluted' in {}") is False
    assert admin_page.evaluate("'polluted' in {}") is False
