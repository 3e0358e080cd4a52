"""Saved segments in the filter bar, and tables as files, over the demo's week."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.browser.running_demo import RunningDemo
from tests.browser.sessions import seeded, wait_for

pytestmark = pytest.mark.browser


@pytest.fixture
def address(admin: httpx.Client, demo: RunningDemo) -> Iterator[str]:
    """Return where the screens of the demo's project are; what a test saves is deleted."""
    wait_for(lambda: seeded(admin), "the demo's week")
    me = admin.get("/api/auth/me").json()
    yield f"{demo.dashboard}/p/{me['projects'][0]['projectId']}"
    for segment in admin.get("/api/segments").json()["segments"]:
        admin.delete(
            f"/api/segments/{segment['segmentId']}", headers={"X-CSRF-Token": me["csrfToken"]}
        ).raise_for_status()


def save(page: Page, name: str) -> None:
    page.get_by_role("button", name="Segments", exact=True).click()
    page.get_by_role("button", name="Save these filters").click()
    page.get_by_label("Name of the segment").fill(name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"Segment: {name}")).to_be_visible()


def test_filters_saved_on_one_screen_are_applied_on_another(admin_page: Page, address: str):
    admin_page.goto(f"{address}/pages?range=all&device=mobile&channel=search")
    save(admin_page, "Phones from search")

    admin_page.goto(f"{address}/sessions?range=90d&country=DE")
    admin_page.get_by_role("button", name="Segments", exact=True).click()
    admin_page.get_by_role("button", name="Phones from search", exact=False).first.click()

    # The address holds the filters themselves, for who does not see the segment.
    expect(admin_page).to_have_url(re.compile(r"\?range=90d&.*device=mobile"))
    expect(admin_page).to_have_url(re.compile("channel=search"))
    expect(admin_page).not_to_have_url(re.compile("country"))
    expect(admin_page.get_by_role("button", name="Segment: Phones from search")).to_be_visible()


def test_a_segment_is_shared_renamed_and_deleted_from_its_menu(
    admin_page: Page, admin: httpx.Client, address: str
):
    admin_page.goto(f"{address}/overview?range=all&device=mobile")
    save(admin_page, "Phones")
    menu = admin_page.get_by_role("button", name="What to do with Phones")

    admin_page.get_by_role("button", name="Segment: Phones").click()
    menu.click()
    admin_page.get_by_role("menuitem", name="Share with the project").click()
    expect(admin_page.get_by_label("shared", exact=True)).to_be_visible()
    menu.click()
    admin_page.get_by_role("menuitem", name="Rename…").click()
    admin_page.get_by_label("Name of the segment").fill("Small screens")
    admin_page.keyboard.press("Enter")
    expect(admin_page.get_by_role("button", name="What to do with Small screens")).to_be_visible()
    (kept,) = admin.get("/api/segments").json()["segments"]
    assert (kept["name"], kept["isShared"]) == ("Small screens", True)

    admin_page.get_by_role("button", name="What to do with Small screens").click()
    admin_page.get_by_role("menuitem", name="Delete…").click()
    admin_page.get_by_role("button", name="Delete", exact=True).click()
    expect(admin_page.get_by_text("No segments yet")).to_be_visible()
    expect(admin_page).to_have_url(re.compile("device=mobile"))


def test_a_table_is_downloaded_as_it_is_filtered(admin_page: Page, address: str, tmp_path: Path):
    admin_page.goto(f"{address}/pages?from=2020-01-01&to=2030-12-31&find=plans")
    expect(admin_page.get_by_role("row", name="/plans").first).to_be_visible()
    admin_page.get_by_role("button", name="Download the pages").click()
    with admin_page.expect_download() as downloading:
        admin_page.get_by_role("menuitem", name="For a spreadsheet").click()

    name = downloading.value.suggested_filename
    assert re.fullmatch(r"[a-z0-9-]+-pages-2020-01-01-to-2030-12-31\.csv", name)
    downloading.value.save_as(tmp_path / name)
    with (tmp_path / name).open(newline="") as file:
        pages = [line["pageURL"] for line in csv.DictReader(file)]
    assert pages
    assert all("plans" in page for page in pages)
