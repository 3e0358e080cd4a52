"""What the HTTP API takes for live runs; it answers with the very types of the sockets."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from pydantic import Field

from pagepulse.live.messages import (
    LiveVisitor,
    Message,
    RecordingState,
    Run,
    RunFilter,
    StartAnswer,
    StartRecording,
    StopAnswer,
)
from pagepulse.live.runs import LiveRun
from pagepulse.wire import WireModel

PATTERN_LENGTH = 300
TEXT_LENGTH = 128
# Whoever names more sessions than this records everybody.
MAX_SESSION_IDS = 1_000
MAX_NEXT_VISITORS = 10_000
PURPOSE_LENGTH = 500


class SocketTicket(WireModel):
    """What opens `/live/admin` once, within a minute."""

    ticket: str = Field(description="The `token` of the socket's `hello`.")
    expires_at: int


class NewRunFilter(WireModel):
    """Which visitors a run records; all of the project where nothing is given."""

    page: str = Field(
        default="", max_length=PATTERN_LENGTH, description="Pattern of paths, `*` is any text."
    )
    device: str = Field(default="", max_length=TEXT_LENGTH, examples=["mobile"])
    country: str = Field(default="", max_length=2, description="Two letters, ISO 3166.")
    source: str = Field(
        default="", max_length=TEXT_LENGTH, description="Host of the referrer, or `direct`."
    )
    visitor_id: str = Field(default="", max_length=TEXT_LENGTH)
    session_ids: list[str] = Field(default_factory=list, max_length=MAX_SESSION_IDS)
    next_visitors: int = Field(
        default=0, ge=0, le=MAX_NEXT_VISITORS, description="Only the first so many; 0: all."
    )


class NewRun(WireModel):
    """A run to start."""

    purpose: str = Field(
        min_length=1, max_length=PURPOSE_LENGTH, description="Why; kept in the audit log."
    )
    filter: NewRunFilter = Field(default_factory=NewRunFilter)
    is_badge_shown: bool = Field(default=False, description="Show visitors that they are recorded.")

    def message(self, project_id: str) -> StartRecording:
        """Return what an admin's socket would have sent; nobody watches over HTTP."""
        return StartRecording(
            project_id=project_id,
            purpose=self.purpose,
            filter=msgspec.convert(self.filter.model_dump(), RunFilter, strict=True),
            watch=False,
            is_badge_shown=self.is_badge_shown,
        )


class RunSession(Message, frozen=True, kw_only=True):
    """A session that a run has recorded, or tried to."""

    session_id: str
    state: RecordingState
    taken_at: int
    recorded_at: int
    """When its first full snapshot was stored; 0: none is."""
    refusal: str
    """A capture reason, where its pages could not be recorded."""


class RunDetail(Run, frozen=True, kw_only=True):
    """A run with its sessions, in the order in which they were taken into it."""

    sessions: tuple[RunSession, ...]


class RunList(Message, frozen=True, kw_only=True):
    """Runs, newest first."""

    runs: tuple[Run, ...]
    next_cursor: str | None


class VisitorList(Message, frozen=True, kw_only=True):
    """Everybody who is online, the busiest first."""

    visitors: tuple[LiveVisitor, ...]


HTTP_ANSWERS: Mapping[str, type[Message]] = {
    "startLiveRun": StartAnswer,
    "stopLiveRun": StopAnswer,
    "listLiveRuns": RunList,
    "readLiveRun": RunDetail,
    "listLiveVisitors": VisitorList,
}
"""Answers by operation."""


def detail_of(summary: Run, run: LiveRun) -> RunDetail:
    """Return a run with its sessions."""
    sessions = (
        RunSession(
            session_id=session_id,
            state=session.state,
            taken_at=session.taken_at,
            recorded_at=session.recorded_at,
            refusal=session.refusal,
        )
        for session_id, session in run.sessions.items()
    )
    in_order = tuple(sorted(sessions, key=lambda one: (one.taken_at, one.session_id)))
    return RunDetail(**msgspec.structs.asdict(summary), sessions=in_order)
