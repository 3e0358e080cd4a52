"""Cutting a tab's rrweb events into windows and reads of bounded size; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

# What a player takes in at once: a full snapshot and minutes of what followed, within a tenth of a
# second on loopback. A player asks for the next window while it plays this one.
WINDOW_BYTES = 4 * 1024 * 1024
# What the server holds of it at once; a storage block has up to 8 MiB, so less saves nothing.
READ_BYTES = 4 * 1024 * 1024


class Key(NamedTuple):
    """An event's place among the events of its tab; `at` is Unix ms, server clock."""

    at: int
    seq: int
    position: int


class EventSize(NamedTuple):
    """Where an event is and how many bytes its JSON has."""

    key: Key
    bytes: int


@dataclass(frozen=True, slots=True)
class KeyRange:
    """Events from one key to another, both included."""

    first: Key
    last: Key


def cut_window(sizes: Sequence[EventSize], budget_bytes: int) -> Sequence[EventSize]:
    """Return the first events within a budget, in whole milliseconds and at least one.

    Whole, because the next window is asked for by a time.
    """
    taken = 0
    total = 0
    for _, same_ms in groupby(sizes, key=lambda size: size.key.at):
        together = list(same_ms)
        total += sum(size.bytes for size in together)
        if taken and total > budget_bytes:
            break
        taken += len(together)
    return sizes[:taken]


def cut_reads(sizes: Sequence[EventSize], budget_bytes: int = READ_BYTES) -> Iterator[KeyRange]:
    """Yield ranges of keys that cover all events once, each within a budget or one event."""
    first: Key | None = None
    last: Key | None = None
    total = 0
    for size in sizes:
        if first is not None and last is not None and total + size.bytes > budget_bytes:
            yield KeyRange(first, last)
            first, total = None, 0
        first = first or size.key
        last = size.key
        total += size.bytes
    if first is not None and last is not None:
        yield KeyRange(first, last)
