"""Deletes what a project keeps no longer: from the tables, the journal's files and the disk.

Recordings go first, the rest of a session later, each by the end of its session. Running it again
changes nothing, so a crash anywhere only delays it. Months that no project needs are dropped as
whole partitions: that takes no room, also on a disk that is full.
"""

# ruff: noqa: S608  # statements are made of this module's constants; every value is bound

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from sqlalchemy import Connection, select

from pagepulse.accounts import audit, audit_chain
from pagepulse.control.tables import metadata
from pagepulse.journal.quarantine import drop_before
from pagepulse.privacy.ended_shares import forget_ended
from pagepulse.privacy.erasing import Stores
from pagepulse.privacy.unused_assets import delete_unused, stored_before
from pagepulse.privacy.unused_elements import delete_unused_elements
from pagepulse.projects.models import Project
from pagepulse.projects.store import list_projects
from pagepulse.questions.dates import EPOCH
from pagepulse.warehouse import Warehouse
from pagepulse.warehouse.erasing import purge_hidden, tables_of_sessions

log = structlog.get_logger()

DAY_MS = 24 * 3600 * 1000
# The part of a session that shows what its pages looked like and said.
RECORDING_TABLES = ("recording_events", "snapshots", "console_messages", "requests")
# They say which sessions are old, so they go last.
LAST_TABLES = ("batches", "sessions")
# Sessions that end at the same time as another began are in both months.
LONGEST_SESSION_MS = DAY_MS

OLD = """
    project_id = {project_id:String} and session_id in (
        select session_id from sessions final where project_id = {project_id:String}
        and ended_at < fromUnixTimestamp64Milli({before:Int64}, 'UTC')
        and session_id not in {kept:Array(String)}
    )
"""


@dataclass(slots=True)
class Swept:
    """What one run deleted of a project."""

    recordings: int = 0
    sessions: int = 0
    audit_entries: int = 0
    quarantined: int = 0
    assets: int = 0

    @property
    def is_nothing(self) -> bool:
        """Tell whether everything was young enough."""
        return not any(
            (self.recordings, self.sessions, self.audit_entries, self.quarantined, self.assets)
        )


@dataclass(slots=True)
class Retention:
    """Enforces what the projects say, with the clock of `stores`."""

    stores: Stores
    _partitions_dropped: list[str] = field(default_factory=list)

    def enforce(self) -> dict[str, Swept]:
        """Delete what is too old and return how much by project; raises StorageError."""
        with self.stores.control.read() as connection:
            projects = list_projects(connection)
        if repairs := self.stores.damaged.delete_old(self.stores.clock()):
            log.info("damaged_files_deleted", repairs=repairs)
        self._drop_months(projects)
        swept = {project.project_id: self._sweep(project) for project in projects}
        if any(one.recordings or one.sessions or one.assets for one in swept.values()):
            with self.stores.projector.paused():
                purge_hidden(self.stores.warehouse)
        return swept

    def _sweep(self, project: Project) -> Swept:
        now, keep = self.stores.clock(), project.settings.retention
        kept = pinned_sessions(self.stores, project.project_id)
        old = _Old(self.stores.warehouse, project.project_id, kept)
        swept = Swept()
        swept.sessions = old.delete_sessions(now - keep.event_days * DAY_MS)
        if swept.sessions:
            with self.stores.projector.paused():
                delete_unused_elements(self.stores.warehouse, project.project_id)
        self.stores.on_step("sessions")
        recordings_before = now - keep.recording_days * DAY_MS
        swept.recordings = old.delete_recordings(recordings_before)
        self.stores.on_step("recordings")
        if swept.recordings or swept.sessions:
            old_assets = stored_before(self.stores.warehouse, project.project_id, recordings_before)
            swept.assets = delete_unused(self.stores.warehouse, project.project_id, old_assets)
        swept.quarantined = drop_before(
            self.stores.journal, project.project_id, now - keep.quarantine_days * DAY_MS
        )
        with self.stores.control.write() as connection:
            before = now - keep.audit_days * DAY_MS
            swept.audit_entries = audit_chain.forget_before(connection, project.project_id, before)
            forget_ended(connection, project.project_id, now)
            if not swept.is_nothing:
                _note(connection, project.project_id, swept)
        return swept

    def _drop_months(self, projects: Sequence[Project]) -> None:
        """Drop partitions that end before everything that any project keeps."""
        if not projects or any(pinned_sessions(self.stores, one.project_id) for one in projects):
            return
        now = self.stores.clock()
        days = max(one.settings.retention.event_days for one in projects)
        recording_days = max(one.settings.retention.recording_days for one in projects)
        for row in _partitions(self.stores.warehouse):
            table, month = row["table"], row["partition"]
            kept_days = recording_days if table in RECORDING_TABLES else days
            if _month_of(now - kept_days * DAY_MS - LONGEST_SESSION_MS) > int(month):
                self.stores.warehouse.command(f"alter table {table} drop partition {int(month)}")
                log.info("partition_dropped", table=table, month=month)


@dataclass(frozen=True, slots=True)
class _Old:
    """The old sessions of one project."""

    warehouse: Warehouse
    project_id: str
    kept: Sequence[str]

    def delete_sessions(self, before_ms: int) -> int:
        """Hide whole sessions that ended before; return how many."""
        count = self._count("sessions", before_ms, "1")
        tables = [one for one in tables_of_sessions(self.warehouse) if one not in LAST_TABLES]
        for table in (*tables, *LAST_TABLES) if count else ():
            self._delete(table, before_ms)
        self.warehouse.command(
            "delete from elements where project_id = {project_id:String} "
            "and seen_at < fromUnixTimestamp64Milli({before:Int64}, 'UTC')",
            {"project_id": self.project_id, "before": before_ms},
        )
        return count

    def delete_recordings(self, before_ms: int) -> int:
        """Hide the recordings of sessions that ended before; return how many."""
        count = self._count("sessions", before_ms, "has_recording")
        for table in RECORDING_TABLES if count else ():
            self._delete(table, before_ms)
        for table, gone in (
            (
                ("batches", "full_snapshot_count = 0, capture_reason = 'expired'"),
                ("sessions", "has_recording = false, capture_reason = 'expired'"),
            )
            if count
            else ()
        ):
            was = "full_snapshot_count > 0" if table == "batches" else "has_recording"
            self.warehouse.command(
                f"alter table {table} update {gone} where {was} and {OLD}",
                self._bound(before_ms),
                settings={"mutations_sync": 1},
            )
        return count

    def _count(self, table: str, before_ms: int, condition: str) -> int:
        (row,) = self.warehouse.query(
            f"select count() as found from {table} final where {condition} and {OLD}",
            self._bound(before_ms),
        )
        return int(row["found"])

    def _delete(self, table: str, before_ms: int) -> None:
        self.warehouse.command(f"delete from {table} where {OLD}", self._bound(before_ms))

    def _bound(self, before_ms: int) -> dict[str, object]:
        return {"project_id": self.project_id, "before": before_ms, "kept": list(self.kept)}


def pinned_sessions(stores: Stores, project_id: str) -> list[str]:
    """Return the sessions that somebody pinned: they stay whatever their age."""
    table = metadata.tables.get("pinned_sessions")
    if table is None:
        return []
    with stores.control.read() as connection:
        rows = connection.execute(
            select(table.c.session_id).where(table.c.project_id == project_id)
        )
        return [row.session_id for row in rows]


def _partitions(warehouse: Warehouse) -> list[dict[str, str]]:
    """Return tables with the months that they hold, `YYYYMM`."""
    return warehouse.query(
        "select distinct table, partition from system.parts where active "
        "and database = currentDatabase() and match(partition, '^[0-9]{6}$') "
        "order by table, partition"
    )


def _month_of(at_ms: int) -> int:
    moment = EPOCH + timedelta(milliseconds=at_ms)
    return moment.year * 100 + moment.month


def _note(connection: Connection, project_id: str, swept: Swept) -> None:
    parts = {
        "recordings": swept.recordings,
        "sessions": swept.sessions,
        "audit entries": swept.audit_entries,
        "quarantined batches": swept.quarantined,
        "assets": swept.assets,
    }
    detail = ", ".join(f"{count} {name}" for name, count in parts.items() if count)
    audit.record(
        connection,
        "retention_enforced",
        actor=audit.SYSTEM,
        project_id=project_id,
        object_id=project_id,
        detail=detail,
    )
