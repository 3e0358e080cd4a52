"""Own traffic over HTTP: who may mark it, and what follows at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
from tests.unit.analytics.traffic import Visit, entries_of, make_visits

from pagepulse.accounts.audit import list_entries
from pagepulse.control import Control
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.projector import Projector
from pagepulse.journal import Journal
from pagepulse.projects.models import Project
from pagepulse.warehouse import Warehouse

Person = Callable[..., Awaitable[httpx.AsyncClient]]


@pytest.fixture
def visits(tmp_path: Path, warehouse: Warehouse, project: Project) -> list[Visit]:
    """Store sessions of people, of whom nothing is told yet."""
    made = [visit for visit in make_visits(Random(5), 60) if not visit.told and not visit.is_bot]
    journal = Journal(tmp_path / "journal.db", max_bytes=10**9)
    journal.append_now([one for visit in made for one in entries_of(visit, project.project_id)])
    Projector(journal, warehouse, Ledger()).run_until_empty()
    journal.close()
    return made


async def counts(client: httpx.AsyncClient, **query: str) -> dict[str, int]:
    """Return how many sessions each screen is about."""
    answers: dict[str, Any] = {
        name: (await client.get(f"/api/{path}", params=query)).json()
        for name, path in {
            "overview": "analytics/overview",
            "capture": "analytics/capture",
            "list": "tracking/sessions",
        }.items()
    }
    return {
        "overview": answers["overview"]["sessions"],
        "left out": answers["overview"]["ownSessions"],
        "list": answers["list"]["total"],
        "captured": answers["capture"]["pageViews"],
        "own": answers["capture"]["own"]["pageViews"],
    }


async def test_marking_a_visitor_late_changes_every_number_at_once_and_exactly(
    person: Person, visits: list[Visit], control: Control, project: Project
) -> None:
    analyst = await person("analyst")
    chosen = next(visit for visit in visits if visit.visitor)
    theirs = [visit for visit in visits if visit.visitor == chosen.visitor]
    others = len(visits) - len(theirs)
    views = sum(len(visit.views) for visit in visits)
    own_views = sum(len(visit.views) for visit in theirs)
    address = f"/api/tracking/sessions/{chosen.session_id}"
    everybody = {
        "overview": len(visits), "left out": 0, "list": len(visits), "captured": views, "own": 0,
    }  # fmt: skip
    assert await counts(analyst) == everybody

    marked = await analyst.put(f"{address}/own", json={"own": True})

    assert marked.json() == {"own": True, "sessions": len(theirs)}
    assert await counts(analyst) == {
        "overview": others,
        "left out": len(theirs),
        "list": others,
        "captured": views - own_views,
        "own": own_views,
    }
    assert (await counts(analyst, visitorType="own"))["list"] == len(theirs)
    assert (await analyst.get(address)).json()["session"]["own"] is True

    await analyst.put(f"{address}/own", json={"own": False})

    assert await counts(analyst) == everybody
    with control.read() as connection:
        entries = list_entries(connection, project.project_id, None).entries
    assert [(one.action, one.object_id) for one in entries] == [
        ("own_visitor_unmarked", chosen.session_id),
        ("own_visitor_marked", chosen.session_id),
    ]


async def test_a_session_that_is_not_there_is_not_marked(person: Person) -> None:
    analyst = await person("analyst")

    answer = await analyst.put(f"/api/tracking/sessions/{'a' * 26}/own", json={"own": True})

    assert (answer.status_code, answer.json()["code"]) == (404, "session_not_found")


async def test_an_address_that_is_none_is_refused(person: Person, project: Project) -> None:
    admin = await person("admin")

    answer = await admin.patch(
        f"/api/projects/{project.project_id}", json={"settings": {"ownAddresses": ["the office"]}}
    )

    assert answer.status_code == 400
