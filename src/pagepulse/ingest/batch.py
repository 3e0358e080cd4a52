"""The wire format of `POST /api/tracking/events`: one batch of one tab of one session.

    {
      "version": 1,
      "projectKey": "pk_5f…",            public, write-only
      "sessionKey": "4b1f…",             128 random bits in hex, a secret of this browser
      "tabId": "t_9c…", "seq": 7,        the batch's place; (session, tabId, seq) is stored once
      "sentAt": 1760000000123,           the browser's clock when this attempt was sent
      "visitorId": "v_…",                anonymous; null without storage
      "trackerVersion": "0.1.0", "recorderVersion": "2.1.6",
      "captureReason": "recorded",       whether the page is recorded, or why not
      "recordingId": "run_5f…",          the live run that it is recorded for, if any
      "context": {"language": "de-DE", "timeZone": "Europe/Berlin", "screenWidth": 1440,
                  "consent": "granted", "gpc": false, "dnt": false, …},
      "pageViews": [{"id": "p_…", "at": …, "url": …, "title": …, "referrer": …,
                     "viewportWidth": 1440, "viewportHeight": 900}],
      "captures": [{"at": …, "pageViewId": …, "reason": "recorded"}],   the last counts
      "customEvents": [{"name": "signup", "at": …,
                        "pageViewId": "p_…", "url": …, "properties": {"plan": "pro"}}],
      "errors": [{"at": …,
                  "pageViewId": "p_…", "url": …, "message": …, "source": …, "line": 1, "column": 2,
                  "stack": …}],
      "elements": [{"id": 16 hex digits, "pageViewId": …, "url": …,
                    "label": "button.buy “Buy now”",     for people
                    "print": {…}}],    what the element is known by: hashes, opaque to the server
      "interactions": [{"type": "click", "at": …, "pageViewId": …, "url": …,
                        "elementId": …,               one of `elements`, also of an earlier batch
                        "ex": 0..65535, "ey": 0..65535,  where in the element
                        "x": …, "y": …,                  in the viewport, CSS pixels
                        "pageX": …, "pageY": …,          on the page
                        "width": …, "height": …,         of the element
                        "viewportWidth": …, "viewportHeight": …, "pageHeight": …, "pixelRatio": …,
                        "flags": 9,                      bits: 1 fixed, 2 sticky, 4 overlay,
                          8 in a scroller, 16 shadow, 32 frame, 64 keyboard, 128 script, 256 masked
                        "scrolls": [left, top, …],       of boxes that scroll around it
                        "node": 12,                      its id in the recording, if known
                        "durationMs": …, "value": …}],   numbers that are 0 are left out
                        types: click, touch, rage, dead, error, rest, move, scroll, attention,
                        as in tracker/src/wire.ts
      "consoleMessages": [{"at": …, "pageViewId": …, "level": "warn", "text": …,
                           "dropped": 0}],   messages that came too fast and are not told of
      "requests": [{"at": …, "pageViewId": …, "method": "GET", "url": …, "initiator": "fetch",
                    "outcome": "answered", "status": 200, "durationMs": 80, "bytes": 1200}],
      "vitals": [{"at": …, "pageViewId": …, "url": …, "name": "LCP", "value": 1800.5,
                  "rating": "good", "element": "main>img", "elementId": "9f86d081884c7d65"}],
                  the last of a name counts; `elementId` as in `elements`
      "identities": [{"at": …, "pageViewId": …, "id": "u-81"}],   `pulse.identify`; the last counts
      "costs": [{"at": …, "activeMs": 15000, "workMs": 21.5, "longestMs": 9.1,
                 "snapshotMs": 0, "bytes": 18000, "elements": 1200}],
      "events": [ rrweb events, opaque ],
      "ended": false                     true: nothing follows in this session
    }

Times are Unix milliseconds of the browser's clock. Unknown fields are ignored, so that a newer
tracker can talk to an older server. The format only grows: trackers live in visitors' caches.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

import msgspec

WIRE_VERSION = 1

CONSENTS = frozenset({"granted", "not-required"})
# Whether a page is recorded; `starting`: it may be, a moment later.
CAPTURE_REASONS = frozenset(
    {
        "starting",
        "recorded",
        "triggered-error",
        "triggered-rage",
        "triggered-page",
        "triggered-event",
        "triggered-live",
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
        "refused",
    }
)

CONSOLE_LEVELS = frozenset({"debug", "log", "info", "warn", "error"})
# How a request ended; `opaque`: the browser does not tell.
REQUEST_OUTCOMES = frozenset({"answered", "aborted", "failed", "unfinished", "opaque"})
VITAL_NAMES = frozenset({"CLS", "FCP", "INP", "LCP", "TTFB"})
VITAL_RATINGS = frozenset({"good", "needs-improvement", "poor"})

# Ids from browsers: letters that are safe in a file name, a URL and a log line.
ID_PATTERN = r"^[A-Za-z0-9_-]{1,64}$"
SESSION_KEY_PATTERN = r"^[0-9a-f]{32}$"
# 26 base32 digits hold 130 bits: the digest cut to the strength of the key.
SESSION_ID_LENGTH = 26
# Ids that are at hand while batches of their sessions come, some 200 bytes each.
KNOWN_SESSIONS = 4_096


class Context(msgspec.Struct, frozen=True, rename="camel"):
    """What the browser says about itself; lengths in CSS pixels."""

    language: str = ""
    time_zone: str = ""
    screen_width: int = 0
    screen_height: int = 0
    pixel_ratio: float = 1.0
    touch: bool = False
    # `granted` or `not-required`; older trackers did not say.
    consent: str = ""
    # The browser sends Global Privacy Control, or Do Not Track.
    gpc: bool = False
    dnt: bool = False
    # Nothing is stored in this browser: the server makes an id of the visitor for the day.
    cookieless: bool = False


class PageView(msgspec.Struct, frozen=True, rename="camel"):
    """One showing of a page."""

    id: str
    at: float
    url: str
    title: str = ""
    referrer: str = ""
    viewport_width: int = 0
    viewport_height: int = 0


class Capture(msgspec.Struct, frozen=True, rename="camel"):
    """Whether a page view is recorded from now on, or why not."""

    at: float
    reason: str
    page_view_id: str = ""


def _no_properties() -> msgspec.Raw:
    return msgspec.Raw(b"{}")


class CustomEvent(msgspec.Struct, frozen=True, rename="camel"):
    """What the site's own code named with `pulse.track`."""

    name: str
    at: float
    page_view_id: str = ""
    url: str = ""
    properties: msgspec.Raw = msgspec.field(default_factory=_no_properties)


class PageError(msgspec.Struct, frozen=True, rename="camel"):
    """An uncaught error or rejected promise of the page."""

    at: float
    message: str
    page_view_id: str = ""
    url: str = ""
    source: str = ""
    line: int = 0
    column: int = 0
    stack: str = ""


class ConsoleMessage(msgspec.Struct, frozen=True, rename="camel"):
    """What the page's code handed to its console."""

    at: float
    level: str = ""
    text: str = ""
    page_view_id: str = ""
    dropped: int = 0


class PageRequest(msgspec.Struct, frozen=True, rename="camel"):
    """A request of the page: never its body, headers or query."""

    at: float
    url: str
    page_view_id: str = ""
    method: str = ""
    initiator: str = ""
    outcome: str = ""
    status: int = 0
    duration_ms: float = 0
    bytes: float = 0


class Vital(msgspec.Struct, frozen=True, rename="camel"):
    """One web vital of a page view so far."""

    at: float
    name: str
    value: float
    page_view_id: str = ""
    url: str = ""
    rating: str = ""
    element: str = ""
    element_id: str = ""


class Identity(msgspec.Struct, frozen=True, rename="camel"):
    """The site's own id of its visitor."""

    at: float
    id: str
    page_view_id: str = ""


def _no_print() -> msgspec.Raw:
    return msgspec.Raw(b"{}")


class SeenElement(msgspec.Struct, frozen=True, rename="camel"):
    """An element that interactions name."""

    id: str
    page_view_id: str = ""
    url: str = ""
    label: str = ""
    print: msgspec.Raw = msgspec.field(default_factory=_no_print)


class Interaction(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """One thing that the visitor did; what is 0 is left out."""

    type: str
    at: float
    page_view_id: str = ""
    url: str = ""
    element_id: str = ""
    ex: float = 0
    ey: float = 0
    x: float = 0
    y: float = 0
    page_x: float = 0
    page_y: float = 0
    width: float = 0
    height: float = 0
    viewport_width: float = 0
    viewport_height: float = 0
    page_height: float = 0
    pixel_ratio: float = 0
    flags: int = 0
    scrolls: list[float] = []
    node: int = 0
    duration_ms: float = 0
    value: float = 0


class RecordingCost(msgspec.Struct, frozen=True, rename="camel"):
    """What recording cost the page since the tracker told it last."""

    at: float
    # How long the page was active, and what of that was work of the recorder on its main thread.
    active_ms: float = 0
    work_ms: float = 0
    longest_ms: float = 0
    # The longest full snapshot, and how many elements it had.
    snapshot_ms: float = 0
    elements: float = 0
    # JSON before compression.
    bytes: float = 0


class Envelope(msgspec.Struct, frozen=True, rename="camel"):
    """The part of a batch that must be right before it is acknowledged."""

    version: int
    project_key: str
    session_key: str
    tab_id: str
    seq: int
    sent_at: float


class Batch(Envelope, frozen=True, rename="camel", kw_only=True):
    """A whole batch, decoded by the projector after the acknowledgement."""

    visitor_id: str | None = None
    tracker_version: str = ""
    recorder_version: str = ""
    capture_reason: str = ""
    recording_id: str = ""
    # From an address of the team; set by this server, and no harm where anybody else says it.
    own: bool = False
    context: Context = Context()
    page_views: list[PageView] = []
    captures: list[Capture] = []
    custom_events: list[CustomEvent] = []
    errors: list[PageError] = []
    elements: list[SeenElement] = []
    interactions: list[Interaction] = []
    console_messages: list[ConsoleMessage] = []
    requests: list[PageRequest] = []
    vitals: list[Vital] = []
    identities: list[Identity] = []
    costs: list[RecordingCost] = []
    events: list[msgspec.Raw] = []
    ended: bool = False


@lru_cache(maxsize=KNOWN_SESSIONS)
def session_id_of(session_key: str) -> str:
    """Return the public id of a session: knowing it does not allow to write to the session."""
    digest = hashlib.sha256(session_key.encode()).digest()
    return base64.b32encode(digest).decode().lower()[:SESSION_ID_LENGTH]
