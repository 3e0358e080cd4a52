"""A visitor who is connected, as the sockets of the session's tabs tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pagepulse.ingest.pages import page_of
from pagepulse.ingest.patterns import redact
from pagepulse.ingest.rows import LABEL_LENGTH, TITLE_LENGTH
from pagepulse.live.connection import Connection
from pagepulse.live.facts import Facts
from pagepulse.live.messages import LiveTab, LiveVisitor, RecordingState, VisitorPage
from pagepulse.questions.dates import LAST_MS

# What a browser says of its viewport, in CSS pixels, fits a column of the warehouse.
UINT16 = 2**16 - 1
# Reasons of a page that is recorded, or will be a moment later.
RECORDED_REASONS = frozenset(
    {
        "recorded",
        "triggered-error",
        "triggered-rage",
        "triggered-page",
        "triggered-event",
        "triggered-live",
    }
)
# … and of one that may not be recorded, whoever asks.
FORBIDDING_REASONS = frozenset(
    {"gpc", "dnt", "excluded-page", "too-large", "too-costly", "in-parent", "refused"}
)


@dataclass(slots=True, eq=False)
class Tab:
    """One tab with a socket. `page` is None until it has joined."""

    connection: Connection
    project_id: str
    project_key: str
    session_key: str
    session_id: str
    tab_id: str
    page: VisitorPage | None = None
    # Why it cannot be recorded; empty while it can.
    obstacle: str = ""
    # The run that it said to be recorded for.
    recording_id: str = ""
    # When it was asked to send less, in seconds of a clock that never jumps.
    slowed_at: float = 0.0


@dataclass(slots=True, eq=False)
class Visitor:
    """A session with at least one socket."""

    project_id: str
    session_id: str
    tabs: dict[str, Tab] = field(default_factory=dict)
    visitor_id: str = ""
    online_since: int = 0
    # When the visitor last did something; and the browser's own time of it.
    active_at: int = 0
    claimed_active_at: int = 0
    referrer: str = ""
    language: str = ""
    facts: Facts | None = None

    @property
    def has_joined(self) -> bool:
        """Tell whether one of its tabs can be shown."""
        return self.facts is not None and any(True for _ in self.joined_tabs)

    @property
    def joined_tabs(self) -> Iterator[Tab]:
        """Yield the tabs that joined."""
        return (tab for tab in self.tabs.values() if tab.page is not None)

    @property
    def obstacle(self) -> str:
        """Return why nothing of the session can be recorded; empty while one tab can be."""
        obstacles = [tab.obstacle for tab in self.joined_tabs]
        return "" if "" in obstacles or not obstacles else obstacles[0]

    @property
    def is_recorded_anyway(self) -> bool:
        """Tell whether a tab is recorded without any run."""
        return any(
            tab.page is not None and tab.page.capture_reason in RECORDED_REASONS
            for tab in self.joined_tabs
        )

    @property
    def paths(self) -> list[str]:
        """Return the paths of the pages that its tabs show."""
        return [page_of(tab.page.url).path for tab in self.joined_tabs if tab.page is not None]


def scrubbed(page: VisitorPage) -> VisitorPage:
    """Return a page as it may be kept and shown: bounded, and without what looks private."""
    return VisitorPage(
        page_view_id=page.page_view_id[:LABEL_LENGTH],
        url=page_of(page.url).page_url,
        title=redact(page.title[:TITLE_LENGTH]),
        viewport_width=min(max(page.viewport_width, 0), UINT16),
        viewport_height=min(max(page.viewport_height, 0), UINT16),
        shown_at=min(max(page.shown_at, 0), LAST_MS),
        is_visible=page.is_visible,
        active_at=min(max(page.active_at, 0), LAST_MS),
        capture_reason=page.capture_reason[:LABEL_LENGTH],
    )


def live_visitor_of(
    visitor: Visitor, recording_id: str, state: RecordingState, viewers: int
) -> LiveVisitor:
    """Return what admins are told of a session; its facts must be known."""
    facts = visitor.facts
    assert facts is not None  # noqa: S101  # a session that has joined
    obstacle = visitor.obstacle
    if state == "idle" and visitor.is_recorded_anyway:
        state = "recording"
    return LiveVisitor(
        session_id=visitor.session_id,
        visitor_id=visitor.visitor_id,
        user_id="",
        online_since=visitor.online_since,
        active_at=visitor.active_at,
        device=facts.device,
        browser=facts.browser,
        os=facts.os,
        country=facts.country,
        referrer=visitor.referrer,
        source=facts.source,
        language=visitor.language,
        tabs=tuple(_live_tab(tab, tab.page) for tab in visitor.joined_tabs if tab.page),
        can_record=not obstacle,
        obstacle=obstacle,
        recording_id=recording_id,
        recording_state=state,
        viewers=viewers,
        activity=0.0,
    )


def _live_tab(tab: Tab, page: VisitorPage) -> LiveTab:
    return LiveTab(
        tab_id=tab.tab_id,
        page_view_id=page.page_view_id,
        page_url=page.url,
        title=page.title,
        viewport_width=page.viewport_width,
        viewport_height=page.viewport_height,
        shown_at=page.shown_at,
        is_visible=page.is_visible,
    )
