"""`pagepulse`: every command of an operator."""

from __future__ import annotations

import click

from pagepulse import __version__
from pagepulse.cli.init import init
from pagepulse.cli.serve import openapi, serve


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="pagepulse")
def main() -> None:
    """Session replay, heatmaps, live recording and web analytics in one process."""


for command in (serve, init, openapi):
    main.add_command(command)
