"""A token may do what its role and its scopes allow, both; every operation has one scope."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import httpx
import pytest
from inline_snapshot import snapshot
from tests.api.conftest import DASHBOARD, Browser, Person
from tests.api.test_projects_scope import address, guarded

from pagepulse.accounts import access, api_tokens
from pagepulse.accounts.models import NewApiToken
from pagepulse.accounts.scopes import Scope
from pagepulse.control import Control
from pagepulse.projects.models import Project
from pagepulse.server.app import (
    Operation,
    UnguardedRouteError,
    create_api,
    scopes_of,
)

DAY_MS = 24 * 3600 * 1000
SCOPES: tuple[Scope, ...] = get_args(Scope)
Script = Callable[..., httpx.AsyncClient]


def of_tokens() -> list[Operation]:
    """Return what tokens may do at all."""
    return [each for each in guarded() if access.find_principal in each.calls]


@pytest.fixture
def script(control: Control, project: Project, open_browser: Browser) -> Script:
    """Return the maker of scripts with a token of the role owner."""

    def make(**fields: object) -> httpx.AsyncClient:
        new = NewApiToken.model_validate({"name": "Script", "role": "owner", **fields})
        with control.write() as connection:
            made = api_tokens.create_token(connection, project.project_id, new)
        client = open_browser(DASHBOARD)
        client.headers["Authorization"] = f"Bearer {made.token}"
        return client

    return make


async def code_of(client: httpx.AsyncClient, operation: Operation, project: Project) -> str:
    """Ask for an operation with nothing in its body; return the code of its problem."""
    body: dict[str, object] | None = {} if operation.method != "GET" else None
    answer = await client.request(operation.method, address(operation.path, project), json=body)
    if not answer.headers["content-type"].startswith("application/problem+json"):
        return ""
    return str(answer.json()["code"])


@pytest.mark.parametrize("scope", SCOPES)
async def test_a_scope_opens_its_operations_and_no_other(
    script: Script, project: Project, scope: Scope
):
    client = script(scopes=[scope])
    table = create_api({}).state.scopes

    codes = {each.name: await code_of(client, each, project) for each in of_tokens()}

    opened = {name for name, code in codes.items() if code != "scope_missing"}
    assert opened == {name for name, needed in table.items() if needed == scope}


async def test_a_token_without_scopes_may_do_all_that_its_role_may(
    script: Script, project: Project
):
    client = script()

    codes = [await code_of(client, each, project) for each in of_tokens()]

    assert "scope_missing" not in codes


async def test_a_role_holds_whatever_the_scopes_say(script: Script, project: Project):
    client = script(role="viewer", scopes=list(SCOPES))

    answer = await client.patch(f"/api/projects/{project.project_id}", json={"name": "Mine"})

    assert (answer.status_code, answer.json()["code"]) == (403, "role_too_low")


def test_what_every_scope_is_for():
    table = create_api({}).state.scopes

    assert set(table) == {each.name for each in of_tokens() if access.find_person not in each.calls}
    assert {
        scope: sorted(name for name, needed in table.items() if needed == scope) for scope in SCOPES
    } == snapshot(
        {
            "alerts:read": ["listAlerts", "listChannels", "listDeliveries", "listFirings"],
            "alerts:write": [
                "changeAlert",
                "changeChannel",
                "createAlert",
                "createChannel",
                "deleteAlert",
                "deleteChannel",
                "readAlert",
                "testChannel",
            ],
            "analytics:read": [
                "listAnnotations",
                "listFunnelSessions",
                "listFunnels",
                "listGoals",
                "listSegments",
                "previewDigest",
                "readBreakdown",
                "readCapture",
                "readDigest",
                "readEventName",
                "readEventNames",
                "readFunnel",
                "readGoal",
                "readGoals",
                "readJourneys",
                "readOverview",
                "readPage",
                "readPageErrors",
                "readPages",
                "readPerformance",
                "readRealtime",
                "readRetention",
                "readTimeseries",
                "readVitalElements",
            ],
            "analytics:write": [
                "changeAnnotation",
                "changeDigest",
                "changeFunnel",
                "changeGoal",
                "changeSegment",
                "createAnnotation",
                "createFunnel",
                "createGoal",
                "createSegment",
                "deleteAnnotation",
                "deleteFunnel",
                "deleteGoal",
                "deleteSegment",
            ],
            "export:read": [
                "exportHeatmap",
                "exportRows",
                "exportSession",
                "exportTable",
                "exportVisitor",
            ],
            "heatmaps:read": [
                "compareHeatmaps",
                "listBackdrops",
                "listHeatmapPages",
                "listHeatmapSessions",
                "proposePageRules",
                "readHeatmap",
            ],
            "live:read": ["listLiveRuns", "listLiveVisitors", "readLiveRun"],
            "live:run": ["startLiveRun", "stopLiveRun"],
            "members:read": ["listApiTokens", "listMembers"],
            "members:write": [
                "addMember",
                "changeMemberRole",
                "createApiToken",
                "deleteApiToken",
                "removeMember",
            ],
            "recordings:read": [
                "listConsoleMessages",
                "listDataRequests",
                "listFilterValues",
                "listRequests",
                "listSessions",
                "listVitals",
                "readAsset",
                "readCosts",
                "readDataMap",
                "readDataRequest",
                "readEvents",
                "readPageSnapshot",
                "readReceipt",
                "readSession",
                "readSessionPin",
            ],
            "recordings:write": [
                "cancelDataRequest",
                "confirmRedaction",
                "countRedaction",
                "eraseData",
                "markOwnVisitor",
                "pinSession",
                "previewErasure",
            ],
            "settings:read": [
                "listProjects",
                "readAuditLog",
                "readInstallStatus",
                "readLedger",
                "readProject",
                "readStorage",
                "verifyAuditLog",
            ],
            "settings:write": ["changeProject", "rotateProjectKey"],
            "shares:read": ["listShareLinks"],
            "shares:write": ["createShareLink", "revokeShareLink"],
        }
    )


def test_an_operation_without_a_scope_does_not_start():
    app = create_api({})

    @app.get("/api/new", operation_id="readNew", tags=["something new"])
    async def read_new(_who: access.PrincipalOf) -> None:
        """Answer whoever has a login or a token."""

    with pytest.raises(UnguardedRouteError, match="/api/new has no scope"):
        scopes_of(app)


async def test_a_token_is_listed_with_what_it_may_do_and_ends_when_it_was_told_to(
    person: Person, open_browser: Browser, project: Project, monkeypatch: pytest.MonkeyPatch
):
    owner = await person("owner")
    address = f"/api/projects/{project.project_id}/tokens"
    now = 1_900_000_000_000
    monkeypatch.setattr(api_tokens, "now_ms", lambda: now)
    made = await owner.post(
        address,
        json={"name": "Export", "scopes": ["export:read", "settings:read"], "expiresInDays": 2},
    )
    told = made.json()["apiToken"]
    client = open_browser(DASHBOARD)
    client.headers["Authorization"] = f"Bearer {made.json()['token']}"

    assert told == {
        "tokenId": told["tokenId"],
        "name": "Export",
        "role": "viewer",
        "scopes": ["export:read", "settings:read"],
        "createdAt": now,
        "lastUsedAt": None,
        "expiresAt": now + 2 * DAY_MS,
    }
    assert (await owner.get(address)).json()["apiTokens"] == [told]
    assert (await client.get("/api/projects")).status_code == 200
    now += 2 * DAY_MS
    assert (await client.get("/api/projects")).status_code == 401
    assert (await owner.get(address)).json()["apiTokens"] == [
        told | {"lastUsedAt": now - 2 * DAY_MS}
    ]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({}, "scope_missing"),
        ({"scopes": ["recordings:read"]}, "scope_missing"),
        ({"scopes": ["members:read"]}, "token_too_long"),
        ({"scopes": ["members:read"], "expiresInDays": 30}, "token_too_long"),
        ({"scopes": ["members:read"], "expiresInDays": 1}, ""),
    ],
)
async def test_a_token_makes_none_that_may_do_more_or_lives_longer(
    script: Script, project: Project, asked: dict[str, object], code: str
):
    client = script(scopes=["members:read", "members:write"], expires_in_days=7)

    answer = await client.post(
        f"/api/projects/{project.project_id}/tokens", json={"name": "Copy", **asked}
    )

    assert answer.json().get("code", "") == code
