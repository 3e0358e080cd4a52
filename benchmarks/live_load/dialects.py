"""How each server is spoken to by who sends batches and by who receives them."""

from __future__ import annotations

import json
import secrets
from abc import ABC, abstractmethod
from typing import Any

from benchmarks.live_load.frames import RawSocket

from pagepulse.ingest.batch import session_id_of

Data = dict[str, Any]
HEAD = '{{"version":1,"projectKey":"{project_key}","sessionKey":"{session_key}","tabId":"t_1",'
BATCH = HEAD + '"seq":{seq},"sentAt":1760000000000,"recordingId":"","events":{events}}}'


class Dialect(ABC):
    """Opens sockets and writes texts; `project` is what `init` told, where there is one."""

    # What a text that carries a batch to the receiver begins with.
    delivery: bytes
    project: Data

    def __init__(self, port: int, project: Data | None = None) -> None:
        """Talk to a server of this machine."""
        self.port = port
        self.project = project or {"projectKey": "pk_0"}
        self.session_key = ""

    @abstractmethod
    async def receiver(self) -> RawSocket:
        """Open the receiver."""

    @abstractmethod
    async def sender(self, receiver: RawSocket) -> RawSocket:
        """Open a sender of a session of its own, and let the receiver see it."""

    @abstractmethod
    def text(self, batch: str) -> str:
        """Return the message with a batch."""

    def batch(self, seq: int, events: str) -> str:
        """Return a batch of the last sender."""
        key = self.project["projectKey"]
        return BATCH.format(project_key=key, session_key=self.session_key, seq=seq, events=events)


class BareDialect(Dialect):
    """A relay of texts."""

    delivery = b'{"version"'

    async def receiver(self) -> RawSocket:
        """Open the receiver."""
        return await RawSocket.open(self.port, "/receive")

    async def sender(self, receiver: RawSocket) -> RawSocket:  # noqa: ARG002  # it sees everybody
        """Open a sender."""
        self.session_key = secrets.token_hex(16)
        return await RawSocket.open(self.port, "/send")

    def text(self, batch: str) -> str:
        """Return the batch itself."""
        return batch


class SocketIoDialect(Dialect):
    """Engine.IO 4 and Socket.IO 5 over a WebSocket."""

    delivery = b'42["batch"'

    async def receiver(self) -> RawSocket:
        """Open the receiver."""
        opened = await self._open()
        opened.send('420["watch",{}]')
        await opened.texts.get()
        return opened

    async def sender(self, receiver: RawSocket) -> RawSocket:  # noqa: ARG002  # it sees everybody
        """Open a sender."""
        self.session_key = secrets.token_hex(16)
        return await self._open()

    def text(self, batch: str) -> str:
        """Return an event that asks for an acknowledgement."""
        return f'421["batch",{batch}]'

    async def _open(self) -> RawSocket:
        opened = await RawSocket.open(self.port, "/socket.io/?EIO=4&transport=websocket")
        await opened.texts.get()
        opened.send("40")
        await opened.texts.get()
        return opened


class ProductDialect(Dialect):
    """`docs/live-protocol.md`."""

    delivery = b'{"event":"live-event"'

    async def receiver(self) -> RawSocket:
        """Open an admin's socket."""
        opened = await RawSocket.open(self.port, "/live/admin")
        return await _asked(opened, "hello", {"token": self.project["apiToken"]})

    async def sender(self, receiver: RawSocket) -> RawSocket:
        """Open a visitor's socket that the admin watches."""
        self.session_key = secrets.token_hex(16)
        opened = await RawSocket.open(self.port, "/live/visitor")
        hello = {"sessionKey": self.session_key, "tabId": "t_1"}
        await _asked(opened, "hello", {"projectKey": self.project["projectKey"], **hello})
        page = {"pageViewId": "p_1", "url": "https://shop.example/tea"}
        await _asked(opened, "join-project", {"page": page, "consent": "granted"})
        session_id = session_id_of(self.session_key)
        project_id = self.project["projectId"]
        await _asked(receiver, "watch", {"projectId": project_id, "sessionId": session_id})
        return opened

    def text(self, batch: str) -> str:
        """Return an event that asks for an acknowledgement."""
        return f'{{"event":"recording-event","id":3,"data":{{"recordingId":"","batch":{batch}}}}}'


async def _asked(opened: RawSocket, event: str, data: Data) -> RawSocket:
    """Send an event and return the socket when it was answered."""
    opened.send(json.dumps({"event": event, "data": data, "id": 1}))
    while not (text := await opened.texts.get()).startswith(b'{"ack"'):
        pass
    assert b'"error"' not in text, text
    return opened
