"""Dashboard, tracker and player page leave the server with the headers that protect them."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from pagepulse.accounts.origins import Origins
from pagepulse.server.frontend import Frontend
from pagepulse.server.headers import SecurityHeaders
from pagepulse.server.player import Player
from pagepulse.settings import Settings

ORIGINS = Origins.of(Settings(), 8200, 8201)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    for name, text in {
        "dashboard/index.html": "<title>Dashboard</title>",
        "dashboard/assets/main-3f2a.js": "run()",
        "dashboard/favicon.svg": "<svg/>",
        "tracker/pulse.js": "record()",
        "player/index.html": "<title>Player</title>",
        "player/assets/player-77.js": "play()",
        "secret.txt": "secret",
    }.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path


@pytest.fixture
async def dashboard(built: Path) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(SecurityHeaders(Frontend(ORIGINS, built)))
    return httpx.AsyncClient(transport=transport, base_url="http://localhost:8200")


@pytest.fixture
async def player(built: Path) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(Player(ORIGINS, built))
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8201")


def directives(answer: httpx.Response) -> dict[str, str]:
    policy = answer.headers["content-security-policy"]
    parts = (part.strip().partition(" ") for part in policy.split(";"))
    return {name: value for name, _, value in parts}


@pytest.mark.parametrize(
    "path", ["/", "/index.html", "/login", "/setup", "/invitation", "/p/prj_1/sessions/abc"]
)
async def test_every_screen_is_the_dashboard(dashboard: httpx.AsyncClient, path: str):
    answer = await dashboard.get(path)

    assert (answer.status_code, answer.text) == (200, "<title>Dashboard</title>")
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["/metrics", "/docs", "/redoc", "/admin", "/wp-login.php", "/.env", "/loginx", "/api"]
)
async def test_what_is_no_screen_is_not_found(dashboard: httpx.AsyncClient, path: str):
    answer = await dashboard.get(path)

    assert answer.status_code == 404


async def test_the_dashboard_runs_only_its_own_files_and_sits_in_no_frame(
    dashboard: httpx.AsyncClient,
):
    answer = await dashboard.get("/")

    policy = directives(answer)
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["connect-src"] == "'self'"
    assert policy["frame-src"] == "http://127.0.0.1:8201"
    assert policy["frame-ancestors"] == "'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"


async def test_files_with_a_hash_in_their_name_are_kept_for_ever(dashboard: httpx.AsyncClient):
    hashed = await dashboard.get("/assets/main-3f2a.js")
    plain = await dashboard.get("/favicon.svg")

    assert "immutable" in hashed.headers["cache-control"]
    assert plain.headers["cache-control"] == "no-cache"
    again = await dashboard.get("/favicon.svg", headers={"If-None-Match": plain.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_the_tracker_may_be_loaded_by_pages_of_every_origin(dashboard: httpx.AsyncClient):
    answer = await dashboard.get("/pulse.js")

    assert answer.text == "record()"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"] == "public, max-age=300"


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/secret.txt",
        "/missing.js",
        "/" + "a" * 300 + ".js",
        "/a%00.js",
        "/api/nothing",
    ],
)
async def test_nothing_else_is_served(dashboard: httpx.AsyncClient, path: str):
    answer = await dashboard.get(
        httpx.URL("http://localhost:8200").copy_with(raw_path=path.encode())
    )

    assert answer.status_code == 404
    assert "secret" not in answer.text


async def test_a_missing_build_says_what_to_run(tmp_path: Path):
    transport = httpx.ASGITransport(Frontend(ORIGINS, tmp_path / "nothing"))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        answer = await client.get("/")

    assert (answer.status_code, "./dev build" in answer.text) == (503, True)


async def test_the_player_page_can_reach_nothing(player: httpx.AsyncClient):
    answer = await player.get("/")

    assert answer.text == "<title>Player</title>"
    assert directives(answer) == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "media-src": "'self' data: blob:",
        "connect-src": "'none'",
        "frame-src": "'self'",
        "worker-src": "'none'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "http://localhost:8200 http://127.0.0.1:8200",
    }


async def test_the_player_page_knows_no_login_and_no_api(player: httpx.AsyncClient):
    answers = [
        await player.get("/api/auth/me"),
        await player.get("/pulse.js"),
        await player.get("/..%2fdashboard/index.html"),
        await player.post("/"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 405]
    assert not any("set-cookie" in answer.headers for answer in answers)
    assert all("content-security-policy" in answer.headers for answer in answers)


async def test_a_broken_host_header_lets_nobody_embed_the_player(player: httpx.AsyncClient):
    answer = await player.get("/", headers={"Host": "a; script-src *"})

    assert directives(answer)["frame-ancestors"] == "'none'"
