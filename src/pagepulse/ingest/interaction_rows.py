"""Makes the rows of heatmaps: interactions, the elements they name, and full snapshots; pure."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from pagepulse.ingest.batch import Batch, Interaction, PageView, SeenElement
from pagepulse.ingest.countries import country_of
from pagepulse.ingest.devices import Device, device_of
from pagepulse.ingest.envelope import mend_surrogates
from pagepulse.ingest.pages import page_key_of, page_of, source_of
from pagepulse.ingest.patterns import redact
from pagepulse.ingest.structure import structure_of
from pagepulse.ingest.tables import Row
from pagepulse.journal import Entry

# `tap` and others that a newer tracker may know are left out until this server knows them.
TYPES = frozenset(
    {"click", "touch", "rage", "dead", "error", "rest", "move", "scroll", "attention"}
)
# Set by this server: the place is known from a recording only, not from the element.
APPROXIMATE = 512
# What `source_of_batch` says, of a row of `sessions`.
SOURCE = "if(utm_source != '', toString(utm_source), domainWithoutWWW(referrer))"
FRACTION_BITS = 16
# A cell is this long at most, so a place is off by half of it; below the blur of any map.
CELL_PX = 16
# 512 cells across: beyond 8,192 px they grow.
MAX_CELL_BITS = 9
MAX_SCROLLERS = 8
MAX_PX = 10_000_000
LABEL_LENGTH = 128
PAGE_VIEW_ID_LENGTH = 64
UINT16, UINT32 = 2**16 - 1, 2**32 - 1
FULL_SNAPSHOT, META = 2, 4
ELEMENT_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who did what the rows say; the same for a whole batch."""

    entry: Entry
    visitor_id: str
    source: str
    device: Device
    country: str
    # Browser time in, server time out; both Unix ms.
    note: Callable[[float], int]


def sender_of(
    entry: Entry, batch: Batch, source: str | None, note: Callable[[float], int]
) -> Sender:
    """Return the sender of a batch; `source` is what is known of the session already."""
    return Sender(
        entry=entry,
        visitor_id=batch.visitor_id or "",
        source=source_of_batch(batch.page_views) if source is None else source,
        device=device_of(entry.user_agent, touch=batch.context.touch),
        country=country_of(batch.context.time_zone),
        note=note,
    )


def source_of_batch(page_views: Sequence[PageView]) -> str:
    """Return what brought the visitor of a session that begins with these page views."""
    if not page_views:
        return ""
    first = min(page_views, key=lambda view: view.at)
    return source_of(page_of(first.url), first.referrer)


def frustrations_of(interactions: Sequence[Interaction]) -> tuple[int, int, int]:
    """Return how many clicks were of rage, dead, and followed by an error of the page."""
    counts = Counter(one.type for one in interactions)
    return counts["rage"], counts["dead"], counts["error"]


def interaction_rows(sender: Sender, interactions: Sequence[Interaction]) -> list[Row]:
    """Return the rows of `interactions`; what has an unknown type has none."""
    known = (item for item in enumerate(interactions) if item[1].type in TYPES)
    return [_interaction_row(sender, position, one) for position, one in known]


def element_rows(sender: Sender, elements: Sequence[SeenElement]) -> list[Row]:
    """Return the rows of `elements`; one without a proper id has none."""
    rows = {}
    for element in elements:
        page, number = page_key_of(element.url), element_number(element.id)
        if number and (page, number) not in rows:
            rows[page, number] = (
                sender.entry.project_id,
                page,
                number,
                redact(element.label[:LABEL_LENGTH]),
                _print_text(element.print),
                sender.entry.received_at,
            )
    return list(rows.values())


def snapshot_rows(entry: Entry, recording_rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows of `snapshots` of a batch's full snapshots that follow a Meta event."""
    meta = _MetaData()
    for row in recording_rows:
        *_, at, seq, position, kind, _source, _interaction, payload = row
        if kind == META:
            meta = _meta_of(payload)
        elif kind == FULL_SNAPSHOT and meta.href and isinstance(payload, bytes):
            structure = structure_of(payload)
            yield (
                entry.project_id,
                page_key_of(meta.href),
                at,
                entry.session_id,
                entry.tab_id,
                seq,
                position,
                clamp(meta.width, UINT16),
                clamp(meta.height, UINT16),
                structure.number,
                clamp(structure.node_count, UINT32),
                len(payload),
            )


def element_number(element_id: str) -> int:
    """Return an element's id as it is stored; 0 where it is none."""
    return int(element_id, 16) if ELEMENT_ID.fullmatch(element_id) else 0


def cell_of(fraction: int, length: float) -> int:
    """Return the middle of the cell in which a place inside an element lies, both 0…65535.

    `length` is the element's, in CSS pixels. Cells of one length add up; so do all their sums.
    """
    parts = max(1.0, length / CELL_PX)
    bits = min(MAX_CELL_BITS, math.ceil(math.log2(parts)))
    shift = FRACTION_BITS - bits
    return ((fraction >> shift) << shift) + (1 << (shift - 1))


def clamp(value: float, high: int, low: int = 0) -> int:
    """Return the nearest whole number within the bounds; nothing for what is no number."""
    return 0 if math.isnan(value) else int(min(max(value, low), high))


class _MetaData(msgspec.Struct, frozen=True):
    href: str = ""
    width: float = 0
    height: float = 0


class _Meta(msgspec.Struct, frozen=True):
    data: _MetaData = _MetaData()


_meta_decoder = msgspec.json.Decoder(_Meta)


def _meta_of(payload: object) -> _MetaData:
    try:
        return _meta_decoder.decode(payload).data  # type: ignore[arg-type]  # bytes of the row
    except msgspec.MsgspecError:
        return _MetaData()


def _interaction_row(sender: Sender, position: int, one: Interaction) -> Row:
    entry = sender.entry
    number = element_number(one.element_id)
    ex, ey = clamp(one.ex, UINT16), clamp(one.ey, UINT16)
    return (
        entry.project_id,
        page_key_of(one.url),
        one.type,
        sender.note(one.at),
        entry.session_id,
        entry.tab_id,
        sender.visitor_id,
        one.page_view_id[:PAGE_VIEW_ID_LENGTH],
        entry.seq,
        position,
        number,
        ex,
        ey,
        cell_of(ex, one.width) if number else 0,
        cell_of(ey, one.height) if number else 0,
        *(clamp(length, MAX_PX, -MAX_PX) for length in (one.x, one.y, one.page_x, one.page_y)),
        clamp(one.width, UINT16),
        clamp(one.height, MAX_PX),
        clamp(one.viewport_width, UINT16),
        clamp(one.viewport_height, UINT16),
        clamp(one.page_height, MAX_PX),
        min(max(one.pixel_ratio, 0.0), 100.0),
        clamp(one.flags, UINT16),
        [clamp(length, MAX_PX) for length in one.scrolls[: 2 * MAX_SCROLLERS]],
        clamp(one.node, UINT32),
        clamp(one.duration_ms, UINT32),
        clamp(one.value, UINT32),
        sender.device.device,
        sender.device.browser,
        sender.country,
        sender.source,
        sender.device.is_bot,
    )


def _print_text(raw: msgspec.Raw) -> str:
    """Return the print as JSON of an object, or an empty one; it is made of hashes."""
    try:
        value = msgspec.json.decode(mend_surrogates(bytes(raw)))
        return msgspec.json.encode(value).decode() if isinstance(value, dict) else "{}"
    except (msgspec.MsgspecError, OverflowError, RecursionError):
        return "{}"
