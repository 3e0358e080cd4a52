"""Every batch that arrives is in the ledger, under its project, with what became of it."""

from __future__ import annotations

import gzip
import json
from collections.abc import AsyncIterator
from contextlib import closing
from typing import Any

import httpx
import pytest
from tests.api.conftest import Person

from pagepulse.clock import now_ms
from pagepulse.ingest.pipeline import IngestPipeline
from pagepulse.journal.counts import totals
from pagepulse.projects.models import Project

URL = "/api/tracking/events"


@pytest.fixture
async def tracker(pipeline: IngestPipeline) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(pipeline.handler, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8200") as client:
        yield client


def batch(project: Project, seq: int, **changes: Any) -> bytes:
    fields = {
        "version": 1,
        "projectKey": project.project_key,
        "sessionKey": "4b1f" * 8,
        "tabId": "t_1",
        "seq": seq,
        "sentAt": now_ms(),
        **changes,
    }
    return json.dumps(fields).encode()


async def send_of_every_kind(tracker: httpx.AsyncClient, mine: Project, other: Project) -> None:
    bomb = gzip.compress(batch(mine, 9) + b" " * 40_000_000)
    for body, query, headers in (
        (batch(mine, 0), "", {}),
        (batch(mine, 1), "", {}),
        (batch(mine, 1), "", {}),
        (batch(other, 0), "", {}),
        (gzip.compress(batch(mine, 2)), "?encoding=gzip", {}),
        (batch(mine, 3, events=[{"type": 3, "timestamp": 1}] * 1001), "", {}),
        (batch(mine, 4, tabId="no such id!"), "", {}),
        (batch(mine, 5)[:-5], "", {}),
        (batch(mine, 6), "", {"origin": "https://evil.example"}),
        (bomb, "?encoding=gzip", {}),
        (b"\x00 no batch at all", "", {}),
        (b'{"projectKey": "pk_of_nobody"}', "", {}),
    ):
        await tracker.post(URL + query, content=body, headers=headers)


async def test_the_admin_sees_what_became_of_every_batch(
    tracker: httpx.AsyncClient,
    pipeline: IngestPipeline,
    person: Person,
    project: Project,
    other_project: Project,
):
    await send_of_every_kind(tracker, project, other_project)
    pipeline.journal.append_now([])
    admin = await person("admin")

    answer = await admin.get(f"/api/tracking/ledger?projectId={project.project_id}&days=1")

    ledger = answer.json()
    rejected = {one["code"]: one["batches"] for one in ledger["rejected"]}
    assert rejected == {
        "too_many_events": 1,
        "bad_id": 1,
        "not_json": 1,
        "origin_not_allowed": 1,
        "compression_ratio_too_high": 1,
    }
    assert (ledger["received"], ledger["stored"], ledger["duplicate"]) == (9, 3, 1)
    assert ledger["days"][0]["rejected"] == 5


async def test_nothing_comes_through_the_door_that_is_not_counted(
    tracker: httpx.AsyncClient,
    pipeline: IngestPipeline,
    project: Project,
    other_project: Project,
):
    await send_of_every_kind(tracker, project, other_project)
    pipeline.journal.append_now([])

    with closing(pipeline.journal.connect()) as connection:
        counted = totals(connection)

    door = pipeline.ledger
    assert sum(counted.values()) == door.received == door.accepted + door.rejected.total() == 12
    assert {project_id for project_id, _ in counted} == {
        project.project_id,
        other_project.project_id,
        "",
    }


async def test_keys_that_nobody_has_do_not_make_the_ledger_grow(
    tracker: httpx.AsyncClient, pipeline: IngestPipeline, project: Project
):
    for number in range(50):
        stranger = project.model_copy(update={"project_key": f"pk_{number}"})
        await tracker.post(URL, content=batch(stranger, 0))
    pipeline.journal.append_now([])

    with closing(pipeline.journal.connect()) as connection:
        assert totals(connection) == {("", "refused:unknown_project_key"): 50}
