"""What visitors who are merely connected cost, how soon a start reaches them, how a restart goes.

    ./dev bench live_idle
    python benchmarks/live_idle.py [--sockets 10000] [--told 500]

Each socket is of a visitor of its own who has said hello and joined. Memory is what the server's
process grew by, divided by their number; the clients are bare sockets in this process. Then the
server is stopped and started again, and all come back when they were asked to. Both sides take as
many file descriptors as the system allows. Server on core 0, all else on 1.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import secrets
import tempfile
import time
from collections import Counter
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # it has no types
import uvloop
from benchmarks.live_load.frames import RawSocket
from benchmarks.live_load.servers import (
    CLIENT_CORE,
    Data,
    free_port,
    product,
    raise_bound,
    raise_descriptors,
    serving,
)
from websockets.asyncio.client import ClientConnection, connect

# Handshakes under way at a time; more would only wait in the server's backlog.
AT_ONCE = 50
# Idle long enough that buffers of the handshakes are given back.
REST_SECONDS = 3.0
TARGET_KB = 60
# Of `hello` and `join-project`.
ANSWERS = 2
LOOK_SECONDS = 0.01


class Idler(RawSocket):
    """A visitor's socket, as bare as it can be."""

    def __init__(self) -> None:
        """Begin before the handshake."""
        super().__init__()
        self.take = self._hear
        self.session_key = secrets.token_hex(16)
        self._answered = 0
        self._has_joined = asyncio.get_running_loop().create_future()
        # When it was told to record, and when that it will have to come back; 0: not yet.
        self.told_at = self.left_at = 0.0
        self.retry_ms = 0

    async def join(self, project_key: str) -> Idler:
        """Say hello and join."""
        hello = {"projectKey": project_key, "sessionKey": self.session_key, "tabId": "t_1"}
        self.send(json.dumps({"event": "hello", "data": hello, "id": 1}))
        page = {"pageViewId": "p_1", "url": "https://shop.example/tea", "title": "Tea - Shop"}
        who = {"timeZone": "Europe/Berlin", "language": "de-DE"}
        self.send(json.dumps({"event": "join-project", "data": {"page": page, **who}, "id": 2}))
        await self._has_joined
        return self

    def _hear(self, text: bytes) -> None:
        if text.startswith(b'{"ack"'):
            assert b'"ok":true' in text, text
            self._answered += 1
            if self._answered == ANSWERS:
                self._has_joined.set_result(None)
        elif b'"recording-start"' in text:
            self.told_at = time.perf_counter()
        elif b'"going-away"' in text:
            self.left_at = time.perf_counter()
            self.retry_ms = json.loads(text)["data"]["retryAfterMs"]


async def connect_all(port: int, project_key: str, count: int) -> list[Idler]:
    """Return so many visitors."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one() -> Idler:
        async with gate:
            return await (await Idler.open(port, "/live/visitor")).join(project_key)

    return await asyncio.gather(*(one() for _ in range(count)))


async def press_start(admin: ClientConnection, project: Data) -> float:
    """Start a run and return when that was."""
    await admin.send(json.dumps({"event": "hello", "data": {"token": project["apiToken"]}}))
    data = {"projectId": project["projectId"], "purpose": "a benchmark", "watch": False}
    pressed = time.perf_counter()
    await admin.send(json.dumps({"event": "admin-start-recording", "data": data}))
    return pressed


async def measure(options: argparse.Namespace, folder: Path) -> None:
    """Print memory per socket, the time of a start, and how a restart goes."""
    port = free_port()
    with product(folder, port) as (pid, project):
        headers = {"authorization": f"Bearer {project['apiToken']}"}
        raise_bound(port, project["projectId"], headers, options.told)
        server = psutil.Process(pid)
        (await connect_all(port, project["projectKey"], 1))[0].close()
        before = server.memory_info().rss
        begun = time.perf_counter()
        idlers = await connect_all(port, project["projectKey"], options.sockets)
        took = time.perf_counter() - begun
        await asyncio.sleep(REST_SECONDS)
        each = (server.memory_info().rss - before) / options.sockets / 1024
        print(f"{options.sockets:,} sockets open after {took:.1f} s")
        print(f"{each:.1f} KB each (at most {TARGET_KB})", flush=True)
        await measure_start(port, project, idlers, min(options.told, options.sockets))
        server.terminate()
        await measure_leave(idlers)
    with serving(folder, port):
        await measure_return(port, project["projectKey"], idlers)


async def measure_start(port: int, project: Data, idlers: list[Idler], count: int) -> None:
    """Print how soon a start reaches visitors."""
    async with connect(f"ws://127.0.0.1:{port}/live/admin", compression=None) as admin:
        pressed = await press_start(admin, project)
        while sum(1 for one in idlers if one.told_at) < count:  # noqa: ASYNC110  # each is told alone
            await asyncio.sleep(LOOK_SECONDS)
    told = sorted((one.told_at - pressed) * 1000 for one in idlers if one.told_at)
    print(
        f"a start reached {len(told):,} visitors: p50 {told[len(told) // 2]:.0f} ms, "
        f"all {told[-1]:.0f} ms",
        flush=True,
    )


async def measure_leave(idlers: list[Idler]) -> None:
    """Print how the server says that it goes, and how evenly visitors are asked to come back."""
    while not all(one.left_at or one.is_closed for one in idlers):  # noqa: ASYNC110  # each alone
        await asyncio.sleep(LOOK_SECONDS)
    left = [one for one in idlers if one.left_at]
    spread = Counter(one.retry_ms // 1000 for one in left)
    busiest = max(spread.values(), default=0)
    took = max((one.left_at for one in left), default=0) - min(
        (one.left_at for one in left), default=0
    )
    print(
        f"a stop told {len(left):,} of {len(idlers):,} within {took * 1000:.0f} ms; they come back "
        f"over {len(spread)} s, {busiest:,} in the busiest second",
        flush=True,
    )


async def measure_return(port: int, project_key: str, idlers: list[Idler]) -> None:
    """Print how long it takes from the moment the server answers until all are back."""
    begun = time.perf_counter()

    async def back(idler: Idler) -> float:
        await asyncio.sleep(idler.retry_ms / 1000)
        due = time.perf_counter()
        again = await Idler.open(port, "/live/visitor")
        again.session_key = idler.session_key
        await again.join(project_key)
        return time.perf_counter() - due

    waited = sorted(await asyncio.gather(*(back(one) for one in idlers)))
    took, p95 = time.perf_counter() - begun, waited[int(len(waited) * 0.95)]
    print(
        f"after the restart {len(idlers):,} visitors are back after {took:.1f} s; "
        f"each waits {p95 * 1000:.0f} ms (p95) for its turn"
    )


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sockets", type=int, default=2_000)
    parser.add_argument("--told", type=int, default=500)
    raise_descriptors()
    os.sched_setaffinity(0, {CLIENT_CORE})
    with tempfile.TemporaryDirectory() as folder:
        uvloop.run(measure(parser.parse_args(), Path(folder)))


if __name__ == "__main__":
    main()
