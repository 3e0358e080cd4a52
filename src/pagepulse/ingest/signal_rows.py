"""Makes the rows of what the page said about itself: console, requests, web vitals, identity."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Protocol

from pagepulse.ingest.batch import (
    CONSOLE_LEVELS,
    REQUEST_OUTCOMES,
    VITAL_NAMES,
    VITAL_RATINGS,
    Capture,
    ConsoleMessage,
    Identity,
    PageRequest,
    Vital,
)
from pagepulse.ingest.interaction_rows import element_number
from pagepulse.ingest.pages import page_key_of, page_of
from pagepulse.ingest.patterns import redact
from pagepulse.ingest.tables import Row
from pagepulse.journal import Entry

TEXT_LENGTH = 1024
ID_LENGTH = 64
WORD_LENGTH = 32
ELEMENT_LENGTH = 200
# Longest status that HTTP has, and what the columns hold.
STATUS_MAX, UINT32 = 999, 2**32 - 1
# Above this, numbers of JavaScript are no longer exact.
BYTES_MAX = 2**53
# A day in ms; no vital of a page is worse.
VITAL_MAX = 86_400_000

METHOD = re.compile(r"[A-Z]{1,16}")
# As in the tracker: no spaces, no `@`, no dots; and neither cloud keys nor bank accounts.
IDENTITY = re.compile(r"[A-Za-z0-9_:|-]{1,128}")
PRIVATE_IDENTITY = re.compile(r"(?:AKIA|ASIA|[A-Z]{2}[0-9]{2})[A-Z0-9]{11,30}")


class Sender(Protocol):
    """What the rows of one batch share."""

    @property
    def entry(self) -> Entry:
        """The batch in the journal."""

    @property
    def visitor_id(self) -> str:
        """Who sent it; empty when nobody knows."""

    def server_time(self, at: float) -> int:
        """Return a browser's time as server time, in Unix ms."""


def console_rows(sender: Sender, messages: Sequence[ConsoleMessage]) -> list[Row]:
    """Return rows of `console_messages`."""
    return [
        (
            *place_columns(sender, position, message),
            _one_of(CONSOLE_LEVELS, message.level, "log"),
            redact(message.text[:TEXT_LENGTH]),
            _clamp(message.dropped, UINT32),
        )
        for position, message in enumerate(messages)
    ]


def request_rows(sender: Sender, requests: Sequence[PageRequest]) -> list[Row]:
    """Return rows of `requests`."""
    return [
        (
            *place_columns(sender, position, request),
            request.method if METHOD.fullmatch(request.method) else "",
            redact(page_of(request.url).page_url),
            request.initiator[:WORD_LENGTH],
            _one_of(REQUEST_OUTCOMES, request.outcome, "opaque"),
            _clamp(request.status, STATUS_MAX),
            _clamp(request.duration_ms, UINT32),
            _clamp(request.bytes, BYTES_MAX),
        )
        for position, request in enumerate(requests)
    ]


def vital_rows(sender: Sender, vitals: Sequence[Vital]) -> list[Row]:
    """Return rows of `vitals`; what has no known name is left out."""
    return [
        (
            *place_columns(sender, position, vital),
            vital.name,
            min(max(vital.value, 0.0), VITAL_MAX),
            _one_of(VITAL_RATINGS, vital.rating, ""),
            redact(vital.element[:ELEMENT_LENGTH]),
            page_of(vital.url).page_url,
            page_key_of(vital.url),
            element_number(vital.element_id),
        )
        for position, vital in enumerate(vitals)
        if vital.name in VITAL_NAMES
    ]


def identity_of(identities: Sequence[Identity]) -> str:
    """Return the last id that is one, or an empty text."""
    ids = (identity.id for identity in reversed(identities))
    return next((one for one in ids if _is_identity(one)), "")


def _is_identity(text: str) -> bool:
    return bool(IDENTITY.fullmatch(text)) and not PRIVATE_IDENTITY.fullmatch(text)


def place_columns(
    sender: Sender, position: int, item: ConsoleMessage | PageRequest | Vital | Capture
) -> Row:
    """Return the columns that all of them begin with.

    Their times are none of the session: a page goes on talking when its visitor is gone.
    """
    entry = sender.entry
    return (
        entry.project_id,
        entry.session_id,
        entry.tab_id,
        sender.visitor_id,
        item.page_view_id[:ID_LENGTH],
        sender.server_time(item.at),
        entry.seq,
        position,
    )


def _clamp(value: float, high: int) -> int:
    return int(min(max(value, 0), high))


def _one_of(known: Collection[str], value: str, otherwise: str) -> str:
    # Anybody can send anything; the dashboard has words for these only.
    return value if value in known else otherwise
