"""Which session, tab and page view the data of a page belongs to."""

from __future__ import annotations

import pytest
from dirty_equals import IsInt, IsStr
from playwright.sync_api import BrowserContext, Page
from tests.browser.tracker.conftest import Advance, PageErrors, Until
from tests.browser.tracker.tracker_site import TrackerSite

pytestmark = pytest.mark.browser

META, FULL_SNAPSHOT = 4, 2
MINUTE_MS = 60_000
STORED_SESSION = "pulse:pk_test:session"


def view(path: str, title: str, referrer: str, site: TrackerSite) -> dict[str, object]:
    return {
        "id": IsStr(regex=r"p_[0-9a-f]{32}"),
        "at": IsInt(),
        "url": site.url + path,
        "title": title,
        "referrer": referrer,
        "viewportWidth": 1280,
        "viewportHeight": 720,
    }


def test_routes_of_an_app_are_page_views_but_queries_and_fragments_are_not(
    site: TrackerSite, page: Page, until: Until
) -> None:
    page.goto(site.url)
    page.evaluate("history.pushState({}, '', '/products/7?tab=2')")
    page.evaluate("document.title = 'Product 7'")
    page.evaluate("history.pushState({}, '', '/products/7?tab=3')")
    page.evaluate("location.hash = 'reviews'")
    page.go_back()
    page.go_back()
    page.go_back()
    page.wait_for_url(site.url + "/")
    until(lambda: len(site.collector.all_of("pageViews")) == 3)

    assert site.collector.all_of("pageViews") == [
        view("/", "Page index", "", site),
        view("/products/7", "Product 7", f"{site.url}/", site),
        view("/", "Product 7", f"{site.url}/products/7", site),
    ]


def test_routes_are_seen_in_browsers_without_the_navigation_api(
    site: TrackerSite, page: Page, until: Until
) -> None:
    page.add_init_script("delete window.navigation")
    page.goto(site.url)
    page.evaluate("history.pushState({}, '', '/pushed')")
    page.evaluate("history.replaceState({}, '', '/replaced')")
    page.go_back()
    page.wait_for_url(site.url + "/")
    until(lambda: len(site.collector.all_of("pageViews")) == 4)

    paths = [v["url"].removeprefix(site.url) for v in site.collector.all_of("pageViews")]
    assert paths == ["/", "/pushed", "/replaced", "/"]


def test_pages_of_one_tab_go_on_counting(site: TrackerSite, page: Page, until: Until) -> None:
    page.goto(site.url)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    page.click("#other")
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 2)

    places = [(b["sessionKey"], b["tabId"], b["seq"]) for b in site.collector.batches]

    assert places == [(places[0][0], places[0][1], seq) for seq in range(len(places))]
    assert site.collector.all_of("pageViews")[1]["referrer"] == f"{site.url}/"


def test_tabs_share_the_session_and_the_visitor_but_not_the_tab(
    site: TrackerSite, page: Page, context: BrowserContext, until: Until
) -> None:
    page.goto(site.url)
    until(lambda: len(site.collector.batches) >= 1)
    # A link that opens a window hands it a copy of sessionStorage.
    with context.expect_page() as opened:
        page.evaluate("window.open('/second')")
    opened.value.wait_for_load_state()
    until(lambda: len(site.collector.all_of("pageViews")) == 2)

    batches = site.collector.batches

    assert len({batch["sessionKey"] for batch in batches}) == 1
    assert len({batch["visitorId"] for batch in batches}) == 1
    assert len({batch["tabId"] for batch in batches}) == 2


def test_input_after_half_an_hour_begins_a_session_with_a_full_snapshot(
    site: TrackerSite, page: Page, advance: Advance, until: Until
) -> None:
    page.clock.install()
    page.goto(site.url)
    advance(5_000)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    page.clock.fast_forward(31 * MINUTE_MS)
    page.evaluate("document.getElementById('list').textContent = 'nobody is here'")
    advance(3_000)
    page.mouse.click(200, 300)
    advance(5_000)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 2)

    first, *_, last = site.collector.batches

    assert first["sessionKey"] != last["sessionKey"]
    assert last["seq"] < 2
    assert last["tabId"] == first["tabId"]
    later = [b for b in site.collector.batches if b["sessionKey"] == last["sessionKey"]]
    assert [v["url"] for b in later for v in b.get("pageViews", [])] == [f"{site.url}/"]
    assert next(b["events"] for b in later if b.get("events"))[0]["type"] == META
    earlier = [e for b in site.collector.batches if b not in later for e in b.get("events", [])]
    assert "nobody is here" not in str(earlier)


def test_no_session_is_longer_than_a_day(site: TrackerSite, page: Page, until: Until) -> None:
    page.goto(site.url)
    until(lambda: len(site.collector.batches) >= 1)
    page.evaluate(
        """name => {
            const session = JSON.parse(localStorage.getItem(name));
            session.startedAt -= 25 * 60 * 60 * 1000;
            localStorage.setItem(name, JSON.stringify(session));
        }""",
        STORED_SESSION,
    )
    page.goto(f"{site.url}/second")
    until(lambda: len(site.collector.all_of("pageViews")) == 2)

    assert len({batch["sessionKey"] for batch in site.collector.batches}) == 2


def test_a_page_that_comes_back_from_the_cache_goes_on_with_a_full_snapshot(
    site: TrackerSite, caching_page: Page, until: Until
) -> None:
    caching_page.goto(site.url)
    caching_page.evaluate(
        "addEventListener('pageshow', ({ persisted }) => pulse.track('shown', { persisted }))"
    )
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    caching_page.click("#other")
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 2)
    caching_page.go_back(wait_until="commit")
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 3)
    until(lambda: site.collector.all_of("customEvents") != [])

    batches = sorted(site.collector.batches, key=lambda batch: int(batch["seq"]))

    assert site.collector.all_of("customEvents")[0]["properties"] == {"persisted": True}
    assert [batch["seq"] for batch in batches] == list(range(len(batches)))
    views = [view["url"] for batch in batches for view in batch.get("pageViews", [])]
    assert views == [f"{site.url}/", f"{site.url}/second", f"{site.url}/"]


def test_denied_storage_costs_the_visitor_id_and_nothing_else(
    site: TrackerSite, page: Page, until: Until, page_errors: PageErrors
) -> None:
    page.add_init_script(
        """for (const name of ['localStorage', 'sessionStorage'])
            Object.defineProperty(window, name, { get() { throw new DOMException('denied') } });"""
    )
    page.goto(site.url)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)

    assert {batch["visitorId"] for batch in site.collector.batches} == {None}
    assert page_errors() == []
