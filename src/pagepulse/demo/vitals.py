"""Which element of a demo page stands behind a web vital, as browsers would tell it."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from pagepulse.demo.templates import Layout, PageTemplate, Target

# What is painted large, what is pressed, and what is pushed down by what comes late.
KINDS = {
    "LCP": ("h1", "figure", "p"),
    "INP": ("button", "input", "select", "textarea", "a"),
    "CLS": ("h2", "h3", "p", "blockquote", "a"),
}
# Each next element is behind a vital so much more seldom than the one before.
FADING = 0.45
# Elements that a page's visitors disagree about.
CHOICE = 5
# Values of elements beside the first: some are much worse.
SLOWER = (1.0, 1.7, 2.6, 0.8, 3.4)


def element_behind(
    rng: Random, name: str, layout: Layout, page: PageTemplate
) -> tuple[Target | None, float]:
    """Return the element behind a vital, and by what its value is multiplied."""
    choice = _possible(name, layout, page)
    if not choice:
        return None, 1.0
    place = 0
    while place + 1 < len(choice) and rng.random() < FADING:
        place += 1
    return choice[place], SLOWER[place]


def path_of(target: Target) -> str:
    """Return the CSS path that a browser would name an element by."""
    return f"#{target.label}" if target.label else f"main>{target.tag}"


def _possible(name: str, layout: Layout, page: PageTemplate) -> Sequence[Target]:
    """Return the first elements of the page for a vital, the likeliest first."""
    fitting = [target for target in page.targets if target.tag in KINDS.get(name, ())]
    if name == "LCP":
        # Only what is on the first screen is painted at once.
        fitting = [target for target in fitting if target.y < layout.height]
        fitting.sort(key=lambda target: -target.width * target.height)
    elif name == "INP":
        fitting.sort(key=lambda target: (target.tag == "a", target.y))
    else:
        fitting = [target for target in fitting if target.y > layout.height // 2]
    return fitting[:CHOICE]
