"""`pagepulse demo` as a program of its own, on free ports and in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# Longest time for draining and closing, in seconds.
STOP_SECONDS = 30


@dataclass(frozen=True)
class RunningDemo:
    """Where a running demo is reached, and where it stores."""

    dashboard: str
    site: str
    email: str
    password: str
    data: Path


@contextmanager
def running_demo(folder: Path) -> Iterator[RunningDemo]:
    """Start the demo and stop it in the end; a demo that does not start fails with its output."""
    data = folder / "data"
    ports = ["--port=0", "--player-port=0", "--metrics-port=0", "--demo-port=0"]
    command = [sys.executable, "-m", "pagepulse", "demo", f"--data={data}", *ports]
    log = folder / "server.log"
    with (
        log.open("w") as errors,
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env={**os.environ, "PAGEPULSE_LOG_LEVEL": "warning"},
        ) as process,
    ):
        try:
            yield _read_announcement(process, data, log)
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)


def _read_announcement(process: subprocess.Popen[str], data: Path, log: Path) -> RunningDemo:
    assert process.stdout is not None
    lines = [process.stdout.readline().split() for _ in range(3)]
    if not all(lines):
        raise AssertionError(f"`pagepulse demo` did not start:\n{log.read_text()}")
    dashboard, login, site = lines
    return RunningDemo(
        dashboard=dashboard[1].rstrip("/"),
        site=site[2].rstrip("/"),
        email=login[1],
        password=login[2],
        data=data,
    )
