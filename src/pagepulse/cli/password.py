"""`pagepulse password`: a new password for someone who has forgotten theirs."""

from __future__ import annotations

from contextlib import closing

import click
from sqlalchemy import Connection

from pagepulse.accounts import audit, second_factor, users
from pagepulse.accounts.passwords import hash_password
from pagepulse.cli.options import with_settings
from pagepulse.control import Control
from pagepulse.settings import Settings

# As in the dashboard.
MIN_LENGTH = 10


@click.command()
@click.argument("email")
@click.option(
    "--password",
    prompt=True,
    hide_input=True,
    confirmation_prompt=True,
    envvar="PAGEPULSE_NEW_PASSWORD",
    help="At least ten characters; asked for when it is missing.",
)
@click.option(
    "--end-second-factor",
    is_flag=True,
    help="Also turn two-factor login off, for someone who lost the app and the recovery codes.",
)
@with_settings("data", "control_url")
def password(settings: Settings, *, email: str, password: str, end_second_factor: bool) -> None:
    """Give EMAIL a new password and end every login of that person."""
    if len(password) < MIN_LENGTH:
        raise click.UsageError(f"A password has at least {MIN_LENGTH} characters.")
    password_hash = hash_password(password)
    control = Control.open(settings.control_url, settings.data)
    with closing(control), control.write() as connection:
        user_id = _change(connection, email, password_hash)
        if end_second_factor:
            second_factor.end(connection, user_id)
            audit.record(connection, "second_factor_off", actor=audit.SYSTEM, object_id=user_id)
    click.echo(f"{users.normal_email(email)} has a new password.")


def _change(connection: Connection, email: str, password_hash: str) -> str:
    user = users.find_user(connection, email)
    if user is None:
        raise click.ClickException(f"Nobody logs in as {email}.")
    users.set_password(connection, user.user_id, password_hash)
    audit.record(connection, "password_changed", actor=audit.SYSTEM, object_id=user.user_id)
    user_id: str = user.user_id
    return user_id
