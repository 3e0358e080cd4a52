"""Looks at the disk every second, and says whether anything may still be stored."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from pathlib import Path

import structlog

from pagepulse.background import Background
from pagepulse.disk.failures import disk_full, is_disk_full
from pagepulse.disk.reserve import Reserve
from pagepulse.disk.watermarks import STATES, DiskState, Marks, Space

log = structlog.get_logger()

PACE_SECONDS = 1.0
# After a storage met a full disk, nothing is taken for so long; then the next batch tries again.
FAILED_SECONDS = 5.0
# What one range of the journal may take in the warehouse before its entries are deleted.
DRAIN_BYTES = 128 * 1024 * 1024

Measure = Callable[[Path], Space]


def measure(folder: Path) -> Space:
    """Return the disk of a folder as this user may fill it."""
    found = os.statvfs(folder)
    return Space(found.f_blocks * found.f_frsize, found.f_bavail * found.f_frsize)


class DiskWatch:
    """Knows the state of the disk of the data folder."""

    def __init__(
        self,
        folder: Path,
        marks: Marks,
        reserve_bytes: int,
        measured: Measure = measure,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Look once now, and take the reserve if there is room."""
        self.marks = marks
        self._folder = folder
        self._reserve = Reserve(folder, reserve_bytes)
        self._measure = measured
        self._clock = clock
        self._failed_at: float | None = None
        self._background = Background()
        self.state: DiskState = "ok"
        self.look()

    @property
    def space(self) -> Space:
        """Return the disk, as if the reserve were whole: what is given away is not free for all."""
        found = self._measure(self._folder)
        missing = self._reserve.size - self._reserve.held_bytes
        return Space(found.total_bytes, found.free_bytes - missing)

    @property
    def reserve_bytes(self) -> int:
        """Return how much the reserve holds at this moment."""
        return self._reserve.held_bytes

    @property
    def is_full(self) -> bool:
        """Whether nothing may be stored now."""
        failed = self._failed_at
        is_failed = failed is not None and self._clock() - failed < FAILED_SECONDS
        return is_failed or self.state == "full"

    def may_drain(self) -> bool:
        """Tell whether what was acknowledged may leave the journal for the warehouse.

        That ends in less room, but needs some first. The reserve is for logins and for deleting.
        """
        return not self.is_full or self.space.free_bytes > DRAIN_BYTES

    def check(self) -> None:
        """Raise StorageError `disk_full` while nothing may be stored."""
        if self.is_full:
            raise disk_full()

    def note_failure(self, failure: BaseException) -> None:
        """Hear that a storage failed; a full disk frees the reserve at once."""
        if not is_disk_full(failure):
            return
        if not self.is_full:
            # Once is enough for as long as it lasts.
            log.warning("disk_full_met", free_bytes=self.space.free_bytes)
        self._failed_at = self._clock()
        self._reserve.give()

    def look(self) -> None:
        """Measure, and give or take the reserve."""
        before = self.state
        self.state = self.marks.state_of(self.space, before)
        if self.state != before:
            is_worse = STATES.index(self.state) > STATES.index(before)
            level = log.warning if is_worse else log.info
            level("disk_state_changed", state=self.state, free_bytes=self.space.free_bytes)
        if self.is_full:
            self._reserve.give()
        elif self.state in {"ok", "low"}:
            self._reserve.take()

    async def start(self) -> None:
        """Look again and again until `stop`."""
        self._background.run(self._follow(), "disk-watch")

    async def stop(self) -> None:
        """Stop looking; the reserve stays for a start on a full disk."""
        await self._background.stop()

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(PACE_SECONDS)
            try:
                await asyncio.to_thread(self.look)
            except OSError:
                log.exception("disk_not_measured")
