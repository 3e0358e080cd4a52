"""Who watches which session, and what each viewer has been given of its tabs.

A viewer is given what follows only where nothing is missing before it. Whoever comes, or was too
slow, is given the page as it is from the stream's backlog, one tab at a time, when nothing else
waits for them. So a viewer who does not read holds one such picture and a bounded queue, and
costs nobody else anything.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Literal

import structlog

from pagepulse.clock import now_ms
from pagepulse.errors import NotFoundError, TooManyRequestsError
from pagepulse.ingest.acceptance import INLINE_BYTES, TakenBatch
from pagepulse.live.admin import Admin
from pagepulse.live.closing import TOO_SLOW
from pagepulse.live.frames import event_text
from pagepulse.live.hub import Hub
from pagepulse.live.limits import OVERFLOWS, SESSION_VIEWERS, WATCHED_SESSIONS
from pagepulse.live.messages import (
    Gap,
    LiveEvent,
    NeedSnapshot,
    SlowDown,
    VisitorWatch,
    WatchAnswer,
)
from pagepulse.live.runs import LiveRun
from pagepulse.live.shown import Shown, live_event, shown_of
from pagepulse.live.streams import Step, TabStream
from pagepulse.live.visitors import Tab
from pagepulse.live.watched import DEFAULT_MS, SessionKey, Viewer, WatchedSession

log = structlog.get_logger()

SnapshotReason = Literal["gap", "join", "restart"]
GapReason = Literal["lost", "viewer-slow", "visitor-away", "restart"]

# A tab is asked for a full snapshot at most so often.
ASK_PACE_MS = 2_000
# A wall asks for the pages of those who were told to record within this time, and for so many.
EXPECTED_MS = 3_000
MAX_EXPECTED = 16
# Batches of one session that wait to be made visible; more than that are left out of the view.
MAX_PENDING_BYTES = 32 * 1024 * 1024
# How often a watched visitor sends: what viewers may ask for, in ms.
FASTEST_MS, SLOWEST_MS = 50, 5_000


class Watching:
    """Every watched session of this process; used on the event loop."""

    def __init__(self, hub: Hub, clock: Callable[[], int] = now_ms) -> None:
        """Take who is connected."""
        self._hub = hub
        self._now = clock
        self._sessions: dict[SessionKey, WatchedSession] = {}
        # What the intervals that viewers want are times, while the server cannot keep up.
        self._slowness = 1
        # Return the run of a session, and whether a session that is not connected may be watched.
        self.run_of: Callable[[str, str], str] = _no_run
        self.is_known: Callable[[str, str], bool] = _unknown
        # Called when a session is watched that was not, and when events of a tab are missing that
        # cannot be asked for a picture.
        self.on_blind: Callable[[WatchedSession], None] = _ignore
        # Of other servers: how often they want batches of a session, in ms, 0 for not at all; and
        # who asks a tab that is connected there for a full snapshot.
        self.lent_ms: Callable[[str, str], int] = _not_lent
        self.ask_elsewhere: Callable[[str, str, str, SnapshotReason], None] = _ask_nobody

    def is_watched(self, project_id: str, session_id: str) -> bool:
        """Tell whether somebody watches a session, here or at another server."""
        return self.is_watched_here(project_id, session_id) or bool(
            self.lent_ms(project_id, session_id)
        )

    def is_watched_here(self, project_id: str, session_id: str) -> bool:
        """Tell whether an admin of this server watches a session."""
        return (project_id, session_id) in self._sessions

    def batch_ms(self, project_id: str, session_id: str) -> int:
        """Return how often batches of a session are wanted, in ms."""
        session = self._sessions.get((project_id, session_id))
        lent_ms = self.lent_ms(project_id, session_id)
        here_ms = session.batch_ms if session else lent_ms or DEFAULT_MS
        return self._paced(min(here_ms, lent_ms or here_ms))

    def incomplete(self, project_id: str, session_ids: Iterable[str]) -> Iterator[WatchedSession]:
        """Yield those of the sessions that an admin of this server watches without a picture."""
        for session_id in session_ids:
            session = self._sessions.get((project_id, session_id))
            if session is not None and not session.is_complete:
                yield session

    def away(self) -> Iterator[tuple[SessionKey, int]]:
        """Yield the watched sessions without a socket here, and how often batches are wanted."""
        for key, session in self._sessions.items():
            if self._hub.connected(*key) is None:
                yield key, session.batch_ms

    def viewer_count(self, project_id: str, session_id: str) -> int:
        """Return how many watch a session."""
        session = self._sessions.get((project_id, session_id))
        return len(session.viewers) if session else 0

    def viewers_of(self, run: LiveRun) -> int:
        """Return how many admins look at a run: at its sessions, or at who is online."""
        return sum(1 for admin in self._hub.admins if self._looks_at(admin, run))

    def watchers_of(self, run: LiveRun) -> set[Admin]:
        """Return the admins who look at a run."""
        return {admin for admin in self._hub.admins if self._looks_at(admin, run)}

    def watch(
        self, admin: Admin, project_id: str, session_id: str, batch_ms: int = DEFAULT_MS
    ) -> WatchAnswer:
        """Let an admin follow a session, from a picture of each tab on.

        Raises NotFoundError for one that is not online, TooManyRequestsError.
        """
        session = self._enter(admin, project_id, session_id)
        is_first = not session.viewers
        before = session.batch_ms
        bounded = min(max(batch_ms, FASTEST_MS), SLOWEST_MS)
        session.viewers[admin] = Viewer(admin, bounded)
        admin.watched.add(session.key)
        admin.is_behind = True
        if is_first:
            self._sessions[session.key] = session
            self.on_blind(session)
        if is_first or session.batch_ms != before:
            self.tell_tabs(project_id, session_id)
        for tab_id in self._connected_tabs(session):
            # Whoever was expected is sent the picture that the recording begins with.
            if not session.has_picture(tab_id) and not session.expected_until:
                self._ask(session, tab_id, "join")
        self._hub.changed(project_id, session_id)
        # The answer goes first.
        asyncio.get_running_loop().call_soon(self.serve, admin)
        return WatchAnswer(
            ok=True,
            session_id=session_id,
            recording_id=self.run_of(project_id, session_id),
            tabs=tuple({**dict.fromkeys(self._connected_tabs(session)), **session.tabs}),
        )

    def expect(self, project_id: str, session_ids: Iterable[str]) -> None:
        """Keep what comes of sessions that are about to be recorded, where somebody looks on.

        Their walls will ask for them in a moment, and need no second picture then. Of admins at
        other servers nothing is expected: what came before they ask would be kept here in vain.
        """
        if not self._hub.has_subscribers_here(project_id, "visitors"):
            return
        for session_id in islice(session_ids, MAX_EXPECTED):
            session = WatchedSession(project_id, session_id)
            session.expected_until = self._now() + EXPECTED_MS
            self._sessions.setdefault(session.key, session)

    def unwatch(self, admin: Admin, project_id: str, session_id: str) -> None:
        """Let an admin no longer follow a session; does nothing where that is so."""
        session = self._sessions.get((project_id, session_id))
        if session is None or session.viewers.pop(admin, None) is None:
            return
        admin.watched.discard(session.key)
        if not session.viewers:
            del self._sessions[session.key]
            self.tell_tabs(project_id, session_id)
        self._hub.changed(project_id, session_id)

    def leave(self, admin: Admin) -> None:
        """Forget an admin."""
        for project_id, session_id in list(admin.watched):
            self.unwatch(admin, project_id, session_id)

    def forget(self, project_id: str, session_id: str) -> None:
        """Drop what is kept of a session and what waits of it for its viewers, who lose it."""
        session = self._sessions.get((project_id, session_id))
        for admin in list(session.viewers) if session else ():
            admin.connection.outbox.drop()
            self._resync(admin)
            self.unwatch(admin, project_id, session_id)
        if session is not None:
            self._sessions.pop(session.key, None)
            # Whoever is about to read more of it from the disk holds it as well.
            session.tabs.clear()

    def taken(self, taken: TakenBatch) -> None:
        """Pass a batch on that has passed the checks, before it is on disk.

        The disk may take a tenth of a second, which a viewer would see. What cannot be stored is
        sent again by its visitor under the same number, and passed on once.
        """
        entry = taken.entry
        session = self._sessions.get((entry.project_id, entry.session_id))
        if session is None:
            return
        if session.pending_bytes + entry.raw_bytes > MAX_PENDING_BYTES and session.pending:
            # The stream sees a hole where it was, and asks for a picture.
            return
        session.pending.append(taken)
        session.pending_bytes += entry.raw_bytes
        if session.worker is not None:
            return
        if entry.raw_bytes <= INLINE_BYTES:
            self._pass_next(session)
        else:
            session.worker = asyncio.create_task(self._pass_pending(session))

    def tab_joined(self, tab: Tab) -> None:
        """Ask a tab that has come (again) for a picture, where there is none."""
        session = self._sessions.get((tab.project_id, tab.session_id))
        if session is not None and not session.has_picture(tab.tab_id):
            self._ask(session, tab.tab_id, "join")

    def serve(self, admin: Admin) -> None:
        """Give an admin one tab that waits for a picture; call it again when that was sent."""
        if not admin.is_behind or not admin.connection.outbox.is_empty:
            return
        for session, viewer, tab_id in self._waiting_of(admin):
            stream = session.tabs[tab_id]
            for shown in stream.catch_up():
                event = live_event(session.session_id, tab_id, shown, is_catch_up=True)
                admin.connection.tell("live-event", event)
            self._synced(session, viewer, tab_id)
            return
        admin.is_behind = False

    def overflowed(self, admin: Admin) -> None:
        """Begin anew with an admin who did not read; the third time in a minute ends the socket."""
        if admin.overflows.add(1, time.monotonic()) >= OVERFLOWS.value:
            admin.connection.close(TOO_SLOW, at_once=True)
            # The close frame waits for the reader as well; nothing else does.
            self._hub.admins.discard(admin)
            self.leave(admin)
            return
        self._resync(admin)

    def tick(self) -> None:
        """Give up waiting for what does not come; call it twice a second."""
        now = self._now()
        for session in list(self._sessions.values()):
            if 0 < session.expected_until <= now:
                self._no_longer_expected(session)
            for tab_id, stream in session.tabs.items():
                for item in stream.look(now):
                    self._follow(session, tab_id, item)

    def tell_tabs(self, project_id: str, session_id: str) -> None:
        """Tell the tabs of a session whether somebody looks, at any server, and how often."""
        key = (project_id, session_id)
        event = "watch" if self.is_watched(*key) else "unwatch"
        told = VisitorWatch(recording_id=self.run_of(*key), batch_ms=self.batch_ms(*key))
        self._hub.tell_session(*key, event, told)

    def slow_down(self, factor: int) -> None:
        """Let every watched tab leave so many times more time between two batches than is wanted.

        1 is as viewers want it.
        """
        self._slowness = factor
        for key in self._sessions:
            told = SlowDown(recording_id=self.run_of(*key), batch_ms=self.batch_ms(*key))
            self._hub.tell_session(*key, "slow-down", told)

    def adopt(self, session: WatchedSession, tab_id: str, backlog: list[Shown]) -> bool:
        """Take stored batches as what a tab shows; False when they do not lead up to now."""
        stream = session.tabs.setdefault(tab_id, TabStream())
        if not stream.adopt(backlog):
            return False
        for admin in session.viewers:
            admin.is_behind = True
            self.serve(admin)
        return True

    def _no_longer_expected(self, session: WatchedSession) -> None:
        session.expected_until = 0
        if not session.viewers:
            del self._sessions[session.key]
            self.tell_tabs(*session.key)
            return
        for tab_id in self._connected_tabs(session):
            if not session.has_picture(tab_id):
                self._ask(session, tab_id, "join")

    def _paced(self, batch_ms: int) -> int:
        return min(batch_ms * self._slowness, SLOWEST_MS)

    def _looks_at(self, admin: Admin, run: LiveRun) -> bool:
        return (
            run.recording_id in admin.runs
            or "visitors" in admin.topics.get(run.project_id, ())
            or any(
                project_id == run.project_id and session_id in run.sessions
                for project_id, session_id in admin.watched
            )
        )

    def _enter(self, admin: Admin, project_id: str, session_id: str) -> WatchedSession:
        key = (project_id, session_id)
        found = self._hub.connected(project_id, session_id)
        if found is None and not self.is_known(project_id, session_id):
            raise NotFoundError("not_found", "There is no such session online.")
        if len(admin.watched) >= WATCHED_SESSIONS.value and key not in admin.watched:
            raise _too_many("too_many_watched", WATCHED_SESSIONS.sentence, WATCHED_SESSIONS.value)
        session = self._sessions.get(key) or WatchedSession(project_id, session_id)
        if len(session.viewers) >= SESSION_VIEWERS.value and admin not in session.viewers:
            raise _too_many("too_many_viewers", SESSION_VIEWERS.sentence, SESSION_VIEWERS.value)
        return session

    async def _pass_pending(self, session: WatchedSession) -> None:
        try:
            while session.pending:
                taken = session.pending[0]
                if taken.entry.raw_bytes <= INLINE_BYTES:
                    self._pass_next(session)
                    continue
                shown = await asyncio.to_thread(shown_of, taken)
                self._done(session)
                self._pass(session, taken.entry.tab_id, shown)
        finally:
            session.worker = None

    def _pass_next(self, session: WatchedSession) -> None:
        taken = session.pending[0]
        self._done(session)
        self._pass(session, taken.entry.tab_id, shown_of(taken))

    def _done(self, session: WatchedSession) -> None:
        taken = session.pending.popleft()
        session.pending_bytes -= taken.entry.raw_bytes

    def _pass(self, session: WatchedSession, tab_id: str, shown: Shown | None) -> None:
        if shown is None:
            return
        stream = session.tabs.setdefault(tab_id, TabStream())
        for item in stream.feed(shown, self._now()):
            self._follow(session, tab_id, item)

    def _follow(self, session: WatchedSession, tab_id: str, item: Shown | Step) -> None:
        if isinstance(item, Shown):
            self._deliver(session, tab_id, item)
        elif item is Step.SNAPSHOT_WANTED:
            self._ask(session, tab_id, "gap")
        else:
            is_here = self._hub.tab(session.project_id, session.session_id, tab_id) is not None
            for viewer in session.viewers.values():
                self._desync(session, viewer, tab_id, "lost" if is_here else "visitor-away")
            self._ask(session, tab_id, "gap")
            if not is_here:
                self.on_blind(session)

    def _deliver(self, session: WatchedSession, tab_id: str, shown: Shown) -> None:
        text = ""
        for viewer in list(session.viewers.values()):
            if tab_id in viewer.synced:
                text = text or _text(session, tab_id, shown)
                viewer.admin.connection.outbox.post_droppable(text)
            else:
                viewer.admin.is_behind = True
                self.serve(viewer.admin)

    def _resync(self, admin: Admin) -> None:
        """Begin anew with all that an admin watches: what waited was dropped."""
        for session, viewer in self._views_of(admin):
            for tab_id in list(viewer.synced):
                self._desync(session, viewer, tab_id, "viewer-slow")

    def _synced(self, session: WatchedSession, viewer: Viewer, tab_id: str) -> None:
        viewer.synced.add(tab_id)
        if tab_id in viewer.gapped:
            viewer.gapped.discard(tab_id)
            self._tell_gap(session, viewer, tab_id, "healed", "lost")

    def _desync(
        self, session: WatchedSession, viewer: Viewer, tab_id: str, reason: GapReason
    ) -> None:
        if tab_id in viewer.synced:
            viewer.synced.discard(tab_id)
            viewer.gapped.add(tab_id)
            viewer.admin.is_behind = True
            self._tell_gap(session, viewer, tab_id, "resyncing", reason)

    def _tell_gap(
        self,
        session: WatchedSession,
        viewer: Viewer,
        tab_id: str,
        state: Literal["resyncing", "healed"],
        reason: GapReason,
    ) -> None:
        gap = Gap(
            recording_id=self.run_of(*session.key),
            session_id=session.session_id,
            tab_id=tab_id,
            state=state,
            reason=reason,
        )
        viewer.admin.connection.tell("gap", gap)

    def _ask(self, session: WatchedSession, tab_id: str, reason: SnapshotReason) -> None:
        """Ask a tab for a full snapshot, if it is there and was not asked just now."""
        tab = self._hub.tab(session.project_id, session.session_id, tab_id)
        now = self._now()
        if now - session.asked_at.get(tab_id, 0) < ASK_PACE_MS:
            return
        session.asked_at[tab_id] = now
        if tab is None:
            self.ask_elsewhere(session.project_id, session.session_id, tab_id, reason)
            return
        wanted = NeedSnapshot(recording_id=self.run_of(*session.key), reason=reason)
        tab.connection.tell("need-snapshot", wanted)

    def _connected_tabs(self, session: WatchedSession) -> list[str]:
        found = self._hub.connected(session.project_id, session.session_id)
        return [tab.tab_id for tab in found.joined_tabs] if found else []

    def _views_of(self, admin: Admin) -> Iterator[tuple[WatchedSession, Viewer]]:
        for key in list(admin.watched):
            session = self._sessions[key]
            yield session, session.viewers[admin]

    def _waiting_of(self, admin: Admin) -> Iterator[tuple[WatchedSession, Viewer, str]]:
        for session, viewer in self._views_of(admin):
            for tab_id, stream in session.tabs.items():
                if tab_id not in viewer.synced and stream.has_picture:
                    yield session, viewer, tab_id


def _text(session: WatchedSession, tab_id: str, shown: Shown) -> str:
    event: LiveEvent = live_event(session.session_id, tab_id, shown, is_catch_up=False)
    return event_text("live-event", event)


def _too_many(code: str, sentence: str, limit: int) -> TooManyRequestsError:
    return TooManyRequestsError(code, sentence, limit=limit)


def _no_run(_project_id: str, _session_id: str) -> str:
    return ""


def _unknown(_project_id: str, _session_id: str) -> bool:
    return False


def _ignore(_session: WatchedSession) -> None:
    """Do nothing."""


def _not_lent(_project_id: str, _session_id: str) -> int:
    return 0


def _ask_nobody(_project_id: str, _session_id: str, _tab_id: str, _reason: SnapshotReason) -> None:
    """Do nothing."""
