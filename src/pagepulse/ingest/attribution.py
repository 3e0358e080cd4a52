"""Whose a refused batch is, as far as its first bytes tell: for counting, and for nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from isal import igzip_lib, isal_zlib

from pagepulse.ingest.body import GZIP_WINDOW_BITS
from pagepulse.journal.entry import Encoding

# The key stands among the first fields; what is refused must cost less than what is taken.
HEAD_BYTES = 16 * 1024
KEY = re.compile(rb'"projectKey"\s*:\s*"([A-Za-z0-9_-]{1,64})"')


@dataclass(slots=True)
class Arrival:
    """What was read of a request so far."""

    body: bytes = b""
    encoding: Encoding = "identity"


def claimed_key(arrival: Arrival) -> str | None:
    """Return the project key near the beginning of a body that may be broken, or None."""
    found = KEY.search(_head(arrival))
    return found[1].decode() if found else None


def _head(arrival: Arrival) -> bytes:
    head = arrival.body[:HEAD_BYTES]
    if arrival.encoding == "identity":
        return head
    stream = isal_zlib.decompressobj(GZIP_WINDOW_BITS)
    try:
        raw: bytes = stream.decompress(head, HEAD_BYTES)
    except igzip_lib.IsalError:  # type: ignore[misc]  # isal has no types
        return b""
    return raw
