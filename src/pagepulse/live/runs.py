"""What a run is, and what may happen to it and to the sessions in it; pure.

    run:      recording ── stop ──> stopping ── all have stopped, or waited enough ──> stopped
    session:  idle ── take ──> requested ── first full snapshot stored ──> recording
              requested, recording ── stop of the run ──> stopping ── says so, or is gone ──> idle

Every command carries the id of its run, so that one that comes late or twice changes nothing.
Times are Unix milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from pagepulse.live.messages import RecordingState, RunFilter, RunState

StopReason = Literal["", "stopped", "no-viewers", "time-limit", "server"]

# Visitors who do not answer to a stop are not waited for any longer.
STOPPING_MS = 10_000


@dataclass(slots=True)
class RunSession:
    """A session in a run."""

    state: RecordingState
    taken_at: int
    # When its first full snapshot was stored; 0: none is.
    recorded_at: int = 0
    # Why it is not recorded, where its tabs refused.
    refusal: str = ""


@dataclass(slots=True)
class LiveRun:
    """One press of Start until Stop."""

    recording_id: str
    project_id: str
    purpose: str
    filter: RunFilter
    is_badge_shown: bool
    # Name for admins, opaque id for visitors.
    started_by: str
    starter_id: str
    started_at: int
    ends_at: int
    stop_after_ms: int
    state: RunState = "recording"
    stopped_at: int = 0
    stop_reason: StopReason = ""
    # Since when nobody looks; 0: somebody does.
    unwatched_since: int = 0
    # Visitors that were online and could not be recorded, when it ended.
    without_consent: int = 0
    sessions: dict[str, RunSession] = field(default_factory=dict)

    @property
    def is_active(self) -> bool:
        """Tell whether visitors are recorded for it."""
        return self.state == "recording"

    @property
    def taken(self) -> int:
        """Return how many sessions it has taken; whoever could not be recorded took no place."""
        return sum(1 for one in self.sessions.values() if one.state != "idle" or one.recorded_at)

    def has_room(self, taken_elsewhere: int = 0) -> bool:
        """Tell whether its filter lets one more session in, beside those of other servers."""
        wanted = self.filter.next_visitors
        return not wanted or self.taken + taken_elsewhere < wanted

    def wants(self, session_id: str) -> bool:
        """Tell whether a session of it is to be recorded now."""
        session = self.sessions.get(session_id)
        return self.is_active and session is not None and session.state != "idle"

    def take(self, session_id: str, now: int) -> bool:
        """Add a session; False when it is in already, or none is taken any more."""
        known = self.sessions.get(session_id)
        if not self.is_active or (known is not None and known.state != "idle"):
            return False
        if known is None and not self.has_room():
            return False
        recorded_at = known.recorded_at if known else 0
        self.sessions[session_id] = RunSession("requested", now, recorded_at)
        return True

    def snapshot_stored(self, session_id: str, now: int) -> bool:
        """Note the first full snapshot of a session; False when it changes nothing."""
        session = self.sessions.get(session_id)
        if session is None or session.state != "requested":
            return False
        session.state = "recording"
        session.recorded_at = session.recorded_at or now
        return True

    def refused(self, session_id: str, reason: str) -> bool:
        """Note that a session cannot be recorded; False when it changes nothing."""
        session = self.sessions.get(session_id)
        if session is None or session.state != "requested":
            return False
        session.state, session.refusal = "idle", reason
        return True

    def stop(self, reason: StopReason, now: int) -> bool:
        """Begin to stop; False when that was done already."""
        if not self.is_active:
            return False
        self.state, self.stop_reason, self.stopped_at = "stopping", reason, now
        for session in self.sessions.values():
            if session.state != "idle":
                session.state = "stopping"
        return True

    def go_on(self, states: Mapping[str, RecordingState]) -> None:
        """Take a stop back that could not be written down."""
        self.state, self.stop_reason, self.stopped_at = "recording", "", 0
        for session_id, state in states.items():
            self.sessions[session_id].state = state

    def release(self, session_id: str) -> None:
        """Let a session out that is here no longer; it may be taken again."""
        self.sessions[session_id].state = "idle"

    def session_stopped(self, session_id: str) -> bool:
        """Note that a session has stopped; False when it changes nothing."""
        session = self.sessions.get(session_id)
        if session is None or session.state != "stopping":
            return False
        session.state = "idle"
        return True

    def finish(self, now: int, online: Iterable[str]) -> bool:
        """End a run that stops, when nobody who is online has yet to; False: it goes on."""
        if self.state != "stopping":
            return False
        here = set(online)
        waits = any(
            session.state == "stopping" and session_id in here
            for session_id, session in self.sessions.items()
        )
        if waits and now - self.stopped_at < STOPPING_MS:
            return False
        self.state = "stopped"
        for session in self.sessions.values():
            session.state = "idle"
        return True

    def note_viewers(self, count: int, now: int) -> bool:
        """Note whether anybody looks; False when it changes nothing."""
        if (count == 0) == bool(self.unwatched_since):
            return False
        self.unwatched_since = 0 if count else now
        return True

    def due(self, now: int) -> StopReason:
        """Return why the run must end now; empty while it may go on."""
        if not self.is_active:
            return ""
        if now >= self.ends_at:
            return "time-limit"
        if self.unwatched_since and now - self.unwatched_since >= self.stop_after_ms:
            return "no-viewers"
        return ""


class Watching(Protocol):
    """What viewers do to sessions."""

    def is_watched(self, project_id: str, session_id: str) -> bool:
        """Tell whether somebody watches a session."""

    def batch_ms(self, project_id: str, session_id: str) -> int:
        """Return how often its batches are wanted."""

    def viewers_of(self, run: LiveRun) -> int:
        """Return how many admins look at a run."""

    def expect(self, project_id: str, session_ids: Iterable[str]) -> None:
        """Keep what comes of sessions that are about to be recorded, where somebody looks on."""
