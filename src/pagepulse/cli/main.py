"""`pagepulse`: every command of an operator."""

from __future__ import annotations

import click

from pagepulse import __version__
from pagepulse.cli.backup import backup, restore
from pagepulse.cli.demo import demo
from pagepulse.cli.init import init
from pagepulse.cli.quarantine import quarantine
from pagepulse.cli.recordings import export_recording, import_recordings
from pagepulse.cli.serve import openapi, serve


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="pagepulse")
def main() -> None:
    """Session replay, heatmaps, live recording and web analytics in one process."""


COMMANDS = (
    serve,
    demo,
    init,
    import_recordings,
    export_recording,
    backup,
    restore,
    quarantine,
    openapi,
)
for command in COMMANDS:
    main.add_command(command)
