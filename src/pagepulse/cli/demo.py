"""`pagepulse demo`: the server with a demo site, a login and two weeks of sessions."""

from __future__ import annotations

from pathlib import Path

import click

from pagepulse.cli.options import with_settings
from pagepulse.cli.serve import open_instance
from pagepulse.clock import now_ms
from pagepulse.demo.instance import (
    DemoState,
    prepare_project,
    read_state,
    seed,
    write_state,
)
from pagepulse.demo.site import demo_site
from pagepulse.errors import ConflictError
from pagepulse.projects.models import Project
from pagepulse.server.listeners import LOOPBACK, PortTakenError, open_socket, port_of
from pagepulse.server.logging import set_up_logging
from pagepulse.server.run import Instance
from pagepulse.settings import Settings

# Apart from the folder of `serve`: a demo must never grow into somebody's real data.
DEMO_DATA = Path("pagepulse-demo")
# The names by which a browser on this machine reaches the demo site.
HOSTNAMES = ("localhost", LOOPBACK)


@click.command()
@click.option(
    "--demo-port",
    type=click.IntRange(0, 65535),
    default=8203,
    show_default=True,
    envvar="PAGEPULSE_DEMO_PORT",
    help="Port of the demo site, always on loopback. 0 takes a free one.",
)
@with_settings()
def demo(settings: Settings, *, demo_port: int) -> None:
    """Run the server with a demo site, a ready-made login and a week of sessions."""
    if "data" not in settings.model_fields_set:
        settings = settings.model_copy(update={"data": DEMO_DATA})
    set_up_logging(settings)
    instance = open_instance(settings)
    try:
        listener = open_socket(LOOPBACK, demo_port, "--demo-port")
    except PortTakenError as failure:
        raise click.ClickException(str(failure)) from failure
    origins = [f"http://{name}:{port_of(listener)}" for name in HOSTNAMES]
    state, project = _fill(instance, origins)
    instance.add(listener, demo_site(instance.origins.link(""), project.project_key))
    instance.run(ready=lambda: _announce(instance, state, origins[0]))


def _fill(instance: Instance, site_origins: list[str]) -> tuple[DemoState, Project]:
    """Make login, project and sessions where they are missing."""
    data = instance.settings.data
    services = instance.backend.services
    state = read_state(data)
    try:
        project = prepare_project(services.control, data, state, site_origins)
    except ConflictError as failure:
        raise click.ClickException(failure.detail) from failure
    services.projects.refresh()
    if seed(instance.backend.pipeline.journal, project, site_origins[0], state, now_ms()):
        write_state(data, state)
    return state, project


def _announce(instance: Instance, state: DemoState, site_origin: str) -> None:
    click.echo(f"Dashboard   {instance.origins.link('/')}")
    click.echo(f"Login       {state.email}   {state.password}")
    click.echo(f"Demo site   {site_origin}/   browse it and find yourself under Sessions")
