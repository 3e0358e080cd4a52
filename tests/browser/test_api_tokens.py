"""Making an API token that may do little, as a person does it."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.browser.running_demo import RunningDemo

pytestmark = pytest.mark.browser


def test_a_token_is_held_to_the_scopes_that_were_chosen(
    admin_page: Page, demo: RunningDemo, admin: httpx.Client
):
    project_id = admin.get("/api/auth/me").json()["projects"][0]["projectId"]
    admin_page.goto(f"{demo.dashboard}/p/{project_id}/settings/tokens")
    admin_page.get_by_role("button", name="New token").first.click()
    admin_page.get_by_label("Name").fill("Heat for the wall")
    admin_page.get_by_label("All that its role may do").uncheck()
    admin_page.get_by_role("button", name="Make the token").click()
    expect(admin_page.get_by_text("Choose at least one.")).to_be_visible()
    admin_page.get_by_label("Read heatmaps").check()
    admin_page.get_by_role("button", name="Make the token").click()
    expect(admin_page.get_by_text("Copy it now")).to_be_visible()
    token = admin_page.locator("[role=dialog] code").first.inner_text()
    admin_page.get_by_role("button", name="Done").click()

    expect(admin_page.get_by_role("row", name="Heat for the wall")).to_contain_text("heatmaps:read")
    with httpx.Client(
        base_url=demo.dashboard, headers={"Authorization": f"Bearer {token}"}
    ) as script:
        assert script.get("/api/tracking/heatmap/pages").status_code == 200
        refused = script.get("/api/tracking/sessions")
    assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")
