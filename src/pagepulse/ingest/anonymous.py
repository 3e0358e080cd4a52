"""Takes out of a batch what must not be kept of visitors who ask for privacy, before it is stored.

A browser says so with Global Privacy Control or Do Not Track, in the header of each request or in
the batch; nothing is recorded of it, whatever its tracker sent. A page in the cookieless mode is
recorded. In both cases the visitor's id is one of the server's, for this day.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import msgspec

from pagepulse.ingest.batch import Batch, Context
from pagepulse.ingest.body import gunzip
from pagepulse.ingest.entries import packed
from pagepulse.journal import Entry

Signal = Literal["gpc", "dnt"]

# What is kept of a batch that nothing may be recorded of: the counts.
COUNTED = frozenset(
    {
        "version",
        "projectKey",
        "sessionKey",
        "tabId",
        "seq",
        "sentAt",
        "trackerVersion",
        "pageViews",
        "customEvents",
        "errors",
        "ended",
    }
)

_decoder = msgspec.json.Decoder(dict[str, msgspec.Raw])
_encode = msgspec.json.Encoder().encode


def signal_of(headers: dict[bytes, bytes], context: Context) -> Signal | None:
    """Return by which signal the browser asks for privacy, or None."""
    if context.gpc or headers.get(b"sec-gpc") == b"1":
        return "gpc"
    if context.dnt or headers.get(b"dnt") == b"1":
        return "dnt"
    return None


def anonymous(entry: Entry, batch: Batch, visitor_id: str, signal: Signal | None) -> Entry:
    """Return the entry of `batch` under another visitor id; with a signal, without a recording."""
    raw = gunzip(entry.body) if entry.encoding == "gzip" else entry.body
    fields: dict[str, Any] = _decoder.decode(raw)
    if signal is not None:
        fields = {name: value for name, value in fields.items() if name in COUNTED}
        context = msgspec.to_builtins(batch.context)
        fields |= {"context": {**context, signal: True}, "captureReason": signal}
    raw = _encode({**fields, "visitorId": visitor_id})
    body, encoding = packed(raw)
    return replace(
        entry,
        body=body,
        encoding=encoding,
        raw_bytes=len(raw),
        event_count=0 if signal else entry.event_count,
    )
