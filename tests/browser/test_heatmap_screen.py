"""Heatmaps as a person uses them: real clicks of a visitor, drawn on the recorded page."""

from __future__ import annotations

import re
import time
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
from playwright.sync_api import Browser, Download, Page, expect
from tests.browser.running_demo import RunningDemo
from tests.browser.sessions import session_since, wait_for

pytestmark = pytest.mark.browser

# A busy machine draws late; a test that passes never waits this long.
PATIENCE_MS = 30_000
DEFAULT_MS = 5_000
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
    return visit_plans(demo, admin, browser)


@pytest.fixture(scope="module")
def later_visit(demo: RunningDemo, admin: httpx.Client, browser: Browser, visit: Visit) -> Visit:
    """Do the same again as another visitor."""
    assert visit.session_id
    return visit_plans(demo, admin, browser)


def visit_plans(demo: RunningDemo, admin: httpx.Client, browser: Browser) -> Visit:
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
    expect.set_options(timeout=PATIENCE_MS)
    yield admin_page
    expect.set_options(timeout=DEFAULT_MS)
    assert failures == []


def open_map(
    screen: Page, demo: RunningDemo, visit: Visit, query: str = "", *others: Visit
) -> None:
    """Open the map of the visit alone, or of some more."""
    only = ",".join(one.session_id for one in (visit, *others))
    screen.goto(f"{demo.dashboard}{visit.path}?pageURL={visit.page_url}&only={only}{query}")


def expect_drawn(screen: Page, clicks: int) -> None:
    """Wait until all of some clicks are on the page."""
    drawn = screen.get_by_text(f"{clicks} of {clicks} clicks drawn")
    expect(drawn).to_be_visible(timeout=PATIENCE_MS)


@pytest.mark.parametrize("width", [390, 1440])
def test_clicks_are_drawn_on_their_element_at_every_width(
    screen: Page, demo: RunningDemo, visit: Visit, width: int
):
    open_map(screen, demo, visit, f"&width={width}")

    expect_drawn(screen, CLICKS)
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


def test_a_map_can_be_taken_along_as_a_table_and_as_a_picture(
    screen: Page, demo: RunningDemo, visit: Visit
):
    open_map(screen, demo, visit, "&width=1440")
    expect_drawn(screen, CLICKS)
    screen.get_by_role("button", name=re.compile("Sloop")).hover()

    table = export(screen, "Elements as a table (CSV)").path().read_text()
    picture = export(screen, "Picture of what is seen (PNG)").path().read_bytes()

    assert "Sloop" in table
    expect(screen.get_by_text("Picture saved: the part of the page")).to_be_visible()
    data = f"data:image/png;base64,{b64encode(picture).decode()}"
    width, colours = screen.evaluate(COLOURS_OF_PICTURE, data)
    # The page alone has some dozen colours in its text; heat has a palette of its own.
    assert width == 1440
    assert colours > 100


# How wide a picture is, and how many colours it has.
COLOURS_OF_PICTURE = """async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    return [image.width, new Set(new Uint32Array(data.buffer)).size];
}"""


def export(screen: Page, item: str) -> Download:
    with screen.expect_download() as download:
        screen.get_by_role("button", name="Export").click()
        screen.get_by_role("menuitem", name=item).click()
    return download.value


def test_a_region_lists_the_sessions_behind_it_and_its_link_does_the_same(
    screen: Page, demo: RunningDemo, visit: Visit
):
    open_map(screen, demo, visit, "&width=1440")
    expect_drawn(screen, CLICKS)
    screen.get_by_role("button", name=re.compile("Sloop")).hover()
    shown = screen.locator("iframe[title^='The recorded page']").bounding_box()
    assert shown is not None

    screen.mouse.move(shown["x"] + 8, shown["y"] + 8)
    screen.mouse.down()
    screen.mouse.move(shown["x"] + shown["width"] - 8, shown["y"] + shown["height"] - 8, steps=4)
    screen.mouse.up()

    moments = screen.locator(f"aside a[href*='{visit.session_id}']")
    expect(moments).to_have_count(CLICKS)
    expect(screen).to_have_url(re.compile(r"region="))
    screen.reload()
    expect(moments).to_have_count(CLICKS)


def test_a_reel_plays_only_the_seconds_around_session_after_session(
    screen: Page, demo: RunningDemo, visit: Visit, later_visit: Visit
):
    open_map(screen, demo, visit, "", later_visit)
    screen.get_by_role("button", name=re.compile("Sloop")).click()
    screen.get_by_role("button", name="Play as reel").click()

    expect(screen.get_by_text("Clip 1 of 2")).to_be_visible()
    expect(screen).to_have_url(re.compile(f"reel={later_visit.session_id}"))
    # Three clicks within a second are one clip; at its end the other session follows by itself.
    for _ in range(4):
        screen.keyboard.press("]")
    expect(screen.get_by_text("Clip 2 of 2")).to_be_visible()
    expect(screen).to_have_url(re.compile(f"reel={visit.session_id}"))
    screen.reload()
    expect(screen.get_by_text("Clip 2 of 2")).to_be_visible()
    reel = screen.locator("iframe[title='The recorded page']").content_frame
    expect(reel.locator("iframe").content_frame.locator(HEADING)).to_be_attached()
    screen.keyboard.press("p")
    expect(screen.get_by_text("Clip 1 of 2")).to_be_visible()
    screen.keyboard.press("Escape")
    expect(screen.get_by_role("region", name="Reel")).to_have_count(0)


def test_two_filters_are_compared_with_how_sure_the_difference_is(
    screen: Page, demo: RunningDemo, visit: Visit
):
    open_map(screen, demo, visit)
    screen.get_by_role("button", name="Compare").click()
    screen.get_by_role("menuitem", name="Previous period").click()

    row = screen.get_by_role("button", name=re.compile("“Sloop”"))
    expect(row).to_contain_text("1 of 1")
    # One view is no proof of anything.
    expect(row).to_contain_text("may be chance")
    expect(screen.get_by_text(re.compile(r"0 of \d+ elements? differ for sure"))).to_be_visible()
    screen.get_by_role("button", name="Change").click()
    comparison = screen.get_by_role("region", name="Comparison")
    comparison.get_by_role("button", name="Add a filter").click()
    screen.get_by_role("option", name="Device").click()
    screen.get_by_role("option", name="Mobile").click()
    expect(screen).to_have_url(re.compile("versus=.*device%3Dmobile"))
    screen.keyboard.press("Escape")
    row.click()
    expect(screen.locator(f"aside a[href*='{visit.session_id}']")).to_have_count(CLICKS)


def test_pages_are_chosen_by_their_pictures(screen: Page, demo: RunningDemo, visit: Visit):
    open_map(screen, demo, visit)
    screen.get_by_role("button", name="Page of the map").click()

    expect(screen.get_by_role("option").locator("img").first).to_be_visible()
    screen.get_by_role("option", name=re.compile("Plans")).click()
    expect(screen).to_have_url(re.compile("pageURL=[^&]*/plans(&|$)"))
