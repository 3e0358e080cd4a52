"""Whether an invented session is recorded, and what a tracker tells of one that is not."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from pagepulse.demo.people import pick

RECORDED = "recorded"
# Browsers that ask for privacy: only what happened is counted, and nothing of it is kept apart.
PRIVATE = frozenset({"gpc", "dnt"})
# Without the project's settings, the tracker loads nothing beside itself.
BARE = PRIVATE | {"no-config"}


@dataclass(frozen=True)
class Captured:
    """What becomes of one session."""

    reason: str = RECORDED

    @property
    def is_recorded(self) -> bool:
        """Whether it can be replayed."""
        return self.reason == RECORDED

    @property
    def is_private(self) -> bool:
        """Whether its browser asks for privacy, and so has no visitor id of its own."""
        return self.reason in PRIVATE

    @property
    def is_measured(self) -> bool:
        """Whether it tells of interactions, web vitals and requests."""
        return self.reason not in BARE


# Each reason with its share of the sessions: first only some were drawn, then all of them.
DRAWN_FIRST = [
    (Captured("not-sampled"), 66),
    (Captured(), 21),
    (Captured("gpc"), 7),
    (Captured("dnt"), 2),
    (Captured("no-config"), 3),
    (Captured("too-costly"), 1),
]
ALL_DRAWN = [
    (Captured(), 84),
    (Captured("gpc"), 8),
    (Captured("dnt"), 2),
    (Captured("no-config"), 3),
    (Captured("too-costly"), 1),
    (Captured("starting"), 2),
]


def captured(rng: Random, *, is_drawn: bool) -> Captured:
    """Say what becomes of a session; `is_drawn` where every one is to be recorded."""
    return pick(rng, ALL_DRAWN if is_drawn else DRAWN_FIRST)
