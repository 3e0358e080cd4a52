"""Derives interactions from the events of a plain rrweb recording; pure.

Such a recording says which element was pressed and where the pointer was in the viewport, not where
the element lay. So presses are of the element, and at its middle; what else the pointer did, and
presses of the blank between things, have a place on the page, which holds at widths like the
recorded one. All of it is marked as approximate.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import msgspec

from pagepulse.ingest.batch import Interaction, PageView, SeenElement
from pagepulse.ingest.interaction_rows import APPROXIMATE
from pagepulse.ingest.prints import describe, is_one_thing
from pagepulse.ingest.recorded_dom import RecordedDom, RecordedNode

FULL_SNAPSHOT, INCREMENTAL, META = 2, 3, 4
MOUSE_MOVE, MOUSE_INTERACTION, SCROLL, RESIZE = 1, 2, 3, 4
CLICK, TOUCH_START = 2, 7
# As the tracker counts: samples of a move, a pointer that stays is a rest, three quick clicks.
MOVE_SAMPLE_MS = 250
REST_MS = 500
# Longer than this nobody looked; the visitor was away.
LONGEST_REST_MS = 30_000
RAGE_CLICKS, RAGE_MS, RAGE_PX = 3, 1_000, 30
# The middle of an element, in 1/65535 of its sides.
MIDDLE = 32_768


class _Position(msgspec.Struct, frozen=True, rename="camel"):
    x: float = 0
    y: float = 0
    id: int = 0
    time_offset: float = 0


class _Offset(msgspec.Struct, frozen=True):
    left: float = 0
    top: float = 0


class _Root(msgspec.Struct, frozen=True):
    id: int = 0


class _Data(msgspec.Struct, frozen=True, rename="camel"):
    """All fields of rrweb's data that are looked at, whatever the event."""

    source: int = -1
    type: object = None
    id: int = 0
    x: float = 0
    y: float = 0
    width: float = 0
    height: float = 0
    positions: list[_Position] = []
    node: _Root = _Root()
    initial_offset: _Offset = _Offset()


class _Event(msgspec.Struct, frozen=True):
    type: int
    timestamp: float
    data: _Data = _Data()


_decoder = msgspec.json.Decoder(_Event)


@dataclass(slots=True)
class Derived:
    """What events tell: interactions, and the elements among those that they name first."""

    interactions: list[Interaction] = field(default_factory=list)
    elements: list[SeenElement] = field(default_factory=list)


@dataclass(slots=True)
class Deriver:
    """Follows the events of one tab in order of time; `see` returns what each one tells.

    `project_key` salts what elements are known by.
    """

    project_key: str
    view: PageView | None = None
    dom: RecordedDom = field(default_factory=RecordedDom)
    # Ids of the elements that were described on the page view.
    described: set[str] = field(default_factory=set)
    elements: list[SeenElement] = field(default_factory=list)
    document_id: int = 0
    left: float = 0
    top: float = 0
    width: float = 0
    height: float = 0
    deepest: float = 0
    moved_at: float = 0
    sampled_at: float = 0
    pointer: _Position | None = None
    clicks: list[tuple[float, float, float]] = field(default_factory=list)

    def see(self, event: bytes, view: PageView | None) -> Derived:
        """Return what an event tells; `view` is the page view that begins with it."""
        if view is not None:
            self._begin(view)
        try:
            seen = _decoder.decode(event)
        except (msgspec.MsgspecError, RecursionError):
            return Derived()
        self.dom.see(event, seen.type, seen.data.source)
        if self.view is None:
            return Derived()
        self.elements = []
        return Derived(self._interactions(seen), self.elements)

    def _interactions(self, seen: _Event) -> list[Interaction]:
        if seen.type == FULL_SNAPSHOT:
            offset = seen.data.initial_offset
            self.document_id, self.left, self.top = seen.data.node.id, offset.left, offset.top
            return self._reach(seen.timestamp)
        if seen.type == META:
            self.width, self.height = seen.data.width, seen.data.height
            return self._reach(seen.timestamp)
        return self._incremental(seen) if seen.type == INCREMENTAL else []

    def _begin(self, view: PageView) -> None:
        self.view = view
        self.width, self.height = view.viewport_width, view.viewport_height
        self.left = self.top = self.deepest = 0
        self.pointer = None
        self.clicks.clear()
        self.described.clear()

    def _incremental(self, seen: _Event) -> list[Interaction]:
        data = seen.data
        if data.source == MOUSE_MOVE:
            return [made for one in data.positions for made in self._move(seen.timestamp, one)]
        if data.source == MOUSE_INTERACTION:
            return self._press(seen)
        if data.source == SCROLL and data.id == self.document_id:
            self.left, self.top = data.x, data.y
            return self._reach(seen.timestamp)
        if data.source == RESIZE:
            self.width, self.height = data.width, data.height
            return self._reach(seen.timestamp)
        return []

    def _press(self, seen: _Event) -> list[Interaction]:
        data = seen.data
        if data.type not in {CLICK, TOUCH_START}:
            return []
        kind = "touch" if data.type == TOUCH_START else "click"
        pressed = self._on_element(
            self._at(kind, seen.timestamp, _Position(data.x, data.y, data.id))
        )
        clicks = self._quick_clicks(seen.timestamp, data) if kind == "click" else 0
        if clicks != RAGE_CLICKS:
            return [pressed]
        return [pressed, msgspec.structs.replace(pressed, type="rage", value=clicks)]

    def _on_element(self, pressed: Interaction) -> Interaction:
        """Return a press as one of the middle of its element, if it is of one thing."""
        element = self._pressed_element(pressed.node)
        if element is None:
            return pressed
        description = describe(element, self.project_key, pressed.url)
        if description.element_id not in self.described:
            self.described.add(description.element_id)
            self.elements.append(
                SeenElement(
                    id=description.element_id,
                    page_view_id=pressed.page_view_id,
                    url=pressed.url,
                    label=description.label,
                    print=msgspec.Raw(description.print),
                )
            )
        return msgspec.structs.replace(
            pressed, element_id=description.element_id, ex=MIDDLE, ey=MIDDLE
        )

    def _pressed_element(self, node_id: int) -> RecordedNode | None:
        element = self.dom.element(node_id)
        if element is None:
            return None
        # Parts of a picture count as the picture.
        pictures = (one for one in element.around() if one.tag == "svg")
        whole = next(pictures, element)
        return whole if is_one_thing(whole) else None

    def _quick_clicks(self, at: float, data: _Data) -> int:
        """Return how many clicks were close together in time and place, this one included."""
        last = self.clicks[-1] if self.clicks else (-math.inf, 0.0, 0.0)
        if at - last[0] > RAGE_MS or math.dist(last[1:], (data.x, data.y)) > RAGE_PX:
            self.clicks.clear()
        self.clicks.append((at, data.x, data.y))
        return len(self.clicks)

    def _move(self, at: float, place: _Position) -> list[Interaction]:
        moment = at + place.time_offset
        made = []
        rested, last = moment - self.moved_at, self.pointer
        if last is not None and REST_MS <= rested <= LONGEST_REST_MS:
            made.append(self._at("rest", self.moved_at, last, duration_ms=rested))
        if moment - self.sampled_at >= MOVE_SAMPLE_MS:
            made.append(self._at("move", moment, place, value=1))
            self.sampled_at = moment
        self.moved_at, self.pointer = moment, place
        return made

    def _reach(self, at: float) -> list[Interaction]:
        """Return how deep the visitor came, where that is deeper than before."""
        bottom = self.top + self.height
        if bottom <= self.deepest:
            return []
        self.deepest = bottom
        return [self._at("scroll", at, _Position(y=self.height))]

    def _at(
        self, kind: str, at: float, place: _Position, *, duration_ms: float = 0, value: float = 0
    ) -> Interaction:
        view = self.view or PageView("", at, "")
        return Interaction(
            type=kind,
            at=max(0, at),
            page_view_id=view.id,
            url=view.url,
            x=place.x,
            y=place.y,
            page_x=place.x + self.left,
            page_y=place.y + self.top,
            viewport_width=self.width,
            viewport_height=self.height,
            flags=APPROXIMATE,
            node=place.id,
            duration_ms=duration_ms,
            value=value,
        )
