"""Shows what a tracker recorded in the real player of the product."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from playwright.sync_api import Browser, ElementHandle
from tests.browser.made_events import page_view
from tests.browser.player_host import PlayerHost, moment_of
from tests.browser.running_demo import RunningDemo
from tests.browser.sent_recording import SentRecording

Event = dict[str, Any]


class Replaying:
    """One recording that the product has stored, and a player for it."""

    def __init__(
        self, player: PlayerHost, demo: RunningDemo, admin: httpx.Client, events: list[Event]
    ) -> None:
        self._player = player
        self._events = events
        self._recording = SentRecording(demo, admin)
        self._recording.send(events, pages=[page_view(events[0]["timestamp"])], ended=True)

    def at(self, event: Event) -> ElementHandle:
        """Return the frame with the page as it was right after one of the events."""
        moment = moment_of(self._recording.detail(), event["timestamp"]) + 1
        return self._player.show(self._recording.session_id, "t_1", moment)

    def at_end(self) -> ElementHandle:
        return self.at(self._events[-1])


@contextmanager
def open_player(browser: Browser, demo: RunningDemo) -> Iterator[PlayerHost]:
    """Open the player as the demo's owner."""
    context = browser.new_context()
    login = {"email": demo.email, "password": demo.password}
    headers = {"Origin": demo.dashboard}
    answer = context.request.post(f"{demo.dashboard}/api/auth/login", data=login, headers=headers)
    assert answer.ok, answer.text()
    yield PlayerHost(context.new_page(), demo, 1280, 720)
    context.close()
