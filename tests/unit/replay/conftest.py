"""Sessions in a real warehouse, brought there the way that every batch goes."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pagepulse.ingest.entries import entry_of_batch
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.projector import Projector
from pagepulse.journal import Entry, Journal
from pagepulse.warehouse import Warehouse

# Any moment; nothing in these tests reads the clock.
NOW = 1_760_000_000_000

Store = Callable[..., str]
StoreEntries = Callable[[Sequence[Entry]], None]

_numbers = itertools.count(1)


@pytest.fixture
def project_id() -> str:
    """Return an id that no other test uses."""
    return f"prj_replay_{next(_numbers)}"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal(tmp_path / "journal.db", max_bytes=10**9)
    yield opened
    opened.close()


@pytest.fixture
def store_entries(journal: Journal, warehouse: Warehouse) -> StoreEntries:
    """Return the way of journal entries into the warehouse."""

    def store(entries: Sequence[Entry]) -> None:
        journal.append_now(entries)
        Projector(journal, warehouse, Ledger()).run_until_empty()

    return store


@pytest.fixture
def store(project_id: str, store_entries: StoreEntries) -> Store:
    """Return a function that stores one batch of a session and returns the session's id."""

    def store_batch(name: str, *, user_agent: str = "", **changes: Any) -> str:
        batch = {
            "version": 1,
            "projectKey": "pk_1",
            "sessionKey": name.encode().hex().zfill(32),
            "tabId": "t_1",
            "seq": 0,
            "sentAt": NOW,
            "events": [],
            **changes,
        }
        entry = entry_of_batch(
            msgspec.json.encode(batch),
            project_id=project_id,
            origin="tracker",
            received_at=NOW,
            user_agent=user_agent,
        )
        store_entries([entry])
        return entry.session_id

    return store_batch


def page_view(at: int, url: str, number: int = 0, **changes: Any) -> dict[str, Any]:
    """Return a page view of the wire format."""
    return {"id": f"p_{at}_{number}", "at": at, "url": url, **changes}


def click(at: int) -> dict[str, Any]:
    """Return an rrweb click."""
    return {"type": 3, "data": {"source": 2, "type": 2, "id": 1, "x": 1, "y": 2}, "timestamp": at}


def incremental(at: int, source: int, interaction: int | None = None) -> dict[str, Any]:
    """Return an rrweb event of a source, for mouse interactions with their kind."""
    data = {"source": source} if interaction is None else {"source": source, "type": interaction}
    return {"type": 3, "data": data, "timestamp": at}


def meta(at: int, href: str = "https://shop.example/", width: int = 1440) -> dict[str, Any]:
    """Return an rrweb Meta event."""
    return {"type": 4, "data": {"href": href, "width": width, "height": 900}, "timestamp": at}


def full_snapshot(at: int, text: str = "") -> dict[str, Any]:
    """Return an rrweb full snapshot, here of next to nothing."""
    node = {"type": 0, "childNodes": [], "id": 1, "text": text}
    return {"type": 2, "data": {"node": node, "initialOffset": {"top": 0, "left": 0}},
            "timestamp": at}  # fmt: skip
