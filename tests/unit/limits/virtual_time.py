"""An event loop whose time passes only while everybody waits: half an hour takes no time.

What is asked of it is exact to the microsecond, so that a limit in seconds has an edge to test.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any

# Any time will do; zero would hide a clock that was never asked.
BEGINNING_SECONDS = 1_000.0


class NobodyWakesUpError(Exception):
    """Everything waits for something that cannot come."""


class _Selector(selectors.SelectSelector):
    """Lets time pass where others would wait for the network."""

    def __init__(self) -> None:
        """Begin at the beginning."""
        super().__init__()
        self.now = BEGINNING_SECONDS

    def select(self, timeout: float | None = None) -> list[Any]:
        """Return what is ready; else it is later now."""
        ready = super().select(0)
        if not ready:
            if timeout is None:
                raise NobodyWakesUpError
            self.now += max(timeout, 0.0)
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop with a clock of its own, in seconds."""

    def __init__(self) -> None:
        """Make the clock that `time` reads."""
        self._clock = _Selector()
        super().__init__(self._clock)

    def time(self) -> float:
        """Return the seconds since some moment."""
        return self._clock.now


def run(work: Coroutine[Any, Any, bool], loop: VirtualLoop) -> bool:
    """Return what the work returns."""
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        return runner.run(work)
