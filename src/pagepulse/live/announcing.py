"""Tells admins how runs are: at every change, at most four times a second for a run."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from pagepulse.live.hub import Hub
from pagepulse.live.messages import RecordingStateChanged, Run
from pagepulse.live.runs import LiveRun
from pagepulse.live.watching import Watching

PACE_SECONDS = 0.25


class Announcer:
    """Used on the event loop."""

    def __init__(self, hub: Hub, watching: Watching, summary: Callable[[LiveRun], Run]) -> None:
        """`summary` returns a run as it is at that moment."""
        self._hub = hub
        self._watching = watching
        self._summary = summary
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._told_at: dict[str, float] = {}

    def changed(self, run: LiveRun) -> None:
        """Tell of a run now, or as soon as it may be told of again."""
        if run.recording_id in self._timers:
            return
        loop = asyncio.get_running_loop()
        told_at = self._told_at.get(run.recording_id, 0.0)
        wait = max(0.0, told_at + PACE_SECONDS - loop.time())
        self._timers[run.recording_id] = loop.call_later(wait, self._tell, run)

    def stop(self) -> None:
        """Tell of nothing more."""
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()

    def _tell(self, run: LiveRun) -> None:
        del self._timers[run.recording_id]
        if run.state == "stopped":
            self._told_at.pop(run.recording_id, None)
        else:
            self._told_at[run.recording_id] = asyncio.get_running_loop().time()
        told = RecordingStateChanged(run=self._summary(run))
        lookers = self._watching.watchers_of(run)
        self._hub.publish_to_project(run.project_id, "recording-state", told, lookers)
