"""The live view and the wall, fed as the server feeds them, with sessions that tests make up."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page
from tests.browser.live_view_screen import LiveViewScreen
from tests.browser.live_wire import LiveWire, MadeVisitor
from tests.browser.made_events import CLOCK_TEXT, click, mutation, page_events
from tests.browser.running_demo import RunningDemo

pytestmark = pytest.mark.browser


def says(visitor: MadeVisitor, words: str) -> dict[str, object]:
    return mutation(visitor.now(), texts=[{"id": CLOCK_TEXT, "value": words}])


@pytest.mark.parametrize("skew_ms", [0, 5_000, -5_000])
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
        screen.expect_clock(f"now {number}")

    screen.expect_badge(re.compile(r"LIVE\d+ ms"))
    assert screen.failures == []
