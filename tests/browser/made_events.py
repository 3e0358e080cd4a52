"""Makes up rrweb events whose page says what time it is, so that a test knows what to expect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

Event = dict[str, Any]

SECOND_MS = 1000
WIDTH, HEIGHT = 1024, 640
# Node ids of the page below.
HTML, HEAD, BODY, CLOCK, CLOCK_TEXT = 2, 3, 4, 5, 6
FIRST_FREE_ID = 100


def element(
    node_id: int,
    tag: str,
    children: Sequence[Event] = (),
    attributes: Event | None = None,
    **more: object,
) -> Event:
    """Return an element as rrweb records it."""
    return {
        "type": 2,
        "id": node_id,
        "tagName": tag,
        "attributes": attributes or {},
        "childNodes": list(children),
        **more,
    }


def text(node_id: int, content: str, **more: object) -> Event:
    """Return a text node as rrweb records it."""
    return {"type": 3, "id": node_id, "textContent": content, **more}


def page_events(
    at: float,
    clock: str = "",
    *,
    head: Sequence[Event] = (),
    body: Sequence[Event] = (),
    url: str = "https://shop.example/",
) -> list[Event]:
    """Return the Meta event and the full snapshot of a page that shows `clock`."""
    shown = element(CLOCK, "h1", [text(CLOCK_TEXT, clock)], {"id": "clock"})
    html = element(
        HTML, "html", [element(HEAD, "head", head), element(BODY, "body", [shown, *body])]
    )
    doctype = {"type": 1, "id": 90, "name": "html", "publicId": "", "systemId": ""}
    document = {"type": 0, "id": 1, "childNodes": [doctype, html]}
    meta = {"href": url, "width": WIDTH, "height": HEIGHT}
    snapshot = {"node": document, "initialOffset": {"top": 0, "left": 0}}
    return [
        {"type": 4, "timestamp": at, "data": meta},
        {"type": 2, "timestamp": at + 1, "data": snapshot},
    ]


def mutation(at: float, **changes: object) -> Event:
    """Return a change of the page: `adds`, `removes`, `texts`, `attributes`."""
    nothing: Event = {"adds": [], "removes": [], "texts": [], "attributes": []}
    return {"type": 3, "timestamp": at, "data": {"source": 0, **nothing, **changes}}


def click(at: float, node_id: int = CLOCK) -> Event:
    """Return a click of the visitor."""
    data = {"source": 2, "type": 2, "id": node_id, "x": 20, "y": 20}
    return {"type": 3, "timestamp": at, "data": data}


def ticks(
    start: float, first: int, last: int, *, snapshot_every: int | None = None, name: str = "second"
) -> Iterator[Event]:
    """Yield a page that says `second N` from second N on, with a click in each second."""
    for second in range(first, last + 1):
        at = start + second * SECOND_MS
        label = f"{name} {second}"
        if snapshot_every and second % snapshot_every == 0:
            yield from page_events(at, label)
        else:
            yield mutation(at, texts=[{"id": CLOCK_TEXT, "value": label}])
        yield click(at + 400)


def page_view(at: float, path: str = "/", number: int = 1) -> Event:
    """Return a page view as the tracker sends it."""
    return {
        "id": f"p_{number}",
        "at": at,
        "url": f"https://shop.example{path}",
        "title": f"Page {number}",
        "viewportWidth": WIDTH,
        "viewportHeight": HEIGHT,
    }
