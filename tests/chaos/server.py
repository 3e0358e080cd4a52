"""The real server with faults inside: started, spoken to, killed and started again."""

from __future__ import annotations

import asyncio
import json
import resource
import signal
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.chaos.plan import DISK, WAREHOUSE, Step
from tests.live.serving import START_SECONDS, Server, made_server

ROOT = Path(__file__).parents[2]
ANSWER_SECONDS = 60.0
# The warehouse may not be hit by a limit that is meant for the journal alone, in bytes.
LEAST_FILE_BYTES = 64 * 1024
# Requests of one machine stand for those of many, and many servers for one: little is held back.
FLAGS = ("--rate-factor=0", "--reserve-mb=1")


@dataclass
class FaultyServer(Server):
    """`pagepulse serve` with `tests.chaos.faults` in place."""

    # How often each fault struck, in all processes so far.
    struck: Counter[str] = field(default_factory=Counter)
    kills: int = 0
    _struck_here: Counter[str] = field(default_factory=Counter)
    _wanted: dict[str, Any] = field(default_factory=dict)

    async def launch(self) -> asyncio.subprocess.Process:
        """Begin a process and return at once."""
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.chaos.faults",
            "serve",
            f"--data={self.data}",
            f"--port={self.port}",
            "--player-port=0",
            "--metrics-port=0",
            *self.flags,
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        self._struck_here = Counter()
        self._wanted = {}
        self.output = []
        assert self.process.stderr is not None
        self._reader = asyncio.create_task(self._read(self.process.stderr))
        return self.process

    async def start(self) -> None:
        """Return when it takes requests; raises AssertionError when it ends instead."""
        process = await self.launch()
        async with asyncio.timeout(START_SECONDS):
            while not any(b"PagePulse runs at" in line for line in self.output):
                assert process.returncode is None, b"".join(self.output).decode()
                await asyncio.sleep(0.02)

    async def set_faults(self, **wanted: Any) -> None:
        """Let faults strike from now on; without any, let all be well."""
        process = self.process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        self._wanted = wanted
        process.stdin.write(json.dumps(wanted).encode() + b"\n")
        async with asyncio.timeout(ANSWER_SECONDS):
            await process.stdin.drain()
            told = Counter(json.loads(await process.stdout.readline()))
        self.struck += told - self._struck_here
        self._struck_here = told

    async def tally(self) -> None:
        """Take down how often faults struck so far; they go on."""
        await self.set_faults(**self._wanted)

    async def break_by(self, step: Step) -> None:
        """Begin what a step is about, as far as it is inside the server."""
        if step.fault == "file-too-large":
            self._limit_files()
        elif step.fault in DISK:
            await self.set_faults(disk=step.fault, seconds=step.amount)
        elif step.fault in WAREHOUSE:
            await self.set_faults(warehouse=step.fault)
        elif step.fault.startswith("clock-"):
            self.struck[step.fault] += 1
            await self.set_faults(clockOffMs=int(step.amount * 60_000))

    async def mend(self) -> None:
        """Let all be well inside the server."""
        assert self.process is not None
        unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, unlimited)
        await self.set_faults()

    async def kill(self) -> None:
        """End the process at once, in the middle of whatever it does."""
        self.kills += 1
        await self.end(signal.SIGKILL)

    async def terminate(self) -> tuple[int, float]:
        """Ask it to end; return its exit code and the seconds that it took."""
        assert self.process is not None
        began = time.monotonic()
        await self.end(signal.SIGTERM)
        return self.process.returncode or 0, time.monotonic() - began

    def _limit_files(self) -> None:
        """Let the system itself refuse every byte beyond the size that the journal has now."""
        assert self.process is not None
        sizes = [0]
        for name in ("journal.db", "journal.db-wal"):
            with suppress(OSError):
                sizes.append((self.data / name).stat().st_size)
        limit = max(LEAST_FILE_BYTES, *sizes)
        hard = resource.RLIM_INFINITY
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (limit, hard))
        self.struck["file-too-large"] += 1


async def made_faulty_server(data: Path, port: int, *flags: str) -> FaultyServer:
    """Return a server with its first owner and project; it is not started yet."""
    made = await made_server(data, port)
    keys = made.project_id, made.project_key, made.token
    return FaultyServer(made.data, made.port, *keys, flags=(*FLAGS, *flags))
