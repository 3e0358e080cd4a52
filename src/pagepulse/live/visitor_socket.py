"""`/live/visitor`: what a visitor's page says of itself, and what it is told to do."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from time import monotonic

import msgspec

from pagepulse.clock import now_ms
from pagepulse.errors import (
    ConflictError,
    InvalidInputError,
    NotFoundError,
    PagePulseError,
    StorageError,
    TooManyRequestsError,
)
from pagepulse.ingest.acceptance import Acceptance, ReadBatch, Sender
from pagepulse.ingest.anonymous import signal_of
from pagepulse.ingest.answers import check_project
from pagepulse.ingest.batch import (
    ID_PATTERN,
    SESSION_KEY_PATTERN,
    Batch,
    Context,
    session_id_of,
)
from pagepulse.ingest.daily_visitors import DailyVisitors
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.pages import page_of
from pagepulse.ingest.rows import LABEL_LENGTH
from pagepulse.journal.entry import Encoding
from pagepulse.live.addresses import Addresses
from pagepulse.live.closing import IDLE, LIVE_DISABLED, NOT_FOUND, Closing
from pagepulse.live.conducting import Runs
from pagepulse.live.connection import BURST_SECONDS, Bounds, Connection
from pagepulse.live.facts import facts_of
from pagepulse.live.frames import NOTHING, ReadRecordingEvent
from pagepulse.live.hub import Hub
from pagepulse.live.limits import (
    PROJECT_MESSAGES,
    QUEUE_BYTES,
    SESSION_MESSAGES,
    VISITOR_BYTES,
    VISITOR_IDLE_SECONDS,
    VISITOR_MESSAGES,
    VISITOR_QUEUE_MESSAGES,
)
from pagepulse.live.messages import (
    VISITOR_TO_SERVER,
    BatchStored,
    JoinAnswer,
    JoinProject,
    Message,
    NeedSnapshot,
    RecordingEvent,
    SlowDown,
    VisitorHello,
    VisitorPage,
    VisitorPresence,
    VisitorRecording,
)
from pagepulse.live.sockets import Handle, SocketEndpoint
from pagepulse.live.visitors import FORBIDDING_REASONS, Tab, Visitor, scrubbed
from pagepulse.live.watching import Watching
from pagepulse.projects.directory import TrackedProject
from pagepulse.rates import Bucket

ID = re.compile(ID_PATTERN)
SESSION_KEY = re.compile(SESSION_KEY_PATTERN)
# Who sends too often is asked for a batch each two seconds, as all trackers do that nobody
# watches; and asked again at most so often.
SLOW_BATCH_MS = 2_000
SLOW_DOWN_PACE_SECONDS = 1.0
BOUNDS = Bounds(
    messages_per_second=VISITOR_MESSAGES.value,
    bytes_per_second=VISITOR_BYTES.value,
    waiting_messages=VISITOR_QUEUE_MESSAGES.value,
    waiting_bytes=QUEUE_BYTES.value,
)


class VisitorEndpoint(SocketEndpoint[Tab]):
    """The ASGI application of the visitors' sockets."""

    def __init__(
        self,
        *,
        addresses: Addresses,
        hub: Hub,
        runs: Runs,
        watching: Watching,
        acceptance: Acceptance,
        ledger: Ledger,
        visitors: DailyVisitors,
        project_of_key: Callable[[str], TrackedProject | None],
        is_live: Callable[[TrackedProject], bool],
        is_erased: Callable[[str, str], bool],
    ) -> None:
        """`is_live`: whether a project's live recording is on; `is_erased`: a session is gone."""
        super().__init__(VISITOR_TO_SERVER, addresses, BOUNDS)
        self._hub = hub
        self._runs = runs
        self._watching = watching
        self._acceptance = acceptance
        self._ledger = ledger
        self._visitors = visitors
        self._project_of_key = project_of_key
        self._is_live = is_live
        self._is_erased = is_erased
        self._project_buckets: dict[str, Bucket] = {}
        self._handlers: dict[str, Handle[Tab]] = {
            "join-project": self._join,
            "presence": self._presence,
            "recording": self._recording,
            "recording-event": self._recording_event,
        }

    async def greet(self, connection: Connection, hello: Message) -> tuple[Tab, Message]:
        """Let the page of a known project in; a second socket of a tab replaces the first.

        Raises NotFoundError, NotAllowedError, InvalidInputError, TooManyRequestsError.
        """
        assert isinstance(hello, VisitorHello)  # noqa: S101  # the registry says so
        project = self._project_of_key(hello.project_key)
        check_project(project, connection.headers.get(b"origin"))
        assert project is not None  # noqa: S101  # checked above
        if not self._is_live(project):
            raise NotFoundError("live_disabled", "Live recording is off for this project.")
        if not SESSION_KEY.fullmatch(hello.session_key) or not ID.fullmatch(hello.tab_id):
            raise InvalidInputError("bad_message", "sessionKey or tabId is not one.")
        tab = Tab(
            connection,
            project.project_id,
            hello.project_key,
            hello.session_key,
            session_id_of(hello.session_key),
            hello.tab_id,
        )
        if self._is_erased(tab.project_id, tab.session_id):
            raise NotFoundError("erased", "This session was erased.")
        self._hub.enter(tab)
        connection.on_throttled = lambda: self._slow_down(tab)
        connection.shared = self._shared_buckets(tab)
        return tab, NOTHING

    def check_projects(self) -> None:
        """Cut off tabs of keys that are no longer valid or have live off, and the idle ones."""
        idle_since = monotonic() - VISITOR_IDLE_SECONDS.value
        closings: dict[str, Closing | None] = {}
        for tab in list(self._hub.tabs()):
            key = tab.project_key
            if key not in closings:
                closings[key] = self._closing_of(key)
            closing = closings[key]
            if tab.connection.heard_at < idle_since:
                closing = closing or IDLE
            if closing is not None:
                tab.connection.close(closing)

    def part(self, peer: Tab) -> None:
        """Take a tab away."""
        self._hub.part(peer)
        if not self._hub.session_ids(peer.project_id):
            self._project_buckets.pop(peer.project_id, None)

    def handler(self, event: str) -> Handle[Tab]:
        """Return what answers an event."""
        return self._handlers[event]

    async def _join(self, tab: Tab, data: Message) -> Message:
        assert isinstance(data, JoinProject)  # noqa: S101  # the registry says so
        visitor = self._hub.connected(tab.project_id, tab.session_id)
        if visitor is None or visitor.tabs.get(tab.tab_id) is not tab:
            # Another socket has just taken its place.
            raise ConflictError("replaced", "Another socket of this tab was opened.")
        self._describe(tab, visitor, data)
        self._show(tab, visitor, data.page)
        run = await self._runs.join(tab)
        tab.recording_id = run.recording_id if run else ""
        is_watched = self._watching.is_watched(tab.project_id, tab.session_id)
        batch_ms = self._watching.batch_ms(tab.project_id, tab.session_id)
        self._watching.tab_joined(tab)
        self._heal(tab, data.recording_id)
        self._hub.changed(tab.project_id, tab.session_id)
        return JoinAnswer(
            ok=True,
            recording=run is not None,
            recording_id=run.recording_id if run else "",
            is_badge_shown=run.is_badge_shown if run else False,
            is_watched=is_watched,
            batch_ms=batch_ms,
        )

    def _heal(self, tab: Tab, recording_id: str) -> None:
        """Ask a tab that records already for a picture, where an earlier server knew of one."""
        run_id, state = self._runs.state_of(tab.project_id, tab.session_id)
        if recording_id and recording_id == run_id and state == "requested":
            wanted = NeedSnapshot(recording_id=run_id, reason="restart")
            tab.connection.tell("need-snapshot", wanted)

    async def _presence(self, tab: Tab, data: Message) -> Message:
        assert isinstance(data, VisitorPresence)  # noqa: S101  # the registry says so
        before = tab.page
        visitor = self._hub.connected(tab.project_id, tab.session_id)
        if before is None or visitor is None:
            raise InvalidInputError("not_joined", "Join the project first.")
        self._show(tab, visitor, data.page)
        self._hub.changed(tab.project_id, tab.session_id)
        if tab.page is not None and tab.page.url != before.url:
            await self._runs.page_changed(tab)
        return NOTHING

    async def _recording(self, tab: Tab, data: Message) -> Message:
        assert isinstance(data, VisitorRecording)  # noqa: S101  # the registry says so
        if data.state == "refused":
            tab.obstacle = data.reason[:LABEL_LENGTH] or "refused"
        elif data.state == "recording":
            tab.obstacle = ""
        await self._runs.told(tab, data.recording_id, data.state, tab.obstacle)
        self._hub.changed(tab.project_id, tab.session_id)
        return NOTHING

    async def _recording_event(self, tab: Tab, data: Message) -> Message:
        assert isinstance(data, RecordingEvent)  # noqa: S101  # the registry says so
        self._ledger.received += 1
        try:
            seq = await self._store(tab, data)
        except PagePulseError as failure:
            self._ledger.rejected[failure.code] += 1
            if isinstance(failure, StorageError | TooManyRequestsError):
                self._slow_down(tab)
            self._acceptance.count_refusal(tab.project_id, failure.code)
            raise
        self._ledger.accepted += 1
        return BatchStored(ok=True, seq=seq)

    async def _store(self, tab: Tab, event: RecordingEvent) -> int:
        """Take a batch the very way that those over HTTP take; returns once it is on disk."""
        self._acceptance.check_room()
        if isinstance(event, ReadRecordingEvent):
            with self._acceptance.holding(len(event.read.body)):
                return await self._take(tab, event.read)
        body, encoding = body_of(event)
        with self._acceptance.holding(len(body)):
            return await self._take(tab, await self._acceptance.read(body, encoding))

    async def _take(self, tab: Tab, read: ReadBatch) -> int:
        _check_sender(tab, read.batch)
        sender = Sender(tab.connection.headers, tab.connection.address)
        taken = await self._acceptance.take(read, sender)
        return taken.entry.seq

    def _closing_of(self, project_key: str) -> Closing | None:
        project = self._project_of_key(project_key)
        if project is None:
            return NOT_FOUND
        return None if self._is_live(project) else LIVE_DISABLED

    def _slow_down(self, tab: Tab) -> None:
        """Ask a tab that sends too much to leave more time between two batches."""
        now = monotonic()
        if now - tab.slowed_at < SLOW_DOWN_PACE_SECONDS:
            return
        tab.slowed_at = now
        wanted = SlowDown(recording_id=tab.recording_id, batch_ms=SLOW_BATCH_MS)
        tab.connection.tell("slow-down", wanted)

    def _describe(self, tab: Tab, visitor: Visitor, join: JoinProject) -> None:
        """Note who the visitor is, as far as the page and the headers tell."""
        sender = Sender(tab.connection.headers, tab.connection.address)
        visitor.online_since = visitor.online_since or tab.connection.opened_at
        visitor.language = join.language[:LABEL_LENGTH]
        visitor.referrer = page_of(join.referrer).page_url
        if signal_of(tab.connection.headers, Context()) is not None:
            # Whoever asks for privacy is counted, and known to nobody.
            visitor.visitor_id = ""
        elif ID.fullmatch(join.visitor_id):
            visitor.visitor_id = join.visitor_id
        elif not visitor.visitor_id:
            visitor.visitor_id = self._visitors.id_of(
                (tab.project_id, tab.session_id), sender.address, sender.user_agent
            )
        visitor.facts = visitor.facts or facts_of(
            user_agent=sender.user_agent,
            touch=False,
            time_zone=join.time_zone,
            url=join.page.url,
            referrer=join.referrer,
        )

    def _show(self, tab: Tab, visitor: Visitor, page: VisitorPage) -> None:
        """Note the page that a tab shows, and whether it may be recorded."""
        tab.page = scrubbed(page)
        # A browser's clock may be wrong; that it did something is known by its saying so.
        is_active = page.active_at > visitor.claimed_active_at
        visitor.claimed_active_at = max(page.active_at, visitor.claimed_active_at)
        visitor.active_at = now_ms() if is_active else visitor.active_at
        signal = signal_of(tab.connection.headers, Context())
        if signal is not None:
            tab.obstacle = signal
        elif page.capture_reason in FORBIDDING_REASONS:
            tab.obstacle = tab.page.capture_reason
        else:
            tab.obstacle = ""

    def _shared_buckets(self, tab: Tab) -> tuple[Bucket, ...]:
        now = monotonic()
        rate = PROJECT_MESSAGES.value
        of_project = self._project_buckets.setdefault(
            tab.project_id, Bucket(rate, BURST_SECONDS * rate, now)
        )
        others = self._hub.connected(tab.project_id, tab.session_id)
        for other in others.tabs.values() if others else ():
            if other is not tab and other.connection.shared:
                return other.connection.shared
        per_session = SESSION_MESSAGES.value
        return Bucket(per_session, BURST_SECONDS * per_session, now), of_project


def body_of(event: RecordingEvent) -> tuple[bytes, Encoding]:
    """Return body and encoding of a batch; raises InvalidInputError where there is none."""
    if isinstance(event.batch, msgspec.Raw):
        return bytes(event.batch), "identity"
    try:
        body = base64.b64decode(event.packed, validate=True)
    except (binascii.Error, ValueError) as failure:
        raise InvalidInputError("bad_base64", "`packed` must be base64 of gzip.") from failure
    if not body:
        raise InvalidInputError("batch_missing", "Send the batch as `batch` or as `packed`.")
    return body, "gzip"


def _check_sender(tab: Tab, batch: Batch) -> None:
    is_own = (
        batch.project_key == tab.project_key
        and batch.session_key == tab.session_key
        and batch.tab_id == tab.tab_id
    )
    if not is_own:
        raise InvalidInputError("wrong_sender", "The batch is not of this socket's tab.")
