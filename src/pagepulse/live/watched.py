"""A session that somebody watches, and what each viewer has been given of its tabs."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field

from pagepulse.ingest.acceptance import TakenBatch
from pagepulse.live.admin import Admin
from pagepulse.live.streams import TabStream

SessionKey = tuple[str, str]

# How often a watched visitor sends where viewers ask for nothing else, in ms.
DEFAULT_MS = 200


@dataclass(slots=True, eq=False)
class Viewer:
    """One admin's view of one session."""

    admin: Admin
    batch_ms: int
    # Tabs of which everything until now was given.
    synced: set[str] = field(default_factory=set)
    # Tabs that were told to have a gap.
    gapped: set[str] = field(default_factory=set)


@dataclass(slots=True, eq=False)
class WatchedSession:
    """A session that somebody watches."""

    project_id: str
    session_id: str
    viewers: dict[Admin, Viewer] = field(default_factory=dict)
    tabs: dict[str, TabStream] = field(default_factory=dict)
    asked_at: dict[str, int] = field(default_factory=dict)
    pending: deque[TakenBatch] = field(default_factory=deque)
    pending_bytes: int = 0
    # Until then, Unix ms, it is kept without viewers, because some are about to come.
    expected_until: int = 0
    worker: asyncio.Task[None] | None = None

    @property
    def key(self) -> SessionKey:
        """Return what it is found by."""
        return self.project_id, self.session_id

    @property
    def is_complete(self) -> bool:
        """Tell whether it has tabs, and pictures of all of them."""
        return bool(self.tabs) and all(stream.has_picture for stream in self.tabs.values())

    def has_picture(self, tab_id: str) -> bool:
        """Tell whether a viewer can be given a tab as it is."""
        stream = self.tabs.get(tab_id)
        return stream is not None and stream.has_picture

    @property
    def batch_ms(self) -> int:
        """Return how often its viewers want batches."""
        return min((viewer.batch_ms for viewer in self.viewers.values()), default=DEFAULT_MS)
