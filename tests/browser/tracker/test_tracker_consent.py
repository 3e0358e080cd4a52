"""Who did not agree is not observed; who withdraws is forgotten; the signals of browsers count."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, Request
from tests.browser.tracker.conftest import Until
from tests.browser.tracker.tracker_site import PROJECT_KEY, TrackerSite

pytestmark = pytest.mark.browser

FULL_SNAPSHOT = 2
PREFIX = f"pulse:{PROJECT_KEY}:"

LEFT_BEHIND = """async () => [
    ...Object.keys(localStorage), ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map(({ name }) => name), document.cookie,
].filter(Boolean)"""

# What browsers that ask for privacy answer to scripts.
SIGNALS = {"globalPrivacyControl": "true", "doNotTrack": "'1'"}

# What a page and its visitor commonly do; ends when the browser has had time for all of it.
USE = """() => new Promise(done => {
    pulse.track('used');
    history.pushState({}, '', '/another');
    setTimeout(() => { throw new Error('of the page') });
    document.getElementById('list').innerHTML = '<li>late</li>';
    requestIdleCallback(() => setTimeout(done, 500));
})"""


def requests_to(page: Page, site: TrackerSite) -> list[str]:
    """Return a list that grows by every request of the page to the server, but for `pulse.js`."""
    seen: list[str] = []

    def note(request: Request) -> None:
        path = request.url.removeprefix(site.collector_url)
        if path not in {request.url, "/pulse.js"}:
            seen.append(path)

    page.on("request", note)
    return seen


def press_and_type(page: Page) -> None:
    page.click("#button")
    page.fill("#field", "typed")


def test_before_consent_nothing_is_asked_stored_or_loaded(site: TrackerSite, page: Page) -> None:
    asked = requests_to(page, site)
    page.goto(f"{site.url}/consent")
    press_and_type(page)
    page.evaluate(USE)
    page.goto(f"{site.url}/consent")

    assert asked == []
    assert page.evaluate(LEFT_BEHIND) == []


def test_consent_begins_the_recording_and_is_remembered(
    site: TrackerSite, page: Page, until: Until
) -> None:
    page.goto(f"{site.url}/consent")
    page.evaluate("pulse.track('before')")
    page.evaluate("pulse.optIn()")
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    page.evaluate("pulse.optIn()")
    page.goto(f"{site.url}/consent?again")
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 2)

    assert site.collector.all_of("customEvents") == []
    assert len(site.collector.all_of("pageViews")) == 2
    assert {batch["context"]["consent"] for batch in site.collector.batches} == {"granted"}


def test_withdrawal_stops_at_once_and_leaves_one_word_behind(
    site: TrackerSite, page: Page, until: Until
) -> None:
    page.goto(site.url)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    until(lambda: len(site.collector.all_of("pageViews")) == 1)
    press_and_type(page)
    with page.expect_request("**/api/tracking/opt-out"):
        page.evaluate("pulse.optOut()")
    asked = requests_to(page, site)
    press_and_type(page)
    page.evaluate(USE)
    page.goto(site.url)
    page.evaluate(USE)

    assert asked == []
    assert page.evaluate(LEFT_BEHIND) == [f"{PREFIX}consent"]


def test_withdrawal_counts_in_other_tabs_too(site: TrackerSite, page: Page, until: Until) -> None:
    page.goto(site.url)
    other = page.context.new_page()
    other.goto(site.url)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 2)
    other.bring_to_front()
    page.evaluate("pulse.optOut()")
    other.wait_for_function("!sessionStorage.getItem('pulse:pk_test:tab')")
    asked = requests_to(other, site)
    other.evaluate(USE)

    assert asked == []


def test_who_agrees_again_is_observed_again_and_once(
    site: TrackerSite, page: Page, until: Until
) -> None:
    page.goto(site.url)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    page.evaluate("pulse.optOut()")
    page.evaluate("pulse.optIn()")
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 2)
    page.evaluate("pulse.track('again')")
    until(lambda: len(site.collector.all_of("customEvents")) > 0)

    first, second = {batch["sessionKey"] for batch in site.collector.batches}
    assert first != second
    assert [event["name"] for event in site.collector.all_of("customEvents")] == ["again"]


def test_a_page_that_says_off_is_not_observed(site: TrackerSite, page: Page) -> None:
    asked = requests_to(page, site)
    page.goto(f"{site.url}/off")
    press_and_type(page)
    page.evaluate(USE)

    assert asked == []
    assert page.evaluate(LEFT_BEHIND) == []


def test_an_app_turns_off_and_on_without_loading_a_page(
    site: TrackerSite, page: Page, until: Until
) -> None:
    page.goto(site.url)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    page.evaluate("document.documentElement.dataset.pulseOff = ''")
    page.evaluate("history.pushState({}, '', '/private')")
    page.evaluate("pulse.track('private')")
    page.evaluate("history.pushState({}, '', '/second')")
    page.evaluate("delete document.documentElement.dataset.pulseOff")
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 2)

    paths = [view["url"].removeprefix(site.url) for view in site.collector.all_of("pageViews")]
    assert paths == ["/", "/second"]
    assert site.collector.all_of("customEvents") == []


@pytest.mark.parametrize(
    ("signal", "reason"), [("globalPrivacyControl", "gpc"), ("doNotTrack", "dnt")]
)
def test_a_browser_that_asks_for_privacy_is_counted_but_not_recorded(
    site: TrackerSite, page: Page, until: Until, signal: str, reason: str
) -> None:
    answer = f"{{ get: () => {SIGNALS[signal]} }}"
    page.add_init_script(f"Object.defineProperty(Navigator.prototype, '{signal}', {answer})")
    asked = requests_to(page, site)
    page.goto(site.url)
    until(lambda: len(site.collector.all_of("pageViews")) == 1)
    page.evaluate(USE)

    (batch, *_) = site.collector.batches
    assert batch["captureReason"] == reason
    assert batch["context"][reason] is True
    assert site.collector.all_of("events") == []
    assert "/recorder.js" not in asked


@pytest.mark.parametrize(
    ("config", "reason"),
    [
        ({"recordShare": 0, "privacyMode": "balanced", "maskSelectors": []}, "not-sampled"),
        (None, "no-config"),
        ({"surprise": True}, "no-config"),
    ],
)
def test_who_is_not_drawn_is_counted_but_not_recorded(
    site: TrackerSite, page: Page, until: Until, config: Any, reason: str
) -> None:
    site.collector.config = config
    asked = requests_to(page, site)
    with page.expect_response("**/api/tracking/config?*"):
        page.goto(site.url)
    page.evaluate(USE)
    until(lambda: bool(site.collector.all_of("customEvents")))

    assert {batch["captureReason"] for batch in site.collector.batches} >= {reason}
    assert site.collector.all_of("events") == []
    assert len(site.collector.all_of("pageViews")) == 2
    assert "/recorder.js" not in asked


def test_without_an_answer_the_last_one_counts(site: TrackerSite, page: Page, until: Until) -> None:
    page.goto(site.url)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    site.collector.config = None
    page.goto(f"{site.url}/second")
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 2)

    assert site.collector.batches[-1]["captureReason"] == "recorded"


def test_the_strict_mode_of_the_tag_hides_all_text_and_pictures_whatever_the_server_says(
    site: TrackerSite, page: Page, until: Until
) -> None:
    shown = {"maskSelectors": [], "unmaskSelectors": ["*"]}
    site.collector.config = {"recordShare": 1, "privacyMode": "custom", **shown}
    page.goto(f"{site.url}/masked")
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    page.evaluate("document.getElementById('late').innerHTML = '<p>secret06</p>'")
    page.evaluate("document.querySelector('h1').firstChild.data = 'secret07'")
    page.fill("#field", "secret08")
    page.evaluate("pulse.track('finished')")
    until(lambda: bool(site.collector.all_of("customEvents")))

    sent = "\n".join(upload.text for upload in site.collector.uploads)
    assert "secret0" not in sent
    assert "Page masked" not in sent
    assert "Shown to all" in sent
    assert "••••••• ••••••••" in sent


@pytest.mark.parametrize(
    ("config", "shown"),
    [
        ({"privacyMode": "strict", "maskSelectors": []}, 0),
        ({"privacyMode": "custom", "maskSelectors": ["h1"]}, 1),
        # A selector that no browser understands may have meant anything.
        ({"privacyMode": "custom", "maskSelectors": [":nonsense("]}, 0),
        ({"privacyMode": "custom", "maskSelectors": [".elsewhere"]}, 2),
        # Where some elements alone are shown, all others are not.
        ({"privacyMode": "custom", "maskSelectors": [], "unmaskSelectors": ["h1"]}, 1),
        ({"privacyMode": "custom", "maskSelectors": ["h1"], "unmaskSelectors": ["h1"]}, 0),
        ({"privacyMode": "custom", "maskSelectors": [], "unmaskSelectors": [":nonsense("]}, 0),
        ({"privacyMode": "strict", "maskSelectors": [], "unmaskSelectors": ["h1"]}, 0),
    ],
)
def test_the_server_can_hide_more(
    site: TrackerSite, page: Page, until: Until, config: Any, shown: int
) -> None:
    """The page says its name twice: in its title and in its heading."""
    site.collector.config = {"recordShare": 1, **config}
    page.goto(f"{site.url}/second")
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)

    (snapshot,) = site.collector.events(FULL_SNAPSHOT)

    assert str(snapshot["data"]["node"]).count("'textContent': 'Page second'") == shown


def withdrawals(page: Page) -> list[dict[str, str]]:
    """Return a list that grows by every request of the page to delete its session."""
    seen: list[dict[str, str]] = []

    def note(request: Request) -> None:
        if request.url.endswith("/api/tracking/opt-out"):
            seen.append(request.post_data_json or {})

    page.on("request", note)
    return seen


def test_withdrawal_has_the_session_deleted(site: TrackerSite, page: Page, until: Until) -> None:
    page.goto(site.url)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    asked = withdrawals(page)
    with page.expect_request("**/api/tracking/opt-out"):
        page.evaluate("pulse.optOut()")
    page.evaluate("pulse.optOut()")

    (session_key,) = {batch["sessionKey"] for batch in site.collector.batches}
    assert asked == [{"projectKey": PROJECT_KEY, "sessionKey": session_key}]


@pytest.mark.parametrize("why", ["the tag", *SIGNALS])
def test_a_cookieless_page_leaves_nothing_in_the_browser(
    site: TrackerSite, page: Page, until: Until, why: str
) -> None:
    if why in SIGNALS:
        answer = f"{{ get: () => {SIGNALS[why]} }}"
        page.add_init_script(f"Object.defineProperty(Navigator.prototype, '{why}', {answer})")
    address = f"{site.url}/cookieless" if why == "the tag" else site.url
    page.goto(address)
    until(lambda: len(site.collector.all_of("pageViews")) == 1)
    # Batches wait, and would be kept for the next page.
    site.collector.always = 503
    page.evaluate("pulse.track('waits')")
    press_and_type(page)
    page.evaluate(USE)
    left = page.evaluate(LEFT_BEHIND)
    page.goto(address)
    site.collector.always = None
    page.goto(address)
    until(lambda: len({batch["sessionKey"] for batch in site.collector.batches}) >= 2)

    assert left == page.evaluate(LEFT_BEHIND) == []
    assert {batch["visitorId"] for batch in site.collector.batches} == {None}
    assert {batch["context"]["cookieless"] for batch in site.collector.batches} == {True}


def test_a_cookieless_page_is_recorded(site: TrackerSite, page: Page, until: Until) -> None:
    page.goto(f"{site.url}/cookieless")
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)

    assert page.evaluate(LEFT_BEHIND) == []
