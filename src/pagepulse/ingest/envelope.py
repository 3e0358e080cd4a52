"""Checks a batch before its acknowledgement: everything a visitor sends is hostile until then."""

from __future__ import annotations

import math
import re

import msgspec

from pagepulse.errors import InvalidInputError, PagePulseError
from pagepulse.ingest.batch import (
    ID_PATTERN,
    SESSION_KEY_PATTERN,
    WIRE_VERSION,
    Batch,
)
from pagepulse.ingest.limits import (
    EVENT_BYTES,
    EVENTS,
    FULL_SNAPSHOT_BYTES,
    INTERACTIONS,
    ITEMS,
    PRINT_BYTES,
    PROPERTIES_BYTES,
    SEQ,
    SNAPSHOT_NODES,
)

ID = re.compile(ID_PATTERN)
SESSION_KEY = re.compile(SESSION_KEY_PATTERN)
FULL_SNAPSHOT = 2

# A page may hold half of a surrogate pair (an emoji cut by `slice`); JSON.stringify writes it
# as an escape that is no valid Unicode, and a batch must not be lost for that. Alternatives in this
# order: an escaped backslash, a whole pair, a half.
_SURROGATES = re.compile(
    rb"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)
_REPLACEMENT = rb"\ufffd"

_decoder = msgspec.json.Decoder(Batch)


def _bounded_list(limit: int) -> type[msgspec.Struct]:
    """Return a type for arrays that makes `limit` + 1 objects at most and skips what follows."""
    fields = [(f"item_{n}", msgspec.Raw, msgspec.Raw(b"")) for n in range(limit + 1)]
    return msgspec.defstruct("BoundedList", fields, array_like=True, frozen=True)


_BoundedEvents = _bounded_list(EVENTS.value)
_BoundedItems = _bounded_list(ITEMS.value)
_BoundedInteractions = _bounded_list(INTERACTIONS.value)
_Counts = msgspec.defstruct(
    "Counts",
    [
        ("events", _BoundedEvents, _BoundedEvents()),
        ("pageViews", _BoundedItems, _BoundedItems()),
        ("captures", _BoundedItems, _BoundedItems()),
        ("customEvents", _BoundedItems, _BoundedItems()),
        ("errors", _BoundedItems, _BoundedItems()),
        ("elements", _BoundedInteractions, _BoundedInteractions()),
        ("interactions", _BoundedInteractions, _BoundedInteractions()),
        ("consoleMessages", _BoundedItems, _BoundedItems()),
        ("requests", _BoundedItems, _BoundedItems()),
        ("vitals", _BoundedItems, _BoundedItems()),
        ("identities", _BoundedItems, _BoundedItems()),
        ("costs", _BoundedItems, _BoundedItems()),
    ],
    frozen=True,
)
_LIMITS_OF_LISTS = {
    "events": EVENTS,
    "elements": INTERACTIONS,
    "interactions": INTERACTIONS,
}
_counts_decoder = msgspec.json.Decoder(_Counts)
# Up to here the smallest possible items, `{},`, cannot make more than 22 MB of objects.
UNCOUNTED_BYTES = 1024 * 1024


class _Type(msgspec.Struct, frozen=True):
    type: int = -1


_type_decoder = msgspec.json.Decoder(_Type)


def read_batch(raw: bytes) -> tuple[bytes, Batch]:
    """Return the batch and its JSON, which differs from `raw` where halves of emoji were replaced.

    Raises InvalidInputError with a named code, or LimitExceededError.
    """
    try:
        batch = decode_batch(raw)
    except InvalidInputError:
        mended = mend_surrogates(raw)
        if mended == raw:
            raise
        raw, batch = mended, decode_batch(mended)
    check_batch(batch, len(raw))
    return raw, batch


def read_sound(text: str) -> tuple[bytes, Batch] | None:
    """Return a batch of at most UNCOUNTED_BYTES and its JSON; None where anything is wrong.

    Nearly all that come as text are sound. `read_batch` tells what is wrong with the others.
    """
    try:
        raw = text.encode()
        batch = _decoder.decode(raw)
        check_batch(batch, len(raw))
    except (UnicodeEncodeError, msgspec.MsgspecError, RecursionError, PagePulseError):
        return None
    return raw, batch


def mend_surrogates(raw: bytes) -> bytes:
    """Return JSON in which half surrogate pairs are replaced; all else stays as it is."""
    return _SURROGATES.sub(_mend, raw) if rb"\u" in raw else raw


def decode_batch(raw: bytes) -> Batch:
    """Decode without looking into the rrweb events; raises InvalidInputError."""
    try:
        # The decoder skips strings inside rrweb events without looking at their bytes.
        if not raw.isascii():
            raw.decode()
        if len(raw) > UNCOUNTED_BYTES:
            _check_counts(raw)
        return _decoder.decode(raw)
    except UnicodeDecodeError as failure:
        raise InvalidInputError("not_utf8", "The body must be UTF-8.") from failure
    except msgspec.ValidationError as failure:
        raise InvalidInputError(
            "wrong_type", f"The batch is not as described: {failure}."
        ) from failure
    except msgspec.DecodeError as failure:
        raise InvalidInputError("not_json", f"The body must be JSON: {failure}.") from failure
    except RecursionError as failure:
        raise InvalidInputError("too_deep", "The JSON is nested too deeply.") from failure


def check_batch(batch: Batch, raw_bytes: int) -> None:
    """Check what the types cannot say; raises InvalidInputError or LimitExceededError."""
    if batch.version != WIRE_VERSION:
        raise InvalidInputError(
            "unknown_version", f"This server reads version {WIRE_VERSION}.", got=batch.version
        )
    if SESSION_KEY.fullmatch(batch.session_key) is None:
        raise InvalidInputError("bad_session_key", "sessionKey must be 32 lower-case hex digits.")
    _check_id("tabId", batch.tab_id)
    if batch.visitor_id:
        _check_id("visitorId", batch.visitor_id)
    if not 0 <= batch.seq <= SEQ.value:
        # No amount of something, but a number that cannot be: 400, like every wrong field.
        raise InvalidInputError(SEQ.code, SEQ.sentence, limit=SEQ.value, got=batch.seq)
    if not math.isfinite(batch.sent_at):
        raise InvalidInputError("bad_time", "sentAt must be Unix milliseconds.")
    EVENTS.check(len(batch.events))
    for items in (
        batch.page_views,
        batch.captures,
        batch.custom_events,
        batch.errors,
        batch.console_messages,
        batch.requests,
        batch.vitals,
        batch.identities,
        batch.costs,
    ):
        ITEMS.check(len(items))
    _check_interactions(batch)
    for page_view in batch.page_views:
        _check_id("pageViews.id", page_view.id)
    for custom_event in batch.custom_events:
        PROPERTIES_BYTES.check(len(custom_event.properties))
    # A batch that is smaller than the limit of one event holds no event above it.
    if raw_bytes > EVENT_BYTES.value:
        _check_event_sizes(batch)


def _check_interactions(batch: Batch) -> None:
    for several in (batch.elements, batch.interactions):
        INTERACTIONS.check(len(several))
    for element in batch.elements:
        PRINT_BYTES.check(len(element.print))


def _check_counts(raw: bytes) -> None:
    """Refuse too many items before an object is made of each."""
    counts = _counts_decoder.decode(raw)
    for name in counts.__struct_fields__:
        limit = _LIMITS_OF_LISTS.get(name, ITEMS)
        if getattr(getattr(counts, name), f"item_{limit.value}"):
            raise limit.refusal(limit.value + 1)


def _check_id(field: str, value: str) -> None:
    if ID.fullmatch(value) is None:
        raise InvalidInputError(
            "bad_id", f"{field} must be 1 to 64 letters, digits, _ or -.", field=field
        )


def _check_event_sizes(batch: Batch) -> None:
    for event in batch.events:
        size = len(event)
        if size <= EVENT_BYTES.value:
            continue
        if _type_of(event) != FULL_SNAPSHOT:
            raise EVENT_BYTES.refusal(size)
        FULL_SNAPSHOT_BYTES.check(size)
        SNAPSHOT_NODES.check(_nodes_in(bytes(event)))


def _nodes_in(snapshot: bytes) -> int:
    """Return how many nodes there are: each has a number, which an attribute `id` has not."""
    return snapshot.count(b'"id":') - snapshot.count(b'"id":"')


def _type_of(event: msgspec.Raw) -> int:
    try:
        return _type_decoder.decode(event).type
    except (msgspec.DecodeError, RecursionError):
        return -1


def _mend(match: re.Match[bytes]) -> bytes:
    return _REPLACEMENT if match[1] else match[0]
