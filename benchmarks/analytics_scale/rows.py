"""The same traffic in SQLite, with the tables and indexes that somebody sensible would make."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

# Sessions and page views are numbers here: shorter keys than those of the product.
SCHEMA = """
create table sessions (
    id integer primary key, visitor text, started_at integer, ended_at integer, device text,
    country text, bot integer, page_views integer, custom_events integer, errors integer,
    rages integer, deads integer
);
create table page_views (
    id integer primary key, session integer, at integer, page text, title text
);
create table custom_events (session integer, at integer, name text);
create table errors (view integer, at integer);
create table vitals (view integer, name text, value real);
create table interactions (view integer, type text, depth real);
"""
INDEXES = """
create index of_time on sessions (started_at);
create index of_visitor on sessions (visitor, started_at);
create index of_session on page_views (session, at);
create index of_event on custom_events (session);
create index of_error on errors (view);
create index of_vital on vitals (view);
create index of_act on interactions (view, type);
analyze;
"""
SESSION_COLUMNS = (
    "visitor_id", "first_at", "last_at", "device", "country", "bot", "page_view_count",
    "custom_event_count", "error_count", "rage_click_count", "dead_click_count",
)  # fmt: skip
# Half of what the product's engine may take.
CACHE_KIB = 512 * 1024

Tables = Mapping[str, pa.Table]


class RowStore:
    """An SQLite database of its own."""

    def __init__(self, file: Path) -> None:
        """Make empty tables."""
        self.connection = sqlite3.connect(file)
        self.connection.execute("pragma journal_mode = off")
        self.connection.execute("pragma synchronous = off")
        self.connection.execute(f"pragma cache_size = -{CACHE_KIB}")
        self.connection.executescript(SCHEMA)
        self._sessions = self._views = 0

    def add(self, tables: Tables) -> None:
        """Insert a block of sessions."""
        batches, views = tables["batches"], tables["page_views"]
        session_ids = _numbers(batches["session_id"], self._sessions)
        view_ids = _numbers(views["page_view_id"], self._views)
        self._insert("sessions", list(session_ids.values()), *_lists(batches, *SESSION_COLUMNS))
        self._insert(
            "page_views",
            list(view_ids.values()),
            [session_ids[one] for one in views["session_id"].to_pylist()],
            *_lists(views, "at", "page", "title"),
        )
        events = tables["custom_events"]
        owners = [session_ids[one] for one in events["session_id"].to_pylist()]
        self._insert("custom_events", owners, *_lists(events, "at", "name"))
        for name, columns in (("errors", ["at"]), ("vitals", ["name", "value"])):
            self._insert(name, _views(tables[name], view_ids), *_lists(tables[name], *columns))
        acts = tables["interactions"]
        tops, heights = _lists(acts, "page_y", "page_height")
        depths = [top / height for top, height in zip(tops, heights, strict=True)]
        self._insert("interactions", _views(acts, view_ids), *_lists(acts, "type"), depths)
        self._sessions += len(session_ids)
        self._views += len(view_ids)

    def _insert(self, table: str, *columns: Sequence[Any]) -> None:
        marks = ", ".join("?" * len(columns))
        self.connection.executemany(
            f"insert into {table} values ({marks})",
            zip(*columns, strict=True),
        )

    def finish(self) -> None:
        """Make the indexes, when all is there."""
        self.connection.executescript(INDEXES)
        self.connection.commit()


def _numbers(ids: pa.ChunkedArray, first: int) -> dict[str, int]:
    return {one: first + n for n, one in enumerate(ids.to_pylist())}


def _views(table: pa.Table, numbers: Mapping[str, int]) -> list[Any]:
    return [numbers[one] for one in table["page_view_id"].to_pylist()]


def _lists(table: pa.Table, *columns: str) -> list[list[Any]]:
    """Return columns as lists; times as Unix ms."""
    found = (table[name] for name in columns)
    return [
        (one.cast(pa.int64()) if pa.types.is_timestamp(one.type) else one).to_pylist()
        for one in found
    ]
