"""A whole recording as rrweb JSON, in the shape that `pagepulse import` reads."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import msgspec

from pagepulse.errors import NotFoundError
from pagepulse.replay.assets import Hydration
from pagepulse.replay.detail import find_session
from pagepulse.replay.event_queries import (
    TabKey,
    select_metas,
    select_sizes,
    select_tabs_with_events,
)
from pagepulse.replay.events import payloads
from pagepulse.replay.queries import MAX_ROWS, select_page_views
from pagepulse.replay.windows import EventSize, Key, cut_reads
from pagepulse.warehouse import Row, Warehouse

# Events planned ahead at a time: some megabytes of keys for the longest recordings.
PLAN_EVENTS = 50_000

Format = Literal["pages", "events"]


@dataclass(frozen=True, slots=True)
class PagePart:
    """The events of one page of a tab, up to and without `end`; None is the end of the tab."""

    tab: TabKey
    url: str
    start: Key
    end: Key | None


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """What is written: the head, and the pages in the order of tabs and time."""

    session_id: str
    viewport: tuple[int, int]
    recorder: str
    parts: Sequence[PagePart]


def plan(warehouse: Warehouse, project_id: str, session_id: str) -> ExportPlan:
    """Find the pages of a recording; raises NotFoundError for none."""
    session = find_session(warehouse, project_id, session_id)
    tab_ids = select_tabs_with_events(warehouse, project_id, session_id)
    if not tab_ids:
        raise NotFoundError("recording_not_found", "This session has no recording.")
    views = select_page_views(warehouse, project_id, session_id)
    parts = [
        part
        for tab_id in tab_ids
        for part in tab_parts(warehouse, TabKey(project_id, session_id, tab_id), views)
    ]
    first = views[0] if views else {"viewport_width": 0, "viewport_height": 0}
    return ExportPlan(
        session_id=session_id,
        viewport=(first["viewport_width"], first["viewport_height"]),
        recorder=recorder_name(session["recorder_version"]),
        parts=parts,
    )


def recorder_name(version: str) -> str:
    """Return the recorder as rrweb's own files name it."""
    return f"@rrweb/record@{version}" if version[:1].isdigit() else version


def tab_parts(warehouse: Warehouse, tab: TabKey, views: Iterable[Row]) -> Iterator[PagePart]:
    """Yield the pages of a tab; the first one also takes what came before its Meta event."""
    metas = select_metas(warehouse, tab, MAX_ROWS)
    views_at = [row["at"] for row in views if row["tab_id"] == tab.tab_id]
    starts = page_starts(metas, views_at) or [(Key(0, 0, 0), "")]
    starts[0] = (Key(0, 0, 0), starts[0][1])
    ends = [*(key for key, _ in starts[1:]), None]
    for (start, url), end in zip(starts, ends, strict=True):
        yield PagePart(tab, url, start, end)


def page_starts(metas: Sequence[tuple[Key, str]], views_at: Sequence[int]) -> list[tuple[Key, str]]:
    """Return the Meta events that begin a page: another address, or a page view since the last.

    Meta events also come with every later full snapshot of the same page.
    """
    starts: list[tuple[Key, str]] = []
    before = -1
    for key, href in metas:
        has_new_view = any(before < at <= key.at for at in views_at)
        if not starts or has_new_view or page_of(href) != page_of(starts[-1][1]):
            starts.append((key, href))
        before = key.at
    return starts


def page_of(href: str) -> str:
    """Return an address without its fragment: a jump inside a page stays on it."""
    return href.partition("#")[0]


async def stream(warehouse: Warehouse, planned: ExportPlan, output: Format) -> AsyncIterator[bytes]:
    """Yield the file; events are copied as they were recorded, with their assets in them."""
    yield b"[" if output == "events" else head_of(planned)
    is_first = True
    for part in planned.parts:
        if output == "pages":
            yield (b"" if part is planned.parts[0] else b",") + page_head(part)
            is_first = True
        async for text in part_payloads(warehouse, part):
            yield text if is_first else b"," + text
            is_first = False
        if output == "pages":
            yield b"]}"
    yield b"]" if output == "events" else b"]}"


async def part_payloads(warehouse: Warehouse, part: PagePart) -> AsyncIterator[bytes]:
    """Yield the events of a page, joined by commas, some megabytes at a time."""
    start: Key | None = part.start
    while start is not None:
        sizes, start = await warehouse.run_async(partial(next_sizes, warehouse, part, start))
        hydration = Hydration(warehouse, part.tab.project_id)
        async for text in payloads(warehouse, part.tab, list(cut_reads(sizes)), hydration.whole):
            yield text


def next_sizes(
    warehouse: Warehouse, part: PagePart, start: Key
) -> tuple[list[EventSize], Key | None]:
    """Return the next events of a page and where to go on, None at its end."""
    sizes = select_sizes(warehouse, part.tab, start, PLAN_EVENTS)
    inside = [size for size in sizes if part.end is None or size.key < part.end]
    if len(inside) < PLAN_EVENTS:
        return inside, None
    last = inside[-1].key
    return inside, Key(last.at, last.seq, last.position + 1)


def head_of(planned: ExportPlan) -> bytes:
    """Return the JSON up to and with the bracket that opens the pages."""
    head = {
        "session": planned.session_id,
        "viewport": planned.viewport,
        "recorder": planned.recorder,
    }
    return msgspec.json.encode(head)[:-1] + b',"pages":['


def page_head(part: PagePart) -> bytes:
    """Return the JSON up to and with the bracket that opens the events of a page."""
    head = {"url": part.url, "tabId": part.tab.tab_id}
    return msgspec.json.encode(head)[:-1] + b',"events":['
