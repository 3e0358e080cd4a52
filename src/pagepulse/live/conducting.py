"""Starts and stops runs, takes visitors into them, and tells everybody: the only place that does.

What is to be is written down before anybody is told of it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping

import structlog

from pagepulse.clock import now_ms
from pagepulse.errors import InvalidInputError, NotFoundError, PagePulseError
from pagepulse.ingest.acceptance import TakenBatch
from pagepulse.live.hub import Hub
from pagepulse.live.matching import matches
from pagepulse.live.messages import (
    RecordingStart,
    RecordingState,
    RecordingStop,
    Run,
    StartRecording,
)
from pagepulse.live.run_store import MAX_PURPOSE, Deed, RunStore
from pagepulse.live.runs import LiveRun, StopReason, Watching
from pagepulse.live.snapshots import holds_full_snapshot
from pagepulse.live.summaries import plus, run_of
from pagepulse.live.visitors import Tab, Visitor
from pagepulse.projects.models import LiveSettings

log = structlog.get_logger()

# 64 random bits: ids are no secrets, they only must not collide.
RECORDING_ID_BYTES = 8
SYSTEM = "system"
# A visitor who was told and has sent no full snapshot is told again after this time.
REPEAT_MS = 5_000
# … until it is known to be in vain.
GIVE_UP_MS = 60_000
# How often `tick` is called.
TICK_MS = 500


class Runs:
    """Every run that goes on, in memory; used on the event loop."""

    def __init__(
        self,
        store: RunStore,
        hub: Hub,
        watching: Watching,
        settings_of: Callable[[str], LiveSettings | None],
        clock: Callable[[], int] = now_ms,
    ) -> None:
        """`settings_of` returns a project's settings; None where live is off."""
        self._store = store
        self._hub = hub
        self._watching = watching
        self._settings_of = settings_of
        self._now = clock
        self._runs: dict[str, LiveRun] = {}
        # The run of each session that is in one: (project, session).
        self._run_of: dict[tuple[str, str], LiveRun] = {}
        # Of other servers: who tells them, and what they count of a run, by name of the count.
        self.on_started: Callable[[LiveRun], None] = _ignore
        # Called with the project when visitors of this server were told to record for a new run.
        self.on_begun: Callable[[str], None] = _ignore_project
        self.on_stopped: Callable[[LiveRun, StopReason], None] = _ignore_reason
        self.counted_elsewhere: Callable[[str], Mapping[str, int]] = _count_nothing
        self.taken_elsewhere: Callable[[str], int] = _take_nothing
        # Projects in which a visitor may wait for another one's place.
        self._waited_for: set[str] = set()
        # Called with a run whose state or counts have changed.
        self.on_change: Callable[[LiveRun], None] = _ignore

    async def load(self) -> None:
        """Go on with the runs of an earlier process; call before the first socket opens."""
        now = self._now()
        for run in await self._store.load_open():
            # Its viewers were cut off with the process; they have the usual time to come back.
            run.note_viewers(0, now)
            self._runs[run.recording_id] = run
            for session_id, session in run.sessions.items():
                if session.state != "idle":
                    self._run_of[run.project_id, session_id] = run
            await self._store.save_run(run)

    def active(self, project_id: str) -> list[LiveRun]:
        """Return the runs of a project that have not ended, newest first."""
        found = [run for run in self._runs.values() if run.project_id == project_id]
        return sorted(found, key=lambda run: -run.started_at)

    def all_active(self) -> Iterable[LiveRun]:
        """Return every run that has not ended."""
        return list(self._runs.values())

    def summaries(self, project_id: str) -> list[Run]:
        """Return what admins see of the runs of a project that have not ended."""
        return [self.summary(run) for run in self.active(project_id)]

    def summary(self, run: LiveRun) -> Run:
        """Return a run with its counts of this moment, over all servers."""
        return plus(self.own_summary(run), self.counted_elsewhere(run.recording_id))

    def own_summary(self, run: LiveRun) -> Run:
        """Return a run with the counts of this server alone."""
        return run_of(run, self._hub, self._watching.viewers_of(run))

    async def read(self, project_id: str, recording_id: str) -> LiveRun:
        """Return a run of a project, also one that has ended; raises NotFoundError."""
        run = self._runs.get(recording_id)
        if run is None or run.project_id != project_id:
            run = await self._store.read_run(project_id, recording_id)
        if run is None:
            raise NotFoundError("not_found", "There is no such run.")
        return run

    async def history(self, project_id: str, before: int, limit: int) -> list[LiveRun]:
        """Return runs of a project that began before a time, newest first."""
        stored = await self._store.list_runs(project_id, before, limit)
        return [self._runs.get(run.recording_id, run) for run in stored]

    async def project_of(self, recording_id: str) -> str:
        """Return the project of a run, or nothing where there is none; check the role for it."""
        run = self._runs.get(recording_id)
        return run.project_id if run else await self._store.project_of(recording_id)

    async def start(
        self, project_id: str, wanted: StartRecording, *, actor: str, starter_id: str
    ) -> LiveRun:
        """Record every visitor of the project that fits; the same filter again is the same run.

        Raises InvalidInputError without a purpose, NotFoundError where live is off, StorageError.
        """
        purpose = wanted.purpose.strip()[:MAX_PURPOSE]
        if not purpose:
            raise InvalidInputError("purpose_required", "Say why visitors are recorded.")
        settings = self._settings(project_id)
        for run in self.active(project_id):
            if run.is_active and run.filter == wanted.filter:
                return run
        run = self._new(
            project_id=project_id,
            wanted=wanted,
            purpose=purpose,
            settings=settings,
            actor=actor,
            starter_id=starter_id,
        )
        taken = self._take_all(run, settings)
        self._runs[run.recording_id] = run
        try:
            detail = f"visitors: {len(taken)}; {purpose}"
            await self._store.save_new(run, Deed("live_run_started", actor, detail))
        except BaseException:
            self._forget(run)
            raise
        self._begin(run, taken)
        self.on_started(run)
        return run

    async def adopt(self, project_id: str, recording_id: str) -> None:
        """Record the visitors here for a run that began at another server; raises StorageError."""
        settings = self._settings_of(project_id)
        run = await self._store.read_run(project_id, recording_id)
        if run is None or settings is None or not run.is_active or recording_id in self._runs:
            return
        self._runs[recording_id] = run
        taken = self._take_all(run, settings)
        for session_id in taken:
            await self._store.save_session(run, session_id)
        self._begin(run, taken)

    def stopped_elsewhere(self, recording_id: str, reason: StopReason) -> None:
        """End a run here that another server has ended, and written so."""
        run = self._runs.get(recording_id)
        if run is not None and run.stop(reason, self._now()):
            self._tell_stop(run)

    def counts_changed(self, recording_id: str) -> None:
        """Note that other servers count otherwise."""
        run = self._runs.get(recording_id)
        if run is not None:
            self.on_change(run)

    async def stop(
        self, project_id: str, recording_id: str, actor: str, reason: StopReason = "stopped"
    ) -> LiveRun:
        """End a run; also when it has ended already. Raises NotFoundError, StorageError."""
        run = await self.read(project_id, recording_id)
        before = {name: session.state for name, session in run.sessions.items()}
        unrecorded = self.summary(run).without_consent
        if not run.stop(reason, self._now()):
            return run
        run.without_consent = unrecorded
        recorded = sum(1 for session in run.sessions.values() if session.recorded_at)
        detail = f"recorded visitors: {recorded}; {reason}; {run.purpose}"
        try:
            await self._store.save_run(run, Deed("live_run_stopped", actor, detail))
        except BaseException:
            run.go_on(before)
            raise
        self._tell_stop(run)
        self.on_stopped(run, reason)
        return run

    async def join(self, tab: Tab) -> LiveRun | None:
        """Return the run that a tab has to be recorded for; takes its session into one.

        Raises StorageError.
        """
        key = (tab.project_id, tab.session_id)
        visitor = self._hub.connected(*key)
        run = self._run_of.get(key)
        if run is not None:
            return await self._rejoin(run, tab)
        if visitor is None or tab.obstacle:
            return None
        run = self._fitting(visitor)
        if run is None or not run.take(tab.session_id, self._now()):
            return None
        self._run_of[key] = run
        try:
            await self._store.save_session(run, tab.session_id)
        except BaseException:
            self._drop(run, tab.session_id)
            raise
        self._changed(run, [tab.session_id])
        return run if run.wants(tab.session_id) else None

    async def _rejoin(self, run: LiveRun, tab: Tab) -> LiveRun | None:
        """Let a session go on that is in a run, unless others have taken its place meanwhile."""
        if tab.obstacle or not run.wants(tab.session_id):
            return None
        settings = self._settings_of(tab.project_id)
        if settings and self._recorded_count(tab.project_id) <= settings.max_visitors:
            return run
        run.release(tab.session_id)
        del self._run_of[tab.project_id, tab.session_id]
        await self._store.save_session(run, tab.session_id)
        self._changed(run, [tab.session_id])
        return None

    async def page_changed(self, tab: Tab) -> None:
        """Take a visitor in who came to a page that a run is about; raises StorageError."""
        if (tab.project_id, tab.session_id) in self._run_of:
            return
        run = await self.join(tab)
        if run is not None:
            self._tell_start(run, [tab.session_id])

    async def told(self, tab: Tab, recording_id: str, state: str, reason: str) -> None:
        """Take in what a tab says of its recording; raises StorageError."""
        run = self._run_of.get((tab.project_id, tab.session_id))
        if run is None or run.recording_id != recording_id:
            return
        done = state == "stopped" and run.session_stopped(tab.session_id)
        done |= state == "refused" and run.refused(tab.session_id, reason)
        if done:
            self._run_of.pop((tab.project_id, tab.session_id), None)
            self._waited_for.add(tab.project_id)
            await self._store.save_session(run, tab.session_id)
            self._waited_for.add(tab.project_id)
            self._changed(run, [tab.session_id])

    def kept(self, taken: TakenBatch) -> None:
        """Take in a batch that is on disk: with its first full snapshot a session is recorded."""
        entry = taken.entry
        run = self._run_of.get((entry.project_id, entry.session_id))
        if run is None or run.sessions[entry.session_id].state != "requested" or taken.signal:
            return
        if taken.batch.recording_id == run.recording_id and holds_full_snapshot(taken.batch.events):
            run.snapshot_stored(entry.session_id, self._now())
            self._store.note_session(run, entry.session_id)
            self._changed(run, [entry.session_id])

    def state_of(self, project_id: str, session_id: str) -> tuple[str, RecordingState]:
        """Return the run of a session and how far it is there."""
        run = self._run_of.get((project_id, session_id))
        if run is None:
            return "", "idle"
        return run.recording_id, run.sessions[session_id].state

    def forget_session(self, project_id: str, session_id: str) -> None:
        """Take an erased session out of every run, as if it had never been there."""
        self._run_of.pop((project_id, session_id), None)
        for run in self.active(project_id):
            if run.sessions.pop(session_id, None) is not None:
                self.on_change(run)

    async def tick(self) -> None:
        """Do what is due; call it twice a second."""
        for run in self.all_active():
            try:
                await self._look_at(run)
            except PagePulseError:
                log.warning("run_not_saved", recording_id=run.recording_id, exc_info=True)
        for project_id in list(self._waited_for):
            await self._fill(project_id)

    async def _look_at(self, run: LiveRun) -> None:
        now = self._now()
        if run.is_active and run.note_viewers(self.summary(run).viewers, now):
            await self._store.save_run(run)
            self._changed(run, ())
        reason = self._reason_to_stop(run, now)
        if reason:
            await self.stop(run.project_id, run.recording_id, SYSTEM, reason)
        if run.finish(now, self._hub.session_ids(run.project_id)):
            await self._store.save_run(run)
            self._forget(run)
            self._changed(run, run.sessions)
            await self._regroup(run.project_id)
        self._repeat(run, now)

    def _reason_to_stop(self, run: LiveRun, now: int) -> StopReason:
        if run.is_active and self._settings_of(run.project_id) is None:
            return "server"
        return run.due(now)

    def _repeat(self, run: LiveRun, now: int) -> None:
        """Tell those again who were told and did not begin; the command does no harm twice."""
        late = [
            session_id
            for session_id, session in run.sessions.items()
            if run.is_active
            and session.state == "requested"
            and REPEAT_MS <= now - session.taken_at < GIVE_UP_MS
            and (now - session.taken_at) % REPEAT_MS < TICK_MS
        ]
        self._tell_start(run, late)

    async def _fill(self, project_id: str) -> None:
        """Give places that have become free to visitors who wait for one."""
        settings = self._settings_of(project_id)
        if settings and self._recorded_count(project_id) >= settings.max_visitors:
            return
        self._waited_for.discard(project_id)
        try:
            await self._regroup(project_id)
        except PagePulseError:
            self._waited_for.add(project_id)
            log.warning("places_not_filled", project=project_id, exc_info=True)

    async def _regroup(self, project_id: str) -> None:
        """Let visitors who are in no run into one that goes on."""
        if not any(run.is_active for run in self.active(project_id)):
            return
        for visitor in list(self._hub.all_connected(project_id)):
            for tab in list(visitor.joined_tabs):
                await self.page_changed(tab)

    def _new(
        self,
        *,
        project_id: str,
        wanted: StartRecording,
        purpose: str,
        settings: LiveSettings,
        actor: str,
        starter_id: str,
    ) -> LiveRun:
        now = self._now()
        return LiveRun(
            recording_id=f"run_{secrets.token_hex(RECORDING_ID_BYTES)}",
            project_id=project_id,
            purpose=purpose,
            filter=wanted.filter,
            is_badge_shown=wanted.is_badge_shown,
            started_by=actor,
            starter_id=starter_id,
            started_at=now,
            ends_at=now + settings.max_run_ms,
            stop_after_ms=settings.stop_after_ms,
            unwatched_since=now,
        )

    def _take_all(self, run: LiveRun, settings: LiveSettings) -> list[str]:
        taken: list[str] = []
        room = settings.max_visitors - self._recorded_count(run.project_id)
        for visitor in self._hub.all_connected(run.project_id):
            if len(taken) >= room:
                self._waited_for.add(run.project_id)
                break
            if not run.has_room(self.taken_elsewhere(run.recording_id)):
                break
            if self._may_take(run, visitor) and run.take(visitor.session_id, self._now()):
                self._run_of[run.project_id, visitor.session_id] = run
                taken.append(visitor.session_id)
        return taken

    def _may_take(self, run: LiveRun, visitor: Visitor) -> bool:
        return (
            (visitor.project_id, visitor.session_id) not in self._run_of
            and visitor.has_joined
            and not visitor.obstacle
            and matches(run.filter, visitor)
        )

    def _fitting(self, visitor: Visitor) -> LiveRun | None:
        """Return a run that wants a visitor who is in none, if the project has room."""
        runs = [run for run in self.active(visitor.project_id) if run.is_active]
        runs = [run for run in runs if run.has_room(self.taken_elsewhere(run.recording_id))]
        wanting = (run for run in reversed(runs) if self._may_take(run, visitor))
        found = next(wanting, None)
        settings = self._settings_of(visitor.project_id)
        if found is None or settings is None:
            return None
        if self._recorded_count(visitor.project_id) < settings.max_visitors:
            return found
        self._waited_for.add(visitor.project_id)
        return None

    def _recorded_count(self, project_id: str) -> int:
        """Return how many are recorded at this moment, at any server."""
        online = self._hub.session_ids(project_id)
        here = sum(1 for project, name in self._run_of if project == project_id and name in online)
        counted = (self.counted_elsewhere(run.recording_id) for run in self.active(project_id))
        return here + sum(
            counts.get("requested", 0) + counts.get("recording", 0) for counts in counted
        )

    def _begin(self, run: LiveRun, taken: list[str]) -> None:
        self._watching.expect(run.project_id, taken)
        self._tell_start(run, taken)
        self._changed(run, taken)
        self.on_begun(run.project_id)

    def _tell_start(self, run: LiveRun, session_ids: Iterable[str]) -> None:
        watched: list[str] = []
        others: list[str] = []
        for session_id in session_ids:
            is_watched = self._watching.is_watched(run.project_id, session_id)
            (watched if is_watched else others).append(session_id)
        for is_watched, told in ((True, watched), (False, others)):
            if told:
                command = self._start_command(run, is_watched=is_watched)
                self._hub.tell_sessions(run.project_id, told, "recording-start", command)

    def _tell_stop(self, run: LiveRun) -> None:
        told = RecordingStop(recording_id=run.recording_id, timestamp=self._now())
        self._hub.tell_sessions(run.project_id, run.sessions, "recording-stop", told)
        self._changed(run, run.sessions)

    def _start_command(self, run: LiveRun, *, is_watched: bool) -> RecordingStart:
        return RecordingStart(
            recording_id=run.recording_id,
            started_by=run.starter_id,
            timestamp=self._now(),
            is_badge_shown=run.is_badge_shown,
            is_watched=is_watched,
        )

    def _settings(self, project_id: str) -> LiveSettings:
        settings = self._settings_of(project_id)
        if settings is None:
            raise NotFoundError("live_disabled", "Live recording is off for this project.")
        return settings

    def _drop(self, run: LiveRun, session_id: str) -> None:
        run.sessions.pop(session_id, None)
        self._run_of.pop((run.project_id, session_id), None)

    def _forget(self, run: LiveRun) -> None:
        self._runs.pop(run.recording_id, None)
        for session_id in run.sessions:
            if self._run_of.get((run.project_id, session_id)) is run:
                del self._run_of[run.project_id, session_id]

    def _changed(self, run: LiveRun, session_ids: Iterable[str]) -> None:
        for session_id in session_ids:
            self._hub.changed(run.project_id, session_id)
        self.on_change(run)


def _ignore(_run: LiveRun) -> None:
    """Do nothing."""


def _ignore_project(_project_id: str) -> None:
    """Do nothing."""


def _ignore_reason(_run: LiveRun, _reason: StopReason) -> None:
    """Do nothing."""


def _count_nothing(_recording_id: str) -> Mapping[str, int]:
    return {}


def _take_nothing(_recording_id: str) -> int:
    return 0
