"""The real server in a process of its own, with a project, to be killed and started again."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.live.visiting import Site

# A start takes three seconds, on a crowded machine many times that.
START_SECONDS = 180


@dataclass
class Server:
    """`pagepulse serve` on a data folder and a port that stay the same."""

    data: Path
    port: int
    project_id: str
    project_key: str
    token: str
    flags: tuple[str, ...] = ()
    process: asyncio.subprocess.Process | None = None
    output: list[bytes] = field(default_factory=list)

    @property
    def http(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def ws(self) -> str:
        return f"ws://127.0.0.1:{self.port}"

    @property
    def site(self) -> Site:
        return Site(self.http, self.ws, self.project_key)

    async def start(self) -> None:
        """Return when it takes requests."""
        ports = [f"--port={self.port}", "--player-port=0", "--metrics-port=0"]
        self.process = await program("serve", f"--data={self.data}", *ports, *self.flags)
        assert self.process.stderr is not None
        self.output = []
        async with asyncio.timeout(START_SECONDS):
            while not (self.output and b"PagePulse runs at" in self.output[-1]):
                self.output.append(await self.process.stderr.readline())
                assert self.output[-1], b"".join(self.output).decode()
        self._reader = asyncio.create_task(self._read(self.process.stderr))

    async def end(self, number: int = signal.SIGKILL) -> None:
        """End it with a signal and return when it is gone."""
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(number)
            await self.process.wait()

    async def _read(self, stream: asyncio.StreamReader) -> None:
        async for line in stream:
            self.output.append(line)


async def program(*arguments: str) -> asyncio.subprocess.Process:
    """Run the command line."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "pagepulse",
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def made_server(data: Path, port: int, *flags: str) -> Server:
    """Return a server with its first owner and project; it is not started yet."""
    answers = ["--email=a@shop.example", "--password=a long password", "--project=shop"]
    control = [flag for flag in flags if flag.startswith("--control-url")]
    process = await program(
        "init", f"--data={data}", *control, *answers, "--allow-origin=*", "--json"
    )
    output, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    made = json.loads(output)
    return Server(data, port, made["projectId"], made["projectKey"], made["apiToken"], flags)


@asynccontextmanager
async def running(server: Server) -> AsyncIterator[Server]:
    """Run a server until the end of the block."""
    await server.start()
    try:
        yield server
    finally:
        await server.end()
