"""The messages of `/live/visitor` and `/live/admin`: JSON texts `{event, data, id?}`.

Whoever sends an `id` is answered `{"ack": id, "data": …}`, or `{"ack": id, "error": {code, detail,
…}}`, as `Problem` has them. The first message of a socket is `hello`, within 5 s. A socket with
another event than those of its endpoint, with a second `hello`, a binary frame or data that does
not fit is closed; the close frame's reason is the code of the failure:

    4400 bad_message, unknown_event     4401 not_authenticated, revoked     4403 origin_not_allowed
    4404 not_found, live_disabled       4408 too_slow, hello_timeout        4409 replaced
    4413 message_too_large              4429 too_many_messages              1012 going_away

Times are Unix milliseconds. Unknown fields of data are ignored: either side may be newer.
docs/live-protocol.md has an example conversation.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec


class Message(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Base of the data of every event."""


class Nothing(Message, frozen=True, kw_only=True):
    """Data of an event that needs none, and of an answer that says only that it was done."""

    ok: bool = True


# What both endpoints speak of.

RunState = Literal["recording", "stopping", "stopped"]
# Of one visitor in a run. `requested`: told to record, no full snapshot is stored yet.
RecordingState = Literal["idle", "requested", "recording", "stopping"]
Device = Literal["desktop", "mobile", "tablet", "bot", "unknown"]


class RunFilter(Message, frozen=True, kw_only=True):
    """Which visitors a run records; all of the project where nothing is given."""

    page: str = ""
    """Pattern of paths, `*` stands for any text."""
    device: str = ""
    country: str = ""
    """Two letters, ISO 3166."""
    source: str = ""
    """Host of the referrer, or `direct`."""
    visitor_id: str = ""
    session_ids: tuple[str, ...] = ()
    next_visitors: int = 0
    """Only so many, the first that come; 0: no bound but the project's."""


# /live/visitor, visitor to server.


class VisitorHello(Message, frozen=True, kw_only=True):
    """Who connects. The session's id is made of its key and told to nobody."""

    project_key: str
    session_key: str
    tab_id: str


class VisitorPage(Message, frozen=True, kw_only=True):
    """The page that a tab shows; addresses are scrubbed in the page already."""

    page_view_id: str
    url: str
    title: str = ""
    viewport_width: int = 0
    viewport_height: int = 0
    shown_at: int = 0
    is_visible: bool = True
    active_at: int = 0
    """When the visitor last did something."""
    capture_reason: str = "starting"


class JoinProject(Message, frozen=True, kw_only=True):
    """`join-project`: the tab can be recorded from now on. Again after each new connection."""

    page: VisitorPage
    tracker_version: str = ""
    visitor_id: str = ""
    referrer: str = ""
    """Of the session's first page."""
    language: str = ""
    time_zone: str = ""
    consent: Literal["granted", "not-required"] = "not-required"
    recording_id: str = ""
    """The run that the tab is being recorded for already."""


class VisitorPresence(Message, frozen=True, kw_only=True):
    """`presence`: the page, its visibility or the visitor's activity changed; at most 1 per s."""

    page: VisitorPage


class RecordingEvent(Message, frozen=True, kw_only=True):
    """`recording-event`: one batch, of the very numbers and form of `POST /api/tracking/events`.

    Answered with BatchStored once it is on disk; sent again over HTTP it is stored once.
    """

    recording_id: str
    batch: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    """The batch as it is, where it is small."""
    packed: str = ""
    """Or base64 of the gzip of it."""


class VisitorRecording(Message, frozen=True, kw_only=True):
    """`recording`: the tab has begun to record for a run, or has stopped, or cannot."""

    recording_id: str
    state: Literal["recording", "stopped", "refused"]
    reason: str = ""
    """A capture reason, where it is refused."""


# /live/visitor, server to visitor.


class JoinAnswer(Message, frozen=True, kw_only=True):
    """Ack of `join-project`: what the tab has to do now, whatever it did before."""

    ok: bool
    recording: bool
    recording_id: str
    is_badge_shown: bool
    is_watched: bool
    batch_ms: int
    """How often batches leave over the socket while somebody watches."""


class RecordingStart(Message, frozen=True, kw_only=True):
    """`recording-start`: begin with a full snapshot at once."""

    recording_id: str
    started_by: str
    """An opaque id of the admin: visitors learn no names."""
    timestamp: int
    is_badge_shown: bool = False
    is_watched: bool = False
    batch_ms: int = 200


class RecordingStop(Message, frozen=True, kw_only=True):
    """`recording-stop`: send what is left and stop, unless the session is recorded anyway."""

    recording_id: str
    timestamp: int


class VisitorWatch(Message, frozen=True, kw_only=True):
    """`watch`: somebody looks; batches leave over the socket, each `batchMs`. Or `unwatch`."""

    recording_id: str
    batch_ms: int = 200


class NeedSnapshot(Message, frozen=True, kw_only=True):
    """`need-snapshot`: a hole, or somebody new; send a full snapshot soon."""

    recording_id: str
    reason: Literal["gap", "join", "restart"] = "gap"


class SlowDown(Message, frozen=True, kw_only=True):
    """`slow-down`: leave more time between two batches."""

    recording_id: str
    batch_ms: int


class GoingAway(Message, frozen=True, kw_only=True):
    """`going-away`: the server restarts; connect again after so long."""

    retry_after_ms: int


class BatchStored(Message, frozen=True, kw_only=True):
    """Ack of `recording-event`."""

    ok: bool
    seq: int


# /live/admin, admin to server.


class AdminHello(Message, frozen=True, kw_only=True):
    """Who connects: an API token, or a ticket of `POST /api/live/tickets` (60 s, used once)."""

    token: str


class Subscribe(Message, frozen=True, kw_only=True):
    """`subscribe` and `unsubscribe`: `sessions` tells of new data, `visitors` of who is online."""

    project_id: str
    topics: tuple[Literal["sessions", "visitors"], ...] = ("sessions",)


class StartRecording(Message, frozen=True, kw_only=True):
    """`admin-start-recording`."""

    project_id: str
    purpose: str
    """Why; kept in the audit log."""
    filter: RunFilter = RunFilter()
    watch: bool = True
    """Watch the first visitors at once, up to 16."""
    is_badge_shown: bool = False
    """Show visitors that they are recorded."""


class StopRecording(Message, frozen=True, kw_only=True):
    """`admin-stop-recording`."""

    recording_id: str


class Watch(Message, frozen=True, kw_only=True):
    """`watch`: follow a session's tabs; answered with a catch-up. `unwatch` ends it."""

    project_id: str
    session_id: str
    batch_ms: int = 200


# /live/admin, server to admin.


class AdminWelcome(Message, frozen=True, kw_only=True):
    """Ack of `hello`."""

    ok: bool
    name: str
    server_time: int
    is_live_enabled: bool


class LiveTab(Message, frozen=True, kw_only=True):
    """One tab of a visitor who is online."""

    tab_id: str
    page_view_id: str
    page_url: str = msgspec.field(name="pageURL")
    title: str
    viewport_width: int
    viewport_height: int
    shown_at: int
    is_visible: bool


class LiveVisitor(Message, frozen=True, kw_only=True):
    """One session that is online: a socket is open, or a batch came within the last minute."""

    session_id: str
    visitor_id: str
    user_id: str
    online_since: int
    active_at: int
    device: str
    browser: str
    os: str
    country: str
    referrer: str
    source: str
    language: str
    tabs: tuple[LiveTab, ...]
    can_record: bool
    """False without a socket: privacy is asked for, or the tracker is older."""
    obstacle: str
    """Why not: `gpc`, `dnt`, `no-socket`, `excluded-page`, or another capture reason."""
    recording_id: str
    recording_state: RecordingState
    viewers: int
    activity: float
    """Events per second of late, for order: the busiest first."""


class SubscribeAnswer(Message, frozen=True, kw_only=True):
    """Ack of `subscribe`: how things are now; the events tell what changes."""

    ok: bool
    visitors: tuple[LiveVisitor, ...]
    runs: tuple[Run, ...]
    quiet_ms: int | None = None
    """For how long nothing new could be read of the project; null where that is not known."""


class Run(Message, frozen=True, kw_only=True):
    """One press of Start until Stop; its counts are of sessions."""

    recording_id: str
    project_id: str
    state: RunState
    purpose: str
    filter: RunFilter
    is_badge_shown: bool
    started_by: str
    started_at: int
    stopped_at: int
    """0 while it goes on."""
    stop_reason: Literal["", "stopped", "no-viewers", "time-limit", "server"]
    ends_at: int
    """When it will end by itself at the latest."""
    requested: int
    recording: int
    recorded: int
    """Sessions with a stored recording, also those that have left."""
    without_consent: int
    """Online and not recorded: privacy signals, refusals, pages left out."""
    viewers: int


class StartAnswer(Message, frozen=True, kw_only=True):
    """Ack of `admin-start-recording`: visitors that are told to record now."""

    recording_id: str
    visitors: int
    run: Run


class StopAnswer(Message, frozen=True, kw_only=True):
    """Ack of `admin-stop-recording`; also when it was stopped already."""

    recording_id: str
    run: Run


class WatchAnswer(Message, frozen=True, kw_only=True):
    """Ack of `watch`. `live-event`s that are a catch-up follow for each tab that has any."""

    ok: bool
    session_id: str
    recording_id: str
    tabs: tuple[str, ...]


class LiveEvent(Message, frozen=True, kw_only=True):
    """`live-event`: rrweb events of a tab as stored, in order of `seq`."""

    recording_id: str
    session_id: str
    tab_id: str
    seq: int
    events: tuple[msgspec.Raw, ...]
    timestamp: int
    """When the server had them."""
    sent_at: int
    """The visitor's clock when they were sent: the events' own clock."""
    is_catch_up: bool = False
    """From the last full snapshot until now; the first event is its Meta."""
    console: tuple[msgspec.Raw, ...] = ()
    errors: tuple[msgspec.Raw, ...] = ()


class Visitors(Message, frozen=True, kw_only=True):
    """`visitors`: who came or changed, and the sessions that are gone; at most once a second."""

    project_id: str
    changed: tuple[LiveVisitor, ...] = ()
    gone: tuple[str, ...] = ()


class RecordingStateChanged(Message, frozen=True, kw_only=True):
    """`recording-state`: a run, and its counts, as they are now."""

    run: Run


class Gap(Message, frozen=True, kw_only=True):
    """`gap`: events of a tab are missing; a full snapshot was asked for, or has come."""

    recording_id: str
    session_id: str
    tab_id: str
    state: Literal["resyncing", "healed"]
    reason: Literal["lost", "viewer-slow", "visitor-away", "restart"]


class SessionRecorded(Message, frozen=True, kw_only=True):
    """`session-recorded`: the recording of a session can be replayed, or it is over."""

    project_id: str
    session_id: str
    page_url: str = msgspec.field(name="pageURL")
    """The page that the session began with."""
    duration: int
    """In ms, so far."""
    is_ended: bool
    recording_id: str = ""


class DataStored(Message, frozen=True, kw_only=True):
    """`data-stored`: new rows can be read; at most once a second for a project."""

    project_id: str
    session_ids: tuple[str, ...]
    """At most 100 of them."""
    page_urls: tuple[str, ...] = msgspec.field(name="pageURLs")
    events: int
    interactions: int


class ProjectChanged(Message, frozen=True, kw_only=True):
    """`project-changed`: something that people keep about a project is another one now."""

    project_id: str
    what: Literal["annotations", "alerts"]


VISITOR_TO_SERVER: Mapping[str, type[Message]] = {
    "hello": VisitorHello,
    "join-project": JoinProject,
    "presence": VisitorPresence,
    "recording": VisitorRecording,
    "recording-event": RecordingEvent,
}
SERVER_TO_VISITOR: Mapping[str, type[Message]] = {
    "recording-start": RecordingStart,
    "recording-stop": RecordingStop,
    "watch": VisitorWatch,
    "unwatch": VisitorWatch,
    "need-snapshot": NeedSnapshot,
    "slow-down": SlowDown,
    "going-away": GoingAway,
}
ADMIN_TO_SERVER: Mapping[str, type[Message]] = {
    "hello": AdminHello,
    "subscribe": Subscribe,
    "unsubscribe": Subscribe,
    "admin-start-recording": StartRecording,
    "admin-stop-recording": StopRecording,
    "watch": Watch,
    "unwatch": Watch,
}
SERVER_TO_ADMIN: Mapping[str, type[Message]] = {
    "live-event": LiveEvent,
    "visitors": Visitors,
    "recording-state": RecordingStateChanged,
    "gap": Gap,
    "session-recorded": SessionRecorded,
    "data-stored": DataStored,
    "project-changed": ProjectChanged,
    "going-away": GoingAway,
}
ACKS: Mapping[str, type[Message]] = {
    "visitor join-project": JoinAnswer,
    "visitor recording-event": BatchStored,
    "admin hello": AdminWelcome,
    "admin subscribe": SubscribeAnswer,
    "admin admin-start-recording": StartAnswer,
    "admin admin-stop-recording": StopAnswer,
    "admin watch": WatchAnswer,
}
"""Answers by endpoint and event; every other event is answered with Nothing."""
