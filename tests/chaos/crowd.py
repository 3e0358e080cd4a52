"""Visitors whose every batch has a number inside, and the admin who watches them."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

import httpx
import websockets
from tests.live.visiting import SimulatedVisitor
from tests.live.wire import Data, RefusedError, Socket, connected

# What a browser waits for an answer here; the tracker's own patience is longer.
ANSWER_SECONDS = 3.0
# Less than a tracker waits, and enough for a server that is just starting on the same machine.
RETRY_SECONDS = 0.2
# Statuses after which a tracker sends the same batch again.
LATER = frozenset({408, 429, 503})
WATCH_PACE_SECONDS = 0.5
# The kind of rrweb event that the site itself adds.
CUSTOM_EVENT = 5
TAG = "number"
GONE = (OSError, TimeoutError, websockets.WebSocketException, RefusedError)


@dataclass
class NumberedVisitor(SimulatedVisitor):
    """Keeps what it sent, and counts the answers that a tracker would not understand."""

    sent: dict[int, str] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)

    def _batch(self) -> Data:
        batch = super()._batch()
        now = int(time.time() * 1000)
        number = {"tag": TAG, "payload": {"seq": batch["seq"]}}
        mark = {"type": CUSTOM_EVENT, "timestamp": now, "data": number}
        batch["events"] = [*batch["events"], mark]
        batch["pageViews"] = [
            {"id": f"p_{batch['seq']}", "at": now, "url": f"https://shop.example/{batch['seq']}"}
        ]
        self.sent[batch["seq"]] = json.dumps(batch)
        return batch

    async def _deliver(self, batch: Data) -> bool:
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                return await self._try(batch)
        except (*GONE, httpx.HTTPError):
            self.answers["none"] += 1
            await asyncio.sleep(RETRY_SECONDS)
            return False

    async def _try(self, batch: Data) -> bool:
        if self.is_watched and self._socket is not None:
            told = {"recordingId": batch["recordingId"], "batch": batch}
            answer = await self._socket.ask("recording-event", **told)
            self.answers["acked"] += 1
            return bool(answer["seq"] == batch["seq"])
        answered = await self.client.post(
            f"{self.site.http}/api/tracking/events",
            content=self.sent[batch["seq"]],
            headers={"User-Agent": self.user_agent},
        )
        self.answers[str(answered.status_code)] += 1
        return answered.status_code == 202

    @property
    def unexpected(self) -> list[str]:
        """Return the statuses that no fault excuses."""
        fine = {"none", "acked", "202", *map(str, LATER)}
        return sorted(self.answers.keys() - fine)


@dataclass
class Admin:
    """Records everybody in one run, and watches every second visitor whenever that is possible."""

    ws: str
    token: str
    project_id: str
    visitors: list[NumberedVisitor]
    is_over: bool = False

    async def stay(self) -> None:
        """Connect again and again until `is_over`."""
        while not self.is_over:
            with suppress(*GONE):
                async with connected(f"{self.ws}/live/admin") as socket:
                    await self._conduct(socket)
            await asyncio.sleep(WATCH_PACE_SECONDS)

    async def _conduct(self, socket: Socket) -> None:
        await socket.ask("hello", token=self.token)
        recording_id = await self._record(socket)
        while not self.is_over:
            # The same run while it goes on; a step of the clock ends one that nobody watches yet.
            recording_id = await self._record(socket)
            for visitor in self.visitors[::2]:
                if visitor.is_connected.is_set() and not visitor.is_watched:
                    with suppress(RefusedError):
                        await self._watch(socket, visitor)
            await asyncio.sleep(WATCH_PACE_SECONDS)
        await socket.ask(
            "admin-stop-recording",
            projectId=self.project_id,
            recordingId=recording_id,
        )

    async def _record(self, socket: Socket) -> str:
        started = await socket.ask(
            "admin-start-recording",
            projectId=self.project_id,
            purpose="what a bad day does",
            watch=False,
        )
        return str(started["recordingId"])

    async def _watch(self, socket: Socket, visitor: NumberedVisitor) -> None:
        async with asyncio.timeout(ANSWER_SECONDS):
            await socket.ask("watch", projectId=self.project_id, sessionId=visitor.session_id)
