"""The whole write path as the server holds it: endpoint, journal, projector."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pagepulse.errors import PagePulseError
from pagepulse.ingest.acceptance import Acceptance
from pagepulse.ingest.admission import Admission
from pagepulse.ingest.answers import IngestProject
from pagepulse.ingest.asset_store import AssetStore
from pagepulse.ingest.assets import AssetHandler
from pagepulse.ingest.daily_visitors import DailyVisitors
from pagepulse.ingest.handler import IngestHandler
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.opt_out import OptOutHandler
from pagepulse.ingest.projector import Projector
from pagepulse.ingest.reconcile import adopt
from pagepulse.ingest.tables import arrow_table
from pagepulse.journal import Journal
from pagepulse.journal.counts import totals
from pagepulse.journal.ranges import count_entries, oldest_received_at
from pagepulse.warehouse import Warehouse

JOURNAL_FILE = "journal.db"
WARM_UP_BLOCK = "warm-up"
# A backlog of one range takes about a second.
DRAIN_SECONDS = 10.0
# The salt of visitor ids outlives its day by this at most.
SALT_PACE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits between acknowledgement and warehouse."""

    batches: int
    oldest_received_at: int | None
    journal_bytes: int
    # Sentences for the operator; empty while all is well.
    problems: tuple[str, ...]


class IngestPipeline:
    """Opens the journal in `data` and projects into `warehouse`."""

    def __init__(
        self,
        data: Path,
        warehouse: Warehouse,
        project_of_key: Callable[[str], IngestProject | None],
        render_problem: Callable[[PagePulseError], bytes],
        journal_max_bytes: int,
        *,
        admission: Admission | None = None,
    ) -> None:
        """Take what the parts need; `render_problem` writes the JSON body of a failure."""
        admission = admission or Admission()
        self.ledger = Ledger()
        self.journal = Journal(data / JOURNAL_FILE, journal_max_bytes)
        self.projector = Projector(self.journal, warehouse, self.ledger)
        self._midnight: asyncio.Task[None] | None = None
        self.visitors = DailyVisitors(data)
        self.acceptance = Acceptance(
            self.journal, project_of_key, self.ledger, self.visitors, admission
        )
        self.handler = IngestHandler(self.acceptance, render_problem, self.ledger)
        self.assets = AssetHandler(AssetStore(warehouse), project_of_key, render_problem, admission)
        self.opt_out = OptOutHandler(self.journal, project_of_key, render_problem, admission)
        self._warehouse = warehouse

    async def start(self) -> None:
        """Begin to project; batches can be appended before."""
        await self._warehouse.run_async(self._warm_up)
        await self._warehouse.run_async(lambda: adopt(self.journal, self._warehouse))
        self.projector.start()
        self._midnight = asyncio.create_task(self._forget_daily(), name="visitor-salt")

    async def stop(self, *, drain_seconds: float = DRAIN_SECONDS) -> None:
        """Stop after the last request was answered; what takes longer waits for the next start."""
        if self._midnight is not None:
            self._midnight.cancel()
        await asyncio.to_thread(self._stop, drain_seconds)

    def backlog(self) -> Backlog:
        """Return what waits and why; reads the journal, so call it off the event loop."""
        problems = [
            "The journal cannot be written." if self.journal.failed else None,
            "The journal is full." if self.journal.is_full else None,
            "The warehouse does not take batches." if self.projector.problem else None,
        ]
        with closing(self.journal.connect()) as connection:
            return Backlog(
                batches=count_entries(connection),
                oldest_received_at=oldest_received_at(connection),
                journal_bytes=self.journal.used_bytes,
                problems=tuple(problem for problem in problems if problem),
            )

    def counted(self) -> dict[tuple[str, str], int]:
        """Return the ledger's sums by project and outcome; reads the journal."""
        with closing(self.journal.connect()) as connection:
            return totals(connection)

    async def _forget_daily(self) -> None:
        while True:
            await asyncio.to_thread(self.visitors.forget_yesterday)
            await asyncio.sleep(SALT_PACE_SECONDS)

    def _warm_up(self) -> None:
        # The first insert loads large libraries; a visitor's first batch must not wait for that.
        self._warehouse.insert("batches", arrow_table("batches", []), WARM_UP_BLOCK)

    def _stop(self, drain_seconds: float) -> None:
        self.acceptance.close()
        self.journal.close()
        self.projector.stop(drain_seconds)
