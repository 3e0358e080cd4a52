"""Pages are left at any moment, and what they saw must have arrived a second later.

`PAGEPULSE_TEST_NAVIGATIONS` sets how many lives of pages there are, `PAGEPULSE_TEST_SEED` which.
"""

from __future__ import annotations

import os
import random
from collections import Counter

import pytest
from playwright.sync_api import BrowserContext, Page
from tests.browser.tracker.tracker_site import TrackerSite

pytestmark = pytest.mark.browser

NAVIGATIONS = int(os.environ.get("PAGEPULSE_TEST_NAVIGATIONS", "20"))
SEED = int(os.environ.get("PAGEPULSE_TEST_SEED", "1"))

# Lives end before, while and after the recorder starts; some pages are large.
LONGEST_LIFE_MS = 2_500
PATHS = ("/", "/second", "/heavy")
ARRIVAL_S = 1.0
LEAST_COMPLETE_SHARE = 0.99


def arrived(site: TrackerSite) -> set[int]:
    """Return the numbers of the lives whose last words have arrived."""
    return {event["properties"]["life"] for event in site.collector.all_of("customEvents")}


def live(page: Page, url: str, life: int, length_ms: int) -> None:
    """Show a page for a while; its last words are said in the moment before it is left."""
    page.goto(url, wait_until="domcontentloaded")
    page.evaluate(
        """([life, length]) => new Promise(done => setTimeout(() => {
            document.body.append(`life ${life}`);
            pulse.track('last words', { life });
            done();
        }, length))""",
        [life, length_ms],
    )


def test_nearly_all_lives_of_pages_are_complete_a_second_after_their_end(
    site: TrackerSite, context: BrowserContext
) -> None:
    dice = random.Random(SEED)
    page = context.new_page()
    late: list[int] = []
    for life in range(NAVIGATIONS):
        live(page, site.url + dice.choice(PATHS), life, dice.randrange(LONGEST_LIFE_MS))
        if dice.random() < 0.5:
            page.close(run_before_unload=True)
            page = context.new_page()
        else:
            page.goto("about:blank")
        with site.collector.arrived:
            if not site.collector.arrived.wait_for(lambda: life in arrived(site), ARRIVAL_S):  # noqa: B023 -- called at once
                late.append(life)

    assert len(late) <= NAVIGATIONS * (1 - LEAST_COMPLETE_SHARE), late
    stored = Counter(event["properties"]["life"] for event in site.collector.all_of("customEvents"))
    assert [life for life, count in stored.items() if count > 1] == []
