"""Tables of analytics as files: what is in them, what they are called, what cannot run in them."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from pyarrow import parquet
from tests.api.conftest import Person

from pagepulse.accounts.dependencies import Services
from pagepulse.analytics import raw
from pagepulse.analytics.export import TABLES
from pagepulse.ingest.entries import entry_of_batch
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.projector import Projector
from pagepulse.journal import Journal
from pagepulse.projects.models import Project

# 2025-10-09, 08:53:20 UTC.
NOW = 1_760_000_000_000
URL = "https://shop.example/"
DAY = {"startDate": "2025-10-09", "endDate": "2025-10-09"}
HOSTILE = '=HYPERLINK("https://evil.example")'
NEEDED: dict[str, dict[str, Any]] = {
    "breakdown": {"dimension": "device"},
    "funnel": {"step": ["page:/*", "event:+1+1"]},
}
# Where the call of a table has another name than the table.
CALLS = {"vitalPages": "performance", "vitalDevices": "performance", "vitalElements": "performance"}


@pytest.fixture
def visit(tmp_path: Path, services: Services, project: Project) -> str:
    """Store a session whose title, event and error want to be formulas; return its id."""
    batch = {
        "version": 1,
        "projectKey": project.project_key,
        "sessionKey": "0" * 32,
        "tabId": "t_1",
        "seq": 0,
        "sentAt": NOW,
        "visitorId": "v_1",
        "pageViews": [
            {
                "id": "p_1", "at": NOW, "url": URL, "title": HOSTILE, "viewportWidth": 1440,
                "viewportHeight": 900,
            }
        ],
        "customEvents": [{"at": NOW, "name": "+1+1", "url": URL, "pageViewId": "p_1"}],
        "errors": [{"at": NOW, "message": "@SUM(A1)", "url": URL, "pageViewId": "p_1"}],
    }  # fmt: skip
    entry = entry_of_batch(
        msgspec.json.encode(batch),
        project_id=project.project_id,
        origin="tracker",
        received_at=NOW,
    )
    journal = Journal(tmp_path / "journal.db", max_bytes=10**9)
    journal.append_now([entry])
    Projector(journal, services.warehouse, Ledger()).run_until_empty()
    journal.close()
    return entry.session_id


async def download(client: httpx.AsyncClient, table: str, **query: Any) -> httpx.Response:
    asked = {**DAY, **NEEDED.get(table, {}), **query}
    answer = await client.get(f"/api/analytics/export/{table}", params=asked)
    assert answer.status_code == 200, answer.text
    return answer


async def lines(client: httpx.AsyncClient, table: str, **query: Any) -> list[dict[str, str]]:
    text = (await download(client, table, **query)).text
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.usefixtures("visit")
@pytest.mark.parametrize("table", sorted(TABLES))
async def test_json_is_what_the_call_answers(person: Person, table: str):
    analyst = await person("analyst")
    asked = {**DAY, **NEEDED.get(table, {})}
    call = CALLS.get(table, table)
    if table in ("goal", "goals"):
        saved = await analyst.post("/api/goals", json={"name": "Home", "definition": "page:/"})
        if table == "goal":
            asked["goalId"] = saved.json()["goalId"]
            call = f"goals/{asked['goalId']}"

    exported = (await download(analyst, table, format="json", **asked)).json()

    called = await analyst.get(f"/api/analytics/{call}", params=asked)
    assert exported == called.json()


# Rows with a table inside, and numbers of a table, have their own columns below.
PLAIN = sorted(TABLES.keys() - {"goal", "goals", "retention", *CALLS})


@pytest.mark.usefixtures("visit")
@pytest.mark.parametrize("table", PLAIN)
async def test_csv_has_the_rows_of_the_answer(person: Person, table: str):
    viewer = await person("viewer")

    exported = (await download(viewer, table, format="json")).json()

    rows = next(value for value in exported.values() if isinstance(value, list))
    written = await lines(viewer, table)
    assert [list(line) for line in written] == [list(row) for row in rows]
    assert written


@pytest.mark.usefixtures("visit")
async def test_goals_and_retention_have_a_line_for_each_of_their_numbers(person: Person):
    analyst = await person("analyst")
    body = {"name": "Home", "definition": "page:/"}
    saved = (await analyst.post("/api/goals", json=body)).json()

    goals = await lines(analyst, "goals")
    goal = await lines(analyst, "goal", goalId=saved["goalId"], dimension="entryPage")
    came = await lines(analyst, "retention", period="day")

    numbers = {
        "sessions": "1", "visitors": "1", "conversions": "1", "convertedVisitors": "1",
        "conversionRate": "1.0", "visitorConversionRate": "1.0",
    }  # fmt: skip
    named = {name: saved[name] for name in ("goalId", "name", "definition")}
    assert goals == [{**numbers, **named}]
    assert goal == [{**numbers, "value": URL}]
    cell = {"date": "2025-10-09", "visitors": "1", "later": "0", "returned": "1", "share": "1.0"}
    assert came == [cell]


async def test_a_table_that_needs_more_says_what(person: Person):
    viewer = await person("viewer")
    lacking = {"breakdown": "dimension_required", "funnel": "step_required"}
    for table, code in lacking.items():
        answer = await viewer.get(f"/api/analytics/export/{table}", params=DAY)
        assert (answer.status_code, answer.json()["code"]) == (400, code)
    gone = await viewer.get("/api/analytics/export/goal", params={**DAY, "goalId": "goal_x"})
    assert (gone.status_code, gone.json()["code"]) == (404, "goal_not_found")


@pytest.mark.usefixtures("visit")
async def test_what_visitors_wrote_runs_nothing_in_a_spreadsheet(person: Person):
    viewer = await person("viewer")

    assert [line["title"] for line in await lines(viewer, "pages")] == [f"'{HOSTILE}"]
    assert [line["name"] for line in await lines(viewer, "events")] == ["'+1+1"]
    assert [line["message"] for line in await lines(viewer, "errors")] == ["'@SUM(A1)"]


async def test_moments_and_lists_are_written_for_a_spreadsheet(person: Person, visit: str):
    viewer = await person("viewer")

    (found,) = await lines(viewer, "errors")

    told = {name: found[name] for name in ("pages", "lastAt", "lastSessionId", "sessionsShare")}
    assert told == {
        "pages": URL,
        "lastAt": "2025-10-09T08:53:20.000Z",
        "lastSessionId": visit,
        "sessionsShare": "1.0",
    }


@pytest.mark.usefixtures("visit")
async def test_with_the_range_before_each_line_says_which_it_is_of(person: Person):
    viewer = await person("viewer")

    written = await lines(viewer, "timeseries", compare="previous", interval="day")

    assert [(line["range"], line["date"], line["sessions"]) for line in written] == [
        ("previous", "2025-10-08", "0"),
        ("current", "2025-10-09", "1"),
    ]


@pytest.mark.parametrize(
    ("table", "query", "name"),
    [
        ("pages", {}, "pages-2025-10-09.csv"),
        ("pages", {"endDate": "2025-10-10", "format": "json"},
         "pages-2025-10-09-to-2025-10-10.json"),
        ("breakdown", {"dimension": "utmCampaign"}, "breakdown-utmcampaign-2025-10-09.csv"),
        ("errors", {"startDate": "2025-10-09T23:30:00Z", "endDate": "2025-10-09T23:40:00Z",
                    "timeZone": "Europe/Berlin"}, "errors-2025-10-10.csv"),
    ],
)  # fmt: skip
async def test_a_file_is_called_by_project_table_and_range(
    person: Person, project: Project, table: str, query: dict[str, str], name: str
):
    viewer = await person("viewer")

    answer = await download(viewer, table, **query)

    slug = project.name.lower().replace(" ", "-")
    assert answer.headers["content-disposition"] == f'attachment; filename="{slug}-{name}"'


async def test_an_export_is_noted(person: Person, project: Project):
    owner = await person("owner", email="exporter@example.com")
    await download(owner, "pages")

    log = (await owner.get(f"/api/projects/{project.project_id}/audit")).json()["entries"]

    noted = {name: log[0][name] for name in ("actor", "action", "objectId", "detail")}
    assert noted == {
        "actor": "exporter@example.com",
        "action": "data_exported",
        "objectId": "pages",
        "detail": "analytics",
    }


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("breakdown", "dimension_required"),
        ("passwords", "invalid_request"),
        ("pages?format=xlsx", "invalid_request"),
        ("pages?limit=10001", "invalid_request"),
        ("pages?startDate=yesterday", "invalid_date"),
    ],
)
async def test_what_cannot_be_exported_is_refused(person: Person, path: str, code: str):
    viewer = await person("viewer")

    answer = await viewer.get(f"/api/analytics/export/{path}")

    assert (answer.status_code, answer.json()["code"]) == (400, code)


async def rows(client: httpx.AsyncClient, kind: str, **query: Any) -> list[dict[str, Any]]:
    answer = await client.get(f"/api/analytics/rows/{kind}", params={**DAY, **query})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = parquet.read_table(io.BytesIO(answer.content)).to_pylist()
    return found


async def test_the_rows_behind_the_numbers_are_those_of_the_filter(person: Person, visit: str):
    viewer = await person("viewer")

    (session,) = await rows(viewer, "sessions")
    (view,) = await rows(viewer, "pageViews")
    (event,) = await rows(viewer, "customEvents")

    assert (session["session_id"], session["started_at"].timestamp()) == (visit, NOW / 1000)
    assert (view["session_id"], view["title"]) == (visit, HOSTILE)
    assert (event["session_id"], event["name"]) == (visit, "+1+1")
    assert "project_id" not in session
    for kind in ("sessions", "pageViews", "customEvents"):
        assert await rows(viewer, kind, event="another") == []


async def test_rows_of_another_project_are_in_no_file(
    person: Person, other_project: Project, visit: str
):
    stranger = await person("owner", other_project)

    assert visit
    for kind in ("sessions", "pageViews", "customEvents"):
        assert await rows(stranger, kind) == []


@pytest.mark.usefixtures("visit")
async def test_more_rows_than_a_file_holds_are_refused_not_cut(
    person: Person, monkeypatch: pytest.MonkeyPatch
):
    viewer = await person("viewer")
    monkeypatch.setattr(raw, "MAX_RAW_ROWS", 0)

    answer = await viewer.get("/api/analytics/rows/sessions", params=DAY)

    assert (answer.status_code, answer.json()["code"]) == (413, "too_many_rows")
