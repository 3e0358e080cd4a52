"""Batches and a write path without HTTP."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pagepulse.ingest.entries import entry_of_batch
from pagepulse.journal import Entry, Journal

# Any moment; nothing in these tests reads the clock.
NOW = 1_760_000_000_000
SESSION_KEY = "4b1f" * 8

_numbers = itertools.count(1)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal(tmp_path / "journal.db", max_bytes=10**9)
    yield opened
    opened.close()


@pytest.fixture
def project_id() -> str:
    """Return an id that no other test uses."""
    return f"prj_{next(_numbers)}"


def batch_fields(**changes: Any) -> dict[str, Any]:
    """Return a batch of the wire format with one click in it."""
    return {
        "version": 1,
        "projectKey": "pk_1",
        "sessionKey": SESSION_KEY,
        "tabId": "t_1",
        "seq": 0,
        "sentAt": NOW,
        "events": [{"type": 3, "timestamp": NOW, "data": {"source": 2, "type": 2, "id": 7}}],
        **changes,
    }


@pytest.fixture
def fields() -> Callable[..., dict[str, Any]]:
    """Return the maker of batches of the wire format."""
    return batch_fields


@pytest.fixture
def entry(project_id: str) -> Callable[..., Entry]:
    """Return the maker of journal entries, from changes to the usual batch."""

    def make(*, received_at: int = NOW, user_agent: str = "", **changes: Any) -> Entry:
        return entry_of_batch(
            msgspec.json.encode(batch_fields(**changes)),
            project_id=project_id,
            origin="tracker",
            received_at=received_at,
            user_agent=user_agent,
        )

    return make
