"""`pagepulse repair`: puts right what can be put right, keeps what is intact, says what is gone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from pagepulse.cli.options import with_settings
from pagepulse.disk.damaged import MOMENT
from pagepulse.errors import PagePulseError, StorageError
from pagepulse.integrity.bounded_engine import PATIENCE_SECONDS, BoundedEngine
from pagepulse.integrity.files import damaged_files, repair_files
from pagepulse.integrity.losses import Losses
from pagepulse.integrity.repair import Repaired, find_damage, repair_warehouse, settle_losses
from pagepulse.integrity.set_aside import SetAside
from pagepulse.server.admin import is_served
from pagepulse.server.backup import WAREHOUSE_FOLDER
from pagepulse.settings import Settings
from pagepulse.warehouse.folder_lock import FolderLock

# How it ends; with 1 where it could not work, as every command.
DAMAGED, LOST = 3, 4


@click.command()
@click.option("--apply", "do_it", is_flag=True, help="Repair; without it nothing is changed.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.option(
    "--patience",
    default=PATIENCE_SECONDS,
    show_default=True,
    help="Seconds of processor time for finding the flipped bit of a block; 300 for half a MB.",
)
@with_settings("data", "warehouse_url")
def repair(settings: Settings, *, do_it: bool, as_json: bool, patience: int) -> None:
    """Repair the data folder of a stopped server; each damaged file is kept in its `damaged/`.

    Ends with 0 where all is in order and nothing was lost, 1 where it could not work, 3 where
    damage was found and left, 4 where something is lost and all else is in order again.
    """
    moment = datetime.now(UTC).strftime(MOMENT)
    aside, losses = SetAside(settings.data, moment), Losses()
    found, lost_batches = list[Repaired](), 0
    try:
        _require_stopped(settings)
        for one in _steps(settings, aside, losses, patience, do_it=do_it):
            found.append(one)
            if not as_json:
                _tell(one)
        if do_it and found and (folder := _warehouse_of(settings)):
            lost_batches = settle_losses(settings.data, folder, losses)
    except PagePulseError as failure:
        raise click.ClickException(failure.detail) from failure
    if as_json:
        click.echo(json.dumps(_as_object(found, losses, lost_batches, aside), indent=1))
    else:
        _conclude(found, losses, lost_batches, aside)
    raise SystemExit(_exit_code(found))


def _steps(
    settings: Settings, aside: SetAside, losses: Losses, patience: int, *, do_it: bool
) -> Iterator[Repaired]:
    # The server's own lock; the engine takes it again for itself.
    with closing(_Lock(settings.data / WAREHOUSE_FOLDER)):
        yield from repair_files(settings.data, aside) if do_it else damaged_files(settings.data)
    if folder := _warehouse_of(settings):
        with BoundedEngine(folder, patience) as engine:
            yield from repair_warehouse(engine, aside, losses) if do_it else find_damage(engine)


class _Lock(FolderLock):
    """Given back like anything that is closed."""

    close = FolderLock.release


def _require_stopped(settings: Settings) -> None:
    if not settings.data.exists():
        raise StorageError("no_data", f"{settings.data} does not exist.")
    if is_served(settings.data):
        raise StorageError("data_in_use", f"A server has {settings.data} open; stop it first.")


def _warehouse_of(settings: Settings) -> Path | None:
    folder = settings.data / WAREHOUSE_FOLDER
    return folder if folder.exists() and not settings.warehouse_url else None


def _tell(one: Repaired) -> None:
    click.echo(f"{one.state:<10} {one.what}: {one.reason}")
    if one.state == "rescued":
        lost = "an unknown number" if one.lost is None else f"{one.lost:,}"
        click.echo(f"           {one.kept:,} rows are kept, {lost} lost")


def _conclude(found: list[Repaired], losses: Losses, lost_batches: int, aside: SetAside) -> None:
    if not found:
        click.echo("Nothing is damaged.")
        return
    if _exit_code(found) == DAMAGED:
        click.echo("Nothing was changed. Repair it: pagepulse repair --apply")
        return
    if lost_batches:
        click.echo(f"{lost_batches:,} batches are lost and counted as lost in the ledger.")
    for project_id, session_id in sorted(losses.sessions):
        click.echo(f"           incomplete: session {session_id} of {project_id}")
    click.echo(f"What was damaged is kept in {aside.folder}; it holds what visitors saw.")


def _as_object(
    found: list[Repaired], losses: Losses, lost_batches: int, aside: SetAside
) -> dict[str, Any]:
    return {
        "found": [asdict(one) for one in found],
        "lostBatches": lost_batches,
        "incompleteSessions": [
            {"projectId": project_id, "sessionId": session_id}
            for project_id, session_id in sorted(losses.sessions)
        ],
        "keptIn": str(aside.folder) if aside.folder.exists() else None,
    }


def _exit_code(found: list[Repaired]) -> int:
    if any(one.state == "damaged" for one in found):
        return DAMAGED
    return LOST if any(one.lost != 0 for one in found) else 0
