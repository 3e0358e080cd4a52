"""What opens over a page: clicks on it are drawn where it is open, and nowhere else."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.heatmap_screen import HeatmapScreen, Visit, Visitors
from tests.browser.running_demo import RunningDemo

pytestmark = pytest.mark.browser

MENU_ITEM = "#learn-menu a:nth-child(2)"
UNDER = "h1"
IN_DIALOG = "#quiz-title"
NOT_SEEN = "on what is not seen at this width or in this state"
WIDTH = "&width=1440"


def use_menu(page: Page) -> None:
    page.click("#learn-button")
    page.click(MENU_ITEM)


def use_dialog(page: Page) -> None:
    page.click(UNDER)
    page.click("#quiz-button")
    page.click(IN_DIALOG)


@pytest.fixture(scope="module")
def visitors(demo: RunningDemo, admin: httpx.Client, browser: Browser) -> Visitors:
    return Visitors(demo, admin, browser)


@pytest.fixture(scope="module")
def of_menu(visitors: Visitors) -> Visit:
    """Open a menu and choose from it."""
    return visitors.visit("/", use_menu, 2)


@pytest.fixture(scope="module")
def of_dialog(visitors: Visitors) -> Visit:
    """Click on the page, then open a dialog over it and click in that."""
    return visitors.visit("/", use_dialog, 3)


def test_an_item_of_a_menu_is_drawn_where_the_menu_is_open_and_not_on_what_is_under_it(
    heatmap_screen: HeatmapScreen, visitors: Visitors, of_menu: Visit
):
    moment = visitors.last_moment(of_menu)
    heatmap_screen.open([of_menu], f"{WIDTH}&moment={moment}")
    heatmap_screen.expect_told("2 of 2 clicks drawn")
    place = heatmap_screen.place_in(MENU_ITEM, 0.5, 0.5)
    heatmap_screen.point_at(place)
    expect(heatmap_screen.tip).to_contain_text("1 on this element, 50.0 %")
    expect(heatmap_screen.tip).to_contain_text("px here")

    heatmap_screen.open([of_menu], WIDTH)
    heatmap_screen.expect_told(f"1 of 2 clicks drawn · 1 {NOT_SEEN}")
    heatmap_screen.point_at(heatmap_screen.place_in("#learn-button", 0.5, 0.5))
    expect(heatmap_screen.tip).to_contain_text("1 on this element, 50.0 %")
    heatmap_screen.point_at(place)
    expect(heatmap_screen.tip).to_be_hidden()


def test_what_a_dialog_covers_is_told_as_not_seen_while_it_is_open(
    heatmap_screen: HeatmapScreen, visitors: Visitors, of_dialog: Visit
):
    moment = visitors.last_moment(of_dialog)
    heatmap_screen.open([of_dialog], f"{WIDTH}&moment={moment}")
    heatmap_screen.expect_told(f"1 of 3 clicks drawn · 2 {NOT_SEEN}")
    heatmap_screen.point_at(heatmap_screen.place_in(IN_DIALOG, 0.5, 0.5))
    expect(heatmap_screen.tip).to_contain_text("1 on this element, 33.3 %")

    heatmap_screen.open([of_dialog], WIDTH)
    heatmap_screen.expect_told(f"2 of 3 clicks drawn · 1 {NOT_SEEN}")
    heatmap_screen.point_at(heatmap_screen.place_in(UNDER, 0.5, 0.5))
    expect(heatmap_screen.tip).to_contain_text("1 on this element, 33.3 %")
