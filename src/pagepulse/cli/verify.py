"""`pagepulse verify`: whether everything that is stored is as it was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain

import click

from pagepulse.cli.options import with_settings
from pagepulse.control import Control
from pagepulse.control.database import CONTROL_FILE
from pagepulse.errors import PagePulseError
from pagepulse.integrity.bounded_engine import BoundedEngine
from pagepulse.integrity.checks import Finding, check_audit, check_files, check_warehouse
from pagepulse.server.backup import WAREHOUSE_FOLDER
from pagepulse.settings import Settings

WHAT_TO_DO = (
    "Damaged. See what can be put right: pagepulse repair. Or restore a backup into a new folder: "
    "pagepulse restore FILE --data FOLDER"
)


@click.command()
@with_settings("data", "control_url", "warehouse_url")
def verify(settings: Settings) -> None:
    """Read everything that is stored and compare it with its checksums; stop the server before.

    Ends with 1 where anything is damaged. PostgreSQL and ClickHouse servers check themselves.
    """
    if not settings.data.exists():
        raise click.ClickException(f"{settings.data} does not exist.")
    try:
        damaged = report(chain(check_files(settings.data), _audit(settings), _warehouse(settings)))
    except PagePulseError as failure:
        raise click.ClickException(failure.detail) from failure
    if damaged:
        raise click.ClickException(WHAT_TO_DO)
    click.echo("Everything is as it was written.")


def report(findings: Iterable[Finding]) -> int:
    """Print each finding as it comes and return how many things are damaged."""
    damaged = 0
    for finding in findings:
        mark = "damaged" if finding.problems else "sound"
        click.echo(f"{mark:<8} {finding.what:<40} {finding.size}")
        for problem in finding.problems:
            click.echo(f"         {problem}")
        damaged += bool(finding.problems)
    return damaged


def _audit(settings: Settings) -> Iterator[Finding]:
    if not settings.control_url and not (settings.data / CONTROL_FILE).exists():
        return
    with closing(Control.open(settings.control_url, settings.data)) as control:
        yield from check_audit(control)


def _warehouse(settings: Settings) -> Iterator[Finding]:
    folder = settings.data / WAREHOUSE_FOLDER
    if settings.warehouse_url or not folder.exists():
        return
    with BoundedEngine(folder) as engine:
        yield from check_warehouse(engine)
