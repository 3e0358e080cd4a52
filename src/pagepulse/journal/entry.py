"""What the journal keeps of one batch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Origin = Literal["tracker", "import", "demo"]
Encoding = Literal["gzip", "identity"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One batch as it was received, with what is needed later and stands only in its request.

    No IP address: the country comes from the browser's time zone.
    """

    project_id: str
    session_id: str
    tab_id: str
    seq: int
    received_at: int
    origin: Origin
    encoding: Encoding
    body: bytes
    raw_bytes: int
    event_count: int
    user_agent: str = ""


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry and its place in the journal."""

    row_id: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class PoisonedEntry:
    """A batch that cannot be projected, as quarantine will keep it; it is still in the journal."""

    row_id: int
    reason: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class QuarantinedEntry:
    """A batch that could not be projected; its body no longer holds the session key."""

    quarantine_id: int
    reason: str
    quarantined_at: int
    entry: Entry
