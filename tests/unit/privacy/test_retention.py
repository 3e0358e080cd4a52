"""What is older than its days is gone: no answer has it, and no byte of it is on the disk."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update
from tests.secrets.scan import scan
from tests.unit.privacy.conftest import DAY, NOW, CrashError, World, view

from pagepulse.accounts import audit
from pagepulse.clock import now_ms
from pagepulse.control.tables import audit_log, metadata, projects
from pagepulse.errors import NotFoundError
from pagepulse.ingest.entries import entry_of_batch
from pagepulse.journal.entry import PoisonedEntry
from pagepulse.journal.quarantine import count_quarantine, set_aside
from pagepulse.privacy.retention import Retention
from pagepulse.projects.models import ProjectSettings, RetentionSettings
from pagepulse.replay.detail import find_session
from pagepulse.warehouse import Warehouse
from pagepulse.warehouse.erasing import are_old_parts_gone

# Other tests of this file leave OLD in the same tables; the files are searched for what is GONE.
OLD, GONE, YOUNG = "an old session", "canary of an old session", "canary of a young session"
FILES_SECONDS = 60


@pytest.fixture(scope="module")
def warehouse_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept") / "warehouse"


@pytest.fixture(scope="module")
def warehouse(warehouse_folder: Path):
    opened = Warehouse.open_embedded(warehouse_folder)
    yield opened
    opened.close()


def visit(world: World, name: str, at: int, secret: str, *, is_stored: bool = True) -> str:
    place = {"at": at, "pageViewId": f"p_{at}", "url": "https://shop.example/"}
    return world.send(
        name,
        at=at,
        is_stored=is_stored,
        visitorId=f"v_{name}_0123456789",
        pageViews=[view(at, title=secret)],
        errors=[{**place, "message": secret}],
        consoleMessages=[{**place, "level": "log", "text": secret}],
        events=[
            {"type": 2, "timestamp": at, "data": {"node": {"id": 1, "textContent": secret}}}
        ],
    )  # fmt: skip


def keep(world: World, **days: int) -> None:
    settings = ProjectSettings(retention=RetentionSettings(**days))
    with world.control.write() as connection:
        connection.execute(
            update(projects)
            .where(projects.c.project_id == world.project_id)
            .values(settings=settings.model_dump_json())
        )


def test_a_day_after_its_days_a_session_is_nowhere(world: World, warehouse_folder: Path) -> None:
    # Both in the same files, so that these have to be written anew.
    old = visit(world, "old", NOW, GONE, is_stored=False)
    young = visit(world, "young", NOW + 2 * DAY, YOUNG)
    keep(world, recording_days=5, event_days=5)
    assert scan([warehouse_folder], [GONE]) != []

    world.now = NOW + 6 * DAY
    swept = Retention(world.stores).enforce()[world.project_id]

    assert (swept.sessions, world.count("sessions"), world.count("recording_events")) == (1, 1, 1)
    with pytest.raises(NotFoundError):
        find_session(world.warehouse, world.project_id, old)
    assert find_session(world.warehouse, world.project_id, young)["session_id"] == young
    wait_for_files(world.warehouse)
    found = scan([warehouse_folder, world.folder], [GONE, YOUNG])
    assert [finding for finding in found if finding.secret == GONE] == []
    assert YOUNG in {finding.secret for finding in found}


def wait_for_files(warehouse: Warehouse) -> None:
    until = time.monotonic() + FILES_SECONDS
    while not are_old_parts_gone(warehouse, now_ms()):
        assert time.monotonic() < until, "old files stay"
        # Old files are due by the second.
        time.sleep(0.2)


def test_a_recording_goes_before_the_numbers_of_its_session(world: World) -> None:
    session_id = visit(world, "old", NOW, OLD)
    keep(world, recording_days=2, event_days=30)
    world.now = NOW + 3 * DAY

    retention = Retention(world.stores)
    first = retention.enforce()[world.project_id]
    second = retention.enforce()[world.project_id]

    assert (first.recordings, first.sessions, second.is_nothing) == (1, 0, True)
    assert [world.count(t) for t in ("recording_events", "console_messages", "page_views")] == [
        0, 0, 1,
    ]  # fmt: skip
    row = find_session(world.warehouse, world.project_id, session_id)
    assert (row["has_recording"], row["capture_reason"]) == (False, "expired")


@pytest.mark.parametrize("step", ["sessions", "recordings"])
def test_a_crash_in_the_middle_only_delays_it(world: World, step: str) -> None:
    visit(world, "old", NOW, OLD)
    keep(world, recording_days=1, event_days=1)
    world.now = NOW + 3 * DAY
    world.crash_at = step

    with pytest.raises(CrashError):
        Retention(world.stores).enforce()
    Retention(world.stores).enforce()

    assert [world.count(t) for t in ("sessions", "recording_events", "page_views")] == [0, 0, 0]


def test_a_pinned_session_stays(world: World) -> None:
    session_id = visit(world, "old", NOW, OLD)
    keep(world, recording_days=1, event_days=1)
    with world.control.write() as connection:
        pinned = metadata.tables["pinned_sessions"]
        values = {"project_id": world.project_id, "session_id": session_id}
        rest = {
            column.name: 0 if column.type.python_type is int else "x"
            for column in pinned.columns
            if column.name not in values and not column.nullable
        }
        connection.execute(insert(pinned).values({**rest, **values}))
    world.now = NOW + 3 * DAY

    Retention(world.stores).enforce()

    assert world.count("recording_events") == 1


def test_quarantine_and_audit_log_have_days_of_their_own(world: World) -> None:
    entry = entry_of_batch(
        b'{"version":1,"projectKey":"pk_1","sessionKey":"' + b"4b1f" * 8 + b'","tabId":"t_1",'
        b'"seq":0,"sentAt":1,"events":[]}',
        project_id=world.project_id, origin="tracker", received_at=NOW,
    )  # fmt: skip
    with closing(world.journal.connect()) as connection:
        set_aside(world.journal, connection, [PoisonedEntry(1, "unreadable", entry)], NOW)
    with world.control.write() as connection:
        audit.record(connection, "login", actor="anna", project_id=world.project_id)
    keep(world, quarantine_days=2, audit_days=30)

    world.now = NOW + 3 * DAY
    first = Retention(world.stores).enforce()[world.project_id]
    world.now = now_ms() + 31 * DAY
    second = Retention(world.stores).enforce()[world.project_id]

    assert (first.quarantined, first.audit_entries, count_quarantine(world.journal)) == (1, 0, 0)
    # The login, and the note of the first run.
    assert second.audit_entries == 2
    with world.control.read() as connection:
        rows = connection.execute(
            select(audit_log).where(audit_log.c.project_id == world.project_id)
        )
        assert [(row.action, row.detail) for row in rows] == [
            ("retention_enforced", "2 audit entries")
        ]


def test_a_month_that_nobody_keeps_is_dropped_whole(world: World) -> None:
    visit(world, "old", NOW, OLD)
    keep(world, recording_days=1, event_days=1)
    world.now = NOW + 800 * DAY

    Retention(world.stores).enforce()

    left = world.warehouse.query(
        "select count() as parts from system.parts where active and table = 'page_views' "
        "and database = currentDatabase()"
    )
    assert left == [{"parts": 0}]
