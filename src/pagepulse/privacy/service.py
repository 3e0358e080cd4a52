"""Everything about data requests that lives as long as the server."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from fastapi import Request

from pagepulse.clock import now_ms
from pagepulse.control import Control
from pagepulse.disk.damaged import DamagedFiles
from pagepulse.ingest.pipeline import IngestPipeline
from pagepulse.privacy.erasing import Stores
from pagepulse.privacy.everywhere import LEARNT_MS, Everywhere
from pagepulse.privacy.worker import Worker
from pagepulse.warehouse import Warehouse


class Privacy:
    """The stores that requests work on, and the thread that does it."""

    def __init__(
        self,
        control: Control,
        warehouse: Warehouse,
        pipeline: IngestPipeline,
        damaged: DamagedFiles,
        clock: Callable[[], int] = now_ms,
        *,
        is_shared: bool = False,
    ) -> None:
        """Take the open stores; `is_shared` where several servers have this control database."""
        self.stores = Stores(
            control,
            warehouse,
            pipeline.journal,
            pipeline.projector,
            damaged,
            clock,
            learnt_ms=LEARNT_MS if is_shared else 0,
        )
        self.worker = Worker(self.stores)
        self._everywhere = Everywhere(control, pipeline.journal, clock) if is_shared else None

    async def start(self) -> None:
        """Begin to work, knowing what other servers erased; raises StorageError."""
        if self._everywhere:
            await asyncio.to_thread(self._everywhere.start)
        self.worker.start()

    async def stop(self) -> None:
        """End after the current step."""
        await asyncio.to_thread(self.worker.stop)
        if self._everywhere:
            await asyncio.to_thread(self._everywhere.stop)


def privacy_of(request: Request) -> Privacy:
    """Return the service of the application that answers this request."""
    privacy: Privacy = request.app.state.privacy
    return privacy
