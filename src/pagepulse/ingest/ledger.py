"""Counts what happens to batches: received = stored + duplicate + rejected + in flight."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Ledger:
    """Counters since the start of the process; each is written by one thread only."""

    received: int = 0
    accepted: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    projected: int = 0
    projected_events: int = 0
    # … in which the server hid what the tracker let through.
    redacted_events: int = 0
    # Sent again after the first one had left the journal already.
    projected_duplicate: int = 0
    quarantined: int = 0
    # Left quarantine because it was full or they were too old.
    quarantine_dropped: int = 0
    # Withdrawn by their visitors.
    erased_sessions: int = 0
    # Came late for a visitor, an identity, a page or a time that was erased: dropped.
    late_for_erased: int = 0
    # Batches of browsers that ask for privacy, by signal: counted, not recorded.
    unrecorded: Counter[str] = field(default_factory=Counter)
    warehouse_refusals: int = 0
