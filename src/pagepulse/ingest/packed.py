"""Events packed by `@rrweb/packer`: strings whose characters are the bytes of a zlib stream."""

from __future__ import annotations

import zlib

import msgspec

from pagepulse.errors import InvalidInputError
from pagepulse.ingest.limits import FULL_SNAPSHOT_BYTES

# The packer marks what it packed, as the last property of the event.
VERSION = "v1"
MARK = b',"v":"v1"}'


class _Mark(msgspec.Struct, frozen=True):
    v: str = ""


def unpack_event(packed: bytes) -> bytes:
    """Return the JSON of an event from the JSON string that the packer made of it.

    Raises InvalidInputError `bad_packed_event`, LimitExceededError for one that is too large.
    """
    try:
        stream = msgspec.json.decode(packed, type=str).encode("latin-1")
        event, is_whole = _inflate(stream)
        mark = msgspec.json.decode(event, type=_Mark).v
    except (ValueError, zlib.error, RecursionError) as failure:
        raise _not_packed() from failure
    if not is_whole or mark != VERSION:
        raise _not_packed()
    return _without_mark(event)


def _inflate(stream: bytes) -> tuple[bytes, bool]:
    """Return at most one byte more than an event may have, and whether that was all."""
    inflater = zlib.decompressobj()
    event = inflater.decompress(stream, FULL_SNAPSHOT_BYTES.value + 1)
    FULL_SNAPSHOT_BYTES.check(len(event))
    return event, inflater.eof


def _without_mark(event: bytes) -> bytes:
    if event.endswith(MARK):
        return event[: -len(MARK)] + b"}"
    fields = msgspec.json.decode(event, type=dict[str, msgspec.Raw])
    return msgspec.json.encode({name: value for name, value in fields.items() if name != "v"})


def _not_packed() -> InvalidInputError:
    return InvalidInputError(
        "bad_packed_event", "The string is no event packed by @rrweb/packer, version v1."
    )
