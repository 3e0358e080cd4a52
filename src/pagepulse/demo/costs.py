"""What recording one page of the demo site costs, as Chromium measured it there.

Two shared cores, and the same with a processor four times slower in place of a phone; a full
snapshot is the dearest by far. See "What it costs" in `tracker/README.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

import msgspec

from pagepulse.ingest.batch import RecordingCost

# As in the tracker: a longer pause between two events counts as this much of activity, in ms.
ACTIVE_GAP_MS = 10_000
SECOND_MS = 1_000


@dataclass(frozen=True)
class Speed:
    """What a device needs, in ms: for a full snapshot, and for each active second after it."""

    snapshot: tuple[float, float]
    second: tuple[float, float]


DESKTOP = Speed(snapshot=(20, 46), second=(0.1, 0.6))
TABLET = Speed(snapshot=(40, 110), second=(0.4, 2.5))
PHONE = Speed(snapshot=(95, 240), second=(1.5, 6))
# By the width of the layout that the page was recorded in.
SPEEDS = {1440: DESKTOP, 820: TABLET, 390: PHONE}
ELEMENTS = (92, 228)


class _Moment(msgspec.Struct):
    timestamp: float


def cost_of_page(rng: Random, layout_width: int, events: Sequence[bytes]) -> RecordingCost:
    """Return what recording these rrweb events cost, told with the last of them."""
    moments = sorted(msgspec.json.decode(event, type=_Moment).timestamp for event in events)
    active = sum(min(later - earlier, ACTIVE_GAP_MS) for earlier, later in pairwise(moments))
    speed = SPEEDS[layout_width]
    snapshot = round(rng.uniform(*speed.snapshot), 1)
    work = snapshot + rng.uniform(*speed.second) * active / SECOND_MS
    return RecordingCost(
        at=moments[-1],
        active_ms=round(active),
        work_ms=round(work, 1),
        longest_ms=snapshot,
        snapshot_ms=snapshot,
        elements=rng.randint(*ELEMENTS),
        bytes=sum(map(len, events)),
    )
