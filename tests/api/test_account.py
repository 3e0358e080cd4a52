"""One's own account: the password, two-factor login, other browsers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx
import pyotp
import pytest
from dirty_equals import IsStr
from tests.api.conftest import DASHBOARD, PASSWORD, Browser, LogIn, Person

from pagepulse.accounts import second_factor
from pagepulse.projects.models import Project

EMAIL = "owner@example.com"
NEW_PASSWORD = "correct horse battery"
STEP_MS = second_factor.STEP_SECONDS * 1000


@dataclass
class Time:
    """What the codes are made of, in Unix ms."""

    now: int = 1_800_000_000_000

    def code(self, secret: str, steps: int = 0) -> str:
        """Return what the app shows now, or some steps from now."""
        return pyotp.TOTP(secret).at(self.now // 1000 + steps * second_factor.STEP_SECONDS)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    at = Time()
    monkeypatch.setattr(second_factor, "now_ms", lambda: at.now)
    return at


@pytest.fixture
async def owner(person: Person, project: Project) -> httpx.AsyncClient:
    return await person("owner", project, EMAIL)


async def turn_on(owner: httpx.AsyncClient, time: Time) -> tuple[str, list[str]]:
    """Turn two-factor login on; return the secret and the recovery codes."""
    begun = await owner.post("/api/account/second-factor", json={"password": PASSWORD})
    secret = begun.json()["secret"]
    confirmed = await owner.post(
        "/api/account/second-factor/confirm", json={"code": time.code(secret)}
    )
    assert confirmed.status_code == 200, confirmed.text
    # The code that was just shown is used up.
    time.now += STEP_MS
    return secret, confirmed.json()["recoveryCodes"]


async def try_login(open_browser: Browser, **more: str) -> tuple[int, str]:
    """Log in from a browser of its own; return the status and the code of the problem."""
    body = {"email": EMAIL, "password": PASSWORD, **more}
    answer = await open_browser(DASHBOARD).post("/api/auth/login", json=body)
    return answer.status_code, answer.json().get("code", "")


async def account_of(owner: httpx.AsyncClient) -> Any:
    return (await owner.get("/api/account")).json()


async def test_two_factor_login_asks_for_a_code_after_the_password(
    owner: httpx.AsyncClient, open_browser: Browser, time: Time
):
    secret, _ = await turn_on(owner, time)

    assert await try_login(open_browser) == (401, "second_factor_required")
    assert await try_login(open_browser, code="000000") == (401, "wrong_code")
    assert await try_login(open_browser, code=time.code(secret), password="wrong") == (
        401,
        "wrong_login",
    )
    assert await try_login(open_browser, code=time.code(secret)) == (200, "")
    assert (await account_of(owner))["secondFactor"] == {"isOn": True, "recoveryCodesLeft": 10}


async def test_each_code_works_once_also_for_who_looked_over_a_shoulder(
    owner: httpx.AsyncClient, open_browser: Browser, time: Time
):
    secret, _ = await turn_on(owner, time)
    code = time.code(secret)

    assert await try_login(open_browser, code=code) == (200, "")
    assert await try_login(open_browser, code=code) == (401, "wrong_code")
    # An older code that was never used does not work either.
    assert await try_login(open_browser, code=time.code(secret, -1)) == (401, "wrong_code")


@pytest.mark.parametrize(
    ("steps", "expected"), [(-2, 401), (-1, 200), (0, 200), (1, 200), (2, 401)]
)
async def test_a_phone_may_be_one_step_ahead_or_behind(
    owner: httpx.AsyncClient, open_browser: Browser, time: Time, steps: int, expected: int
):
    secret, _ = await turn_on(owner, time)
    time.now += 5 * STEP_MS

    assert (await try_login(open_browser, code=time.code(secret, steps)))[0] == expected


async def test_a_recovery_code_stands_in_for_the_app_once(
    owner: httpx.AsyncClient, open_browser: Browser, time: Time
):
    _, codes = await turn_on(owner, time)
    assert codes == [IsStr(regex="[a-z2-7]{4}(-[a-z2-7]{4}){3}")] * second_factor.RECOVERY_CODES

    assert await try_login(open_browser, code=codes[3].upper().replace("-", " ")) == (200, "")
    assert await try_login(open_browser, code=codes[3]) == (401, "wrong_code")
    assert (await account_of(owner))["secondFactor"]["recoveryCodesLeft"] == 9


async def test_a_secret_that_was_never_confirmed_locks_nobody_out(
    owner: httpx.AsyncClient, open_browser: Browser
):
    begun = await owner.post("/api/account/second-factor", json={"password": PASSWORD})
    wrong = await owner.post("/api/account/second-factor/confirm", json={"code": "000000"})

    assert begun.json() == {
        "secret": IsStr(regex="[A-Z2-7]{32}"),
        "uri": IsStr(regex="otpauth://totp/PagePulse:owner%40example.com.*"),
        "qrCode": IsStr(regex="data:image/svg.xml.*"),
    }
    assert (wrong.status_code, wrong.json()["code"]) == (400, "wrong_code")
    assert await try_login(open_browser) == (200, "")


async def test_without_the_password_a_borrowed_browser_changes_nothing(
    owner: httpx.AsyncClient, open_browser: Browser, time: Time
):
    await turn_on(owner, time)
    wrong = {"password": "guessed"}

    answers = [
        await owner.post("/api/account/second-factor", json=wrong),
        await owner.post("/api/account/second-factor/end", json=wrong),
        await owner.post("/api/account/password", json={**wrong, "newPassword": NEW_PASSWORD}),
    ]

    assert {(one.status_code, one.json()["code"]) for one in answers} == {(403, "wrong_password")}
    assert await try_login(open_browser) == (401, "second_factor_required")


async def test_guesses_at_the_password_are_slowed_down_here_too(owner: httpx.AsyncClient):
    answers = [
        await owner.post("/api/account/second-factor/end", json={"password": "guessed"})
        for _ in range(8)
    ]

    assert {one.status_code for one in answers} == {403, 429}


async def test_turned_off_the_password_is_enough_again(
    owner: httpx.AsyncClient, open_browser: Browser, time: Time
):
    await turn_on(owner, time)

    answer = await owner.post("/api/account/second-factor/end", json={"password": PASSWORD})

    assert answer.status_code == 204
    assert await try_login(open_browser) == (200, "")
    assert (await account_of(owner))["secondFactor"] == {"isOn": False, "recoveryCodesLeft": 0}


async def test_a_new_password_logs_every_other_browser_out(owner: httpx.AsyncClient, log_in: LogIn):
    other = await log_in(EMAIL)
    body = {"password": PASSWORD, "newPassword": NEW_PASSWORD}

    assert (await owner.post("/api/account/password", json=body)).status_code == 204

    assert (await other.get("/api/auth/me")).status_code == 401
    assert (await owner.get("/api/auth/me")).status_code == 200


async def test_other_browsers_can_be_logged_out(owner: httpx.AsyncClient, log_in: LogIn):
    other = await log_in(EMAIL)
    before = (await account_of(owner))["loginCount"]

    assert (await owner.post("/api/account/logins/end-others")).status_code == 204

    assert (before, (await account_of(owner))["loginCount"]) == (2, 1)
    assert (await other.get("/api/auth/me")).status_code == 401


async def test_the_audit_log_tells_of_it(owner: httpx.AsyncClient, project: Project, time: Time):
    await turn_on(owner, time)
    await owner.post("/api/account/second-factor/end", json={"password": PASSWORD})

    log = (await owner.get(f"/api/projects/{project.project_id}/audit")).json()["entries"]

    assert [entry["action"] for entry in log][:2] == ["second_factor_off", "second_factor_on"]
