"""Copies of the embedded warehouse: a snapshot of every table, taken while it is in use."""

from __future__ import annotations

from pathlib import Path

from clickhouse_connect.driver.binding import format_str

from pagepulse.warehouse.connection import DATABASE, Warehouse, embedded_client

# Restoring checks and links files; it needs less than serving does.
RESTORE_MEMORY_MB = 1000


def backup_database(warehouse: Warehouse, file: Path) -> None:
    """Write all tables into the tar `file`, which must lie in `backup_folder`; raises StorageError.

    A range that is being projected would be copied half: pause the projector meanwhile.
    """
    warehouse.command(f"backup database {DATABASE} to File({format_str(str(file))})")


def restore_database(folder: Path, file: Path) -> None:
    """Fill a new embedded warehouse in `folder` from the tar `file`.

    The tables come as they were, so that an older backup is migrated at the next start.
    """
    client = embedded_client(folder, RESTORE_MEMORY_MB)
    try:
        client.command(f"restore database {DATABASE} from File({format_str(str(file))})")
    finally:
        client.close()
