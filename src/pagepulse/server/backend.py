"""Everything behind the applications: opened together, started, drained and closed in order."""

from __future__ import annotations

import anyio.to_thread
import structlog

from pagepulse.accounts.backoff import LoginBackoff
from pagepulse.accounts.dependencies import Services
from pagepulse.accounts.origins import Origins
from pagepulse.accounts.passwords import PasswordThreads
from pagepulse.control import Control
from pagepulse.errors import StorageError
from pagepulse.ingest.handler import IngestHandler
from pagepulse.ingest.ledger import Ledger
from pagepulse.journal import Journal
from pagepulse.projects.directory import ProjectDirectory
from pagepulse.server.health import Check
from pagepulse.server.problems import problem_bytes
from pagepulse.settings import Settings
from pagepulse.warehouse import Warehouse

log = structlog.get_logger()

GIGABYTE = 1000**3


class Backend:
    """The storages and the write path of one server process."""

    def __init__(self, settings: Settings, origins: Origins) -> None:
        """Open everything in the data folder; raises StorageError when another process has it."""
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        control = Control.open(settings.control_url, settings.data)
        self.warehouse = open_warehouse(settings)
        self.journal = open_journal(settings)
        self.ledger = Ledger()
        self.services = Services(
            settings=settings,
            control=control,
            projects=ProjectDirectory(control),
            warehouse=self.warehouse,
            origins=origins,
            passwords=PasswordThreads(),
            backoff=LoginBackoff(),
        )
        self.ingest = IngestHandler(
            self.journal, self.services.projects.of_key, problem_bytes, self.ledger
        )

    @property
    def checks(self) -> dict[str, Check]:
        """Return what `/readyz` asks."""
        return {
            "control": self.services.control.check,
            "journal": self._check_journal,
            "warehouse": lambda: self.warehouse.command("select 1"),
        }

    async def start(self) -> None:
        """Begin to work."""
        await self.services.projects.start()

    async def stop(self) -> None:
        """Finish what was acknowledged as far as the time allows, then close everything."""
        await self.services.projects.stop()
        await anyio.to_thread.run_sync(self._close)

    def _close(self) -> None:
        self.ingest.close()
        self.journal.close()
        self.warehouse.close()
        self.services.control.close()
        log.info("server_stopped", **self._figures())

    def _figures(self) -> dict[str, int]:
        return {"accepted": self.ledger.accepted, "projected": self.ledger.projected}

    def _check_journal(self) -> None:
        if self.journal.failed:
            raise StorageError("journal_failed", "The last batch could not be written to disk.")


def open_warehouse(settings: Settings) -> Warehouse:
    """Open the warehouse that the settings name."""
    if settings.warehouse_url:
        return Warehouse.open_server(settings.warehouse_url)
    return Warehouse.open_embedded(settings.data / "warehouse", settings.warehouse_memory_mb)


def open_journal(settings: Settings) -> Journal:
    """Open the journal in the data folder."""
    return Journal(settings.data / "journal.db", int(settings.journal_max_gb * GIGABYTE))
