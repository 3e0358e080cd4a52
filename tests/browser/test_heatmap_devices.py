"""Clicks are of their element, and at their place in it, whatever screen they were made on."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Browser, Page, Position, expect
from tests.browser.heatmap_screen import DESKTOP, HeatmapScreen, Json, Visit, Visitors
from tests.browser.running_demo import RunningDemo

pytestmark = pytest.mark.browser

HEADING = ".plan.featured h2"
# Where in the heading everybody presses, in shares of its size.
ACROSS, DOWN = 0.25, 0.5
WHOLE = 65_535
# A cell is 16 px long at most, and browsers press whole pixels.
NEAR_PX = 9
PHONE: Json = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 3,
    "is_mobile": True,
    "has_touch": True,
}
# A zoom makes fewer CSS pixels of more screen pixels.
ZOOMED: Json = {"viewport": {"width": 960, "height": 600}, "device_scale_factor": 1.5}
DENSE: Json = {**DESKTOP, "device_scale_factor": 2}
Press = Callable[[Page], None]

# Where a place of an element is in what is in sight of an enlarged page.
PLACE_IN_SIGHT = """(element, [across, down]) => {
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, top, width, height } = element.getBoundingClientRect();
    const { offsetLeft, offsetTop } = visualViewport;
    return { x: left + across * width - offsetLeft, y: top + down * height - offsetTop };
}"""


def place_of(page: Page) -> Position:
    box = page.locator(HEADING).bounding_box()
    assert box is not None
    return {"x": ACROSS * box["width"], "y": DOWN * box["height"]}


def click(page: Page) -> None:
    page.locator(HEADING).click(position=place_of(page))


def tap(page: Page) -> None:
    page.locator(HEADING).tap(position=place_of(page))


def tap_upright_and_turned(page: Page) -> None:
    tap(page)
    page.set_viewport_size({"width": 844, "height": 390})
    tap(page)


def tap_pulled_apart(page: Page) -> None:
    """Make the page twice as large as two fingers do, and tap what is then in sight."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 2})
    place = page.locator(HEADING).evaluate(PLACE_IN_SIGHT, [ACROSS, DOWN])
    # The driver's own tap knows nothing of such a page.
    touch = "Input.dispatchTouchEvent"
    session.send(touch, {"type": "touchStart", "touchPoints": [place]})
    session.send(touch, {"type": "touchEnd", "touchPoints": []})


# Name, screen, what is done, and how many clicks that makes.
DEVICES: dict[str, tuple[Json, Press, int]] = {
    "two screen pixels in each": (DENSE, click, 1),
    "zoomed by half": (ZOOMED, click, 1),
    "a phone": (PHONE, tap, 1),
    "a phone that is turned": (PHONE, tap_upright_and_turned, 2),
    "a page pulled apart": (PHONE, tap_pulled_apart, 1),
}
TOUCHED = [name for name, (screen, _, _) in DEVICES.items() if screen is PHONE]
ALL_CLICKS = sum(clicks for _, _, clicks in DEVICES.values())


@pytest.fixture(scope="module")
def visitors(demo: RunningDemo, admin: httpx.Client, browser: Browser) -> Visitors:
    return Visitors(demo, admin, browser)


@pytest.fixture(scope="module")
def visits(visitors: Visitors) -> dict[str, Visit]:
    """Let everybody press the same place of the same heading."""
    return {
        name: visitors.visit("/plans/", act, clicks, screen)
        for name, (screen, act, clicks) in DEVICES.items()
    }


@pytest.mark.parametrize(
    ("name", "kind"),
    [*((name, "click") for name in DEVICES), *((name, "touch") for name in TOUCHED)],
)
def test_every_press_is_of_its_element_at_its_place(
    visitors: Visitors, visits: dict[str, Visit], name: str, kind: str
):
    _, _, clicks = DEVICES[name]
    drawn = visitors.map_of(visits[name], kind)

    (element,) = drawn["elements"]
    assert (drawn["total"], element["count"]) == (clicks, clicks)
    assert element["label"] == "h2 “Sloop”"
    for cell in element["cells"]:
        # The heading is some 300 px wide on every screen, and 30 px high.
        assert cell["ex"] / WHOLE == pytest.approx(ACROSS, abs=NEAR_PX / 250)
        assert cell["ey"] / WHOLE == pytest.approx(DOWN, abs=NEAR_PX / 25)


@pytest.mark.parametrize("width", [390, 844, 1440])
def test_what_all_screens_pressed_lies_on_one_place_at_any_width(
    heatmap_screen: HeatmapScreen, visits: dict[str, Visit], width: int
):
    heatmap_screen.open(list(visits.values()), f"&width={width}")
    heatmap_screen.expect_told(f"{ALL_CLICKS} of {ALL_CLICKS} clicks drawn")

    heatmap_screen.point_at(heatmap_screen.place_in(HEADING, ACROSS, DOWN))

    expect(heatmap_screen.tip).to_contain_text(f"{ALL_CLICKS} on this element, 100.0 %")
    # Cells of 16 px from elements of different widths lie beside each other.
    expect(heatmap_screen.tip).to_contain_text(re.compile(r"[1-9]\.\d in 24 \S 24 px here"))
    heatmap_screen.point_at(heatmap_screen.place_in(HEADING, 1 - ACROSS / 2, DOWN))
    expect(heatmap_screen.tip).not_to_contain_text("here")
    expect(heatmap_screen.tip).to_contain_text(f"{ALL_CLICKS} on this element")
