"""What a page says about itself: its console, its requests, its web vitals, who its visitor is."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from dirty_equals import IsInt, IsPositiveInt, IsStr
from playwright.sync_api import Page, expect
from tests.browser.tracker.conftest import PageErrors, Until
from tests.browser.tracker.tracker_site import TrackerSite

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
CANARIES = ("canary-header", "canary-body", "canary-query", "canary-fragment", "canary-answer")
HIDDEN = "••••••••"


@pytest.fixture
def open_page(site: TrackerSite, page: Page) -> Open:
    """Return the way to open the page with some of it captured."""

    def open_it(**capture: bool) -> Page:
        config = site.collector.config
        assert config is not None
        site.collector.config = {**config, "capture": capture}
        page.goto(f"{site.url}/signals")
        for wanted, changed in (
            ("console", "ownLog !== console.log"),
            ("network", "ownFetch !== fetch"),
        ):
            if capture.get(wanted):
                page.wait_for_function(changed)
        return page

    return open_it


def messages(site: TrackerSite) -> list[tuple[str, str]]:
    return [(one["level"], one["text"]) for one in site.collector.all_of("consoleMessages")]


def requests(site: TrackerSite) -> dict[str, dict[str, Any]]:
    """Return the requests by the path that they asked for."""
    found = site.collector.all_of("requests")
    return {one["url"].rpartition("/")[2]: one for one in found}


def test_the_console_is_told_at_every_level_as_it_was_printed(
    site: TrackerSite, open_page: Open, until: Until
) -> None:
    page = open_page(console=True)
    page.evaluate(
        """const around = { name: 'Ada', list: [1, 'two'] }; around.self = around;
        const trap = { get price() { throw new Error('never asked') }, amount: 3n };
        const revoked = Proxy.revocable({}, {}); revoked.revoke();
        console.debug('debug', 1, true, null, undefined);
        console.log('%s has %d of %c%o', 'cart', 2, 'color: red', { a: { b: { c: { d: 1 } } } });
        console.info(around, document.querySelector('#button'), () => 1);
        console.warn(trap, revoked.proxy, Symbol('s'), new Map([[1, 2]]));
        console.error('mail bob@example.com', { password: 'hunter2', pin: 'abc' },
            'token=abc123def', 'https://a.test/b?key=secret1');"""
    )
    until(lambda: len(messages(site)) == 5)

    assert messages(site) == [
        ("debug", "debug 1 true null undefined"),
        ("log", "cart has 2 of {a: {b: {c: {…}}}}"),
        ("info", '{name: "Ada", list: [1, "two"], self: [circular]} <button#button> ƒ ()'),
        ("warn", "{price: (…), amount: 3n} [unreadable] Symbol(s) Map(1)"),
        (
            "error",
            f"mail •••@•••••••.••• {{password: {HIDDEN}, pin: {HIDDEN}}} token={HIDDEN} https://a.test/b",
        ),
    ]
    assert page.evaluate("printed.map(([level, args]) => [level, args.length])") == [
        ["debug", 5],
        ["log", 5],
        ["info", 3],
        ["warn", 4],
        ["error", 4],
    ]


def test_ten_thousand_messages_are_printed_and_cost_little(
    site: TrackerSite, open_page: Open, until: Until
) -> None:
    page = open_page(console=True, network=True)
    plain = "for (let n = 0; n < 10_000; n += 1) ownLog({ n, more: { deep: [n] } })"
    told = plain.replace("ownLog", "console.log")
    page.evaluate(plain)
    costs = page.evaluate(
        f"""(() => {{ const times = [];
        for (const work of [() => {{ {plain} }}, () => {{ {told} }}]) {{
            const begun = performance.now(); work(); times.push(performance.now() - begun);
        }} return times }})()"""
    )
    page.evaluate("fetch('/second')")
    until(lambda: "second" in requests(site))

    assert len(messages(site)) == 50
    assert page.evaluate("printed.length") == 30_000
    # Rendering fifty of them, and counting the rest.
    assert costs[1] - costs[0] < 100


def test_functions_of_the_page_look_and_work_as_before_and_come_back(
    open_page: Open, page_errors: PageErrors
) -> None:
    page = open_page(console=True, network=True)

    assert page.evaluate("[fetch.name, fetch.length, String(fetch), console.log.name]") == [
        "fetch",
        1,
        "function () { [native code] }",
        "log",
    ]
    assert page.evaluate("fetch('/second').then(r => [r instanceof Response, r.status])") == [
        True,
        200,
    ]
    assert page.evaluate("fetch('/second') instanceof Promise")
    assert page.evaluate("fetch('http://[').catch(error => error.name)") == "TypeError"
    page.evaluate("pulse.optOut()")
    assert page.evaluate("[fetch === ownFetch, console.log === ownLog]") == [True, True]
    assert page_errors() == []


def test_requests_are_told_with_method_status_and_time_but_without_what_they_carry(
    site: TrackerSite, open_page: Open, until: Until, page_errors: PageErrors
) -> None:
    page = open_page(network=True)
    page.evaluate(
        """(async () => {
        await fetch('/second?q=canary-query#canary-fragment',
            { headers: { 'X-A': 'canary-header' } });
        await fetch(new Request('/missing', { method: 'POST', body: 'canary-body' }));
        const xhr = new XMLHttpRequest();
        xhr.open('PUT', '/put?canary-query'); xhr.setRequestHeader('X-B', 'canary-header');
        await new Promise(resolve => { xhr.onloadend = resolve; xhr.send('canary-body') });
        const stop = new AbortController();
        const aborted = fetch('/aborted', { signal: stop.signal }).catch(() => {});
        stop.abort(); await aborted;
        const left = new XMLHttpRequest(); left.open('GET', '/left'); left.send(); left.abort();
        await fetch('http://127.0.0.1:1/nobody').catch(() => {});
        fetch('http://127.0.0.1:1/unhandled');
        await fetch('data:text/plain,canary-answer');
        new Image().src = '/picture.png?canary-query';
        })()"""
    )
    wanted = {"second", "missing", "put", "aborted", "nobody", "unhandled", "picture.png"}
    until(lambda: wanted <= set(requests(site)))

    page_view_id = site.collector.all_of("pageViews")[0]["id"]
    common = {"at": IsInt(), "pageViewId": page_view_id, "durationMs": IsInt(ge=0)}
    by_fetch = {**common, "initiator": "fetch"}
    answered = {"outcome": "answered", "bytes": IsPositiveInt()}
    silent = {"status": 0, "bytes": 0}
    home, nowhere = site.url, "http://127.0.0.1:1"
    found = requests(site)
    assert {name: found[name] for name in wanted} == {
        "second": {
            **by_fetch, **answered, "method": "GET", "url": f"{home}/second", "status": 200
        },
        "missing": {
            **by_fetch, **answered, "method": "POST", "url": f"{home}/missing", "status": 501
        },
        "put": {
            **common, **answered, "method": "PUT", "url": f"{home}/put", "status": 501,
            "initiator": "xmlhttprequest",
        },
        "picture.png": {
            **common, **answered, "method": "", "url": f"{home}/picture.png", "status": 404,
            "initiator": "img",
        },
        "aborted": {
            **by_fetch, **silent, "method": "GET", "url": f"{home}/aborted", "outcome": "aborted"
        },
        "nobody": {
            **by_fetch, **silent, "method": "GET", "url": f"{nowhere}/nobody", "outcome": "failed"
        },
        "unhandled": {
            **by_fetch, **silent, "method": "GET", "url": f"{nowhere}/unhandled",
            "outcome": "failed",
        },
    }  # fmt: skip
    sent = json.dumps(site.collector.batches)
    assert [canary for canary in CANARIES if canary in sent] == []
    assert site.collector_url not in "".join(one["url"] for one in found.values())
    # The page hears of what it did not catch, as it would without us.
    assert page_errors() == ["Failed to fetch"]


def test_a_request_that_hangs_is_told_when_the_page_is_left(
    site: TrackerSite, open_page: Open, until: Until
) -> None:
    page = open_page(network=True)
    page.route("**/hangs", lambda _: None)
    page.evaluate("void fetch('/hangs')")
    page.goto(f"{site.url}/second")
    until(lambda: "hangs" in requests(site))

    assert requests(site)["hangs"]["outcome"] in ("unfinished", "failed")


def test_web_vitals_come_with_the_element_they_are_about(
    site: TrackerSite, open_page: Open, until: Until
) -> None:
    page = open_page(vitals=True)
    expect(page.locator("#button")).to_be_visible()
    page.evaluate(
        """button.onclick = () => {
            const begun = performance.now(); while (performance.now() - begun < 120);
        }"""
    )

    def last() -> dict[str, dict[str, Any]]:
        return {vital["name"]: vital for vital in site.collector.all_of("vitals")}

    until(lambda: {"TTFB", "FCP", "LCP"} <= set(last()))
    page.click("#button")
    until(lambda: last().get("INP", {}).get("value", 0) > 100)

    page_view = site.collector.all_of("pageViews")[0]
    assert last()["LCP"] == {
        "at": IsInt(),
        "pageViewId": page_view["id"],
        "url": page_view["url"],
        "name": "LCP",
        "value": last()["LCP"]["value"],
        "rating": IsStr(regex="good|needs-improvement|poor"),
        "element": "#main>h1.title",
    }
    assert last()["INP"]["element"] == "#button"
    assert 0 < last()["LCP"]["value"] < 60_000


def test_the_sites_own_id_is_sent_once_a_page_view_and_never_an_address(
    site: TrackerSite, open_page: Open, until: Until
) -> None:
    page = open_page()
    page.wait_for_function("window.pulse")
    page.evaluate("pulse.identify('bob@example.com'); pulse.identify({}); pulse.identify('u-81')")
    until(lambda: len(site.collector.all_of("identities")) == 1)
    page.evaluate(
        "pulse.identify('u-81'); pulse.identify('AT611904300234573201'); pulse.identify(82)"
    )
    until(lambda: len(site.collector.all_of("identities")) == 2)

    page_view_id = site.collector.all_of("pageViews")[0]["id"]
    assert site.collector.all_of("identities") == [
        {"at": IsInt(), "pageViewId": page_view_id, "id": "u-81"},
        {"at": IsInt(), "pageViewId": page_view_id, "id": "82"},
    ]
    assert "bob@" not in json.dumps(site.collector.batches)


def test_in_the_strict_mode_no_word_of_the_console_is_sent(
    site: TrackerSite, page: Page, until: Until
) -> None:
    config = site.collector.config
    assert config is not None
    capture = {"console": True, "network": True}
    site.collector.config = {**config, "privacyMode": "strict", "capture": capture}
    page.goto(f"{site.url}/signals")
    page.wait_for_function("ownFetch !== fetch")
    page.evaluate("console.log('a word'); fetch('/second')")
    until(lambda: "second" in requests(site))

    assert page.evaluate("console.log === ownLog")
    assert messages(site) == []
