"""Everything behind the applications: opened together, started, drained and closed in order."""

from __future__ import annotations

from pathlib import Path

import anyio.to_thread
import structlog
from sqlalchemy import text

from pagepulse.accounts.backoff import LoginBackoff
from pagepulse.accounts.dependencies import Services
from pagepulse.accounts.origins import Origins
from pagepulse.accounts.passwords import PasswordThreads
from pagepulse.accounts.request_rates import RequestRates
from pagepulse.accounts.single_sign_on import Provider, SingleSignOn
from pagepulse.control import Control
from pagepulse.disk.damaged import DamagedFiles
from pagepulse.disk.watch import DiskWatch
from pagepulse.disk.watermarks import Marks
from pagepulse.errors import StorageError
from pagepulse.ingest.admission import Admission
from pagepulse.ingest.pipeline import IngestPipeline
from pagepulse.ingest.rates import IngestRates
from pagepulse.live.service import Live
from pagepulse.privacy.service import Privacy
from pagepulse.projects.directory import ProjectDirectory
from pagepulse.server.backup import WAREHOUSE_FOLDER, write_backup
from pagepulse.server.health import Check
from pagepulse.server.outgoing import Outgoing
from pagepulse.server.problems import problem_bytes
from pagepulse.settings import Settings
from pagepulse.storage.budgets import Budgets
from pagepulse.storage.keeper import Keeper, Room
from pagepulse.warehouse import Warehouse

log = structlog.get_logger()

MEGABYTE = 1000**2
GIGABYTE = 1000**3
# Of the time for shutdown this share belongs to open requests, the rest to the write path.
REQUEST_SHARE = 0.6


class Backend:
    """The storages and the write path of one server process."""

    def __init__(self, settings: Settings, origins: Origins) -> None:
        """Open everything in the data folder; raises StorageError when another process has it."""
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._settings = settings
        control = Control.open(settings.control_url, settings.data)
        self.warehouse = open_warehouse(settings)
        self.services = Services(
            settings=settings,
            control=control,
            projects=ProjectDirectory(control),
            warehouse=self.warehouse,
            origins=origins,
            passwords=PasswordThreads(),
            backoff=LoginBackoff(),
            rates=RequestRates(settings.rate_factor),
            sign_on=open_sign_on(settings),
        )
        room = Room(open_disk_watch(settings), Budgets())
        self.disk = room.disk
        self.pipeline = IngestPipeline(
            settings.data,
            self.warehouse,
            self.services.projects.of_key,
            problem_bytes,
            int(settings.journal_max_gb * GIGABYTE),
            admission=Admission(
                IngestRates(settings.rate_factor),
                check_disk=room.disk.check,
                check_budget=room.budgets.check,
            ),
        )
        self.pipeline.journal.on_failure = self.disk.note_failure
        self.pipeline.projector.may_store = self.disk.may_drain
        self.keeper = Keeper(control, self.warehouse, self.pipeline.projector, room)

        self.live = Live(
            control=control,
            projects=self.services.projects,
            pipeline=self.pipeline,
            warehouse=self.warehouse,
            origins=origins,
            settings=settings,
        )

        self.privacy = Privacy(
            control,
            self.warehouse,
            self.pipeline,
            DamagedFiles(settings.data, settings.damaged_days),
            is_shared=bool(settings.control_url),
        )
        self.outgoing = Outgoing.of(self.services, self.live.hub)

    @property
    def checks(self) -> dict[str, Check]:
        """Return what `/readyz` asks."""
        return {
            "control": self._check_control,
            "disk": self._check_disk,
            "journal": self._check_journal,
            "projector": self._check_projector,
            "warehouse": self._check_warehouse,
        }

    async def start(self) -> None:
        """Begin to work."""
        await self.services.projects.start()
        await self.disk.start()
        await self.pipeline.start()
        await self.keeper.start()
        await self.live.start()
        await self.privacy.start()
        await self.outgoing.start()

    async def stop(self) -> None:
        """Project what was acknowledged as far as the time allows, then close everything."""
        await self.outgoing.stop()
        await self.privacy.stop()
        await self.live.stop()
        await self.keeper.stop()
        await self.services.projects.stop()
        if self.services.sign_on:
            await self.services.sign_on.close()
        seconds = self._settings.shutdown_seconds * (1 - REQUEST_SHARE)
        await self.pipeline.stop(drain_seconds=seconds)
        await self.disk.stop()
        await anyio.to_thread.run_sync(self.close)
        ledger = self.pipeline.ledger
        log.info("server_stopped", accepted=ledger.accepted, projected=ledger.projected)

    def close(self) -> None:
        """Close the storages."""
        self.warehouse.close()
        self.services.control.close()

    async def backup(self, folder: Path) -> None:
        """Copy everything into `folder`, which lies where the warehouse may write."""
        await self.warehouse.run_async(
            lambda: write_backup(self.services.control, self.warehouse, self.pipeline, folder)
        )

    async def close_unstarted(self) -> None:
        """Close what was opened for a command that serves nothing."""
        await self.pipeline.stop(drain_seconds=0)
        self.close()

    async def _check_control(self) -> None:
        await self.services.control.read_async(lambda c: c.execute(text("select 1")))

    async def _check_warehouse(self) -> None:
        await self.warehouse.query_async("select 1")

    async def _check_disk(self) -> str | None:
        self.disk.check()
        return None if self.disk.state == "ok" else f"disk_{self.disk.state}"

    async def _check_journal(self) -> str | None:
        if self.pipeline.journal.failed:
            raise StorageError("journal_failed", "The last batch could not be written to disk.")
        if self.pipeline.journal.is_full:
            raise StorageError("journal_full", "The journal has reached its size limit.")
        return "slow_disk" if self.pipeline.journal.is_slow else None

    async def _check_projector(self) -> None:
        if self.pipeline.projector.problem is not None:
            raise StorageError("projector_stuck", "The warehouse does not take batches.")


def open_disk_watch(settings: Settings) -> DiskWatch:
    """Watch the disk of the data folder, at the marks that the settings name."""
    return DiskWatch(settings.data, marks_of(settings), settings.reserve_mb * MEGABYTE)


def marks_of(settings: Settings) -> Marks:
    """Return how full the disk may be, as the settings name it."""
    return Marks(
        settings.disk_low_percent / 100,
        settings.disk_shedding_percent / 100,
        settings.disk_full_percent / 100,
    )


def open_sign_on(settings: Settings) -> SingleSignOn | None:
    """Return the way to the provider that the settings name; None where they name none."""
    if not settings.oidc_issuer:
        return None
    return SingleSignOn(
        Provider(
            settings.oidc_issuer,
            settings.oidc_client_id,
            settings.oidc_client_secret,
            settings.oidc_name,
        )
    )


def open_warehouse(settings: Settings) -> Warehouse:
    """Open the warehouse that the settings name."""
    if settings.warehouse_url:
        return Warehouse.open_server(settings.warehouse_url)
    folder = settings.data / WAREHOUSE_FOLDER
    return Warehouse.open_embedded(folder, settings.warehouse_memory_mb)
