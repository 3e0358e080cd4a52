"""The site's own team leaves its browser out by a link, and a session comes back by a button."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.running_demo import RunningDemo
from tests.browser.sessions import wait_for

pytestmark = pytest.mark.browser

SOURCE = "own-test"


def sessions(admin: httpx.Client, **asked: str) -> list[dict[str, Any]]:
    """Return the sessions that came by this test, at a filter."""
    query = {"source": SOURCE, **asked}
    found: list[dict[str, Any]] = admin.get("/api/tracking/sessions", params=query).json()[
        "sessions"
    ]
    return found


def test_a_link_leaves_a_browser_out_and_a_button_takes_it_back(
    browser: Browser, demo: RunningDemo, admin: httpx.Client, admin_page: Page
) -> None:
    context = browser.new_context()
    context.new_page().goto(f"{demo.site}/?utm_source={SOURCE}")
    session = wait_for(lambda: next(iter(sessions(admin)), None), "the first page")

    context.new_page().goto(f"{demo.site}/plans/?utm_id=pagepulse-own")
    own = wait_for(lambda: next(iter(sessions(admin, visitorType="own")), None), "the mark")
    context.close()

    assert (own["sessionId"], own["own"]) == (session["sessionId"], True)
    assert sessions(admin) == []

    project_id = admin.get("/api/auth/me").json()["projects"][0]["projectId"]
    admin_page.goto(f"{demo.dashboard}/p/{project_id}/sessions/{session['sessionId']}")
    admin_page.get_by_role("tab", name="Details").click()
    admin_page.get_by_role("button", name="This was not our team").click()

    expect(admin_page.get_by_role("button", name="This was our team")).to_be_visible(timeout=20_000)
    expect(admin_page.get_by_text("1 session counted again.")).to_be_visible()
    assert [one["sessionId"] for one in sessions(admin)] == [session["sessionId"]]
