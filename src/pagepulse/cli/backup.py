"""`pagepulse backup` and `pagepulse restore`."""

from __future__ import annotations

from pathlib import Path

import anyio
import click

from pagepulse.accounts.origins import Origins
from pagepulse.cli.options import with_settings
from pagepulse.errors import PagePulseError
from pagepulse.server.admin import ask_running_server, new_staging
from pagepulse.server.backend import Backend
from pagepulse.server.backup import pack_backup, remove_staging, restore_backup
from pagepulse.settings import Settings


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@with_settings("data", "control_url", "warehouse_url")
def backup(settings: Settings, file: Path) -> None:
    """Write everything that is stored into FILE, while the server runs or not."""
    refuse_foreign_storage(settings)
    if file.exists():
        raise click.ClickException(f"{file} exists already; choose another name.")
    if not settings.data.exists():
        raise click.ClickException(f"{settings.data} does not exist.")
    try:
        folder = ask_running_server(settings.data) or _copy_unserved(settings)
    except PagePulseError as failure:
        raise click.ClickException(failure.detail) from failure
    pack_backup(folder, file)
    remove_staging(folder)
    click.echo(f"{file}: {file.stat().st_size:,} bytes")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@with_settings("data")
def restore(settings: Settings, file: Path) -> None:
    """Fill an empty data folder from FILE."""
    try:
        restore_backup(file, settings.data)
    except PagePulseError as failure:
        raise click.ClickException(failure.detail) from failure
    click.echo(f"Restored into {settings.data}; start the server with --data {settings.data}")


def refuse_foreign_storage(settings: Settings) -> None:
    """Raise click.ClickException where databases outside the data folder are in use."""
    if settings.control_url or settings.warehouse_url:
        raise click.ClickException(
            "PostgreSQL and ClickHouse servers have backups of their own; this one copies the "
            "embedded storage of the data folder."
        )


def _copy_unserved(settings: Settings) -> Path:
    folder = new_staging(settings.data)
    backend = Backend(settings, Origins.of(settings, settings.port, settings.player_port))

    async def copy() -> None:
        try:
            await backend.backup(folder)
        finally:
            await backend.close_unstarted()

    anyio.run(copy)
    return folder
