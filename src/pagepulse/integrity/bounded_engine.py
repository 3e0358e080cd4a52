"""The embedded warehouse, asked through a process that ends where an answer takes too long."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pagepulse.errors import StorageError
from pagepulse.warehouse.connection import Row
from pagepulse.warehouse.emptied_parts import shut_emptied_parts
from pagepulse.warehouse.folder_lock import FolderLock

# Of processor time, for what reads no more than names and counts.
SMALL_SECONDS = 60
END_SECONDS = 30
# In which the engine finds the flipped bit of a block of 150 KB; the time grows with the square.
PATIENCE_SECONDS = 30


class UnreadableError(Exception):
    """The engine cannot read what was asked for, or not within its bound."""


class BoundedEngine:
    """One statement at a time; whatever a statement does, the next one is answered."""

    def __init__(self, folder: Path, patience_seconds: int = PATIENCE_SECONDS) -> None:
        """Hold `folder`, the warehouse; raises StorageError when another process has it.

        `patience_seconds` of processor time are given to a damaged block.
        """
        self.patience_seconds = patience_seconds
        self.folder = folder
        self._lock = FolderLock(folder)
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        """Give it back at the end of the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process and let others in."""
        self.rest()
        self._lock.release()

    def rows(self, sql: str, cpu_seconds: int = SMALL_SECONDS) -> list[Row]:
        """Return rows by column name; raises UnreadableError."""
        return self._ask(sql, cpu_seconds, is_query=True)

    def run(self, sql: str, cpu_seconds: int = SMALL_SECONDS) -> None:
        """Run a statement that returns nothing; raises UnreadableError."""
        self._ask(sql, cpu_seconds, is_query=False)

    def rest(self) -> None:
        """End the process; the next statement begins another, which opens the files anew."""
        process, self._process = self._process, None
        if process is None:
            return
        # Its end is that of what it is asked.
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=END_SECONDS)
        process.kill()
        process.wait()

    def _ask(self, sql: str, cpu_seconds: int, *, is_query: bool) -> list[Row]:
        process = self._process or self._begin()
        asked = {"sql": sql, "isQuery": is_query, "cpuSeconds": cpu_seconds}
        answer = _exchange(process, json.dumps(asked))
        if answer is None:
            self.rest()
            raise UnreadableError(f"not read within {cpu_seconds} s of processor time")
        if "error" in answer:
            raise UnreadableError(answer["error"])
        rows: list[Row] = answer["rows"]
        return rows

    def _begin(self) -> subprocess.Popen[str]:
        shut_emptied_parts(self.folder)
        self._process = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-m", "pagepulse.integrity.engine_process", str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        if _exchange(self._process, "") is None:
            self.rest()
            raise StorageError(
                "warehouse_failed",
                f"The engine cannot open {self.folder}: restore a backup into a new folder.",
            )
        return self._process


def _exchange(process: subprocess.Popen[str], line: str) -> dict[str, Any] | None:
    """Say a line, where there is one, and return the answer; None when the process has ended."""
    assert process.stdin is not None  # noqa: S101 - both are pipes
    assert process.stdout is not None  # noqa: S101 - both are pipes
    try:
        if line:
            process.stdin.write(f"{line}\n")
            process.stdin.flush()
    except BrokenPipeError:
        return None
    answer = process.stdout.readline()
    return json.loads(answer) if answer else None
