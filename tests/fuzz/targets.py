"""What is fuzzed: each target takes any bytes and may raise nothing but what it names itself."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import msgspec

from pagepulse.accounts.origins import parse_address
from pagepulse.errors import PagePulseError
from pagepulse.ingest.batch import session_id_of
from pagepulse.ingest.body import gunzip
from pagepulse.ingest.devices import device_of
from pagepulse.ingest.entries import read_body_batch
from pagepulse.ingest.event_redaction import redact_event
from pagepulse.ingest.interaction_rows import source_of_batch
from pagepulse.ingest.pages import page_key_of, page_of
from pagepulse.ingest.patterns import redact
from pagepulse.ingest.rows import rows_of_batch
from pagepulse.ingest.structure import structure_of
from pagepulse.ingest.tables import TABLES, arrow_table
from pagepulse.journal import Entry
from pagepulse.journal.entry import Encoding
from pagepulse.live.closing import SocketClosedError
from pagepulse.live.frames import read_data, read_frame
from pagepulse.live.messages import ADMIN_TO_SERVER, VISITOR_TO_SERVER
from pagepulse.questions.cursors import decode_cursor
from pagepulse.questions.goals import parse_goal

Target = Callable[[bytes], None]

NOW = 1_760_000_000_000
# Whatever is not of these is a crash.
NAMED = (PagePulseError, SocketClosedError)
# Where the projector puts a batch into quarantine, with its neighbours untouched.
MISFITS = (ArithmeticError, TypeError, ValueError, msgspec.MsgspecError)


def envelope(data: bytes) -> None:
    """Read a body as the endpoint does, then make its rows as the projector does."""
    encoding: Encoding = "gzip" if data[:1] == b"\x1f" else "identity"
    with contextlib.suppress(*NAMED):
        body, kept, raw_bytes, batch = read_body_batch(data, encoding)
        entry = Entry(
            project_id="prj_1",
            session_id=session_id_of(batch.session_key),
            tab_id=batch.tab_id,
            seq=batch.seq,
            received_at=NOW,
            origin="tracker",
            encoding=kept,
            body=body,
            raw_bytes=raw_bytes,
            event_count=len(batch.events),
            user_agent="fuzz",
        )
        with contextlib.suppress(*MISFITS):
            rows = rows_of_batch(entry, batch, 0, source_of_batch(batch.page_views))
            for name in TABLES:
                arrow_table(name, getattr(rows, name))


def gzip(data: bytes) -> None:
    """Unpack anything that says to be gzip."""
    with contextlib.suppress(*NAMED):
        gunzip(data)


def scrubber(data: bytes) -> None:
    """Redact an event; what was JSON stays JSON, and doing it twice changes nothing more."""
    if not data or not is_json(data[1:]):
        return
    kind, source = data[0] % 8, data[0] // 8
    redacted = redact_event(data[1:], kind, source)
    if not is_json(redacted):
        raise AssertionError("the redacted event is no JSON")
    if redact_event(redacted, kind, source) != redacted:
        raise AssertionError("redacting again hides more")
    structure_of(data[1:])


def messages(data: bytes) -> None:
    """Read what a visitor and what an admin may send over a socket."""
    text = data.decode(errors="replace")
    for events in (VISITOR_TO_SERVER, ADMIN_TO_SERVER):
        with contextlib.suppress(*NAMED):
            read_data(read_frame(text), events)


def parsers(data: bytes) -> None:
    """Read addresses, user agents, hosts, cursors and goals."""
    text = data.decode(errors="replace")
    page_of(text)
    page_key_of(text)
    device_of(text, touch=False)
    redact(text)
    parse_address("https", text)
    for parse in (parse_goal, lambda cursor: decode_cursor(cursor, "question")):
        with contextlib.suppress(*NAMED):
            parse(text)


def is_json(data: bytes) -> bool:
    """Tell whether ingest would have let this pass as an event."""
    try:
        data.decode()
        msgspec.json.decode(data, type=msgspec.Raw)
    except (UnicodeDecodeError, msgspec.DecodeError, RecursionError):
        return False
    return True


TARGETS: dict[str, Target] = {
    target.__name__: target for target in (envelope, gzip, scrubber, messages, parsers)
}
