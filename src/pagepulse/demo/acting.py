"""One visitor on one page: turns intentions into the rrweb events that a recorder would emit."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from random import Random

import msgspec

from pagepulse.demo.heat import HeatLog
from pagepulse.demo.templates import Layout, PageTemplate, Step, Target

# rrweb: EventType and, for incremental snapshots, IncrementalSource and MouseInteractions.
FULL_SNAPSHOT, INCREMENTAL, META = 2, 3, 4
MOUSE_MOVE, MOUSE_INTERACTION, SCROLL, INPUT = 1, 2, 3, 5
MOUSE_UP, MOUSE_DOWN, CLICK, TOUCH_START, TOUCH_END = 0, 1, 2, 7, 9
POINTER_MOUSE, POINTER_TOUCH = 0, 2
DOCUMENT_ID = 1

# The recorder samples the pointer every 50 ms and sends the points twice a second.
MOVE_SAMPLE_MS = 50
MOVES_PER_EVENT = 10
# For heatmaps a fifth of them is enough.
MOVES_PER_HEAT = 5
# So many presses are anger.
RAGE_CLICKS = 3
SCROLL_SAMPLE_MS = 150
SCROLL_STEP_PX = 260
# The sticky header covers this much of the top.
HEADER_PX = 80
# People move between these speeds, in pixels per second.
POINTER_SPEED_PX = (500, 1400)


@dataclass
class Actor:
    """A visitor who looks at `page`; `now` is the browser's clock in Unix milliseconds."""

    rng: Random
    layout: Layout
    page: PageTemplate
    now: int
    heat: HeatLog
    events: list[bytes] = field(default_factory=list)
    scroll_y: int = 0
    pointer: tuple[int, int] = (0, 0)
    pointed_id: int = DOCUMENT_ID
    # False for who is not recorded: the same is done, and no rrweb event made of it.
    is_recorded: bool = True

    def __post_init__(self) -> None:
        """Put the pointer where the click on the last page may have left it."""
        self.pointer = (
            self.rng.randint(self.layout.width // 4, self.layout.width * 3 // 4),
            self.rng.randint(120, self.layout.height // 2),
        )

    def land(self, url: str) -> None:
        """Begin a page view: the viewport, then the whole page."""
        meta = {"href": url, "width": self.layout.width, "height": self.layout.height}
        self.emit(META, meta)
        self.wait(1, 12)
        self.emit(FULL_SNAPSHOT, self.page.snapshot)
        self.heat.reach(self.now, self.scroll_y)

    def emit(self, kind: int, data: object) -> None:
        """Record one event at this moment."""
        if self.is_recorded:
            event = {"type": kind, "data": data, "timestamp": self.now}
            self.events.append(msgspec.json.encode(event))

    def wait(self, least_ms: int, most_ms: int) -> None:
        """Let time pass, by a random amount."""
        self.now += self.rng.randint(least_ms, most_ms)

    def read(self, seconds: float) -> None:
        """Read for a while: scroll on, rest, point here and there."""
        until = self.now + int(seconds * 1000)
        is_pointing = False
        while self.now < until:
            began = self.now
            self.wait(900, 3_500)
            self.heat.attend(self.scroll_y, self.now - began)
            if is_pointing:
                self._rest(began)
            is_pointing = self.rng.random() >= 0.55
            if is_pointing:
                self.point_at_something()
            else:
                self.scroll_to(self.scroll_y + self.rng.randint(-200, 860))

    def point_at_something(self) -> None:
        """Move to an element that is on the screen, if there is one."""
        visible = [target for target in self.page.targets if self._is_visible(target)]
        if visible:
            self.move_to(self.rng.choice(visible))

    def scroll_to(self, y: int) -> None:
        """Scroll smoothly; `y` may lie beyond the ends of the page."""
        furthest = max(0, self.page.page_height - self.layout.height)
        goal = max(0, min(y, furthest))
        while self.scroll_y != goal:
            way = goal - self.scroll_y
            stride = self.rng.randint(SCROLL_STEP_PX // 2, SCROLL_STEP_PX)
            self.scroll_y += int(math.copysign(min(abs(way), stride), way))
            self.now += SCROLL_SAMPLE_MS
            data = {"source": SCROLL, "id": DOCUMENT_ID, "x": 0, "y": self.scroll_y}
            self.emit(INCREMENTAL, data)
            self.heat.reach(self.now, self.scroll_y)

    def move_to(self, target: Target) -> None:
        """Move the pointer to an element on the screen."""
        x, y = target.center(self.scroll_y)
        spread_x, spread_y = target.width // 6, target.height // 6
        self._travel(
            x + self.rng.randint(-spread_x, spread_x),
            y + self.rng.randint(-spread_y, spread_y),
            target.id,
        )

    def click(self, target: Target, times: int = 1) -> None:
        """Bring an element on the screen and press it, several times when the visitor is angry."""
        if not self._is_visible(target):
            self.scroll_to(target.y - self.layout.height // 2)
        self.wait(200, 900)
        self.move_to(target)
        for _ in range(times):
            self.wait(90, 190)
            self._press(target.id)
            self.note("click")
        if times >= RAGE_CLICKS:
            self.note("rage", value=times)

    def note(self, kind: str, value: int = 0) -> None:
        """Note an interaction where the pointer is."""
        self.heat.note(kind, self.now, self.pointer, self.scroll_y, value=value)
        if kind == "click" and self.layout.touch:
            self.heat.note("touch", self.now, self.pointer, self.scroll_y)

    def do(self, step: Step) -> None:
        """Do one recorded step: go there as a person would, then let its effects happen."""
        self.scroll_to(step.scroll_y)
        self._travel(step.x, step.y, self.pointed_id)
        self.note("click")
        began = self.now
        # The recorder hands some events on late, with times from before the step.
        for recorded in sorted(step.events, key=lambda event: event.after_ms):
            self.now = began + max(0, recorded.after_ms)
            if self.is_recorded:
                self.events.append(_stamped(recorded.event, self.now))
        self.now = began + step.duration_ms
        self.wait(300, 1_400)

    def _is_visible(self, target: Target) -> bool:
        x, y = target.center(self.scroll_y)
        top = 0 if target.stick >= 0 else HEADER_PX
        return 0 <= x < self.layout.width and top <= y < self.layout.height

    def _travel(self, x: int, y: int, node_id: int) -> None:
        """Move the pointer along a slightly bent line; a finger simply arrives."""
        end = (min(max(x, 0), self.layout.width - 1), min(max(y, 0), self.layout.height - 1))
        start, self.pointer = self.pointer, end
        self.pointed_id = node_id
        if self.layout.touch:
            return
        samples = self._samples_between(start, end)
        bend = self.rng.uniform(-0.12, 0.12)
        points = [_point_on_way(start, end, bend, n / samples) for n in range(1, samples + 1)]
        for first in range(0, samples, MOVES_PER_EVENT):
            self._emit_moves(points[first : first + MOVES_PER_EVENT], node_id)

    def _samples_between(self, start: tuple[int, int], end: tuple[int, int]) -> int:
        seconds = math.dist(start, end) / self.rng.uniform(*POINTER_SPEED_PX)
        return max(2, int(seconds * 1000 / MOVE_SAMPLE_MS))

    def _rest(self, began: int) -> None:
        """Note that the pointer stayed since then; a finger does not rest."""
        if not self.layout.touch:
            duration = self.now - began
            self.heat.note("rest", began, self.pointer, self.scroll_y, duration_ms=duration)

    def _emit_moves(self, points: list[tuple[int, int]], node_id: int) -> None:
        self.now += len(points) * MOVE_SAMPLE_MS
        for point in points[::MOVES_PER_HEAT]:
            self.heat.note("move", self.now, point, self.scroll_y, value=1)
        positions = [
            {"x": x, "y": y, "id": node_id, "timeOffset": (place - len(points)) * MOVE_SAMPLE_MS}
            for place, (x, y) in enumerate(points, start=1)
        ]
        self.emit(INCREMENTAL, {"source": MOUSE_MOVE, "positions": positions})

    def _press(self, node_id: int) -> None:
        down, up = (TOUCH_START, TOUCH_END) if self.layout.touch else (MOUSE_DOWN, MOUSE_UP)
        x, y = self.pointer
        for kind, after_ms in ((down, 0), (up, 80), (CLICK, 2)):
            self.now += after_ms
            data = {"source": MOUSE_INTERACTION, "type": kind, "id": node_id, "x": x, "y": y}
            if kind == CLICK:
                data["pointerType"] = POINTER_TOUCH if self.layout.touch else POINTER_MOUSE
            self.emit(INCREMENTAL, data)


def _point_on_way(
    start: tuple[int, int], end: tuple[int, int], bend: float, share: float
) -> tuple[int, int]:
    """Return the place after `share` of the way, 0…1: slow at both ends, bent in the middle."""
    eased = share * share * (3 - 2 * share)
    away = math.sin(math.pi * share) * bend
    (x0, y0), (x1, y1) = start, end
    x = x0 + (x1 - x0) * eased - (y1 - y0) * away
    y = y0 + (y1 - y0) * eased + (x1 - x0) * away
    return max(0, round(x)), max(0, round(y))


def _stamped(event: msgspec.Raw, timestamp: int) -> bytes:
    """Return a recorded event, which ends with a brace and has no time, with its time."""
    return bytes(event)[:-1] + b',"timestamp":%d}' % timestamp
