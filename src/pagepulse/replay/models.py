"""What the replay API returns: the source of `contract/openapi.json` for recordings."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pagepulse.wire import WireModel

Device = Literal["desktop", "tablet", "mobile", ""]
CaptureReason = Literal[
    "recorded",
    "triggered-error",
    "triggered-rage",
    "triggered-page",
    "triggered-event",
    "triggered-live",
    "starting",
    "gpc",
    "dnt",
    "excluded-page",
    "too-short",
    "not-sampled",
    "no-trigger",
    "no-config",
    "too-large",
    "too-costly",
    "in-parent",
    "expired",
    "refused",
    "",
]


class SessionSummary(WireModel):
    """One row of the sessions list."""

    session_id: str
    visitor_id: str = Field(description="Anonymous id; empty when the browser stores nothing.")
    identity: str = Field(
        description="The site's own id of its visitor, given by `pulse.identify`; may be empty."
    )
    started_at: int = Field(description="First event, Unix ms, server clock.")
    ended_at: int = Field(description="Last event so far, Unix ms, server clock.")
    duration_ms: int
    in_progress: bool = Field(
        description="A batch arrived within the last minute and no end was told."
    )
    has_recording: bool = Field(description="There is a full snapshot, so it can be replayed.")
    capture_reason: CaptureReason = Field(
        description="`recorded`, or what set the recording off, or why there is none; "
        "empty when nobody said."
    )
    recording_ids: list[str] = Field(description="Live runs that recorded it.")
    entry_page_url: str
    exit_page_url: str
    page_view_count: int
    tab_count: int
    event_count: int = Field(description="rrweb events stored.")
    click_count: int
    key_count: int = Field(description="Input events of the visitor.")
    custom_event_count: int
    error_count: int
    device: Device
    browser: str
    browser_version: str
    os: str
    country: str = Field(
        description="ISO 3166 alpha-2, estimated from the time zone; may be empty."
    )
    language: str
    screen_width: int
    screen_height: int
    referrer: str
    utm_source: str
    utm_medium: str
    utm_campaign: str
    own: bool = Field(description="Of the site's own team: it counts nowhere.")
    origin: Literal["tracker", "import", "demo"]
    activity: list[int] = Field(
        description="Interactions in 30 equal parts of the session, for the activity strip."
    )
    happened_at: int | None = Field(
        description="First moment of the first of `happened`, Unix ms; null without one."
    )
    happened_tab_id: str = Field(description="The tab in which that was; empty without one.")


class Spread(WireModel):
    """How a number spreads over sessions."""

    median: float
    p95: float


class CostGroup(WireModel):
    """What recording cost a group of sessions, as their browsers measured it."""

    session_count: int
    work_ms_per_minute: Spread = Field(
        description="Work on the page's main thread per minute of activity, in ms; a session that "
        "was active for less counts as a minute."
    )
    work_ms: Spread = Field(description="The same per session.")
    longest_ms: Spread = Field(description="The longest stretch of a session without a break.")
    longest_ms_max: float
    snapshot_ms: Spread = Field(description="The longest full snapshot of a session.")
    bytes_per_minute: Spread = Field(
        description="Bytes that the browser sent per minute of activity, compressed."
    )


class RecordingCosts(WireModel):
    """What recording costs the visitors of a project."""

    all: CostGroup | None = Field(description="Null where nobody measured it yet.")
    devices: dict[str, CostGroup] = Field(
        description="By device (`desktop`, `tablet`, `mobile`, `unknown`), most sessions first."
    )


class SessionList(WireModel):
    """A page of sessions."""

    sessions: list[SessionSummary]
    next_cursor: str | None = Field(
        description="Pass as `cursor` for the next page; null at the end."
    )
    total: int = Field(description="Sessions that match the filter.")


class FilterValue(WireModel):
    """One value that a filter can take."""

    value: str
    session_count: int = Field(description="Sessions of the time range that have it.")


class FilterValues(WireModel):
    """What the filter bar can offer for a time range, most frequent first."""

    devices: list[FilterValue]
    browsers: list[FilterValue]
    oses: list[FilterValue]
    countries: list[FilterValue]
    capture_reasons: list[FilterValue]
    sources: list[FilterValue]
    channels: list[FilterValue]
    utm_mediums: list[FilterValue]
    utm_campaigns: list[FilterValue]
    languages: list[FilterValue]
    screens: list[FilterValue]
    entry_pages: list[FilterValue]
    exit_pages: list[FilterValue]
    events: list[FilterValue] = Field(description="Names of custom events.")
    page_urls: list[FilterValue] = Field(description="The pages seen by most sessions.")


class PageVisit(WireModel):
    """One page view inside a session."""

    page_view_id: str
    tab_id: str
    at: int
    left_at: int = Field(description="Next page view in the same tab, or the tab's last event.")
    page_url: str
    path: str
    title: str
    viewport_width: int
    viewport_height: int
    capture_reason: CaptureReason = Field(description="Whether this page view is in the recording.")


class Tab(WireModel):
    """One browser tab of a session."""

    tab_id: str
    first_at: int
    last_at: int
    event_count: int
    full_snapshots: list[int] = Field(description="Times of full snapshots, Unix ms, ascending.")


class Gap(WireModel):
    """A hole: batches that never arrived."""

    tab_id: str
    from_at: int
    to_at: int
    missing: int = Field(description="Number of missing batches.")


# `console`: an error in the console. `request`: one that failed. `quick-back`: the visitor was back
# on the page before within seconds. `notice`: from here on less is recorded.
MarkerKind = Literal[
    "click",
    "input",
    "page",
    "error",
    "custom",
    "resize",
    "focus",
    "console",
    "request",
    "quick-back",
    "notice",
]


class Marker(WireModel):
    """A moment worth jumping to."""

    at: int
    tab_id: str
    kind: MarkerKind
    label: str = Field(description="Short text for the event list, already without visitor input.")


class Timeline(WireModel):
    """What the bar under the player shows."""

    bucket_ms: int
    activity: list[int] = Field(
        description="Interactions of the visitor per bucket from startedAt on."
    )
    markers: list[Marker]
    markers_truncated: bool = Field(description="More markers exist than are listed.")


class SessionDetail(WireModel):
    """Everything about one session but its rrweb events."""

    session: SessionSummary
    clock_offset_ms: int = Field(
        description="Added to every rrweb timestamp of this session to get server time."
    )
    tracker_version: str
    recorder_version: str
    time_zone: str
    consent: Literal["granted", "not-required", ""] = Field(
        description="Whether the visitor was asked and agreed; empty when nobody said."
    )
    gpc: bool = Field(description="The browser sent Global Privacy Control.")
    dnt: bool = Field(description="The browser sent Do Not Track.")
    stored_bytes: int = Field(description="Size of its batches as they arrived, compressed.")
    tabs: list[Tab]
    pages: list[PageVisit]
    gaps: list[Gap]
    timeline: Timeline


RrwebEvent = dict[str, object]


class EventWindow(WireModel):
    """The answer of `/events`: streamed, `events` last.

    To follow a session in progress, ask again with `from` = `toAt` and `continue=true`: the events
    of that millisecond come again, because more of them may have arrived.
    """

    session_id: str
    tab_id: str
    from_at: int = Field(
        description="Time of the first event, Unix ms, server clock: the Meta event before the "
        "full snapshot, unless `continue` was asked. With no event: the `from` that was asked."
    )
    to_at: int = Field(description="Time of the last event. With no event: `fromAt`.")
    clock_offset_ms: int
    next_from: int | None = Field(
        description="Ask again with this `from` and `continue=true` for what follows; null at the "
        "end of what is stored."
    )
    events: list[RrwebEvent] = Field(
        description="rrweb events as recorded, in order of time; times are the browser's clock."
    )


class PageSnapshot(WireModel):
    """The DOM of a page as one session saw it, to draw something on it."""

    session_id: str
    tab_id: str
    page_url: str
    at: int = Field(description="Time of the full snapshot, Unix ms, server clock.")
    viewport_width: int
    viewport_height: int
    events: list[RrwebEvent] = Field(
        description="Meta and FullSnapshot; with `at`, also what followed until then."
    )


class ExportedPage(WireModel):
    """The rrweb events of one page of a session."""

    url: str
    tab_id: str
    events: list[RrwebEvent]


class ExportedRecording(WireModel):
    """A recording as rrweb JSON; `pagepulse import` takes it back."""

    session: str
    viewport: list[int] = Field(description="Width and height at the start, CSS px.")
    recorder: str
    pages: list[ExportedPage]
