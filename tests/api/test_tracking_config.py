"""What trackers are told of their project, and which pages may ask."""

from __future__ import annotations

import httpx
import pytest
from tests.api.conftest import Person

from pagepulse.projects.models import Project

URL = "/api/tracking/config"
SHOP = "https://shop.example"
RULES = {
    "excludePaths": ["/checkout"],
    "onError": True,
    "onCustomEvents": ["signup"],
    "minDurationMs": 5_000,
    "preRollMs": 30_000,
}
SETTINGS = {"allowedOrigins": [SHOP], "recordShare": 0.25, "rules": RULES}


async def set_up(person: Person, project: Project, **changes: object) -> None:
    owner = await person("owner")
    url = f"/api/projects/{project.project_id}"
    answer = await owner.patch(url, json={"settings": SETTINGS | changes})
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    ("mode", "selectors"), [("balanced", []), ("strict", []), ("custom", [".address", "#total"])]
)
async def test_a_page_of_the_site_learns_how_to_record(
    anonymous: httpx.AsyncClient,
    person: Person,
    project: Project,
    mode: str,
    selectors: list[str],
):
    named = [".address", "#total"]
    await set_up(person, project, privacyMode=mode, maskSelectors=named, unmaskSelectors=named)

    answer = await anonymous.get(URL, params={"key": project.project_key}, headers={"origin": SHOP})

    assert answer.json() == {
        "recordShare": 0.25,
        "privacyMode": mode,
        "maskSelectors": selectors,
        "unmaskSelectors": selectors,
        "rules": {
            "includePaths": [],
            "excludePaths": ["/checkout"],
            "onError": True,
            "onRageClick": False,
            "onPaths": [],
            "onCustomEvents": ["signup"],
            "minDurationMs": 5_000,
            "preRollMs": 30_000,
        },
        "capture": {
            "interactions": True,
            "console": False,
            "network": True,
            "vitals": True,
            "canvas": False,
            "images": False,
            "fonts": False,
        },
        "live": {"socketUrl": ""},
    }
    headers = ("access-control-allow-origin", "cache-control", "cross-origin-resource-policy")
    assert [answer.headers[name] for name in headers] == [
        SHOP,
        "public, max-age=60",
        "cross-origin",
    ]
    assert "origin" in answer.headers["vary"].lower()
    assert "set-cookie" not in answer.headers


async def test_where_the_project_switches_live_off_trackers_open_no_socket(
    anonymous: httpx.AsyncClient, person: Person, project: Project
):
    await set_up(person, project, live={"enabled": False})

    answer = await anonymous.get(URL, params={"key": project.project_key}, headers={"origin": SHOP})

    assert answer.json()["live"] is None


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
async def test_a_page_of_another_site_learns_nothing(
    anonymous: httpx.AsyncClient, person: Person, project: Project, origin: str
):
    await set_up(person, project)

    answer = await anonymous.get(
        URL, params={"key": project.project_key}, headers={"origin": origin}
    )

    assert (answer.status_code, answer.json()["code"]) == (403, "origin_not_allowed")
    assert "access-control-allow-origin" not in answer.headers


async def test_an_unknown_key_has_no_settings(anonymous: httpx.AsyncClient):
    answer = await anonymous.get(URL, params={"key": "pk_0"})

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_project_key")


@pytest.mark.parametrize("selector", ["", " ", "a{}", "<style>", "x" * 201])
async def test_what_is_no_selector_is_refused(person: Person, project: Project, selector: str):
    owner = await person("owner")

    answer = await owner.patch(
        f"/api/projects/{project.project_id}",
        json={"settings": {**SETTINGS, "maskSelectors": [selector]}},
    )

    assert answer.status_code == 400
