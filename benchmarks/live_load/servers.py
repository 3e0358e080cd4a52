"""Servers in processes of their own, each on one core, and what they take of it."""

from __future__ import annotations

import json
import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil  # type: ignore[import-untyped]  # it has no types

ROOT = Path(__file__).parents[2]
SERVER_CORE, CLIENT_CORE = 0, 1
START_SECONDS = 120
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process took."""

    process: psutil.Process
    cpu: float
    at: float

    @classmethod
    def of(cls, pid: int) -> Usage:
        """Begin to measure."""
        process = psutil.Process(pid)
        times = process.cpu_times()
        return cls(process, times.user + times.system, time.perf_counter())

    def line(self, batches: int) -> str:
        """Return the share of one core, memory, batches, and batches per second of processor."""
        now = Usage.of(self.process.pid)
        cpu = now.cpu - self.cpu
        share, memory = cpu / (now.at - self.at), self.process.memory_info().rss / 2**20
        return f"{share:7.0%} {memory:7.0f} {batches:9,} {batches / cpu:9,.0f}"


@contextmanager
def product(folder: Path, port: int, module: str = "pagepulse") -> Iterator[tuple[int, Data]]:
    """Run the product with a project; yields its process id and what `init` told.

    `module` runs it, where it is to be another one than the product's own.
    """
    data = f"--data={folder}"
    answers = ("--email=a@b.example", "--password=a long password", "--project=shop")
    made = subprocess.run(
        [sys.executable, "-m", "pagepulse", "init", data, *answers, "--allow-origin=*", "--json"],
        check=True,
        capture_output=True,
    )
    with serving(folder, port, module) as pid:
        yield pid, json.loads(made.stdout)


@contextmanager
def serving(folder: Path, port: int, module: str = "pagepulse") -> Iterator[int]:
    """Run the product on a folder that was made; yields its process id."""
    ports = (f"--port={port}", "--player-port=0", "--metrics-port=0", "--log-level=error")
    # One machine stands for thousands of visitors.
    flags = (f"--data={folder}", *ports, "--rate-factor=0")
    with pinned([module, "serve", *flags], port) as pid:
        yield pid


@contextmanager
def pinned(command: Sequence[str], port: int) -> Iterator[int]:
    """Run a module that serves on its core until the end of the block; yields its process id."""
    server = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=raise_descriptors,  # noqa: PLW1509  # no other thread runs here
    )
    os.sched_setaffinity(server.pid, {SERVER_CORE})
    try:
        deadline = time.monotonic() + START_SECONDS
        while not answers(port):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{command[-1]} does not answer")
            time.sleep(0.1)
        yield server.pid
    finally:
        server.kill()
        server.wait()


def answers(port: int) -> bool:
    """Tell whether somebody listens."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def raise_descriptors() -> None:
    """Let this process have as many sockets as the system allows any."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def free_port() -> int:
    """Return a port that nobody uses at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def raise_bound(port: int, project_id: str, headers: dict[str, str], count: int) -> None:
    """Let a run record so many."""
    url = f"http://127.0.0.1:{port}/api/projects/{project_id}"
    with httpx.Client(headers=headers, timeout=START_SECONDS) as client:
        project_settings = client.get(url).json()["settings"]
        project_settings["live"]["maxVisitors"] = max(count, 1)
        client.patch(url, json={"settings": project_settings}).raise_for_status()
