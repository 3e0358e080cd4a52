"""Nobody sees or changes what is not theirs, and every operation names who may use it."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from inline_snapshot import snapshot
from tests.api.addresses import PARTS
from tests.api.conftest import Browser, Person

from pagepulse.accounts import access
from pagepulse.accounts.models import Role
from pagepulse.projects.models import Project
from pagepulse.server.app import (
    PUBLIC,
    Operation,
    UnguardedRouteError,
    check_gates,
    create_api,
    operations,
)
from pagepulse.shares.gate import find_shared

ROLES: tuple[Role, ...] = ("viewer", "analyst", "admin", "owner")
RULE = {
    "name": "Few visitors", "metric": "visitors", "condition": "below", "bound": 10,
    "windowMinutes": 60,
}  # fmt: skip
# Bodies that are right; an operation without one takes none.
BODIES: dict[str, dict[str, Any]] = {
    "setUp": {"token": "x", "email": "a@b.de", "password": "x" * 10, "project": {"name": "Shop"}},
    "logIn": {"email": "a@b.de", "password": "x"},
    "acceptInvitation": {"token": "x", "password": "x" * 10},
    "createProject": {"name": "Another shop"},
    "changeProject": {"name": "Renamed shop"},
    "addMember": {"email": "somebody@example.com", "role": "viewer"},
    "changeMemberRole": {"role": "viewer"},
    "createApiToken": {"name": "Nightly export"},
    "startLiveRun": {"purpose": "The form of the checkout fails"},
    "createSegment": {"name": "Phones", "filters": {"device": ["mobile"]}},
    "pinSession": {"pinned": True},
    "changeSegment": {"name": "Phones and tablets"},
    "previewErasure": {"kind": "visitor", "value": "v_0"},
    "eraseData": {"kind": "visitor", "value": "v_0"},
    "countRedaction": {"kind": "text", "text": "Zora"},
    "markOwnVisitor": {"own": True},
    "createAnnotation": {"at": 1_790_000_000_000, "text": "Deployed"},
    "changeAnnotation": {"text": "Deployed again"},
    "createAlert": RULE,
    "changeAlert": RULE,
    "readAlert": RULE,
    "createChannel": {"kind": "mail", "name": "Ada", "target": "ada@example.com"},
    "changeChannel": {"name": "Ada L."},
    "changeDigest": {"isOn": True},
    "createGoal": {"name": "Order", "definition": "event:order"},
    "changeGoal": {"name": "An order"},
    "createFunnel": {"name": "To the order", "steps": ["page:/", "event:order"]},
    "changeFunnel": {"name": "To an order"},
    "createShareLink": {"heatmap": {"filter": {"pageURL": "https://shop.example/"}}},
}
# Parameters that a call cannot do without, by a part of its path.
NEEDED: dict[str, str] = {
    "/snapshot": "&pageURL=https://shop.example/",
    "/heatmap": "&pageURL=https://shop.example/",
    "/breakdown": "&dimension=device",
    "/analytics/page": "&page=shop.example/",
    "/performance/elements": "&page=shop.example/",
    "/privacy/export": "&kind=visitor&value=v_0",
    "/funnel": "&step=page:/&at=1",
}
# What is about the person, not about one project.
WITHOUT_PROJECT = {
    "readMe", "logOut", "listProjects", "createProject", "createLiveTicket", "readAccount",
    "changePassword", "endOtherLogins", "beginSecondFactor", "confirmSecondFactor",
    "endSecondFactor",
}  # fmt: skip


def guarded() -> list[Operation]:
    """Return everything that needs a right."""
    return [each for each in operations(create_api({})) if each.name not in PUBLIC]


def is_shared(operation: Operation) -> bool:
    """Tell whether it is for those who opened a share link, whose project they do not know."""
    return find_shared in operation.calls


def address(path: str, project: Project) -> str:
    url = path.format(projectId=project.project_id, **PARTS)
    extra = "".join(query for part, query in NEEDED.items() if part in path)
    return url if "{projectId}" in path else f"{url}?projectId={project.project_id}{extra}"


async def call(client: httpx.AsyncClient, operation: Operation, project: Project) -> httpx.Response:
    return await client.request(
        operation.method,
        address(operation.path, project),
        json=BODIES.get(operation.name),
        headers={"Content-Type": "application/json"} if operation.method != "GET" else {},
    )


@pytest.mark.parametrize("operation", guarded(), ids=lambda each: each.name)
async def test_nothing_answers_without_a_login(
    anonymous: httpx.AsyncClient, project: Project, operation: Operation
):
    answer = await call(anonymous, operation, project)

    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")


@pytest.mark.parametrize("slot", ["cookie", "bearer"])
async def test_the_trackers_key_opens_nothing(
    anonymous: httpx.AsyncClient, project: Project, slot: str
):
    key = project.project_key
    headers = {
        "cookie": {"Cookie": f"pagepulse={key}"},
        "bearer": {"Authorization": f"Bearer {key}"},
    }

    for operation in guarded():
        if operation.method == "GET":
            answer = await anonymous.get(address(operation.path, project), headers=headers[slot])
            assert answer.status_code == 401, operation.path


@pytest.mark.parametrize(
    "operation",
    [each for each in guarded() if each.name not in WITHOUT_PROJECT and not is_shared(each)],
    ids=lambda each: each.name,
)
async def test_what_is_not_yours_looks_like_what_is_not_there(
    person: Person, project: Project, other_project: Project, operation: Operation
):
    owner = await person("owner", project)
    nowhere = other_project.model_copy(update={"project_id": "prj_0000000000000000"})

    not_yours = await call(owner, operation, other_project)
    not_there = await call(owner, operation, nowhere)

    assert not_yours.status_code == 404
    assert not_yours.json()["code"] == "project_not_found"
    assert (not_yours.status_code, not_yours.json()) == (not_there.status_code, not_there.json())


def gate_of(operation: Operation) -> str:
    """Return the least role that an operation names, or that any login or token is enough."""
    for each in operation.calls:
        if each.__module__ == access.__name__ and each.__closure__:
            (cell,) = each.__closure__
            return str(cell.cell_contents)
    if find_shared in operation.calls:
        return "share link"
    return "login" if access.find_person in operation.calls else "login or token"


def test_the_least_role_of_every_operation():
    assert {each.name: gate_of(each) for each in guarded()} == snapshot(
        {
            "logOut": "login",
            "readMe": "login",
            "readAccount": "login",
            "changePassword": "login",
            "endOtherLogins": "login",
            "beginSecondFactor": "login",
            "confirmSecondFactor": "login",
            "endSecondFactor": "login",
            "listProjects": "login or token",
            "createProject": "login",
            "readProject": "viewer",
            "changeProject": "admin",
            "rotateProjectKey": "admin",
            "readStorage": "viewer",
            "readSessionPin": "viewer",
            "pinSession": "analyst",
            "readInstallStatus": "viewer",
            "readAuditLog": "admin",
            "verifyAuditLog": "admin",
            "listMembers": "admin",
            "addMember": "admin",
            "changeMemberRole": "admin",
            "removeMember": "admin",
            "listApiTokens": "admin",
            "createApiToken": "admin",
            "deleteApiToken": "admin",
            "readOverview": "viewer",
            "readTimeseries": "viewer",
            "readBreakdown": "viewer",
            "readPage": "viewer",
            "readPages": "viewer",
            "readVitalElements": "viewer",
            "readEventNames": "viewer",
            "readEventName": "viewer",
            "readPerformance": "viewer",
            "readJourneys": "viewer",
            "readFunnel": "viewer",
            "listFunnelSessions": "viewer",
            "readRetention": "viewer",
            "readPageErrors": "viewer",
            "readCapture": "viewer",
            "readRealtime": "viewer",
            "exportTable": "viewer",
            "exportRows": "viewer",
            "readGoals": "viewer",
            "readGoal": "viewer",
            "readDigest": "viewer",
            "changeDigest": "viewer",
            "previewDigest": "viewer",
            "listAlerts": "viewer",
            "createAlert": "analyst",
            "readAlert": "analyst",
            "listFirings": "viewer",
            "listDeliveries": "analyst",
            "listChannels": "analyst",
            "createChannel": "admin",
            "changeChannel": "admin",
            "deleteChannel": "admin",
            "testChannel": "admin",
            "changeAlert": "analyst",
            "deleteAlert": "analyst",
            "listAnnotations": "viewer",
            "createAnnotation": "analyst",
            "changeAnnotation": "analyst",
            "deleteAnnotation": "analyst",
            "listGoals": "viewer",
            "createGoal": "analyst",
            "changeGoal": "analyst",
            "deleteGoal": "analyst",
            "listFunnels": "viewer",
            "createFunnel": "analyst",
            "changeFunnel": "analyst",
            "deleteFunnel": "analyst",
            "readHeatmap": "viewer",
            "readLedger": "viewer",
            "exportHeatmap": "viewer",
            "listHeatmapPages": "viewer",
            "proposePageRules": "viewer",
            "listHeatmapSessions": "viewer",
            "compareHeatmaps": "viewer",
            "listBackdrops": "viewer",
            "createLiveTicket": "login",
            "startLiveRun": "admin",
            "stopLiveRun": "admin",
            "listLiveRuns": "viewer",
            "readLiveRun": "viewer",
            "listLiveVisitors": "viewer",
            "listSessions": "viewer",
            "listFilterValues": "viewer",
            "readSession": "viewer",
            "markOwnVisitor": "analyst",
            "readEvents": "viewer",
            "exportSession": "viewer",
            "readPageSnapshot": "viewer",
            "readAsset": "viewer",
            "readDataMap": "viewer",
            "listDataRequests": "analyst",
            "readDataRequest": "analyst",
            "readReceipt": "analyst",
            "previewErasure": "admin",
            "eraseData": "admin",
            "countRedaction": "admin",
            "confirmRedaction": "admin",
            "cancelDataRequest": "admin",
            "exportVisitor": "admin",
            "listSegments": "viewer",
            "createSegment": "viewer",
            "changeSegment": "viewer",
            "deleteSegment": "viewer",
            "readSharedSession": "share link",
            "readSharedEvents": "share link",
            "listSharedConsoleMessages": "share link",
            "listSharedRequests": "share link",
            "readSharedHeatmap": "share link",
            "readSharedPicture": "share link",
            "readSharedPage": "share link",
            "readSharedAsset": "share link",
            "listShareLinks": "analyst",
            "createShareLink": "analyst",
            "revokeShareLink": "analyst",
            "listConsoleMessages": "viewer",
            "listRequests": "viewer",
            "listVitals": "viewer",
            "readCosts": "viewer",
        }
    )


@pytest.mark.parametrize("role", ROLES)
async def test_a_role_may_do_what_the_table_says(person: Person, project: Project, role: Role):
    client = await person(role)

    for operation in guarded():
        if operation.name == "logOut":
            continue
        answer = await call(client, operation, project)
        refused = answer.status_code == 403 and answer.json()["code"] == "role_too_low"
        assert refused is not may_do(role, operation), f"{operation.name}: {answer.text[:200]}"


def may_do(role: Role, operation: Operation) -> bool:
    # Its place in the table says "login"; the roles in all projects decide.
    if operation.name == "createProject":
        return role == "owner"
    least = gate_of(operation)
    return least not in ROLES or ROLES.index(role) >= ROLES.index(least)


def test_a_route_without_a_gate_does_not_start():
    app = create_api({})

    @app.get("/api/open", operation_id="openToAll")
    async def open_to_all() -> None:
        """Answer anybody."""

    with pytest.raises(UnguardedRouteError, match="/api/open"):
        check_gates(app)


async def test_a_token_sees_its_own_project_without_naming_it(
    person: Person, open_browser: Browser, project: Project, other_project: Project
):
    owner = await person("owner")
    made = await owner.post(
        f"/api/projects/{project.project_id}/tokens", json={"name": "Export", "role": "viewer"}
    )
    script = open_browser("http://localhost:8200")
    script.headers["Authorization"] = f"Bearer {made.json()['token']}"

    assert (await script.get("/api/tracking/sessions")).status_code == 200
    other = {"projectId": other_project.project_id}
    assert (await script.get("/api/tracking/sessions", params=other)).status_code == 404
    assert (await script.get("/api/auth/me")).json()["code"] == "login_required"
    listed = (await script.get("/api/projects")).json()["projects"]
    assert [each["projectId"] for each in listed] == [project.project_id]


async def test_who_sees_several_projects_must_name_one(person: Person, other_project: Project):
    owner = await person("owner")
    await owner.post("/api/projects", json={"name": "Second"})

    answer = await owner.get("/api/tracking/sessions")

    assert (answer.status_code, answer.json()["code"]) == (400, "project_required")
    assert other_project.project_id not in (await owner.get("/api/projects")).text
