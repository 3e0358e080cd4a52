"""Who is online: sessions with a socket, and those of which batches come.

Admins who ask are told at once of everybody, then at most once a second of what has changed.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice, takewhile
from typing import Protocol, TypeVar

import msgspec
import structlog

from pagepulse.background import Background
from pagepulse.clock import now_ms
from pagepulse.ingest.acceptance import TakenBatch
from pagepulse.live.heard import ONLINE_MS, Heard
from pagepulse.live.messages import LiveVisitor, Message, Visitors

log = structlog.get_logger()

# How often admins are told what changed, in seconds.
PACE_SECONDS = 1.0
# A page that is left closes its socket, the next one opens another after it has loaded and idles.
RETURNING_MS = 10_000
# Activity fades while nothing comes; that is told so often, in turns of PACE_SECONDS.
FADING_TURNS = 5
# Sessions without a socket that are kept in mind for a project; the quietest go first.
MAX_HEARD = 5_000
# Visitors in one message; more come in several.
MAX_CHANGED = 200

Publish = Callable[[str, str, str, Message], None]
Look = Callable[[str, str], LiveVisitor | None]
Kept = TypeVar("Kept")


class Connected(Protocol):
    """What the sockets tell."""

    def visitor(self, project_id: str, session_id: str) -> LiveVisitor | None:
        """Return a session that has a socket."""

    def session_ids(self, project_id: str) -> Collection[str]:
        """Return the sessions of a project that have a socket."""

    def has_subscribers(self, project_id: str, topic: str) -> bool:
        """Tell whether somebody listens."""


class Presence:
    """Used on the event loop alone."""

    def __init__(
        self, connected: Connected, publish: Publish, clock: Callable[[], int] = now_ms
    ) -> None:
        """`publish` sends (project id, topic, event, data) to whoever has subscribed."""
        self._connected = connected
        self._publish = publish
        self._now = clock
        self._heard: defaultdict[str, dict[str, Heard]] = defaultdict(dict)
        # Sessions as their sockets told last; kept until they are back or really gone.
        self._seen: defaultdict[str, dict[str, LiveVisitor]] = defaultdict(dict)
        self._left: defaultdict[str, dict[str, int]] = defaultdict(dict)
        self._changed: defaultdict[str, set[str]] = defaultdict(set)
        self._changed_elsewhere: defaultdict[str, set[str]] = defaultdict(set)
        # Who is online at other servers, by session.
        self.elsewhere: Callable[[str], Mapping[str, LiveVisitor]] = _nowhere
        # Sends to the admins of this server alone what other servers have told already.
        self.publish_here: Publish = publish
        self._turn = 0
        self._background = Background()

    def note(self, taken: TakenBatch) -> None:
        """Take an accepted batch in: a session without a socket is online, too."""
        project_id, session_id = taken.entry.project_id, taken.entry.session_id
        known = self._heard[project_id]
        heard = known.pop(session_id, None)
        self._changed[project_id].add(session_id)
        if taken.batch.ended:
            return
        if heard is None:
            left_at = self._left[project_id].get(session_id, 0)
            heard = Heard(taken.entry.received_at, left_at=left_at)
        heard.note(taken)
        known[session_id] = heard
        if len(known) > MAX_HEARD:
            del known[next(iter(known))]

    def touch(self, project_id: str, session_id: str) -> None:
        """Look at a session's sockets again: one came or left, or what it shows has changed."""
        visitor = self._connected.visitor(project_id, session_id)
        left = self._left[project_id]
        if visitor is not None:
            self._seen[project_id][session_id] = visitor
            left.pop(session_id, None)
        elif session_id in self._seen[project_id]:
            left.setdefault(session_id, self._now())
        heard = self._heard[project_id].get(session_id)
        if heard is not None:
            heard.left_at = left.get(session_id, 0)
        self._changed[project_id].add(session_id)

    def forget(self, project_id: str, session_id: str) -> None:
        """Forget a session that was erased; whoever sees it is told that it is gone."""
        for kept in (self._heard, self._seen, self._left):
            kept[project_id].pop(session_id, None)
        self._changed[project_id].add(session_id)

    def visitors(self, project_id: str) -> list[LiveVisitor]:
        """Return everybody who is online, at any server."""
        own = {one.session_id: one for one in self.own_visitors(project_id)}
        return list({**self.elsewhere(project_id), **own}.values())

    def own_visitors(self, project_id: str) -> list[LiveVisitor]:
        """Return everybody who is online at this server."""
        each = (self._own(project_id, one) for one in self._session_ids(project_id))
        return [visitor for visitor in each if visitor is not None]

    def visitor(self, project_id: str, session_id: str) -> LiveVisitor | None:
        """Return a session that is online, at any server."""
        own = self._own(project_id, session_id)
        return own or self.elsewhere(project_id).get(session_id)

    def newest_of(self, project_id: str, session_id: str) -> Mapping[str, int]:
        """Return the number of the newest batch of each tab of a session, as far as known here."""
        heard = self._heard[project_id].get(session_id)
        return dict(heard.newest) if heard is not None else {}

    def note_elsewhere(self, project_id: str, session_id: str) -> None:
        """Note that another server told something of a session; admins here are told with it."""
        self._changed_elsewhere[project_id].add(session_id)

    def _own(self, project_id: str, session_id: str) -> LiveVisitor | None:
        now = self._now()
        heard = self._heard[project_id].get(session_id)
        seen = self._connected.visitor(project_id, session_id)
        if seen is None and session_id in self._left[project_id]:
            seen = self._seen[project_id][session_id]
        if seen is not None:
            return _with_activity(seen, heard, now)
        if heard is None or not heard.is_online(now, RETURNING_MS):
            return None
        return heard.visitor(session_id, now)

    async def start(self) -> None:
        """Begin to tell what changes, until `stop`."""
        self._background.run(self._follow(), "presence")

    async def stop(self) -> None:
        """Tell nothing more."""
        await self._background.stop()

    def tell_now(self, project_id: str) -> None:
        """Tell what has changed in a project before its turn comes: somebody waits to see it."""
        session_ids = self._changed.pop(project_id, set())
        if session_ids and self._connected.has_subscribers(project_id, "visitors"):
            self._tell(project_id, session_ids, self._own, self._publish)

    def tell(self) -> None:
        """Tell subscribers what has changed since the last time."""
        self._turn += 1
        self._forget()
        changed, self._changed = self._changed, defaultdict(set)
        told, self._changed_elsewhere = self._changed_elsewhere, defaultdict(set)
        for project_id, session_ids in changed.items():
            if session_ids and self._connected.has_subscribers(project_id, "visitors"):
                self._tell(project_id, session_ids, self._own, self._publish)
                # Who has left here may still be there.
                told[project_id] |= session_ids & self.elsewhere(project_id).keys()
        for project_id, session_ids in told.items():
            if session_ids and self._connected.has_subscribers(project_id, "visitors"):
                self._tell(project_id, session_ids, self.visitor, self.publish_here)

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(PACE_SECONDS)
            try:
                self.tell()
            except Exception:
                # The edge of a background task: the next second is another try.
                log.exception("presence_not_told")

    def _tell(
        self, project_id: str, session_ids: Iterable[str], look: Look, publish: Publish
    ) -> None:
        rest = iter(session_ids)
        while part := list(islice(rest, MAX_CHANGED)):
            each = {one: look(project_id, one) for one in part}
            changed = tuple(visitor for visitor in each.values() if visitor is not None)
            gone = tuple(one for one, visitor in each.items() if visitor is None)
            publish(
                project_id,
                "visitors",
                "visitors",
                Visitors(project_id=project_id, changed=changed, gone=gone),
            )

    def _session_ids(self, project_id: str) -> Iterator[str]:
        connected = self._connected.session_ids(project_id)
        yield from connected
        others = {**self._left[project_id], **self._heard[project_id]}
        yield from (one for one in others if one not in connected)

    def _forget(self) -> None:
        """Drop who is gone, and note whose activity has faded."""
        now = self._now()
        for project_id, left in self._left.items():
            for session_id in _before(left, now - RETURNING_MS, lambda at: at):
                del left[session_id], self._seen[project_id][session_id]
                self._changed[project_id].add(session_id)
        for project_id, known in self._heard.items():
            for session_id in _before(known, now - ONLINE_MS, lambda heard: heard.batch_at):
                del known[session_id]
                self._changed[project_id].add(session_id)
            if self._turn % FADING_TURNS == 0:
                self._changed[project_id] |= {one for one in known if known[one].fade(now)}


def _before(kept: dict[str, Kept], limit: int, at: Callable[[Kept], int]) -> list[str]:
    """Return the keys of what is older, of a dictionary in order of time."""
    return list(takewhile(lambda key: at(kept[key]) < limit, kept))


def _with_activity(seen: LiveVisitor, heard: Heard | None, now: int) -> LiveVisitor:
    if heard is None:
        return seen
    return msgspec.structs.replace(
        seen,
        activity=heard.activity(now),
        user_id=seen.user_id or heard.user_id,
        online_since=min(seen.online_since, heard.online_since),
    )


def _nowhere(_project_id: str) -> Mapping[str, LiveVisitor]:
    return {}
