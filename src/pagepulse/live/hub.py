"""Who is connected: visitors by project, session and tab; admins by what they subscribed to.

Which sockets a message reaches is worked out here from what each socket proved about itself; no
message names a room.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator

from pagepulse.errors import TooManyRequestsError
from pagepulse.live.admin import Admin
from pagepulse.live.closing import REPLACED
from pagepulse.live.frames import event_text
from pagepulse.live.limits import PROJECT_SOCKETS, SESSION_TABS
from pagepulse.live.messages import LiveVisitor, Message, RecordingState
from pagepulse.live.visitors import Tab, Visitor, live_visitor_of

SessionKey = tuple[str, str]


class Hub:
    """The sockets of this process; used on the event loop only."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._visitors: dict[str, dict[str, Visitor]] = {}
        self._tab_counts: defaultdict[str, int] = defaultdict(int)
        self.admins: set[Admin] = set()
        # Set by who knows: called when something about a session changed; state; viewers.
        self.on_change: Callable[[str, str], None] = _nothing
        self.state_of: Callable[[str, str], tuple[str, RecordingState]] = _idle
        self.viewers_of: Callable[[str, str], int] = _nobody
        # Of other servers: whether their admins subscribed to a topic of a project, and who tells
        # them of an event (project, topic or nothing for any of them, text, data).
        self.listens_elsewhere: Callable[[str, str], bool] = _no
        self.on_published: Callable[[str, str, str, Message], None] = _ignore
        # How many visitors of a project are online without a socket: nothing starts there.
        self.unreachable_count: Callable[[str], int] = _none

    def enter(self, tab: Tab) -> None:
        """Add a visitor's tab that said hello; raises TooManyRequestsError."""
        self._check_room(tab)
        visitors = self._visitors.setdefault(tab.project_id, {})
        visitor = visitors.get(tab.session_id)
        if visitor is None:
            visitor = visitors[tab.session_id] = Visitor(tab.project_id, tab.session_id)
        old = visitor.tabs.get(tab.tab_id)
        if old is None:
            self._tab_counts[tab.project_id] += 1
        else:
            old.connection.close(REPLACED)
        visitor.tabs[tab.tab_id] = tab

    def part(self, tab: Tab) -> None:
        """Take a tab away, unless another socket of the same tab stands in its place."""
        visitors = self._visitors.get(tab.project_id, {})
        visitor = visitors.get(tab.session_id)
        if visitor is None or visitor.tabs.get(tab.tab_id) is not tab:
            return
        del visitor.tabs[tab.tab_id]
        self._tab_counts[tab.project_id] -= 1
        if not visitor.tabs:
            del visitors[tab.session_id]
            if not visitors:
                del self._visitors[tab.project_id]
        self.changed(tab.project_id, tab.session_id)

    def tab(self, project_id: str, session_id: str, tab_id: str) -> Tab | None:
        """Return a tab that is connected."""
        found = self.connected(project_id, session_id)
        return found.tabs.get(tab_id) if found else None

    def connected(self, project_id: str, session_id: str) -> Visitor | None:
        """Return a session with a socket."""
        return self._visitors.get(project_id, {}).get(session_id)

    def all_connected(self, project_id: str) -> Collection[Visitor]:
        """Return every session of a project with a socket."""
        return self._visitors.get(project_id, {}).values()

    def tabs(self) -> Iterator[Tab]:
        """Yield every tab that is connected."""
        for visitors in self._visitors.values():
            for visitor in visitors.values():
                yield from visitor.tabs.values()

    def visitor(self, project_id: str, session_id: str) -> LiveVisitor | None:
        """Return what the sockets of a session tell; None while none of them has joined."""
        found = self.connected(project_id, session_id)
        if found is None or not found.has_joined:
            return None
        recording_id, state = self.state_of(project_id, session_id)
        return live_visitor_of(found, recording_id, state, self.viewers_of(project_id, session_id))

    def session_ids(self, project_id: str) -> Collection[str]:
        """Return the sessions of a project with a socket."""
        return self._visitors.get(project_id, {}).keys()

    def has_subscribers(self, project_id: str, topic: str) -> bool:
        """Tell whether anybody wants to know, at any server."""
        here = self.has_subscribers_here(project_id, topic)
        return here or self.listens_elsewhere(project_id, topic)

    def has_subscribers_here(self, project_id: str, topic: str) -> bool:
        """Tell whether any admin of this server wants to know."""
        return any(topic in admin.topics.get(project_id, ()) for admin in self.admins)

    def changed(self, project_id: str, session_id: str) -> None:
        """Note that something about a session is not as it was."""
        self.on_change(project_id, session_id)

    def tell_session(self, project_id: str, session_id: str, event: str, data: Message) -> None:
        """Send an event to every tab of a session that has joined."""
        found = self.connected(project_id, session_id)
        if found is not None:
            text = event_text(event, data)
            for tab in found.joined_tabs:
                tab.connection.post(text)

    def tell_sessions(
        self, project_id: str, session_ids: Iterable[str], event: str, data: Message
    ) -> None:
        """Send one event to every tab of many sessions; its text is made once."""
        text = event_text(event, data)
        for session_id in session_ids:
            found = self.connected(project_id, session_id)
            for tab in found.joined_tabs if found is not None else ():
                tab.connection.post(text)

    def publish(self, project_id: str, topic: str, event: str, data: Message) -> None:
        """Send an event to every admin who subscribed to a topic of a project."""
        if not self.has_subscribers(project_id, topic):
            return
        text = event_text(event, data)
        self.post_published(project_id, topic, text)
        self.on_published(project_id, topic, text, data)

    def post_published(self, project_id: str, topic: str, text: str) -> None:
        """Send an event's text to the admins here who want it; without a topic, any will do."""
        for admin in self.admins:
            topics = admin.topics.get(project_id, ())
            if topic in topics or (not topic and topics):
                admin.connection.post(text)

    def publish_to_project(
        self, project_id: str, event: str, data: Message, also: Collection[Admin] = ()
    ) -> None:
        """Send an event to every admin who subscribed to any topic of a project, and to `also`."""
        text = event_text(event, data)
        self.post_published(project_id, "", text)
        for admin in also:
            if admin in self.admins and project_id not in admin.topics:
                admin.connection.post(text)
        self.on_published(project_id, "", text, data)

    def _check_room(self, tab: Tab) -> None:
        if self._tab_counts[tab.project_id] >= PROJECT_SOCKETS.value:
            raise _too_many(PROJECT_SOCKETS.sentence, PROJECT_SOCKETS.value)
        found = self.connected(tab.project_id, tab.session_id)
        if found and len(found.tabs) >= SESSION_TABS.value and tab.tab_id not in found.tabs:
            raise _too_many(SESSION_TABS.sentence, SESSION_TABS.value)


def _too_many(sentence: str, limit: int) -> TooManyRequestsError:
    return TooManyRequestsError("too_many_sockets", sentence, limit=limit)


def _nothing(_project_id: str, _session_id: str) -> None:
    """Do nothing."""


def _idle(_project_id: str, _session_id: str) -> tuple[str, RecordingState]:
    return "", "idle"


def _none(_project_id: str) -> int:
    return 0


def _nobody(_project_id: str, _session_id: str) -> int:
    return 0


def _no(_project_id: str, _topic: str) -> bool:
    return False


def _ignore(_project_id: str, _topic: str, _text: str, _data: Message) -> None:
    """Do nothing."""
