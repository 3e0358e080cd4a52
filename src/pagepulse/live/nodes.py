"""Several servers as one: visitors at one, admins at another.

    who is online   told to the servers whose admins look, and kept there as long as they hear it
    runs            stand in the control database; that they begin and end is told, counts are added
    streams         a session that is watched elsewhere is lent: its batches are sent there, too

Whatever was missed is said again within seconds; a server that is silent is forgotten.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Literal

import structlog

from pagepulse.errors import PagePulseError
from pagepulse.ingest.acceptance import TakenBatch
from pagepulse.ingest.entries import read_body_batch
from pagepulse.journal import Entry
from pagepulse.live import node_messages as say
from pagepulse.live.frames import event_text
from pagepulse.live.messages import LiveVisitor, Message, NeedSnapshot, Visitors

if TYPE_CHECKING:
    from pagepulse.live.conducting import Runs
    from pagepulse.live.hub import Hub
    from pagepulse.live.presence import Presence
    from pagepulse.live.relay import Relay
    from pagepulse.live.runs import LiveRun, StopReason
    from pagepulse.live.watching import Watching

log = structlog.get_logger()

SessionKey = tuple[str, str]
# What others must know is said again so often, and believed for so long.
REPEAT_MS = 3_000
BELIEVED_MS = 10_000
COUNTED = ("requested", "recording", "recorded", "without_consent", "viewers")


class Nodes:
    """The other servers, as this one knows them; used on the event loop."""

    def __init__(
        self,
        *,
        relay: Relay,
        hub: Hub,
        runs: Runs,
        watching: Watching,
        presence: Presence,
        clock: Callable[[], int],
    ) -> None:
        """Take what is to reach over several servers; a server that stands alone needs none."""
        self._relay = relay
        self._hub = hub
        self._runs = runs
        self._watching = watching
        self._presence = presence
        self._now = clock
        # By server: when it was heard last, what its admins look at, who is online there.
        self._heard_at: dict[str, int] = {}
        self._topics: dict[str, dict[str, list[str]]] = {}
        self._online: defaultdict[str, defaultdict[str, dict[str, LiveVisitor]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        self._counts: dict[str, dict[str, say.RunCounts]] = {}
        # Sessions that others watch: by server, how often batches are wanted and until when.
        self._lent: defaultdict[SessionKey, dict[str, tuple[int, int]]] = defaultdict(dict)
        self._said_at = 0
        self._said_topics: dict[str, list[str]] = {}
        self._said_watched: dict[SessionKey, int] = {}
        self._said_counts: dict[str, say.RunCounts] = {}
        self._saying: set[asyncio.Task[None]] = set()
        self._hears: dict[type[say.NodeMessage], Callable[..., None]] = {
            say.Looking: self._hear_looking,
            say.Told: self._hear_told,
            say.Online: self._hear_online,
            say.RunStarted: self._hear_started,
            say.RunStopped: self._hear_stopped,
            say.RunCounts: self._hear_counts,
            say.Watched: self._hear_watched,
            say.SnapshotWanted: self._hear_snapshot_wanted,
            say.BatchTaken: self._hear_batch,
            say.Forgotten: self._hear_forgotten,
        }
        # Called with sessions that were erased at another server.
        self.on_forgotten: Callable[[Sequence[SessionKey]], None] = _ignore

    def connect(self) -> None:
        """Let the parts of this server know of the others."""
        self._hub.listens_elsewhere = self._listens_elsewhere
        self._hub.on_published = self._published
        self._presence.elsewhere = self._elsewhere
        self._presence.publish_here = self._publish_here
        self._runs.on_started = self._started
        self._runs.on_stopped = self._stopped
        self._runs.counted_elsewhere = self._counted_elsewhere
        self._runs.taken_elsewhere = self._taken_elsewhere
        self._watching.lent_ms = self._lent_ms
        self._watching.ask_elsewhere = self._ask_elsewhere

    def hear(self, message: bytes) -> None:
        """Take in what another server says."""
        heard = say.decoder.decode(message)
        if heard.node != self._relay.node:
            self._heard_at[heard.node] = self._now()
            self._hears[type(heard)](heard)

    def taken(self, taken: TakenBatch) -> None:
        """Send a batch to those who watch its session."""
        entry = taken.entry
        for node in self._lent.get((entry.project_id, entry.session_id), ()):
            if taken.signal is None:
                self._say(_batch_taken(self._relay.node, entry), node)

    def forgotten(self, sessions: Sequence[SessionKey]) -> None:
        """Let the others forget what was erased here."""
        self._say(say.Forgotten(node=self._relay.node, sessions=list(sessions)))

    def tick(self) -> None:
        """Say what others must know, and forget what they no longer say; call it twice a second."""
        now = self._now()
        self._forget(now)
        topics = self._own_topics()
        is_due = now - self._said_at >= REPEAT_MS
        if is_due or topics != self._said_topics:
            self._said_topics = topics
            self._say(say.Looking(node=self._relay.node, topics=topics))
        self._say_watched(is_due=is_due)
        self._say_counts(is_due=is_due)
        if is_due:
            self._said_at = now

    # What this server tells.

    def _say(self, message: say.NodeMessage, to: str = "") -> None:
        self._relay.send(say.encode(message), to)

    def _say_watched(self, *, is_due: bool) -> None:
        watched = dict(self._watching.away())
        for key in self._said_watched.keys() - watched.keys():
            self._say(_watched(self._relay.node, key, 0))
        for key, batch_ms in watched.items():
            if is_due or self._said_watched.get(key) != batch_ms:
                self._say(_watched(self._relay.node, key, batch_ms))
        self._said_watched = watched

    def _say_counts(self, *, is_due: bool) -> None:
        said = {}
        for run in self._runs.all_active():
            told = self._counts_of(run)
            if is_due or self._said_counts.get(run.recording_id) != told:
                self._say(told)
            said[run.recording_id] = told
        self._said_counts = said

    def _counts_of(self, run: LiveRun) -> say.RunCounts:
        counts = self._runs.own_summary(run)
        values = {name: getattr(counts, name) for name in COUNTED}
        return say.RunCounts(
            node=self._relay.node, recording_id=run.recording_id, taken=run.taken, **values
        )

    def _published(self, project_id: str, topic: str, text: str, data: Message) -> None:
        """Tell an event to the servers whose admins want it."""
        told: say.NodeMessage = say.Told(
            node=self._relay.node, project_id=project_id, topic=topic, text=text
        )
        if isinstance(data, Visitors):
            told = _online(self._relay.node, data)
        for node, topics in self._topics.items():
            wanted = topics.get(project_id, ())
            if topic in wanted or (not topic and wanted):
                self._say(told, node)

    def _started(self, run: LiveRun) -> None:
        # First, so that the others know how many places are left.
        self._say(self._counts_of(run))
        self._say(
            say.RunStarted(
                node=self._relay.node, project_id=run.project_id, recording_id=run.recording_id
            )
        )

    def _stopped(self, run: LiveRun, reason: StopReason) -> None:
        self._say(
            say.RunStopped(
                node=self._relay.node,
                project_id=run.project_id,
                recording_id=run.recording_id,
                reason=reason,
            )
        )

    def _ask_elsewhere(
        self,
        project_id: str,
        session_id: str,
        tab_id: str,
        reason: Literal["gap", "join", "restart"],
    ) -> None:
        self._say(
            say.SnapshotWanted(
                node=self._relay.node,
                project_id=project_id,
                session_id=session_id,
                tab_id=tab_id,
                reason=reason,
            )
        )

    # What this server asks itself about the others.

    def _publish_here(self, project_id: str, topic: str, event: str, data: Message) -> None:
        self._hub.post_published(project_id, topic, event_text(event, data))

    def _listens_elsewhere(self, project_id: str, topic: str) -> bool:
        return any(topic in topics.get(project_id, ()) for topics in self._topics.values())

    def _elsewhere(self, project_id: str) -> dict[str, LiveVisitor]:
        found: dict[str, LiveVisitor] = {}
        for projects in self._online.values():
            found |= projects.get(project_id, {})
        return found

    def _counted_elsewhere(self, recording_id: str) -> dict[str, int]:
        of_run = [counts.get(recording_id) for counts in self._counts.values()]
        return {
            name: sum(getattr(one, name) for one in of_run if one is not None) for name in COUNTED
        }

    def _taken_elsewhere(self, recording_id: str) -> int:
        of_run = (counts.get(recording_id) for counts in self._counts.values())
        return sum(one.taken for one in of_run if one is not None)

    def _lent_ms(self, project_id: str, session_id: str) -> int:
        lent = self._lent.get((project_id, session_id), {})
        return min((batch_ms for batch_ms, _ in lent.values()), default=0)

    # What others tell.

    def _hear_looking(self, heard: say.Looking) -> None:
        before = self._topics.get(heard.node, {})
        self._topics[heard.node] = heard.topics
        for project_id, topics in heard.topics.items():
            if "visitors" in topics and "visitors" not in before.get(project_id, ()):
                here = Visitors(
                    project_id=project_id, changed=tuple(self._presence.own_visitors(project_id))
                )
                self._say(_online(self._relay.node, here), heard.node)

    def _hear_told(self, heard: say.Told) -> None:
        self._hub.post_published(heard.project_id, heard.topic, heard.text)

    def _hear_online(self, heard: say.Online) -> None:
        known = self._online[heard.node][heard.project_id]
        known.update({visitor.session_id: visitor for visitor in heard.changed})
        for session_id in heard.gone:
            known.pop(session_id, None)
        for session_id in (*known, *heard.gone):
            self._presence.note_elsewhere(heard.project_id, session_id)

    def _hear_started(self, heard: say.RunStarted) -> None:
        self._later(self._runs.adopt(heard.project_id, heard.recording_id))

    def _hear_stopped(self, heard: say.RunStopped) -> None:
        self._runs.stopped_elsewhere(heard.recording_id, heard.reason)

    def _hear_forgotten(self, heard: say.Forgotten) -> None:
        self.on_forgotten(heard.sessions)

    def _hear_counts(self, heard: say.RunCounts) -> None:
        counts = self._counts.setdefault(heard.node, {})
        before = counts.get(heard.recording_id)
        counts[heard.recording_id] = heard
        if before != heard:
            self._runs.counts_changed(heard.recording_id)

    def _hear_watched(self, heard: say.Watched) -> None:
        key = (heard.project_id, heard.session_id)
        before = self._lent_ms(*key)
        if heard.batch_ms:
            self._lent[key][heard.node] = (heard.batch_ms, self._now() + BELIEVED_MS)
        else:
            self._lent[key].pop(heard.node, None)
        self._lent_changed(key, before)

    def _lent_changed(self, key: SessionKey, before: int) -> None:
        """Tell a visitor of this server that somebody watches, or nobody any more."""
        now = self._lent_ms(*key)
        if not now:
            self._lent.pop(key, None)
        if now == before:
            return
        self._watching.tell_tabs(*key)
        found = self._hub.connected(*key)
        if not before and found is not None:
            for tab in found.joined_tabs:
                self._ask_here(*key, tab.tab_id, "join")

    def _hear_snapshot_wanted(self, heard: say.SnapshotWanted) -> None:
        self._ask_here(heard.project_id, heard.session_id, heard.tab_id, heard.reason)

    def _ask_here(
        self,
        project_id: str,
        session_id: str,
        tab_id: str,
        reason: Literal["gap", "join", "restart"],
    ) -> None:
        tab = self._hub.tab(project_id, session_id, tab_id)
        if tab is not None:
            run_id = self._watching.run_of(project_id, session_id)
            wanted = NeedSnapshot(recording_id=run_id, reason=reason)
            tab.connection.tell("need-snapshot", wanted)

    def _hear_batch(self, heard: say.BatchTaken) -> None:
        if not self._watching.is_watched_here(heard.project_id, heard.session_id):
            return
        *_, batch = read_body_batch(heard.body, heard.encoding)
        entry = Entry(
            project_id=heard.project_id,
            session_id=heard.session_id,
            tab_id=heard.tab_id,
            seq=heard.seq,
            received_at=heard.received_at,
            origin="tracker",
            encoding=heard.encoding,
            body=heard.body,
            raw_bytes=heard.raw_bytes,
            event_count=len(batch.events),
        )
        self._watching.taken(TakenBatch(entry, batch, None))

    # What time does.

    def _own_topics(self) -> dict[str, list[str]]:
        topics: defaultdict[str, set[str]] = defaultdict(set)
        for admin in self._hub.admins:
            for project_id, wanted in admin.topics.items():
                topics[project_id] |= wanted
        return {project_id: sorted(wanted) for project_id, wanted in topics.items()}

    def _forget(self, now: int) -> None:
        for node in [one for one, at in self._heard_at.items() if at < now - BELIEVED_MS]:
            del self._heard_at[node]
            self._topics.pop(node, None)
            self._counts.pop(node, None)
            for project_id, known in self._online.pop(node, {}).items():
                for session_id in known:
                    self._presence.note_elsewhere(project_id, session_id)
        for key, lent in list(self._lent.items()):
            before = self._lent_ms(*key)
            for node in [one for one, (_, until) in lent.items() if until < now]:
                del lent[node]
            self._lent_changed(key, before)

    def _later(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(_quietly(work))
        self._saying.add(task)
        task.add_done_callback(self._saying.discard)


async def _quietly(work: Awaitable[None]) -> None:
    try:
        await work
    except PagePulseError:
        log.warning("run_not_adopted", exc_info=True)


def _online(node: str, data: Visitors) -> say.Online:
    return say.Online(
        node=node,
        project_id=data.project_id,
        changed=list(data.changed),
        gone=list(data.gone),
    )


def _watched(node: str, key: SessionKey, batch_ms: int) -> say.Watched:
    return say.Watched(node=node, project_id=key[0], session_id=key[1], batch_ms=batch_ms)


def _batch_taken(node: str, entry: Entry) -> say.BatchTaken:
    return say.BatchTaken(
        node=node,
        project_id=entry.project_id,
        session_id=entry.session_id,
        tab_id=entry.tab_id,
        seq=entry.seq,
        received_at=entry.received_at,
        encoding=entry.encoding,
        body=entry.body,
        raw_bytes=entry.raw_bytes,
    )


def _ignore(_sessions: Sequence[SessionKey]) -> None:
    pass
