"""Heatmaps as a person uses them: real clicks of a visitor, drawn on the recorded page."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.running_demo import RunningDemo
from tests.browser.sessions import session_since, wait_for

pytestmark = pytest.mark.browser

# A busy machine draws late; a test that passes never waits this long.
PATIENCE_MS = 30_000
HEADING = ".plan.featured h2"
CLICKS = 3
# The tracker's file for interactions has run when the browser has it.
IS_WATCHED = "() => performance.getEntriesByType('resource').some(e => /interactions/.test(e.name))"


@dataclass(frozen=True)
class Visit:
    """Some clicks on one heading of the demo's page of plans."""

    path: str
    page_url: str
    session_id: str


@pytest.fixture(scope="module")
def visit(demo: RunningDemo, admin: httpx.Client, browser: Browser) -> Visit:
    """Click three times on the name of a plan, at a desktop's width."""
    started_at = time.time() * 1000
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{demo.site}/plans/")
    page.wait_for_function(IS_WATCHED, timeout=PATIENCE_MS)
    page.wait_for_load_state("networkidle")
    for _ in range(CLICKS):
        page.locator(HEADING).click(position={"x": 20, "y": 10})
    session = wait_for(lambda: session_since(admin, started_at), "the session")
    asked = {"pageURL": page.url, "sessionId": session["sessionId"], "format": "elements"}

    def stored() -> bool | None:
        answer = admin.get("/api/tracking/heatmap", params=asked).raise_for_status().json()
        return answer["metadata"]["totalInteractions"] == CLICKS or None

    wait_for(stored, "the clicks")
    url = page.url
    context.close()
    project_id = admin.get("/api/auth/me").json()["projects"][0]["projectId"]
    return Visit(f"/p/{project_id}/heatmaps", url, session["sessionId"])


@pytest.fixture
def screen(admin_page: Page) -> Iterator[Page]:
    """Open a screen on which no script may fail."""
    failures: list[str] = []
    admin_page.on("pageerror", lambda error: failures.append(str(error)))
    admin_page.set_default_timeout(PATIENCE_MS)
    yield admin_page
    assert failures == []


def open_map(screen: Page, demo: RunningDemo, visit: Visit, query: str = "") -> None:
    """Open the map of the visit alone, and wait until it is drawn."""
    only = f"?pageURL={visit.page_url}&only={visit.session_id}{query}"
    screen.goto(f"{demo.dashboard}{visit.path}{only}")


@pytest.mark.parametrize("width", [390, 1440])
def test_clicks_are_drawn_on_their_element_at_every_width(
    screen: Page, demo: RunningDemo, visit: Visit, width: int
):
    open_map(screen, demo, visit, f"&width={width}")

    drawn = screen.get_by_text(f"{CLICKS} of {CLICKS} clicks drawn")
    expect(drawn).to_be_visible(timeout=PATIENCE_MS)
    frame = screen.locator("iframe[title^='The recorded page']").content_frame
    recorded = frame.locator("iframe").content_frame.locator(HEADING)
    # The row of an element brings it into view; the number of its box stands on it.
    screen.get_by_role("button", name=re.compile("Sloop")).hover()
    expect(recorded).to_be_in_viewport(timeout=PATIENCE_MS)


def test_an_element_opens_the_sessions_behind_it_at_that_second(
    screen: Page, demo: RunningDemo, visit: Visit
):
    open_map(screen, demo, visit)
    screen.get_by_role("button", name=re.compile("Sloop")).click()

    moments = screen.locator(f"aside a[href*='{visit.session_id}']")
    expect(moments).to_have_count(CLICKS, timeout=PATIENCE_MS)
    moments.first.click()

    screen.wait_for_url(re.compile(f"/sessions/{visit.session_id}"))
    expect(screen.get_by_test_id("address")).to_contain_text("/plans/", timeout=PATIENCE_MS)


def test_a_moment_of_a_replay_becomes_the_page_of_a_map(
    screen: Page, demo: RunningDemo, visit: Visit
):
    sessions = visit.path.replace("heatmaps", "sessions")
    screen.goto(f"{demo.dashboard}{sessions}/{visit.session_id}?t=0")
    screen.get_by_role("button", name="Heatmap of this moment").click()

    screen.wait_for_url(re.compile(rf"/heatmaps\?.*moment={visit.session_id}"))
    expect(screen.get_by_text(re.compile(r"\d+ of \d+ clicks drawn"))).to_be_visible(
        timeout=PATIENCE_MS
    )


def test_nothing_of_a_kind_says_so(screen: Page, demo: RunningDemo, visit: Visit):
    open_map(screen, demo, visit, "&map=error")

    expect(screen.get_by_text("No error clicks here")).to_be_visible(timeout=PATIENCE_MS)


def test_the_elements_of_a_map_can_be_downloaded(screen: Page, demo: RunningDemo, visit: Visit):
    open_map(screen, demo, visit)
    with screen.expect_download() as download:
        screen.get_by_role("link", name="Download the elements as CSV").click()

    assert "Sloop" in download.value.path().read_text()
