"""What a minute of recording costs on disk, and what the server costs in memory while idle.

    python benchmarks/storage.py [--copies 10]

Every real recording of tests/recordings goes through journal and projector as batches of three
seconds, as a tracker sends them, into a fresh warehouse, which then merges what it got. Beside it
stand gzip -6 and zstd -19 of the same batches. With `--copies` each recording is stored as that
many sessions, because the visitors of a site see the same pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]  # it has no types
import zstandard

from pagepulse.clock import now_ms
from pagepulse.ingest.entries import entry_of_batch
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.projector import Projector
from pagepulse.journal import Entry, Journal
from pagepulse.warehouse import Warehouse

RECORDINGS = Path(__file__).parents[1] / "tests/recordings"
# The tracker's interval between two batches, in milliseconds.
BATCH_MS = 3_000
MIB = 1024 * 1024
Event = dict[str, Any]


def pages_of(file: Path) -> list[list[Event]]:
    """Return the rrweb events of a recording, page by page."""
    return [page["events"] for page in json.loads(gzip.decompress(file.read_bytes()))["pages"]]


def parts_of(pages: list[list[Event]]) -> Iterator[list[Event]]:
    """Yield the events that fall into one sending interval."""
    for events in pages:
        part: list[Event] = []
        for event in events:
            if part and event["timestamp"] - part[0]["timestamp"] >= BATCH_MS:
                yield part
                part = []
            part.append(event)
        yield part


def recorded_minutes(pages: list[list[Event]]) -> float:
    """Return the recorded time, without the gaps between pages."""
    spans = (events[-1]["timestamp"] - events[0]["timestamp"] for events in pages)
    return float(sum(spans)) / 60_000


def batch(events: list[Event], session: int, seq: int) -> bytes:
    """Return the JSON of one batch."""
    fields = {
        "version": 1,
        "projectKey": "pk_1",
        "sessionKey": f"{session:032x}",
        "tabId": "t_1",
        "seq": seq,
        "sentAt": events[-1]["timestamp"],
        "events": events,
    }
    return json.dumps(fields, separators=(",", ":"), ensure_ascii=False).encode()


def entries_of(bodies: list[bytes]) -> list[Entry]:
    """Return what the journal takes."""
    received_at = now_ms()
    return [
        entry_of_batch(body, project_id="prj_1", origin="import", received_at=received_at)
        for body in bodies
    ]


def stored_bytes(bodies: list[bytes]) -> tuple[int, int]:
    """Return the bytes on disk of events and of all tables, after the engine has merged."""
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder) / "journal.db", 10**11)
        warehouse = Warehouse.open_embedded(Path(folder) / "warehouse")
        journal.append_now(entries_of(bodies))
        started = time.monotonic()
        count = Projector(journal, warehouse, Ledger()).run_until_empty()
        print(f"projected {count / (time.monotonic() - started):,.0f} batches/s")
        warehouse.command("optimize table recording_events final")
        rows = warehouse.query(
            "select table, sum(bytes_on_disk) as bytes from system.parts "
            "where active and database = currentDatabase() group by table"
        )
        warehouse.close()
        journal.close()
    sizes = {row["table"]: int(row["bytes"]) for row in rows}
    return sizes["recording_events"], sum(sizes.values())


def idle_memory() -> tuple[int, int]:
    """Return resident and own memory of a server without visitors, in bytes."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        ports = ["--port=0", "--player-port=0", "--metrics-port=0"]
        command = [sys.executable, "-m", "pagepulse", "serve", f"--data={folder}/data", *ports]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            while "PagePulse runs at" not in process.stderr.readline():
                if process.poll() is not None:
                    raise RuntimeError("the server did not start")
            # Until the warm-up of the warehouse is over.
            time.sleep(10)
            memory = psutil.Process(process.pid).memory_full_info()
            process.terminate()
            process.communicate()
    return int(memory.rss), int(memory.uss)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--copies", type=int, default=10)
    copies = parser.parse_args().copies
    recordings = [pages_of(file) for file in sorted(RECORDINGS.glob("*.json.gz"))]
    for repeated in sorted({1, copies}):
        report(recordings, repeated)
    resident, own = idle_memory()
    print(f"idle server: {resident / MIB:,.0f} MiB resident, {own / MIB:,.0f} MiB of it its own")


def report(recordings: list[list[list[Event]]], copies: int) -> None:
    """Store each recording `copies` times and print the bytes per minute."""
    minutes = copies * sum(recorded_minutes(pages) for pages in recordings)
    bodies = [
        batch(part, copy * len(recordings) + number, seq)
        for copy in range(copies)
        for number, pages in enumerate(recordings)
        for seq, part in enumerate(parts_of(pages))
    ]
    raw = sum(len(body) for body in bodies)
    gzip_bytes = sum(len(gzip.compress(body, 6)) for body in bodies)
    zstd = zstandard.ZstdCompressor(level=19)
    print(f"\n{copies * len(recordings)} sessions, {minutes:.1f} minutes, {len(bodies)} batches")
    events, everything = stored_bytes(bodies)
    for name, size in (
        ("JSON", raw),
        ("gzip -6, batch by batch", gzip_bytes),
        ("zstd -19, batch by batch", sum(len(zstd.compress(body)) for body in bodies)),
        ("stored, rrweb events", events),
        ("stored, all tables", everything),
    ):
        share = gzip_bytes / size
        print(
            f"{name:26} {size / minutes / 1000:10,.1f} kB/minute {share:6.1f} times below gzip -6"
        )


if __name__ == "__main__":
    main()
