"""Goodput and memory when far more arrives than can be stored, and whether projects share fairly.

    python benchmarks/overload.py [--seconds 5] [--steps 1 5 20]

A closed loop finds how many batches a second the server takes. Then batches arrive at so many
times that rate whether or not the ones before were answered (open loop), from four projects of
which the first sends 70 %. Goodput is what was acknowledged; the rest must be refused early with
429 or 503, and nothing that was acknowledged may be missing from the journal.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import socket
import sqlite3
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]  # it has no types
import uvicorn
from benchmarks.ingest import AnyProject, render

from pagepulse.ingest.acceptance import Acceptance
from pagepulse.ingest.admission import Admission
from pagepulse.ingest.daily_visitors import DailyVisitors
from pagepulse.ingest.handler import IngestHandler
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.rates import IngestRates
from pagepulse.journal import Journal
from pagepulse.server.deadlines import DeadlineProtocol

START_SECONDS = 30
JOURNAL_BYTES = 20 * 1000**3
BODY_BYTES = 10_000
# Of each hundred batches, by project.
SHARES = {"pk_flood": 70, "pk_a": 10, "pk_b": 10, "pk_c": 10}
# Connections that the open loop keeps; a batch without a free one is not sent but counted.
CONNECTIONS = 600
CLOSED_CONNECTIONS = 64
MEGABYTE = 1024 * 1024


@dataclass(slots=True)
class Load:
    """What became of the batches of one step."""

    wanted: int = 0
    unsent: int = 0
    answers: Counter[tuple[str, int]] = field(default_factory=Counter)

    def acknowledged(self, project: str = "") -> int:
        """Return how many were answered 202, of one project or of all."""
        return sum(
            count
            for (key, status), count in self.answers.items()
            if status == 202 and project in {"", key}
        )


def find_project(key: str) -> AnyProject:
    """Return a project for every key."""
    return AnyProject(project_id=key)


def serve(port: int, folder: Path) -> None:
    """Run the product's endpoint until it is terminated; the rates are off, the disk decides."""
    os.sched_setaffinity(0, {0})
    ledger = Ledger()
    acceptance = Acceptance(
        Journal(folder / "journal.db", JOURNAL_BYTES),
        find_project,
        ledger,
        DailyVisitors(folder),
        Admission(IngestRates(factor=0)),
    )
    app: Any = IngestHandler(acceptance, render, ledger)
    config = uvicorn.Config(
        app, port=port, log_level="error", lifespan="off", loop="uvloop", http=DeadlineProtocol
    )
    uvicorn.Server(config).run()


def request(project: str, number: int) -> bytes:
    """Return a whole HTTP request with one batch."""
    batch = {
        "version": 1,
        "projectKey": project,
        "sessionKey": f"{number % 5_000:032x}",
        "tabId": "t",
        "seq": number,
        "sentAt": time.time() * 1000,
        "events": [{"type": 5, "timestamp": 1, "data": "x" * BODY_BYTES}],
    }
    body = json.dumps(batch).encode()
    head = (
        "POST /api/tracking/events HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class Connections:
    """A pool of raw connections; each carries one request at a time."""

    def __init__(self, port: int, most: int) -> None:
        """Open none yet."""
        self._port = port
        self._room = asyncio.Semaphore(most)
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    @property
    def is_busy(self) -> bool:
        """Whether every connection waits for an answer."""
        return self._room.locked()

    async def ask(self, content: bytes) -> int:
        """Return the status of the answer; 0 when the connection broke."""
        async with self._room:
            try:
                reader, writer = (
                    self._idle.pop()
                    if self._idle
                    else await asyncio.open_connection("127.0.0.1", self._port)
                )
                writer.write(content)
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = int(head.split(b"content-length: ")[1].split(b"\r\n")[0])
                await reader.readexactly(length)
            except (OSError, asyncio.IncompleteReadError, IndexError):
                return 0
            self._idle.append((reader, writer))
            return int(head[9:12])


async def capacity(port: int, seconds: float) -> float:
    """Return the batches per second that a closed loop reaches."""
    connections, done = Connections(port, CLOSED_CONNECTIONS), 0
    numbers = iter(range(10**9, 2 * 10**9))
    end = time.monotonic() + seconds

    async def send() -> None:
        nonlocal done
        while time.monotonic() < end:
            status = await connections.ask(request("pk_a", next(numbers)))
            done += status == 202

    await asyncio.gather(*(send() for _ in range(CLOSED_CONNECTIONS)))
    return done / seconds


async def overload(port: int, rate: float, seconds: float, first: int) -> Load:
    """Send so many batches a second whatever becomes of them."""
    load, connections = Load(), Connections(port, CONNECTIONS)
    projects = [key for key, share in SHARES.items() for _ in range(share)]
    under_way: set[asyncio.Task[None]] = set()

    async def send(project: str, number: int) -> None:
        status = await connections.ask(request(project, number))
        load.answers[project, status] += 1

    begun = time.monotonic()
    while (passed := time.monotonic() - begun) < seconds:
        while load.wanted < passed * rate:
            project = projects[load.wanted * 37 % len(projects)]
            load.wanted += 1
            if connections.is_busy:
                load.unsent += 1
                continue
            task = asyncio.create_task(send(project, first + load.wanted))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
        await asyncio.sleep(0.005)
    await asyncio.gather(*under_way)
    return load


def show(times: float, load: Load, seconds: float, memory: float) -> None:
    """Print one line of the table."""
    refused = sum(count for (_, status), count in load.answers.items() if status in {429, 503})
    broken = sum(count for (_, status), count in load.answers.items() if status == 0)
    others = [load.acknowledged(key) for key in SHARES if key != "pk_flood"]
    print(
        f"| {times:g}x | {load.wanted / seconds:,.0f} | {load.acknowledged() / seconds:,.0f} "
        f"| {refused:,} | {load.unsent:,} | {broken} | {min(others)}..{max(others)} "
        f"| {memory:,.0f} |",
        flush=True,
    )


async def measure(port: int, server: psutil.Process, seconds: float, steps: list[float]) -> int:
    """Run every step and return how many batches were acknowledged in all."""
    base = await capacity(port, seconds)
    print(f"closed loop: {base:,.0f} batches/s\n")
    print("| load | arrive/s | goodput/s | refused | not sent | broken | others each | RSS MB |")
    print("|---|---|---|---|---|---|---|---|")
    acknowledged, first = round(base * seconds), 0
    for times in steps:
        load = await overload(port, base * times, seconds, first)
        first += load.wanted + 1
        acknowledged += load.acknowledged()
        show(times, load, seconds, server.memory_info().rss / MEGABYTE)
    return acknowledged


def wait_for(port: int) -> None:
    """Return once the server listens."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return


def main() -> None:
    """Measure on a server of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--steps", type=float, nargs="*", default=[1, 5, 20])
    chosen = parser.parse_args()
    with socket.socket() as probe, tempfile.TemporaryDirectory() as folder:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        process = multiprocessing.get_context("spawn").Process(
            target=serve, args=(port, Path(folder)), daemon=True
        )
        process.start()
        wait_for(port)
        server = psutil.Process(process.pid)
        acknowledged = asyncio.run(measure(port, server, chosen.seconds, chosen.steps))
        with sqlite3.connect(Path(folder) / "journal.db") as connection:
            (kept,) = connection.execute("select count(*) from entries").fetchone()
        print(f"\nacknowledged {acknowledged:,}, in the journal {kept:,}")
        process.terminate()
        process.join()


if __name__ == "__main__":
    main()
