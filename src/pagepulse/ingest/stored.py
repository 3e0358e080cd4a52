"""What has just become readable: told to whoever shows news, without a look into the warehouse."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa


@dataclass(slots=True)
class StoredData:
    """New rows of one project."""

    session_ids: set[str] = field(default_factory=set)
    # Of these a full snapshot is among the rows: from there on they can be replayed.
    shown_session_ids: set[str] = field(default_factory=set)
    # These said that nothing follows.
    ended_session_ids: set[str] = field(default_factory=set)
    # Pages that somebody has opened.
    page_urls: set[str] = field(default_factory=set)
    events: int = 0
    interactions: int = 0


Stored = Mapping[str, StoredData]
# Called on the projector's thread with the data by project, once the rows can be read.
OnStored = Callable[[Stored], None]


def stored_of(tables: Mapping[str, pa.Table]) -> Stored:
    """Return what the blocks of a range hold, by project."""
    stored: defaultdict[str, StoredData] = defaultdict(StoredData)
    batches = _rows(tables["batches"], "session_id", "ended", "full_snapshot_count")
    for project_id, session_id, ended, full_snapshots in batches:
        data = stored[project_id]
        data.session_ids.add(session_id)
        if full_snapshots:
            data.shown_session_ids.add(session_id)
        if ended:
            data.ended_session_ids.add(session_id)
    for project_id, page_url in _rows(tables["page_views"], "page_url"):
        stored[project_id].page_urls.add(page_url)
    for project_id, events in _counts(tables["recording_events"]):
        stored[project_id].events = events
    for project_id, interactions in _counts(tables["interactions"]):
        stored[project_id].interactions = interactions
    return dict(stored)


def _rows(table: pa.Table, *columns: str) -> Iterator[tuple[Any, ...]]:
    names = ("project_id", *columns)
    yield from zip(*(table[name].to_pylist() for name in names), strict=True)


def _counts(table: pa.Table) -> Iterator[tuple[str, int]]:
    for counted in table["project_id"].value_counts():
        yield counted["values"].as_py(), counted["counts"].as_py()
