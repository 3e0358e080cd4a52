"""What batches tell of sessions: who is online without a socket, and how busy everybody is.

Each accepted batch passes here, so nothing is worked out before somebody looks.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from pagepulse.ingest.acceptance import TakenBatch
from pagepulse.ingest.batch import PageView
from pagepulse.ingest.pages import page_of
from pagepulse.ingest.patterns import redact
from pagepulse.ingest.signal_rows import identity_of
from pagepulse.live.facts import facts_of
from pagepulse.live.messages import LiveTab, LiveVisitor

# A session without a socket is online for so long after its last batch: pages that are looked at
# send a batch every few seconds, a quiet one less often.
ONLINE_MS = 60_000
# Over so long events are counted as "of late".
ACTIVITY_MS = 10_000
# A page that sends has a batch every two seconds or so.
QUIET_MS = 3_000
# Less than an event in a minute is nothing.
LEAST_ACTIVITY = 0.02
# More tabs of one session nobody can tell apart.
MAX_TABS = 10
TITLE_LENGTH = 256
LABEL_LENGTH = 64

NO_SOCKET = "no-socket"
# Capture reasons that hold for live runs as well; chance and triggers do not.
OBSTACLES = frozenset(
    {"excluded-page", "in-parent", "no-config", "refused", "too-costly", "too-large"}
)


@dataclass(slots=True)
class Heard:
    """One session by its batches of late; times in Unix milliseconds of this server."""

    online_since: int
    batch_at: int = 0
    # When its last socket was closed; it may be back, and then this is 0 again.
    left_at: int = 0
    recorded_at: int = 0
    visitor_id: str = ""
    user_id: str = ""
    user_agent: str = ""
    touch: bool = False
    time_zone: str = ""
    language: str = ""
    first_page: PageView | None = None
    pages: dict[str, tuple[PageView, int]] = field(default_factory=dict)
    # The number of each tab's newest batch that is on disk.
    newest: dict[str, int] = field(default_factory=dict)
    obstacle: str = NO_SOCKET
    recording_id: str = ""
    _rate: float = 0

    def note(self, taken: TakenBatch) -> None:
        """Take a batch in."""
        entry, batch = taken.entry, taken.batch
        now = entry.received_at
        self._count(now, len(batch.events) + len(batch.interactions))
        self.batch_at = now
        self._number(entry.tab_id, entry.seq)
        self.user_agent = entry.user_agent
        self.touch = batch.context.touch
        self.time_zone, self.language = batch.context.time_zone, batch.context.language
        for page_view in batch.page_views:
            self._show(entry.tab_id, page_view, now)
        if taken.signal:
            # Nothing that would tell this visitor from others.
            self.obstacle, self.visitor_id, self.user_id = taken.signal, "", ""
            return
        self.visitor_id = batch.visitor_id or self.visitor_id
        self.user_id = identity_of(batch.identities) or self.user_id
        self.obstacle = batch.capture_reason if batch.capture_reason in OBSTACLES else NO_SOCKET
        if batch.events:
            self.recorded_at = now

    def is_online(self, now: int, returning_ms: int) -> bool:
        """Tell whether batches come; the last ones of a page that was left are no sign."""
        return self.batch_at > now - ONLINE_MS and (
            not self.left_at or self.batch_at > self.left_at + returning_ms
        )

    def activity(self, now: int) -> float:
        """Return events per second of late."""
        faded = self._rate * math.exp((self.batch_at - now) / ACTIVITY_MS)
        return round(faded, 2) if faded > LEAST_ACTIVITY else 0

    def fade(self, now: int) -> bool:
        """Tell whether the activity became less without a batch, down to none for the last time."""
        if not self._rate or now - self.batch_at < QUIET_MS:
            return False
        if not self.activity(now):
            self._rate = 0
        return True

    def visitor(self, session_id: str, now: int) -> LiveVisitor:
        """Return the session as one that has no socket."""
        first = self.first_page or PageView("", 0, "")
        facts = facts_of(
            user_agent=self.user_agent,
            touch=self.touch,
            time_zone=self.time_zone,
            url=first.url,
            referrer=first.referrer,
        )
        is_recorded = self.recorded_at > now - ONLINE_MS
        return LiveVisitor(
            session_id=session_id,
            visitor_id=self.visitor_id,
            user_id=self.user_id,
            online_since=self.online_since,
            active_at=self.batch_at,
            device=facts.device,
            browser=facts.browser,
            os=facts.os,
            country=facts.country,
            referrer=facts.referrer,
            source=facts.source,
            language=self.language[:LABEL_LENGTH],
            tabs=tuple(_tab(tab_id, *shown) for tab_id, shown in self.pages.items()),
            can_record=False,
            obstacle=self.obstacle,
            recording_id="",
            recording_state="recording" if is_recorded else "idle",
            viewers=0,
            activity=self.activity(now),
        )

    def _count(self, now: int, events: int) -> None:
        since = max(0, now - self.batch_at)
        self._rate *= math.exp(-since / ACTIVITY_MS)
        self._rate += events / (ACTIVITY_MS / 1000)

    def _number(self, tab_id: str, seq: int) -> None:
        self.newest[tab_id] = max(seq, self.newest.pop(tab_id, 0))
        if len(self.newest) > MAX_TABS:
            del self.newest[next(iter(self.newest))]

    def _show(self, tab_id: str, page_view: PageView, now: int) -> None:
        self.first_page = self.first_page or page_view
        # The tab that shows something new is the last one, the first one goes where it is full.
        self.pages.pop(tab_id, None)
        self.pages[tab_id] = (page_view, now)
        if len(self.pages) > MAX_TABS:
            del self.pages[next(iter(self.pages))]


def _tab(tab_id: str, page_view: PageView, shown_at: int) -> LiveTab:
    return LiveTab(
        tab_id=tab_id,
        page_view_id=page_view.id,
        page_url=page_of(page_view.url).page_url,
        title=redact(page_view.title[:TITLE_LENGTH]),
        viewport_width=page_view.viewport_width,
        viewport_height=page_view.viewport_height,
        shown_at=shown_at,
        is_visible=True,
    )
