"""Heatmaps as a person uses them: real clicks of a visitor, drawn on the recorded page."""

from __future__ import annotations

import re
from base64 import b64encode

import httpx
import pytest
from playwright.sync_api import Browser, Download, Page, expect
from tests.browser.heatmap_screen import PATIENCE_MS, HeatmapScreen, Visit, Visitors
from tests.browser.running_demo import RunningDemo

pytestmark = pytest.mark.browser

HEADING = ".plan.featured h2"
CLICKS = 3


@pytest.fixture(scope="module")
def visitors(demo: RunningDemo, admin: httpx.Client, browser: Browser) -> Visitors:
    return Visitors(demo, admin, browser)


@pytest.fixture(scope="module")
def visit(visitors: Visitors) -> Visit:
    """Click three times on the name of a plan, at a desktop's width."""
    return visitors.visit("/plans/", click_on_a_plan, CLICKS)


@pytest.fixture(scope="module")
def later_visit(visitors: Visitors, visit: Visit) -> Visit:
    """Do the same again as another visitor."""
    assert visit.session_id
    return visitors.visit("/plans/", click_on_a_plan, CLICKS)


@pytest.fixture
def screen(heatmap_screen: HeatmapScreen) -> Page:
    return heatmap_screen.page


def click_on_a_plan(page: Page) -> None:
    for _ in range(CLICKS):
        page.locator(HEADING).click(position={"x": 20, "y": 10})


@pytest.mark.parametrize("width", [390, 1440])
def test_clicks_are_drawn_on_their_element_at_every_width(
    heatmap_screen: HeatmapScreen, screen: Page, visit: Visit, width: int
):
    heatmap_screen.open([visit], f"&width={width}")

    heatmap_screen.expect_told(f"{CLICKS} of {CLICKS} clicks drawn")
    frame = screen.locator("iframe[title^='The recorded page']").content_frame
    recorded = frame.locator("iframe").content_frame.locator(HEADING)
    # The row of an element brings it into view; the number of its box stands on it.
    screen.get_by_role("button", name=re.compile("Sloop")).hover()
    expect(recorded).to_be_in_viewport(timeout=PATIENCE_MS)


def test_an_element_opens_the_sessions_behind_it_at_that_second(
    heatmap_screen: HeatmapScreen, screen: Page, visit: Visit
):
    heatmap_screen.open([visit])
    screen.get_by_role("button", name=re.compile("Sloop")).click()

    moments = screen.locator(f"aside a[href*='{visit.session_id}']")
    expect(moments).to_have_count(CLICKS, timeout=PATIENCE_MS)
    moments.first.click()

    screen.wait_for_url(re.compile(f"/sessions/{visit.session_id}"))
    expect(screen.get_by_test_id("address")).to_contain_text("/plans/", timeout=PATIENCE_MS)


def test_a_moment_of_a_replay_becomes_the_page_of_a_map(
    heatmap_screen: HeatmapScreen, screen: Page, visit: Visit
):
    sessions = heatmap_screen.address.replace("heatmaps", "sessions")
    screen.goto(f"{sessions}/{visit.session_id}?t=0")
    screen.get_by_role("button", name="Heatmap of this moment").click()

    screen.wait_for_url(re.compile(rf"/heatmaps\?.*moment={visit.session_id}"))
    expect(screen.get_by_text(re.compile(r"\d+ of \d+ clicks drawn"))).to_be_visible(
        timeout=PATIENCE_MS
    )


def test_nothing_of_a_kind_says_so(heatmap_screen: HeatmapScreen, screen: Page, visit: Visit):
    heatmap_screen.open([visit], "&map=error")

    expect(screen.get_by_text("No error clicks here")).to_be_visible(timeout=PATIENCE_MS)


def test_a_map_can_be_taken_along_as_a_table_and_as_a_picture(
    heatmap_screen: HeatmapScreen, screen: Page, visit: Visit
):
    heatmap_screen.open([visit], "&width=1440")
    heatmap_screen.expect_told(f"{CLICKS} of {CLICKS} clicks drawn")
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
    heatmap_screen: HeatmapScreen, screen: Page, visit: Visit
):
    heatmap_screen.open([visit], "&width=1440")
    heatmap_screen.expect_told(f"{CLICKS} of {CLICKS} clicks drawn")
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
    heatmap_screen: HeatmapScreen, screen: Page, visit: Visit, later_visit: Visit
):
    heatmap_screen.open([visit, later_visit])
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
    heatmap_screen: HeatmapScreen, screen: Page, visit: Visit
):
    heatmap_screen.open([visit])
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


def test_pages_are_chosen_by_their_pictures(
    heatmap_screen: HeatmapScreen, screen: Page, visit: Visit
):
    heatmap_screen.open([visit])
    screen.get_by_role("button", name="Page of the map").click()

    expect(screen.get_by_role("option").locator("img").first).to_be_visible()
    screen.get_by_role("option", name=re.compile("Plans")).click()
    expect(screen).to_have_url(re.compile("pageURL=[^&]*/plans(&|$)"))
