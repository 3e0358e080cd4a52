"""How full a disk may be before something is done about it; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# From the best to the worst.
DiskState = Literal["ok", "low", "shedding", "full"]
STATES: tuple[DiskState, ...] = ("ok", "low", "shedding", "full")
# Marks are shares of a disk of 200 GB at most: 3 % of a larger one would be room for months.
COUNTED_BYTES = 200 * 1000**3
# A state is left when so much more of the disk is free than where it began: no flapping.
BACK_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Space:
    """A disk, in bytes; `free_bytes` without what the reserve still has to take."""

    total_bytes: int
    free_bytes: int


@dataclass(frozen=True, slots=True)
class Marks:
    """Used shares of the disk, 0…1, at which a state begins."""

    low: float = 0.85
    shedding: float = 0.92
    full: float = 0.97

    def state_of(self, space: Space, before: DiskState = "ok") -> DiskState:
        """Return the state; `before` is kept until there is clearly more room."""
        now = self._state(space.free_bytes, space)
        if STATES.index(now) >= STATES.index(before):
            return now
        back = space.free_bytes - int(BACK_SHARE * _counted(space))
        return min(before, self._state(back, space), key=STATES.index)

    def free_bytes_at(self, share: float, space: Space) -> int:
        """Return how much is free where so much of the disk is used."""
        return round((1 - share) * _counted(space))

    def _state(self, free_bytes: int, space: Space) -> DiskState:
        marks: tuple[tuple[DiskState, float], ...] = (
            ("full", self.full),
            ("shedding", self.shedding),
            ("low", self.low),
        )
        for state, share in marks:
            if free_bytes < self.free_bytes_at(share, space):
                return state
        return "ok"


def _counted(space: Space) -> int:
    return min(space.total_bytes, COUNTED_BYTES)
