"""Plays the server of `/live/admin` for the dashboard, with sessions that a test makes up.

It stands at the network's edge: the dashboard, its socket client and the player page are real.
"""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, WebSocketRoute
from tests.browser.made_events import Event

RECORDINGS = Path(__file__).parents[1] / "recordings"
META = 4


class MadeVisitor:
    """One visitor whose events a test sends, by a clock that may be wrong."""

    def __init__(self, session_id: str, *, skew_ms: float = 0, **about: object) -> None:
        self.session_id = session_id
        self.skew_ms = skew_ms
        self._seqs: dict[str, int] = {}
        # Of each tab, everything since its last Meta event.
        self._pictures: dict[str, list[Event]] = {}
        now = time.time() * 1000
        self.about: Event = {
            "sessionId": session_id,
            "visitorId": f"v_{session_id}",
            "userId": "",
            "onlineSince": now,
            "activeAt": now,
            "device": "desktop",
            "browser": "Chrome",
            "os": "Linux",
            "country": "DE",
            "referrer": "",
            "source": "direct",
            "language": "en",
            "tabs": [made_tab("t_1", now)],
            "canRecord": True,
            "obstacle": "",
            "recordingId": "r_1",
            "recordingState": "recording",
            "viewers": 1,
            "activity": 2.0,
            **about,
        }

    def now(self) -> float:
        """Return the time by the visitor's clock, Unix ms."""
        return time.time() * 1000 + self.skew_ms

    def batch(
        self, events: Sequence[Event], tab_id: str = "t_1", *, lose: int = 0, **lists: object
    ) -> Event:
        """Return the live-event that carries events of a tab, after losing so many batches."""
        picture = self._pictures.setdefault(tab_id, [])
        for event in events:
            if event["type"] == META:
                picture.clear()
            picture.append(event)
        self._seqs[tab_id] = self._seqs.get(tab_id, 0) + 1 + lose
        return self._live_event(tab_id, events, **lists)

    def catch_ups(self) -> Iterator[Event]:
        """Yield what somebody gets who begins to watch now."""
        for tab_id, picture in self._pictures.items():
            if picture:
                yield self._live_event(tab_id, picture, isCatchUp=True)

    def _live_event(self, tab_id: str, events: Sequence[Event], **more: object) -> Event:
        return {
            "recordingId": "r_1",
            "sessionId": self.session_id,
            "tabId": tab_id,
            "seq": self._seqs[tab_id],
            "events": list(events),
            "timestamp": time.time() * 1000,
            "sentAt": self.now(),
            "isCatchUp": False,
            "console": [],
            "errors": [],
            **more,
        }


def made_tab(tab_id: str, shown_at: float, **more: object) -> Event:
    """Return a tab as the server tells of it."""
    return {
        "tabId": tab_id,
        "pageViewId": f"p_{tab_id}",
        "pageURL": f"https://shop.example/{tab_id}",
        "title": f"Page of {tab_id}",
        "viewportWidth": 1024,
        "viewportHeight": 640,
        "shownAt": shown_at,
        "isVisible": True,
        **more,
    }


class LiveWire:
    """The server's end of the admin's socket."""

    def __init__(self, page: Page, visitors: Sequence[MadeVisitor]) -> None:
        self._visitors = {visitor.session_id: visitor for visitor in visitors}
        self._socket: WebSocketRoute | None = None
        self.watched: set[str] = set()
        page.route_web_socket(re.compile(r"/live/admin$"), self._open)

    def send(self, visitor: MadeVisitor, events: Sequence[Event], **more: Any) -> None:
        """Send events of a visitor to whoever watches."""
        live_event = visitor.batch(events, **more)
        if visitor.session_id in self.watched:
            self.tell("live-event", live_event)

    def tell(self, event: str, data: Event) -> None:
        """Send one message."""
        if self._socket is not None:
            self._socket.send(json.dumps({"event": event, "data": data}))

    def _open(self, socket: WebSocketRoute) -> None:
        self._socket = socket
        self.watched.clear()
        socket.on_message(lambda message: self._answer(json.loads(message)))

    def _answer(self, message: Event) -> None:
        assert self._socket is not None
        data = self._data_of(message["event"], message["data"])
        self._socket.send(json.dumps({"ack": message["id"], "data": {"ok": True, **data}}))
        if message["event"] == "watch":
            for catch_up in self._visitors[message["data"]["sessionId"]].catch_ups():
                self.tell("live-event", catch_up)

    def _data_of(self, event: str, data: Event) -> Event:
        if event == "hello":
            return {"name": "Ada", "serverTime": time.time() * 1000, "isLiveEnabled": True}
        if event == "subscribe":
            return {"visitors": [one.about for one in self._visitors.values()], "runs": []}
        session_id = data.get("sessionId", "")
        if event == "watch":
            self.watched.add(session_id)
            return {"sessionId": session_id, "recordingId": "r_1", "tabs": ["t_1"]}
        if event == "unwatch":
            self.watched.discard(session_id)
        return {}


def recorded_pages(name: str) -> list[list[Event]]:
    """Return the events of each page of a real recording."""
    recording = json.loads(gzip.decompress((RECORDINGS / f"{name}.json.gz").read_bytes()))
    return [page["events"] for page in recording["pages"]]
