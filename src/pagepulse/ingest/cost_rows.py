"""Makes the rows of what recording cost the page."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pagepulse.ingest.batch import RecordingCost
from pagepulse.ingest.signal_rows import Sender
from pagepulse.ingest.tables import Row

# A report covers seconds; an hour, in ms, is a clock that jumped or a lie.
DURATION_MAX = 3_600_000
UINT32 = 2**32 - 1
# Above this, numbers of JavaScript are no longer exact.
BYTES_MAX = 2**53


def cost_rows(sender: Sender, costs: Sequence[RecordingCost]) -> list[Row]:
    """Return rows of `costs`."""
    entry = sender.entry
    return [
        (
            entry.project_id,
            entry.session_id,
            entry.tab_id,
            sender.server_time(cost.at),
            entry.seq,
            position,
            round(_within(cost.active_ms, DURATION_MAX)),
            _within(cost.work_ms, DURATION_MAX),
            _within(cost.longest_ms, DURATION_MAX),
            _within(cost.snapshot_ms, DURATION_MAX),
            round(_within(cost.bytes, BYTES_MAX)),
            round(_within(cost.elements, UINT32)),
        )
        for position, cost in enumerate(costs)
    ]


def _within(value: float, limit: float) -> float:
    """Return a number from 0 to a limit; what is none counts as 0."""
    return min(max(value, 0.0), limit) if math.isfinite(value) else 0.0
