"""Keeps projects within their budgets and the disk below its mark: dull recordings go first.

Only the recording of a session goes. It stays counted in every number, says `expired` where it
could be replayed, and pinned sessions lose nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from pagepulse.accounts import audit
from pagepulse.background import Background
from pagepulse.clock import now_ms
from pagepulse.control import Control
from pagepulse.disk.watch import DiskWatch
from pagepulse.errors import PagePulseError
from pagepulse.ingest.projector import Projector
from pagepulse.projects.models import GIGABYTE, Project
from pagepulse.projects.store import list_projects
from pagepulse.storage.budgets import Budgets
from pagepulse.storage.models import DullSession
from pagepulse.storage.pins import list_pins
from pagepulse.storage.queries import YOUNGEST_MS, Usage, Wish, find_dull, read_usage
from pagepulse.warehouse import Warehouse
from pagepulse.warehouse.erasing import expire_recordings, purge_hidden

log = structlog.get_logger()

PACE_SECONDS = 60.0
# A project is brought down to so much of its budget, not to the last byte: it grows on.
DOWN_TO_SHARE = 0.95
# In one statement of the warehouse; the others follow in the next round.
MAX_AT_ONCE = 500
# Parts that were written anew leave the disk after eight minutes; before, nobody can see whether
# enough has gone.
SETTLE_MS = 10 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Gone:
    """What one round took from a project."""

    sessions: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Room:
    """What says whether anything more may be stored."""

    disk: DiskWatch
    budgets: Budgets


class Keeper:
    """Looks at every project once a minute."""

    def __init__(
        self,
        control: Control,
        warehouse: Warehouse,
        projector: Projector,
        room: Room,
    ) -> None:
        """Take the open stores; nothing happens before `start`."""
        self._control = control
        self._warehouse = warehouse
        self._projector = projector
        self.disk = room.disk
        self.budgets = room.budgets
        self._settled_at = 0
        self._background = Background()

    async def start(self) -> None:
        """Begin to look."""
        self._background.run(self._follow(), "storage-keeper")

    async def stop(self) -> None:
        """Stop looking."""
        await self._background.stop()

    def keep(self, now: int) -> dict[str, Gone]:
        """Make room where it is due and return what went by project; raises StorageError."""
        with self._control.read() as connection:
            projects = list_projects(connection)
        needed = self._needed_on_disk(now)
        gone: dict[str, Gone] = {}
        refused = set()
        for project in projects:
            if not (project.settings.storage.budget_gb or needed):
                continue
            usage = read_usage(self._warehouse, project.project_id, now)
            excess = _over_budget(project, usage)
            wanted = max(excess, needed)
            freed = self._shed(project, usage, wanted, now) if wanted else Gone(0, 0)
            needed = max(0, needed - freed.bytes)
            if freed.sessions:
                gone[project.project_id] = freed
            if excess > freed.bytes:
                refused.add(project.project_id)
        self.budgets.refused = frozenset(refused)
        if gone:
            self._write_anew(now)
        return gone

    def _needed_on_disk(self, now: int) -> int:
        """Return how many bytes must go for the disk; 0 while earlier ones are on their way."""
        if self.disk.state not in {"shedding", "full"} or now < self._settled_at:
            return 0
        space, marks = self.disk.space, self.disk.marks
        middle = (marks.low + marks.shedding) / 2
        return max(0, marks.free_bytes_at(middle, space) - space.free_bytes)

    def _shed(self, project: Project, usage: Usage, wanted: int, now: int) -> Gone:
        if project.settings.storage.when_full == "refuse":
            return Gone(0, 0)
        with self._control.read() as connection:
            kept = list_pins(connection, project.project_id)
        wish = Wish(project.project_id, kept, now - YOUNGEST_MS, MAX_AT_ONCE)
        dull = find_dull(self._warehouse, wish, usage)
        chosen = enough_of(dull, wanted)
        if not chosen:
            return Gone(0, 0)
        with self._projector.paused():
            expire_recordings(
                self._warehouse, project.project_id, [one.session_id for one in chosen]
            )
        gone = Gone(len(chosen), sum(one.bytes for one in chosen))
        self._note(project.project_id, gone)
        return gone

    def _note(self, project_id: str, gone: Gone) -> None:
        log.info("recordings_shed", project=project_id, sessions=gone.sessions, bytes=gone.bytes)
        with self._control.write() as connection:
            audit.record(
                connection,
                "recordings_shed",
                actor=audit.SYSTEM,
                project_id=project_id,
                object_id=project_id,
                detail=f"{gone.sessions} recordings, about {gone.bytes:,} bytes, to make room",
            )

    def _write_anew(self, now: int) -> None:
        with self._projector.paused():
            purge_hidden(self._warehouse)
        self._settled_at = now + SETTLE_MS

    async def _follow(self) -> None:
        while True:
            try:
                await asyncio.to_thread(self.keep, now_ms())
            except PagePulseError:
                log.warning("storage_not_kept", exc_info=True)
            except Exception:
                # The edge of a background task: it must go on.
                log.exception("storage_not_kept")
            await asyncio.sleep(PACE_SECONDS)


def enough_of(dull: Sequence[DullSession], wanted: int) -> list[DullSession]:
    """Return the first sessions that together take as many bytes as are wanted, or all."""
    chosen: list[DullSession] = []
    for session in dull:
        if wanted <= 0:
            break
        chosen.append(session)
        wanted -= session.bytes
    return chosen


def _over_budget(project: Project, usage: Usage) -> int:
    """Return how many bytes must go so that the project is well below its budget again."""
    budget = round((project.settings.storage.budget_gb or 0) * GIGABYTE)
    return usage.bytes - round(DOWN_TO_SHARE * budget) if budget and usage.bytes > budget else 0
