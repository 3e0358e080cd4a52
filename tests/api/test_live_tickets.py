"""A ticket opens one socket for one login, for a minute, and ends with it."""

from __future__ import annotations

import time

import httpx
import pytest
from sqlalchemy import select, update
from tests.api.conftest import Person

from pagepulse.accounts.one_time import LIFE_MS
from pagepulse.control import Control
from pagepulse.control.tables import memberships, one_time_tokens
from pagepulse.errors import NotAuthenticatedError
from pagepulse.live.tickets import redeem_ticket
from pagepulse.projects.models import Project

URL = "/api/live/tickets"


async def ticket_of(client: httpx.AsyncClient) -> str:
    answer = await client.post(URL, headers={"Content-Type": "application/json"})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["ticket"])


async def test_a_ticket_is_worth_a_login_once(person: Person, project: Project, control: Control):
    analyst = await person("analyst")
    ticket = await ticket_of(analyst)

    who = await (await redeem_ticket(control, ticket)).principal()

    assert (who.kind, who.name[:7], who.roles) == (
        "person",
        "analyst",
        {project.project_id: "analyst"},
    )
    with pytest.raises(NotAuthenticatedError):
        await redeem_ticket(control, ticket)


async def test_several_tickets_of_a_person_are_good_at_a_time(person: Person, control: Control):
    owner = await person("owner")
    tickets = [await ticket_of(owner) for _ in range(3)]

    people = [await (await redeem_ticket(control, ticket)).principal() for ticket in tickets]

    assert len({each.principal_id for each in people}) == 1


async def test_after_a_minute_a_ticket_opens_nothing(person: Person, control: Control):
    before_ms = time.time() * 1000
    owner = await person("owner")
    answer = await owner.post(URL, headers={"Content-Type": "application/json"})
    assert 59_000 < answer.json()["expiresAt"] - before_ms < 75_000

    aged = one_time_tokens.c.expires_at - LIFE_MS["live_ticket"] - 1
    with control.write() as connection:
        connection.execute(update(one_time_tokens).values(expires_at=aged))

    with pytest.raises(NotAuthenticatedError):
        await redeem_ticket(control, answer.json()["ticket"])
    # The next ticket sweeps what nobody used.
    await ticket_of(owner)
    with control.read() as connection:
        assert len(connection.execute(select(one_time_tokens)).all()) == 1


async def test_what_a_ticket_opened_ends_with_the_login(person: Person, control: Control):
    owner = await person("owner")
    credential = await redeem_ticket(control, await ticket_of(owner))

    await owner.post("/api/auth/logout", headers={"Content-Type": "application/json"})

    with pytest.raises(NotAuthenticatedError):
        await credential.principal()


async def test_what_a_ticket_opened_has_the_role_of_this_moment(person: Person, control: Control):
    owner = await person("owner")
    credential = await redeem_ticket(control, await ticket_of(owner))

    with control.write() as connection:
        connection.execute(update(memberships).values(role="viewer"))

    assert set((await credential.principal()).roles.values()) == {"viewer"}


async def test_another_login_cannot_be_written_into_a_ticket(person: Person, control: Control):
    mine, theirs = [await ticket_of(await person(role)) for role in ("viewer", "owner")]
    forged = f"{mine.partition('.')[0]}.{theirs.partition('.')[2]}"

    for text in (forged, "", "lt_", ".", theirs.partition(".")[2]):
        with pytest.raises(NotAuthenticatedError):
            await redeem_ticket(control, text)


async def test_no_ticket_without_the_proof_that_the_dashboard_asks(
    person: Person, anonymous: httpx.AsyncClient
):
    owner = await person("owner")
    del owner.headers["X-CSRF-Token"]
    json = {"Content-Type": "application/json"}

    codes = [(await client.post(URL, headers=json)).json()["code"] for client in (owner, anonymous)]

    assert codes == ["bad_csrf_token", "not_authenticated"]
