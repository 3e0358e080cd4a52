"""A share link from its making to its end, in the browser of somebody without a login."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.made_events import SECOND_MS, page_view, ticks
from tests.browser.replay_screen import PATIENCE_MS, ReplayScreen
from tests.browser.running_demo import RunningDemo
from tests.browser.sent_recording import SentRecording
from tests.browser.sessions import seeded, wait_for

pytestmark = pytest.mark.browser


@pytest.fixture
def recording(demo: RunningDemo, admin: httpx.Client) -> SentRecording:
    start = (time.time() - 600) * SECOND_MS
    made = SentRecording(demo, admin)
    made.send(list(ticks(start, 0, 30, snapshot_every=60)), pages=[page_view(start)], ended=True)
    return made


@pytest.fixture
def stranger(browser: Browser) -> Iterator[Page]:
    """Open the browser of somebody who has no login, on a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def share(page: Page, what: str) -> str:
    """Make a link to what is open, and return it."""
    page.get_by_role("button", name=f"Share this {what}").click()
    page.get_by_role("button", name="Make the link").click()
    return page.locator("[role=dialog] code").inner_text()


def test_a_replay_is_shown_to_a_stranger_until_its_link_is_revoked(
    admin_page: Page,
    stranger: Page,
    demo: RunningDemo,
    admin: httpx.Client,
    recording: SentRecording,
):
    sent: list[str] = []
    stranger.on("request", lambda asked: sent.append(f"{asked.url} {asked.headers}"))
    admin_page.goto(f"{demo.dashboard}{recording.path}?t=5000")
    link = share(admin_page, "replay")
    token = link.partition("#")[2]

    screen = ReplayScreen(stranger, demo)
    screen.open(link.removeprefix(demo.dashboard))
    screen.expect_clock("second 5")
    # The tab goes on with what it opened; the address can be shown around.
    expect(stranger).to_have_url(f"{demo.dashboard}/shared")
    stranger.reload()
    screen.expect_clock("second 5")
    listed = admin.get("/api/shares").json()["shareLinks"][0]

    assert (listed["sessionId"], listed["openCount"]) == (recording.session_id, 1)
    assert [one for one in sent if token in one] == []
    assert screen.failures == []

    admin_page.goto(f"{demo.dashboard}{recording.path.partition('/sessions')[0]}/settings/shares")
    admin_page.get_by_role("button", name="Revoke this link").first.click()
    admin_page.get_by_role("button", name="Revoke", exact=True).click()
    expect(admin_page.get_by_role("row").nth(1)).to_contain_text("revoked")
    stranger.reload()
    expect(stranger.get_by_role("heading", name="This link has ended")).to_be_visible(
        timeout=PATIENCE_MS
    )
    expect(stranger.locator("iframe")).to_have_count(0)


def test_a_heatmap_is_shown_to_a_stranger_without_the_sessions_behind_it(
    admin_page: Page, stranger: Page, demo: RunningDemo, admin: httpx.Client
):
    wait_for(lambda: seeded(admin), "the demo's week")
    project_id = admin.get("/api/auth/me").json()["projects"][0]["projectId"]
    admin_page.goto(f"{demo.dashboard}/p/{project_id}/heatmaps?pageURL=/plans/&range=all")

    stranger.goto(share(admin_page, "heatmap"))

    frame = stranger.frame_locator("iframe[title^='The recorded page']").frame_locator("iframe")
    expect(frame.locator(".plan.featured")).to_be_attached(timeout=PATIENCE_MS)
    drawn = stranger.get_by_text(re.compile(r"\d of \d+ clicks drawn"))
    expect(drawn).to_be_visible(timeout=PATIENCE_MS)
    stranger.get_by_role("button", name=re.compile("Choose Sloop")).click()
    expect(stranger.locator("a[href*='/sessions']")).to_have_count(0)


def test_a_link_that_is_none_says_whom_to_ask(stranger: Page, demo: RunningDemo):
    stranger.goto(f"{demo.dashboard}/shared#shr_0123456789abcdef.none")
    expect(stranger.get_by_text("Ask who sent it for a new one.")).to_be_visible()

    stranger.goto("about:blank")
    stranger.goto(f"{demo.dashboard}/shared")
    expect(stranger.get_by_role("heading", name="This link is not complete")).to_be_visible()
