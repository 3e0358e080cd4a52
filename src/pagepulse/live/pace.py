"""How much longer watched tabs leave between two batches while the server cannot keep up; pure.

A batch costs nearly the same whatever it holds, so fewer and larger ones carry as much for less:
a viewer then sees a page a second later at most, and nothing is lost.
"""

from __future__ import annotations

# How late a turn of the event loop is that is no accident when the next one is late as well, in ms.
LATE_MS = 150.0
LATE_TURNS = 2
# … and how late it is while there is room again, and for how many turns that must last.
EASY_MS = 75.0
EASY_TURNS = 6
# With viewers who want a batch every 200 ms, it is one in 1.6 s then.
MOST = 8


class Pace:
    """Told each turn how late it was; `factor` is what intervals between batches are times."""

    def __init__(self) -> None:
        """Begin as viewers want it."""
        self.factor = 1
        self._late = self._easy = 0

    def look(self, late_ms: float) -> bool:
        """Take in a turn; True where the factor has changed."""
        self._late = self._late + 1 if late_ms > LATE_MS else 0
        self._easy = self._easy + 1 if late_ms < EASY_MS else 0
        if self._late >= LATE_TURNS and self.factor < MOST:
            self.factor *= 2
        elif self._easy >= EASY_TURNS and self.factor > 1:
            self.factor //= 2
        else:
            return False
        self._late = self._easy = 0
        return True
