"""The way to the server is cut again and again, by a script that a seed makes.

`PAGEPULSE_TEST_CUTS` sets how many cuts there are, `PAGEPULSE_TEST_SEED` which ones. The page's
clock is moved by hand, so that ten minutes offline take a second.
"""

from __future__ import annotations

import os
import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

import pytest
from playwright.sync_api import BrowserContext, Page, Request
from tests.browser.tracker.tracker_site import FAULTS, Fault, TrackerSite, Upload

pytestmark = pytest.mark.browser

CUTS = int(os.environ.get("PAGEPULSE_TEST_CUTS", "12"))
SEED = int(os.environ.get("PAGEPULSE_TEST_SEED", "1"))

# A cut lasts from one second to ten minutes of the page's clock.
SHORTEST_MS, LONGEST_MS = 1_000, 600_000
STEPS = 6
# Real time in which answers arrive after each move of the page's clock.
ARRIVAL_S = 0.05
# The longest pause between two attempts is five minutes; this is twice as much.
SETTLE_STEP_MS, SETTLE_STEPS = 5_000, 120
# A batch above this is refused while the fault is "too_large"; single events are smaller.
LIMIT_BYTES = 12_000
PADDING = "x" * 600
EVENTS_PER_STEP = 5
# Attempts are at least a second apart; the page's clock also runs by itself a little.
RETRY_MS = 950


@dataclass(frozen=True)
class Cut:
    """One time without a way to the server, and what the visitor does in it."""

    kind: str
    duration_ms: int
    visitor: str


def script_of(seed: int, count: int) -> list[Cut]:
    """Return cuts of every kind in turn, each of a random length."""
    dice = random.Random(seed)
    kinds = [*FAULTS, "offline", "restart"]
    dice.shuffle(kinds)
    cuts = []
    for number in range(count):
        kind = kinds[number % len(kinds)]
        duration_ms = SHORTEST_MS * (LONGEST_MS / SHORTEST_MS) ** dice.random()
        # Without network no page loads, and without the tracker's host there is no tracker in it.
        choices = ["stay"] if kind in {"offline", "restart"} else ["stay", "stay", "navigate"]
        # Whoever closes the tab in the first seconds of a cut is not yet known to be cut off.
        if duration_ms > 10 * SHORTEST_MS:
            choices.append("close")
        cuts.append(Cut(kind, round(duration_ms), dice.choice(choices)))
    return cuts


class Visitor:
    """Somebody who does numbered things on the site."""

    def __init__(self, context: BrowserContext, site: TrackerSite) -> None:
        self.context = context
        self.site = site
        self.done: list[int] = []
        self.recorders = 0
        self.failed = 0
        self.pages_left = 0
        context.on("requestfinished", self._note_recorder)
        context.on("requestfailed", self._note_failure)
        self.page = self._open()

    def _note_recorder(self, request: Request) -> None:
        self.recorders += request.url.endswith("/recorder.js")

    def _note_failure(self, request: Request) -> None:
        self.failed += request.method == "POST"

    def _open(self) -> Page:
        page = self.context.new_page()
        page.goto(self.site.url)
        return page

    def act(self) -> None:
        """Do things that are recorded and some that can be counted."""
        numbers = list(range(len(self.done), len(self.done) + EVENTS_PER_STEP))
        self.page.mouse.move(10 + len(self.done) % 700, 20)
        self.page.evaluate(
            """([numbers, padding]) => {
                for (const number of numbers) {
                    pulse.track('done', { number, padding });
                    document.getElementById('list').append(new Text(`entry ${number}`));
                }
            }""",
            [numbers, PADDING],
        )
        self.done += numbers

    def move(self, how: str) -> None:
        """Stay, go on to another page, or close the tab and come back later."""
        self.pages_left += how != "stay"
        if how == "navigate":
            self.page.goto(f"{self.site.url}/second")
        if how == "close":
            self.page.close(run_before_unload=False)
            self.page = self.context.new_page()

    def come_back(self) -> None:
        """Open the site in a tab that was opened without it."""
        if self.page.url == "about:blank":
            self.page.goto(self.site.url)

    def advance(self, duration_ms: int) -> None:
        self.page.clock.run_for(duration_ms)
        with self.site.collector.arrived:
            self.site.collector.arrived.wait(timeout=ARRIVAL_S)
        # A round trip: events of the browser are heard.
        self.page.evaluate("null")


def arrived(site: TrackerSite) -> list[int]:
    """Return the numbers of all that the receiver stored, each as often as it is stored."""
    return sorted(event["properties"]["number"] for event in site.collector.all_of("customEvents"))


def endure(cut: Cut, visitor: Visitor, site: TrackerSite) -> None:
    """Break the way to the server for the length of the cut."""
    if cut.kind == "restart":
        site.host.stop()
    if cut.kind == "offline":
        visitor.context.set_offline(True)
    else:
        name = "refused" if cut.kind == "restart" else cut.kind
        site.collector.fail_with(Fault(name, LIMIT_BYTES))
    for step in range(STEPS):
        if visitor.page.url != "about:blank":
            visitor.act()
        visitor.advance(cut.duration_ms // STEPS)
        if step == STEPS - 2:
            visitor.move(cut.visitor)
    if cut.kind == "restart":
        site.host.start()
    visitor.context.set_offline(False)
    site.collector.fail_with(None)
    visitor.come_back()


def settle(cut: Cut, visitor: Visitor, site: TrackerSite) -> None:
    """Let the page's clock run until all has arrived that the visitor did."""
    for _ in range(SETTLE_STEPS):
        if arrived(site) == visitor.done:
            return
        visitor.advance(SETTLE_STEP_MS)
    missing = Counter(visitor.done)
    missing.subtract(arrived(site))
    wrong = {number: count for number, count in missing.items() if count}
    pytest.fail(f"{cut}: lost (1) or doubled (-1): {wrong}")


def wait_for_recorder(visitor: Visitor, count: int) -> None:
    for _ in range(SETTLE_STEPS):
        if visitor.recorders > count:
            return
        visitor.advance(SETTLE_STEP_MS // 5)
    pytest.fail("the recorder was not loaded")


def test_no_cut_loses_or_doubles_anything_or_makes_a_storm(
    site: TrackerSite, context: BrowserContext
) -> None:
    context.clock.install()
    visitor = Visitor(context, site)
    wait_for_recorder(visitor, 0)
    for cut in script_of(SEED, CUTS):
        recorders, failed = visitor.recorders, visitor.failed
        endure(cut, visitor, site)
        settle(cut, visitor, site)
        if cut.visitor != "stay":
            wait_for_recorder(visitor, recorders)
        assert visitor.failed - failed <= cut.duration_ms / 1_000 + 1, cut

    assert arrived(site) == visitor.done
    assert holes(site) == {}
    # A page that is left hands over to a beacon, and the next one begins with its own attempt.
    quick = [gap for gap in pauses(site.collector.uploads) if gap < RETRY_MS]
    assert len(quick) <= 2 * visitor.pages_left


def holes(site: TrackerSite) -> dict[tuple[str, str], list[int]]:
    """Return the numbers that are missing, by session and tab."""
    seqs = defaultdict(set)
    for batch in site.collector.batches:
        seqs[batch["sessionKey"], batch["tabId"]].add(batch["seq"])
    missing = {tab: sorted(set(range(max(found))) - found) for tab, found in seqs.items()}
    return {tab: numbers for tab, numbers in missing.items() if numbers}


def pauses(uploads: list[Upload]) -> list[float]:
    """Return the milliseconds from each failed attempt of a tab to its next."""
    by_tab = defaultdict(list)
    for upload in uploads:
        by_tab[upload.batch["tabId"]].append(upload)
    return [
        later.batch["sentAt"] - earlier.batch["sentAt"]
        for attempts in by_tab.values()
        for earlier, later in pairwise(attempts)
        if earlier.status != 202 or not earlier.is_heard
        # The browser itself repeats a request at once whose connection was kept too long.
        if later.text != earlier.text
    ]
