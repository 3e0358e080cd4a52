"""No screen has a fault that shuts somebody out, as axe-core finds them, light or dark."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.browser.every_screen import ROOT, every_screen
from tests.browser.replay_screen import PATIENCE_MS
from tests.browser.running_demo import RunningDemo
from tests.browser.sessions import SEEDING_SECONDS, seeded, wait_for
from tests.browser.shared_links import link_to

pytestmark = pytest.mark.browser

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")
# The rules of WCAG 2.2 A and AA; frames are the player's, which shows recorded pages as they were.
RUN = """async () => {
  const { violations } = await axe.run(document, {
    iframes: false,
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations"],
  });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
      `${id}: ${target.join(" ")}: ${failureSummary.split("\\n").slice(1, 2).join().trim()}`));
}"""
# Colours that are on their way are nobody's.
STILL = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { transition: none !important; animation: none !important }");
  document.adoptedStyleSheets = [sheet];
}"""
# Of one screen; a fault repeats in every row of a table.
MOST_SHOWN = 6


@pytest.fixture
def addresses(admin: httpx.Client, demo: RunningDemo) -> list[str]:
    wait_for(lambda: seeded(admin), "the demo's weeks", SEEDING_SECONDS)
    recorded = admin.get("/api/tracking/sessions", params={"hasRecording": True, "limit": 1}).json()
    return every_screen(demo, admin, recorded["sessions"][0]["sessionId"])


@pytest.fixture
def shared(admin: httpx.Client, demo: RunningDemo, addresses: list[str]) -> list[str]:
    """Return links to a replay and to a map."""
    assert addresses
    recorded = admin.get("/api/tracking/sessions", params={"hasRecording": True, "limit": 1}).json()
    replay = {"replay": {"sessionId": recorded["sessions"][0]["sessionId"], "showsDetails": True}}
    heatmap = {"heatmap": {"filter": {"pageURL": "/plans/"}}}
    return [link_to(demo, admin, replay), link_to(demo, admin, heatmap)]


def faults(page: Page, theme: str) -> list[str]:
    """Return what axe finds on what the page shows."""
    page.evaluate(STILL)
    page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    page.evaluate(AXE)
    found: list[Any] = page.evaluate(RUN)
    return found[:MOST_SHOWN]


def test_no_screen_has_a_serious_fault(
    admin_page: Page, addresses: list[str], demo: RunningDemo, shared: list[str]
) -> None:
    admin_page.emulate_media(reduced_motion="reduce")
    found = {}
    for address in addresses:
        admin_page.goto(address)
        expect(admin_page.get_by_role("heading", level=1).first).to_be_attached()
        admin_page.wait_for_load_state("networkidle")
        expect(admin_page.get_by_role("status", name="Loading")).to_have_count(0)
        for theme in ("light", "dark"):
            found[f"{address.partition('/p/')[2]} {theme}"] = faults(admin_page, theme)
    admin_page.context.clear_cookies()
    admin_page.goto(f"{demo.dashboard}/login")
    expect(admin_page.get_by_label("Password")).to_be_visible()
    for theme in ("light", "dark"):
        found[f"login {theme}"] = faults(admin_page, theme)
    for number, address in enumerate(shared):
        # Another document: of an address that differs behind the `#` alone, none is loaded.
        admin_page.goto("about:blank")
        admin_page.goto(address)
        expect(admin_page.locator("iframe[title^='The recorded page']")).to_be_visible(
            timeout=PATIENCE_MS
        )
        for theme in ("light", "dark"):
            found[f"shared {number} {theme}"] = faults(admin_page, theme)

    assert {screen: listed for screen, listed in found.items() if listed} == {}
