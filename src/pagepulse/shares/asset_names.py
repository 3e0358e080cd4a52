"""Which assets each shared thing refers to: nothing else of the vault is read by a link."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

# A recording may still grow; a name that is missing is looked for again after this, in seconds.
STALE_SECONDS = 5.0
# Share links whose names are remembered, some kB each.
MAX_SHARES = 200


@dataclass(frozen=True, slots=True)
class _Names:
    names: frozenset[str]
    read_at: float


class AssetNames:
    """Remembers the names by share link: a page asks for dozens of assets in a row."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Count on a clock in seconds that never jumps."""
        self._clock = clock
        self._held: OrderedDict[str, _Names] = OrderedDict()

    def has(self, share_id: str, name: str, read: Callable[[], list[str]]) -> bool:
        """Tell whether the asset belongs to what is shared; `read` finds all that do."""
        held = self._held.get(share_id)
        if held is not None and name in held.names:
            return True
        if held is not None and self._clock() - held.read_at < STALE_SECONDS:
            return False
        found = _Names(frozenset(read()), self._clock())
        self._held[share_id] = found
        self._held.move_to_end(share_id)
        if len(self._held) > MAX_SHARES:
            self._held.popitem(last=False)
        return name in found.names
