"""The columns that the projector writes, as Arrow types; a test compares them with the tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyarrow as pa

TEXT = pa.string()
AT = pa.timestamp("ms", tz="UTC")
# Where something of a page happened: what several tables begin with.
PLACE = {
    "project_id": TEXT,
    "session_id": TEXT,
    "tab_id": TEXT,
    "visitor_id": TEXT,
    "page_view_id": TEXT,
    "at": AT,
    "seq": pa.uint32(),
    "position": pa.uint16(),
}

# What a batch adds to its page views; `ingest/facts.py` has the words.
ACTS = pa.list_(
    pa.struct(
        {
            "page_view_id": TEXT,
            "rages": pa.uint32(),
            "deads": pa.uint32(),
            "errors": pa.uint32(),
            "depth": pa.float64(),
        }
    )
)
FELT = pa.list_(
    pa.struct(
        {
            "page_view_id": TEXT,
            "name": TEXT,
            "at": AT,
            "position": pa.uint16(),
            "value": pa.float64(),
        }
    )
)
NAMED = pa.list_(pa.struct({"at": AT, "name": TEXT}))

# In the order in which they are written: `batches` last, as a batch that stands there is whole.
TABLES: dict[str, pa.Schema] = {
    "recording_events": pa.schema(
        {
            "project_id": TEXT,
            "session_id": TEXT,
            "tab_id": TEXT,
            "at": AT,
            "seq": pa.uint32(),
            "position": pa.uint16(),
            "type": pa.uint8(),
            "source": pa.int8(),
            "interaction": pa.int8(),
            "payload": pa.binary(),
        }
    ),
    "page_views": pa.schema(
        {
            "project_id": TEXT,
            "page_view_id": TEXT,
            "session_id": TEXT,
            "tab_id": TEXT,
            "visitor_id": TEXT,
            "at": AT,
            "page_url": TEXT,
            "path": TEXT,
            "title": TEXT,
            "referrer": TEXT,
            "utm_source": TEXT,
            "utm_medium": TEXT,
            "utm_campaign": TEXT,
            "viewport_width": pa.uint16(),
            "viewport_height": pa.uint16(),
            "capture_reason": TEXT,
            "page": TEXT,
        }
    ),
    "captures": pa.schema({**PLACE, "reason": TEXT}),
    "custom_events": pa.schema(
        {
            "project_id": TEXT,
            "session_id": TEXT,
            "tab_id": TEXT,
            "visitor_id": TEXT,
            "page_view_id": TEXT,
            "at": AT,
            "seq": pa.uint32(),
            "position": pa.uint16(),
            "name": TEXT,
            "page_url": TEXT,
            "properties": TEXT,
        }
    ),
    "errors": pa.schema(
        {
            "project_id": TEXT,
            "session_id": TEXT,
            "tab_id": TEXT,
            "visitor_id": TEXT,
            "page_view_id": TEXT,
            "at": AT,
            "seq": pa.uint32(),
            "position": pa.uint16(),
            "message": TEXT,
            "source": TEXT,
            "line": pa.uint32(),
            "column": pa.uint32(),
            "stack": TEXT,
            "page_url": TEXT,
        }
    ),
    "console_messages": pa.schema(
        {**PLACE, "level": TEXT, "text": TEXT, "dropped": pa.uint32()},
    ),
    "requests": pa.schema(
        {
            **PLACE,
            "method": TEXT,
            "url": TEXT,
            "initiator": TEXT,
            "outcome": TEXT,
            "status": pa.uint16(),
            "duration_ms": pa.uint32(),
            "bytes": pa.uint64(),
        }
    ),
    "vitals": pa.schema(
        {
            **PLACE,
            "name": TEXT,
            "value": pa.float64(),
            "rating": TEXT,
            "element": TEXT,
            "page_url": TEXT,
            "page": TEXT,
            "element_id": pa.uint64(),
        }
    ),
    "interactions": pa.schema(
        {
            "project_id": TEXT,
            "page": TEXT,
            "type": TEXT,
            "at": AT,
            "session_id": TEXT,
            "tab_id": TEXT,
            "visitor_id": TEXT,
            "page_view_id": TEXT,
            "seq": pa.uint32(),
            "position": pa.uint16(),
            "element_id": pa.uint64(),
            "ex": pa.uint16(),
            "ey": pa.uint16(),
            "cell_x": pa.uint16(),
            "cell_y": pa.uint16(),
            "x": pa.int32(),
            "y": pa.int32(),
            "page_x": pa.int32(),
            "page_y": pa.int32(),
            "width": pa.uint16(),
            "height": pa.uint32(),
            "viewport_width": pa.uint16(),
            "viewport_height": pa.uint16(),
            "page_height": pa.uint32(),
            "pixel_ratio": pa.float32(),
            "flags": pa.uint16(),
            "scrolls": pa.list_(pa.uint32()),
            "node": pa.uint32(),
            "duration_ms": pa.uint32(),
            "value": pa.uint32(),
            "device": TEXT,
            "browser": TEXT,
            "country": TEXT,
            "source": TEXT,
            "bot": pa.bool_(),
        }
    ),
    "elements": pa.schema(
        {
            "project_id": TEXT,
            "page": TEXT,
            "element_id": pa.uint64(),
            "label": TEXT,
            "print": TEXT,
            "seen_at": AT,
        }
    ),
    "snapshots": pa.schema(
        {
            "project_id": TEXT,
            "page": TEXT,
            "at": AT,
            "session_id": TEXT,
            "tab_id": TEXT,
            "seq": pa.uint32(),
            "position": pa.uint16(),
            "viewport_width": pa.uint16(),
            "viewport_height": pa.uint16(),
            "structure": pa.uint64(),
            "node_count": pa.uint32(),
            "bytes": pa.uint32(),
        }
    ),
    "costs": pa.schema(
        {
            "project_id": TEXT,
            "session_id": TEXT,
            "tab_id": TEXT,
            "at": AT,
            "seq": pa.uint32(),
            "position": pa.uint16(),
            "active_ms": pa.uint32(),
            "work_ms": pa.float32(),
            "longest_ms": pa.float32(),
            "snapshot_ms": pa.float32(),
            "bytes": pa.uint64(),
            "elements": pa.uint32(),
        }
    ),
    "own_visitors": pa.schema(
        {
            "project_id": TEXT,
            "visitor_id": TEXT,
            "version": pa.uint64(),
            "is_own": pa.bool_(),
            "marked_at": AT,
        }
    ),
    "batches": pa.schema(
        {
            "project_id": TEXT,
            "session_id": TEXT,
            "tab_id": TEXT,
            "seq": pa.uint32(),
            "received_at": AT,
            "sent_at": AT,
            "clock_offset_ms": pa.int64(),
            "first_at": AT,
            "last_at": AT,
            "visitor_id": TEXT,
            "tracker_version": TEXT,
            "recorder_version": TEXT,
            "device": TEXT,
            "browser": TEXT,
            "browser_version": TEXT,
            "os": TEXT,
            "country": TEXT,
            "language": TEXT,
            "time_zone": TEXT,
            "screen_width": pa.uint16(),
            "screen_height": pa.uint16(),
            "event_count": pa.uint32(),
            "click_count": pa.uint32(),
            "key_count": pa.uint32(),
            "full_snapshot_count": pa.uint32(),
            "page_view_count": pa.uint32(),
            "custom_event_count": pa.uint32(),
            "error_count": pa.uint32(),
            "body_bytes": pa.uint32(),
            "origin": TEXT,
            "ended": pa.bool_(),
            "consent": TEXT,
            "gpc": pa.bool_(),
            "dnt": pa.bool_(),
            "capture_reason": TEXT,
            "identity": TEXT,
            "rage_click_count": pa.uint32(),
            "dead_click_count": pa.uint32(),
            "error_click_count": pa.uint32(),
            "bot": pa.bool_(),
            "recording_id": TEXT,
            "filed_on": pa.date32(),
            "acts": ACTS,
            "felt": FELT,
            "named": NAMED,
        }
    ),
}

Row = tuple[object, ...]


def arrow_table(name: str, rows: Iterable[Row]) -> pa.Table:
    """Return the rows as one block; raises pyarrow.ArrowException when a value does not fit."""
    schema = TABLES[name]
    columns: Sequence[Sequence[object]] = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [
        pa.array(values, type=column.type) for values, column in zip(columns, schema, strict=True)
    ]
    return pa.table(arrays, schema=schema)
