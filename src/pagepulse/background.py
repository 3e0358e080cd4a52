"""Work of the server that goes on beside the requests, until the server stops."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine
from typing import Any


class Background:
    """Tasks of the running event loop that end with `stop`."""

    def __init__(self) -> None:
        """Begin without any."""
        self._tasks: list[asyncio.Task[None]] = []

    def run(self, work: Coroutine[Any, Any, None], name: str) -> None:
        """Begin work; its name is shown when a task is looked at."""
        self._tasks.append(asyncio.create_task(work, name=name))

    async def stop(self) -> None:
        """End all work where it waits; raises what a task had failed with."""
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        self._tasks.clear()
