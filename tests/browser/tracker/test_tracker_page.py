"""What the host page sees of the tracker: nothing."""

from __future__ import annotations

import pytest
from dirty_equals import IsInt, IsPositiveInt, IsStr
from playwright.sync_api import Page
from tests.browser.tracker.conftest import PageErrors, Until
from tests.browser.tracker.tracker_site import TrackerSite

pytestmark = pytest.mark.browser


def test_errors_of_the_page_are_told_without_secrets(
    site: TrackerSite, page: Page, until: Until
) -> None:
    page.goto(site.url)
    page.evaluate(
        """setTimeout(() => { throw new Error('no answer from https://a.test/b?key=secret1') });
        setTimeout(() => Promise.reject(new TypeError('bob@example.com is not a function')));"""
    )
    until(lambda: len(site.collector.all_of("errors")) == 2)

    page_view_id = site.collector.all_of("pageViews")[0]["id"]
    place = {"at": IsInt(), "pageViewId": page_view_id, "url": f"{site.url}/"}
    assert site.collector.all_of("errors") == [
        {
            **place,
            "source": IsStr(),
            "line": IsPositiveInt(),
            "column": IsPositiveInt(),
            "message": "Uncaught Error: no answer from https://a.test/b",
            "stack": IsStr(regex=r"Error: no answer from https://a.test/b\n.*", regex_flags=16),
        },
        {
            **place,
            "source": "",
            "line": 0,
            "column": 0,
            "message": "TypeError: •••@•••••••.••• is not a function",
            "stack": IsStr(regex=r"TypeError: •••@•••••••.••• is.*", regex_flags=16),
        },
    ]


def test_a_page_that_throws_in_a_loop_is_told_of_twenty_times(
    site: TrackerSite, page: Page, until: Until
) -> None:
    page.goto(site.url)
    page.evaluate("for (let i = 0; i < 50; i += 1) setTimeout(() => { throw new Error('again') })")
    page.evaluate("pulse.track('after')")
    until(lambda: len(site.collector.all_of("customEvents")) == 1)

    assert len(site.collector.all_of("errors")) == 20


def test_custom_events_carry_their_properties_and_never_throw(
    site: TrackerSite, page: Page, until: Until, page_errors: PageErrors
) -> None:
    page.goto(site.url)
    page.evaluate(
        """pulse.track('signup', { plan: 'pro', seats: 3, by: 'bob@example.com' });
        pulse.track();
        pulse.track(42);
        pulse.track('too large', { text: 'x'.repeat(10_000) });
        const circle = {}; circle.self = circle;
        pulse.track('circle', circle);
        pulse.track('plain');"""
    )
    until(lambda: len(site.collector.all_of("customEvents")) == 2)

    place = {
        "at": IsInt(),
        "pageViewId": site.collector.all_of("pageViews")[0]["id"],
        "url": f"{site.url}/",
    }
    assert site.collector.all_of("customEvents") == [
        {
            **place,
            "name": "signup",
            "properties": {"plan": "pro", "seats": 3, "by": "•••@•••••••.•••"},
        },
        {**place, "name": "plain", "properties": {}},
    ]
    assert page_errors() == []


def test_a_browser_that_asks_for_privacy_is_not_recorded(
    site: TrackerSite, page: Page, until: Until
) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })"
    )
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rsplit("/", 1)[-1]))
    page.goto(site.url)
    page.evaluate("pulse.track('counted')")
    until(lambda: len(site.collector.all_of("customEvents")) == 1)

    assert site.collector.all_of("events") == []
    assert "recorder.js" not in loaded
