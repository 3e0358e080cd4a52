"""What an admin chooses about privacy is seen in a preview at once, and told to the trackers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.browser.running_demo import RunningDemo

pytestmark = pytest.mark.browser

NAME, ADDRESS = "Coffee beans, 2 bags", "Ada Lovelace, 12 Pier Road"
ADDRESS_MASKED = "••• ••••••••• •• •••• ••••"
MASKED, SHOWN = "Elements whose text is masked", "Elements whose text alone stays"


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


def test_the_preview_follows_the_choice_and_trackers_are_told(
    admin_page: Page, demo: RunningDemo, project: dict[str, Any]
) -> None:
    admin_page.goto(f"{demo.dashboard}/p/{project['projectId']}/settings/privacy")
    preview = admin_page.get_by_role("figure", name="What a recording shows")
    expect(preview).to_contain_text(ADDRESS)

    admin_page.get_by_role("radio", name="Strict").click()
    expect(preview).not_to_contain_text(NAME)

    admin_page.get_by_role("radio", name="Custom").click()
    admin_page.get_by_label(MASKED).fill(".address")
    expect(preview).to_contain_text(NAME)
    expect(preview).to_contain_text(ADDRESS_MASKED)

    admin_page.get_by_label(SHOWN).fill(".product-name\n.address")
    expect(preview).to_contain_text(NAME)
    expect(preview).not_to_contain_text("Your order")
    # What is masked stays so, whoever shows it.
    expect(preview).to_contain_text(ADDRESS_MASKED)

    admin_page.get_by_role("button", name="Save").first.click()
    key = {"key": project["projectKey"]}
    expect(admin_page.get_by_text("Saved.")).to_be_visible()
    told = httpx.get(f"{demo.dashboard}/api/tracking/config", params=key).json()
    assert (told["privacyMode"], told["maskSelectors"], told["unmaskSelectors"]) == (
        "custom",
        [".address"],
        [".product-name", ".address"],
    )
