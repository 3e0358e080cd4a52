"""The journal: batches are safe here before they are acknowledged, and wait here to be projected."""

from __future__ import annotations

from pagepulse.journal.entry import Entry, Origin, StoredEntry
from pagepulse.journal.journal import Journal

__all__ = ["Entry", "Journal", "Origin", "StoredEntry"]
