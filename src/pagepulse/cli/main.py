"""`pagepulse`: every command of an operator."""

from __future__ import annotations

from importlib import import_module

import click

from pagepulse import __version__

# Command -> module and name. Each is loaded when it is used: the engines behind `serve` take
# a second to load, which `init` or `--version` need not wait for.
COMMANDS = {
    "serve": ("serve", "serve"),
    "demo": ("demo", "demo"),
    "init": ("init", "init"),
    "password": ("password", "password"),
    "import": ("recordings", "import_recordings"),
    "export": ("recordings", "export_recording"),
    "backup": ("backup", "backup"),
    "restore": ("backup", "restore"),
    "verify": ("verify", "verify"),
    "repair": ("repair", "repair"),
    "doctor": ("doctor", "doctor"),
    "quarantine": ("quarantine", "quarantine"),
    "openapi": ("serve", "openapi"),
}


class Commands(click.Group):
    """A group that knows its commands by name; click asks for them by these two methods."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names in the order of the manual."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's signature
        """Load one command."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"pagepulse.cli.{module}"), name)
        return command


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="pagepulse")
def main() -> None:
    """Session replay, heatmaps, live recording and web analytics in one process."""
