"""A reel shows only the seconds around each moment of a place, session after session."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.browser.heatmap_screen import PATIENCE_MS, HeatmapScreen, Visit
from tests.browser.made_events import HEIGHT, SECOND_MS, WIDTH, page_view, ticks
from tests.browser.running_demo import RunningDemo
from tests.browser.sent_recording import SentRecording
from tests.browser.sessions import wait_for

pytestmark = pytest.mark.browser

PAGE = "https://shop.example/"
ELEMENT = "00000000000000ab"
RECORDED_S = 60
# A reel begins four seconds before a moment and ends six after it.
LEAD_S, TAIL_S = 4, 6
# Moments come so long after the page said which second it is: clocks are never exactly right.
AFTER_MS = 100

# What the recorded page has said so far, in order: what a browser drew, and what it was late for.
NOTE_WHAT_IS_SHOWN = """
window.shown = [];
const note = (text) => { if (text !== shown.at(-1)) shown.push(text); };
let known = null;
const look = () => {
    const clock = document.querySelector("iframe")?.contentDocument?.querySelector("#clock");
    if (clock && clock !== known) {
        known = clock;
        note(clock.textContent);
        new MutationObserver((changes) => {
            for (const { oldValue } of changes.slice(1)) note(oldValue);
            note(clock.textContent);
        }).observe(clock, { subtree: true, characterData: true, characterDataOldValue: true });
    }
    requestAnimationFrame(look);
};
look();
"""


def record(
    demo: RunningDemo, admin: httpx.Client, name: str, ago_s: float, moments: Sequence[int]
) -> Visit:
    """Send a session whose page says each second, with a click in some of them."""
    start = (time.time() - ago_s) * SECOND_MS
    size = {"viewportWidth": WIDTH, "viewportHeight": HEIGHT}
    where = {"pageViewId": "p_1", "url": PAGE, "elementId": ELEMENT, **size}
    clicks = [
        {"type": "click", "at": start + second * SECOND_MS + AFTER_MS, **where}
        for second in moments
    ]
    element = {"id": ELEMENT, "pageViewId": "p_1", "url": PAGE, "label": "h1#clock", "print": {}}
    recording = SentRecording(demo, admin)
    recording.send(
        list(ticks(start, 0, RECORDED_S, snapshot_every=RECORDED_S * 2, name=name)),
        pages=[page_view(start)],
        lists={"elements": [element], "interactions": clicks},
        ended=True,
    )
    asked = {"pageURL": PAGE, "sessionId": recording.session_id}

    def stored() -> bool | None:
        answer = admin.get("/api/tracking/heatmap", params=asked).raise_for_status().json()
        return answer["metadata"]["totalInteractions"] == len(moments) or None

    wait_for(stored, f"the clicks of {name}")
    return Visit(PAGE, recording.session_id)


@pytest.fixture(scope="module")
def visits(demo: RunningDemo, admin: httpx.Client) -> list[Visit]:
    """One session with two moments that are far from each other, and a later one with one."""
    return [
        record(demo, admin, "early", 900, [10, 40]),
        record(demo, admin, "late", 600, [30]),
    ]


def clip(name: str, second: int) -> list[str]:
    return [f"{name} {one}" for one in range(second - LEAD_S, second + TAIL_S + 1)]


def runs_of(shown: Sequence[str]) -> list[list[str]]:
    """Return what follows one second after the other, as lists."""
    runs: list[list[str]] = []
    for words in shown:
        name, _, second = words.partition(" ")
        before = f"{name} {int(second) - 1}"
        if runs and runs[-1][-1] == before:
            runs[-1].append(words)
        else:
            runs.append([words])
    return runs


def shown_by(page: Page) -> list[Any]:
    frame = page.locator("iframe[title='The recorded page']").element_handle().content_frame()
    assert frame is not None
    shown: list[Any] = frame.evaluate("shown")
    return shown


def test_a_reel_shows_exactly_the_seconds_around_each_moment(
    heatmap_screen: HeatmapScreen, visits: list[Visit]
):
    page = heatmap_screen.page
    page.add_init_script(NOTE_WHAT_IS_SHOWN)
    heatmap_screen.open(visits)
    page.get_by_role("button", name=re.compile("h1#clock")).click()
    page.get_by_role("button", name="Play as reel").click()
    expect(page.get_by_text("Clip 1 of 3")).to_be_visible(timeout=PATIENCE_MS)
    page.keyboard.press("]")
    page.keyboard.press("]")
    expect(page.get_by_role("button", name="Play again")).to_be_visible(timeout=PATIENCE_MS)

    wanted = [clip("late", 30), clip("early", 10), clip("early", 40)]
    runs = runs_of(shown_by(page))
    assert [run[: len(clip)] for run, clip in zip(runs, wanted, strict=True)] == wanted
    # The end of a clip is noticed within a second.
    assert all(len(run) <= LEAD_S + 1 + TAIL_S + 1 for run in runs)
