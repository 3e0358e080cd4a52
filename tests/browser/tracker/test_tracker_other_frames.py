"""Frames of another origin: one recording where both tags name each other, or else silence."""

from __future__ import annotations

from itertools import chain
from urllib.parse import quote

import pytest
from playwright.sync_api import Frame, Page
from tests.browser.recorded_dom import described, described_inside
from tests.browser.tracker.conftest import PageErrors, Replay, Until
from tests.browser.tracker.tracker_site import Collector, Json, TrackerSite

pytestmark = pytest.mark.browser

FULL_SNAPSHOT = 2
# In every page: what it hears from others.
LISTEN = "window.heard = []; addEventListener('message', ({data}) => heard.push(data));"


def upper(collector: Collector) -> list[Json]:
    """Return what was recorded by the page that embeds the other."""
    return [event for batch in tabs(collector)["embedding"] for event in batch.get("events", [])]


def tabs(collector: Collector) -> dict[str, list[Json]]:
    """Return the batches of each page, by its name."""
    found: dict[str, list[Json]] = {"embedding": [], "embedded": []}
    names: dict[str, str] = {}
    for batch in collector.batches:
        for view in batch.get("pageViews", []):
            names[batch["tabId"]] = view["url"].rsplit("/", 1)[-1]
        found[names[batch["tabId"]]].append(batch)
    return found


def frame_of(page: Page) -> Frame:
    return page.main_frame.child_frames[0]


def change_of(collector: Collector, words: str) -> bool:
    return any(words in str(event) for event in upper(collector))


def address(site: TrackerSite, name: str, before: str, after: str) -> str:
    """Return where the embedding page is, with a change in it or in the page that it embeds."""
    changed = f"{name}?swap={quote(before)}~{quote(after)}"
    if name == "embedding":
        return f"{site.url}/{changed}"
    return f"{site.url}/embedding?swap={quote('/embedded')}~{quote('/' + changed)}"


def test_both_pages_replay_as_one(
    site: TrackerSite, page: Page, until: Until, replay: Replay, page_errors: PageErrors
) -> None:
    page.goto(f"{site.url}/embedding")
    until(lambda: change_of(site.collector, "Nested in the other site"))
    frame_of(page).evaluate("changeAll()")
    until(lambda: change_of(site.collector, "Nested addition"))

    recorded = upper(site.collector)
    shown = [line.strip() for line in described_inside(replay(recorded).at_end())]
    inside = [line.strip() for line in described(frame_of(page))]
    masked = ["•••••• •••••" if line == "secret words" else line for line in inside]

    start = shown.index("iframe id=other") + 1
    assert shown[start : start + len(masked)] == masked
    assert "secret" not in str(site.collector.batches)
    assert all("events" not in batch for batch in tabs(site.collector)["embedded"])
    assert tabs(site.collector)["embedded"][-1]["captureReason"] in {"in-parent", "starting"}
    assert page_errors() == []


def test_a_new_full_snapshot_of_the_page_holds_the_frame_again(
    site: TrackerSite, page: Page, until: Until
) -> None:
    page.goto(f"{site.url}/embedding")
    until(lambda: change_of(site.collector, "Embedded words"))
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    def is_there_again() -> bool:
        kinds = [event["type"] for event in upper(site.collector)]
        if kinds.count(FULL_SNAPSHOT) < 2:
            return False
        last = len(kinds) - kinds[::-1].index(FULL_SNAPSHOT)
        return "Embedded words" in str(upper(site.collector)[last:])

    until(is_there_again)


@pytest.mark.parametrize(
    "change",
    [
        ("embedded", "data-frames=", "data-none="),
        ("embedded", 'data-frames="', 'data-frames="https://shop.example" data-none="'),
        ("embedding", "data-frames=", "data-none="),
        ("embedding", 'data-frames="', 'data-frames="https://shop.example" data-none="'),
        ("embedded", "pk_test", "pk_other"),
        ("embedding", "pk_test", "pk_other"),
        ("embedding", "<iframe", "<iframe data-pulse-block"),
    ],
    ids=[
        "frame-silent", "frame-names-another", "page-silent", "page-names-another",
        "other-project-of-frame", "other-project-of-page", "blocked",
    ],
)  # fmt: skip
def test_nothing_is_shared_unless_both_tags_name_the_other_and_the_same_project(
    site: TrackerSite, page: Page, until: Until, change: tuple[str, str, str]
) -> None:
    name, before, _ = change
    page.context.add_init_script(LISTEN)
    page.goto(address(site, *change))
    until(lambda: len(upper(site.collector)) > 1)
    if "data-frames" in before and name == "embedded":
        # It is a page like any other then.
        until(lambda: any("events" in batch for batch in tabs(site.collector)["embedded"]))
        assert page.evaluate("heard") == []
    else:
        page.wait_for_function("heard.length > 1")
    frame_of(page).evaluate("changeAll()")
    page.evaluate("pulse.track('finished')")
    until(lambda: len(site.collector.all_of("customEvents")) == 1)

    assert frame_of(page).evaluate("heard") == []
    # That it would be recorded is all that a frame ever says by itself.
    assert {*chain(*page.evaluate("heard"))} <= {"projectKey", "pulse"}
    assert "other site" not in str(upper(site.collector))


def test_a_frame_in_a_masked_place_shows_its_shape_only(
    site: TrackerSite, page: Page, until: Until
) -> None:
    page.goto(address(site, "embedding", "<iframe", "<iframe data-pulse-mask"))
    until(lambda: change_of(site.collector, "•••••• •• ••• ••••• ••••"))
    frame_of(page).evaluate("changeAll()")
    until(lambda: change_of(site.collector, "•••••• ••••••••"))

    assert "other site" not in str(site.collector.batches)
