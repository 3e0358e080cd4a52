"""What an admin chooses about live recording is kept, and told to the trackers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.browser.running_demo import RunningDemo

pytestmark = pytest.mark.browser


@pytest.fixture
def project(admin: httpx.Client, demo: RunningDemo) -> Iterator[dict[str, Any]]:
    """Return the demo's project, and put its settings back in the end."""
    login = {"email": demo.email, "password": demo.password}
    token = admin.post("/api/auth/login", json=login).json()["csrfToken"]
    (found, *_) = admin.get("/api/projects").json()["projects"]
    yield found
    answer = admin.patch(
        f"/api/projects/{found['projectId']}",
        json={"settings": found["settings"]},
        headers={"X-CSRF-Token": token},
    )
    assert answer.is_success, answer.text


def live_of(admin: httpx.Client, project: dict[str, Any]) -> Any:
    return admin.get(f"/api/projects/{project['projectId']}").json()["settings"]["live"]


def test_bounds_of_runs_are_kept_and_no_tracker_opens_a_socket_where_live_is_off(
    admin_page: Page, demo: RunningDemo, admin: httpx.Client, project: dict[str, Any]
) -> None:
    admin_page.goto(f"{demo.dashboard}/p/{project['projectId']}/settings/live")
    for label, value in (
        ("Stop after the last viewer left, seconds", "90"),
        ("Longest run, minutes", "30"),
        ("Visitors at a time", "25"),
    ):
        admin_page.get_by_label(label).fill(value)
    admin_page.get_by_role("button", name="Save").click()
    expect(admin_page.get_by_role("button", name="Save")).to_be_enabled()
    expect(admin_page.get_by_label("Visitors at a time")).to_have_value("25")
    assert live_of(admin, project) == {
        "enabled": True,
        "stopAfterMs": 90_000,
        "maxRunMs": 30 * 60_000,
        "maxVisitors": 25,
    }

    admin_page.get_by_role("switch", name="Live recording").click()
    expect(admin_page.get_by_label("Visitors at a time")).to_have_count(0)
    key = {"key": project["projectKey"]}
    told = httpx.get(f"{demo.dashboard}/api/tracking/config", params=key).json()
    assert told["live"] is None
