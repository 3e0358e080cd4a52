"""`pagepulse quarantine`: batches that could not be read, kept until somebody decides."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click

from pagepulse.cli.options import with_settings
from pagepulse.errors import PagePulseError
from pagepulse.ingest.pipeline import JOURNAL_FILE
from pagepulse.journal import Journal
from pagepulse.journal.quarantine import (
    count_quarantine,
    delete_quarantine,
    list_quarantine,
    retry_quarantine,
)
from pagepulse.settings import Settings

# Nothing is added here, so the size does not matter.
NO_LIMIT = 2**62


@click.group()
def quarantine() -> None:
    """Show, retry or delete the batches that could not be projected."""


@quarantine.command("list")
@click.option("--limit", default=100, show_default=True, help="Newest so many.")
@with_settings("data")
def list_(settings: Settings, limit: int) -> None:
    """List the newest batches with their reasons."""
    with _journal(settings) as journal:
        for batch in list_quarantine(journal, limit):
            at = datetime.fromtimestamp(batch.quarantined_at / 1000, UTC).isoformat("T", "seconds")
            entry = batch.entry
            click.echo(
                f"{batch.quarantine_id}  {at}  {entry.project_id}  {entry.session_id}  "
                f"{entry.tab_id}/{entry.seq}  {batch.reason}"
            )
        click.echo(f"{count_quarantine(journal)} in quarantine", err=True)


@quarantine.command()
@click.argument("ids", nargs=-1, type=int)
@with_settings("data")
def retry(settings: Settings, ids: tuple[int, ...]) -> None:
    """Put batches back in line, all of them without IDS; the server projects them."""
    with _journal(settings) as journal:
        click.echo(f"{retry_quarantine(journal, ids or None)} batches are tried again")


@quarantine.command()
@click.argument("ids", nargs=-1, type=int)
@click.option("--all", "everything", is_flag=True, help="Delete all of them.")
@with_settings("data")
def delete(settings: Settings, ids: tuple[int, ...], *, everything: bool) -> None:
    """Delete batches for good, those with IDS or all of them."""
    # Nothing that is deleted by mistake comes back, so nothing named means nothing deleted.
    if bool(ids) == everything:
        raise click.UsageError("Name the batches to delete by their numbers, or say --all.")
    with _journal(settings) as journal:
        click.echo(f"{delete_quarantine(journal, ids or None)} batches are deleted")


@contextmanager
def _journal(settings: Settings) -> Iterator[Journal]:
    if not (settings.data / JOURNAL_FILE).exists():
        raise click.ClickException(f"{settings.data} holds no journal.")
    try:
        journal = Journal(settings.data / JOURNAL_FILE, NO_LIMIT)
    except PagePulseError as failure:
        raise click.ClickException(failure.detail) from failure
    try:
        yield journal
    finally:
        journal.close()
