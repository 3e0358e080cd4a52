"""Makes the rows of `captures`: whether a page view was recorded, or why not."""

from __future__ import annotations

from collections.abc import Sequence

from pagepulse.ingest.batch import CAPTURE_REASONS, Capture
from pagepulse.ingest.signal_rows import Sender, place_columns
from pagepulse.ingest.tables import Row


def capture_rows(sender: Sender, captures: Sequence[Capture]) -> list[Row]:
    """Return the rows; a reason that nobody knows says nothing."""
    return [
        (*place_columns(sender, position, capture), capture.reason)
        for position, capture in enumerate(captures)
        if capture.reason in CAPTURE_REASONS
    ]
