"""Data requests over HTTP: who may ask, what is answered, what leaves with an export."""

from __future__ import annotations

import io
import json
import time
import zipfile
from typing import Any

import httpx
import msgspec
import pytest
from dirty_equals import IsPositiveInt, IsStr
from fastapi import FastAPI
from tests.api.conftest import Person
from tests.unit.privacy.conftest import keep_no_old_parts

from pagepulse.clock import now_ms
from pagepulse.ingest.batch import session_id_of
from pagepulse.ingest.entries import entry_of_batch
from pagepulse.ingest.importing import parse_recording
from pagepulse.ingest.pipeline import IngestPipeline
from pagepulse.privacy import requests
from pagepulse.privacy.service import Privacy
from pagepulse.projects.models import Project
from pagepulse.warehouse import Warehouse

AT = now_ms() - 3 * 24 * 3600 * 1000
ANNA = {"kind": "visitor", "value": "v_anna_0123456789"}


@pytest.fixture(autouse=True)
def old_files_go_at_once(warehouse: Warehouse) -> None:
    keep_no_old_parts(warehouse)


def visit(pipeline: IngestPipeline, project: Project, visitor: str, secret: str) -> str:
    """Store a session that says something nobody else says, in every kind of data."""
    place = {"at": AT, "pageViewId": "p_1", "url": "https://shop.example/"}
    key = visitor.encode().hex()[:32].zfill(32)
    batch = {
        "version": 1,
        "projectKey": project.project_key,
        "sessionKey": key,
        "tabId": "t_1",
        "seq": 0,
        "sentAt": AT,
        "visitorId": visitor,
        "pageViews": [{"id": "p_1", "at": AT, "url": "https://shop.example/", "title": secret}],
        "customEvents": [{**place, "name": secret}],
        "errors": [{**place, "message": secret}],
        "events": [
            {"type": 4, "timestamp": AT, "data": {"href": "https://shop.example/", "width": 800,
                                                  "height": 600}},
            {"type": 2, "timestamp": AT + 1,
             "data": {"node": {"type": 0, "id": 1, "childNodes": [
                 {"type": 3, "id": 2, "textContent": secret}]},
                 "initialOffset": {"top": 0, "left": 0}}},
        ],
    }  # fmt: skip
    entry = entry_of_batch(
        msgspec.json.encode(batch), project_id=project.project_id, origin="import", received_at=AT
    )
    pipeline.journal.append_now([entry])
    pipeline.projector.run_until_empty()
    return session_id_of(key)


def work(app: FastAPI, pipeline: IngestPipeline) -> None:
    """Let the worker go on until everything waits for people."""
    privacy: Privacy = app.state.privacy
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with privacy.stores.control.read() as connection:
            if not requests.open_requests(connection, states=requests.AT_WORK):
                return
        if not privacy.worker.advance_all():
            pipeline.projector.run_until_empty()
            # Old files are due by the second.
            time.sleep(0.1)
    raise AssertionError("data requests go on and on")


async def log_of(client: httpx.AsyncClient, project: Project) -> list[tuple[str, str]]:
    answer = await client.get(f"/api/projects/{project.project_id}/audit")
    return [(entry["action"], entry["detail"]) for entry in answer.json()["entries"]]


async def test_an_erased_visitor_is_not_there_and_a_receipt_says_so(
    person: Person, project: Project, app: FastAPI, pipeline: IngestPipeline
):
    admin, analyst = await person("admin", email="admin@example.com"), await person("analyst")
    session_id = visit(pipeline, project, ANNA["value"], "canary-anna")
    url = f"/api/tracking/sessions/{session_id}"
    preview = (await admin.post("/api/privacy/erasures/preview", json=ANNA)).json()
    assert (preview["sessions"], preview["recordings"], preview["events"]) == (1, 1, 2)
    assert (await admin.get(url)).status_code == 200

    asked = await admin.post("/api/privacy/erasures", json=ANNA)
    assert (asked.status_code, asked.json()["state"]) == (202, "waiting")
    work(app, pipeline)

    gone = await admin.get(url)
    assert (gone.status_code, gone.json()["code"]) == (404, "session_not_found")
    (listed,) = (await analyst.get("/api/privacy/requests")).json()["requests"]
    assert (listed["state"], listed["subject"], listed["subjectKind"]) == ("done", None, "visitor")
    address = f"/api/privacy/requests/{asked.json()['requestId']}/receipt"
    receipt = (await analyst.get(address)).json()
    assert receipt == listed["receipt"]
    assert {name: receipt[name] for name in ("sessions", "askedBy", "bytes", "digest")} == {
        "sessions": 1, "askedBy": "admin@example.com", "bytes": IsPositiveInt,
        "digest": IsStr(regex="[0-9a-f]{64}"),
    }  # fmt: skip
    assert ("data_erased", "visitor") in await log_of(admin, project)


async def test_a_redaction_is_counted_confirmed_and_noted(
    person: Person, project: Project, app: FastAPI, pipeline: IngestPipeline
):
    admin = await person("admin")
    session_id = visit(pipeline, project, "v_redacted_0123456789", "Zora Quellwasser")
    rule = {"kind": "text", "text": "zora quellwasser"}
    asked = (await admin.post("/api/privacy/redactions", json=rule)).json()
    address = f"/api/privacy/requests/{asked['requestId']}"
    early = await admin.post(f"{address}/confirm")
    work(app, pipeline)
    counted = (await admin.get(address)).json()

    assert (early.status_code, early.json()["code"]) == (409, "not_counted")
    assert (counted["state"], counted["progress"]["recordings"]) == ("counted", 1)
    assert (await admin.post(f"{address}/confirm")).status_code == 202
    work(app, pipeline)

    assert (await admin.get(address)).json()["state"] == "done"
    events = (await admin.get(f"/api/tracking/sessions/{session_id}/events")).text
    assert ("Zora" in events, "••••••••" in events) == (False, True)
    assert "Zora" not in (await admin.get(f"/api/tracking/sessions/{session_id}")).text
    actions = [action for action, _ in await log_of(admin, project)]
    assert "data_redacted" in actions


async def test_an_export_has_all_of_one_visitor_and_nothing_of_another(
    person: Person, project: Project, pipeline: IngestPipeline
):
    admin = await person("admin")
    session_id = visit(pipeline, project, ANNA["value"], "canary-anna")
    visit(pipeline, project, "v_ben_0123456789", "canary-ben")

    answer = await admin.get("/api/privacy/export", params=ANNA)

    assert answer.headers["content-type"] == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    files = {name: archive.read(name).decode() for name in archive.namelist()}
    assert "canary-ben" not in "".join(files.values())
    holding = {name for name, content in files.items() if "canary-anna" in content}
    recording = f"recordings/{session_id}.rrweb.json"
    assert holding >= {"page_views.jsonl", "custom_events.jsonl", "errors.jsonl", recording}
    (row,) = [json.loads(line) for line in files["sessions.jsonl"].splitlines()]
    assert row["visitor_id"] == ANNA["value"]
    assert parse_recording(files[recording].encode()).event_count == 2
    assert ("data_exported", "visitor with 1 sessions") in await log_of(admin, project)


async def test_of_nobody_there_is_nothing_to_export(person: Person):
    admin = await person("admin")

    answer = await admin.get("/api/privacy/export", params={"kind": "visitor", "value": "v_no"})

    assert (answer.status_code, answer.json()["code"]) == (404, "no_data")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("erasures", {"kind": "visitor"}),
        ("erasures", {"kind": "range", "fromAt": 5, "toAt": 5}),
        ("redactions", {"kind": "text", "text": "ab"}),
        ("redactions", {"kind": "element", "selector": "a:has(b)"}),
        ("redactions", {"kind": "pattern"}),
    ],
    ids=lambda value: value if isinstance(value, str) else str(value),
)
async def test_what_is_not_whole_is_refused(person: Person, path: str, body: dict[str, Any]):
    admin = await person("admin")

    answer = await admin.post(f"/api/privacy/{path}", json=body)

    assert answer.status_code == 400


async def test_a_request_of_another_project_is_not_there(person: Person, other_project: Project):
    here, there = await person("admin"), await person("admin", other_project)
    asked = (await here.post("/api/privacy/erasures", json=ANNA)).json()

    answers = [
        await there.get(f"/api/privacy/requests/{asked['requestId']}"),
        await there.get(f"/api/privacy/requests/{asked['requestId']}/receipt"),
        await there.post(f"/api/privacy/requests/{asked['requestId']}/cancel"),
    ]

    assert [(one.status_code, one.json()["code"]) for one in answers] == [
        (404, "data_request_not_found")
    ] * 3
    assert (await there.get("/api/privacy/requests")).json() == {"requests": []}


async def test_the_map_names_the_days_of_the_project(person: Person):
    viewer = await person("viewer")

    kinds = (await viewer.get("/api/privacy/map")).json()["kinds"]

    days = {(kind["table"], kind["days"]) for kind in kinds}
    assert {("recording_events", 30), ("page_views", 395), ("audit_log", 365)} <= days
