"""Live recording as the server holds it: who is connected, runs, viewers, and two endpoints."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from time import monotonic

import structlog

from pagepulse.accounts.origins import Origins
from pagepulse.background import Background
from pagepulse.clock import now_ms
from pagepulse.control import Control
from pagepulse.ingest.answers import Scope, Send
from pagepulse.ingest.body import Receive
from pagepulse.ingest.pipeline import IngestPipeline
from pagepulse.live.addresses import Addresses
from pagepulse.live.admin_socket import AdminEndpoint
from pagepulse.live.announcing import Announcer
from pagepulse.live.catch_up import CatchUp
from pagepulse.live.conducting import TICK_MS, Runs
from pagepulse.live.forgetting import Forgetting
from pagepulse.live.frames import event_text
from pagepulse.live.hub import Hub, SessionKey
from pagepulse.live.messages import GoingAway
from pagepulse.live.news import News
from pagepulse.live.nodes import Nodes
from pagepulse.live.pace import Pace
from pagepulse.live.presence import Presence
from pagepulse.live.principals import Credentials
from pagepulse.live.relay import open_relay
from pagepulse.live.run_store import RunStore
from pagepulse.live.tickets import redeem_ticket
from pagepulse.live.visitor_socket import VisitorEndpoint
from pagepulse.live.watching import Watching
from pagepulse.projects.directory import ProjectDirectory, TrackedProject
from pagepulse.projects.models import LiveSettings
from pagepulse.settings import Settings
from pagepulse.warehouse import Warehouse

log = structlog.get_logger()

VISITOR_PATH = "/live/visitor"
ADMIN_PATH = "/live/admin"
# After a restart sockets come back over a while, not all at once.
SOONEST_RETRY_MS, LATEST_RETRY_MS = 500, 5_000
# How often every right is asked for again, in seconds: with the time that takes, whoever lost it
# is cut off within five.
CHECK_SECONDS = 2.0
# Of the time for shutdown, so long for the last messages to leave.
LEAVE_SECONDS = 1.0

App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Live:
    """Everything of live recording in one process."""

    def __init__(
        self,
        *,
        control: Control,
        projects: ProjectDirectory,
        pipeline: IngestPipeline,
        warehouse: Warehouse,
        origins: Origins,
        settings: Settings,
    ) -> None:
        """Take what it stands on; nothing is opened yet."""
        self._projects = projects
        self._is_enabled = settings.enable_live_recording
        self.hub = Hub()
        self.watching = Watching(self.hub)
        self.store = RunStore(control)
        self.runs = Runs(self.store, self.hub, self.watching, self._settings_of)
        self.presence = Presence(self.hub, self.hub.publish)
        self.announcer = Announcer(self.hub, self.watching, self.runs.summary)
        self.catch_up = CatchUp(warehouse, self.hub, self.watching)
        self.news = News(self.hub, self.presence, self.hub.publish, warehouse)
        self.relay = open_relay(settings.redis_url, settings.control_url)
        self.nodes = Nodes(
            relay=self.relay,
            hub=self.hub,
            runs=self.runs,
            watching=self.watching,
            presence=self.presence,
            clock=now_ms,
        )
        self.forgetting = Forgetting(self.hub, self.runs, self.watching, self.presence)
        self._pace = Pace()
        self._projects_checked_at = monotonic()
        self._background = Background()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._journal = pipeline.journal
        self._connect(pipeline)
        addresses = Addresses()
        self.visitors = VisitorEndpoint(
            addresses=addresses,
            hub=self.hub,
            runs=self.runs,
            watching=self.watching,
            acceptance=pipeline.acceptance,
            ledger=pipeline.ledger,
            visitors=pipeline.visitors,
            project_of_key=projects.of_key,
            is_live=self._is_live,
            is_erased=self.forgetting.is_erased,
        )
        self.admins = AdminEndpoint(
            addresses=addresses,
            hub=self.hub,
            runs=self.runs,
            watching=self.watching,
            presence=self.presence,
            credentials=Credentials(control, partial(redeem_ticket, control)),
            origins=origins,
            is_enabled=self._is_enabled,
            # What another server stores is not heard of here.
            quiet_ms=self.news.quiet_ms if self.relay.is_alone else lambda _project_id: None,
        )

    @property
    def apps(self) -> Mapping[str, App]:
        """Return the ASGI application of each path."""
        return {VISITOR_PATH: self.visitors, ADMIN_PATH: self.admins}

    async def start(self) -> None:
        """Go on with what an earlier process has begun."""
        self._loop = asyncio.get_running_loop()
        await self.runs.load()
        await self.forgetting.load(self._journal)
        if not self.relay.is_alone:
            await self.relay.start(self.nodes.hear)
        await self.presence.start()
        await self.news.start()
        for name, work in (("live-runs-tick", self._tick()), ("live-rights", self._rights())):
            self._background.run(work, name)

    async def leave(self) -> None:
        """Tell every socket that the server goes, and close it."""
        connections = [*self.visitors.connections, *self.admins.connections]
        for endpoint in (self.visitors, self.admins):
            endpoint.leave(_going_away)
        flushed = [asyncio.ensure_future(one.outbox.flushed()) for one in connections]
        if flushed:
            await asyncio.wait(flushed, timeout=LEAVE_SECONDS)

    async def stop(self) -> None:
        """Stop; sockets must have been closed."""
        await self._background.stop()
        self.announcer.stop()
        await self.catch_up.stop()
        await self.news.stop()
        await self.presence.stop()
        await self.store.flushed()
        await self.relay.stop()

    def _connect(self, pipeline: IngestPipeline) -> None:
        """Let the parts hear of each other."""
        self.hub.on_change = self.presence.touch
        self.hub.state_of = self.runs.state_of
        self.hub.viewers_of = self.watching.viewer_count
        self.hub.unreachable_count = self._unreachable_count
        self.runs.on_change = self.announcer.changed
        # The wall asks for the pages of whoever is told to record as soon as it hears of them.
        self.runs.on_begun = self.presence.tell_now
        self.watching.on_blind = self.catch_up.begin
        self.catch_up.newest_of = self.presence.newest_of
        self.watching.run_of = lambda *session: self.runs.state_of(*session)[0]
        self.watching.is_known = lambda *session: self.presence.visitor(*session) is not None
        hears = self.forgetting.unless_erased
        pipeline.acceptance.on_taken.append(hears(self.watching.taken))
        pipeline.acceptance.on_kept.append(hears(self.runs.kept))
        pipeline.acceptance.on_kept.append(hears(self.presence.note))
        pipeline.journal.on_erased.append(self._forget_soon)
        pipeline.projector.on_stored += [self.news.stored, self.catch_up.stored]
        if not self.relay.is_alone:
            self.nodes.connect()
            self.nodes.on_forgotten = self.forgetting.forget
            pipeline.acceptance.on_taken.append(hears(self.nodes.taken))

    def _unreachable_count(self, project_id: str) -> int:
        connected = self.hub.session_ids(project_id)
        online = self.presence.visitors(project_id)
        return sum(1 for visitor in online if visitor.session_id not in connected)

    def _forget_soon(self, sessions: Sequence[SessionKey]) -> None:
        """Forget what was erased on disk; called on any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._forget, sessions)

    def _forget(self, sessions: Sequence[SessionKey]) -> None:
        self.forgetting.forget(sessions)
        if not self.relay.is_alone:
            self.nodes.forgotten(sessions)

    async def _tick(self) -> None:
        while True:
            began = monotonic()
            await asyncio.sleep(TICK_MS / 1000)
            try:
                self._keep_pace((monotonic() - began) * 1000 - TICK_MS)
                self.watching.tick()
                await self.runs.tick()
                # After the runs: where live is off now, tabs hear of the end before they are cut.
                self._check_projects()
                if not self.relay.is_alone:
                    self.nodes.tick()
            except Exception:
                # The next one may do better; without any, no run would ever end.
                log.exception("live_tick_failed")

    def _keep_pace(self, late_ms: float) -> None:
        if self._pace.look(late_ms):
            log.info("live_pace", factor=self._pace.factor, late_ms=round(late_ms))
            self.watching.slow_down(self._pace.factor)

    async def _rights(self) -> None:
        while True:
            await asyncio.sleep(CHECK_SECONDS)
            await self.admins.check_rights()

    def _check_projects(self) -> None:
        now = monotonic()
        if now - self._projects_checked_at >= CHECK_SECONDS:
            self._projects_checked_at = now
            self.visitors.check_projects()

    def _is_live(self, project: TrackedProject) -> bool:
        return self._is_enabled and project.live.enabled

    def _settings_of(self, project_id: str) -> LiveSettings | None:
        project = self._projects.of_id(project_id)
        return project.live if project is not None and self._is_live(project) else None


def _going_away() -> str:
    retry = random.randint(SOONEST_RETRY_MS, LATEST_RETRY_MS)
    return event_text("going-away", GoingAway(retry_after_ms=retry))
