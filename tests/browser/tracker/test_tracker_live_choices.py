"""Live recording does what the page, its visitor and its language ask for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.tracker.conftest import Until
from tests.browser.tracker.live_pages import (
    CALM,
    WRITE,
    accessible,
    open_page,
    reasons,
    recorded,
    snapshots,
)
from tests.browser.tracker.live_socket import LiveSocket
from tests.browser.tracker.tracker_site import TrackerSite

pytestmark = pytest.mark.browser


def test_a_page_left_out_and_one_of_a_private_browser_send_nothing(
    *, site: TrackerSite, page: Page, browser: Browser, live: LiveSocket, until: Until
) -> None:
    assert site.collector.config is not None
    site.collector.config["rules"] = {
        "includePaths": [],
        "excludePaths": ["/second"],
        "onError": False,
        "onRageClick": False,
        "onPaths": [],
        "onCustomEvents": [],
        "minDurationMs": 0,
        "preRollMs": 0,
    }
    live.start_run()
    page.goto(f"{site.url}/second")
    until(lambda: reasons(site) == ["excluded-page"])
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })"
    )
    private = context.new_page()
    private.goto(site.url)
    until(lambda: any(b["captureReason"] == "gpc" for b in site.collector.batches))
    for quiet in (page, private):
        quiet.evaluate(CALM)
    assert live.connections == 0
    context.close()

    # The same page as a route of an app: the run begins where the page is not left out.
    page.evaluate("history.pushState({}, '', '/first')")
    until(lambda: snapshots(site) == 1)
    page.evaluate("history.pushState({}, '', '/second')")
    until(
        lambda: (
            {"recordingId": "run_1", "state": "refused", "reason": "excluded-page"}
            in live.all_of("recording")
        )
    )
    page.evaluate(WRITE, "left out")
    page.evaluate(CALM)
    page.evaluate("pulse.track('last')")
    until(lambda: len(site.collector.all_of("customEvents")) == 1)

    assert "left out" not in recorded(site)


def test_without_consent_there_is_no_socket_and_with_a_refusal_no_more(
    site: TrackerSite, page: Page, live: LiveSocket, until: Until
) -> None:
    live.start_run()
    page.goto(f"{site.url}/consent")
    page.evaluate(CALM)
    assert live.connections == 0

    page.evaluate("pulse.optIn()")
    until(lambda: snapshots(site) == 1)
    assert live.all_of("join-project")[0]["consent"] == "granted"

    page.evaluate("pulse.optOut()")
    until(lambda: not live.tabs())
    before = len(site.collector.uploads)
    page.evaluate(WRITE, "refused")
    page.evaluate(CALM)
    assert len(site.collector.uploads) == before
    assert "live" not in page.evaluate("Object.keys(sessionStorage).join()")


def test_a_page_that_stores_nothing_is_recorded_all_the_same(
    site: TrackerSite, page: Page, live: LiveSocket, until: Until
) -> None:
    live.start_run()
    open_page(site, page, live, until, "cookieless")
    until(lambda: snapshots(site) == 1)

    assert live.all_of("join-project")[0]["visitorId"] == ""
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0


def test_the_badge_says_what_happens_and_is_not_in_the_recording(
    site: TrackerSite, page: Page, live: LiveSocket, until: Until
) -> None:
    open_page(site, page, live, until)
    live.start_run(isBadgeShown=True)
    until(lambda: snapshots(site) == 1)
    until(lambda: "This visit is being recorded" in accessible(page))
    live.say("watch", recordingId="run_1", batchMs=100)
    live.say("need-snapshot", recordingId="run_1", reason="join")
    until(lambda: snapshots(site) == 2)
    assert "This visit is being watched" in accessible(page)
    live.stop_run()
    until(lambda: len(live.all_of("recording")) == 2)
    page.wait_for_function("!document.querySelector('pulse-badge')")

    assert "This visit" not in recorded(site)
    assert "This visit" not in accessible(page)


def test_the_recorder_is_there_before_somebody_presses_start(
    site: TrackerSite, page: Page, live: LiveSocket, until: Until
) -> None:
    with page.expect_response("**/vault.js"), page.expect_response("**/recorder.js"):
        open_page(site, page, live, until)

    assert snapshots(site) == 0
    assert page.evaluate("window.__pagepulse") is None


def test_the_badge_speaks_the_language_of_the_page_and_loads_only_where_it_is_shown(
    site: TrackerSite, page: Page, live: LiveSocket, until: Until
) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
    open_page(site, page, live, until)
    assert "badge.js" not in loaded
    page.evaluate("document.documentElement.lang = 'de-AT'")
    live.start_run(isBadgeShown=True)

    until(lambda: "Dieser Besuch wird aufgezeichnet" in accessible(page))


def test_a_page_whose_silent_socket_was_closed_connects_again_with_its_visitor(
    site: TrackerSite, page: Page, live: LiveSocket, until: Until
) -> None:
    with page.expect_websocket() as opened:
        open_page(site, page, live, until)
    until(lambda: bool(live.tabs()))
    # A click before the page has heard of the end says nothing to it.
    with opened.value.expect_event("close"):
        live.close(4410)
    page.mouse.click(5, 5)

    until(lambda: bool(live.tabs()))
    assert live.connections == 2
