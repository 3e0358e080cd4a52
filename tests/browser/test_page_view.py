"""One page by itself, vitals drawn on it, the map, and numbers that open their sessions."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.running_demo import RunningDemo
from tests.browser.sessions import SEEDING_SECONDS, seeded, wait_for

pytestmark = pytest.mark.browser

# Until a hidden player has drawn a page for its picture, on a busy machine.
DRAWN_MS = 30_000


@pytest.fixture
def address(admin: httpx.Client, demo: RunningDemo) -> str:
    """Return where the screens of the demo's project are, once its weeks are there."""
    wait_for(lambda: seeded(admin), "the demo's weeks", SEEDING_SECONDS)
    project_id = admin.get("/api/auth/me").json()["projects"][0]["projectId"]
    return f"{demo.dashboard}/p/{project_id}"


def opened(admin_page: Page, number: Locator) -> None:
    """Press a number of sessions; the list must be as long as it says."""
    text = re.sub(r"\D", "", number.inner_text())
    number.click()
    heading = admin_page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile(r"Sessions \d"))
    assert re.sub(r"\D", "", heading.inner_text()) == text


def test_a_page_is_opened_with_its_numbers_and_its_picture(admin_page: Page, address: str):
    admin_page.goto(f"{address}/pages?range=all&find=plans")
    admin_page.get_by_role("link", name="/plans", exact=True).click()

    expect(admin_page).to_have_url(re.compile(r"/pages/view\?.*page=[^&]+/plans"))
    expect(admin_page.get_by_text("Began here")).to_be_visible()
    pictures = admin_page.get_by_role("figure").locator("img")
    expect(pictures).to_have_count(2, timeout=DRAWN_MS)
    wide = pictures.first.evaluate("picture => picture.decode().then(() => picture.naturalWidth)")
    assert wide == 1_000

    entries = admin_page.get_by_role("listitem").filter(has_text=re.compile("^Entries"))
    opened(admin_page, entries.get_by_role("link"))


def test_a_page_without_a_recording_says_why(admin_page: Page, address: str):
    admin_page.goto(f"{address}/pages/view?range=all&page=nowhere.example/")

    expect(admin_page.get_by_text("Nobody saw this page in this range")).to_be_visible()


def test_elements_behind_a_vital_are_drawn_on_the_recorded_page(admin_page: Page, address: str):
    admin_page.goto(f"{address}/performance?range=all&vital=INP")
    elements = admin_page.get_by_role("list", name="Elements behind INP").get_by_role("listitem")
    # The list knows where each of them went on the page in the player's frame.
    placed = admin_page.get_by_text(re.compile(r"[1-9]\d* of \d+ elements placed"))
    expect(placed).to_be_visible(timeout=DRAWN_MS)
    expect(elements.first.get_by_title(re.compile("good|needs work|poor"))).to_be_visible()

    opened(admin_page, elements.first.get_by_role("link", name=re.compile(r"^\d+ sessions?$")))
    expect(admin_page.get_by_role("button", name="Remove the filter What happened")).to_be_visible()


def test_clicks_by_label_open_their_sessions_at_the_moment_of_the_click(
    admin_page: Page, address: str
):
    admin_page.goto(f"{address}/events?range=all&kind=click")
    row = admin_page.get_by_role("row").nth(1)
    opened(admin_page, row.get_by_title("See these sessions").nth(1))

    admin_page.get_by_role("link", name=re.compile("^Session of")).first.click()
    expect(admin_page).to_have_url(re.compile(r"[?&]at=\d{13}"))


def test_a_country_on_the_map_filters_the_screen(admin_page: Page, address: str):
    admin_page.goto(f"{address}/overview?range=all")
    # Beyond the screen until then: the map is drawn all the same.
    country = admin_page.get_by_role("link", name=re.compile(r"^Germany: \d+ visitors"))
    country.focus()
    expect(admin_page.get_by_text(re.compile(r"^Germany: \d+ visitors, \d"))).to_be_visible()
    country.press("Enter")

    expect(admin_page).to_have_url(re.compile("country=DE"))
    expect(admin_page.get_by_role("link", name=re.compile("^Austria:"))).to_have_count(0)


def test_a_number_of_a_screen_of_devices_opens_its_sessions(admin_page: Page, address: str):
    admin_page.goto(f"{address}/devices?range=all&find=mobile")
    rows = admin_page.get_by_role("row")
    expect(rows).to_have_count(2)

    opened(admin_page, rows.nth(1).get_by_title("See these sessions").nth(1))
