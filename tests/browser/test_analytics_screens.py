"""The screens of numbers over the demo's week: what they show and open, how fresh they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from tests.browser.running_demo import RunningDemo
from tests.browser.sessions import seeded, wait_for

pytestmark = pytest.mark.browser

# From a page view until a screen that counts it shows it; the tracker keeps it for 2 s at most.
FRESH_MS = 6_000
# What each screen says when it has drawn the demo's week.
SCREENS = {
    "overview": "Where visitors come from",
    "sources": "AI assistants",
    "devices": "Mobile",
    "pages": "All coffee · Harbor & Pine",
    "performance": "How LCP is spread",
    "events": "order_placed",
    "journeys": "From page to page",
    "funnels?steps=page:/,page:/coffee/*": "of the first step",
    "retention?period=day": "same day",
    "errors": "Cannot read properties of undefined",
    "capture": "were recorded",
    "realtime": "Active now",
}
# Whether a canvas has a pixel of the accent, which is the one strong colour of a line.
HAS_ACCENT = """canvas => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.some((red, n) => n % 4 === 0 && data[n + 3] === 255 && data[n + 2] - red > 80);
}"""


@pytest.fixture
def address(admin: httpx.Client, demo: RunningDemo) -> str:
    """Return where the screens of the demo's project are, once its week is there."""
    wait_for(lambda: seeded(admin), "the demo's week")
    project_id = admin.get("/api/auth/me").json()["projects"][0]["projectId"]
    return f"{demo.dashboard}/p/{project_id}"


@pytest.fixture
def complaints(admin_page: Page) -> Iterator[list[str]]:
    """Collect what the browser complains about, a broken policy among it."""
    found: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            found.append(message.text)

    admin_page.on("console", note)
    admin_page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    assert found == []


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_draws_the_week(
    admin_page: Page, address: str, complaints: list[str], screen: str
):
    admin_page.goto(f"{address}/{screen}")

    expect(admin_page.get_by_text(SCREENS[screen]).first).to_be_visible()
    admin_page.wait_for_load_state("networkidle")
    assert complaints == []


def test_the_number_of_sessions_opens_as_many(admin_page: Page, address: str):
    admin_page.goto(f"{address}/overview?range=all")
    figure = admin_page.get_by_role("tab", name=re.compile("Sessions"))
    expect(figure).to_have_text(re.compile(r"Sessions\d"))
    count = re.search(r"Sessions\s*([\d,]+)", figure.inner_text())
    assert count

    admin_page.get_by_role("link", name="See the sessions").click()

    expect(admin_page.get_by_role("heading", level=1)).to_have_text(f"Sessions {count[1]}")


def test_a_row_filters_everything_by_its_value(admin_page: Page, address: str):
    admin_page.goto(f"{address}/overview?range=all")
    values = admin_page.get_by_title("Show only these")
    values.filter(has_text=re.compile("^Search$")).click()

    expect(admin_page).to_have_url(re.compile("channel=search"))
    expect(admin_page.get_by_role("button", name="Remove the filter Channel")).to_be_visible()
    rows = admin_page.get_by_role("listitem").get_by_role("button", name=re.compile("^Direct"))
    expect(rows).to_have_count(0)


def test_a_page_opens_the_sessions_that_saw_it(admin_page: Page, address: str):
    admin_page.goto(f"{address}/pages?range=all&find=plans")
    row = admin_page.get_by_role("row", name="/plans")
    # Views come first.
    number = row.get_by_title("See these sessions").nth(1)
    count = number.inner_text()
    number.click()

    expect(admin_page.get_by_role("heading", level=1)).to_have_text(f"Sessions {count}")


def test_the_chart_is_read_by_keys_and_opens_its_day(admin_page: Page, address: str):
    admin_page.goto(f"{address}/overview?range=7d")
    chart = admin_page.get_by_role("button", name=re.compile("^Visitors by day"))
    chart.focus()
    chart.press("ArrowRight")
    expect(chart.get_by_role("status")).to_contain_text(re.compile(r"\w+day, "))
    chart.press("Enter")

    expect(admin_page).to_have_url(re.compile(r"/sessions\?.*from=\d{4}-\d\d-\d\d"))


def test_charts_have_their_colours_where_motion_is_reduced(admin_page: Page, address: str):
    admin_page.emulate_media(reduced_motion="reduce")
    admin_page.goto(f"{address}/overview")

    chart = admin_page.get_by_role("img", name="Visitors by day").locator("canvas").first
    chart.wait_for()
    admin_page.wait_for_function(HAS_ACCENT, arg=chart.element_handle())


def test_lost_sessions_of_a_funnel_can_be_watched(admin_page: Page, address: str):
    admin_page.goto(f"{address}/funnels?range=all&steps=page:/,page:/checkout/,page:/thanks/")
    lost = admin_page.get_by_role("link", name=re.compile("lost here")).last
    count = int(lost.inner_text().split()[0])
    lost.click()

    expect(admin_page.get_by_role("heading", level=1)).to_have_text(f"Sessions {count}")


def test_a_visit_is_counted_while_it_goes_on(
    admin_page: Page, browser: Browser, demo: RunningDemo, address: str
):
    admin_page.goto(f"{address}/overview?range=all")
    figure = admin_page.get_by_role("tab", name=re.compile("Page views"))
    expect(figure).to_have_text(re.compile(r"Page views\d"))
    expect(admin_page.locator("[data-connection=connected]")).to_be_visible()
    before = figure.inner_text()
    context = browser.new_context()
    try:
        context.new_page().goto(f"{demo.site}/plans/")

        expect(figure).not_to_have_text(before, timeout=FRESH_MS)
    finally:
        context.close()


def test_realtime_shows_who_is_there(
    admin_page: Page, browser: Browser, demo: RunningDemo, address: str
):
    admin_page.goto(f"{address}/realtime")
    expect(admin_page.locator("[data-connection=connected]")).to_be_visible()
    context = browser.new_context()
    try:
        context.new_page().goto(f"{demo.site}/plans/?utm_source=realtime-test")

        where = admin_page.get_by_role("listitem").filter(has_text="realtime-test")
        expect(where).to_be_visible(timeout=FRESH_MS)
    finally:
        context.close()
