"""Twenty times what can be stored arrives: refused early, by name, fairly, in bounded memory."""

from __future__ import annotations

import asyncio
import json
import threading
import time
import tracemalloc
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.api.ingest.conftest import ORIGIN, Shop, batch

from pagepulse.ingest.acceptance import Acceptance
from pagepulse.ingest.admission import Admission
from pagepulse.ingest.daily_visitors import DailyVisitors
from pagepulse.ingest.handler import IngestHandler
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.rates import IngestRates
from pagepulse.journal import Journal
from pagepulse.journal import journal as journal_module
from pagepulse.server.problems import problem_bytes

ROOM_BYTES = 2_000_000
BODY_BYTES = 10_000
TIMES = 20
# Of each ten batches, by project.
SHARES = ("flood",) * 7 + ("a", "b", "c")
ARRIVING = TIMES * ROOM_BYTES // BODY_BYTES
# What waits, unpacked and with all that belongs to a request, a few times over.
MOST_BYTES = 8 * ROOM_BYTES


class Site(Shop):
    """One of several projects."""

    def __init__(self, project_id: str) -> None:
        self.project_id = project_id


class Flood:
    """Batches of four projects that arrive while the disk stands still."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(journal_module, "MAX_WAITING_BYTES", ROOM_BYTES)
        self.disk_goes_on = threading.Event()
        self.journal = Journal(folder / "journal.db", 10**9)
        self.ledger = Ledger()
        insert = self.journal._insert

        def insert_later(*arguments: Any) -> Any:
            self.disk_goes_on.wait()
            return insert(*arguments)

        monkeypatch.setattr(self.journal, "_insert", insert_later)
        self.acceptance = Acceptance(
            self.journal,
            {name: Site(name) for name in SHARES}.get,
            self.ledger,
            DailyVisitors(folder),
            Admission(IngestRates(factor=0)),
        )
        self.handler = IngestHandler(self.acceptance, problem_bytes, self.ledger)
        self.answers: Counter[tuple[str, int, bytes]] = Counter()

    async def send(self, project: str, seq: int) -> None:
        """Send one batch and note how it is answered: status, and when to come again."""
        padding = [{"type": 5, "timestamp": 1, "data": "x" * (BODY_BYTES - 200)}]
        body = json.dumps(batch(projectKey=project, seq=seq, events=padding)).encode()

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def note(message: Any) -> None:
            if message["type"] == "http.response.start":
                again = dict(message["headers"]).get(b"retry-after", b"")
                self.answers[project, message["status"], again] += 1

        scope = {
            "type": "http", "method": "POST", "path": "/", "query_string": b"",
            "headers": [(b"origin", ORIGIN.encode())], "client": ("8.8.8.8", 1),
        }  # fmt: skip
        await self.handler(scope, receive, note)

    def close(self) -> None:
        self.disk_goes_on.set()
        self.acceptance.close()
        self.journal.close()


async def test_what_does_not_fit_is_refused_at_once_and_fairly_and_what_was_acknowledged_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Flood(tmp_path, monkeypatch)) as flood:
        tracemalloc.start()
        begun = time.process_time()
        arriving = [
            asyncio.create_task(flood.send(SHARES[number * 7 % len(SHARES)], number))
            for number in range(ARRIVING)
        ]
        await asyncio.sleep(0)
        refused = dict(flood.answers)
        spent = time.process_time() - begun
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        flood.disk_goes_on.set()
        await asyncio.gather(*arriving)
        acknowledged = {
            project: count for (project, status, _), count in flood.answers.items() if status == 202
        }
    with closing(flood.journal.connect()) as connection:
        kept = dict(connection.execute("select project_id, count(*) from entries group by 1"))

    assert {(status, again) for _, status, again in refused} == {(503, b"2")}
    assert sum(refused.values()) + sum(acknowledged.values()) == ARRIVING
    assert acknowledged == kept
    # All the room is used, of which the flood has half at most; the others share alike.
    assert sum(kept.values()) * BODY_BYTES > ROOM_BYTES * 0.9
    assert kept["flood"] <= ROOM_BYTES * 0.5 / (BODY_BYTES - 200)
    others = [kept[project] for project in "abc"]
    assert max(others) <= min(others) * 1.2
    assert most < MOST_BYTES
    # Less than a fifth of a millisecond each would be too strict for a busy machine.
    assert spent / ARRIVING < 0.005
    assert flood.ledger.rejected == {"journal_busy": sum(refused.values())}
