"""Makes journal entries of batches, for every way a batch can come in."""

from __future__ import annotations

from isal import igzip

from pagepulse.ingest.batch import Batch, session_id_of
from pagepulse.ingest.body import gunzip
from pagepulse.ingest.envelope import read_batch
from pagepulse.ingest.limits import RATIO
from pagepulse.journal import Entry, Origin
from pagepulse.journal.entry import Encoding

# The journal holds a body for about a second: speed before size.
JOURNAL_GZIP_LEVEL = 1
USER_AGENT_LENGTH = 512


def read_body_batch(body: bytes, encoding: Encoding) -> tuple[bytes, Encoding, int, Batch]:
    """Return body and encoding to store, size of the JSON and the batch.

    Raises InvalidInputError or LimitExceededError with a named code.
    """
    raw = gunzip(body) if encoding == "gzip" else body
    mended, batch = read_batch(raw)
    if mended is raw:
        return body, encoding, len(raw), batch
    return mended, "identity", len(mended), batch


def entry_of_batch(
    raw: bytes, *, project_id: str, origin: Origin, received_at: int, user_agent: str = ""
) -> Entry:
    """Return the entry of a batch made by this server, as JSON in the wire format.

    Raises InvalidInputError or LimitExceededError like the HTTP endpoint.
    """
    mended, batch = read_batch(raw)
    body, encoding = packed(mended)
    return Entry(
        project_id=project_id,
        session_id=session_id_of(batch.session_key),
        tab_id=batch.tab_id,
        seq=batch.seq,
        received_at=received_at,
        origin=origin,
        encoding=encoding,
        body=body,
        raw_bytes=len(mended),
        event_count=len(batch.events),
        user_agent=user_agent[:USER_AGENT_LENGTH],
    )


def packed(raw: bytes) -> tuple[bytes, Encoding]:
    """Return what to store; whoever reads the journal refuses what unpacks like a bomb."""
    # Without the moment of packing, so that the same batch is the same entry.
    packed = igzip.compress(raw, compresslevel=JOURNAL_GZIP_LEVEL, mtime=0)
    if len(packed) * RATIO.value < len(raw):
        return raw, "identity"
    return packed, "gzip"
