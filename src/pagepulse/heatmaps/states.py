"""States of a page: full snapshots whose DOM is alike, whatever their texts; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

# Of 64 bits. A banner more or another number of cookies' lines differ by fewer, a menu, a dialog or
# another release by more.
SAME_BITS = 3


def states_of(structures: Iterable[int]) -> Mapping[int, int]:
    """Return the state of each structure: the most frequent structure that is alike.

    Deterministic: the frequent come first, then the smaller number.
    """
    counts = Counter(structures)
    states: dict[int, int] = {}
    centers: list[int] = []
    for structure, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        near = (center for center in centers if (center ^ structure).bit_count() <= SAME_BITS)
        state = next(near, None)
        if state is None:
            centers.append(structure)
        states[structure] = structure if state is None else state
    return states
