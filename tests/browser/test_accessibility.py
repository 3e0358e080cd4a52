"""No screen has a fault that shuts somebody out, as axe-core finds them, light or dark."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.browser.running_demo import RunningDemo
from tests.browser.sessions import SEEDING_SECONDS, seeded, wait_for

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
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
SCREENS = (
    "overview", "realtime", "pages", "performance", "sources", "devices", "events", "journeys",
    "funnels?steps=page:/,page:/coffee/*", "goals", "retention?period=day", "errors", "capture",
    "alerts", "sessions", "heatmaps", "heatmaps?pageURL=/plans/", "live", "live/runs",
)  # fmt: skip
# Of one screen; a fault repeats in every row of a table.
MOST_SHOWN = 6


def settings_parts() -> list[str]:
    """Return the addresses of all parts of Settings."""
    source = (ROOT / "dashboard/src/screens/settings/sections.ts").read_text("utf-8")
    return re.findall(r'"/p/\$projectId/(settings/[\w-]+)"', source)


@pytest.fixture
def addresses(admin: httpx.Client, demo: RunningDemo) -> list[str]:
    wait_for(lambda: seeded(admin), "the demo's weeks", SEEDING_SECONDS)
    project_id = admin.get("/api/auth/me").json()["projects"][0]["projectId"]
    recorded = admin.get("/api/tracking/sessions", params={"hasRecording": True, "limit": 1}).json()
    replay = f"sessions/{recorded['sessions'][0]['sessionId']}"
    screens = (*SCREENS, replay, *settings_parts())
    return [f"{demo.dashboard}/p/{project_id}/{screen}" for screen in screens]


def faults(page: Page, theme: str) -> list[str]:
    """Return what axe finds on what the page shows."""
    page.evaluate(STILL)
    page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    page.evaluate(AXE)
    found: list[Any] = page.evaluate(RUN)
    return found[:MOST_SHOWN]


def test_no_screen_has_a_serious_fault(
    admin_page: Page, addresses: list[str], demo: RunningDemo
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

    assert {screen: listed for screen, listed in found.items() if listed} == {}
