"""A real server in a thread of this process, and plain WebSocket clients that talk to it."""

from __future__ import annotations

import asyncio
import base64
import gzip
import itertools
import json
import secrets
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from pagepulse.accounts.api_tokens import create_token
from pagepulse.accounts.models import NewApiToken, Role
from pagepulse.ingest.batch import session_id_of
from pagepulse.projects.models import NewProject, Project, ProjectSettings
from pagepulse.projects.store import create_project
from pagepulse.server.listeners import Dispatcher, Lifespan, port_of
from pagepulse.server.run import Instance, Server
from pagepulse.settings import Settings

Fields = dict[str, Any]

SHOP = "https://shop.example"
NOW = 1_760_000_000_000
# Longer than anything takes here; shorter than a test may hang.
PATIENCE_SECONDS = 10.0
# A server that hangs at its end would end the tests' own process.
HANGING_SECONDS = 600.0

_numbers = itertools.count(1)


@dataclass
class RunningServer:
    """A server that answers at `port`."""

    instance: Instance
    port: int
    server: Server
    loop: asyncio.AbstractEventLoop

    def stop_soon(self) -> None:
        """Begin to stop, as at SIGTERM."""
        self.server.should_exit = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def project(self, **settings: Any) -> Project:
        """Store a project of its own."""
        made = NewProject(
            name=f"Shop {next(_numbers)}",
            settings=ProjectSettings(allowed_origins=[SHOP], **settings),
        )
        with self.instance.backend.services.control.write() as connection:
            project = create_project(connection, made)
        self.instance.backend.services.projects.refresh()
        return project

    def token(self, project: Project, role: Role = "admin") -> str:
        """Return an API token."""
        with self.instance.backend.services.control.write() as connection:
            new = NewApiToken(name=f"{role} script", role=role)
            return create_token(connection, project.project_id, new).token


@contextmanager
def running_server(data: Path, **settings: Any) -> Iterator[RunningServer]:
    """Run a server in a thread until the end of the block."""
    instance = Instance(
        Settings(data=data, port=0, player_port=0, metrics_port=0, shutdown_seconds=3, **settings)
    )
    ready = threading.Event()
    backend = instance.backend
    lifespan = Lifespan(instance._start(ready.set), backend.stop)
    config = instance._config(Dispatcher(instance._apps(), lifespan))
    server = Server(config, backend.live.leave, HANGING_SECONDS)

    loops: list[asyncio.AbstractEventLoop] = []

    def serve() -> None:
        with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
            loops.append(runner.get_loop())
            runner.run(server._serve([*instance.listeners.sockets]))

    thread = threading.Thread(target=serve, name="server")
    thread.start()
    assert ready.wait(60)
    try:
        yield RunningServer(instance, port_of(instance.listeners.main), server, loops[0])
    finally:
        server.should_exit = True
        thread.join(30)
        instance.listeners.close()
        if instance._admin is not None:
            instance._admin.close()


class SocketClosedByServerError(Exception):
    """The server closed the socket, with this code and reason."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"{code} {reason}")
        self.closing = (code, reason)


@dataclass
class Peer:
    """One side of a conversation; keeps what came until somebody asks for it."""

    socket: ClientConnection
    came: list[Fields] = field(default_factory=list)
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    async def send(self, event: str, data: Fields | None = None, number: int | None = None) -> None:
        message: Fields = {"event": event, "data": data or {}}
        if number is not None:
            message["id"] = number
        await self.socket.send(json.dumps(message))

    async def ask(self, event: str, data: Fields | None = None) -> Fields:
        """Send and return the answer: `data`, or the whole with its `error`."""
        number = next(self.ids)
        await self.send(event, data, number)
        answer = await self.until(lambda message: message.get("ack") == number)
        said: Fields = answer if "error" in answer else answer["data"]
        return said

    async def event(self, name: str, fits: Callable[[Fields], bool] = lambda _: True) -> Fields:
        """Return the data of the next event of a name that fits."""
        found = await self.until(
            lambda message: message.get("event") == name and fits(message["data"])
        )
        data: Fields = found["data"]
        return data

    async def until(self, wanted: Callable[[Fields], bool]) -> Fields:
        """Return the first message that is wanted; the others are kept."""
        for position, message in enumerate(self.came):
            if wanted(message):
                return self.came.pop(position)
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not wanted(message := await self._next()):
                self.came.append(message)
        return message

    async def closed(self) -> tuple[int, str]:
        """Return how the server closed the socket."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while True:
                    await self._next()
        except SocketClosedByServerError as end:
            return end.closing

    async def _next(self) -> Fields:
        try:
            message: Fields = json.loads(await self.socket.recv())
        except ConnectionClosed as end:
            code = end.rcvd.code if end.rcvd else 1006
            raise SocketClosedByServerError(code, end.rcvd.reason if end.rcvd else "") from end
        return message


@dataclass
class VisitorPeer(Peer):
    """A visitor's page."""

    project_key: str = ""
    session_key: str = ""
    tab_id: str = ""
    seqs: Iterator[int] = field(default_factory=itertools.count)
    joined: Fields = field(default_factory=dict)

    @property
    def session_id(self) -> str:
        return session_id_of(self.session_key)

    def batch(self, events: list[Fields], recording_id: str = "", **changes: Any) -> Fields:
        """Return the next batch of the tab."""
        made = {
            "version": 1,
            "projectKey": self.project_key,
            "sessionKey": self.session_key,
            "tabId": self.tab_id,
            "seq": next(self.seqs),
            "sentAt": NOW,
            "events": events,
            **changes,
        }
        return {**made, "recordingId": recording_id} if recording_id else made

    async def record(
        self,
        events: list[Fields],
        recording_id: str = "",
        *,
        is_packed: bool = False,
        **changes: Any,
    ) -> Fields:
        """Send a batch over the socket and return the answer."""
        batch = self.batch(events, recording_id, **changes)
        data: Fields = {"recordingId": recording_id, "batch": batch}
        if is_packed:
            text = gzip.compress(json.dumps(batch).encode())
            data = {"recordingId": recording_id, "packed": base64.b64encode(text).decode()}
        return await self.ask("recording-event", data)


@asynccontextmanager
async def visitor(
    server: RunningServer,
    project: Project,
    *,
    session_key: str = "",
    tab_id: str = "t_1",
    joins: bool = True,
    headers: dict[str, str] | None = None,
    **join: Any,
) -> AsyncIterator[VisitorPeer]:
    """Open a visitor's socket, say hello and join."""
    url = f"ws://127.0.0.1:{server.port}/live/visitor"
    key = session_key or secrets.token_hex(16)
    async with connect(
        url, origin=Origin(SHOP), additional_headers=headers, compression=None, max_size=None
    ) as socket:
        peer = VisitorPeer(socket, project_key=project.project_key, session_key=key, tab_id=tab_id)
        hello = {"projectKey": project.project_key, "sessionKey": key, "tabId": tab_id}
        assert await peer.ask("hello", hello) == {"ok": True}
        if joins:
            peer.joined = await peer.ask("join-project", joining(**join))
        yield peer


@asynccontextmanager
async def admin(server: RunningServer, token: str) -> AsyncIterator[Peer]:
    """Open an admin's socket and say hello."""
    url = f"ws://127.0.0.1:{server.port}/live/admin"
    async with connect(url, compression=None, max_size=None) as socket:
        peer = Peer(socket)
        assert (await peer.ask("hello", {"token": token}))["ok"] is True
        yield peer


def joining(path: str = "/", **changes: Any) -> Fields:
    """Return the data of `join-project`."""
    page = {
        "pageViewId": "p_1",
        "url": f"{SHOP}{path}",
        "title": "Shop",
        "viewportWidth": 1440,
        "viewportHeight": 900,
        "shownAt": NOW,
        "activeAt": NOW,
        "captureReason": changes.pop("capture_reason", "not-sampled"),
    }
    return {"page": page, "visitorId": "v_1", "timeZone": "Europe/Berlin", **changes}


def picture(text: str = "hello") -> list[Fields]:
    """Return a Meta event and a full snapshot."""
    meta = {"type": 4, "timestamp": NOW, "data": {"href": SHOP, "width": 1440, "height": 900}}
    node = {"type": 0, "id": 1, "childNodes": [{"type": 3, "id": 2, "textContent": text}]}
    snapshot = {
        "type": 2,
        "timestamp": NOW + 1,
        "data": {"node": node, "initialOffset": {"left": 0, "top": 0}},
    }
    return [meta, snapshot]


def change(text: str, at: int = NOW + 2) -> Fields:
    """Return an event that changes the page's text."""
    data = {"source": 0, "texts": [{"id": 2, "value": text}], "attributes": [], "removes": []}
    return {"type": 3, "timestamp": at, "data": {**data, "adds": []}}


async def post(server: RunningServer, batch: Fields) -> int:
    """Send a batch over HTTP and return the status."""
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{server.url}/api/tracking/events", json=batch)
    return answer.status_code
