"""What viewers see of a batch: no less redacted than what is stored; pure."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from pagepulse.ingest.acceptance import TakenBatch
from pagepulse.ingest.batch import CONSOLE_LEVELS, ConsoleMessage, PageError
from pagepulse.ingest.pages import page_of
from pagepulse.ingest.patterns import redact
from pagepulse.ingest.rows import (
    LABEL_LENGTH,
    MESSAGE_LENGTH,
    STACK_LENGTH,
    stored_events,
)
from pagepulse.ingest.signal_rows import TEXT_LENGTH
from pagepulse.live.messages import LiveEvent
from pagepulse.live.snapshots import picture_begins

_encode = msgspec.json.Encoder().encode


class Shown(msgspec.Struct, frozen=True):
    """One batch, or what is left of it; times are Unix ms."""

    seq: int
    # rrweb's type of each event.
    types: Sequence[int]
    events: tuple[msgspec.Raw, ...]
    # When the server had it, and the visitor's clock when it was sent.
    timestamp: int
    sent_at: int
    recording_id: str
    console: tuple[msgspec.Raw, ...] = ()
    errors: tuple[msgspec.Raw, ...] = ()

    @property
    def size(self) -> int:
        """Return how many bytes its events have."""
        return sum(map(len, self.events))

    def from_picture(self) -> Shown | None:
        """Return it from its last full snapshot on; None where it holds none."""
        begin = picture_begins(self.types)
        if begin is None:
            return None
        rest = {"types": self.types[begin:], "events": self.events[begin:]}
        return msgspec.structs.replace(self, **rest)


def shown_of(taken: TakenBatch) -> Shown | None:
    """Return what may be seen of a batch; None where it will not be stored either."""
    entry, batch = taken.entry, taken.batch
    try:
        types, events = stored_events(() if taken.signal else batch.events)
    except (msgspec.DecodeError, RecursionError):
        # It goes to quarantine.
        return None
    is_private = taken.signal is not None
    return Shown(
        seq=entry.seq,
        types=types,
        events=tuple(events),
        timestamp=entry.received_at,
        sent_at=int(batch.sent_at),
        recording_id=batch.recording_id,
        console=() if is_private else tuple(_console(one) for one in batch.console_messages),
        errors=() if is_private else tuple(_error(one) for one in batch.errors),
    )


def live_event(session_id: str, tab_id: str, shown: Shown, *, is_catch_up: bool) -> LiveEvent:
    """Return the message of a batch."""
    return LiveEvent(
        recording_id=shown.recording_id,
        session_id=session_id,
        tab_id=tab_id,
        seq=shown.seq,
        events=shown.events,
        timestamp=shown.timestamp,
        sent_at=shown.sent_at,
        is_catch_up=is_catch_up,
        console=shown.console,
        errors=shown.errors,
    )


def _console(message: ConsoleMessage) -> msgspec.Raw:
    return _raw(
        {
            "at": message.at,
            "pageViewId": message.page_view_id[:LABEL_LENGTH],
            "level": message.level if message.level in CONSOLE_LEVELS else "",
            "text": redact(message.text[:TEXT_LENGTH]),
            "dropped": max(0, message.dropped),
        }
    )


def _error(error: PageError) -> msgspec.Raw:
    return _raw(
        {
            "at": error.at,
            "pageViewId": error.page_view_id[:LABEL_LENGTH],
            "pageURL": page_of(error.url).page_url,
            "message": redact(error.message[:MESSAGE_LENGTH]),
            "source": page_of(error.source).page_url,
            "line": error.line,
            "column": error.column,
            "stack": redact(error.stack[:STACK_LENGTH]),
        }
    )


def _raw(fields: dict[str, object]) -> msgspec.Raw:
    return msgspec.Raw(_encode(fields))
