"""Derives interactions from the events of a plain rrweb recording; pure.

Such a recording says where the pointer was in the viewport, not in which element and where that
lay. So these interactions have a place on the page, which holds at widths like the recorded one,
and are marked as approximate.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import msgspec

from pagepulse.ingest.batch import Interaction, PageView
from pagepulse.ingest.interaction_rows import APPROXIMATE

FULL_SNAPSHOT, INCREMENTAL, META = 2, 3, 4
MOUSE_MOVE, MOUSE_INTERACTION, SCROLL, RESIZE = 1, 2, 3, 4
CLICK, TOUCH_START = 2, 7
# As the tracker counts: samples of a move, a pointer that stays is a rest, three quick clicks.
MOVE_SAMPLE_MS = 250
REST_MS = 500
# Longer than this nobody looked; the visitor was away.
LONGEST_REST_MS = 30_000
RAGE_CLICKS, RAGE_MS, RAGE_PX = 3, 1_000, 30


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
class Deriver:
    """Follows the events of one tab in order of time; `see` returns what each one tells."""

    view: PageView | None = None
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

    def see(self, event: bytes, view: PageView | None) -> list[Interaction]:
        """Return the interactions of an event; `view` is the page view that begins with it."""
        if view is not None:
            self._begin(view)
        try:
            seen = _decoder.decode(event)
        except (msgspec.MsgspecError, RecursionError):
            return []
        if self.view is None:
            return []
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
        place = _Position(data.x, data.y, data.id)
        if data.type == TOUCH_START:
            return [self._at("touch", seen.timestamp, place)]
        if data.type != CLICK:
            return []
        made = [self._at("click", seen.timestamp, place)]
        clicks = self._quick_clicks(seen.timestamp, data)
        if clicks == RAGE_CLICKS:
            made.append(self._at("rage", seen.timestamp, place, value=clicks))
        return made

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
