"""Tells admins what can be read now: new data of a project, sessions that can be replayed."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import structlog

from pagepulse.background import Background
from pagepulse.clock import now_ms
from pagepulse.errors import StorageError
from pagepulse.ingest.stored import Stored, StoredData
from pagepulse.live.messages import DataStored, SessionRecorded
from pagepulse.live.presence import Connected, Presence, Publish
from pagepulse.warehouse import Row, Warehouse

log = structlog.get_logger()

# A project's admins are told at most so often, in seconds; the first of a quiet time at once.
PACE_SECONDS = 1.0
# How often is looked whether somebody has left, where nothing is stored, in seconds.
LOOK_SECONDS = 5.0
# Presence waits ten seconds for whoever goes from page to page; so much later the end is certain.
GONE_MS = 5_000
# A session whose first full snapshot is older was told of before, or is of an outage.
FRESH_MS = 60_000
# In one message; screens ask anew whatever their number.
MAX_SESSION_IDS = 100
MAX_PAGE_URLS = 100
# Sessions whose end is waited for; the oldest go first.
MAX_OPEN = 10_000
# Sessions in one question.
MAX_ASKED = 500

SESSIONS = """
    select s.session_id, any(s.entry_page_url) as page_url, any(s.duration_ms) as duration,
           toUnixTimestamp64Milli(minIf(b.received_at, b.full_snapshot_count > 0)) as shown_at
    from (select * from sessions final where project_id = {project_id:String}
          and session_id in {session_ids:Array(String)}) as s
    join (select session_id, received_at, full_snapshot_count from batches final
          where project_id = {project_id:String} and session_id in {session_ids:Array(String)}) as b
    on s.session_id = b.session_id
    -- What was imported happened elsewhere and long ago: nobody is told of it.
    where s.has_recording and s.origin = 'tracker'
    group by s.session_id
"""


@dataclass(slots=True)
class _Recorded:
    """A session that can be replayed and has not ended."""

    recording_id: str = ""
    # Since when nothing of it is online; 0: it is.
    left_at: int = 0


@dataclass(slots=True)
class _Project:
    """What is to be told of a project."""

    pending: StoredData | None = None
    shown: set[str] = field(default_factory=set)
    ended: set[str] = field(default_factory=set)
    open: dict[str, _Recorded] = field(default_factory=dict)


class News:
    """Fed by the projector's thread, works on the event loop."""

    def __init__(
        self,
        connected: Connected,
        presence: Presence,
        publish: Publish,
        warehouse: Warehouse,
        clock: Callable[[], int] = now_ms,
    ) -> None:
        """`publish` sends (project id, topic, event, data) to whoever has subscribed."""
        self._connected = connected
        self._presence = presence
        self._publish = publish
        self._warehouse = warehouse
        self._now = clock
        self._projects: defaultdict[str, _Project] = defaultdict(_Project)
        # When something of a project became readable last, Unix ms.
        self._stored_at: dict[str, int] = {}
        self._began_at = clock()
        self._arrived = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._background = Background()

    def stored(self, stored: Stored) -> None:
        """Take what became readable; may be called on any thread, and returns at once."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.take, stored)

    async def start(self) -> None:
        """Begin to tell, until `stop`."""
        self._loop = asyncio.get_running_loop()
        self._background.run(self._follow(), "news")

    async def stop(self) -> None:
        """Tell nothing more."""
        self._loop = None
        await self._background.stop()

    def take(self, stored: Stored) -> None:
        """Note what became readable, where somebody wants to know."""
        for project_id, data in stored.items():
            self._stored_at[project_id] = self._now()
            if self._connected.has_subscribers(project_id, "sessions"):
                self._take(self._projects[project_id], data)
                self._arrived.set()

    def quiet_ms(self, project_id: str) -> int:
        """Return for how long nothing of a project became readable, as far as is known."""
        return self._now() - self._stored_at.get(project_id, self._began_at)

    async def tell(self) -> None:
        """Tell what there is to tell."""
        for project_id, project in list(self._projects.items()):
            pending, project.pending = project.pending, None
            if pending is not None:
                self._publish(project_id, "sessions", "data-stored", _data(project_id, pending))
            await self._tell_shown(project_id, project)
            self._note_gone(project_id, project)
            await self._tell_ended(project_id, project)
            if project == _Project():
                del self._projects[project_id]

    async def _follow(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._arrived.wait(), LOOK_SECONDS)
            self._arrived.clear()
            try:
                await self.tell()
            except StorageError:
                log.warning("sessions_not_told", exc_info=True)
            except Exception:
                # The edge of a background task: what comes next is told.
                log.exception("news_failed")
            await asyncio.sleep(PACE_SECONDS)

    def _take(self, project: _Project, data: StoredData) -> None:
        project.pending = project.pending or StoredData()
        project.pending.session_ids |= data.session_ids
        project.pending.page_urls |= data.page_urls
        project.pending.events += data.events
        project.pending.interactions += data.interactions
        project.shown |= data.shown_session_ids - project.open.keys()
        project.ended |= data.ended_session_ids

    async def _tell_shown(self, project_id: str, project: _Project) -> None:
        """Tell of sessions that can be replayed for the first time."""
        shown, project.shown = project.shown, set()
        rows = await self._ask(project_id, shown)
        for session_id, row in rows.items():
            visitor = self._presence.visitor(project_id, session_id)
            recorded = _Recorded(visitor.recording_id if visitor else "")
            project.open[session_id] = recorded
            if row["shown_at"] > self._now() - FRESH_MS:
                self._tell_session(project_id, row, recorded, is_ended=False)
        while len(project.open) > MAX_OPEN:
            del project.open[next(iter(project.open))]

    def _note_gone(self, project_id: str, project: _Project) -> None:
        now = self._now()
        for session_id, recorded in project.open.items():
            visitor = self._presence.visitor(project_id, session_id)
            if visitor is not None:
                recorded.recording_id = visitor.recording_id or recorded.recording_id
                recorded.left_at = 0
            elif not recorded.left_at:
                recorded.left_at = now
            elif now - recorded.left_at >= GONE_MS:
                project.ended.add(session_id)

    async def _tell_ended(self, project_id: str, project: _Project) -> None:
        ended, project.ended = project.ended & project.open.keys(), set()
        over = {session_id: project.open.pop(session_id) for session_id in ended}
        for session_id, row in (await self._ask(project_id, ended)).items():
            self._tell_session(project_id, row, over[session_id], is_ended=True)

    async def _ask(self, project_id: str, session_ids: Iterable[str]) -> Mapping[str, Row]:
        """Return what the warehouse holds of the sessions that have a recording."""
        asked = sorted(session_ids)[:MAX_ASKED]
        if not asked:
            return {}
        parameters = {"project_id": project_id, "session_ids": asked}
        rows = await self._warehouse.query_async(SESSIONS, parameters)
        return {row["session_id"]: row for row in rows}

    def _tell_session(
        self, project_id: str, row: Row, recorded: _Recorded, *, is_ended: bool
    ) -> None:
        told = SessionRecorded(
            project_id=project_id,
            session_id=row["session_id"],
            page_url=row["page_url"],
            duration=row["duration"],
            is_ended=is_ended,
            recording_id=recorded.recording_id,
        )
        self._publish(project_id, "sessions", "session-recorded", told)


def _data(project_id: str, pending: StoredData) -> DataStored:
    return DataStored(
        project_id=project_id,
        session_ids=tuple(sorted(pending.session_ids)[:MAX_SESSION_IDS]),
        page_urls=tuple(sorted(pending.page_urls)[:MAX_PAGE_URLS]),
        events=pending.events,
        interactions=pending.interactions,
    )
