"""Canvases, where a project wants them: small pictures in the recording, drawn in the replay."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.tracker.conftest import PageErrors, Replay, Until
from tests.browser.tracker.tracker_site import Collector, TrackerSite

pytestmark = pytest.mark.browser

CUSTOM, FULL_SNAPSHOT = 5, 2
BLUE = "rgb(0, 0, 200)"
# The longest picture that the tracker sends, in characters.
LONGEST = 200_000
FOREIGN = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"

# The colour in the middle of each canvas, once the picture of all that have one is decoded.
COLOURS = """async (iframe) => {
    const page = iframe.contentDocument;
    const root = page.getElementById('host').shadowRoot;
    const canvases = [...page.querySelectorAll('canvas[id]'), ...root.querySelectorAll('canvas')];
    const colour = (canvas) => {
        const middle = [canvas.width / 2, canvas.height / 2, 1, 1];
        const [red, , blue, alpha] = canvas.getContext('2d').getImageData(...middle).data;
        return !alpha ? 'empty' : red > blue ? 'red' : 'blue';
    };
    const all = () => Object.fromEntries(canvases.map((canvas) => [canvas.id, colour(canvas)]));
    const isMissing = () => ['drawn', 'large', 'inside'].some((id) => all()[id] === 'empty');
    while (isMissing()) await new Promise(requestAnimationFrame);
    return all();
}"""


def pictures(collector: Collector) -> list[dict[str, Any]]:
    return [event for event in collector.events(CUSTOM) if "image" in event["data"]["payload"]]


def record(site: TrackerSite, page: Page, until: Until, **config: object) -> None:
    """Show the page to a project that wants canvases, until the three that may be are there."""
    site.collector.config = {**(site.collector.config or {}), "capture": {"canvas": True}, **config}
    page.route(
        "**/foreign.svg", lambda route: route.fulfill(body=FOREIGN, content_type="image/svg+xml")
    )
    page.goto(f"{site.url}/canvas")
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)


def test_canvases_replay_as_the_visitor_saw_them(
    site: TrackerSite, page: Page, until: Until, replay: Replay, page_errors: PageErrors
) -> None:
    record(site, page, until)
    until(lambda: len(pictures(site.collector)) == 3)
    page.evaluate(f"paint('drawn', '{BLUE}')")
    until(lambda: len(pictures(site.collector)) == 4)
    recorded = pictures(site.collector)

    replaying = replay(site.collector.all_of("events"))
    hidden = {"tainted": "empty", "masked": "empty"}

    red = {"drawn": "red", "large": "red", "inside": "red", **hidden}
    assert replaying.at_end().evaluate(COLOURS) == {**red, "drawn": "blue"}
    # Going back shows what was there then.
    assert replaying.at(recorded[2]).evaluate(COLOURS) == red
    assert max(len(event["data"]["payload"]["image"]) for event in recorded) < LONGEST
    assert page_errors() == []


def test_a_new_full_snapshot_is_followed_by_all_pictures(
    site: TrackerSite, page: Page, until: Until
) -> None:
    record(site, page, until)
    until(lambda: len(pictures(site.collector)) == 3)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 2)
    until(lambda: len(pictures(site.collector)) == 6)

    taken = [one["data"]["payload"] for one in pictures(site.collector)]

    # Each canvas is ready when it is: their order is no promise.
    first, again = ({one["id"]: one for one in some} for some in (taken[:3], taken[3:]))
    assert again == first


@pytest.mark.parametrize(
    "config", [{"capture": {}}, {"privacyMode": "strict"}], ids=["not-wanted", "strict"]
)
def test_no_picture_is_taken_where_nobody_wants_one_or_all_text_is_masked(
    site: TrackerSite, page: Page, until: Until, config: dict[str, object]
) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rsplit("/", 1)[-1]))
    record(site, page, until, **config)
    page.evaluate("pulse.track('finished')")
    until(lambda: len(site.collector.all_of("customEvents")) == 1)

    assert "canvas.js" not in loaded
    assert pictures(site.collector) == []
