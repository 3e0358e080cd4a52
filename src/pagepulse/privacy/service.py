"""Everything about data requests that lives as long as the server."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from fastapi import Request

from pagepulse.clock import now_ms
from pagepulse.control import Control
from pagepulse.ingest.pipeline import IngestPipeline
from pagepulse.privacy.erasing import Stores
from pagepulse.privacy.worker import Worker
from pagepulse.warehouse import Warehouse


class Privacy:
    """The stores that requests work on, and the thread that does it."""

    def __init__(
        self,
        control: Control,
        warehouse: Warehouse,
        pipeline: IngestPipeline,
        clock: Callable[[], int] = now_ms,
    ) -> None:
        """Take the open stores; nothing happens before `start`."""
        self.stores = Stores(control, warehouse, pipeline.journal, pipeline.projector, clock)
        self.worker = Worker(self.stores)

    def start(self) -> None:
        """Begin to work."""
        self.worker.start()

    async def stop(self) -> None:
        """End after the current step."""
        await asyncio.to_thread(self.worker.stop)


def privacy_of(request: Request) -> Privacy:
    """Return the service of the application that answers this request."""
    privacy: Privacy = request.app.state.privacy
    return privacy
