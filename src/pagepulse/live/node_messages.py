"""What servers tell each other: MessagePack, tagged by type; times are Unix milliseconds."""

from __future__ import annotations

from typing import Literal

import msgspec

from pagepulse.journal.entry import Encoding
from pagepulse.live.messages import LiveVisitor
from pagepulse.live.runs import StopReason


class NodeMessage(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Base of all; `node` is the id of the server that sends."""

    node: str


class Looking(NodeMessage, frozen=True, kw_only=True):
    """I am here; my admins want to be told of these topics, by project."""

    topics: dict[str, list[str]]


class Told(NodeMessage, frozen=True, kw_only=True):
    """The text of an event for all admins of a topic; of any topic where it is empty."""

    project_id: str
    topic: str
    text: str


class Online(NodeMessage, frozen=True, kw_only=True):
    """Who came or changed at my sockets, and who is gone."""

    project_id: str
    changed: list[LiveVisitor]
    gone: list[str]


class RunStarted(NodeMessage, frozen=True, kw_only=True):
    """A run stands in the control database: record your visitors for it."""

    project_id: str
    recording_id: str


class RunStopped(NodeMessage, frozen=True, kw_only=True):
    """A run has ended."""

    project_id: str
    recording_id: str
    reason: StopReason


class RunCounts(NodeMessage, frozen=True, kw_only=True):
    """My part of a run's counts."""

    recording_id: str
    requested: int = 0
    recording: int = 0
    recorded: int = 0
    without_consent: int = 0
    viewers: int = 0
    # Also of visitors who have left.
    taken: int = 0


class Watched(NodeMessage, frozen=True, kw_only=True):
    """My admins watch a session: send me its batches, for some seconds; 0 ms: no longer."""

    project_id: str
    session_id: str
    batch_ms: int


class SnapshotWanted(NodeMessage, frozen=True, kw_only=True):
    """Ask a tab of yours for a full snapshot."""

    project_id: str
    session_id: str
    tab_id: str
    reason: Literal["gap", "join", "restart"]


class BatchTaken(NodeMessage, frozen=True, kw_only=True):
    """A batch of a session that you watch, as it goes into my journal."""

    project_id: str
    session_id: str
    tab_id: str
    seq: int
    received_at: int
    encoding: Encoding
    body: bytes
    raw_bytes: int


class Forgotten(NodeMessage, frozen=True, kw_only=True):
    """These (project, session) were erased: keep nothing of them."""

    sessions: list[tuple[str, str]]


AnyMessage = (
    Looking
    | Told
    | Online
    | RunStarted
    | RunStopped
    | RunCounts
    | Watched
    | SnapshotWanted
    | BatchTaken
    | Forgotten
)
encode = msgspec.msgpack.Encoder().encode
decoder: msgspec.msgpack.Decoder[AnyMessage] = msgspec.msgpack.Decoder(AnyMessage)
