"""The live view of one visitor as a person uses it."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Frame, FrameLocator, Locator, Page, expect
from tests.browser.replay_screen import PATIENCE_MS
from tests.browser.running_demo import RunningDemo


class LiveViewScreen:
    """One visitor open in the dashboard, live."""

    def __init__(self, page: Page, demo: RunningDemo) -> None:
        self.page = page
        self._demo = demo
        self.failures: list[str] = []
        page.on("pageerror", lambda error: self.failures.append(str(error)))

    def open(self, session_id: str) -> None:
        """Open a visitor; an empty id opens the wall."""
        me = self.page.context.request.get(f"{self._demo.dashboard}/api/auth/me").json()
        project = me["projects"][0]["projectId"]
        self.page.goto(f"{self._demo.dashboard}/p/{project}/live/{session_id}")

    def tile(self, session_id: str) -> Locator:
        """Return a visitor on the wall."""
        return self.page.locator(f"[data-testid='live-tile'][data-session='{session_id}']")

    @property
    def player(self) -> FrameLocator:
        """The player page, on its own origin."""
        return self.page.frame_locator("iframe[title='The recorded page']")

    @property
    def player_frame(self) -> Frame:
        """The same, to run functions in."""
        element = self.page.query_selector("iframe[title='The recorded page']")
        assert element is not None
        frame = element.content_frame()
        assert frame is not None
        return frame

    def recorded(self, selector: str) -> Locator:
        """Something inside the page of the visitor."""
        return self.player.frame_locator("iframe").locator(selector)

    def expect_clock(self, words: str, *, within_ms: float = PATIENCE_MS) -> None:
        """Wait until the visitor's page says so."""
        expect(self.recorded("#clock")).to_have_text(words, timeout=within_ms)

    def expect_badge(self, words: str | re.Pattern[str]) -> None:
        """Wait until the badge says how near to the visitor the picture is."""
        badge = self.page.get_by_test_id("live-badge")
        expect(badge).to_have_text(words, timeout=PATIENCE_MS)

    def press(self, *keys: str) -> None:
        """Press keys on the screen, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def evaluate(self, function: str, argument: Any = None) -> Any:
        """Run a function in the player page."""
        return self.player_frame.evaluate(function, argument)
