"""The write path as the server holds it, from the request to the warehouse."""

from __future__ import annotations

import asyncio
import threading
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from pagepulse.clock import now_ms
from pagepulse.errors import PagePulseError, StorageError
from pagepulse.ingest.batch import session_id_of
from pagepulse.ingest.pipeline import Backlog, IngestPipeline
from pagepulse.ingest.stored import Stored
from pagepulse.journal.entry import PoisonedEntry
from pagepulse.journal.quarantine import MAX_AGE_MS, count_quarantine, set_aside
from pagepulse.journal.ranges import open_range, read_range
from pagepulse.warehouse import Warehouse

SESSION_KEY = "4b1f" * 8
# Long for a test, short for a person who waits for one that hangs.
SECONDS = 30


class Shop:
    """The only project."""

    def __init__(self, project_id: str) -> None:
        self.project_id = project_id

    def is_own_address(self, _address: str) -> bool:
        return False

    def takes_assets(self, _kind: str) -> bool:
        return True

    def allows_origin(self, _origin: str | None) -> bool:
        return True


class Watcher:
    """Hears which sessions were stored."""

    def __init__(self) -> None:
        self.sessions: list[tuple[str, str]] = []
        self.heard = threading.Event()

    def __call__(self, stored: Stored) -> None:
        self.sessions += [(name, one) for name, data in stored.items() for one in data.session_ids]
        self.heard.set()


def render(failure: PagePulseError) -> bytes:
    return failure.code.encode()


def pipeline(
    folder: Path, warehouse: Warehouse, project_id: str, watcher: Watcher
) -> IngestPipeline:
    shop = Shop(project_id)
    opened = IngestPipeline(folder, warehouse, lambda _key: shop, render, 10**9)
    opened.projector.on_stored.append(watcher)
    return opened


async def send(path: IngestPipeline, seq: int) -> int:
    batch = {
        "version": 1,
        "projectKey": "pk_1",
        "sessionKey": SESSION_KEY,
        "tabId": "t_1",
        "seq": seq,
        "sentAt": 1_760_000_000_000,
        "events": [{"type": 4, "timestamp": 1_760_000_000_000, "data": {}}],
    }
    transport = httpx.ASGITransport(path.handler)
    async with httpx.AsyncClient(transport=transport, base_url="http://ingest.example") as client:
        return (await client.post("/api/tracking/events", json=batch)).status_code


def stored_seqs(warehouse: Warehouse, project_id: str) -> list[int]:
    rows = warehouse.query(
        "select seq from batches where project_id = {project:String} order by seq",
        {"project": project_id},
    )
    return [row["seq"] for row in rows]


async def test_an_acknowledged_batch_reaches_the_warehouse_by_itself(
    tmp_path: Path, warehouse: Warehouse, project_id: str
) -> None:
    watcher = Watcher()
    path = pipeline(tmp_path, warehouse, project_id, watcher)
    await path.start()

    assert await send(path, 0) == 202
    assert await asyncio.to_thread(watcher.heard.wait, SECONDS)

    await path.stop()
    assert watcher.sessions == [(project_id, session_id_of(SESSION_KEY))]
    assert stored_seqs(warehouse, project_id) == [0]


async def test_what_was_acknowledged_before_the_end_is_stored_at_the_end(
    tmp_path: Path, warehouse: Warehouse, project_id: str
) -> None:
    path = pipeline(tmp_path, warehouse, project_id, Watcher())
    await path.start()

    await asyncio.gather(*(send(path, seq) for seq in range(20)))
    await path.stop(drain_seconds=SECONDS)

    assert stored_seqs(warehouse, project_id) == list(range(20))


async def test_without_time_to_drain_batches_wait_for_the_next_start(
    tmp_path: Path, warehouse: Warehouse, project_id: str
) -> None:
    first = pipeline(tmp_path, warehouse, project_id, Watcher())
    await send(first, 0)
    await first.stop(drain_seconds=0)
    watcher = Watcher()
    second = pipeline(tmp_path, warehouse, project_id, watcher)

    await second.start()
    assert await asyncio.to_thread(watcher.heard.wait, SECONDS)

    await second.stop()
    assert stored_seqs(warehouse, project_id) == [0]


async def test_what_lay_in_quarantine_for_too_long_goes_while_the_server_runs(
    tmp_path: Path, warehouse: Warehouse, project_id: str
) -> None:
    watcher = Watcher()
    path = pipeline(tmp_path, warehouse, project_id, watcher)
    await send(path, 0)
    with closing(path.journal.connect()) as connection:
        span = open_range(connection)
        assert span is not None
        (stored,) = read_range(connection, span)
        poisoned = PoisonedEntry(stored.row_id, "ValueError: no", stored.entry)
        set_aside(path.journal, connection, [poisoned], now_ms() - MAX_AGE_MS - 60_000)
    await send(path, 1)

    await path.start()
    assert await asyncio.to_thread(watcher.heard.wait, SECONDS)
    await path.stop()

    assert count_quarantine(path.journal) == 0
    assert path.ledger.quarantine_dropped == 1


async def test_the_backlog_says_what_waits_and_why(
    tmp_path: Path, warehouse: Warehouse, project_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = threading.Semaphore(0)

    def refuse(*_arguments: object) -> None:
        tries.release()
        raise StorageError("warehouse_failed", "down")

    watcher = Watcher()
    path = pipeline(tmp_path, warehouse, project_id, watcher)
    await path.start()
    with monkeypatch.context() as patch:
        patch.setattr(Warehouse, "insert", refuse)
        await send(path, 0)
        # At the second attempt, the first has been noted.
        for _ in range(2):
            assert await asyncio.to_thread(tries.acquire, timeout=SECONDS)
        backlog = path.backlog()
    assert await asyncio.to_thread(watcher.heard.wait, SECONDS)
    await path.stop()

    assert backlog == Backlog(
        batches=1,
        oldest_received_at=backlog.oldest_received_at,
        journal_bytes=backlog.journal_bytes,
        problems=("The warehouse does not take batches.",),
    )
    assert stored_seqs(warehouse, project_id) == [0]
