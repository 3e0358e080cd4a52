"""Simulated visitors: what they say, and how long it takes to whoever watches."""

from __future__ import annotations

import asyncio
import gzip
import json
import random
import statistics
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from benchmarks.live_load.streams import Stream
from websockets.asyncio.client import ClientConnection, connect

from pagepulse.clock import now_ms
from pagepulse.ingest.batch import session_id_of

# How often a visitor whom nobody watches sends, in seconds.
HTTP_SECONDS = 2.0
HTTP_CONNECTIONS = 16
# Latencies of the first moments are of pictures and of code that has never run.
WARM_UP_SECONDS = 1.0
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
        await line.send(f'{{"event":"{event}","id":{self.ids},"data":{data}}}')
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
            self.batch_ms = data["batchMs"]
            self.watched.set()
        elif event == "slow-down":
            self.batch_ms = data["batchMs"]
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
