"""Pages are left at any moment, and what they saw must have arrived a second later.

`PAGEPULSE_TEST_NAVIGATIONS` sets how many lives of pages there are, `PAGEPULSE_TEST_SEED` which.
Several visitors are there at once, each with a browser context of its own.
"""

from __future__ import annotations

import asyncio
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.async_api import Browser, Page, async_playwright
from tests.browser.tracker.test_tracker_cuts import holes
from tests.browser.tracker.tracker_site import Collector, TrackerSite

pytestmark = pytest.mark.browser

NAVIGATIONS = int(os.environ.get("PAGEPULSE_TEST_NAVIGATIONS", "20"))
SEED = int(os.environ.get("PAGEPULSE_TEST_SEED", "1"))

# More than the cores of a small machine can serve would measure the machine.
VISITORS = 2
# Lives end before, while and after the recorder starts; some pages are large.
LONGEST_LIFE_MS = 2_500
PATHS = ("/", "/second", "/heavy")
ARRIVAL_S = 1.0
LEAST_COMPLETE_SHARE = 0.99


@dataclass(frozen=True)
class Life:
    """One showing of a page, and how it ends."""

    number: int
    path: str
    length_ms: int
    is_closed: bool


@dataclass
class LastWords:
    """What lives said at their end and the server stored, each batch once."""

    collector: Collector
    counts: Counter[int] = field(default_factory=Counter)
    _places: set[tuple[str, str, int]] = field(default_factory=set)
    _read: int = 0

    def has(self, life: Life) -> bool:
        """Tell whether a life's last words are stored; the caller holds `collector.arrived`."""
        for upload in self.collector.uploads[self._read :]:
            self._read += 1
            batch = upload.batch
            place = (batch["sessionKey"], batch["tabId"], batch["seq"])
            if upload.status == 202 and place not in self._places:
                self._places.add(place)
                self.counts.update(e["properties"]["life"] for e in batch.get("customEvents", []))
        return self.counts[life.number] > 0

    def arrive(self, life: Life) -> bool:
        """Wait for a life's last words, a second at most."""
        with self.collector.arrived:
            return self.collector.arrived.wait_for(lambda: self.has(life), ARRIVAL_S)


def lives_of(seed: int, count: int) -> Iterator[Life]:
    dice = random.Random(seed)
    for number in range(count):
        yield Life(number, dice.choice(PATHS), dice.randrange(LONGEST_LIFE_MS), dice.random() < 0.5)


async def live(page: Page, url: str, life: Life) -> None:
    """Show a page for a while; its last words are said in the moment before it is left."""
    await page.goto(url + life.path, wait_until="domcontentloaded")
    await page.evaluate(
        """([life, length]) => new Promise(done => setTimeout(() => {
            document.body.append(`life ${life}`);
            pulse.track('last words', { life });
            done();
        }, length))""",
        [life.number, life.length_ms],
    )


async def visit(browser: Browser, url: str, lives: Iterator[Life], words: LastWords) -> list[int]:
    """Live one life after the other; return the numbers of those whose last words came late."""
    context = await browser.new_context()
    page = await context.new_page()
    late: list[int] = []
    for life in lives:
        await live(page, url, life)
        if life.is_closed:
            await page.close(run_before_unload=True)
            page = await context.new_page()
        else:
            await page.goto("about:blank")
        if not await asyncio.to_thread(words.arrive, life):
            late.append(life.number)
    await context.close()
    return late


async def visit_at_once(url: str, words: LastWords, launch: dict[str, Any]) -> list[int]:
    lives = lives_of(SEED, NAVIGATIONS)
    async with async_playwright() as driver, await driver.chromium.launch(**launch) as browser:
        visits = [visit(browser, url, lives, words) for _ in range(VISITORS)]
        return [number for late in await asyncio.gather(*visits) for number in late]


def test_nearly_all_lives_of_pages_are_complete_a_second_after_their_end(
    site: TrackerSite,
    browser_type_launch_args: dict[str, Any],
    record_testsuite_property: Callable[[str, object], None],
) -> None:
    words = LastWords(site.collector)
    # On a thread of its own: the driver of the other tests has a loop on this one.
    with ThreadPoolExecutor(1) as thread:
        visits = visit_at_once(site.url, words, browser_type_launch_args)
        late = thread.submit(asyncio.run, visits).result()

    missing = sum(map(len, holes(site).values()))
    record_testsuite_property("late", len(late))
    record_testsuite_property("missing batches", missing)
    allowed = NAVIGATIONS * (1 - LEAST_COMPLETE_SHARE)
    # Of so few lives as in a usual run, one in a hundred may be one; nothing may be lost of any.
    assert len(late) <= max(1, allowed), late
    assert [life for life, count in words.counts.items() if count > 1] == []
    assert missing <= allowed
