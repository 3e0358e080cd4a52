"""What never leaves the page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page
from tests.browser.tracker.conftest import Until
from tests.browser.tracker.tracker_site import Collector, TrackerSite

pytestmark = pytest.mark.browser

FULL_SNAPSHOT, INCREMENT = 2, 3
MASK = "•" * 8

ADD_LATE = """() => {
    const late = document.getElementById('late');
    late.innerHTML = `<input value="canary41" title="canary42"><a href="/x?t=canary43">late</a>
        <select><option value="canary44">canary45</option></select>
        <textarea>canary46</textarea><div contenteditable>canary47</div>`;
    document.getElementById('text').setAttribute('placeholder', 'canary48');
    document.getElementById('visible').setAttribute('data-account', 'canary49');
    document.getElementById('visible').firstChild.data = 'Mail canary50@example.com';
    document.getElementById('host').shadowRoot.querySelector('p').title = 'canary51';
    document.getElementById('password').type = 'text';
    const frame = id => document.getElementById(id).contentDocument.getElementById('words');
    frame('framed').title = 'canary55';
    frame('blocked').textContent = 'canary56';
}"""


def everything_sent(collector: Collector) -> str:
    return "\n".join(upload.text for upload in collector.uploads)


def test_no_secret_of_any_field_or_attribute_leaves_the_page(
    site: TrackerSite, page: Page, until: Until
) -> None:
    page.goto(f"{site.url}/secrets?session=canary52&email=canary53@example.com#canary54")
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    page.evaluate(ADD_LATE)
    page.fill("#text", "canary61")
    page.fill("#password", "canary62")
    page.fill("#card", "4111111111111111")
    page.fill("#area", "canary63")
    page.select_option("#select", "canary15")
    page.locator("#editor").press_sequentially("canary64")
    page.evaluate("history.pushState({}, '', '/next?token=canary65')")
    page.evaluate("pulse.track('finished')")
    until(lambda: len(site.collector.all_of("customEvents")) == 1)

    sent = everything_sent(site.collector)

    assert re.findall(r"canary\d\d", sent) == []
    assert re.findall(r"4111[ -]?1111|DE8937", sent) == []
    assert "Plain text stays" in sent
    assert sent.count("Framed text") == 1
    assert len(site.collector.events(INCREMENT)) > 5


def test_values_of_any_length_look_the_same(site: TrackerSite, page: Page, until: Until) -> None:
    page.goto(site.url)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    page.fill("#field", "a")
    page.locator("#field").blur()
    page.fill("#field", "a very long secret of the visitor")
    page.locator("#field").blur()
    page.evaluate("pulse.track('finished')")
    until(lambda: len(site.collector.all_of("customEvents")) == 1)

    texts = {e["data"]["text"] for e in site.collector.events(INCREMENT) if "text" in e["data"]}

    assert texts == {MASK}


def test_typing_is_recorded_while_it_happens_and_says_nothing_of_what(
    site: TrackerSite, page: Page, until: Until
) -> None:
    page.goto(site.url)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)

    # The field is never left, as when a visitor gives a form up.
    page.locator("#field").press_sequentially("a word that")
    until(lambda: any("text" in event["data"] for event in site.collector.events(INCREMENT)))

    texts = [e["data"]["text"] for e in site.collector.events(INCREMENT) if "text" in e["data"]]
    assert set(texts) == {MASK}
    assert len(texts) <= 2  # not one for each key


def test_the_recorded_page_keeps_its_text_and_shape(
    site: TrackerSite, page: Page, until: Until
) -> None:
    page.goto(f"{site.url}/secrets")
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)

    snapshot = str(site.collector.events(FULL_SNAPSHOT)[0])

    assert "Plain text stays" in snapshot
    assert "Card •••• •••• •••• •••• of " in snapshot
    assert "'tagName': 'rect'" in snapshot
    assert "rr_width" in snapshot
