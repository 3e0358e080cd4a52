"""One session: all about it but its rrweb events."""

from __future__ import annotations

import asyncio

from pagepulse.errors import NotFoundError
from pagepulse.replay.models import SessionDetail, Timeline
from pagepulse.replay.queries import (
    Span,
    select_activity,
    select_batches,
    select_full_snapshots,
    select_named_moments,
    select_page_views,
    select_session,
    select_visitor_moments,
)
from pagepulse.replay.sessions import STRIP_PARTS, read_strips, summary_of
from pagepulse.replay.timeline import (
    MAX_MARKERS,
    bucket_count,
    bucket_ms_of,
    choose_markers,
    gaps_of,
    markers_of,
    page_visits_of,
    tabs_of,
)
from pagepulse.warehouse import Row, Warehouse

# Bursts and focus changes fall away after reading, so more is read than is shown.
READ_PER_MARKER = 4
MOMENTS_READ = MAX_MARKERS * READ_PER_MARKER


async def read_session(
    warehouse: Warehouse, project_id: str, session_id: str, now_ms: int
) -> SessionDetail:
    """Return one session; raises NotFoundError `session_not_found`.

    A person waits for it before the first picture, so its questions are asked side by side.
    """
    row = await warehouse.run_async(lambda: find_session(warehouse, project_id, session_id))
    bucket_ms = bucket_ms_of(row["duration_ms"])
    run = warehouse.run_async
    (batches, snapshots, views), moments, named, strips, buckets = await asyncio.gather(
        run(lambda: read_shape(warehouse, project_id, session_id)),
        run(lambda: select_visitor_moments(warehouse, project_id, session_id, MOMENTS_READ)),
        run(lambda: select_named_moments(warehouse, project_id, session_id, MAX_MARKERS)),
        run(lambda: read_strips(warehouse, project_id, [row])),
        run(lambda: read_buckets(warehouse, project_id, row, bucket_ms)),
    )
    tabs = tabs_of(batches, snapshots)
    pages = page_visits_of(views, tabs)
    markers = markers_of(moments, named, pages)
    shown = choose_markers(markers)
    return SessionDetail(
        session=summary_of(row, strips.get(session_id, [0] * STRIP_PARTS), now_ms),
        clock_offset_ms=row["clock_offset_ms"],
        tracker_version=row["tracker_version"],
        recorder_version=row["recorder_version"],
        time_zone=row["time_zone"],
        consent=row["consent"],
        gpc=row["gpc"],
        dnt=row["dnt"],
        stored_bytes=sum(batch["body_bytes"] for batch in batches),
        tabs=tabs,
        pages=pages,
        gaps=gaps_of(batches, row["started_at"]),
        timeline=Timeline(
            bucket_ms=bucket_ms,
            activity=buckets,
            markers=shown,
            markers_truncated=len(shown) < len(markers) or len(moments) == MOMENTS_READ,
        ),
    )


def read_shape(
    warehouse: Warehouse, project_id: str, session_id: str
) -> tuple[list[Row], list[Row], list[Row]]:
    """Return the batches, full snapshots and page views of a session: each a short question."""
    return (
        select_batches(warehouse, project_id, session_id),
        select_full_snapshots(warehouse, project_id, session_id),
        select_page_views(warehouse, project_id, session_id),
    )


def find_session(warehouse: Warehouse, project_id: str, session_id: str) -> Row:
    """Return the row of a session; raises NotFoundError `session_not_found`."""
    row = select_session(warehouse, project_id, session_id)
    if row is None:
        raise NotFoundError("session_not_found", "There is no such session in this project.")
    return row


def read_buckets(warehouse: Warehouse, project_id: str, session: Row, bucket_ms: int) -> list[int]:
    """Return interactions per bucket from the start of a session to its end."""
    count = bucket_count(session["duration_ms"], bucket_ms)
    span = Span(session["session_id"], session["started_at"], bucket_ms * count)
    buckets = [0] * count
    for row in select_activity(warehouse, project_id, [span], count):
        buckets[row["part"]] = row["interactions"]
    return buckets
