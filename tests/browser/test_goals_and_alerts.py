"""Goals, notes on charts and alerts, over the demo's weeks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.browser.running_demo import RunningDemo
from tests.browser.sessions import SEEDING_SECONDS, seeded, wait_for

pytestmark = pytest.mark.browser

# Made by a test; what it leaves is deleted.
KEPT = {
    "/api/goals": ("goals", "goalId"),
    "/api/annotations": ("annotations", "annotationId"),
    "/api/alerts": ("rules", "ruleId"),
}


@pytest.fixture
def address(admin: httpx.Client, demo: RunningDemo) -> Iterator[str]:
    """Return where the screens of the demo's project are."""
    wait_for(lambda: seeded(admin), "the demo's weeks", SEEDING_SECONDS)
    me = admin.get("/api/auth/me").json()
    yield f"{demo.dashboard}/p/{me['projects'][0]['projectId']}"
    headers = {"X-CSRF-Token": me["csrfToken"]}
    for path, (noun, key) in KEPT.items():
        for one in admin.get(path).json()[noun]:
            admin.delete(f"{path}/{one[key]}", headers=headers).raise_for_status()


def test_a_goal_counts_what_is_stored_and_opens_as_many_sessions(
    admin_page: Page, admin: httpx.Client, address: str
):
    admin_page.goto(f"{address}/goals?range=30d")
    admin_page.get_by_role("button", name="New goal").click()
    admin_page.get_by_label("Name", exact=True).fill("Order placed")
    admin_page.get_by_label("Page", exact=True).fill("/thanks*")
    admin_page.get_by_role("button", name="Make the goal").click()

    card = admin_page.get_by_role("region", name="Order placed")
    number = card.get_by_role("link", name=re.compile(r"^\d+ conversions?$"))
    count = int(number.inner_text().split()[0])
    assert count > 0
    number.click()

    expect(admin_page).to_have_url(re.compile(r"/sessions\?.*goal=page"))
    expect(admin_page.get_by_text("Goal", exact=True)).to_be_visible()
    end = admin.get("/api/tracking/sessions", params={"goal": "page:/thanks*", "limit": 100})
    assert len(end.json()["sessions"]) >= count


def test_a_note_stands_on_the_open_chart_of_somebody_else_at_once(admin_page: Page, address: str):
    other = admin_page.context.new_page()
    for page in (admin_page, other):
        page.goto(f"{address}/overview")
        expect(page.get_by_role("button", name="Add a note")).to_be_visible()

    admin_page.get_by_role("button", name="Add a note").click()
    admin_page.get_by_label("What happened").fill("New checkout went live")
    admin_page.get_by_role("button", name="Add the note").click()

    other.get_by_role("button", name=re.compile(r"^\d+ notes?$")).click()
    expect(other.get_by_text("New checkout went live").last).to_be_visible()
    other.close()


def test_an_alert_is_tried_made_and_fires(admin_page: Page, address: str):
    admin_page.goto(f"{address}/alerts")
    admin_page.get_by_role("button", name="New alert").click()
    admin_page.get_by_label("Name", exact=True).fill("Hardly anybody")
    admin_page.get_by_label("Tell when").click()
    admin_page.get_by_role("option", name="Visitors").click()
    admin_page.get_by_label("Comparison").click()
    admin_page.get_by_role("option", name="is below").click()
    admin_page.get_by_label("Bound").fill("1000000")
    admin_page.get_by_role("button", name="What is it now?").click()
    expect(admin_page.get_by_text("It would fire.")).to_be_visible()
    admin_page.get_by_role("button", name="Make the alert").click()

    # Nothing is pressed: the check comes by itself, and what it found by push.
    expect(admin_page.get_by_text("firing since")).to_be_visible(timeout=30_000)
    expect(admin_page.get_by_role("cell", name="Hardly anybody")).to_be_visible()
