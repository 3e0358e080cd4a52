"""Style sheets leave the recording when the server has them on disk, and not a moment before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.tracker.conftest import PageErrors, Until
from tests.browser.tracker.tracker_site import ASSETS_PATH, PAGES, TrackerSite

pytestmark = pytest.mark.browser

FULL_SNAPSHOT, MUTATION_TYPE = 2, 3
REFERENCE = "pulse-asset:"
QUESTION = f"{ASSETS_PATH}/missing"
# As the author wrote them; the browser itself would leave all borders out.
BORDERS = "border: 0 solid var(--line); border-bottom-width: 2px"


def walk(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("childNodes", []):
        yield from walk(child)


def sheets(site: TrackerSite, snapshot: int = 0) -> list[str]:
    """Return what stands for the style sheets in a full snapshot, in the order of the page."""
    tree = site.collector.events(FULL_SNAPSHOT)[snapshot]["data"]["node"]
    texts = [node.get("attributes", {}).get("_cssText") for node in walk(tree)]
    return [text for text in texts if text]


def stored(site: TrackerSite, reference: str) -> str:
    assert reference.startswith(REFERENCE)
    assert site.collector.assets is not None
    return site.collector.assets[reference.removeprefix(REFERENCE)].decode()


def uploads(site: TrackerSite) -> int:
    return site.collector.vault_calls.count(ASSETS_PATH)


@pytest.fixture
def vault(site: TrackerSite) -> TrackerSite:
    site.collector.assets = {}
    return site


def test_style_sheets_are_sent_once_and_referred_to(
    vault: TrackerSite, page: Page, until: Until, page_errors: PageErrors
) -> None:
    page.goto(f"{vault.url}/styled")
    until(lambda: len(vault.collector.events(FULL_SNAPSHOT)) == 1)

    link, inline, short = sheets(vault)
    assert BORDERS in stored(vault, link)
    assert f'url("{vault.url}/img/a.png")' in stored(vault, link)
    assert ".inner-39 { top: 39px" in stored(vault, inline)
    assert short == "h2 { color: blue; }"
    assert sorted(vault.collector.vault_calls) == [ASSETS_PATH, ASSETS_PATH, QUESTION]

    page.goto(f"{vault.url}/styled")
    until(lambda: len(vault.collector.events(FULL_SNAPSHOT)) == 2)

    assert sheets(vault, 1) == [link, inline, short]
    assert len(vault.collector.vault_calls) == 3
    assert page_errors() == []


def test_what_another_visitor_brought_is_not_sent_again(
    vault: TrackerSite, page: Page, until: Until
) -> None:
    page.goto(f"{vault.url}/styled")
    until(lambda: len(vault.collector.events(FULL_SNAPSHOT)) == 1)
    page.evaluate("localStorage.clear()")
    page.goto(f"{vault.url}/styled")
    until(lambda: len(vault.collector.events(FULL_SNAPSHOT)) == 2)

    assert sheets(vault, 1) == sheets(vault)
    assert (uploads(vault), vault.collector.vault_calls.count(QUESTION)) == (2, 2)


def test_a_page_without_a_secure_context_learns_the_hash_from_the_server(
    vault: TrackerSite, page: Page, until: Until
) -> None:
    page.add_init_script(
        "Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })"
    )
    page.goto(f"{vault.url}/styled")
    until(lambda: len(vault.collector.events(FULL_SNAPSHOT)) == 1)

    assert BORDERS in stored(vault, sheets(vault)[0])
    assert vault.collector.vault_calls == [ASSETS_PATH, ASSETS_PATH]


def test_without_a_vault_the_style_sheets_stay_in_the_recording(
    site: TrackerSite, page: Page, until: Until
) -> None:
    page.goto(f"{site.url}/styled")
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)

    link, inline, _ = sheets(site)
    assert ".step-59" in link
    assert ".inner-39" in inline


def test_a_page_that_is_left_while_the_vault_is_asked_loses_nothing(
    vault: TrackerSite, page: Page, until: Until
) -> None:
    vault.collector.is_vault_slow = True
    page.goto(f"{vault.url}/styled")
    until(lambda: len(vault.collector.vault_calls) > 0)
    page.evaluate("document.querySelector('h1').textContent = 'Last words'")
    page.goto(f"{vault.url}/second")
    until(lambda: len(vault.collector.events(FULL_SNAPSHOT)) == 2)
    vault.collector.mend_vault()

    assert ".step-59" in sheets(vault)[0]
    assert "Last words" in str(vault.collector.events(MUTATION_TYPE))


def test_events_wait_for_a_slow_vault_in_their_order_and_not_for_long(
    vault: TrackerSite, page: Page, until: Until
) -> None:
    vault.collector.is_vault_slow = True
    page.goto(f"{vault.url}/styled")
    until(lambda: len(vault.collector.vault_calls) > 0)
    page.click("#button")
    until(lambda: len(vault.collector.events(MUTATION_TYPE)) > 0)
    vault.collector.mend_vault()

    assert ".step-59" in sheets(vault)[0]
    times = [event["timestamp"] for event in vault.collector.all_of("events")]
    assert times == sorted(times)


def test_rules_that_a_script_has_changed_are_kept_as_they_are_shown(
    vault: TrackerSite, page: Page, until: Until
) -> None:
    page.add_init_script(
        """document.addEventListener('DOMContentLoaded', () =>
            document.styleSheets[0].insertRule('.from-script { color: green }', 0))"""
    )
    page.goto(f"{vault.url}/styled")
    until(lambda: len(vault.collector.events(FULL_SNAPSHOT)) == 1)

    shown = stored(vault, sheets(vault)[0])
    assert ".from-script" in shown
    assert BORDERS not in shown


def sources(site: TrackerSite) -> list[str]:
    tree = site.collector.events(FULL_SNAPSHOT)[0]["data"]["node"]
    return [node["attributes"]["src"] for node in walk(tree) if node.get("tagName") == "img"]


def test_images_stay_on_the_site_unless_the_project_keeps_them(
    vault: TrackerSite, page: Page, until: Until
) -> None:
    page.goto(f"{vault.url}/pictures")
    until(lambda: len(vault.collector.events(FULL_SNAPSHOT)) == 1)

    assert sources(vault) == [f"{vault.url}/dot.png", f"{vault.url}/dot.svg"]
    assert uploads(vault) == 1


def test_images_that_the_project_keeps_are_those_that_the_browser_has(
    vault: TrackerSite, page: Page, until: Until
) -> None:
    assert vault.collector.config is not None
    vault.collector.config["capture"] = {"images": True, "fonts": True}
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{vault.url}/pictures")
    until(lambda: len(vault.collector.events(FULL_SNAPSHOT)) == 1)

    png = (PAGES / "dot.png").read_bytes()
    assets = vault.collector.assets or {}
    raster, drawing = [assets[source.removeprefix(REFERENCE)] for source in sources(vault)]
    assert raster == png
    assert drawing.startswith(b"\x89PNG")
    assert f'background: url("{REFERENCE}' in stored(vault, sheets(vault)[0])
    # From the browser's cache: the site hears of nothing twice.
    assert sorted(url for url in asked if "/dot." in url) == sorted(
        set(asked) & set(pictures(vault))
    )


def pictures(site: TrackerSite) -> list[str]:
    return [f"{site.url}/{name}" for name in ("dot.png?of=ada", "dot.png?drawn", "dot.svg")]
