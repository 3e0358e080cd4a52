"""The button with two admins and five visitors, each in a browser and in trouble of its own."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.live_view_screen import LiveViewScreen
from tests.browser.replay_screen import PATIENCE_MS
from tests.browser.running_demo import RunningDemo
from tests.browser.sessions import wait_for

pytestmark = pytest.mark.browser

# How long one visitor has no network; 20 in the long run.
CUT_SECONDS = float(os.environ.get("PAGEPULSE_TEST_CUT_SECONDS", "4"))
PURPOSE = "Everybody at once"
# A number alone would be masked.
SAY = "words => { document.querySelector('h1').textContent = words }"


@dataclass(frozen=True)
class Visitor:
    """Somebody on the demo shop, found again by the campaign of the visit."""

    name: str
    page: Page

    def says(self, words: str) -> str:
        """Change the page, and return what it says now."""
        said = f"{self.name} says {words}"
        self.page.evaluate(SAY, said)
        return said


class Shop:
    """Opens the demo shop for visitors, each with a browser context of its own."""

    def __init__(self, browser: Browser, demo: RunningDemo) -> None:
        self._browser = browser
        self._demo = demo
        self.contexts: list[BrowserContext] = []

    def visitor(self, name: str, path: str, **options: Any) -> Visitor:
        """Let somebody come."""
        self.contexts.append(self._browser.new_context(**options))
        page = self.contexts[-1].new_page()
        if "extra_http_headers" in options:
            page.add_init_script("navigator.globalPrivacyControl = true")
        page.goto(f"{self._demo.site}{path}?utm_source=test&utm_campaign={name}")
        return Visitor(name, page)


@pytest.fixture
def shop(browser: Browser, demo: RunningDemo) -> Iterator[Shop]:
    """Return the shop; its visitors leave at the end."""
    opened = Shop(browser, demo)
    yield opened
    for context in opened.contexts:
        context.close()


class Api:
    """What the tests ask and change as the demo's owner."""

    def __init__(self, admin: httpx.Client) -> None:
        self.client = admin
        me = admin.get("/api/auth/me").json()
        self._headers = {"X-CSRF-Token": me["csrfToken"]}
        self.project = me["projects"][0]

    def change_share(self, share: float) -> None:
        """Set how many sessions are recorded without a run."""
        settings = {**self.project["settings"], "recordShare": share}
        url = f"/api/projects/{self.project['projectId']}"
        answer = self.client.patch(url, json={"settings": settings}, headers=self._headers)
        answer.raise_for_status()

    def session_of(self, visitor: Visitor) -> dict[str, Any] | None:
        """Return the newest session of a visitor."""
        query: dict[str, str | int] = {"utmCampaign": visitor.name, "limit": 1}
        answer = self.client.get("/api/tracking/sessions", params=query).raise_for_status()
        found: list[dict[str, Any]] = answer.json()["sessions"]
        return found[0] if found else None

    def run(self) -> dict[str, Any]:
        """Return the newest run."""
        query = {"projectId": self.project["projectId"]}
        answer = self.client.get("/api/live/runs", params=query).raise_for_status()
        found: dict[str, Any] = answer.json()["runs"][0]
        return found

    def recording_of(self, visitor: Visitor, words: str) -> dict[str, Any]:
        """Wait until the stored recording of a visitor holds some words; return its session."""

        def look() -> dict[str, Any] | None:
            session = self.session_of(visitor)
            if session is None or not session["hasRecording"]:
                return None
            url = f"/api/tracking/sessions/{session['sessionId']}"
            stored = self.client.get(f"{url}/export").raise_for_status().text
            detail: dict[str, Any] = self.client.get(url).raise_for_status().json()
            return detail if words in stored else None

        return wait_for(look, f"the recording of {visitor.name}")


@pytest.fixture
def api(admin: httpx.Client) -> Iterator[Api]:
    """Return the API; meanwhile no session is recorded but for a run."""
    opened = Api(admin)
    opened.change_share(0)
    yield opened
    opened.change_share(1)


@pytest.fixture
def second_admin(browser: Browser, demo: RunningDemo) -> Iterator[Page]:
    """Open another browser in which the owner is logged in."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    login = {"email": demo.email, "password": demo.password}
    answer = context.request.post(
        f"{demo.dashboard}/api/auth/login", data=login, headers={"Origin": demo.dashboard}
    )
    assert answer.ok, answer.text()
    yield context.new_page()
    context.close()


def start(admin_page: Page, address: str) -> None:
    admin_page.goto(address)
    expect(admin_page.locator("[data-connection=connected]")).to_be_visible()
    admin_page.get_by_role("banner").get_by_role("button", name=re.compile("Start")).click()
    dialog = admin_page.get_by_role("dialog")
    dialog.get_by_label("Purpose").fill(PURPOSE)
    dialog.get_by_role("button", name="Start recording").click()
    expect(dialog).to_be_hidden()


def test_all_who_may_be_recorded_are_and_nothing_of_them_is_lost(
    admin_page: Page, second_admin: Page, demo: RunningDemo, api: Api, shop: Shop
):
    reader = shop.visitor("reader", "/coffee/")
    reader.page.mouse.wheel(0, 900)
    phone = shop.visitor("phone", "/plans/", viewport={"width": 390, "height": 844})
    cut = shop.visitor("cut", "/coffee/harbor-blend/")
    private = shop.visitor("private", "/plans/", extra_http_headers={"Sec-GPC": "1"})
    live = f"{demo.dashboard}/p/{api.project['projectId']}/live"
    start(admin_page, live)
    late = shop.visitor("late", "/checkout/")
    consented = [reader, phone, cut, late]
    wait_for(lambda: api.run()["recording"] >= len(consented) or None, "all to be recorded")

    cut.page.context.set_offline(True)
    cut.says("something without a network")
    screen = LiveViewScreen(second_admin, demo)
    watched = wait_for(lambda: api.session_of(reader), "the reader's session")["sessionId"]
    screen.open(watched)
    said = reader.says("hello to the second admin")
    expect(screen.recorded("h1")).to_have_text(said, timeout=PATIENCE_MS)
    offline_until = time.monotonic() + CUT_SECONDS
    while time.monotonic() < offline_until:
        reader.page.wait_for_timeout(200)
        private.says("what nobody may see")
    cut.page.context.set_offline(False)
    last = {visitor.name: visitor.says("the last words") for visitor in consented}
    private.says("the last words")

    details = [api.recording_of(visitor, last[visitor.name]) for visitor in consented]
    bar = admin_page.get_by_role("region", name=f"Run: {PURPOSE}")
    bar.get_by_role("button", name="Stop").click()
    expect(admin_page.get_by_role("region", name=f"Ended run: {PURPOSE}")).to_contain_text(
        "Saved", timeout=PATIENCE_MS
    )
    run_id = api.run()["recordingId"]
    assert [(one["gaps"], one["session"]["recordingIds"]) for one in details] == [
        ([], [run_id])
    ] * len(consented)
    stored = wait_for(lambda: api.session_of(private), "the session of who asks for privacy")
    assert (stored["hasRecording"], stored["eventCount"], stored["captureReason"]) == (
        False,
        0,
        "gpc",
    )
