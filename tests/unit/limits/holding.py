"""What the tables of the neighbours have in common."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from pagepulse.errors import PagePulseError

# By the name of a limit: whether so much of it passes, in its unit. Of a time: whether what takes
# so long, less an instant, still passes.
Holds = Mapping[str, Callable[[int], Coroutine[Any, Any, bool]]]
# Seconds; far more than the error of sums, far less than any limit.
INSTANT = 0.001


def passes(act: Callable[[], object]) -> bool:
    """Tell whether nothing is refused."""
    try:
        act()
    except PagePulseError:
        return False
    return True
