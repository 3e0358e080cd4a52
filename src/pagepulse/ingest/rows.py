"""Makes the warehouse rows of one batch (pure)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import msgspec

from pagepulse.ingest.batch import (
    CAPTURE_REASONS,
    CONSENTS,
    ID_PATTERN,
    Batch,
    Context,
    CustomEvent,
    PageError,
    PageView,
)
from pagepulse.ingest.capture_rows import capture_rows
from pagepulse.ingest.cost_rows import cost_rows
from pagepulse.ingest.countries import country_of
from pagepulse.ingest.devices import device_of
from pagepulse.ingest.envelope import mend_surrogates
from pagepulse.ingest.event_redaction import TEXTLESS_SOURCES, redact_event
from pagepulse.ingest.interaction_rows import (
    element_rows,
    frustrations_of,
    interaction_rows,
    sender_of,
    snapshot_rows,
)
from pagepulse.ingest.own import own_rows
from pagepulse.ingest.pages import page_key_of, page_of
from pagepulse.ingest.patterns import redact
from pagepulse.ingest.signal_rows import console_rows, identity_of, request_rows, vital_rows
from pagepulse.ingest.suspicion import may_be_private
from pagepulse.ingest.tables import Row
from pagepulse.journal import Entry

# Below this, the difference of two clocks cannot be told from the time that the batch travelled.
# With a second of travel, a stored time is two seconds off at most.
IGNORED_OFFSET_MS = 1_000
# A tracker's times lie between a week before the batch arrived (it kept the batch while offline)
# and a minute after (clocks drift inside a session).
MAX_AGE_MS = 7 * 24 * 60 * 60 * 1000
MAX_AHEAD_MS = 60 * 1000
# Other sources bring their own times; the warehouse holds 1900 to 2299.
EPOCH_MS = 0
YEAR_2200_MS = 7_258_118_400_000

TITLE_LENGTH = 512
NAME_LENGTH = 128
MESSAGE_LENGTH = 1024
STACK_LENGTH = 8192
LABEL_LENGTH = 64
REFERRER_LENGTH = 2048

INCREMENTAL, FULL_SNAPSHOT = 3, 2
MOUSE_INTERACTION, INPUT = 2, 5
CLICK = 2
NONE = -1
# In the column `interaction` of an input: scripts of the page fill in fields as well.
PAGE_DID, VISITOR_DID = 0, 1

RECORDING_ID = re.compile(ID_PATTERN)

UINT8, INT8, UINT16, UINT32 = 2**8 - 1, 2**7 - 1, 2**16 - 1, 2**32 - 1


class _Data(msgspec.Struct, frozen=True, rename="camel"):
    source: int = NONE
    # A number for what is counted here; other sources use the name for other things.
    type: object = None
    user_triggered: bool | None = None


class _Head(msgspec.Struct, frozen=True):
    type: int
    timestamp: float
    data: msgspec.Raw = msgspec.Raw(b"null")


class _Source(msgspec.Struct, frozen=True):
    source: int = NONE


class _Sourced(msgspec.Struct, frozen=True):
    type: int
    timestamp: float
    data: _Source = _Source()


_head_decoder = msgspec.json.Decoder(_Head)
_heads_decoder = msgspec.json.Decoder(list[_Head])
_sourced_decoder = msgspec.json.Decoder(list[_Sourced])
_data_decoder = msgspec.json.Decoder(_Data)


@dataclass(slots=True)
class BatchRows:
    """The rows of one batch by table."""

    recording_events: list[Row] = field(default_factory=list)
    page_views: list[Row] = field(default_factory=list)
    captures: list[Row] = field(default_factory=list)
    custom_events: list[Row] = field(default_factory=list)
    errors: list[Row] = field(default_factory=list)
    console_messages: list[Row] = field(default_factory=list)
    requests: list[Row] = field(default_factory=list)
    vitals: list[Row] = field(default_factory=list)
    interactions: list[Row] = field(default_factory=list)
    elements: list[Row] = field(default_factory=list)
    snapshots: list[Row] = field(default_factory=list)
    costs: list[Row] = field(default_factory=list)
    own_visitors: list[Row] = field(default_factory=list)
    batches: list[Row] = field(default_factory=list)
    # rrweb events in which something private was hidden only here.
    redacted_events: int = 0


@dataclass(slots=True)
class _Maker:
    """What all rows of a batch share, and what is counted on the way."""

    entry: Entry
    visitor_id: str
    offset_ms: int
    clicks: int = 0
    keys: int = 0
    full_snapshots: int = 0
    redacted_events: int = 0
    times: list[int] = field(default_factory=list)

    def server_time(self, at: float) -> int:
        """Return a browser's time as server time within the plausible bounds, in Unix ms."""
        low, high = EPOCH_MS, YEAR_2200_MS
        if self.entry.origin == "tracker":
            low = self.entry.received_at - MAX_AGE_MS
            high = self.entry.received_at + MAX_AHEAD_MS
        return _clamp(at + self.offset_ms, low, high)

    def note(self, at: float) -> int:
        """Return server time, and count it as a time of the batch."""
        corrected = self.server_time(at)
        self.times.append(corrected)
        return corrected


def clock_offset(entry: Entry, batch: Batch) -> int:
    """Return what must be added to the browser's times to get the server's, in milliseconds."""
    if entry.origin != "tracker":
        return 0
    offset = entry.received_at - _clamp(batch.sent_at, EPOCH_MS, YEAR_2200_MS)
    return 0 if abs(offset) <= IGNORED_OFFSET_MS else offset


def rows_of_batch(
    entry: Entry, batch: Batch, offset_ms: int, source: str | None = None
) -> BatchRows:
    """Return the rows of a batch; raises msgspec.DecodeError when an rrweb event is none.

    `source` is what brought the visitor, where earlier batches of the session said it.
    """
    maker = _Maker(entry, batch.visitor_id or "", offset_ms)
    sender = sender_of(entry, batch, source, maker.note)
    recording_events = [_event_row(maker, *one) for one in enumerate(batch.events)]
    rows = BatchRows(
        recording_events=recording_events,
        page_views=[_page_view_row(maker, one, batch.capture_reason) for one in batch.page_views],
        captures=capture_rows(maker, batch.captures),
        custom_events=[_custom_event_row(maker, *one) for one in enumerate(batch.custom_events)],
        errors=[_error_row(maker, *one) for one in enumerate(batch.errors)],
        console_messages=console_rows(maker, batch.console_messages),
        requests=request_rows(maker, batch.requests),
        vitals=vital_rows(maker, batch.vitals),
        interactions=interaction_rows(sender, batch.interactions),
        elements=element_rows(sender, batch.elements),
        snapshots=list(snapshot_rows(entry, recording_events)),
        costs=cost_rows(maker, batch.costs),
        own_visitors=own_rows(entry, batch),
        # The last: it counts what the others noted.
        batches=[_batch_row(maker, batch)],
    )
    rows.redacted_events = maker.redacted_events
    return rows


def stored_events(events: Sequence[msgspec.Raw]) -> tuple[list[int], Sequence[msgspec.Raw]]:
    """Return rrweb's type of each event, and its JSON as it is stored.

    Raises msgspec.DecodeError where one is no event.
    """
    heads = _sourced(b"[%b]" % b",".join(events))
    # Most batches hold nothing that could be private: one look at all their texts is enough.
    texts = [
        event
        for event, head in zip(events, heads, strict=True)
        # As `is_textless`, which would be called for each of some thousand events a second.
        if head.type != INCREMENTAL or head.data.source not in TEXTLESS_SOURCES
    ]
    if may_be_private(b",".join(texts)):
        events = [
            msgspec.Raw(redact_event(bytes(event), head.type, head.data.source))
            for event, head in zip(events, heads, strict=True)
        ]
    return [head.type for head in heads], events


def _sourced(events: bytes) -> list[_Sourced]:
    """Return the heads of the events of a JSON list."""
    try:
        return _sourced_decoder.decode(events)
    except msgspec.ValidationError:
        # What is no increment may hold anything.
        return [_sourced_of(head) for head in _heads_decoder.decode(events)]


def _sourced_of(head: _Head) -> _Sourced:
    source = _data_decoder.decode(head.data).source if head.type == INCREMENTAL else NONE
    return _Sourced(head.type, head.timestamp, _Source(source))


def _clamp(value: float, low: int, high: int) -> int:
    return int(min(max(value, low), high))


def _event_row(maker: _Maker, position: int, event: msgspec.Raw) -> Row:
    entry = maker.entry
    head = _head_decoder.decode(event)
    source = interaction = NONE
    if head.type == INCREMENTAL:
        data = _data_decoder.decode(head.data)
        source = data.source if 0 <= data.source <= INT8 else NONE
        if source == MOUSE_INTERACTION and isinstance(data.type, int):
            interaction = data.type if 0 <= data.type <= INT8 else NONE
            maker.clicks += interaction == CLICK
        elif source == INPUT:
            interaction = PAGE_DID if data.user_triggered is False else VISITOR_DID
            maker.keys += interaction == VISITOR_DID
    maker.full_snapshots += head.type == FULL_SNAPSHOT
    at = maker.note(head.timestamp)
    payload = bytes(event)
    redacted = redact_event(payload, head.type, source)
    maker.redacted_events += redacted is not payload
    return (
        entry.project_id,
        entry.session_id,
        entry.tab_id,
        at,
        entry.seq,
        position,
        _clamp(head.type, 0, UINT8),
        source,
        interaction,
        redacted,
    )


def _page_view_row(maker: _Maker, page_view: PageView, capture_reason: str) -> Row:
    entry = maker.entry
    page = page_of(page_view.url)
    at = maker.note(page_view.at)
    return (
        entry.project_id,
        page_view.id,
        entry.session_id,
        entry.tab_id,
        maker.visitor_id,
        at,
        page.page_url,
        page.path,
        redact(_text(page_view.title, TITLE_LENGTH)),
        page_of(page_view.referrer).page_url[:REFERRER_LENGTH],
        page.utm_source,
        page.utm_medium,
        page.utm_campaign,
        _clamp(page_view.viewport_width, 0, UINT16),
        _clamp(page_view.viewport_height, 0, UINT16),
        _one_of(CAPTURE_REASONS, capture_reason),
        page_key_of(page_view.url),
    )


def _place_columns(maker: _Maker, position: int, item: CustomEvent | PageError) -> Row:
    """Return the columns that custom events and errors begin with."""
    entry = maker.entry
    return (
        entry.project_id,
        entry.session_id,
        entry.tab_id,
        maker.visitor_id,
        _text(item.page_view_id, LABEL_LENGTH),
        maker.note(item.at),
        entry.seq,
        position,
    )


def _custom_event_row(maker: _Maker, position: int, custom: CustomEvent) -> Row:
    return (
        *_place_columns(maker, position, custom),
        redact(_text(custom.name, NAME_LENGTH)),
        page_of(custom.url).page_url,
        _properties(custom.properties),
    )


def _error_row(maker: _Maker, position: int, error: PageError) -> Row:
    return (
        *_place_columns(maker, position, error),
        redact(_text(error.message, MESSAGE_LENGTH)),
        page_of(error.source).page_url,
        _clamp(error.line, 0, UINT32),
        _clamp(error.column, 0, UINT32),
        redact(_text(error.stack, STACK_LENGTH)),
        page_of(error.url).page_url,
    )


def _batch_row(maker: _Maker, batch: Batch) -> Row:
    entry = maker.entry
    sent_at = maker.server_time(batch.sent_at)
    times = maker.times or [sent_at]
    return (
        entry.project_id,
        entry.session_id,
        entry.tab_id,
        entry.seq,
        entry.received_at,
        sent_at,
        maker.offset_ms,
        min(times),
        max(times),
        maker.visitor_id,
        _text(batch.tracker_version, LABEL_LENGTH),
        _text(batch.recorder_version, LABEL_LENGTH),
        *_who(entry, batch.context),
        len(batch.events),
        maker.clicks,
        maker.keys,
        maker.full_snapshots,
        len(batch.page_views),
        len(batch.custom_events),
        len(batch.errors),
        len(entry.body),
        entry.origin,
        batch.ended,
        _one_of(CONSENTS, batch.context.consent),
        batch.context.gpc,
        batch.context.dnt,
        _one_of(CAPTURE_REASONS, batch.capture_reason),
        identity_of(batch.identities),
        *frustrations_of(batch.interactions),
        device_of(entry.user_agent, touch=batch.context.touch).is_bot,
        recording_id_of(batch),
    )


def recording_id_of(batch: Batch) -> str:
    """Return the live run that a batch names, or nothing where that is no id."""
    return batch.recording_id if RECORDING_ID.fullmatch(batch.recording_id) else ""


def _who(entry: Entry, context: Context) -> Row:
    device = device_of(entry.user_agent, touch=context.touch)
    time_zone = _text(context.time_zone, LABEL_LENGTH)
    return (
        device.device,
        device.browser,
        device.browser_version,
        device.os,
        country_of(time_zone),
        _text(context.language, LABEL_LENGTH),
        time_zone,
        _clamp(context.screen_width, 0, UINT16),
        _clamp(context.screen_height, 0, UINT16),
    )


def _properties(properties: msgspec.Raw) -> str:
    """Return the JSON without private patterns in its texts; numbers are the site's own."""
    try:
        # Nobody has looked into it yet: halves of emoji, endless numbers, a thousand brackets.
        cleaned = _redacted(msgspec.json.decode(mend_surrogates(bytes(properties))))
        return msgspec.json.encode(cleaned).decode()
    except (msgspec.MsgspecError, OverflowError, RecursionError):
        return "{}"


def _redacted(value: object) -> object:
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, list):
        return [_redacted(one) for one in value]
    if isinstance(value, dict):
        return {redact(str(name)): _redacted(one) for name, one in value.items()}
    return value


def _text(value: str, length: int) -> str:
    return value[:length]


def _one_of(known: Collection[str], value: str) -> str:
    # Anybody can send anything; the dashboard has words for these only.
    return value if value in known else ""
