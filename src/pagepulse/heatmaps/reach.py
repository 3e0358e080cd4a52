"""How far down visitors came, from the deepest place of each page view; pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

# Reach is counted in steps of this, CSS px: finer than any scroll.
STEP_PX = 50
SHARES = (0.75, 0.5, 0.25, 0.1)
FOLDS = (0.25, 0.5, 0.75)
# Beyond it a curve tells nothing more; the longest pages have some 50,000 px.
MAX_STEPS = 2_000


@dataclass(frozen=True, slots=True)
class ReachStep:
    """How many views came to `y` at least."""

    y: int
    views: int
    share: float


@dataclass(frozen=True, slots=True)
class ShareLine:
    """The deepest y to which at least a share of the views came."""

    share: float
    y: int


def step_of(y: int) -> int:
    """Return the step that a place belongs to, the last one for all beyond it."""
    return min(MAX_STEPS, y // STEP_PX)


class Depths:
    """Deepest places of page views, in steps."""

    def __init__(self, views_of_step: Mapping[int, int]) -> None:
        """Take the number of views by the step, `y // STEP_PX`, of their deepest place."""
        self._steps = sorted(views_of_step)
        self._sums = [0, *accumulate(views_of_step[step] for step in self._steps)]

    @property
    def views(self) -> int:
        """Return the number of page views."""
        return self._sums[-1]

    def reaching(self, y: float) -> int:
        """Return how many views came to `y` at least, to the step."""
        return self.views - self._sums[bisect_left(self._steps, int(y // STEP_PX))]

    def curve(self) -> list[ReachStep]:
        """Return the curve from the top to the deepest place."""
        if not self.views:
            return []
        last = min(self._steps[-1], MAX_STEPS)
        places = (step * STEP_PX for step in range(last + 1))
        return [ReachStep(y, seen, seen / self.views) for y in places if (seen := self.reaching(y))]

    def lines(self) -> list[ShareLine]:
        """Return where three quarters, a half, a quarter and a tenth of the views came to."""
        curve = self.curve()
        return [
            ShareLine(share, max(step.y for step in curve if step.share >= share))
            for share in SHARES
            if curve
        ]


def fold_lines(views_of_height: Mapping[int, int]) -> list[ShareLine]:
    """Return the quartiles of the viewports' heights, by number of views of each height."""
    heights: Sequence[int] = sorted(views_of_height)
    sums = list(accumulate(views_of_height[height] for height in heights))
    if not sums:
        return []
    return [ShareLine(share, heights[bisect_left(sums, share * sums[-1])]) for share in FOLDS]
