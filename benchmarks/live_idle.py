"""What visitors who are merely connected cost, and how soon a start reaches them.

    ./dev bench live_idle
    python benchmarks/live_idle.py [--sockets 10000] [--told 500]

Each socket is of a visitor of its own who has said hello and joined. Memory is what the server's
process grew by, divided by their number; the clients are bare sockets in this process. Server on
core 0, all else on 1.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import secrets
import struct
import tempfile
import time
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # it has no types
import uvloop
from benchmarks.live_load.servers import CLIENT_CORE, Data, free_port, product, raise_bound
from websockets.asyncio.client import ClientConnection, connect

# Handshakes under way at a time; more would only wait in the server's backlog.
AT_ONCE = 50
# Idle long enough that buffers of the handshakes are given back.
REST_SECONDS = 3.0
TARGET_KB = 60
HANDSHAKE = b"\r\n".join(
    (
        b"GET /live/visitor HTTP/1.1",
        b"Host: 127.0.0.1",
        b"Upgrade: websocket",
        b"Connection: Upgrade",
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        b"Sec-WebSocket-Version: 13",
        b"Origin: https://shop.example",
        b"User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140 Safari/537.36",
        b"\r\n",
    )
)


class Idler:
    """A visitor's socket, as bare as it can be."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take a connection."""
        self._reader = reader
        self._writer = writer

    @classmethod
    async def join(cls, port: int, project_key: str) -> Idler:
        """Connect, say hello and join."""
        made = cls(*await asyncio.open_connection("127.0.0.1", port, limit=2**14))
        made._writer.write(HANDSHAKE)
        await made._reader.readuntil(b"\r\n\r\n")
        key = secrets.token_hex(16)
        made.send("hello", {"projectKey": project_key, "sessionKey": key, "tabId": "t_1"})
        page = {"pageViewId": "p_1", "url": "https://shop.example/tea", "title": "Tea - Shop"}
        made.send("join-project", {"page": page, "timeZone": "Europe/Berlin", "language": "de-DE"})
        for _ in range(2):
            answer = await made.message()
            if not answer.get("data", {}).get("ok"):
                raise AssertionError(answer)
        return made

    def send(self, event: str, data: Data) -> None:
        """Send a message that is answered, in one frame masked with zeros."""
        text = json.dumps({"event": event, "data": data, "id": 1}).encode()
        head = struct.pack("!BBH", 0x81, 0x80 | 126, len(text))
        self._writer.write(head + bytes(4) + text)

    async def message(self) -> Data:
        """Return the next message."""
        while True:
            first, length = await self._reader.readexactly(2)
            if length == 126:
                (length,) = struct.unpack("!H", await self._reader.readexactly(2))
            body = await self._reader.readexactly(length)
            if first & 0x0F == 1:
                message: Data = json.loads(body)
                return message

    async def told_at(self) -> float:
        """Return when a run's start arrived."""
        while (await self.message()).get("event") != "recording-start":
            pass
        return time.perf_counter()


async def connect_all(port: int, project_key: str, count: int) -> list[Idler]:
    """Return so many visitors."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one() -> Idler:
        async with gate:
            return await Idler.join(port, project_key)

    return await asyncio.gather(*(one() for _ in range(count)))


async def press_start(admin: ClientConnection, project: Data) -> float:
    """Start a run and return when that was."""
    await admin.send(json.dumps({"event": "hello", "data": {"token": project["apiToken"]}}))
    data = {"projectId": project["projectId"], "purpose": "a benchmark", "watch": False}
    pressed = time.perf_counter()
    await admin.send(json.dumps({"event": "admin-start-recording", "data": data}))
    return pressed


async def measure(options: argparse.Namespace, folder: Path) -> None:
    """Print memory per socket and the time of a start."""
    port = free_port()
    with product(folder, port) as (pid, project):
        headers = {"authorization": f"Bearer {project['apiToken']}"}
        raise_bound(port, project["projectId"], headers, options.told)
        server = psutil.Process(pid)
        (await connect_all(port, project["projectKey"], 1)).clear()
        before = server.memory_info().rss
        begun = time.perf_counter()
        idlers = await connect_all(port, project["projectKey"], options.sockets)
        took = time.perf_counter() - begun
        await asyncio.sleep(REST_SECONDS)
        each = (server.memory_info().rss - before) / options.sockets / 1024
        print(f"{options.sockets:,} sockets open after {took:.1f} s")
        print(f"{each:.1f} KB each (at most {TARGET_KB})")
        waiting = [asyncio.create_task(one.told_at()) for one in idlers]
        async with connect(f"ws://127.0.0.1:{port}/live/admin", compression=None) as admin:
            pressed = await press_start(admin, project)
            told: list[float] = []
            for task in asyncio.as_completed(waiting):
                told.append(await task - pressed)
                if len(told) == min(options.told, options.sockets):
                    break
        print(f"a start reached {len(told):,} visitors after {max(told) * 1000:.0f} ms")
        for task in waiting:
            task.cancel()


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sockets", type=int, default=2_000)
    parser.add_argument("--told", type=int, default=500)
    os.sched_setaffinity(0, {CLIENT_CORE})
    with tempfile.TemporaryDirectory() as folder:
        uvloop.run(measure(parser.parse_args(), Path(folder)))


if __name__ == "__main__":
    main()
