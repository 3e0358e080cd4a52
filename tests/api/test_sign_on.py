"""Login with OpenID Connect, against a provider that signs with a key of its own."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi import FastAPI
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey
from tests.api.conftest import DASHBOARD, Browser, Person

from pagepulse.accounts.dependencies import Services
from pagepulse.accounts.single_sign_on import Provider, SingleSignOn, challenge_of
from pagepulse.projects.models import Project

ISSUER = "https://login.example.com"
CLIENT, SECRET = "pagepulse", "the client's secret"
EMAIL = "owner@example.com"
CALLBACK = f"{DASHBOARD}/api/auth/sign-on/callback"


@dataclass
class FakeProvider:
    """Plays the provider at the network's edge; tests change what it says."""

    key: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256", {"kid": "k1"}))
    signing_key: Any = None
    algorithm: str = "ES256"
    claims: dict[str, Any] = field(default_factory=dict)
    issuer: str = ISSUER
    is_down: bool = False
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    nonce: str = ""
    challenge: str = ""

    def answer(self, request: httpx.Request) -> httpx.Response:
        """Answer as a provider does."""
        if self.is_down:
            raise httpx.ConnectError("no route")
        match request.url.path:
            case "/.well-known/openid-configuration":
                endpoints = {
                    "issuer": self.issuer,
                    "authorization_endpoint": f"{ISSUER}/authorize",
                    "token_endpoint": f"{ISSUER}/token",
                    "jwks_uri": f"{ISSUER}/keys",
                }
                return httpx.Response(200, json=endpoints)
            case "/keys":
                return httpx.Response(200, json=KeySet([self.key]).as_dict(private=False))
            case "/token":
                return self._token(request)
        return httpx.Response(404)

    def _token(self, request: httpx.Request) -> httpx.Response:
        asked = parse_qs(request.content.decode())
        self.asked.append(asked)
        if challenge_of(asked["code_verifier"][0]) != self.challenge:
            return httpx.Response(400, json={"error": "invalid_grant"})
        claims = {
            "iss": ISSUER,
            "aud": CLIENT,
            "exp": int(time.time()) + 300,
            "nonce": self.nonce,
            "email": EMAIL,
            "email_verified": True,
            **self.claims,
        }
        header = {"alg": self.algorithm, "kid": "k1"}
        token = jwt.encode(
            header, claims, self.signing_key or self.key, algorithms=[self.algorithm]
        )
        return httpx.Response(200, json={"id_token": token})


@pytest.fixture
def provider() -> FakeProvider:
    return FakeProvider()


@pytest.fixture
async def services(services: Services, provider: FakeProvider) -> AsyncIterator[Services]:
    http = httpx.AsyncClient(transport=httpx.MockTransport(provider.answer))
    sign_on = SingleSignOn(Provider(ISSUER, CLIENT, SECRET, "Example"), http)
    yield replace(services, sign_on=sign_on)
    await sign_on.close()


@pytest.fixture
def browser(app: FastAPI, open_browser: Browser) -> httpx.AsyncClient:
    assert app
    return open_browser(DASHBOARD)


async def leave(
    browser: httpx.AsyncClient, provider: FakeProvider, next_path: str = "/p/shop"
) -> dict[str, str]:
    """Press the button; return what the provider is asked."""
    answer = await browser.get("/api/auth/sign-on", params={"next": next_path})
    there = urlsplit(answer.headers["location"])
    assert (answer.status_code, there.netloc, there.path) == (
        303,
        "login.example.com",
        "/authorize",
    )
    asked = {name: values[0] for name, values in parse_qs(there.query).items()}
    provider.nonce, provider.challenge = asked["nonce"], asked["code_challenge"]
    return asked


async def come_back(browser: httpx.AsyncClient, state: str) -> str:
    """Follow the provider's answer; return where that leads."""
    answer = await browser.get("/api/auth/sign-on/callback", params={"state": state, "code": "abc"})
    assert answer.status_code == 303
    return str(answer.headers["location"])


async def is_logged_in(browser: httpx.AsyncClient) -> bool:
    return (await browser.get("/api/auth/me")).status_code == 200


async def test_a_member_logs_in_and_is_where_the_link_led(
    person: Person, project: Project, browser: httpx.AsyncClient, provider: FakeProvider
):
    owner = await person("owner", project, EMAIL)
    assert (await browser.get("/api/auth/setup")).json()["signOn"] == "Example"

    asked = await leave(browser, provider)
    there = await come_back(browser, asked["state"])

    assert (there, await is_logged_in(browser)) == ("/p/shop", True)
    assert {
        name: asked[name] for name in ("client_id", "redirect_uri", "scope", "response_type")
    } == {
        "client_id": CLIENT,
        "redirect_uri": CALLBACK,
        "scope": "openid email",
        "response_type": "code",
    }
    newest = (await owner.get(f"/api/projects/{project.project_id}/audit")).json()["entries"][0]
    assert (newest["actor"], newest["action"], newest["detail"]) == (EMAIL, "login", "Example")


async def test_who_is_no_member_stays_outside(browser: httpx.AsyncClient, provider: FakeProvider):
    asked = await leave(browser, provider)

    assert await come_back(browser, asked["state"]) == "/login?problem=sign_on_unknown"
    assert not await is_logged_in(browser)


@pytest.mark.parametrize(
    "wrong",
    [
        {"claims": {"aud": "somebody else"}},
        {"claims": {"iss": "https://evil.example"}},
        {"claims": {"exp": int(time.time()) - 3600}},
        {"claims": {"nonce": "of another login"}},
        {"claims": {"email_verified": False}},
        {"claims": {"email_verified": "true"}},
        {"claims": {"email": ""}},
        {"signing_key": ECKey.generate_key("P-256", {"kid": "k1"})},
        {"signing_key": OctKey.import_key(SECRET), "algorithm": "HS256"},
        {"challenge": "of another browser"},
    ],
)
async def test_an_answer_that_proves_nothing_lets_nobody_in(
    person: Person,
    project: Project,
    browser: httpx.AsyncClient,
    provider: FakeProvider,
    wrong: dict[str, Any],
):
    await person("owner", project, EMAIL)
    asked = await leave(browser, provider)
    for name, value in wrong.items():
        setattr(provider, name, value)

    there = await come_back(browser, asked["state"])

    assert there in {"/login?problem=sign_on_refused", "/login?problem=sign_on_failed"}
    assert not await is_logged_in(browser)


async def test_an_answer_to_somebody_elses_question_is_refused(
    person: Person, project: Project, open_browser: Browser, provider: FakeProvider
):
    await person("owner", project, EMAIL)
    attacker, victim = open_browser(DASHBOARD), open_browser(DASHBOARD)
    state = (await leave(attacker, provider))["state"]

    # Without a question of its own, and with one.
    assert await come_back(victim, state) == "/login?problem=sign_on_refused"
    await leave(victim, provider)
    assert await come_back(victim, state) == "/login?problem=sign_on_refused"
    assert not await is_logged_in(victim)


@pytest.mark.parametrize(
    "next_path", ["//evil.example", "https://evil.example", "/\\evil.example", ""]
)
async def test_a_login_leads_to_no_other_site(
    person: Person,
    project: Project,
    browser: httpx.AsyncClient,
    provider: FakeProvider,
    next_path: str,
):
    await person("owner", project, EMAIL)
    asked = await leave(browser, provider, next_path)

    assert await come_back(browser, asked["state"]) == "/"


async def test_a_provider_that_is_down_or_another_one_is_said(
    browser: httpx.AsyncClient, provider: FakeProvider
):
    provider.is_down = True
    down = await browser.get("/api/auth/sign-on")
    provider.is_down, provider.issuer = False, "https://evil.example"
    other = await browser.get("/api/auth/sign-on")

    locations = [one.headers["location"] for one in (down, other)]
    assert locations == ["/login?problem=sign_on_failed"] * 2
