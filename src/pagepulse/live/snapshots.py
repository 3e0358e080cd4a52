"""Finds full snapshots among rrweb events; pure."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

FULL_SNAPSHOT, META = 2, 4
UNKNOWN = -1


class _Type(msgspec.Struct, frozen=True):
    type: int = UNKNOWN


_decoder = msgspec.json.Decoder(_Type)


def type_of(event: msgspec.Raw | bytes) -> int:
    """Return rrweb's number of an event's type, or -1."""
    try:
        return _decoder.decode(event).type
    except (msgspec.MsgspecError, RecursionError):
        return UNKNOWN


def holds_full_snapshot(events: Sequence[msgspec.Raw]) -> bool:
    """Tell whether a full snapshot is among the events."""
    return any(type_of(event) == FULL_SNAPSHOT for event in events)


def picture_begins(types: Sequence[int]) -> int | None:
    """Return where the last full snapshot begins, with the Meta event before it; None: nowhere."""
    for position in reversed(range(len(types))):
        if types[position] == FULL_SNAPSHOT:
            has_meta = position > 0 and types[position - 1] == META
            return position - 1 if has_meta else position
    return None
