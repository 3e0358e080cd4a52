"""What left the recording for the vault is back in the replay and in the export."""

from __future__ import annotations

import json
import time
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.made_events import element, page_events, page_view
from tests.browser.replay_screen import ReplayScreen
from tests.browser.running_demo import RunningDemo
from tests.browser.sent_recording import SentRecording
from tests.browser.sessions import seeded, session_since, wait_for

pytestmark = pytest.mark.browser

CSS = b"h1 { color: rgb(1, 2, 3) }"
GONE = f"pulse-asset:{'0' * 64}"
MINUTE_MS = 60_000


def send(demo: RunningDemo, admin: httpx.Client, *references: str) -> SentRecording:
    """Send a page whose style sheets are these references."""
    recording = SentRecording(demo, admin)
    start = time.time() * 1000 - MINUTE_MS
    head = [
        element(200 + number, "style", attributes={"_cssText": reference})
        for number, reference in enumerate(references)
    ]
    events = [
        *page_events(start, "styled", head=head),
        *page_events(start + 2000, "styled", head=head),
    ]
    recording.send(events, pages=[page_view(start)], ended=True)
    return recording


def color_of_heading(screen: ReplayScreen) -> str:
    heading = screen.recorded("h1")
    color: str = heading.evaluate("heading => getComputedStyle(heading).color")
    return color


def test_a_style_sheet_of_the_vault_is_drawn_and_exported_as_plain_rrweb(
    admin_page: Page, demo: RunningDemo, admin: httpx.Client
) -> None:
    reference = SentRecording(demo, admin).keep(CSS)
    recording = send(demo, admin, reference)
    screen = ReplayScreen(admin_page, demo)
    asked: list[str] = []
    admin_page.on("request", lambda request: asked.append(request.url))
    screen.open(recording.path, "?t=0")
    screen.expect_clock("styled")

    assert color_of_heading(screen) == "rgb(1, 2, 3)"
    assert len([url for url in asked if "/api/tracking/assets/" in url]) == 1
    export = admin.get(f"/api/tracking/sessions/{recording.session_id}/export").text
    snapshot = admin.get(
        "/api/tracking/snapshot",
        params={"pageURL": "https://shop.example/", "sessionId": recording.session_id},
    ).text
    for text in (export, snapshot):
        assert "pulse-asset:" not in text
        assert CSS.decode() in text


def test_a_page_whose_style_sheet_is_missing_is_drawn_without_it_and_says_so(
    admin_page: Page, demo: RunningDemo, admin: httpx.Client
) -> None:
    reference = SentRecording(demo, admin).keep(CSS)
    recording = send(demo, admin, reference, GONE)
    screen = ReplayScreen(admin_page, demo)
    screen.open(recording.path, "?t=0")
    screen.expect_clock("styled")

    assert color_of_heading(screen) == "rgb(1, 2, 3)"
    expect(admin_page.get_by_text("A style sheet is missing")).to_be_visible()


def test_a_visitor_of_the_site_sends_the_style_sheets_once(
    browser: Browser, demo: RunningDemo, admin: httpx.Client
) -> None:
    wait_for(lambda: seeded(admin), "the week of sessions")
    started = time.time() * 1000 - 1000
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{demo.site}/")
        session = wait_for(lambda: session_since(admin, started), "the session")
        session_id = session["sessionId"]
        events = wait_for(lambda: recorded(admin, session_id), "the full snapshot")

    references = [node["_cssText"] for node in styles(events)]
    assert references
    for reference in references:
        answer = admin.get(f"/api/tracking/assets/{reference.removeprefix('pulse-asset:')}")
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-type"] == "application/octet-stream"


def recorded(admin: httpx.Client, session_id: str) -> list[dict[str, Any]] | None:
    answer = admin.get(f"/api/tracking/sessions/{session_id}/events")
    events: list[dict[str, Any]] = answer.json().get("events", []) if answer.is_success else []
    return events if any(event["type"] == 2 for event in events) else None


def styles(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the attributes of the style elements of the full snapshots."""
    found: list[dict[str, Any]] = []

    def look(node: dict[str, Any]) -> dict[str, Any]:
        if len(node.get("_cssText", "")) > 20:
            found.append(node)
        return node

    for event in events:
        if event["type"] == 2:
            json.loads(json.dumps(event), object_hook=look)
    return found
