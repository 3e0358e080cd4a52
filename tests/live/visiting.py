"""Simulated visitors: the tracker's side of the protocol, without a browser."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

import httpx
import websockets
from tests.live.wire import SECONDS, Data, RefusedError, Socket, connected

from pagepulse.ingest.batch import session_id_of

# Between two attempts to connect, in seconds.
RETRY_SECONDS = (0.05, 0.3)
# Between two batches over HTTP, in seconds; the tracker takes two or more.
HTTP_SECONDS = 0.3
Events = Sequence[Data]


def picture() -> list[Data]:
    """Return Meta and full snapshot of a small page."""
    text = {"type": 3, "id": 5, "textContent": "Hello"}
    body = {"type": 2, "id": 4, "tagName": "body", "attributes": {}, "childNodes": [text]}
    html = {"type": 2, "id": 3, "tagName": "html", "attributes": {}, "childNodes": [body]}
    document = {"type": 0, "id": 1, "childNodes": [html]}
    now = int(time.time() * 1000)
    return [
        {
            "type": 4,
            "timestamp": now,
            "data": {"href": "https://shop.example/", "width": 800, "height": 600},
        },
        {
            "type": 2,
            "timestamp": now,
            "data": {"node": document, "initialOffset": {"left": 0, "top": 0}},
        },
    ]


def movement(number: int) -> list[Data]:
    """Return one small change."""
    data = {"source": 1, "positions": [{"x": number % 800, "y": 5, "id": 4, "timeOffset": 0}]}
    return [{"type": 3, "timestamp": int(time.time() * 1000), "data": data}]


@dataclass
class Site:
    """Where visitors go."""

    http: str
    ws: str
    project_key: str

    @property
    def socket_url(self) -> str:
        return f"{self.ws}/live/visitor"


@dataclass
class SimulatedVisitor:
    """One tab of one session that records when it is told to, and keeps what is not acked."""

    site: Site
    client: httpx.AsyncClient
    session_key: str = field(default_factory=lambda: f"{random.getrandbits(128):032x}")
    tab_id: str = "t_1"
    path: str = "/"
    user_agent: str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    http_seconds: float = HTTP_SECONDS
    recording_id: str = ""
    is_watched: bool = False
    batch_ms: int = 200
    acked: set[int] = field(default_factory=set)
    # (time, what) of commands and of connections.
    heard: list[tuple[float, str]] = field(default_factory=list)
    is_connected: asyncio.Event = field(default_factory=asyncio.Event)
    is_leaving: bool = False
    # Records no more, whatever it is told: a run may outlast a visit.
    is_over: bool = False
    _seq: int = 0
    _needs_picture: bool = False
    _socket: Socket | None = None
    _waiting: list[Data] = field(default_factory=list)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _drained: asyncio.Event = field(default_factory=asyncio.Event)
    _progress: asyncio.Event = field(default_factory=asyncio.Event)
    _obeyed: asyncio.Event = field(default_factory=asyncio.Event)
    moves: Iterator[int] = field(default_factory=lambda: cycle(range(1_000_000)))

    @property
    def session_id(self) -> str:
        return session_id_of(self.session_key)

    async def visit(self) -> None:
        """Stay, connected whenever that is possible, until cancelled or `is_leaving`."""
        sender = asyncio.create_task(self._send())
        try:
            while not self.is_leaving:
                with suppress(OSError, websockets.WebSocketException, TimeoutError, RefusedError):
                    await self._stay()
                self.is_connected.clear()
                await asyncio.sleep(random.uniform(*RETRY_SECONDS))
        finally:
            sender.cancel()
            with suppress(asyncio.CancelledError):
                await sender

    async def settle(self) -> None:
        """Return when everything that was recorded is acknowledged."""
        self.is_over = True
        self.recording_id, self.is_watched = "", False
        self._changed.set()
        await self._drained.wait()

    async def cut(self) -> None:
        """Lose the socket; what is on its way is lost with it."""
        if self._socket is not None:
            self.is_connected.clear()
            await self._socket.connection.close()

    async def follows(self, recording_id: str) -> None:
        """Return when this run is recorded for, or none."""
        async with asyncio.timeout(SECONDS):
            while self.recording_id != recording_id or not self.is_connected.is_set():
                self._obeyed.clear()
                await self._obeyed.wait()

    async def rested(self) -> None:
        """Return when nothing is recorded and everything was acknowledged."""
        async with asyncio.timeout(SECONDS):
            await self._drained.wait()

    async def unwatched(self) -> None:
        """Return when nobody looks."""
        async with asyncio.timeout(SECONDS):
            while self.is_watched:
                self._obeyed.clear()
                await self._obeyed.wait()

    async def more_acked(self, than: int) -> None:
        """Return when more batches are acknowledged than so many."""
        async with asyncio.timeout(SECONDS):
            while len(self.acked) <= than:
                self._progress.clear()
                await self._progress.wait()

    def page(self) -> Data:
        return {
            "pageViewId": "p_1",
            "url": f"https://shop.example{self.path}",
            "title": "Shop",
            "viewportWidth": 800,
            "viewportHeight": 600,
            "shownAt": int(time.time() * 1000),
            "captureReason": "triggered-live" if self.recording_id else "not-sampled",
        }

    async def _stay(self) -> None:
        async with connected(self.site.socket_url, self._hear) as socket:
            await socket.ask(
                "hello",
                projectKey=self.site.project_key,
                sessionKey=self.session_key,
                tabId=self.tab_id,
            )
            answer = await socket.ask(
                "join-project",
                page=self.page(),
                consent="granted",
                language="de-DE",
                timeZone="Europe/Berlin",
                recordingId=self.recording_id,
            )
            self._socket = socket
            self.heard.append((time.monotonic(), "joined"))
            self._obey(answer)
            self.is_connected.set()
            self._obeyed.set()
            try:
                await socket.closed()
            finally:
                self._socket = None

    def _obey(self, answer: Data) -> None:
        if answer["recording"] and not self.is_over:
            self._begin(answer["recordingId"], is_watched=answer["isWatched"])
        else:
            self.recording_id = ""
        self.is_watched, self.batch_ms = answer["isWatched"], answer["batchMs"]
        self._changed.set()

    def _begin(self, recording_id: str, *, is_watched: bool) -> None:
        if self.recording_id != recording_id:
            self.recording_id = recording_id
            self._needs_picture = True
        self.is_watched = is_watched
        self._changed.set()

    def _hear(self, event: str, data: Data) -> None:
        self.heard.append((time.monotonic(), event))
        if event == "recording-start" and not self.is_over:
            self._begin(data["recordingId"], is_watched=data["isWatched"])
        elif event == "recording-stop" and data["recordingId"] == self.recording_id:
            self.recording_id, self.is_watched = "", False
            self._tell_state("stopped", data["recordingId"])
        elif event in {"watch", "unwatch"}:
            self.is_watched, self.batch_ms = event == "watch", data["batchMs"]
        elif event == "need-snapshot":
            self._needs_picture = True
        elif event == "slow-down":
            self.batch_ms = data["batchMs"]
        self._changed.set()
        self._obeyed.set()

    def _tell_state(self, state: str, recording_id: str) -> None:
        if self._socket is not None:
            told = {"event": "recording", "data": {"recordingId": recording_id, "state": state}}
            self._later = asyncio.ensure_future(self._post(self._socket, told))

    async def _post(self, socket: Socket, message: Data) -> None:
        with suppress(websockets.WebSocketException):
            await socket.connection.send(json.dumps(message))

    async def _send(self) -> None:
        while True:
            if self.recording_id and not self._waiting:
                self._drained.clear()
                self._waiting.append(self._batch())
            for batch in list(self._waiting):
                if await self._deliver(batch):
                    self.acked.add(batch["seq"])
                    self._progress.set()
                    self._waiting.remove(batch)
                else:
                    await asyncio.sleep(0.05)
            if not self._waiting and not self.recording_id:
                self._drained.set()
            self._changed.clear()
            pause = self.batch_ms / 1000 if self.is_watched else self.http_seconds
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._changed.wait()

    def _batch(self) -> Data:
        events = picture() if self._needs_picture else movement(next(self.moves))
        self._needs_picture = False
        return self.batch(events, recordingId=self.recording_id)

    def batch(self, events: Events, **fields: Any) -> Data:
        """Return the next batch with these events."""
        self._seq += 1
        return {
            "version": 1,
            "projectKey": self.site.project_key,
            "sessionKey": self.session_key,
            "tabId": self.tab_id,
            "seq": self._seq,
            "sentAt": int(time.time() * 1000),
            "captureReason": "triggered-live",
            "events": events,
            **fields,
        }

    async def _deliver(self, batch: Data) -> bool:
        """Send over the socket while somebody watches, else over HTTP; False: try again."""
        try:
            if self.is_watched and self._socket is not None:
                answer = await self._socket.ask(
                    "recording-event", recordingId=batch["recordingId"], batch=batch
                )
                return bool(answer["seq"] == batch["seq"])
            answered = await self.client.post(
                f"{self.site.http}/api/tracking/events",
                json=batch,
                headers={"User-Agent": self.user_agent},
            )
        except (ConnectionError, TimeoutError, RefusedError, httpx.TransportError):
            return False
        return answered.status_code == 202
