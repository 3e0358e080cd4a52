"""Sends rrweb events through the real ingest, batch by batch, as a tracker does."""

from __future__ import annotations

import gzip
import json
import secrets
import time
from collections.abc import Iterable, Sequence
from typing import Any

import httpx
from tests.browser.running_demo import RunningDemo
from tests.browser.sessions import wait_for

from pagepulse.ingest.batch import session_id_of

Event = dict[str, Any]

# Below the limit of one batch, and few enough for a heavy page to stay below its bytes.
EVENTS_PER_BATCH = 500


class SentRecording:
    """One session that a test makes up; times are Unix ms of a visitor with a right clock."""

    def __init__(self, demo: RunningDemo, admin: httpx.Client) -> None:
        self._demo = demo
        self._admin = admin
        self._session_key = secrets.token_hex(16)
        self._project = admin.get("/api/auth/me").json()["projects"][0]
        self._seqs: dict[str, int] = {}
        self.session_id = session_id_of(self._session_key)

    @property
    def path(self) -> str:
        """Where the dashboard replays it."""
        return f"/p/{self._project['projectId']}/sessions/{self.session_id}"

    def send(
        self,
        events: Sequence[Event],
        *,
        tab_id: str = "t_1",
        pages: Iterable[Event] = (),
        ended: bool = False,
        lists: dict[str, list[Event]] | None = None,
    ) -> None:
        """Send events, with the first batch the page views and other lists; wait for all of it."""
        first = {"pageViews": list(pages), **(lists or {})}
        for start in range(0, len(events), EVENTS_PER_BATCH):
            chunk = events[start : start + EVENTS_PER_BATCH]
            is_last = start + EVENTS_PER_BATCH >= len(events)
            self._post(tab_id, chunk, first, ended=ended and is_last)
            first = {}
        wait_for(lambda: self._stored(events[-1]["timestamp"]), "the batches to be readable")

    def keep(self, content: bytes, kind: str = "css") -> str:
        """Bring an asset to the vault of the project and return what refers to it."""
        answer = httpx.post(
            f"{self._demo.dashboard}/api/tracking/assets",
            params={"key": self._project["projectKey"], "kind": kind},
            content=content,
            headers={"Origin": self._demo.site},
        )
        assert answer.status_code == 201, answer.text
        return f"pulse-asset:{answer.json()['hash']}"

    def lose_batches(self, count: int, tab_id: str = "t_1") -> None:
        """Leave out the numbers of batches that never arrive."""
        self._seqs[tab_id] = self._seqs.get(tab_id, 0) + count

    def detail(self) -> Event:
        """Return what the API says about it."""
        answer = self._admin.get(f"/api/tracking/sessions/{self.session_id}")
        detail: Event = answer.json()
        return detail

    def _post(
        self, tab_id: str, events: Sequence[Event], lists: dict[str, Any], *, ended: bool
    ) -> None:
        seq = self._seqs.get(tab_id, 0)
        self._seqs[tab_id] = seq + 1
        batch = {
            "version": 1,
            "projectKey": self._project["projectKey"],
            "sessionKey": self._session_key,
            "tabId": tab_id,
            "seq": seq,
            "sentAt": time.time() * 1000,
            **lists,
            "events": list(events),
            "ended": ended,
        }
        answer = httpx.post(
            f"{self._demo.dashboard}/api/tracking/events",
            content=gzip.compress(json.dumps(batch).encode(), 1),
            headers={"Origin": self._demo.site, "Content-Encoding": "gzip"},
        )
        assert answer.status_code == 202, answer.text

    def _stored(self, until: float) -> bool | None:
        answer = self._admin.get(f"/api/tracking/sessions/{self.session_id}")
        return (answer.is_success and answer.json()["session"]["endedAt"] >= until - 100) or None
