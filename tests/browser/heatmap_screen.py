"""Visitors whose clicks make a map, and the heatmap screen as a person uses it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import httpx
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.running_demo import RunningDemo
from tests.browser.sessions import session_since, wait_for

Json = dict[str, Any]

# A busy machine draws late; a test that passes never waits this long.
PATIENCE_MS = 30_000
# The tracker's files for interactions have run when the browser has them.
IS_WATCHED = "() => performance.getEntriesByType('resource').some(e => /reactions/.test(e.name))"
DESKTOP: Json = {"viewport": {"width": 1440, "height": 900}}


@dataclass(frozen=True)
class Visit:
    """One visitor's session on one page of the demo."""

    page_url: str
    session_id: str


class Visitors:
    """People who come to the demo site, each with a browser of their own."""

    def __init__(self, demo: RunningDemo, admin: httpx.Client, browser: Browser) -> None:
        self._demo = demo
        self._admin = admin
        self._browser = browser

    def visit(
        self,
        path: str,
        act: Callable[[Page], None],
        clicks: int,
        screen: Json = DESKTOP,
    ) -> Visit:
        """Open a page on some screen, act on it, and wait for so many clicks to be stored."""
        started_at = time.time() * 1000
        context = self._browser.new_context(**screen)
        page = context.new_page()
        page.goto(f"{self._demo.site}{path}")
        page.wait_for_function(IS_WATCHED, timeout=PATIENCE_MS)
        page.wait_for_load_state("networkidle")
        url = page.url
        act(page)
        session = wait_for(lambda: session_since(self._admin, started_at), "the session")
        visit = Visit(url, session["sessionId"])
        wait_for(lambda: self.map_of(visit)["total"] == clicks or None, "the clicks")
        context.close()
        return visit

    def map_of(self, visit: Visit, kind: str = "click") -> Json:
        """Return the `elements` of one visit's map that have any, and their `total`."""
        asked = {"pageURL": visit.page_url, "sessionId": visit.session_id, "type": kind}
        answer = self._admin.get(
            "/api/tracking/heatmap", params={**asked, "format": "elements"}
        ).raise_for_status()
        answered = answer.json()
        elements = [one for one in answered["heatmapData"]["elements"] if one["count"]]
        return {"elements": elements, "total": answered["metadata"]["totalInteractions"]}

    def last_moment(self, visit: Visit) -> str:
        """Return the moment of the last click, as addresses name moments."""
        asked = {"pageURL": visit.page_url, "sessionId": visit.session_id}
        answer = self._admin.get("/api/tracking/heatmap/sessions", params=asked)
        moments = answer.raise_for_status().json()["moments"]
        last = max(moments, key=lambda moment: moment["at"])
        return f"{visit.session_id}.{last['tabId']}.{last['at']:.0f}"


class HeatmapScreen:
    """One map open in the dashboard."""

    def __init__(self, page: Page, demo: RunningDemo, project_id: str) -> None:
        self.page = page
        self.address = f"{demo.dashboard}/p/{project_id}/heatmaps"

    def open(self, visits: Sequence[Visit], query: str = "") -> None:
        """Open the map of the page of some visits, made of these alone."""
        only = ",".join(visit.session_id for visit in visits)
        self.page.goto(f"{self.address}?pageURL={visits[0].page_url}&only={only}{query}")

    def expect_told(self, words: str) -> None:
        """Wait until the legend says how much is drawn, and why the rest is not."""
        told = self.page.get_by_text(re.compile(rf"^{re.escape(words)}$"))
        expect(told).to_be_visible(timeout=PATIENCE_MS)

    def recorded(self, selector: str) -> Locator:
        """Something inside the recorded page."""
        player = self.page.locator("iframe[title^='The recorded page']").content_frame
        return player.locator("iframe").content_frame.locator(selector)

    @property
    def tip(self) -> Locator:
        """What is told beside the pointer."""
        player = self.page.locator("iframe[title^='The recorded page']").content_frame
        return player.locator(".tip")

    def place_in(self, selector: str, across: float, down: float) -> tuple[float, float]:
        """Return where a place of a recorded element is, in shares of its size, on the screen."""
        element = self.recorded(selector)
        element.scroll_into_view_if_needed()
        box = element.bounding_box()
        assert box is not None
        return box["x"] + across * box["width"], box["y"] + down * box["height"]

    def point_at(self, place: tuple[float, float]) -> None:
        """Rest the pointer on a place of the screen."""
        self.page.mouse.move(place[0] - 1, place[1])
        self.page.mouse.move(*place)
