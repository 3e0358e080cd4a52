"""Frames of the same origin and shadow roots: recorded, masked by the same rules, replayed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page
from tests.browser.recorded_dom import described, described_inside
from tests.browser.tracker.conftest import Replay, Until
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

    assert described_inside(replay(events).at_end()) == described(page)


def test_masks_and_blocks_reach_into_frames_and_shadow_roots(
    site: TrackerSite, page: Page, until: Until
) -> None:
    record_all(site, page, until)

    sent = "".join(upload.text for upload in site.collector.uploads)

    assert HIDDEN.findall(sent) == []
