"""Faults inside a server: at SQLite's files, at the warehouse, in its clock; told over its stdin.

`python -m tests.chaos.faults serve …` is `pagepulse serve …` with these in place. Each line of JSON
on stdin sets them anew and is answered by a line that tells how often each has struck so far.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.chaos.sqlite_files import FULL, IO_ERROR_SYNC, IO_ERROR_WRITE, WatchedFiles

from pagepulse import clock
from pagepulse.warehouse import Warehouse

# The file that acknowledgements depend on, with what SQLite puts beside it.
JOURNAL = "journal.db"
# How long a late warehouse takes, in seconds.
LATE_SECONDS = 1.5
MS_NS = 1_000_000


@dataclass
class DiskFaults:
    """A watcher of SQLite's files that lets changes of the journal fail as a disk does."""

    kind: str | None = None
    struck: Counter[str] = field(default_factory=Counter)
    # Seconds that a slow disk takes for one sync.
    seconds: float = 0.0

    def write(self, path: str, offset: int, data: bytes, real: Callable[[bytes], int]) -> int:  # noqa: ARG002 - as it is called
        if not self._strikes(path, "enospc", "edquot", "eio-write", "torn-write"):
            return real(data)
        if self.kind == "torn-write":
            # The beginning is on disk, the rest is not: the disk is full in the middle.
            real(data[: len(data) // 2])
        return FULL if self.kind in {"enospc", "torn-write"} else IO_ERROR_WRITE

    def truncate(self, path: str, size: int, real: Callable[[], int]) -> int:  # noqa: ARG002 - as it is called
        return IO_ERROR_WRITE if self._strikes(path, "eio-write") else real()

    def sync(self, path: str, real: Callable[[], int]) -> int:
        if self._strikes(path, "eio-sync"):
            return IO_ERROR_SYNC
        if self._strikes(path, "slow-sync"):
            time.sleep(self.seconds)
        return real()

    def delete(self, path: str, real: Callable[[], int]) -> int:  # noqa: ARG002 - as it is called
        return real()

    def _strikes(self, path: str, *kinds: str) -> bool:
        hit = self.kind in kinds and Path(path).name.startswith(JOURNAL)
        if hit:
            self.struck[str(self.kind)] += 1
        return hit


@dataclass
class WarehouseFaults:
    """A warehouse that refuses, hangs, answers late, or fails after it has stored."""

    kind: str | None = None
    struck: Counter[str] = field(default_factory=Counter)
    _released: threading.Event = field(default_factory=threading.Event)

    def put_in_place(self) -> None:
        """Stand in front of every statement and every insert of this process."""
        really_connect, really_insert = Warehouse._client, Warehouse.insert

        def client(warehouse: Warehouse) -> Any:
            self._before()
            return really_connect(warehouse)

        def insert(warehouse: Warehouse, *arguments: Any) -> None:
            really_insert(warehouse, *arguments)
            if self._strikes("fail-after-commit"):
                raise OSError("the answer of the warehouse was lost")

        Warehouse._client = client  # type: ignore[assignment,method-assign]  # a fault on purpose
        Warehouse.insert = insert  # type: ignore[assignment,method-assign]  # a fault on purpose

    def become(self, kind: str | None) -> None:
        """Begin or end a fault; whoever hangs goes on at its end."""
        if kind == self.kind:
            return
        self._released.set()
        self._released = threading.Event()
        self.kind = kind

    def _before(self) -> None:
        if self._strikes("refuse"):
            raise OSError("the warehouse refuses")
        if self._strikes("hang"):
            self._released.wait()
        if self._strikes("late"):
            time.sleep(LATE_SECONDS)

    def _strikes(self, kind: str) -> bool:
        if self.kind == kind:
            self.struck[f"warehouse-{kind}"] += 1
        return self.kind == kind


@dataclass
class SteppedClock:
    """The wall clock, some milliseconds wrong; what `pagepulse.clock` reads instead of `time`."""

    off_ms: int = 0

    def time_ns(self) -> int:
        return time.time_ns() + self.off_ms * MS_NS


def obey(disk: DiskFaults, warehouse: WarehouseFaults, stepped: SteppedClock) -> None:
    """Follow the lines on stdin until it ends."""
    for line in sys.stdin:
        wanted = json.loads(line)
        disk.seconds = wanted.get("seconds", 0.0)
        disk.kind = wanted.get("disk")
        warehouse.become(wanted.get("warehouse"))
        stepped.off_ms = wanted.get("clockOffMs", 0)
        print(json.dumps(disk.struck + warehouse.struck), flush=True)  # noqa: T201 - the answer


def main() -> None:
    """Put the faults in place, then be `pagepulse`."""
    disk, warehouse, stepped = DiskFaults(), WarehouseFaults(), SteppedClock()
    WatchedFiles(disk)
    warehouse.put_in_place()
    clock.time = stepped  # type: ignore[attr-defined,assignment]  # a fault on purpose
    threading.Thread(target=obey, args=(disk, warehouse, stepped), daemon=True).start()

    from pagepulse.cli.main import main as pagepulse  # noqa: PLC0415 - after the faults are in place

    pagepulse()


if __name__ == "__main__":
    main()
