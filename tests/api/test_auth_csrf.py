"""Another site's page cannot change anything in the name of someone who is logged in."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from tests.api.addresses import PARTS
from tests.api.conftest import DASHBOARD, PASSWORD, Browser, Person

from pagepulse.projects.models import Project
from pagepulse.server.app import operations


async def rename(client: httpx.AsyncClient, project: Project, **headers: str) -> str:
    sent = {**client.headers, **{k.replace("_", "-"): v for k, v in headers.items()}}
    sent = {name: value for name, value in sent.items() if value}
    client.headers = httpx.Headers(sent)
    answer = await client.patch(
        f"/api/projects/{project.project_id}", content=b'{"name": "Mine now"}'
    )
    return "done" if answer.status_code == 200 else str(answer.json()["code"])


@pytest.mark.parametrize(
    ("headers", "outcome"),
    [
        ({}, "done"),
        ({"origin": "", "sec_fetch_site": "same-origin"}, "done"),
        ({"x_csrf_token": ""}, "bad_csrf_token"),
        ({"x_csrf_token": "0" * 64}, "bad_csrf_token"),
        ({"x_csrf_token": "not hexadecimal"}, "bad_csrf_token"),
        ({"content_type": "text/plain"}, "json_required"),
        ({"content_type": "application/x-www-form-urlencoded"}, "json_required"),
        ({"content_type": ""}, "json_required"),
        ({"origin": "https://evil.example"}, "foreign_origin"),
        ({"origin": "null"}, "foreign_origin"),
        ({"origin": "http://localhost:8201"}, "foreign_origin"),
        ({"origin": ""}, "foreign_origin"),
        ({"sec_fetch_site": "cross-site"}, "foreign_origin"),
        ({"sec_fetch_site": "same-site"}, "foreign_origin"),
    ],
)
async def test_a_change_needs_every_proof(
    person: Person, project: Project, headers: dict[str, str], outcome: str
):
    owner = await person("owner")

    assert (
        await rename(owner, project, **{"content_type": "application/json", **headers}) == outcome
    )


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Origin": ""}])
async def test_nobody_can_be_logged_in_by_another_site(
    open_browser: Browser, headers: dict[str, str]
):
    client = open_browser(DASHBOARD)

    answer = await client.post(
        "/api/auth/login", json={"email": "a@b.de", "password": PASSWORD}, headers=headers
    )

    assert answer.json()["code"] == "foreign_origin"


async def test_reading_changes_nothing_but_the_trace_of_exports(
    app: FastAPI, person: Person, project: Project, tmp_path: Path
):
    owner = await person("owner")
    parts = PARTS | {"projectId": project.project_id}

    def stored() -> list[str]:
        with contextlib.closing(sqlite3.connect(tmp_path / "control.db")) as database:
            lines = list(database.iterdump())
        # The chain of the audit log grows with its entry.
        growing = ("data_exported", "sqlite_seq", 'INTO "audit_chains"')
        return [line for line in lines if not any(part in line for part in growing)]

    before = stored()
    readings = [each for each in operations(app) if each.method == "GET"]
    for operation in readings:
        await owner.get(operation.path.format(**parts))

    assert readings
    assert stored() == before
