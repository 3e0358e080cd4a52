"""Acknowledged batches per second on one core, beside a handler that only gunzips and decodes.

    python benchmarks/ingest.py [--seconds 8] [--connections 256]

The server under test runs on core 0 and the senders on core 1. Three servers take the same batches,
10 KB of gzip made from a real recording: `bare` gunzips and decodes and answers; `journal` is the
product's endpoint with its fsync; `whole` also projects into the warehouse on the same core. The
senders are raw sockets with prepared bytes, each waiting for its answer before it sends again.
"""

from __future__ import annotations

import argparse
import asyncio
import bisect
import gzip
import json
import multiprocessing
import os
import socket
import struct
import tempfile
import time
import zlib
from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]  # it has no types
import uvicorn
import uvloop

from pagepulse.errors import PagePulseError
from pagepulse.ingest.acceptance import Acceptance
from pagepulse.ingest.admission import Admission
from pagepulse.ingest.answers import IngestProject, Send
from pagepulse.ingest.body import Receive, read_body
from pagepulse.ingest.daily_visitors import DailyVisitors
from pagepulse.ingest.entries import read_body_batch
from pagepulse.ingest.handler import IngestHandler
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.projector import Projector
from pagepulse.ingest.rates import IngestRates
from pagepulse.journal import Journal
from pagepulse.warehouse import Warehouse

RECORDING = Path(__file__).parents[1] / "tests/recordings/s5_sbadmin_1024.json.gz"
BATCH_BYTES = 10 * 1024
SERVER_CORE, SENDER_CORE = 0, 1
INCREMENTAL = 3
START_SECONDS = 30
# Times the limits of rate.
NEVER_REACHED = 1_000
KINDS = ("bare", "journal", "whole")
JOURNAL_BYTES = 20 * 1000**3


@dataclass(frozen=True, slots=True)
class Rate:
    """Batches per second, and per second of the server's processor time (on a busy machine)."""

    per_second: float
    per_cpu_second: float


@dataclass(frozen=True, slots=True)
class AnyProject:
    """The only project, open to every origin."""

    project_id: str = "prj_1"

    def allows_origin(self, _origin: str | None) -> bool:
        """Allow all."""
        return True

    def is_own_address(self, _address: str) -> bool:
        """Belong to nobody's team."""
        return False

    def takes_assets(self, _kind: str) -> bool:
        """Take none: only batches are measured."""
        return False


def find_project(_key: str) -> IngestProject:
    """Return the only project."""
    return AnyProject()


def render(failure: PagePulseError) -> bytes:
    """Return a body that shows what went wrong."""
    return failure.code.encode()


async def bare(_scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
    """Gunzip, decode, answer: what no ingest can do without."""
    body = await read_body(receive, None)
    read_body_batch(body, "gzip")
    headers = [(b"content-type", b"application/json"), (b"content-length", b"11")]
    await send({"type": "http.response.start", "status": 202, "headers": headers})
    await send({"type": "http.response.body", "body": b'{"ok":true}'})


def serve(kind: str, port: int, folder: Path) -> None:
    """Run one of the servers on its core until it is terminated."""
    os.sched_setaffinity(0, {SERVER_CORE})
    app: Any = bare
    if kind != "bare":
        journal, ledger = Journal(folder / "journal.db", JOURNAL_BYTES), Ledger()
        # Counted as ever, but so high that nothing is refused.
        admission = Admission(IngestRates(factor=NEVER_REACHED))
        acceptance = Acceptance(journal, find_project, ledger, DailyVisitors(folder), admission)
        app = IngestHandler(acceptance, render, ledger)
        if kind == "whole":
            warehouse = Warehouse.open_embedded(folder / "warehouse")
            Projector(journal, warehouse, ledger).start()
    config = uvicorn.Config(
        app, port=port, log_level="error", lifespan="off", loop="uvloop", http="httptools"
    )
    uvicorn.Server(config).run()


class BatchMaker:
    """Makes batches of one session that differ in their number only, without compressing again.

    The number stands at the end of the JSON, in a deflate block of its own, stored as it is.
    """

    def __init__(self, session: int, events: list[dict[str, Any]]) -> None:
        """Compress what all batches share."""
        fields = {
            "version": 1,
            "projectKey": "pk_1",
            "sessionKey": f"{session:032x}",
            "tabId": "t_1",
            "sentAt": time.time() * 1000,
            "context": {"language": "de-DE", "timeZone": "Europe/Berlin"},
            "events": events,
        }
        shared = json.dumps(fields, separators=(",", ":")).encode()[:-1]
        packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._head = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
        self._head += packer.compress(shared) + packer.flush(zlib.Z_SYNC_FLUSH)
        self._crc = zlib.crc32(shared)
        self.raw_bytes = len(shared)

    def batch(self, seq: int) -> bytes:
        """Return a gzip body."""
        rest = b',"seq":%d}' % seq
        last_block = struct.pack("<BHH", 1, len(rest), len(rest) ^ 0xFFFF) + rest
        crc = zlib.crc32(rest, self._crc)
        return self._head + last_block + struct.pack("<II", crc, self.raw_bytes + len(rest))

    def request(self, seq: int) -> bytes:
        """Return a whole HTTP request."""
        body = self.batch(seq)
        head = (
            "POST /api/tracking/events?encoding=gzip HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            f"User-Agent: benchmark\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


def events_of_size(wanted_bytes: int) -> list[dict[str, Any]]:
    """Return as many small events of a real recording as fill a batch."""
    pages = json.loads(gzip.decompress(RECORDING.read_bytes()))["pages"]
    events = [event for page in pages for event in page["events"] if event["type"] == INCREMENTAL]
    sizes = range(1, len(events) + 1)
    fits = bisect.bisect_right(sizes, wanted_bytes, key=lambda n: batch_bytes(events[:n]))
    return events[:fits]


def batch_bytes(events: list[dict[str, Any]]) -> int:
    """Return the size of a batch on the wire."""
    return len(BatchMaker(0, events).batch(0))


async def send_all(port: int, maker: BatchMaker, deadline: float) -> int:
    """Send one batch after the other over one connection and return how many were answered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answered = 0
    while time.monotonic() < deadline:
        writer.write(maker.request(answered))
        head = await reader.readuntil(b"\r\n\r\n")
        length = head.lower().split(b"content-length:")[1].split(b"\r\n")[0]
        await reader.readexactly(int(length))
        if not head.startswith(b"HTTP/1.1 202"):
            raise RuntimeError(head.decode())
        answered += 1
    writer.close()
    return answered


def load(port: int, seconds: float, makers: list[BatchMaker]) -> int:
    """Return how many batches were answered."""

    async def run() -> int:
        deadline = time.monotonic() + seconds
        return sum(await asyncio.gather(*(send_all(port, one, deadline) for one in makers)))

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(run())


def wait_for(port: int) -> None:
    """Return when the server accepts connections."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("the server did not start")


def measure(kind: str, seconds: float, makers: list[BatchMaker]) -> Rate:
    """Return what one kind of server acknowledges."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        process = multiprocessing.get_context("spawn").Process(
            target=serve, args=(kind, port, Path(folder))
        )
        process.start()
        try:
            wait_for(port)
            server = psutil.Process(process.pid)
            cpu_before, started = cpu_seconds(server), time.monotonic()
            answered = load(port, seconds, makers)
            took = time.monotonic() - started
            return Rate(answered / took, answered / (cpu_seconds(server) - cpu_before))
        finally:
            process.kill()
            process.join()


def cpu_seconds(process: psutil.Process) -> float:
    """Return the processor time that a process has used."""
    times = process.cpu_times()
    return float(times.user + times.system)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--connections", type=int, default=256)
    options = parser.parse_args()
    os.sched_setaffinity(0, {SENDER_CORE})
    events = events_of_size(BATCH_BYTES)
    makers = [BatchMaker(session, events) for session in range(options.connections)]
    print(
        f"{len(events)} events per batch: {batch_bytes(events):,} bytes gzip, "
        f"{makers[0].raw_bytes:,} bytes JSON; {options.connections} connections"
    )
    rates = {kind: measure(kind, options.seconds, makers) for kind in KINDS}
    for kind, rate in rates.items():
        share = rate.per_second / rates["bare"].per_second
        cpu_share = rate.per_cpu_second / rates["bare"].per_cpu_second
        print(
            f"{kind:8} {rate.per_second:9,.0f} batches/s ({share:.0%} of bare), "
            f"{rate.per_cpu_second:9,.0f} per second of processor time ({cpu_share:.0%} of bare)"
        )


if __name__ == "__main__":
    main()
