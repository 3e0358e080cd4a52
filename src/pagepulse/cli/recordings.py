"""`pagepulse import` and `pagepulse export`: recordings as rrweb JSON files."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from pagepulse.accounts.audit import SYSTEM, record
from pagepulse.cli.options import with_settings
from pagepulse.clock import now_ms
from pagepulse.control import Control
from pagepulse.errors import PagePulseError
from pagepulse.ingest.importing import entries_of, read_recording
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.pipeline import JOURNAL_FILE
from pagepulse.ingest.projector import Projector
from pagepulse.journal import Entry, Journal
from pagepulse.projects.models import Project
from pagepulse.projects.store import list_projects
from pagepulse.replay import export as exporting
from pagepulse.server.admin import SOCKET_FILE
from pagepulse.server.backend import GIGABYTE, open_warehouse
from pagepulse.settings import Settings
from pagepulse.warehouse import Warehouse

# Entries of one transaction; a batch of an import has a few hundred KB when compressed.
ENTRIES_AT_ONCE = 20

with_storage = with_settings(
    "data", "control_url", "warehouse_url", "warehouse_memory_mb", "journal_max_gb"
)
project_option = click.option(
    "--project", "project_id", help="Id of the project; not needed where there is only one."
)


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@project_option
@with_storage
def import_recordings(settings: Settings, files: Sequence[Path], project_id: str | None) -> None:
    """Take rrweb JSON files in, plain or gzip, each as one session.

    A server may run meanwhile: it shows the sessions within seconds. The same file again adds
    nothing.
    """
    with reported(), closing(Control.open(settings.control_url, settings.data)) as control:
        project = choose_project(control, project_id)
        with closing(open_journal(settings)) as journal:
            try:
                for file in files:
                    import_file(control, journal, project, file)
            finally:
                # What came before a bad file is in the journal, and is shown as well.
                project_here(settings, journal)


@click.command("export")
@click.argument("session_id")
@click.option(
    "--output", type=click.File("wb", lazy=True), default="-", help="File to write; - for stdout."
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["pages", "events"]),
    default="pages",
    help="One object with pages, or one array of all events.",
)
@project_option
@with_storage
def export_recording(
    settings: Settings,
    *,
    session_id: str,
    output: BinaryIO,
    output_format: exporting.Format,
    project_id: str | None,
) -> None:
    """Write a recording as rrweb JSON.

    Where a server runs, ask it instead: GET /api/tracking/sessions/{sessionId}/export.
    """
    with reported(), closing(Control.open(settings.control_url, settings.data)) as control:
        project_id = choose_project(control, project_id).project_id
        with closing(open_warehouse(settings)) as warehouse:
            asyncio.run(write_export(warehouse, project_id, session_id, output, output_format))
        with control.write() as connection:
            record(
                connection,
                "data_exported",
                actor=SYSTEM,
                project_id=project_id,
                object_id=session_id,
            )


@contextmanager
def reported() -> Iterator[None]:
    """Turn failures into a sentence and exit code 1."""
    try:
        yield
    except PagePulseError as failure:
        raise click.ClickException(failure.detail) from failure


def choose_project(control: Control, project_id: str | None) -> Project:
    """Return the named project, or the only one; raises click.UsageError that lists them."""
    with control.read() as connection:
        projects = list_projects(connection)
    if project_id is None and len(projects) == 1:
        return projects[0]
    for project in projects:
        if project.project_id == project_id:
            return project
    known = ", ".join(f"{project.project_id} ({project.name})" for project in projects)
    raise click.UsageError(
        f"Name the project with --project. There are: {known}."
        if known
        else "There is no project yet: run `pagepulse init` or set one up in the dashboard."
    )


def open_journal(settings: Settings) -> Journal:
    """Open the journal, which a running server may use at the same time."""
    return Journal(settings.data / JOURNAL_FILE, int(settings.journal_max_gb * GIGABYTE))


def import_file(control: Control, journal: Journal, project: Project, file: Path) -> None:
    """Put one file into the journal and say which session it is."""
    recording = read_recording(file)
    project_id = project.project_id
    session_id = recording.session_id(project_id)
    for entries in groups_of(entries_of(recording, project_id, project.project_key, now_ms())):
        journal.append_now(entries)
    with control.write() as connection:
        record(
            connection,
            "data_imported",
            actor=SYSTEM,
            project_id=project_id,
            object_id=session_id,
            detail=f"{recording.event_count} events from {file.name}",
        )
    click.echo(f"{file}: session {session_id}, {recording.event_count} events")


def groups_of(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    """Yield entries in groups, so that one transaction stays small."""
    group: list[Entry] = []
    for entry in entries:
        group.append(entry)
        if len(group) == ENTRIES_AT_ONCE:
            yield group
            group = []
    if group:
        yield group


def project_here(settings: Settings, journal: Journal) -> None:
    """Move what was imported into the warehouse, unless a running server does it."""
    if is_served(settings.data):
        click.echo("The running server shows it within seconds.", err=True)
        return
    with closing(open_warehouse(settings)) as warehouse:
        Projector(journal, warehouse, Ledger()).run_until_empty()


def is_served(data: Path) -> bool:
    """Tell whether a server runs on this folder."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(data.absolute() / SOCKET_FILE))
        except OSError:
            return False
        return True


async def write_export(
    warehouse: Warehouse,
    project_id: str,
    session_id: str,
    output: BinaryIO,
    output_format: exporting.Format,
) -> None:
    """Write the file piece by piece; raises NotFoundError."""
    plan = exporting.plan(warehouse, project_id, session_id)
    async for part in exporting.stream(warehouse, plan, output_format):
        output.write(part)
