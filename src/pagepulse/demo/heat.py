"""What an invented visitor does, as the tracker's channel for heatmaps would tell it."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from pagepulse.demo.prints import seen_element
from pagepulse.demo.templates import Layout, PageTemplate, Target
from pagepulse.ingest.batch import Interaction, PageView, SeenElement

FULL = 65_535
STICKY_FLAG = 2
# As the tracker does it: landmarks are seen in bands of this share of their height, and told no
# finer than a line of text is high, CSS px.
BANDS = 64
LINE_PX = 25


@dataclass(slots=True)
class HeatLog:
    """Interactions and elements of one page load; `view` is the page view of the moment."""

    layout: Layout
    path: str
    salt: str
    view: PageView
    interactions: list[Interaction] = field(default_factory=list)
    elements: dict[tuple[str, str], SeenElement] = field(default_factory=dict)
    deepest: int = 0
    # For how long each band of each landmark was on the screen, ms; not told yet.
    seen: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def page(self) -> PageTemplate:
        """The template that is on the screen."""
        return self.layout.pages[self.path]

    def note(
        self,
        kind: str,
        at: int,
        point: tuple[int, int],
        scroll_y: int,
        *,
        duration_ms: int = 0,
        value: int = 0,
    ) -> None:
        """Note what happened at a point of the viewport."""
        x, y = point
        target = self._target_at(x, y, scroll_y)
        one = Interaction(
            type=kind,
            at=at,
            page_view_id=self.view.id,
            url=self.view.url,
            x=x,
            y=y,
            page_x=x,
            page_y=y + scroll_y,
            viewport_width=self.layout.width,
            viewport_height=self.layout.height,
            page_height=self.page.page_height,
            pixel_ratio=1,
            duration_ms=duration_ms,
            value=value,
        )
        if target is not None:
            one = self._on(target, self.element_of(target), one, scroll_y)
        self.interactions.append(one)

    def reach(self, at: int, scroll_y: int) -> None:
        """Note how deep the visitor came, where that is deeper than before."""
        bottom = scroll_y + self.layout.height
        if bottom > self.deepest:
            self.deepest = bottom
            bare = Interaction(
                type="scroll",
                at=at,
                page_view_id=self.view.id,
                url=self.view.url,
                page_height=self.page.page_height,
            )
            size = {"viewport_width": self.layout.width, "viewport_height": self.layout.height}
            self.interactions.append(msgspec.structs.replace(bare, page_y=bottom, **size))

    def attend(self, scroll_y: int, duration_ms: int) -> None:
        """Keep for how long the visitor looked at what is on the screen."""
        for place, landmark in enumerate(self.page.landmarks):
            for band in bands_in_view(landmark, scroll_y, self.layout.height):
                key = (place, band)
                self.seen[key] = self.seen.get(key, 0) + duration_ms

    def tell_attention(self, at: int, scroll_y: int) -> None:
        """Note what was kept, band by band, as the tracker does before its page view ends."""
        looks = {place: self._look_at(place, at, scroll_y) for place, _ in self.seen}
        for (place, band), duration_ms in self.seen.items():
            at_band = {"ex": 0, "ey": round(band / BANDS * FULL), "duration_ms": duration_ms}
            self.interactions.append(msgspec.structs.replace(looks[place], **at_band))
        self.seen.clear()

    def _look_at(self, place: int, at: int, scroll_y: int) -> Interaction:
        """Return an interaction with a landmark, which lies where its middle is."""
        landmark = self.page.landmarks[place]
        x, y = landmark.center(scroll_y)
        one = Interaction(
            type="attention",
            at=at,
            page_view_id=self.view.id,
            url=self.view.url,
            x=x,
            y=y,
            page_x=x,
            page_y=self.deepest,
            viewport_width=self.layout.width,
            viewport_height=self.layout.height,
            page_height=self.page.page_height,
            pixel_ratio=1,
        )
        element = self._told(len(self.page.targets) + place)
        return self._on(landmark, element, one, scroll_y)

    def _on(
        self, target: Target, element: SeenElement, one: Interaction, scroll_y: int
    ) -> Interaction:
        """Return an interaction with the element that it happened to."""
        left, top = target.x, target.center(scroll_y)[1] - target.height // 2
        return msgspec.structs.replace(
            one,
            element_id=element.id,
            ex=round((one.x - left) / target.width * FULL),
            ey=round((one.y - top) / target.height * FULL),
            width=target.width,
            height=target.height,
            node=target.id,
            flags=STICKY_FLAG if target.stick >= 0 else 0,
        )

    def element_of(self, target: Target) -> SeenElement:
        """Return a target as the tracker tells it, once per page view."""
        return self._told(self.page.targets.index(target))

    def _told(self, number: int) -> SeenElement:
        """Return an element by its place among the prints of its page: targets, then landmarks."""
        element = seen_element(self.layout.width, self.path, number, self.salt)
        place = {"page_view_id": self.view.id, "url": self.view.url}
        key = (self.view.id, element.id)
        return self.elements.setdefault(key, msgspec.structs.replace(element, **place))

    def _target_at(self, x: int, y: int, scroll_y: int) -> Target | None:
        """Return the smallest target at a point of the viewport; links stand inside of others."""
        page_y = y + scroll_y
        # Two numbers rule nearly all of them out: the week has fifty thousand points.
        near = (
            target
            for target in self.page.targets
            if target.y - 1 <= page_y <= target.y + target.height + 1 or target.stick >= 0
        )
        found = [target for target in near if _holds(target, x, y, scroll_y)]
        return min(found, key=lambda target: target.width * target.height, default=None)


def bands_in_view(landmark: Target, scroll_y: int, height: int) -> range:
    """Return the bands of a landmark that are on a screen of this height, CSS px, line by line."""
    top = landmark.center(scroll_y)[1] - landmark.height // 2
    first = max(0, -top * BANDS // landmark.height)
    last = min(BANDS - 1, (height - top) * BANDS // landmark.height)
    step = max(1, LINE_PX * BANDS // landmark.height)
    return range(first - first % step, last + 1, step) if first <= last else range(0)


def _holds(target: Target, x: int, y: int, scroll_y: int) -> bool:
    middle_x, middle_y = target.center(scroll_y)
    return abs(x - middle_x) * 2 <= target.width and abs(y - middle_y) * 2 <= target.height
