"""The one place that reads the wall clock."""

from __future__ import annotations

import time


def now_ms() -> int:
    """Return Unix time in milliseconds, the unit of rrweb and of every `*_at` field."""
    return time.time_ns() // 1_000_000
