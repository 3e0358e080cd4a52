"""Somebody sees a name in a replay, points at it, and it is hidden in what is stored."""

from __future__ import annotations

import time

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.browser.made_events import element, mutation, page_events, text
from tests.browser.replay_screen import PATIENCE_MS, ReplayScreen
from tests.browser.running_demo import RunningDemo
from tests.browser.sent_recording import SentRecording

pytestmark = pytest.mark.browser

NAME, LATER = "Zora Quellwasser", "Zora Regenbach"
MASK = "•" * 8
# All recordings of the demo are gone through, beside everything else that goes on.
WORK_MS = 90_000


def test_what_was_pointed_at_is_dots_in_the_stored_recording_which_still_plays(
    admin_page: Page, demo: RunningDemo, admin: httpx.Client
) -> None:
    recording = SentRecording(demo, admin)
    at = (time.time() - 60) * 1000
    named = element(10, "p", [text(11, NAME)], {"class": "customer", "title": NAME})
    kept = element(12, "p", [text(13, "Your order")], {"class": "note"})
    changed = mutation(at + 2_000, texts=[{"id": 11, "value": LATER}])
    recording.send([*page_events(at, "10:00", body=[named, kept]), changed], ended=True)
    screen = ReplayScreen(admin_page, demo)
    screen.open(recording.path, "?t=1000")
    expect(screen.recorded(".customer")).to_have_text(NAME, timeout=PATIENCE_MS)

    admin_page.get_by_role("button", name="Hide element").click()
    box = screen.recorded(".customer").bounding_box()
    assert box is not None
    admin_page.mouse.click(box["x"] + 8, box["y"] + box["height"] / 2)
    expect(admin_page.get_by_label("CSS selector")).to_have_value("p.customer")
    admin_page.get_by_role("button", name="Count it first").click()
    row = admin_page.get_by_role("listitem").filter(has_text="p.customer")
    expect(row).to_contain_text("Found in 1 recording, 3 places", timeout=WORK_MS)
    row.get_by_role("button", name="Hide…").click()
    admin_page.get_by_role("button", name="Hide for good").click()
    expect(row).to_contain_text("Out of sight", timeout=WORK_MS)

    screen.open(recording.path, "?t=1000")
    expect(screen.recorded(".customer")).to_have_text(MASK, timeout=PATIENCE_MS)
    expect(screen.recorded(".customer")).to_have_attribute("title", MASK)
    expect(screen.recorded(".note")).to_have_text("Your order")
    screen.expect_clock("10:00")
    events = admin.get(f"/api/tracking/sessions/{recording.session_id}/events").text
    assert (NAME in events, LATER in events) == (False, False)
    assert screen.failures == []
