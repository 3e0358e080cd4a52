"""Logging in, staying logged in, and being logged out."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import httpx
import pytest
from dirty_equals import IsStr
from sqlalchemy import update
from tests.api.conftest import DASHBOARD, PASSWORD, PASSWORD_HASH, Browser, LogIn, Person

from pagepulse.accounts import logins, users
from pagepulse.control import Control
from pagepulse.control.tables import login_sessions
from pagepulse.projects.models import Project

EMAIL = "owner@example.com"


@pytest.fixture
def owner_id(control: Control, project: Project) -> str:
    with control.write() as connection:
        user_id = users.create_user(connection, EMAIL, PASSWORD_HASH)
        users.add_member(connection, project.project_id, user_id, "owner")
    return user_id


async def try_login(
    client: httpx.AsyncClient, email: str = EMAIL, password: str = PASSWORD
) -> httpx.Response:
    return await client.post("/api/auth/login", json={"email": email, "password": password})


async def test_a_login_answers_with_everything_a_screen_needs(
    anonymous: httpx.AsyncClient, owner_id: str, project: Project
):
    answer = await try_login(anonymous, " Owner@Example.com ")

    assert answer.json() == {
        "user": {"userId": owner_id, "email": EMAIL},
        "csrfToken": IsStr(regex="[0-9a-f]{64}"),
        "projects": [project.model_copy(update={"role": "owner"}).model_dump(by_alias=True)],
        "playerOrigin": "http://127.0.0.1:8201",
        "version": IsStr,
    }
    assert (await anonymous.get("/api/auth/me")).json() == answer.json()


@pytest.mark.usefixtures("owner_id")
async def test_on_this_machine_the_cookie_is_out_of_reach_of_scripts(
    anonymous: httpx.AsyncClient,
):
    answer = await try_login(anonymous)

    assert answer.headers["set-cookie"] == IsStr(
        regex=r"pagepulse=[\w-]{43}; HttpOnly; Max-Age=604800; Path=/; SameSite=lax"
    )


@pytest.mark.usefixtures("owner_id")
async def test_over_https_the_cookie_is_bound_to_the_host(open_browser: Browser):
    answer = await try_login(open_browser("https://pulse.example.com"))

    assert answer.headers["set-cookie"] == IsStr(
        regex=r"__Host-pagepulse=[\w-]{43}; HttpOnly; Max-Age=604800; Path=/; SameSite=lax; Secure"
    )


@pytest.mark.usefixtures("owner_id")
async def test_a_password_never_travels_in_the_clear(open_browser: Browser):
    answer = await try_login(open_browser("http://pulse.example.com"))

    assert (answer.status_code, answer.json()["code"]) == (403, "https_required")


@pytest.mark.usefixtures("owner_id")
async def test_an_unknown_person_and_a_wrong_password_look_alike(anonymous: httpx.AsyncClient):
    wrong = await try_login(anonymous, password="wrong")
    unknown = await try_login(anonymous, email="nobody@example.com")

    assert (wrong.status_code, wrong.json()) == (unknown.status_code, unknown.json())
    assert wrong.json()["code"] == "wrong_login"


@pytest.mark.usefixtures("owner_id")
async def test_an_unknown_person_takes_as_long_as_a_wrong_password(anonymous: httpx.AsyncClient):
    async def fastest(email: str) -> float:
        times = []
        for _ in range(3):
            begun = time.perf_counter()
            await try_login(anonymous, email=email, password="wrong")
            times.append(time.perf_counter() - begun)
        return min(times)

    assert await fastest("nobody@example.com") > 0.5 * await fastest(EMAIL)


async def test_someone_who_was_only_invited_cannot_log_in(
    anonymous: httpx.AsyncClient, control: Control
):
    with control.write() as connection:
        users.create_user(connection, EMAIL)

    assert (await try_login(anonymous, password="")).status_code == 400
    assert (await try_login(anonymous, password="x")).status_code == 401


@pytest.mark.usefixtures("owner_id")
async def test_a_login_replaces_the_one_before(anonymous: httpx.AsyncClient, open_browser: Browser):
    await try_login(anonymous)
    old = dict(anonymous.cookies)

    await try_login(anonymous)

    thief = open_browser(DASHBOARD)
    thief.cookies.update(old)
    assert dict(anonymous.cookies) != old
    assert (await thief.get("/api/auth/me")).status_code == 401


@pytest.mark.usefixtures("owner_id")
async def test_a_cookie_from_before_the_login_is_worth_nothing(anonymous: httpx.AsyncClient):
    anonymous.cookies.set("pagepulse", "chosen-by-an-attacker", domain="localhost.local")

    await try_login(anonymous)

    assert "chosen-by-an-attacker" not in str(anonymous.cookies.get("pagepulse", domain=""))
    anonymous.cookies.clear()
    anonymous.cookies.set("pagepulse", "chosen-by-an-attacker")
    assert (await anonymous.get("/api/auth/me")).status_code == 401


async def test_after_logout_the_cookie_is_worth_nothing(person: Person, open_browser: Browser):
    owner = await person()
    stolen = dict(owner.cookies)

    answer = await owner.post("/api/auth/logout")

    thief = open_browser(DASHBOARD)
    thief.cookies.update(stolen)
    assert answer.status_code == 204
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert (await thief.get("/api/auth/me")).status_code == 401


@pytest.mark.parametrize(
    ("column", "age"), [("seen_at", logins.IDLE_MS), ("created_at", logins.LONGEST_MS)]
)
async def test_a_login_ends_by_itself(person: Person, control: Control, column: str, age: int):
    owner = await person()
    with control.write() as connection:
        aged = login_sessions.c[column] - age - 1
        connection.execute(update(login_sessions).values({column: aged}))

    assert (await owner.get("/api/auth/me")).status_code == 401


async def test_a_new_password_ends_every_login(person: Person, control: Control):
    owner = await person()
    user_id = (await owner.get("/api/auth/me")).json()["user"]["userId"]

    with control.write() as connection:
        users.set_password(connection, user_id, PASSWORD_HASH)

    assert (await owner.get("/api/auth/me")).status_code == 401


async def test_the_database_holds_nothing_that_logs_in(
    person: Person, open_browser: Browser, tmp_path: Path
):
    await person()
    with sqlite3.connect(tmp_path / "control.db") as database:
        stored = "\n".join(database.iterdump())
    database.close()
    values = {part.strip("'\"(); ") for part in stored.replace("\n", ",").split(",")}

    thief = open_browser(DASHBOARD)
    for value in values:
        if value.isascii() and value.isprintable() and ";" not in value:
            headers = {"Cookie": f"pagepulse={value}", "Authorization": f"Bearer {value}"}
            for name, secret in headers.items():
                answer = await thief.get("/api/auth/me", headers={name: secret})
                assert answer.status_code == 401, value


@pytest.mark.usefixtures("owner_id")
async def test_guessing_is_slowed_down_and_says_for_how_long(anonymous: httpx.AsyncClient):
    answers = [await try_login(anonymous, password=f"guess {n}") for n in range(6)]

    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    assert answers[-1].headers["retry-after"] == str(answers[-1].json()["retryAfterSeconds"])


async def test_a_person_may_log_in_again_and_again(log_in: LogIn, owner_id: str):
    for _ in range(8):
        client = await log_in(EMAIL)

    assert (await client.get("/api/auth/me")).json()["user"]["userId"] == owner_id
