"""Recorded pages of the demo site: real snapshots and real reactions, without anybody's time.

`tests/tools/record_demo_templates.py` writes one file per width, `templates/<width>.json.gz`, and
`tests/tools/record_demo_prints.py` where its landmarks are, `landmarks.json.gz`. Times
in them count from the beginning of a step, in milliseconds; lengths are CSS pixels. The origin of
the site stands as `{SITE}`.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import msgspec

TEMPLATES = Path(__file__).parent / "templates"
LANDMARKS = Path(__file__).with_name("landmarks.json.gz")
SITE_PLACEHOLDER = b"{SITE}"


class Target(msgspec.Struct, frozen=True, rename="camel"):
    """An element that a visitor may point at or read; `x`, `y`: where it lies on the whole page."""

    id: int
    tag: str
    href: str
    label: str
    x: int
    y: int
    width: int
    height: int
    # What scrolls away before the element sticks to the top; -1 where it never does.
    stick: int

    def center(self, scroll_y: int) -> tuple[int, int]:
        """Return the middle in the viewport when the page is scrolled by `scroll_y`."""
        y = self.y + self.height // 2
        gone = min(scroll_y, self.stick) if self.stick >= 0 else scroll_y
        return self.x + self.width // 2, y - gone


class StepEvent(msgspec.Struct, frozen=True, array_like=True):
    """What the recorder saw: `after_ms` from the beginning of its step."""

    after_ms: int
    event: msgspec.Raw


class Step(msgspec.Struct, frozen=True, rename="camel"):
    """One thing done to a page, with its real effects; `x` and `y` are in the viewport."""

    name: str
    do: str
    x: int
    y: int
    scroll_y: int = msgspec.field(name="scrollY")
    url: str
    events: list[StepEvent]

    @property
    def duration_ms(self) -> int:
        """Time until its last effect."""
        return max((event.after_ms for event in self.events), default=0)


class PageTemplate(msgspec.Struct, frozen=True, rename="camel"):
    """One page at one width. Steps of a chain happen in their order, chains are independent."""

    title: str
    page_height: int
    snapshot: msgspec.Raw
    targets: list[Target]
    chains: list[list[Step]]
    # The large parts of the page by which the tracker tells how long it was looked at.
    landmarks: list[Target] = []

    def link_to(self, href: str) -> list[Target]:
        """Return the links that lead to `href`."""
        return [target for target in self.targets if target.href == href]

    def labelled(self, label: str) -> Target | None:
        """Return the element with this id attribute; an empty one is nobody's."""
        return next((target for target in self.targets if label and target.label == label), None)

    def text_under(self, href: str) -> Target | None:
        """Return the text below the last link to `href`: in a card, what looks like the link."""
        places = [place for place, target in enumerate(self.targets) if target.href == href]
        following = self.targets[places[-1] :] if places else []
        return next((target for target in following if target.tag == "p"), None)


class Layout(msgspec.Struct, frozen=True, rename="camel"):
    """The whole site at one viewport size."""

    width: int
    height: int
    touch: bool
    recorder_version: str
    pages: dict[str, PageTemplate]


def load_layouts(site_origin: str) -> dict[int, Layout]:
    """Return the recorded layouts by width, with `site_origin` as the address of the site."""
    landmarks = _load_landmarks()
    layouts = [_load(file, site_origin.encode()) for file in TEMPLATES.glob("*.json.gz")]
    return {layout.width: _marked(layout, landmarks.get(layout.width, {})) for layout in layouts}


def _load(file: Path, site_origin: bytes) -> Layout:
    text = gzip.decompress(file.read_bytes()).replace(SITE_PLACEHOLDER, site_origin)
    return msgspec.json.decode(text, type=Layout)


def _load_landmarks() -> dict[int, dict[str, list[Target]]]:
    """Return landmarks by width and path; none where they were not recorded yet."""
    if not LANDMARKS.exists():
        return {}
    text = gzip.decompress(LANDMARKS.read_bytes())
    return msgspec.json.decode(text, type=dict[int, dict[str, list[Target]]])


def _marked(layout: Layout, landmarks: dict[str, list[Target]]) -> Layout:
    pages = {
        path: msgspec.structs.replace(page, landmarks=landmarks.get(path, []))
        for path, page in layout.pages.items()
    }
    return msgspec.structs.replace(layout, pages=pages)
