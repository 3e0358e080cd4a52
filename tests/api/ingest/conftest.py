"""The endpoint without a server around it: one project, one journal, real bytes."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from pagepulse.ingest.acceptance import Acceptance
from pagepulse.ingest.daily_visitors import DailyVisitors
from pagepulse.ingest.handler import IngestHandler
from pagepulse.ingest.ledger import Ledger
from pagepulse.journal import Entry, Journal
from pagepulse.journal.ranges import open_range, read_range
from pagepulse.server.problems import problem_bytes

URL = "/api/tracking/events"

ORIGIN = "https://shop.example"

SESSION_KEY = "4b1f" * 8

NOW = 1_760_000_000_000

Fields = dict[str, Any]


class Shop:
    """The only project."""

    project_id = "prj_1"

    def allows_origin(self, origin: str | None) -> bool:
        return origin == ORIGIN

    def is_own_address(self, _address: str) -> bool:
        return False

    def takes_assets(self, kind: str) -> bool:
        return kind != "font"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal(tmp_path / "journal.db", 10**9)
    yield opened
    opened.close()


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
def handler(journal: Journal, ledger: Ledger, tmp_path: Path) -> Iterator[IngestHandler]:
    acceptance = Acceptance(journal, {"pk_1": Shop()}.get, ledger, DailyVisitors(tmp_path))
    yield IngestHandler(acceptance, problem_bytes, ledger)
    acceptance.close()


@pytest.fixture
async def client(handler: IngestHandler) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(handler)
    async with httpx.AsyncClient(transport=transport, base_url="http://ingest.example") as made:
        yield made


def batch(**changes: Any) -> Fields:
    """Return a batch of the wire format."""
    return {
        "version": 1,
        "projectKey": "pk_1",
        "sessionKey": SESSION_KEY,
        "tabId": "t_1",
        "seq": 0,
        "sentAt": NOW,
        **changes,
    }


def kept(journal: Journal) -> list[Entry]:
    """Return what lies in the journal."""
    with closing(journal.connect()) as connection:
        span = open_range(connection)
        return [] if span is None else [one.entry for one in read_range(connection, span)]


async def refusal(client: httpx.AsyncClient, content: bytes, query: str = "") -> tuple[int, str]:
    """Send bytes and return status and code of the answer."""
    answer = await client.post(URL + query, content=content)
    return answer.status_code, answer.json()["code"]


def with_field(name: str, value: bytes) -> bytes:
    """Return a batch with one field of ready JSON."""
    content = json.dumps(batch(), separators=(",", ":")).encode()[:-1]
    return content + b',"' + name.encode() + b'":' + value + b"}"
