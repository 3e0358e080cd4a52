"""What was erased or withdrawn leaves the memory of live recording as well, and stays away.

On disk it is deleted by others. Here are the copies that nobody could see there: what is kept for
viewers who come later, what waits for a slow one, who is online on which page, who is in a run.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pagepulse.clock import now_ms
from pagepulse.ingest.acceptance import TakenBatch
from pagepulse.journal import Journal
from pagepulse.journal.erasures import erased_since
from pagepulse.live.closing import ERASED
from pagepulse.live.conducting import Runs
from pagepulse.live.hub import Hub, SessionKey
from pagepulse.live.presence import Presence
from pagepulse.live.watching import Watching

# Some 200 bytes each. A session lives for a day at most; the oldest is long over when it goes.
MAX_REMEMBERED = 50_000
# A tab that comes back after a restart may be of a session that was erased so long ago.
LONGEST_SESSION_MS = 24 * 3600 * 1000

Listener = Callable[[TakenBatch], None]


@dataclass(slots=True)
class Forgetting:
    """Used on the event loop."""

    hub: Hub
    runs: Runs
    watching: Watching
    presence: Presence
    _erased: OrderedDict[SessionKey, None] = field(default_factory=OrderedDict)

    async def load(self, journal: Journal) -> None:
        """Learn what was erased before this process began; call before the first socket opens."""
        since = now_ms() - LONGEST_SESSION_MS
        self.forget(await asyncio.to_thread(erased_since, journal, since, MAX_REMEMBERED))

    def is_erased(self, project_id: str, session_id: str) -> bool:
        """Tell whether nothing of a session may be kept."""
        return (project_id, session_id) in self._erased

    def forget(self, sessions: Sequence[SessionKey]) -> None:
        """Forget sessions, cut their tabs off, and take nothing of them any more."""
        for key in sessions:
            self._erased[key] = None
            self._erased.move_to_end(key)
            self._forget(*key)
        while len(self._erased) > MAX_REMEMBERED:
            self._erased.popitem(last=False)

    def unless_erased(self, listener: Listener) -> Listener:
        """Return a listener for batches that hears nothing of what was erased."""

        def listen(taken: TakenBatch) -> None:
            if not self.is_erased(taken.entry.project_id, taken.entry.session_id):
                listener(taken)

        return listen

    def _forget(self, project_id: str, session_id: str) -> None:
        self.watching.forget(project_id, session_id)
        self.runs.forget_session(project_id, session_id)
        visitor = self.hub.connected(project_id, session_id)
        for tab in list(visitor.tabs.values()) if visitor else ():
            tab.connection.close(ERASED, at_once=True)
            self.hub.part(tab)
        # The last: it notes whoever has just left.
        self.presence.forget(project_id, session_id)
