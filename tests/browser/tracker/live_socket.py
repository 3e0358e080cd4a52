"""`/live/visitor` as a tracker sees it: a small server that a test tells what to say."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from tests.browser.tracker.tracker_site import Collector
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

Json = dict[str, Any]

IDLE = {
    "ok": True,
    "recording": False,
    "recordingId": "",
    "isBadgeShown": False,
    "isWatched": False,
    "batchMs": 100,
}


@dataclass
class LiveSocket:
    """What visitors said, and what they are told. Batches go to the collector, as by request."""

    collector: Collector
    # The answer to `join-project`.
    joining: Json = field(default_factory=lambda: dict(IDLE))
    # Messages in the order of their arrival, as (tab, event, data).
    heard: list[tuple[str, str, Json]] = field(default_factory=list)
    # True while batches are taken and not answered.
    is_silent: bool = False
    # Handshakes so far.
    connections: int = 0
    _open: dict[ServerConnection, str] = field(default_factory=dict)
    _server: Server | None = None
    url: str = ""

    def start(self) -> None:
        port = urlsplit(self.url).port or 0
        self._server = serve(self._serve, "127.0.0.1", port, compression=None)
        self.url = f"ws://127.0.0.1:{self._server.socket.getsockname()[1]}"
        Thread(target=self._server.serve_forever).start()

    def stop(self) -> None:
        """Go away without a word, as a server that is killed."""
        if self._server:
            self._server.shutdown(code=1001)

    def say(self, event: str, **data: Any) -> None:
        """Send one message to all tabs."""
        for connection in list(self._open):
            connection.send(json.dumps({"event": event, "data": data}))

    def close(self, code: int) -> None:
        """Close all sockets, for a reason."""
        for connection in list(self._open):
            connection.close(code)

    def start_run(self, recording_id: str = "run_1", **how: Any) -> None:
        """Press Start: now, and for all who join."""
        told = {"recordingId": recording_id, "isBadgeShown": False, "isWatched": False} | how
        self.joining = {**IDLE, "recording": True, **told}
        self.say("recording-start", startedBy="a", timestamp=0, batchMs=100, **told)

    def stop_run(self, recording_id: str = "run_1") -> None:
        self.joining = dict(IDLE)
        self.say("recording-stop", recordingId=recording_id, timestamp=0)

    def all_of(self, event: str) -> list[Json]:
        with self.collector.arrived:
            return [data for _, heard, data in self.heard if heard == event]

    def tabs(self) -> set[str]:
        """Return the tabs whose socket is open."""
        with self.collector.arrived:
            return set(self._open.values())

    def _serve(self, connection: ServerConnection) -> None:
        self.connections += 1
        tab = ""
        try:
            for text in connection:
                message = json.loads(text)
                event, data = message["event"], message["data"]
                tab = data["tabId"] if event == "hello" else tab
                answer = self._take(tab, event, data)
                if event == "join-project":
                    self._note_open(connection, tab)
                if answer is not None:
                    connection.send(json.dumps({"ack": message["id"], "data": answer}))
        except ConnectionClosed:
            pass
        finally:
            self._note_closed(connection)

    def _note_open(self, connection: ServerConnection, tab: str) -> None:
        with self.collector.arrived:
            self._open[connection] = tab
            self.collector.arrived.notify_all()

    def _note_closed(self, connection: ServerConnection) -> None:
        with self.collector.arrived:
            self._open.pop(connection, None)
            self.collector.arrived.notify_all()

    def _take(self, tab: str, event: str, data: Json) -> Json | None:
        with self.collector.arrived:
            self.heard.append((tab, event, data))
            self.collector.arrived.notify_all()
            if event == "join-project":
                return dict(self.joining)
        return self._store(data) if event == "recording-event" else {"ok": True}

    def _store(self, data: Json) -> Json | None:
        packed = data.get("packed")
        text = gzip.decompress(base64.b64decode(packed)) if packed else json.dumps(data["batch"])
        body = text if isinstance(text, bytes) else text.encode()
        answer = self.collector.receive("socket", "", body)
        is_stored = answer is not None and answer[0] == HTTPStatus.ACCEPTED
        return None if self.is_silent else {"ok": is_stored, "seq": json.loads(body)["seq"]}


@contextmanager
def live_socket(collector: Collector) -> Iterator[LiveSocket]:
    """Run the server until the end of the block, and have trackers told of it."""
    socket = LiveSocket(collector)
    socket.start()
    try:
        assert collector.config is not None
        collector.config |= {"live": {"socketUrl": socket.url}}
        yield socket
    finally:
        socket.stop()
