"""Sites with a strict policy: all that the tracker can do is done without a single violation."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote

import pytest
from playwright.sync_api import Page
from tests.browser.tracker.conftest import Until
from tests.browser.tracker.live_socket import live_socket
from tests.browser.tracker.tracker_site import SCRIPTS, TrackerSite

pytestmark = pytest.mark.browser

CUSTOM, FULL_SNAPSHOT, INCREMENT = 5, 2, 3
# Everything that a project can ask for.
CAPTURE = dict.fromkeys(
    ("interactions", "console", "network", "vitals", "images", "fonts", "canvas"), True
)
RULES = {
    "includePaths": [],
    "excludePaths": ["/never"],
    "onError": False,
    "onRageClick": False,
    "onPaths": [],
    "onCustomEvents": [],
    "minDurationMs": 0,
    "preRollMs": 0,
}
NOTE_VIOLATIONS = """window.violations = [];
    document.addEventListener('securitypolicyviolation',
        event => violations.push(event.violatedDirective + ' ' + event.blockedURI));"""
# What a page may do under such a policy, and what makes each part of the tracker work.
LIVE = """async () => {
    const style = (element, colour) => { element.style.color = colour; };
    const frame = document.getElementById('frame').contentDocument;
    const shadow = document.getElementById('host').attachShadow({ mode: 'open' });
    shadow.append(document.createElement('p'));
    frame.body.append(frame.createElement('p'));
    const styled = [document.getElementById('title'), shadow.firstChild, frame.body.firstChild];
    for (const colour of ['red', 'green', 'blue']) {
        for (const element of styled) style(element, colour);
        // Each change is told of by itself.
        await new Promise(requestAnimationFrame);
    }
    const sheet = new CSSStyleSheet();
    sheet.insertRule('p { color: blue }');
    document.adoptedStyleSheets = [sheet];
    shadow.adoptedStyleSheets = [sheet];
    document.getElementById('canvas').getContext('2d').fillRect(0, 0, 20, 20);
    console.log('told');
    setTimeout(() => { throw new Error('told as well'); });
    pulse.identify('customer-1');
    pulse.track('lived');
}"""


def test_a_strict_policy_of_the_site_is_never_violated(
    site: TrackerSite, page: Page, until: Until
) -> None:
    config = {"capture": CAPTURE, "rules": RULES, "live": {"socketUrl": ""}}
    site.collector.config = {**(site.collector.config or {}), **config}
    loaded: set[str] = set()
    page.on("requestfinished", lambda request: loaded.add(request.url.rsplit("/", 1)[-1]))
    sockets: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    page.add_init_script(NOTE_VIOLATIONS)
    page.goto(f"{site.url}/strict")
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    page.evaluate(LIVE)
    page.click("#button")
    until(lambda: styled(site) and len(site.collector.events(CUSTOM)) > 0)

    assert page.evaluate("violations") == []
    # Of sockets, neither the policy nor the tag says a word.
    assert sockets == []
    # The badge comes with a run.
    assert {file.name for file in SCRIPTS.glob("*.js")} - loaded == {"badge.js"}


def has_snapshots(site: TrackerSite, count: int) -> bool:
    return len(site.collector.events(FULL_SNAPSHOT)) == count


def strict_page(site: TrackerSite, *, word: str, connect: str = "") -> str:
    """Return the strict page whose tag says something else, and whose policy allows more."""
    swap = quote(f"data-strict-policy~{word}")
    return f"{site.url}/strict?swap={swap}&connect={quote(connect)}"


def test_a_policy_that_allows_the_socket_is_not_violated_by_live_recording(
    site: TrackerSite, page: Page, until: Until
) -> None:
    page.add_init_script(NOTE_VIOLATIONS)
    with live_socket(site.collector) as live:
        page.goto(strict_page(site, word='data-strict-policy="live"', connect=live.url))
        until(lambda: len(live.all_of("join-project")) == 1)
        live.start_run(isBadgeShown=True, isWatched=True)
        until(lambda: len(live.all_of("recording-event")) > 0)
        page.wait_for_selector("pulse-badge", state="attached")

        assert page.evaluate("violations") == []


def test_a_policy_that_forbids_the_socket_is_not_violated_by_each_page(
    site: TrackerSite, page: Page, until: Until
) -> None:
    page.add_init_script(NOTE_VIOLATIONS)
    seen: list[int] = []
    with live_socket(site.collector) as live:
        for views in (1, 2):
            page.goto(strict_page(site, word="data-forgotten"))
            until(partial(has_snapshots, site, views))
            page.evaluate("new Promise(done => requestIdleCallback(() => setTimeout(done, 300)))")
            told = page.evaluate("violations.filter(text => text.startsWith('connect-src ws'))")
            seen.append(len(told))

    assert seen == [1, 0]
    assert live.connections == 0


def styled(site: TrackerSite) -> bool:
    """Tell whether the last change of all three styles was recorded."""
    changes = [
        change
        for event in site.collector.events(INCREMENT)
        for change in event["data"].get("attributes", [])
        if "blue" in str(change["attributes"].get("style"))
    ]
    return len(changes) >= 3
