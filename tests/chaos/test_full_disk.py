"""A full disk under a real server: it refuses by name, stays usable, and goes on by itself.

The disk is a small one of its own; where this user may mount none, a limit of the size of files,
which is what a quota looks like to a program.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import resource
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from pagepulse.clock import now_ms

pytestmark = pytest.mark.chaos

MOUNT_MB = 144
ROOMY_MB = 512
# The journal copies 34 MB out of its write-ahead file before it goes on.
RESERVE_MB = 64
FILE_BYTES = 6_000_000
ROOMY_BYTES = 1_000_000_000
# Random letters: nothing makes them much smaller, and they hold no digits to be redacted.
BATCH_BYTES = 900_000
LETTERS = str.maketrans("0123456789abcdef", "ghijklmnopghijkl")
MOST_BATCHES = 600
# A start takes three seconds, on a crowded machine many times that.
START_SECONDS = 180
RESUME_SECONDS = 30
EMAIL, PASSWORD = "a@shop.example", "a long password"


@dataclass
class Disk:
    """Where the server stores, how it is kept small, and how it gets room."""

    data: Path
    limit: Callable[[int], None]
    give_room: Callable[[int], None]


@contextlib.contextmanager
def small_mount(folder: Path) -> Iterator[Disk | None]:
    """Mount a disk of its own; None where this user may not."""
    folder.mkdir()

    def mount(options: str) -> bool:
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
        with contextlib.suppress(FileNotFoundError):
            return subprocess.run(command, check=False, capture_output=True).returncode == 0
        return False

    if not mount(f"size={MOUNT_MB}m"):
        yield None
        return
    try:
        yield Disk(
            folder, lambda _pid: None, lambda _pid: _checked(mount(f"remount,size={ROOMY_MB}m"))
        )
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def _checked(done: bool) -> None:  # noqa: FBT001  # the one thing that is checked
    assert done


def limited_files(folder: Path) -> Disk:
    def set_limit(pid: int, size: int) -> None:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, ROOMY_BYTES))

    return Disk(
        folder, lambda pid: set_limit(pid, FILE_BYTES), lambda pid: set_limit(pid, ROOMY_BYTES)
    )


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_mount(tmp_path / "disk") as mounted:
        yield mounted or limited_files(tmp_path / "limited")


@dataclass
class Server:
    """A running server, and what it acknowledged."""

    pid: int
    client: httpx.AsyncClient
    project_id: str
    project_key: str
    kept: int = 0

    async def send(self) -> httpx.Response:
        """Send a batch with one event that nothing makes smaller."""
        event = {
            "type": 5,
            "timestamp": now_ms(),
            "data": {"tag": "x", "payload": os.urandom(BATCH_BYTES // 2).hex().translate(LETTERS)},
        }
        batch = {
            "version": 1,
            "projectKey": self.project_key,
            # Sessions of twenty batches, so that none of them sends too much.
            "sessionKey": f"{self.kept // 20:032x}",
            "tabId": "t",
            "seq": self.kept,
            "sentAt": now_ms(),
            "events": [event],
        }
        answer = await self.client.post("/api/tracking/events", json=batch)
        self.kept += answer.status_code == 202
        return answer

    async def read(self, path: str) -> httpx.Response:
        return await self.client.get(f"{path}?projectId={self.project_id}")

    async def stored(self) -> int:
        """Return how many events can be read."""
        answer = await self.read("/api/tracking/sessions")
        return sum(one["eventCount"] for one in answer.json()["sessions"])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def pagepulse(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "pagepulse", *arguments]


@contextlib.asynccontextmanager
async def running(disk: Disk) -> AsyncIterator[Server]:
    data = f"--data={disk.data}"
    made = subprocess.run(  # noqa: ASYNC221  # nothing else runs yet
        pagepulse("init", data, f"--email={EMAIL}", f"--password={PASSWORD}", "--project=shop",
                  "--allow-origin=*", "--json"),
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    facts, port = json.loads(made.stdout), free_port()
    options = [
        f"--port={port}",
        "--player-port=0",
        "--metrics-port=0",
        f"--reserve-mb={RESERVE_MB}",
    ]
    process = await asyncio.create_subprocess_exec(
        *pagepulse("serve", data, "--rate-factor=0", *options),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    client = httpx.AsyncClient(base_url=f"http://localhost:{port}", timeout=30)
    try:
        server = Server(process.pid, client, facts["projectId"], facts["projectKey"])
        await until(lambda: is_ready(client), START_SECONDS)
        disk.limit(process.pid)
        yield server
    finally:
        await client.aclose()
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def is_ready(client: httpx.AsyncClient) -> bool:
    with contextlib.suppress(httpx.HTTPError):
        return (await client.get("/readyz")).status_code == 200
    return False


async def until(holds: Callable[[], Awaitable[bool]], seconds: float) -> None:
    """Ask again and again until it holds."""
    async with asyncio.timeout(seconds):
        while not await holds():  # noqa: ASYNC110  # another process is what changes
            await asyncio.sleep(0.1)


async def test_ingest_refuses_by_name_everything_else_works_and_it_resumes(disk: Disk):
    async with running(disk) as server:
        await log_in(server)
        await server.send()
        await until(lambda: has_all(server), RESUME_SECONDS)
        answer = await server.send()
        while answer.status_code == 202 and server.kept < MOST_BATCHES:
            answer = await server.send()

        assert (answer.status_code, answer.json()["code"]) == (503, "disk_full")
        assert int(answer.headers["retry-after"]) > 0
        await people_can_work(server)
        kept = server.kept

        disk.give_room(server.pid)
        await until(lambda: accepts(server), RESUME_SECONDS)

        # Eighty megabytes go through the projector.
        await until(lambda: has_all(server), START_SECONDS)
        assert server.kept > kept


async def log_in(server: Server) -> None:
    answer = await server.client.post(
        "/api/auth/login",
        json={"email": EMAIL, "password": PASSWORD},
        headers={"Origin": str(server.client.base_url).rstrip("/")},
    )
    assert answer.status_code == 200, answer.text


async def people_can_work(server: Server) -> None:
    """Log in, look, export and delete while the disk is full."""
    await log_in(server)
    sessions = (await server.read("/api/tracking/sessions")).json()["sessions"]
    export = await server.read(f"/api/tracking/sessions/{sessions[-1]['sessionId']}/export")
    assert export.status_code == 200
    withdrawal = {"projectKey": server.project_key, "sessionKey": "f" * 32}
    deleted = await server.client.post("/api/tracking/opt-out", json=withdrawal)
    assert deleted.status_code == 202, deleted.text


async def accepts(server: Server) -> bool:
    return (await server.send()).status_code == 202


async def has_all(server: Server) -> bool:
    return await server.stored() == server.kept
