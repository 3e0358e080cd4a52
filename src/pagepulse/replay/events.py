"""The window of rrweb events that a player asks for: planned from sizes, then streamed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from functools import partial

import msgspec

from pagepulse.errors import NotFoundError
from pagepulse.questions.dates import LAST_MS
from pagepulse.replay.detail import find_session
from pagepulse.replay.event_queries import (
    TabKey,
    find_full_snapshot,
    find_next_moment,
    select_payloads,
    select_sizes,
    select_sizes_of_moment,
    select_tabs_with_events,
)
from pagepulse.replay.windows import WINDOW_BYTES, EventSize, Key, KeyRange, cut_reads, cut_window
from pagepulse.warehouse import Warehouse

# Events looked at for one window: ten minutes of a page that never rests.
WINDOW_EVENTS = 10_000
BEFORE_ALL_MS = -1


@dataclass(frozen=True, slots=True)
class WindowRequest:
    """Which events are wanted; times are Unix ms, server clock, both included."""

    project_id: str
    session_id: str
    tab_id: str | None
    from_at: int | None
    to_at: int | None
    is_continued: bool = False
    budget_bytes: int = WINDOW_BYTES
    max_events: int = WINDOW_EVENTS


@dataclass(frozen=True, slots=True)
class Window:
    """What will be streamed: the head of the answer, and the reads that make its events."""

    tab: TabKey
    from_at: int
    to_at: int
    clock_offset_ms: int
    next_from: int | None
    reads: Sequence[KeyRange]


def plan(warehouse: Warehouse, request: WindowRequest) -> Window:
    """Choose the events of a window; raises NotFoundError for an unknown session or tab."""
    session = find_session(warehouse, request.project_id, request.session_id)
    tab = find_tab(warehouse, request)
    first = first_key(warehouse, tab, request)
    until = LAST_MS if request.to_at is None else request.to_at
    seen = whole_moments(warehouse, tab, first, until, request.max_events)
    sizes = cut_window(seen, request.budget_bytes)
    if not sizes and find_next_moment(warehouse, tab, BEFORE_ALL_MS) is None:
        raise NotFoundError("recording_not_found", "This tab of the session has no recording.")
    last_at = sizes[-1].key.at if sizes else until
    asked_from = request.from_at or 0
    return Window(
        tab=tab,
        from_at=sizes[0].key.at if sizes else asked_from,
        to_at=last_at if sizes else asked_from,
        clock_offset_ms=session["clock_offset_ms"],
        next_from=find_next_moment(warehouse, tab, last_at),
        reads=list(cut_reads(sizes)),
    )


def find_tab(warehouse: Warehouse, request: WindowRequest) -> TabKey:
    """Return the tab that was asked for, or else the first one with events."""
    tab_id = request.tab_id
    if tab_id is None:
        tab_ids = select_tabs_with_events(warehouse, request.project_id, request.session_id)
        tab_id = tab_ids[0] if tab_ids else ""
    return TabKey(request.project_id, request.session_id, tab_id)


def first_key(warehouse: Warehouse, tab: TabKey, request: WindowRequest) -> Key:
    """Return where the window begins.

    A player needs a full snapshot and the Meta event before it (it holds the viewport). Without
    one until `from` the window begins with the tab, so that nothing is left out.
    """
    if request.is_continued:
        return Key(request.from_at or 0, 0, 0)
    if request.from_at is None:
        return Key(0, 0, 0)
    snapshot = find_full_snapshot(warehouse, tab, request.from_at)
    return Key(0, 0, 0) if snapshot is None else snapshot.meta


def whole_moments(
    warehouse: Warehouse, tab: TabKey, first: Key, until: int, max_events: int
) -> list[EventSize]:
    """Return events from a key until a time, about so many, but all of each millisecond."""
    sizes = select_sizes(warehouse, tab, first, max_events, until)
    if len(sizes) < max_events:
        return sizes
    last_at = sizes[-1].key.at
    if sizes[0].key.at < last_at:
        return [size for size in sizes if size.key.at < last_at]
    moment = select_sizes_of_moment(warehouse, tab, last_at)
    return [size for size in moment if size.key >= first]


async def stream(
    warehouse: Warehouse,
    window: Window,
    head: bytes | None = None,
    change: Callable[[str], str] | None = None,
) -> AsyncIterator[bytes]:
    """Yield the answer's JSON; events are copied as they were recorded, never parsed.

    Who shows them to others gives another head, and what changes the JSON of each event.
    """
    yield head_of(window) if head is None else head
    is_first = True
    async for text in payloads(warehouse, window.tab, window.reads, change):
        yield text if is_first else b"," + text
        is_first = False
    yield b"]}"


async def payloads(
    warehouse: Warehouse,
    tab: TabKey,
    reads: Sequence[KeyRange],
    change: Callable[[str], str] | None = None,
) -> AsyncIterator[bytes]:
    """Yield, for each read, its events joined by commas, each changed where that is wanted."""

    def read(keys: KeyRange) -> list[str]:
        texts = select_payloads(warehouse, tab, keys)
        return texts if change is None else [change(text) for text in texts]

    for keys in reads:
        texts = await warehouse.run_async(partial(read, keys))
        if texts:
            yield ",".join(texts).encode()


def head_of(window: Window) -> bytes:
    """Return the JSON up to and with the bracket that opens the events."""
    head = {
        "sessionId": window.tab.session_id,
        "tabId": window.tab.tab_id,
        "fromAt": window.from_at,
        "toAt": window.to_at,
        "clockOffsetMs": window.clock_offset_ms,
        "nextFrom": window.next_from,
    }
    return msgspec.json.encode(head)[:-1] + b',"events":['
