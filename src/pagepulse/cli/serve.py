"""`pagepulse serve` and `pagepulse openapi`."""

from __future__ import annotations

import json

import click

from pagepulse.cli.options import with_settings
from pagepulse.errors import StorageError
from pagepulse.server.app import create_api
from pagepulse.server.garbage import settle
from pagepulse.server.listeners import PortTakenError
from pagepulse.server.logging import set_up_logging
from pagepulse.server.run import Instance
from pagepulse.settings import Settings


@click.command()
@with_settings()
def serve(settings: Settings) -> None:
    """Run the server until it is stopped."""
    set_up_logging(settings)
    instance = open_instance(settings)
    instance.run(ready=lambda: _begin(instance))


@click.command()
def openapi() -> None:
    """Print the description of the HTTP API as JSON."""
    document = create_api({}).openapi()
    click.echo(json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False))


def open_instance(settings: Settings) -> Instance:
    """Open listeners and storage; raises click.ClickException with a sentence for the operator."""
    try:
        return Instance(settings)
    except PortTakenError as failure:
        raise click.ClickException(str(failure)) from failure
    except StorageError as failure:
        raise click.ClickException(failure.detail) from failure


def _begin(instance: Instance) -> None:
    settle()
    _announce(instance)


def _announce(instance: Instance) -> None:
    click.echo(f"PagePulse runs at {instance.origins.link('/')}", err=True)
    link = instance.setup_link()
    if link:
        click.echo(f"Make the first login within an hour: {link}", err=True)
