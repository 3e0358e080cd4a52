"""Which pages and moments are recorded, as the project's rules say, and that each page says why."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page
from tests.browser.tracker.conftest import Advance, PageErrors, Until
from tests.browser.tracker.tracker_site import TrackerSite

pytestmark = pytest.mark.browser

META, FULL_SNAPSHOT, INCREMENTAL = 4, 2, 3
NO_RULES = {
    "includePaths": [],
    "excludePaths": [],
    "onError": False,
    "onRageClick": False,
    "onPaths": [],
    "onCustomEvents": [],
    "minDurationMs": 0,
    "preRollMs": 0,
}
# What happens on a page that must not be recorded, and how long the recorder may need to tell.
SECRET_WORK = """() => new Promise(done => {
    document.getElementById('list').textContent = 'secret';
    setTimeout(done, 500);
})"""
WRITE = "text => document.getElementById('list').append(new Text(text))"
THROW = "reportError(new Error('of the page'))"


def ask_for(site: TrackerSite, share: float = 1, **rules: Any) -> None:
    """Have the project's trackers told these rules."""
    assert site.collector.config is not None
    site.collector.config |= {"recordShare": share, "rules": NO_RULES | rules}


def go_to(page: Page, path: str) -> None:
    """Show another route of an app."""
    page.evaluate("path => history.pushState({}, '', path)", path)


def reasons(site: TrackerSite) -> list[tuple[str, str]]:
    """Return path and reason of all that page views said, in order."""
    paths = {view["id"]: view["url"] for view in site.collector.all_of("pageViews")}
    told = site.collector.all_of("captures")
    return [(paths.get(c["pageViewId"], "").removeprefix(site.url), c["reason"]) for c in told]


def recorded(site: TrackerSite) -> str:
    return str(site.collector.all_of("events"))


def snapshots(site: TrackerSite) -> int:
    return len(site.collector.events(FULL_SNAPSHOT))


def wait_for(page: Page, file: str) -> None:
    """Wait until a file of the tracker has run, and the page has had time for what it does."""
    page.wait_for_function(
        "name => performance.getEntriesByType('resource').some(e => e.name.endsWith(name))",
        arg=file,
    )
    page.evaluate("new Promise(done => requestIdleCallback(() => setTimeout(done, 200)))")


def test_a_page_that_is_left_out_is_counted_and_never_recorded(
    site: TrackerSite, page: Page, until: Until, page_errors: PageErrors
) -> None:
    ask_for(site, excludePaths=["/second"], includePaths=["/*"])
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rsplit("/", 1)[-1]))
    page.goto(f"{site.url}/second")
    wait_for(page, "rules.js")
    page.evaluate("pulse.track('counted')")
    until(lambda: len(site.collector.all_of("customEvents")) == 1)
    until(lambda: reasons(site) == [("/second", "excluded-page")])

    assert site.collector.all_of("events") == []
    assert "recorder.js" not in loaded
    assert page_errors() == []


def test_a_route_that_is_left_out_is_a_gap_between_two_full_snapshots(
    site: TrackerSite, page: Page, until: Until
) -> None:
    ask_for(site, excludePaths=["/checkout"])
    page.goto(site.url)
    until(lambda: snapshots(site) == 1)
    go_to(page, "/Checkout/pay")
    page.evaluate(SECRET_WORK)
    page.evaluate("document.getElementById('list').textContent = ''")
    go_to(page, "/thanks")
    until(lambda: snapshots(site) == 2)
    page.evaluate(WRITE, "afterwards")
    until(lambda: "afterwards" in recorded(site))
    ways = [("/", "recorded"), ("/Checkout/pay", "excluded-page"), ("/thanks", "recorded")]
    until(lambda: reasons(site) == ways)

    assert "secret" not in recorded(site)


def test_where_pages_are_named_only_these_are_recorded(
    site: TrackerSite, page: Page, until: Until
) -> None:
    ask_for(site, includePaths=["/products/*"])
    page.goto(site.url)
    wait_for(page, "rules.js")
    page.evaluate(SECRET_WORK)
    page.evaluate("document.getElementById('list').textContent = ''")
    go_to(page, "/products/7")
    until(lambda: snapshots(site) == 1)
    until(lambda: reasons(site) == [("/", "excluded-page"), ("/products/7", "recorded")])

    assert "secret" not in recorded(site)


@pytest.mark.parametrize(
    ("rules", "act", "reason"),
    [
        ({"onError": True}, THROW, "triggered-error"),
        ({"onCustomEvents": ["signup"]}, "pulse.track('signup')", "triggered-event"),
        ({"onPaths": ["/plans"]}, "history.pushState({}, '', '/plans')", "triggered-page"),
    ],
)
def test_a_session_that_is_not_drawn_is_recorded_from_a_trigger_on(
    *, site: TrackerSite, page: Page, until: Until, rules: Any, act: str, reason: str
) -> None:
    ask_for(site, share=0, **rules)
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rsplit("/", 1)[-1]))
    page.goto(site.url)
    wait_for(page, "rules.js")
    until(lambda: reasons(site) == [("/", "no-trigger")])
    assert "recorder.js" not in loaded
    page.evaluate(act)
    until(lambda: snapshots(site) == 1)
    until(lambda: reasons(site)[-1][1] == reason)
    page.goto(f"{site.url}/second")
    until(lambda: snapshots(site) == 2)

    until(lambda: reasons(site)[-1] == ("/second", reason))


def test_a_rage_click_is_a_trigger(site: TrackerSite, page: Page, until: Until) -> None:
    ask_for(site, share=0, onRageClick=True)
    assert site.collector.config is not None
    site.collector.config["capture"] = {"interactions": True}
    page.goto(site.url)
    wait_for(page, "reactions.js")
    page.click("#button", click_count=4, delay=20)
    until(lambda: snapshots(site) == 1)

    until(lambda: reasons(site)[-1] == ("/", "triggered-rage"))


def test_an_error_while_the_page_loads_is_a_trigger_too(
    site: TrackerSite, page: Page, until: Until
) -> None:
    ask_for(site, share=0, onError=True)
    page.add_init_script("addEventListener('load', () => reportError(new Error('early')))")
    page.goto(site.url)
    until(lambda: snapshots(site) == 1)

    until(lambda: reasons(site) == [("/", "triggered-error")])


def test_what_others_do_is_no_trigger(site: TrackerSite, page: Page, until: Until) -> None:
    ask_for(site, share=0, onCustomEvents=["signup"])
    page.goto(site.url)
    wait_for(page, "rules.js")
    page.evaluate(THROW)
    page.evaluate("pulse.track('sign up')")
    page.evaluate(SECRET_WORK)
    until(lambda: len(site.collector.all_of("customEvents")) == 1)

    assert reasons(site) == [("/", "no-trigger")]
    assert site.collector.all_of("events") == []


def test_a_trigger_in_one_tab_begins_the_recording_in_the_others(
    site: TrackerSite, page: Page, context: BrowserContext, until: Until
) -> None:
    ask_for(site, share=0, onCustomEvents=["signup"])
    page.goto(site.url)
    wait_for(page, "rules.js")
    other = context.new_page()
    other.goto(f"{site.url}/second")
    wait_for(other, "rules.js")
    page.evaluate("pulse.track('signup')")
    until(lambda: snapshots(site) == 2)

    tabs = {batch["tabId"] for batch in site.collector.batches if batch.get("events")}
    assert len(tabs) == 2


def test_the_seconds_before_a_trigger_are_sent_with_it_and_never_without(
    site: TrackerSite, page: Page, advance: Advance, until: Until
) -> None:
    ask_for(site, share=0, onError=True, preRollMs=10_000)
    page.clock.install()
    page.goto(site.url)
    advance(5_000)
    page.evaluate(WRITE, "long before")
    advance(30_000)
    page.evaluate("document.getElementById('list').textContent = ''")
    advance(20_000)
    page.evaluate(WRITE, "shortly before")
    advance(3_000)
    until(lambda: reasons(site) == [("/", "no-trigger")])
    assert site.collector.all_of("events") == []

    page.evaluate(THROW)
    advance(3_000)
    until(lambda: snapshots(site) >= 1)
    page.evaluate(WRITE, "afterwards")
    advance(3_000)
    until(lambda: "afterwards" in recorded(site))

    events = site.collector.all_of("events")
    assert [event["type"] for event in events[:2]] == [META, FULL_SNAPSHOT]
    error = site.collector.all_of("errors")[0]
    changes = [event["timestamp"] for event in site.collector.events(INCREMENTAL)]
    assert min(changes) >= error["at"] - 10_000
    assert "shortly before" in recorded(site)
    assert "long before" not in recorded(site)


def test_what_waits_for_a_trigger_goes_with_the_page(
    site: TrackerSite, page: Page, until: Until
) -> None:
    ask_for(site, share=0, onError=True, preRollMs=60_000)
    page.goto(site.url)
    wait_for(page, "recorder.js")
    page.evaluate(SECRET_WORK)
    page.goto(f"{site.url}/second")
    wait_for(page, "recorder.js")
    page.evaluate(THROW)
    until(lambda: snapshots(site) == 1)

    assert "secret" not in recorded(site)
    assert "secret" not in str(page.evaluate("[localStorage, sessionStorage].map(s => ({ ...s }))"))
    assert ("/", "no-trigger") in reasons(site)


def test_a_session_that_is_too_short_is_not_kept_and_a_longer_one_is_kept_whole(
    site: TrackerSite, page: Page, advance: Advance, until: Until
) -> None:
    ask_for(site, minDurationMs=10_000)
    page.clock.install()
    page.goto(site.url)
    advance(5_000)
    page.evaluate(WRITE, "in the first seconds")
    advance(3_000)
    until(lambda: reasons(site) == [("/", "too-short")])
    assert site.collector.all_of("events") == []

    advance(5_000)
    until(lambda: "in the first seconds" in recorded(site))
    until(lambda: reasons(site) == [("/", "too-short"), ("/", "recorded")])
    assert snapshots(site) == 1


def test_a_trigger_keeps_a_session_that_is_too_short(
    site: TrackerSite, page: Page, until: Until
) -> None:
    ask_for(site, minDurationMs=60_000, onError=True)
    page.goto(site.url)
    wait_for(page, "recorder.js")
    page.evaluate(WRITE, "in the first seconds")
    page.evaluate(THROW)
    until(lambda: "in the first seconds" in recorded(site))

    until(lambda: reasons(site)[-1] == ("/", "triggered-error"))
