"""The replay screen as a person uses it."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import FrameLocator, Locator, Page, Request, expect
from tests.browser.running_demo import RunningDemo

# A busy machine draws late; a test that passes never waits this long.
PATIENCE_MS = 20_000


class ReplayScreen:
    """One session open in the dashboard."""

    def __init__(self, page: Page, demo: RunningDemo) -> None:
        self.page = page
        self._demo = demo
        self.failures: list[str] = []
        # Query of every request for events, in order.
        self.windows: list[dict[str, str]] = []
        page.on("pageerror", lambda error: self.failures.append(str(error)))
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        url = urlsplit(request.url)
        if url.path.endswith("/events") and "/sessions/" in url.path:
            query = parse_qs(url.query)
            self.windows.append({name: values[0] for name, values in query.items()})

    def open(self, path: str, query: str = "") -> None:
        """Open a session and wait for its first picture."""
        self.page.goto(f"{self._demo.dashboard}{path}{query}")
        expect(self.recorded("body").first).to_be_attached(timeout=PATIENCE_MS)

    @property
    def player(self) -> FrameLocator:
        """The player page, on its own origin."""
        return self.page.frame_locator("iframe[title='The recorded page']")

    def recorded(self, selector: str) -> Locator:
        """Something inside the recorded page."""
        return self.player.frame_locator("iframe").locator(selector)

    def expect_clock(self, words: str | re.Pattern[str]) -> None:
        """Wait until the recorded page's clock says so."""
        expect(self.recorded("#clock")).to_have_text(words, timeout=PATIENCE_MS)

    def expect_state(self, button: str) -> None:
        """Wait until the first button offers `Play`, `Pause` or `Play again`."""
        expect(self.page.get_by_role("button", name=button, exact=True)).to_be_visible(
            timeout=PATIENCE_MS
        )

    def press(self, *keys: str) -> None:
        """Press keys on the screen, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def seek(self, share: float) -> None:
        """Press the timeline at a share of its width."""
        bar = self.page.get_by_test_id("timeline")
        box = bar.bounding_box()
        assert box is not None
        bar.click(position={"x": box["width"] * share, "y": box["height"] / 2})
