"""A recording that is harmless in every way but one: a browser never finishes drawing it.

Each `:is()` of its style sheet makes the browser try all siblings before an element anew, for every
one of the next level: with a thousand of them and five levels some years of work, in 40 KB.
"""

from __future__ import annotations

from typing import Any

from tests.browser.made_events import FIRST_FREE_ID, click, element, page_events, text

Event = dict[str, Any]

# Of no other recording: under a map of it lies nothing else.
PAGE = "https://shop.example/hangs"
SIBLINGS = 1_000
LEVELS = 5


def hanging_selector() -> str:
    """Return a selector that matches nothing, and takes for ever to find that out."""
    selector = ".nowhere ~ p"
    for _ in range(LEVELS):
        selector = f":is({selector}) ~ p"
    return selector


def hanging_page() -> tuple[Event, list[Event]]:
    """Return the style sheet and the elements that hang a browser."""
    rule = {"_cssText": f"{hanging_selector()} {{ color: red }}"}
    style = element(FIRST_FREE_ID, "style", [text(FIRST_FREE_ID + 1, "", isStyle=True)], rule)
    siblings = [element(FIRST_FREE_ID + 2 + number, "p") for number in range(SIBLINGS)]
    return style, siblings


def hanging_events(at: float) -> list[Event]:
    """Return a recording of a second; Unix ms of its first event."""
    style, siblings = hanging_page()
    page = page_events(at, "hangs", head=[style], body=siblings, url=PAGE)
    return [*page, click(at + 1000)]
