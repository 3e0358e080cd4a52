"""The Live screen with real visitors: the button, the wall, runs; and push in place of asking."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, expect
from tests.browser.running_demo import RunningDemo
from tests.browser.sessions import seeded, session_since, wait_for

pytestmark = pytest.mark.browser

# A busy machine draws late; a test that passes never waits this long.
PATIENCE_MS = 30_000
# From the moment at which the API can answer with something new until a screen shows it.
FRESH_SECONDS = 2.0
# Screens that ask by themselves would have asked several times within it.
IDLE_MS = 20_000
PURPOSE = "Why the plans lose visitors"

NewPage = Callable[[str], Page]


@pytest.fixture
def address(admin: httpx.Client, demo: RunningDemo) -> str:
    """Return where the screens of the demo's project are.

    Its week is there: what a test's own visitors send stands behind nothing.
    """
    wait_for(lambda: seeded(admin), "the demo's week")
    project_id = admin.get("/api/auth/me").json()["projects"][0]["projectId"]
    return f"{demo.dashboard}/p/{project_id}"


@pytest.fixture
def visit(browser: Browser, demo: RunningDemo) -> Iterator[NewPage]:
    """Open a page of the demo shop as a visitor who was never there."""
    contexts: list[BrowserContext] = []

    def come(path: str) -> Page:
        contexts.append(browser.new_context())
        page = contexts[-1].new_page()
        page.goto(f"{demo.site}{path}")
        return page

    yield come
    for context in contexts:
        context.close()


@pytest.fixture
def live(admin_page: Page, address: str) -> Page:
    """Open the Live screen."""
    admin_page.goto(f"{address}/live")
    expect(admin_page.locator("[data-connection=connected]")).to_be_visible()
    return admin_page


def start_recording(page: Page, purpose: str) -> None:
    page.get_by_role("banner").get_by_role("button", name=re.compile("Start")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Purpose").fill(purpose)
    dialog.get_by_role("button", name="Start recording").click()
    expect(dialog).to_be_hidden()


def run_bar(page: Page, purpose: str) -> Locator:
    return page.get_by_role("region", name=f"Run: {purpose}")


def test_start_records_who_is_there_and_stop_saves_it(live: Page, address: str, visit: NewPage):
    visit("/plans/")
    expect(live.get_by_role("list", name="Visitors who are online")).to_contain_text("/plans/")
    # The first picture waits for no process and no script.
    at_hand = live.frame_locator("iframe[title='Player, warming up']").locator("main")
    expect(at_hand).to_be_attached()

    start_recording(live, PURPOSE)
    bar = run_bar(live, PURPOSE)
    expect(bar.get_by_role("status")).to_have_text(re.compile(r"[1-9]\d* recording"))
    expect(live.get_by_role("list", name="Wall")).to_contain_text("/plans/")

    other = live.context.new_page()
    other.goto(f"{address}/live")
    expect(run_bar(other, PURPOSE)).to_contain_text("recording")
    run_bar(other, PURPOSE).get_by_role("button", name="Stop").click()

    for page in (live, other):
        ended = page.get_by_role("region", name=f"Ended run: {PURPOSE}")
        expect(ended).to_contain_text(re.compile(r"Saved [1-9]\d* session"), timeout=PATIENCE_MS)
    live.get_by_role("link", name="Open the run").click()
    expect(live.get_by_role("heading", level=1)).to_have_text(PURPOSE)
    expect(live.get_by_text("Stopped by hand")).to_be_visible()
    row = live.get_by_role("row").get_by_role("link", name="on /plans/").first
    row.click()
    expect(live).to_have_url(re.compile(r"/sessions/[a-z2-7]{26}"))


def test_enter_starts_again_for_the_purpose_of_the_last_time(live: Page, visit: NewPage):
    visit("/plans/")
    start_recording(live, PURPOSE)
    run_bar(live, PURPOSE).get_by_role("button", name="Stop").click()
    ended = live.get_by_role("region", name=f"Ended run: {PURPOSE}")
    expect(ended).to_be_visible(timeout=PATIENCE_MS)

    live.get_by_role("banner").get_by_role("button", name=re.compile("Start")).click()
    expect(live.get_by_label("Purpose")).to_be_focused()
    live.keyboard.press("Enter")

    run_bar(live, PURPOSE).get_by_role("button", name="Stop").click()
    expect(ended).to_be_visible(timeout=PATIENCE_MS)


def test_the_wall_leads_to_the_large_view_and_escape_back(live: Page, visit: NewPage):
    visit("/coffee/")
    tile = live.get_by_role("list", name="Wall").get_by_role("button", name="/coffee/")
    tile.first.click()

    expect(live).to_have_url(re.compile(r"/live/[a-z2-7]{26}"))
    # The screen is there, and with it its keys.
    expect(live.get_by_role("button", name="Full screen")).to_be_visible()
    live.keyboard.press("Escape")
    expect(live.get_by_role("list", name="Wall")).to_be_visible()


def test_who_is_online_is_found_by_a_search_in_the_address(live: Page, visit: NewPage):
    visit("/plans/")
    visit("/coffee/")
    online = live.get_by_role("list", name="Visitors who are online")
    expect(online).to_contain_text("/plans/")
    expect(online).to_contain_text("/coffee/")

    live.get_by_label("Search who is online").fill("/coffee")
    expect(online).not_to_contain_text("/plans/")
    expect(live).to_have_url(re.compile("q=/coffee"))
    live.reload()
    expect(online).to_contain_text("/coffee/")
    expect(online).not_to_contain_text("/plans/")


@pytest.fixture
def asked(admin_page: Page) -> list[str]:
    """Collect the calls of the API that a page makes; its clock can be moved on."""
    calls: list[str] = []

    def note(request: Request) -> None:
        if "/api/tracking/" in request.url:
            calls.append(request.url)

    admin_page.on("request", note)
    admin_page.clock.install()
    return calls


def connected(page: Page, address: str) -> None:
    """Open a screen and wait until it has caught up with what came before its connection."""
    page.goto(address)
    expect(page.locator("[data-connection=connected]")).to_be_visible()
    page.wait_for_load_state("networkidle")


def calls_while_idle(page: Page, asked: list[str]) -> list[str]:
    """Return what a screen asks for by itself while nothing happens."""
    # What had changed before the connection stood is asked for once more.
    page.clock.fast_forward(IDLE_MS)
    page.wait_for_load_state("networkidle")
    asked.clear()
    page.clock.fast_forward(IDLE_MS)
    page.wait_for_load_state("networkidle")
    return list(asked)


def test_the_list_of_sessions_is_fresh_without_asking(
    admin_page: Page, admin: httpx.Client, address: str, visit: NewPage, asked: list[str]
):
    connected(admin_page, f"{address}/sessions")
    assert calls_while_idle(admin_page, asked) == []

    came_at = time.time() * 1000
    visit("/plans/")
    session = wait_for(lambda: session_since(admin, came_at), "the session")
    known = time.monotonic()
    admin_page.wait_for_selector(f"tr a[href*='{session['sessionId']}']", timeout=PATIENCE_MS)

    assert time.monotonic() - known < FRESH_SECONDS


def test_a_map_fills_while_visitors_click_without_asking(
    admin_page: Page, demo: RunningDemo, address: str, visit: NewPage, asked: list[str]
):
    connected(admin_page, f"{address}/heatmaps?pageURL={demo.site}/plans/")
    assert calls_while_idle(admin_page, asked) == []

    visit("/plans/").locator(".plan.featured h2").click()
    admin_page.wait_for_event(
        "requestfinished", lambda request: "/tracking/heatmap?" in request.url, timeout=PATIENCE_MS
    )
    assert any("/tracking/heatmap?" in url for url in asked)


def test_a_new_session_is_announced_until_that_is_muted(
    admin_page: Page, address: str, visit: NewPage
):
    connected(admin_page, f"{address}/settings/project")
    notice = admin_page.get_by_text("New session: /plans/")
    visit("/plans/")
    expect(notice).to_be_visible(timeout=PATIENCE_MS)

    admin_page.get_by_role("button", name="Mute").first.click()
    expect(admin_page.get_by_text("Notices of sessions are muted")).to_be_visible()
    assert admin_page.evaluate("localStorage.getItem('pagepulse.quiet')") == "yes"
    admin_page.get_by_role("button", name="Undo").click()
    assert admin_page.evaluate("localStorage.getItem('pagepulse.quiet')") is None


@pytest.fixture
def viewer_page(admin: httpx.Client, browser: Browser) -> Iterator[Page]:
    """Open a browser in which a viewer of the project has just joined."""
    me = admin.get("/api/auth/me").json()
    project_id = me["projects"][0]["projectId"]
    invitation = admin.post(
        f"/api/projects/{project_id}/members",
        json={"email": "watcher@example.com", "role": "viewer"},
        headers={"X-CSRF-Token": me["csrfToken"]},
    )
    context = browser.new_context()
    page = context.new_page()
    page.goto(invitation.raise_for_status().json()["inviteUrl"])
    page.get_by_label("Password").fill("a viewer's own password")
    page.get_by_role("button", name="Join").click()
    expect(page).to_have_url(re.compile(r"/p/"))
    yield page
    context.close()


def test_a_viewer_watches_and_is_told_who_may_start(
    viewer_page: Page, address: str, visit: NewPage
):
    viewer_page.goto(f"{address}/live")
    visit("/plans/")
    expect(viewer_page.get_by_role("list", name="Wall")).to_contain_text("/plans/")

    start = viewer_page.get_by_role("banner").get_by_role("button", name="Start recording")
    expect(start).to_have_attribute("aria-disabled", "true")
    start.focus()
    expect(viewer_page.get_by_role("tooltip")).to_contain_text("Only admins and owners start")
    viewer_page.keyboard.press("r")
    expect(viewer_page.get_by_role("dialog")).to_have_count(0)
    expect(viewer_page.get_by_role("checkbox")).to_have_count(0)
