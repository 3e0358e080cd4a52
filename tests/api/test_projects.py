"""Projects, their keys, members, tokens and audit log."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from dirty_equals import IsInt, IsPositiveInt, IsStr
from sqlalchemy import update
from tests.api.conftest import DASHBOARD, PASSWORD, Browser, Person

from pagepulse.accounts.dependencies import Services
from pagepulse.control import Control
from pagepulse.control.tables import audit_log
from pagepulse.projects import directory
from pagepulse.projects.models import Project
from pagepulse.projects.store import rotate_key


def url(project: Project, rest: str = "") -> str:
    return f"/api/projects/{project.project_id}{rest}"


async def invite(client: httpx.AsyncClient, project: Project, role: str = "viewer") -> Any:
    answer = await client.post(
        url(project, "/members"), json={"email": "New@Example.com", "role": role}
    )
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_settings_change_as_a_whole_and_the_name_alone(person: Person, project: Project):
    owner = await person("owner")
    settings = {
        "allowedOrigins": [
            "https://Shop.example/",
            "https://shop.example",
            "http://localhost:3000",
        ],
        "privacyMode": "strict",
        "maskSelectors": [".address"],
        "unmaskSelectors": [],
        "recordShare": 0.25,
        "rules": {
            "includePaths": ["/shop"],
            "excludePaths": ["/checkout", "*/login"],
            "onError": True,
            "onRageClick": True,
            "onPaths": ["/plans"],
            "onCustomEvents": ["signup"],
            "minDurationMs": 5_000,
            "preRollMs": 60_000,
        },
        "capture": {
            "interactions": False,
            "console": False,
            "network": False,
            "vitals": True,
            "canvas": False,
            "images": True,
            "fonts": False,
        },
        "timeZone": "Europe/Berlin",
        "pageRules": ["/product/*"],
        "ownAddresses": ["203.0.113.0/24", "2001:db8::/48"],
        "live": {
            "enabled": False,
            "stopAfterMs": 30_000,
            "maxRunMs": 600_000,
            "maxVisitors": 50,
        },
        "retention": {
            "recordingDays": 14,
            "eventDays": 90,
            "auditDays": 180,
            "quarantineDays": 7,
        },
        "storage": {"budgetGb": 20.0, "whenFull": "refuse"},
    }

    await owner.patch(url(project), json={"settings": settings})
    renamed = (await owner.patch(url(project), json={"name": "Harbor"})).json()

    assert renamed == {
        "projectId": project.project_id,
        "name": "Harbor",
        "projectKey": project.project_key,
        "createdAt": project.created_at,
        "settings": {
            **settings,
            "allowedOrigins": ["https://shop.example", "http://localhost:3000"],
        },
        "role": "owner",
    }
    assert (await owner.get(url(project))).json() == renamed


async def test_a_new_key_counts_at_once_and_the_old_one_no_more(
    person: Person, project: Project, services: Services
):
    owner = await person("admin")

    rotated = (await owner.post(url(project, "/key"), json={})).json()

    assert rotated["projectKey"] == IsStr(regex="pk_[0-9a-f]{32}")
    assert services.projects.of_key(project.project_key) is None
    found = services.projects.of_key(rotated["projectKey"])
    assert found is not None
    assert found.project_id == project.project_id


async def test_a_change_of_another_process_counts_within_seconds(
    services: Services, project: Project, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(directory, "REFRESH_SECONDS", 0.01)
    with services.control.write() as connection:
        rotated = rotate_key(connection, project.project_id)
    await services.projects.start()

    async with asyncio.timeout(5):
        while services.projects.of_key(rotated.project_key) is None:  # noqa: ASYNC110  # another process tells nobody
            await asyncio.sleep(0.01)

    assert services.projects.of_key(project.project_key) is None
    await services.projects.stop()


async def test_the_installation_waits_for_the_first_page_view(person: Person, project: Project):
    viewer = await person("viewer")

    answer = await viewer.get(url(project, "/install"))

    assert answer.json() == {"pageViewCount": 0, "lastReceivedAt": None, "origins": []}


async def test_an_invited_person_chooses_a_password_once(
    person: Person, project: Project, open_browser: Browser
):
    invitation = await invite(await person("admin"), project)
    link, _, token = invitation["inviteUrl"].partition("#")
    guest, second = open_browser(DASHBOARD), open_browser(DASHBOARD)
    choice = {"token": token, "password": PASSWORD}

    me = (await guest.post("/api/auth/invitation", json=choice)).json()

    assert link == "http://localhost:8200/invitation"
    assert me["user"]["email"] == "new@example.com"
    assert [each["role"] for each in me["projects"]] == ["viewer"]
    assert (await guest.get("/api/auth/me")).json() == me
    assert (await second.post("/api/auth/invitation", json=choice)).status_code == 403


async def test_who_has_a_login_already_needs_no_link(
    person: Person, project: Project, other_project: Project
):
    await person("owner", other_project, "new@example.com")
    admin = await person("admin")

    invitation = await invite(admin, project, "analyst")

    assert invitation["inviteUrl"] is None
    again = await admin.post(
        url(project, "/members"), json={"email": "new@example.com", "role": "owner"}
    )
    assert again.status_code == 403
    twice = await admin.post(
        url(project, "/members"), json={"email": "new@example.com", "role": "viewer"}
    )
    assert (twice.status_code, twice.json()["code"]) == (409, "already_member")


async def test_the_last_owner_stays(person: Person, project: Project):
    owner = await person("owner")
    (me,) = (await owner.get(url(project, "/members"))).json()["members"]
    member = url(project, f"/members/{me['userId']}")

    demoted = await owner.patch(member, json={"role": "admin"})
    removed = await owner.delete(member)

    assert [demoted.json()["code"], removed.json()["code"]] == ["last_owner", "last_owner"]


async def test_an_admin_neither_makes_nor_unmakes_owners(person: Person, project: Project):
    await person("owner")
    admin = await person("admin")
    members = (await admin.get(url(project, "/members"))).json()["members"]
    owner_id = next(one["userId"] for one in members if one["role"] == "owner")
    admin_id = next(one["userId"] for one in members if one["role"] == "admin")

    answers = [
        await admin.patch(url(project, f"/members/{owner_id}"), json={"role": "viewer"}),
        await admin.delete(url(project, f"/members/{owner_id}")),
        await admin.patch(url(project, f"/members/{admin_id}"), json={"role": "owner"}),
        await admin.post(url(project, "/tokens"), json={"name": "x", "role": "owner"}),
    ]

    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {
        (403, "role_too_low")
    }
    unchanged = (await admin.get(url(project, "/members"))).json()["members"]
    assert unchanged == members


async def test_a_removed_member_is_out_at_once(person: Person, project: Project):
    owner, viewer = await person("owner"), await person("viewer")
    user_id = (await viewer.get("/api/auth/me")).json()["user"]["userId"]

    removed = await owner.delete(url(project, f"/members/{user_id}"))

    assert removed.status_code == 204
    assert (await viewer.get(url(project))).status_code == 404


async def test_a_deleted_token_is_worth_nothing(
    person: Person, project: Project, anonymous: httpx.AsyncClient
):
    owner = await person("owner")
    made = (await owner.post(url(project, "/tokens"), json={"name": "Export"})).json()
    anonymous.headers["Authorization"] = f"Bearer {made['token']}"
    before = await anonymous.get(url(project))
    listed = (await owner.get(url(project, "/tokens"))).json()

    await owner.delete(url(project, f"/tokens/{made['apiToken']['tokenId']}"))

    assert before.status_code == 200
    assert listed == {"apiTokens": [{**made["apiToken"], "lastUsedAt": IsInt}]}
    assert (await anonymous.get(url(project))).status_code == 401


async def test_the_audit_log_tells_who_did_what(person: Person, project: Project):
    owner = await person("owner", project, "owner@example.com")
    await owner.patch(url(project), json={"name": "Harbor"})
    await owner.post(url(project, "/tokens"), json={"name": "Export"})

    entries = (await owner.get(url(project, "/audit"))).json()["entries"]

    assert [(one["actor"], one["action"], one["detail"]) for one in entries] == [
        ("owner@example.com", "api_token_created", "viewer"),
        ("owner@example.com", "project_changed", "name"),
    ]


async def test_the_audit_log_comes_in_pages(person: Person, project: Project):
    owner = await person("owner")
    for number in range(101):
        await owner.patch(url(project), json={"name": f"Shop {number}"})

    first = (await owner.get(url(project, "/audit"))).json()
    rest = (await owner.get(url(project, "/audit"), params={"cursor": first["nextCursor"]})).json()

    assert (len(first["entries"]), len(rest["entries"]), rest["nextCursor"]) == (100, 1, None)
    assert (await owner.get(url(project, "/audit"), params={"cursor": "-1"})).status_code == 400


async def test_a_failed_login_is_noted_without_what_was_typed(
    person: Person, project: Project, anonymous: httpx.AsyncClient
):
    owner = await person("owner", project, "owner@example.com")
    await anonymous.post(
        "/api/auth/login", json={"email": "owner@example.com", "password": "my bank's password"}
    )

    answer = await owner.get(url(project, "/audit"))

    newest = answer.json()["entries"][0]
    assert (newest["actor"], newest["action"]) == ("system", "login_failed")
    assert "bank" not in answer.text


async def test_an_audit_log_that_somebody_changed_says_where(
    person: Person, project: Project, control: Control
):
    owner = await person("owner", project)
    await owner.patch(url(project), json={"name": "Harbor"})
    whole = (await owner.get(url(project, "/audit/chain"))).json()
    with control.write() as connection:
        connection.execute(update(audit_log).values(actor="somebody else"))
    changed = (await owner.get(url(project, "/audit/chain"))).json()

    head = IsStr(regex="[0-9a-f]{64}")
    assert whole == {"entries": 1, "head": head, "isWhole": True, "brokenAt": None}
    assert changed == {"entries": 0, "head": head, "isWhole": False, "brokenAt": IsPositiveInt}
