"""Takes the session key out of a body that is kept."""

from __future__ import annotations

import re

from pagepulse.errors import PagePulseError
from pagepulse.ingest.body import gunzip
from pagepulse.journal import Entry
from pagepulse.journal.entry import Encoding

_SESSION_KEY = re.compile(rb'("sessionKey"\s*:\s*")[^"]*(")')
# Valid in form, so that a batch that is tried again passes the same checks.
_NO_KEY = rb"\g<1>" + b"0" * 32 + rb"\2"


def without_session_key(entry: Entry) -> tuple[bytes, Encoding]:
    """Return body and encoding, with zeros for the session key.

    A body that cannot even be unpacked is kept as it is: its key cannot be read either.
    """
    try:
        raw = gunzip(entry.body) if entry.encoding == "gzip" else entry.body
    except PagePulseError:
        return entry.body, entry.encoding
    return _SESSION_KEY.sub(_NO_KEY, raw), "identity"
