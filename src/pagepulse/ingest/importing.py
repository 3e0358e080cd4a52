r"""Reads rrweb JSON files and makes batches of them, as if a tracker had sent them.

    {"pages": [{"url": …, "events": […]}, …], "recorder": "@rrweb/record@2.1.6", "mobile": false}
    {"events": […]}        one page
    […]                    one page, events only
    {…}\n{…}\n             one page, one event per line

All of them plain or gzip. An event may also be a string packed by `@rrweb/packer`. One file is one
session; the same events are the same session again, so importing a file twice adds nothing.
"""

from __future__ import annotations

import gzip
import hashlib
import math
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import msgspec

from pagepulse.errors import InvalidInputError, LimitExceededError, PagePulseError
from pagepulse.ingest.batch import (
    ID_PATTERN,
    WIRE_VERSION,
    Context,
    Interaction,
    PageView,
    SeenElement,
    session_id_of,
)
from pagepulse.ingest.deriving import Derived, Deriver
from pagepulse.ingest.entries import entry_of_batch
from pagepulse.ingest.envelope import mend_surrogates
from pagepulse.ingest.event_redaction import redact_event
from pagepulse.ingest.limits import (
    EVENT_BYTES,
    EVENTS,
    FULL_SNAPSHOT_BYTES,
    INTERACTIONS,
    ITEMS,
)
from pagepulse.ingest.packed import unpack_event
from pagepulse.journal import Entry

# A file is read whole, because JSON arrays are: an hour of a busy page has about 50 MB.
MAX_FILE_BYTES = 1024 * 1024 * 1024
# Bytes of events in one batch; a tracker's batches are smaller, the limit is 25 MiB.
BATCH_BYTES = 4 * 1024 * 1024
# The times that the warehouse holds, in Unix ms: 1970 up to 2200.
LAST_MS = 7_258_118_400_000
GZIP_MAGIC = b"\x1f\x8b"
FULL_SNAPSHOT, META = 2, 4
# Not looked up for the redaction: it saves time where a server takes thousands of events a second.
UNKNOWN_SOURCE = -1
# How rrweb writes the title of a document into a full snapshot; the first one is the head's.
TITLE = re.compile(
    rb'"tagName":"title","attributes":\{\},"childNodes":\[\{"type":3,"textContent":'
    rb'("(?:[^"\\]|\\.)*")'
)
DEFAULT_TAB = "t_import"
ID = re.compile(ID_PATTERN)


class _Page(msgspec.Struct, frozen=True, rename="camel"):
    events: list[msgspec.Raw]
    url: str = ""
    tab_id: str = DEFAULT_TAB


class _File(msgspec.Struct, frozen=True):
    pages: list[_Page] | None = None
    events: list[msgspec.Raw] | None = None
    recorder: str = ""
    mobile: bool = False


class _Head(msgspec.Struct, frozen=True):
    type: int
    timestamp: float


class _MetaData(msgspec.Struct, frozen=True):
    href: str = ""
    width: float = 0
    height: float = 0


class _Meta(msgspec.Struct, frozen=True):
    data: _MetaData = _MetaData()


class _Batch(msgspec.Struct, frozen=True, rename="camel"):
    """What is written of the wire format; see batch.py."""

    session_key: str
    tab_id: str
    seq: int
    sent_at: int
    visitor_id: str
    recorder_version: str
    context: Context
    page_views: list[PageView]
    elements: list[SeenElement]
    interactions: list[Interaction]
    events: list[msgspec.Raw]
    ended: bool
    version: int = WIRE_VERSION
    project_key: str = ""


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """One checked rrweb event: its JSON, and what the import looks at."""

    json: bytes
    type: int
    at: int


@dataclass(frozen=True, slots=True)
class PageEvent:
    """An event with the number and the address of the page in the file."""

    event: RecordedEvent
    page: int
    page_url: str


@dataclass(frozen=True, slots=True)
class RecordedPage:
    """The events of one page, as the file has them."""

    url: str
    tab_id: str
    events: Sequence[RecordedEvent]


@dataclass(frozen=True, slots=True)
class Recording:
    """One file."""

    pages: Sequence[RecordedPage]
    recorder: str
    mobile: bool

    @property
    def event_count(self) -> int:
        """Return the number of rrweb events."""
        return sum(len(page.events) for page in self.pages)

    def tabs(self) -> dict[str, list[PageEvent]]:
        """Return the events of each tab in order of time, whatever pages they stood in."""
        tabs: dict[str, list[PageEvent]] = {}
        for number, page in enumerate(self.pages):
            events = (PageEvent(event, number, page.url) for event in page.events)
            tabs.setdefault(page.tab_id, []).extend(events)
        return {
            tab_id: sorted(events, key=lambda item: item.event.at)
            for tab_id, events in sorted(tabs.items())
        }

    def session_key(self, project_id: str) -> str:
        """Return the key that the same events always get in a project.

        The project's id is in it, so that nobody who has the file can write to the session.
        """
        digest = hashlib.sha256(project_id.encode())
        for tab_id, events in self.tabs().items():
            digest.update(f"\0{tab_id}".encode())
            for item in events:
                digest.update(b"\0")
                digest.update(item.event.json)
        return digest.hexdigest()[:32]

    def session_id(self, project_id: str) -> str:
        """Return the id of the session in a project."""
        return session_id_of(self.session_key(project_id))


@dataclass(slots=True)
class _Pending:
    """A batch that is being filled."""

    tab_id: str
    seq: int
    events: list[RecordedEvent] = field(default_factory=list)
    page_views: list[PageView] = field(default_factory=list)
    elements: list[SeenElement] = field(default_factory=list)
    interactions: list[Interaction] = field(default_factory=list)
    bytes: int = 0

    def has_room(self, event: RecordedEvent, derived: Derived) -> bool:
        """Tell whether the event still fits, with what is derived from it.

        Elements are fewer than the interactions that name them.
        """
        return not self.events or (
            len(self.events) < EVENTS.value
            and len(self.page_views) < ITEMS.value
            and len(self.interactions) + len(derived.interactions) <= INTERACTIONS.value
            and self.bytes + len(event.json) <= BATCH_BYTES
        )

    def add(
        self,
        event: RecordedEvent,
        page_view: PageView | None,
        derived: Derived,
    ) -> None:
        """Take an event, the page view that begins with it, and what is derived from it."""
        self.events.append(event)
        self.bytes += len(event.json)
        if page_view is not None:
            self.page_views.append(page_view)
        # One event of moves may hold any number.
        self.interactions.extend(derived.interactions[: INTERACTIONS.value])
        self.elements.extend(derived.elements)


def read_recording(file: Path) -> Recording:
    """Read a file; raises InvalidInputError or LimitExceededError that name file and position."""
    try:
        return parse_recording(_read_bytes(file))
    except PagePulseError as failure:
        failure.detail = f"{file}: {failure.detail}"
        failure.facts["file"] = str(file)
        raise


def parse_recording(content: bytes) -> Recording:
    """Read the content of a file, gunzipped; raises InvalidInputError or LimitExceededError."""
    document = _decode(mend_surrogates(content))
    pages = document.pages or [_Page(events=document.events or [])]
    recorded = [_checked_page(number, page) for number, page in enumerate(pages)]
    if not any(page.events for page in recorded):
        raise InvalidInputError("no_events", "There are no rrweb events in it.")
    return Recording(recorded, document.recorder, document.mobile)


def entries_of(
    recording: Recording, project_id: str, project_key: str, received_at: int
) -> Iterator[Entry]:
    """Yield the journal entries of a recording; the same recording always gives the same ones.

    `project_key` is the public one, with which what elements are known by is salted.
    """
    session_key = recording.session_key(project_id)
    pending = list(_batches(recording, session_key, project_key))
    for batch in pending:
        raw = _encode(batch, recording, session_key, is_last=batch is pending[-1])
        yield entry_of_batch(raw, project_id=project_id, origin="import", received_at=received_at)


def _read_bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as plain:
            is_gzip = plain.read(len(GZIP_MAGIC)) == GZIP_MAGIC
        with gzip.open(file) if is_gzip else file.open("rb") as source:
            content = source.read(MAX_FILE_BYTES + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as failure:
        raise InvalidInputError("not_gzip", "The gzip file is broken.") from failure
    except OSError as failure:
        reason = failure.strerror or "cannot be read"
        raise InvalidInputError("file_not_readable", f"{reason}.") from failure
    if len(content) > MAX_FILE_BYTES:
        raise LimitExceededError(
            "file_too_large",
            f"It has more than {MAX_FILE_BYTES} bytes.",
            limit=MAX_FILE_BYTES,
            got=len(content),
        )
    return content


def _decode(content: bytes) -> _File:
    """Find out which of the shapes it is."""
    try:
        if content.lstrip()[:1] == b"[":
            return _File(events=msgspec.json.decode(content, type=list[msgspec.Raw]))
        document = _decode_object(content)
    except RecursionError as failure:
        raise InvalidInputError("too_deep", "The JSON is nested too deeply.") from failure
    except msgspec.DecodeError as failure:
        raise InvalidInputError("not_rrweb_json", f"It is no rrweb JSON: {failure}.") from failure
    return document or _File(events=_lines(content))


def _decode_object(content: bytes) -> _File | None:
    """Return a file that is one object with pages or events, None when it may be lines."""
    try:
        document = msgspec.json.decode(content, type=_File)
    except msgspec.ValidationError:
        if content.lstrip()[:1] == b"{":
            raise
        return None
    except msgspec.DecodeError:
        return None
    return None if document.pages is None and document.events is None else document


def _lines(content: bytes) -> list[msgspec.Raw]:
    return [msgspec.Raw(line) for line in content.splitlines() if line.strip()]


def _checked_page(number: int, page: _Page) -> RecordedPage:
    if ID.fullmatch(page.tab_id) is None:
        raise InvalidInputError("bad_id", f"tabId of page {number} is no id.", page=number)
    events = []
    for position, raw in enumerate(page.events):
        try:
            events.append(_checked_event(bytes(raw).strip()))
        except PagePulseError as failure:
            failure.detail = f"page {number}, event {position}: {failure.detail}"
            failure.facts |= {"page": number, "position": position}
            raise
    return RecordedPage(page.url, page.tab_id, events)


def _checked_event(raw: bytes) -> RecordedEvent:
    event = mend_surrogates(unpack_event(raw)) if raw.startswith(b'"') else raw
    try:
        head = msgspec.json.decode(event, type=_Head)
        event.decode()
    except RecursionError as failure:
        raise InvalidInputError("too_deep", "The JSON is nested too deeply.") from failure
    except ValueError as failure:
        raise InvalidInputError("bad_event", f"This is no rrweb event: {failure}.") from failure
    if not (math.isfinite(head.timestamp) and 0 <= head.timestamp < LAST_MS):
        raise InvalidInputError("bad_time", "timestamp must be Unix milliseconds.")
    limit = FULL_SNAPSHOT_BYTES if head.type == FULL_SNAPSHOT else EVENT_BYTES
    limit.check(len(event))
    # Hidden here and not only when it is stored: an export is then the same session again.
    redacted = redact_event(event, head.type, UNKNOWN_SOURCE)
    return RecordedEvent(redacted, head.type, int(head.timestamp))


def _batches(recording: Recording, session_key: str, project_key: str) -> Iterator[_Pending]:
    """Yield batches tab by tab; each counts its own."""
    for tab_id, events in recording.tabs().items():
        views = _page_views(events, f"{session_key}/{tab_id}")
        batch = _Pending(tab_id, seq=0)
        deriver = Deriver(project_key)
        for position, item in enumerate(events):
            derived = deriver.see(item.event.json, views.get(position))
            if not batch.has_room(item.event, derived):
                yield batch
                batch = _Pending(tab_id, batch.seq + 1)
            batch.add(item.event, views.get(position), derived)
        if batch.events:
            yield batch


def _page_views(events: Sequence[PageEvent], name: str) -> dict[int, PageView]:
    """Return page views by the position of the event with which each begins.

    A Meta event begins one when it is the first of its page or its address is another; further
    Meta events come with later full snapshots. A page without any begins with its first event.
    """
    pages_with_meta = {item.page for item in events if item.event.type == META}
    views: dict[int, PageView] = {}
    shown: tuple[int, str] | None = None
    for position, item in enumerate(events):
        if item.event.type == META:
            meta = _meta_of(item.event)
        elif item.page_url and item.page not in pages_with_meta:
            meta = _MetaData()
        else:
            continue
        url = meta.href or item.page_url
        page = (item.page, url.partition("#")[0])
        if page != shown:
            title = _title_after(events, position)
            views[position] = _page_view(item.event, meta, url, title, f"{name}/{len(views)}")
            shown = page
    return views


def _meta_of(event: RecordedEvent) -> _MetaData:
    try:
        return msgspec.json.decode(event.json, type=_Meta).data
    except msgspec.ValidationError:
        return _MetaData()


def _title_after(events: Sequence[PageEvent], position: int) -> str:
    """Return the title in the full snapshot that follows a Meta event, empty without one."""
    for item in islice(events, position + 1, None):
        if item.event.type == META:
            break
        if item.event.type == FULL_SNAPSHOT:
            return _title_in(item.event.json)
    return ""


def _title_in(full_snapshot: bytes) -> str:
    found = TITLE.search(full_snapshot)
    return msgspec.json.decode(found[1], type=str) if found else ""


def _page_view(event: RecordedEvent, meta: _MetaData, url: str, title: str, name: str) -> PageView:
    return PageView(
        id=_derived_id("p", name),
        at=event.at,
        url=url,
        title=title,
        viewport_width=_pixels(meta.width),
        viewport_height=_pixels(meta.height),
    )


def _pixels(length: float) -> int:
    # Beyond it the column of the warehouse ends; no screen is as wide.
    return int(min(max(length, 0), 65_535))


def _encode(batch: _Pending, recording: Recording, session_key: str, *, is_last: bool) -> bytes:
    return msgspec.json.encode(
        _Batch(
            session_key=session_key,
            tab_id=batch.tab_id,
            seq=batch.seq,
            sent_at=max(event.at for event in batch.events),
            visitor_id=_derived_id("v", session_key),
            recorder_version=recording.recorder.rpartition("@")[2],
            context=_context(recording),
            page_views=batch.page_views,
            elements=batch.elements,
            interactions=batch.interactions,
            events=[msgspec.Raw(event.json) for event in batch.events],
            ended=is_last,
        )
    )


def _context(recording: Recording) -> Context:
    metas = (event for page in recording.pages for event in page.events if event.type == META)
    first = next(metas, None)
    meta = _MetaData() if first is None else _meta_of(first)
    return Context(
        screen_width=_pixels(meta.width),
        screen_height=_pixels(meta.height),
        touch=recording.mobile,
    )


def _derived_id(kind: str, name: str) -> str:
    """Return an id that the same name always gets, and that does not tell the name."""
    return f"{kind}_{hashlib.sha256(name.encode()).hexdigest()[:22]}"
