"""One file with everything that PagePulse stores, consistent, also while batches arrive."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tarfile
from pathlib import Path

from pagepulse.control import Control
from pagepulse.control.database import CONTROL_FILE
from pagepulse.errors import ConflictError, InvalidInputError
from pagepulse.ingest.pipeline import JOURNAL_FILE, IngestPipeline
from pagepulse.journal.journal import QUARANTINE_FILE
from pagepulse.warehouse import Warehouse
from pagepulse.warehouse.backup import backup_database, restore_database

WAREHOUSE_FOLDER = "warehouse"
WAREHOUSE_FILE = "warehouse.tar"
MEMBERS = (CONTROL_FILE, JOURNAL_FILE, QUARANTINE_FILE, WAREHOUSE_FILE)


def write_backup(
    control: Control, warehouse: Warehouse, pipeline: IngestPipeline, folder: Path
) -> None:
    """Copy all storages into `folder`; raises StorageError.

    Warehouse and journal are copied between two ranges: a batch is in one of them, and one that
    is in both is known by its number when the journal is projected again.
    """
    folder.mkdir(parents=True, mode=0o700)
    with pipeline.projector.paused():
        backup_database(warehouse, folder / WAREHOUSE_FILE)
        # Quarantine first: what is tried again meanwhile is in both copies, and never in none.
        _copy(pipeline.journal.connect_quarantine(), folder / QUARANTINE_FILE)
        _copy(pipeline.journal.connect(), folder / JOURNAL_FILE)
    control.backup_sqlite(folder / CONTROL_FILE)


def pack_backup(folder: Path, file: Path) -> None:
    """Make one tar of a folder that `write_backup` filled, readable for its owner only."""
    file.touch(mode=0o600)
    with tarfile.open(file, "w") as archive:
        for name in MEMBERS:
            archive.add(folder / name, arcname=name)


def restore_backup(file: Path, data: Path) -> None:
    """Fill an empty data folder; raises ConflictError or InvalidInputError."""
    if data.exists() and any(data.iterdir()):
        raise ConflictError("folder_not_empty", f"{data} is not empty; restore into a new folder.")
    # The embedded engine reads backups from this folder only.
    staging = (data / "backup" / "restore").absolute()
    try:
        with tarfile.open(file) as archive:
            _unpack(archive, staging)
    except tarfile.TarError as failure:
        raise _not_a_backup(file) from failure
    data.chmod(0o700)
    for name in (CONTROL_FILE, JOURNAL_FILE, QUARANTINE_FILE):
        (staging / name).rename(data / name)
        (data / name).chmod(0o600)
    restore_database(data / WAREHOUSE_FOLDER, staging / WAREHOUSE_FILE)
    remove_staging(staging)


def remove_staging(folder: Path) -> None:
    """Remove what `write_backup` or an unpacking left."""
    for name in MEMBERS:
        (folder / name).unlink(missing_ok=True)
    folder.rmdir()


def _unpack(archive: tarfile.TarFile, staging: Path) -> None:
    """Write the members of a backup into a new folder; raises InvalidInputError for other files.

    By hand, because early releases of Python 3.11 have no extraction filter.
    """
    members = archive.getmembers()
    if sorted(member.name for member in members) != sorted(MEMBERS):
        raise _not_a_backup(Path(str(archive.name)))
    staging.mkdir(parents=True, mode=0o700)
    for member in members:
        source = archive.extractfile(member)
        if source is None:
            raise _not_a_backup(Path(str(archive.name)))
        with source, (staging / member.name).open("wb") as target:
            shutil.copyfileobj(source, target)


def _not_a_backup(file: Path) -> InvalidInputError:
    return InvalidInputError("not_a_backup", f"{file} is not a backup of PagePulse.")


def _copy(source: sqlite3.Connection, target: Path) -> None:
    with contextlib.closing(source), contextlib.closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
