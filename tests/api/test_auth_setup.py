"""The first run: whoever holds the printed link, and nobody else, becomes the owner."""

from __future__ import annotations

import asyncio
from collections import Counter

import httpx
import pytest
from sqlalchemy import update
from tests.api.conftest import DASHBOARD, PASSWORD, Browser

from pagepulse.accounts.first_run import setup_token
from pagepulse.accounts.one_time import LIFE_MS
from pagepulse.control import Control
from pagepulse.control.tables import one_time_tokens


@pytest.fixture
def token(control: Control) -> str:
    with control.write() as connection:
        made = setup_token(connection)
    assert made is not None
    return made


def answers_of(token: str, **changes: object) -> dict[str, object]:
    return {
        "token": token,
        "email": "owner@example.com",
        "password": PASSWORD,
        "project": {"name": "Shop", "settings": {"allowedOrigins": ["https://shop.example/"]}},
        **changes,
    }


async def test_the_link_makes_the_first_owner_and_project(anonymous: httpx.AsyncClient, token: str):
    before = (await anonymous.get("/api/auth/setup")).json()

    answer = await anonymous.post("/api/auth/setup", json=answers_of(token))

    me = answer.json()
    assert before == {"needsSetup": True, "signOn": None}
    assert (await anonymous.get("/api/auth/setup")).json() == {"needsSetup": False, "signOn": None}
    assert me["user"]["email"] == "owner@example.com"
    assert me["projects"][0]["role"] == "owner"
    assert me["projects"][0]["settings"]["allowedOrigins"] == ["https://shop.example"]
    assert (await anonymous.get("/api/auth/me")).json() == me


async def test_of_twenty_at_once_exactly_one_becomes_the_owner(open_browser: Browser, token: str):
    tries = [
        open_browser(DASHBOARD).post(
            "/api/auth/setup", json=answers_of(token, email=f"owner{n}@example.com")
        )
        for n in range(20)
    ]

    statuses = Counter(answer.status_code for answer in await asyncio.gather(*tries))

    assert statuses == {200: 1, 403: 19}


async def test_a_guessed_link_opens_nothing(anonymous: httpx.AsyncClient, token: str):
    answer = await anonymous.post("/api/auth/setup", json=answers_of(token[:-1] + "x"))

    assert (answer.status_code, answer.json()["code"]) == (403, "link_not_valid")


async def test_the_link_dies_after_an_hour(
    anonymous: httpx.AsyncClient, control: Control, token: str
):
    with control.write() as connection:
        aged = one_time_tokens.c.expires_at - LIFE_MS["setup"] - 1
        connection.execute(update(one_time_tokens).values(expires_at=aged))

    answer = await anonymous.post("/api/auth/setup", json=answers_of(token))

    assert (answer.status_code, answer.json()["code"]) == (403, "link_not_valid")


async def test_a_restart_prints_a_new_link_and_kills_the_old_one(
    anonymous: httpx.AsyncClient, control: Control, token: str
):
    with control.write() as connection:
        fresh = setup_token(connection)

    assert (await anonymous.post("/api/auth/setup", json=answers_of(token))).status_code == 403
    assert (await anonymous.post("/api/auth/setup", json=answers_of(fresh or ""))).is_success


async def test_an_instance_with_an_owner_prints_no_link(
    anonymous: httpx.AsyncClient, control: Control, token: str
):
    await anonymous.post("/api/auth/setup", json=answers_of(token))

    with control.write() as connection:
        assert setup_token(connection) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"password": "short"},
        {"email": "no address"},
        {"project": {"name": ""}},
        {"project": {"name": "Shop", "settings": {"allowedOrigins": ["shop.example"]}}},
        {"project": {"name": "Shop", "settings": {"timeZone": "../../etc/passwd"}}},
        {"isAdmin": True},
    ],
)
async def test_answers_that_cannot_be_right_leave_the_link_alive(
    anonymous: httpx.AsyncClient, token: str, changes: dict[str, object]
):
    refused = await anonymous.post("/api/auth/setup", json=answers_of(token, **changes))

    assert (refused.status_code, refused.json()["code"]) == (400, "invalid_request")
    assert (await anonymous.post("/api/auth/setup", json=answers_of(token))).is_success
