"""kill -9 at any moment: every acknowledged batch is readable afterwards, and none twice.

`PAGEPULSE_TEST_KILLS=50` sets the number of kills, `PAGEPULSE_TEST_SEED=…` repeats a run.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import socket
import sys
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from isal import igzip

from pagepulse.clock import now_ms
from pagepulse.ingest.batch import session_id_of
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.projector import Projector
from pagepulse.ingest.reconcile import reconcile
from pagepulse.journal import Journal
from pagepulse.warehouse import Warehouse

pytestmark = pytest.mark.chaos

KILLS = int(os.environ.get("PAGEPULSE_TEST_KILLS", "8"))
SEED = int(os.environ.get("PAGEPULSE_TEST_SEED", "0")) or random.SystemRandom().randrange(1, 2**31)
VISITORS = 6
EVENTS_PER_BATCH = 20
# Between the first acknowledgement after a start and the kill: before, in and after an insert.
KILL_AFTER_SECONDS = (0.02, 2.5)
# A start takes three seconds, on a crowded machine many times that.
START_SECONDS = 180
Key = tuple[str, int]


@dataclass
class Run:
    """One data folder, one port, and what was acknowledged."""

    data: Path
    port: int
    project_key: str
    chance: random.Random
    acknowledged: set[Key] = field(default_factory=set)
    running: asyncio.Event = field(default_factory=asyncio.Event)
    first_answer: asyncio.Event = field(default_factory=asyncio.Event)
    over: bool = False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def program(*arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "pagepulse",
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def make_project(data: Path) -> str:
    answers = ["--email=a@shop.example", "--password=a long password", "--project=shop"]
    process = await program("init", f"--data={data}", *answers, "--allow-origin=*", "--json")
    output, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    return str(json.loads(output)["projectKey"])


@contextlib.asynccontextmanager
async def server(run: Run) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the real server until it is killed."""
    ports = [f"--port={run.port}", "--player-port=0", "--metrics-port=0"]
    process = await program("serve", f"--data={run.data}", *ports)
    assert process.stderr is not None
    try:
        await announced(process.stderr)
        run.first_answer.clear()
        run.running.set()
        reader = asyncio.create_task(process.stderr.read())
        yield process
    finally:
        run.running.clear()
        process.kill()
        await process.wait()
    await reader


async def announced(output: asyncio.StreamReader) -> None:
    """Return when the server says where it runs."""
    lines: list[bytes] = []
    async with asyncio.timeout(START_SECONDS):
        while not (lines and b"PagePulse runs at" in lines[-1]):
            lines.append(await output.readline())
            assert lines[-1], b"".join(lines).decode()


def batch(run: Run, session_key: str, seq: int) -> bytes:
    now = now_ms()
    events = [
        {"type": 3, "timestamp": now + n, "data": {"source": 2, "type": 2, "id": n}}
        for n in range(EVENTS_PER_BATCH)
    ]
    fields = {
        "version": 1,
        "projectKey": run.project_key,
        "sessionKey": session_key,
        "tabId": "t_1",
        "seq": seq,
        "sentAt": now,
        "events": events,
        "pageViews": [{"id": f"p_{seq}", "at": now, "url": f"https://shop.example/{seq}"}],
    }
    return igzip.compress(json.dumps(fields).encode())


async def visit(run: Run, client: httpx.AsyncClient) -> None:
    """Send batch after batch, each until it is acknowledged, as the tracker does."""
    session_key = f"{run.chance.getrandbits(128):032x}"
    session_id = session_id_of(session_key)
    seq = 0
    while not run.over:
        await run.running.wait()
        try:
            answer = await client.post(
                f"http://127.0.0.1:{run.port}/api/tracking/events?encoding=gzip",
                content=batch(run, session_key, seq),
            )
        except httpx.TransportError:
            # Killed: the answer may have been lost on its way, so the same batch is sent again.
            await asyncio.sleep(0)
            continue
        assert answer.status_code == 202, answer.text
        run.acknowledged.add((session_id, seq))
        run.first_answer.set()
        seq += 1


async def kill_again_and_again(run: Run) -> None:
    async with httpx.AsyncClient(timeout=30) as client:
        visitors = [asyncio.create_task(visit(run, client)) for _ in range(VISITORS)]
        for _ in range(KILLS):
            async with server(run):
                await asyncio.wait_for(run.first_answer.wait(), START_SECONDS)
                # Time is what this test varies.
                await asyncio.sleep(run.chance.uniform(*KILL_AFTER_SECONDS))
        run.over = True
        for visitor in visitors:
            visitor.cancel()
        await asyncio.gather(*visitors, return_exceptions=True)


def read_back(data: Path) -> tuple[Counter[Key], Counter[tuple[str, int, int]], list[int]]:
    """Return how often each batch and each event can be read, and what the ledger misses."""
    journal = Journal(data / "journal.db", 10**10)
    warehouse = Warehouse.open_embedded(data / "warehouse")
    try:
        Projector(journal, warehouse, Ledger()).run_until_empty()
        batches = warehouse.query("select session_id, seq from batches")
        events = warehouse.query("select session_id, seq, position from recording_events")
        missing = [balance.missing for balance in reconcile(journal, warehouse)]
    finally:
        warehouse.close()
        journal.close()
    return (
        Counter((row["session_id"], row["seq"]) for row in batches),
        Counter((row["session_id"], row["seq"], row["position"]) for row in events),
        missing,
    )


async def test_every_acknowledged_batch_survives_kill_9_and_none_is_there_twice(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    run = Run(data, free_port(), await make_project(data), random.Random(SEED))
    print(f"seed {SEED}, {KILLS} kills")  # noqa: T201 - pytest shows it when the test fails

    await kill_again_and_again(run)
    batches, events, missing = read_back(data)

    assert {key: times for key, times in batches.items() if times > 1} == {}
    assert {key: times for key, times in events.items() if times > 1} == {}
    assert run.acknowledged - set(batches) == set()
    expected = {(*key, n) for key in run.acknowledged for n in range(EVENTS_PER_BATCH)}
    assert expected - set(events) == set()
    assert missing == [0]
    assert len(run.acknowledged) > KILLS
