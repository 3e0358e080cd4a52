"""Frames of the same origin and shadow roots: recorded, masked by the same rules, replayed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page
from tests.browser.made_events import page_view
from tests.browser.player_host import PlayerHost, moment_of
from tests.browser.recorded_dom import described, described_inside
from tests.browser.running_demo import RunningDemo
from tests.browser.sent_recording import SentRecording
from tests.browser.tracker.conftest import Until
from tests.browser.tracker.tracker_site import Collector, TrackerSite

pytestmark = pytest.mark.browser

FULL_SNAPSHOT = 2
# What the page says in places that are masked, blocked or turned off.
HIDDEN = re.compile(r"(?:masked|blocked|off)-\w+ (?:loose|words|changed|added|appended)")


def is_recorded(collector: Collector, words: str) -> bool:
    return any(words in upload.text for upload in collector.uploads)


def record_all(site: TrackerSite, page: Page, until: Until) -> None:
    """Show the page with frames and shadow roots, and change all of it."""
    page.goto(f"{site.url}/frames")
    until(lambda: is_recorded(site.collector, "Nested words"))
    page.evaluate("changeAll()")
    # Each frame is read some time after it has loaded.
    until(lambda: nested_words(site.collector) >= 4)
    page.evaluate("changeLate()")
    until(lambda: is_recorded(site.collector, "Framed text"))
    page.evaluate("pulse.track('finished')")
    until(lambda: len(site.collector.all_of("customEvents")) == 1)


def nested_words(collector: Collector) -> int:
    """Return in how many frames the innermost document was read, masked or not."""
    sent = "".join(upload.text for upload in collector.uploads)
    return len(re.findall("Nested words|•••••• •••••", sent))


Replay = Callable[[list[dict[str, Any]]], list[str]]


@pytest.fixture
def replay(browser: Browser, demo: RunningDemo, admin: httpx.Client) -> Iterator[Replay]:
    """Ask how a recording looks in the real player at its end."""
    context = browser.new_context(storage_state=storage_of(demo, browser))

    def look(events: list[dict[str, Any]]) -> list[str]:
        recording = SentRecording(demo, admin)
        recording.send(events, pages=[page_view(events[0]["timestamp"])], ended=True)
        player = PlayerHost(context.new_page(), demo, 1280, 720)
        at = moment_of(recording.detail(), events[-1]["timestamp"]) + 1
        return described_inside(player.show(recording.session_id, "t_1", at))

    yield look
    context.close()


def storage_of(demo: RunningDemo, browser: Browser) -> Any:
    context = browser.new_context()
    login = {"email": demo.email, "password": demo.password}
    headers = {"Origin": demo.dashboard}
    answer = context.request.post(f"{demo.dashboard}/api/auth/login", data=login, headers=headers)
    assert answer.ok
    state = context.storage_state()
    context.close()
    return state


def test_frames_and_shadow_roots_replay_as_the_visitor_saw_them(
    site: TrackerSite, page: Page, until: Until, replay: Replay
) -> None:
    record_all(site, page, until)
    hide = """() => document.querySelectorAll(
        '[data-pulse-mask],[data-pulse-block],[data-pulse-ignore],#off-frame')
        .forEach((element) => element.remove())"""
    page.evaluate(hide)
    page.evaluate("pulse.track('hidden')")
    until(lambda: len(site.collector.all_of("customEvents")) == 2)

    events = site.collector.all_of("events")

    assert replay(events) == described(page)


def test_masks_and_blocks_reach_into_frames_and_shadow_roots(
    site: TrackerSite, page: Page, until: Until
) -> None:
    record_all(site, page, until)

    sent = "".join(upload.text for upload in site.collector.uploads)

    assert HIDDEN.findall(sent) == []
