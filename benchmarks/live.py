"""Latency, processor time and memory of live recording, beside a bare relay without storage.

    python benchmarks/live.py [--visitors 50] [--seconds 5] [--watched 16] [--batch-ms 100]
    python benchmarks/live.py --visitors 50 200 500 --seconds 30
    python benchmarks/live.py --visitors 200 --watched 200 --batch-ms 50    for throughput

Visitors are simulated, their events are those of `tests/recordings`. All of them are recorded; the
watched ones send over the socket, the others over HTTP every two seconds, as the tracker does.
Latency is from a batch's sending to its arrival at the admin, in one process on one clock; the
acknowledgement after fsync is not waited for by the viewer. The bare relay, in the same run, takes
the very same texts of the watched visitors and hands each to the admin, with uvicorn and the same
WebSocket protocol: what no server of this kind can do without. Server on core 0, all else on 1.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, MutableMapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]  # it has no types
import uvicorn
import uvloop
from benchmarks.live_load.streams import Stream, streams
from websockets.asyncio.client import ClientConnection, connect

from pagepulse.clock import now_ms
from pagepulse.ingest.batch import session_id_of

SERVER_CORE, CLIENT_CORE = 0, 1
START_SECONDS = 120
# An admin may watch so many.
WATCHED_EACH = 32
# How often a visitor whom nobody watches sends, in seconds.
HTTP_SECONDS = 2.0
HTTP_CONNECTIONS = 16
# Latencies of the first moments are of pictures and of code that has never run.
WARM_UP_SECONDS = 1.0
BARE_PORT_FLAG = "--bare-port"
Data = dict[str, Any]


@dataclass
class Times:
    """When each batch was sent and how long each took to the admin, in ms."""

    sent: dict[tuple[str, int], float] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)
    began: float = field(default_factory=time.perf_counter)

    def arrived(self, session_id: str, seq: int) -> None:
        """Note that the admin has a batch."""
        at = time.perf_counter()
        sent = self.sent.pop((session_id, seq), None)
        if sent is not None and sent > self.began + WARM_UP_SECONDS:
            self.took.append((at - sent) * 1000)

    def line(self) -> str:
        """Return p50, p95, p99."""
        if len(self.took) < 2:
            return f"{'none came':>26}"
        part = statistics.quantiles(self.took, n=100)
        return f"{part[49]:8.1f} {part[94]:8.1f} {part[98]:8.1f}"


@dataclass
class Visitor:
    """One simulated tab."""

    project_key: str
    stream: Stream
    times: Times
    batch_ms: int
    session_key: str = field(default_factory=lambda: f"{random.getrandbits(128):032x}")
    recording_id: str = ""
    started: asyncio.Event = field(default_factory=asyncio.Event)
    watched: asyncio.Event = field(default_factory=asyncio.Event)
    started_at: float = 0
    needs_picture: bool = True
    seq: int = 0
    ids: int = 0
    acks: dict[int, asyncio.Future[None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin somewhere in the recording, as visitors do."""
        self.session_id = session_id_of(self.session_key)
        self._parts = cycle(self.stream.parts)
        for _ in range(random.randrange(len(self.stream.parts))):
            next(self._parts)

    def batch(self) -> str:
        """Return the next batch of the wire format."""
        events = self.stream.picture if self.needs_picture else next(self._parts)
        self.needs_picture = False
        self.seq += 1
        return (
            f'{{"version":1,"projectKey":"{self.project_key}","sessionKey":"{self.session_key}",'
            f'"tabId":"t_1","seq":{self.seq},"sentAt":{now_ms()},"recordingId":'
            f'"{self.recording_id}","captureReason":"triggered-live","events":{events}}}'
        )

    async def ask(self, line: ClientConnection, event: str, data: str) -> None:
        """Send an event and return when it is answered."""
        self.ids += 1
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.acks[self.ids] = answer
        await line.send(f'{{"event":"{event}","data":{data},"id":{self.ids}}}')
        await answer

    async def listen(self, line: ClientConnection) -> None:
        """Obey."""
        async for text in line:
            message = json.loads(text)
            if "ack" in message:
                self.acks.pop(message["ack"]).set_result(None)
            else:
                self._obey(message["event"], message["data"])

    def _obey(self, event: str, data: Data) -> None:
        if event == "recording-start":
            self.recording_id = data["recordingId"]
            self.started_at = self.started_at or time.perf_counter()
            self.started.set()
        elif event == "watch":
            self.watched.set()
        elif event == "need-snapshot":
            self.needs_picture = True

    async def send_watched(self, line: ClientConnection) -> None:
        """Send a batch, wait for its acknowledgement and until the next one is due."""
        while True:
            text = self.batch()
            data = f'{{"recordingId":"{self.recording_id}","batch":{text}}}'
            self.times.sent[self.session_id, self.seq] = time.perf_counter()
            due = time.perf_counter() + self.batch_ms / 1000
            await self.ask(line, "recording-event", data)
            await asyncio.sleep(max(0, due - time.perf_counter()))


class Poster:
    """Sends batches over a few kept connections, with as little work as can be."""

    def __init__(self, port: int) -> None:
        """Open nothing yet."""
        self._port = port
        self._waiting: asyncio.Queue[Visitor] = asyncio.Queue()

    async def run(self) -> None:
        """Send until cancelled."""
        await asyncio.gather(*(self._serve() for _ in range(HTTP_CONNECTIONS)))

    async def follow(self, visitor: Visitor) -> None:
        """Let a visitor send every two seconds until cancelled."""
        await asyncio.sleep(random.uniform(0, HTTP_SECONDS))
        while True:
            self._waiting.put_nowait(visitor)
            await asyncio.sleep(HTTP_SECONDS)

    async def _serve(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        while True:
            visitor = await self._waiting.get()
            body = gzip.compress(visitor.batch().encode(), 1)
            head = (
                "POST /api/tracking/events?encoding=gzip HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                f"Content-Length: {len(body)}\r\n\r\n"
            )
            writer.write(head.encode() + body)
            answer = await reader.readuntil(b"}")
            assert b" 202 " in answer.partition(b"\r\n")[0] + b" ", answer


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
def product(folder: Path, port: int) -> Iterator[tuple[int, Data]]:
    """Run the product with a project that takes as many visitors as one likes."""
    data = f"--data={folder}"
    answers = ("--email=a@b.example", "--password=a long password", "--project=shop")
    program = [sys.executable, "-m", "pagepulse"]
    made = subprocess.run(
        [*program, "init", data, *answers, "--allow-origin=*", "--json"],
        check=True,
        capture_output=True,
    )
    ports = (f"--port={port}", "--player-port=0", "--metrics-port=0", "--log-level=error")
    with pinned([*program, "serve", data, *ports], port) as pid:
        yield pid, json.loads(made.stdout)


@contextmanager
def pinned(command: Sequence[str], port: int) -> Iterator[int]:
    """Run a server on its core until the end of the block; yields its process id."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
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


def free_port() -> int:
    """Return a port that nobody uses at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


@asynccontextmanager
async def tasks() -> AsyncIterator[list[asyncio.Task[Any]]]:
    """Cancel at the end what was started meanwhile."""
    running: list[asyncio.Task[Any]] = []
    try:
        yield running
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def measure_product(count: int, options: argparse.Namespace, made: list[Stream]) -> None:
    """Print one line of figures of the product."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder, product(Path(folder), port) as (pid, project):
        headers = {"Authorization": f"Bearer {project['apiToken']}"}
        raise_bound(port, project["projectId"], headers, count)
        times = Times()
        visitors = [
            Visitor(project["projectKey"], made[n % len(made)], times, options.batch_ms)
            for n in range(count)
        ]
        async with AsyncExitStack() as opened, tasks() as running:
            lines = await asyncio.gather(*(join(port, each, opened, running) for each in visitors))
            watched = visitors[: options.watched]
            admins = [
                await open_admin(port, project, opened)
                for _ in range(0, len(watched), WATCHED_EACH)
            ]
            poster = Poster(port)
            running.append(asyncio.create_task(poster.run()))
            pressed = await start_run(admins[0], project)
            await asyncio.gather(*(visitor.started.wait() for visitor in visitors))
            reached = sorted((each.started_at - pressed) * 1000 for each in visitors)
            for number, admin in enumerate(admins):
                running.append(asyncio.create_task(receive(admin, times)))
                of_admin = watched[number * WATCHED_EACH : (number + 1) * WATCHED_EACH]
                await watch(admin, project, of_admin)
            await asyncio.gather(*(visitor.watched.wait() for visitor in watched))
            usage, times.began = Usage.of(pid), time.perf_counter()
            for visitor, line in zip(visitors, lines, strict=True):
                work = visitor.send_watched(line) if visitor in watched else poster.follow(visitor)
                running.append(asyncio.create_task(work))
            await asyncio.sleep(options.seconds + WARM_UP_SECONDS)
            figures = usage.line(len(times.took))
        print(
            f"{'product':>9} {count:9} {times.line()} {figures}   "
            f"Start reached all in {reached[-1]:.0f} ms (p50 {reached[len(reached) // 2]:.0f})"
        )


def raise_bound(port: int, project_id: str, headers: dict[str, str], count: int) -> None:
    """Let a run record so many."""
    import httpx  # noqa: PLC0415  # needed once

    url = f"http://127.0.0.1:{port}/api/projects/{project_id}"
    with httpx.Client(headers=headers) as client:
        project_settings = client.get(url).json()["settings"]
        project_settings["live"]["maxVisitors"] = max(count, 1)
        client.patch(url, json={"settings": project_settings}).raise_for_status()


async def join(
    port: int, visitor: Visitor, opened: AsyncExitStack, running: list[asyncio.Task[Any]]
) -> ClientConnection:
    """Open a visitor's socket and join."""
    url = f"ws://127.0.0.1:{port}/live/visitor"
    line = await opened.enter_async_context(connect(url, compression=None, max_size=None))
    running.append(asyncio.create_task(visitor.listen(line)))
    hello = {
        "projectKey": visitor.project_key,
        "sessionKey": visitor.session_key,
        "tabId": "t_1",
    }
    await visitor.ask(line, "hello", json.dumps(hello))
    page = {"pageViewId": "p_1", "url": "https://shop.example/", "captureReason": "not-sampled"}
    await visitor.ask(line, "join-project", json.dumps({"page": page, "consent": "granted"}))
    return line


async def open_admin(port: int, project: Data, opened: AsyncExitStack) -> ClientConnection:
    """Open an admin's socket and say hello."""
    url = f"ws://127.0.0.1:{port}/live/admin"
    admin = await opened.enter_async_context(connect(url, compression=None, max_size=None))
    await admin.send(json.dumps({"event": "hello", "data": {"token": project["apiToken"]}}))
    return admin


async def start_run(admin: ClientConnection, project: Data) -> float:
    """Press Start and return when that was."""
    data = {"projectId": project["projectId"], "purpose": "a benchmark", "watch": False}
    pressed = time.perf_counter()
    await admin.send(json.dumps({"event": "admin-start-recording", "data": data}))
    return pressed


async def watch(admin: ClientConnection, project: Data, visitors: Sequence[Visitor]) -> None:
    """Watch visitors."""
    for visitor in visitors:
        data = {"projectId": project["projectId"], "sessionId": visitor.session_id}
        await admin.send(json.dumps({"event": "watch", "data": data}))


async def receive(admin: ClientConnection, times: Times) -> None:
    """Note when each batch arrives; a viewer's own reading of its events is not measured."""
    async for text in admin:
        message = json.loads(text)
        if message.get("event") == "live-event" and not message["data"]["isCatchUp"]:
            times.arrived(message["data"]["sessionId"], message["data"]["seq"])


class Bare:
    """A relay: each text of a sender goes to the receiver, and is acknowledged."""

    def __init__(self) -> None:
        """Begin without a receiver."""
        self._receiver: Any = None

    async def __call__(self, scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        """Serve one socket."""
        await receive()
        await send({"type": "websocket.accept"})
        if scope["path"] == "/receive":
            self._receiver = send
        while (message := await receive())["type"] == "websocket.receive":
            if self._receiver is not None and scope["path"] != "/receive":
                await self._receiver({"type": "websocket.send", "text": message["text"]})
                await send({"type": "websocket.send", "text": '{"ack":0}'})


async def measure_bare(options: argparse.Namespace, made: list[Stream]) -> None:
    """Print the same of the bare relay, for the watched visitors alone, and its throughput."""
    port = free_port()
    with pinned([sys.executable, __file__, BARE_PORT_FLAG, str(port)], port) as pid:
        times = Times()
        async with AsyncExitStack() as opened, tasks() as running:
            url = f"ws://127.0.0.1:{port}"
            admin = await opened.enter_async_context(
                connect(f"{url}/receive", compression=None, max_size=None)
            )
            running.append(asyncio.create_task(receive_bare(admin, times)))
            usage = Usage.of(pid)
            for number in range(options.watched):
                line = await opened.enter_async_context(
                    connect(f"{url}/{number}", compression=None, max_size=None)
                )
                visitor = Visitor("pk_0", made[number % len(made)], times, options.batch_ms)
                running.append(asyncio.create_task(send_bare(visitor, line)))
            await asyncio.sleep(options.seconds + WARM_UP_SECONDS)
            figures = usage.line(len(times.took))
        print(f"{'bare':>9} {options.watched:9} {times.line()} {figures}")


async def send_bare(visitor: Visitor, line: ClientConnection) -> None:
    """Send as a watched visitor does."""
    while True:
        text = visitor.batch()
        visitor.times.sent[visitor.session_key, visitor.seq] = time.perf_counter()
        due = time.perf_counter() + visitor.batch_ms / 1000
        await line.send(text)
        await line.recv()
        await asyncio.sleep(max(0, due - time.perf_counter()))


async def receive_bare(admin: ClientConnection, times: Times) -> None:
    """Note when each batch arrives."""
    async for text in admin:
        message = json.loads(text)
        times.arrived(message["sessionKey"], message["seq"])


def serve_bare(port: int) -> None:
    """Run the bare relay."""
    config = uvicorn.Config(
        Bare(),
        port=port,
        log_level="error",
        lifespan="off",
        loop="uvloop",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
    )
    uvicorn.Server(config).run()


async def measure_all(options: argparse.Namespace) -> None:
    """Print all figures."""
    made = streams()
    sizes = [len(part) for stream in made for part in stream.parts]
    print(
        f"{options.watched} watched, a batch of {statistics.median(sizes):,.0f} bytes "
        f"every {options.batch_ms} ms, {options.seconds} s each; latency in ms, memory in MiB"
    )
    names = "p50", "p95", "p99"
    print(f"{'server':>9} {'visitors':>9} " + " ".join(f"{one:>8}" for one in names), end="")
    print(f" {'cpu':>7} {'memory':>7} {'batches':>9} {'/cpu s':>9}")
    await measure_bare(options, made)
    for count in options.visitors:
        await measure_product(count, options, made)


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, nargs="+", default=[50])
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--watched", type=int, default=16)
    parser.add_argument("--batch-ms", type=int, default=100)
    parser.add_argument(BARE_PORT_FLAG, type=int, default=0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.bare_port:
        serve_bare(options.bare_port)
        return
    os.sched_setaffinity(0, {CLIENT_CORE})
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(measure_all(options))


if __name__ == "__main__":
    main()
