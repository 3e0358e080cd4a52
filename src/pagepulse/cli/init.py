"""`pagepulse init`: the first owner and project without a browser, for scripts and containers."""

from __future__ import annotations

import json
from typing import Any

import click
from pydantic import ValidationError
from sqlalchemy import Connection

from pagepulse.accounts.api_tokens import create_token
from pagepulse.accounts.first_run import create_first_owner
from pagepulse.accounts.models import NewApiToken, Setup
from pagepulse.accounts.passwords import hash_password
from pagepulse.cli.options import plain_message, with_settings
from pagepulse.control import Control
from pagepulse.errors import PagePulseError
from pagepulse.projects.models import NewProject, ProjectSettings
from pagepulse.settings import Settings

# The field of the API's models that each flag fills.
FLAGS = {
    "allowed_origins": "--allow-origin",
    "email": "--email",
    "name": "--project",
    "password": "--password",
}


@click.command()
@click.option("--email", required=True, help="Login of the owner.")
@click.option(
    "--password",
    required=True,
    envvar="PAGEPULSE_INIT_PASSWORD",
    help="At least ten characters; better given as PAGEPULSE_INIT_PASSWORD, which no one can list.",
)
@click.option("--project", "name", required=True, help="Name of the first project.")
@click.option(
    "--allow-origin", "origins", multiple=True, help="Origin whose pages may send; repeatable."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_settings("data", "control_url")
def init(settings: Settings, *, as_json: bool, **answers: Any) -> None:
    """Make the first owner, the first project and an API token for it."""
    setup = _checked(**answers)
    control = Control.open(settings.control_url, settings.data)
    try:
        with control.write() as connection:
            made = _make(connection, setup)
    except PagePulseError as failure:
        raise click.ClickException(failure.detail) from failure
    finally:
        control.close()
    click.echo(json.dumps(made) if as_json else "\n".join(f"{k}: {v}" for k, v in made.items()))


def _checked(email: str, password: str, name: str, origins: tuple[str, ...]) -> Setup:
    try:
        project = NewProject(name=name, settings=ProjectSettings(allowed_origins=list(origins)))
        return Setup(token="", email=email, password=password, project=project)
    except ValidationError as failure:
        wrong = failure.errors()[0]
        flag = FLAGS[str(wrong["loc"][0])]
        raise click.UsageError(f"{flag}: {plain_message(wrong)}") from failure


def _make(connection: Connection, setup: Setup) -> dict[str, str]:
    owner = create_first_owner(
        connection, setup.email, hash_password(setup.password), setup.project
    )
    project = owner.project
    token = create_token(connection, project.project_id, NewApiToken(name="init", role="admin"))
    return {
        "projectId": project.project_id,
        "projectKey": project.project_key,
        "apiToken": token.token,
    }
