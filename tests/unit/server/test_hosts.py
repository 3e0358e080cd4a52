"""A site whose name leads to this machine does not become one with the dashboard."""

from __future__ import annotations

import httpx
import pytest
from starlette.responses import PlainTextResponse

from pagepulse.accounts.origins import Origins
from pagepulse.server.hosts import KnownHosts
from pagepulse.settings import Settings

LOCAL = Settings()
PUBLIC = Settings(public_url="https://pulse.example.com", player_url="https://player.example.net")
EVERYWHERE = Settings(host="0.0.0.0")


async def ask(settings: Settings, host: str, path: str = "/api/auth/me") -> tuple[int, str]:
    origins = Origins.of(settings, 8200, 8201)
    transport = httpx.ASGITransport(KnownHosts(PlainTextResponse("fine"), origins))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        answer = await client.get(path, headers={"Host": host})
    return answer.status_code, answer.text if answer.is_success else answer.json()["code"]


@pytest.mark.parametrize(
    ("settings", "host"),
    [
        (LOCAL, "localhost:8200"),
        (LOCAL, "LOCALHOST"),
        (LOCAL, "127.0.0.1:8200"),
        (LOCAL, "[::1]:8200"),
        (PUBLIC, "pulse.example.com"),
        (PUBLIC, "player.example.net"),
        (PUBLIC, "localhost:8200"),
        (EVERYWHERE, "any.example:8200"),
        (EVERYWHERE, "192.168.1.5:8200"),
    ],
)
async def test_it_answers_to_its_own_names(settings: Settings, host: str):
    assert await ask(settings, host) == (200, "fine")


@pytest.mark.parametrize(
    ("settings", "host"),
    [
        (LOCAL, "rebound.example:8200"),
        (LOCAL, "localhost.rebound.example"),
        (LOCAL, "192.168.1.5:8200"),
        (LOCAL, ""),
        (PUBLIC, "rebound.example"),
        (EVERYWHERE, "a;script-src *"),
    ],
)
async def test_it_answers_to_no_other_name(settings: Settings, host: str):
    assert await ask(settings, host) == (400, "bad_host")


@pytest.mark.parametrize(
    "path", ["/pulse.js", "/recorder.js", "/api/tracking/config", "/healthz", "/readyz"]
)
async def test_what_sites_and_machines_load_is_open_under_every_name(path: str):
    assert await ask(LOCAL, "collect.shop.example", path) == (200, "fine")
