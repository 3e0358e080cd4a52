"""What visitors do is told by element, without what the elements say."""

from __future__ import annotations

import json
from typing import Any

import pytest
from dirty_equals import IsFloat, IsInt, IsPositiveInt, IsStr
from playwright.sync_api import Page
from tests.browser.tracker.conftest import Until
from tests.browser.tracker.tracker_site import TrackerSite

pytestmark = pytest.mark.browser

Json = dict[str, Any]
FIXED, SHADOW, KEYBOARD, MASKED = 1, 16, 64, 256
VIEWPORT = {"width": 1000, "height": 700}


@pytest.fixture
def used(site: TrackerSite, page: Page) -> Page:
    """Open the page when everything that it is asked for is watched; it is not recorded."""
    site.collector.config = {
        "recordShare": 0,
        "privacyMode": "balanced",
        "maskSelectors": [],
        "capture": {"interactions": True},
    }
    page.set_viewport_size({"width": 1000, "height": 700})
    with page.expect_response("**/reactions.js"):
        page.goto(f"{site.url}/used")
    # Whatever has been loaded has run when the next task begins.
    page.evaluate("new Promise((done) => setTimeout(done))")
    return page


def all_of(site: TrackerSite, kind: str) -> list[Json]:
    return [one for one in site.collector.all_of("interactions") if one["type"] == kind]


def label_of(site: TrackerSite, interaction: Json) -> str:
    labels = {one["id"]: one["label"] for one in site.collector.all_of("elements")}
    return str(labels[interaction["elementId"]])


def test_a_click_is_told_with_its_element_and_its_place_in_it(
    site: TrackerSite, used: Page, until: Until
) -> None:
    box = used.locator("#dead").bounding_box()
    assert box
    used.mouse.click(box["x"] + box["width"] / 4, box["y"] + box["height"] / 2)
    until(lambda: bool(all_of(site, "click")))

    (click,) = all_of(site, "click")
    view = site.collector.all_of("pageViews")[0]
    assert click == {
        "type": "click",
        "at": IsInt(),
        "pageViewId": view["id"],
        "url": f"{site.url}/used",
        "elementId": IsStr(regex="[0-9a-f]{16}"),
        "ex": pytest.approx(65_535 / 4, rel=0.05),
        "ey": pytest.approx(65_535 / 2, rel=0.05),
        "x": IsPositiveInt(),
        "y": IsPositiveInt(),
        "pageX": click["x"],
        "pageY": click["y"],
        "width": round(box["width"]),
        "height": round(box["height"]),
        "viewportWidth": VIEWPORT["width"],
        "viewportHeight": VIEWPORT["height"],
        "pageHeight": IsInt(ge=3000),
        "pixelRatio": IsInt() | IsFloat(),
    }
    assert label_of(site, click) == "button#dead “Nothing happens”"


def test_an_element_is_described_once_and_says_nothing_that_is_masked(
    site: TrackerSite, used: Page, until: Until
) -> None:
    for name in ("#masked", "#masked", "#field", "#secret", "h1"):
        used.click(name)
    until(lambda: len(all_of(site, "click")) == 5)

    clicks = all_of(site, "click")
    elements = site.collector.all_of("elements")
    assert len({one["id"] for one in elements}) == len(elements)
    assert [label_of(site, click) for click in clicks] == [
        "p#masked",
        "p#masked",
        "textarea#field",
        "a#secret “Profile”",
        "h1",
    ]
    assert clicks[0]["flags"] & MASKED
    sent = json.dumps(elements) + json.dumps(clicks)
    assert not [word for word in ("Ada", "ada@", "wrote", "token", "4711") if word in sent]


def test_keyboard_fixed_parts_and_shadow_roots_are_marked(
    site: TrackerSite, used: Page, until: Until
) -> None:
    used.click("#fixed")
    used.click("#inner")
    used.press("#inner", "Enter")
    until(lambda: len(all_of(site, "click")) == 3)

    fixed, inner, key = all_of(site, "click")
    assert fixed["flags"] == FIXED
    assert inner["flags"] == SHADOW
    assert key["flags"] == SHADOW | KEYBOARD
    assert label_of(site, inner) == "button#inner “Deep”"
    assert (key["ex"], key["ey"]) == (32_768, 32_768)


def test_clicks_without_an_answer_are_rage_and_dead_and_those_with_one_are_not(
    site: TrackerSite, used: Page, until: Until
) -> None:
    # What changes by itself answers nobody; it does so before the click as well.
    used.wait_for_function("Number(clock.textContent) > 2")
    for name in ("#stepper", "#dead"):
        used.click(name, click_count=4, delay=20)
    until(lambda: len(all_of(site, "dead")) == 4)

    assert {label_of(site, one) for one in all_of(site, "dead")} == {
        "button#dead “Nothing happens”"
    }
    rages = [(label_of(site, one), one["value"]) for one in all_of(site, "rage")]
    assert rages == [("button#dead “Nothing happens”", 3)]


def test_a_click_after_which_the_page_throws_is_told_as_such(
    site: TrackerSite, used: Page, until: Until
) -> None:
    used.click("#broken")
    until(lambda: bool(all_of(site, "error")))

    (error,) = all_of(site, "error")
    (click,) = all_of(site, "click")
    assert error == {**click, "type": "error"}


def test_where_the_pointer_rests_and_how_far_the_page_was_seen_is_told(
    site: TrackerSite, used: Page, until: Until
) -> None:
    used.hover("#broken")
    used.wait_for_function("Number(clock.textContent) > 3")
    used.mouse.wheel(0, 900)
    used.wait_for_function("scrollY > 800 && Number(clock.textContent) > 6")
    used.hover("#fixed")
    used.evaluate(
        """Object.defineProperty(document, 'hidden', {value: true});
        document.dispatchEvent(new Event('visibilitychange'))"""
    )
    until(lambda: bool(all_of(site, "rest") and all_of(site, "scroll") and all_of(site, "move")))

    rest = all_of(site, "rest")[0]
    assert label_of(site, rest) == "button#broken “Broken”"
    assert rest["durationMs"] >= 100
    assert max(one["pageY"] for one in all_of(site, "scroll")) >= 1500
    assert all(one["durationMs"] >= 1000 for one in all_of(site, "attention"))
