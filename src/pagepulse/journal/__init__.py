"""The journal: a batch is on disk here before its acknowledgement, and waits to be projected."""

from __future__ import annotations

from pagepulse.journal.entry import Entry, Origin, StoredEntry
from pagepulse.journal.journal import Journal

__all__ = ["Entry", "Journal", "Origin", "StoredEntry"]
