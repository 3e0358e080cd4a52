"""`pagepulse doctor`: looks at machine, settings and data folder, and says what to do."""

from __future__ import annotations

import platform
import sqlite3
from importlib.metadata import version

import click
import httpx

from pagepulse import __version__
from pagepulse.cli.options import with_settings
from pagepulse.integrity.examination import Advice, examine
from pagepulse.server.backend import marks_of
from pagepulse.settings import Settings

# A healthy server answers in milliseconds.
ANSWER_SECONDS = 5
MARKS = {"good": "✓", "careful": "!", "bad": "✗"}


@click.command()
@with_settings()
def doctor(settings: Settings) -> None:
    """Look at the machine, the settings and the running server; ends with 1 where something is bad.

    Nothing is changed. `pagepulse verify` looks at every stored byte.
    """
    click.echo(
        f"PagePulse {__version__}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, chDB {version('chdb')}"
    )
    advices = [*examine(settings, marks_of(settings)), *ask_server(settings)]
    for advice in advices:
        click.echo(f"{MARKS[advice.level]} {advice.what}: {advice.say}")
    if any(advice.level == "bad" for advice in advices):
        raise SystemExit(1)


def ask_server(settings: Settings) -> list[Advice]:
    """Ask the server at the settings' port how it is."""
    address = f"http://{settings.host}:{settings.port}/readyz"
    try:
        answer = httpx.get(address, timeout=ANSWER_SECONDS)
        parts: dict[str, str] = answer.json()["parts"]
    except httpx.ConnectError:
        return [Advice("good", "server", f"Not running at {settings.host}:{settings.port}.")]
    except (httpx.HTTPError, ValueError, KeyError):
        say = f"Something at {settings.host}:{settings.port} does not answer as PagePulse does."
        return [Advice("bad", "server", say)]
    return [
        Advice("good" if word == "ok" else "bad", f"server, {part}", word)
        for part, word in parts.items()
    ]
