"""Whatever is sent to the API, the answer is a problem with a name, never a crash."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
import uvicorn
from dirty_equals import IsPartialDict, IsStr
from fastapi import FastAPI
from inline_snapshot import snapshot
from tests.api.conftest import Person

from pagepulse.projects.models import Project
from pagepulse.server.limits import MAX_BODY_BYTES

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"[" * 100_000,
        b'{"name":' * 50_000,
        b'{"name": "\\ud800"}',
        b'{"name": "\xff"}',
        b'{"name": NaN}',
        b'{"name": 1e999}',
        b'{"name": {"$ne": null}}',
        b'{"name": ""}',
        b'{"__proto__": {"role": "owner"}}',
        b'{"settings": {"recordShare": 1e308}}',
        b'{"settings": {"recordShare": ' + b"9" * 5000 + b"}}",
        b'{"settings": {"allowedOrigins": ["javascript:alert(1)"]}}',
        b'{"settings": {"timeZone": "../../../etc/passwd"}}',
        b'{"settings": {"timeZone": "Europe/Berlin\\u0000"}}',
    ],
)
async def test_a_hostile_body_is_refused_with_a_reason(
    person: Person, project: Project, body: bytes
):
    owner = await person("owner")

    answer = await owner.patch(f"/api/projects/{project.project_id}", content=body, headers=JSON)

    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == IsPartialDict({"status": 400, "code": IsStr, "detail": IsStr})


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "chunked"])
async def test_a_body_beyond_the_limit_is_refused(
    person: Person,
    project: Project,
    declared: bool,  # noqa: FBT001  # a parametrised case
):
    owner = await person("owner")
    body = b'{"name": "' + b"a" * MAX_BODY_BYTES + b'"}'

    async def pieces() -> Any:
        for start in range(0, len(body), 65536):
            yield body[start : start + 65536]

    answer = await owner.patch(
        f"/api/projects/{project.project_id}",
        content=body if declared else pieces(),
        headers=JSON,
    )

    assert (answer.status_code, answer.json()) == (
        413,
        {
            "type": "about:blank",
            "title": "Content Too Large",
            "status": 413,
            "code": "body_too_large",
            "detail": "A body of the API may have 1048576 bytes at most.",
            "limit": MAX_BODY_BYTES,
            "got": len(body) if declared else MAX_BODY_BYTES + 1,
        },
    )


async def test_a_body_at_the_limit_is_read(person: Person, project: Project):
    owner = await person("owner")
    path = f"/api/projects/{project.project_id}"
    around = len(b'{"name": ""}')

    answers = [
        await owner.patch(
            path, content=b'{"name": "' + b"a" * (size - around) + b'"}', headers=JSON
        )
        for size in (MAX_BODY_BYTES - 1, MAX_BODY_BYTES, MAX_BODY_BYTES + 1)
    ]

    # The first two are refused for the name that they hold.
    assert [answer.status_code for answer in answers] == [400, 400, 413]


@pytest.mark.parametrize("host", ["", "a b", "a;script-src *", "user@host", "\x7f"])
async def test_a_broken_host_header_opens_nothing(anonymous: httpx.AsyncClient, host: str):
    answer = await anonymous.get("/api/auth/me", headers={"Host": host})

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_host")


@pytest.mark.parametrize("token", ["", "x", "pp_", "pp_" + "a" * 43, "pp_\xff", "Bearer"])
async def test_a_wrong_token_is_no_login(anonymous: httpx.AsyncClient, token: str):
    headers = {b"Authorization": f"Bearer {token}".encode("latin-1")}

    answer = await anonymous.get("/api/projects", headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")


async def test_every_answer_of_the_api_is_kept_by_nobody_and_framed_nowhere(
    anonymous: httpx.AsyncClient,
):
    answer = await anonymous.get("/api/auth/me")

    headers = dict(answer.headers)
    for changing in ("content-length", "content-type"):
        headers.pop(changing)
    assert headers == snapshot(
        {
            "x-content-type-options": "nosniff",
            "referrer-policy": "no-referrer",
            "x-frame-options": "DENY",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
            "cache-control": "no-store",
        }
    )


async def test_what_is_open_to_all(app: FastAPI, anonymous: httpx.AsyncClient):
    paths = ["/docs", "/redoc", "/metrics", "/debug", "/api", "/api/", "/openapi.json", "/healthz"]

    answers = {path: (await anonymous.get(path)).status_code for path in paths}

    assert app.docs_url is None
    assert answers == {
        "/docs": 404,
        "/redoc": 404,
        "/metrics": 404,
        "/debug": 404,
        "/api": 404,
        "/api/": 404,
        "/openapi.json": 200,
        "/healthz": 200,
    }


@pytest.mark.parametrize(
    ("trusted", "forwarded", "counted"),
    [
        ("", "198.51.100.1", "10.0.0.9"),
        ("10.0.0.0/8", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.0/8", "1.2.3.4, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.0/8", "198.51.100.1, 10.0.0.5", "198.51.100.1"),
        ("192.168.0.0/16", "198.51.100.1", "10.0.0.9"),
    ],
)
async def test_an_address_is_believed_only_from_a_trusted_proxy(
    trusted: str, forwarded: str, counted: str
):
    seen = []

    async def application(scope: Any, _receive: Any, _send: Any) -> None:
        seen.append(scope["client"][0])

    config = uvicorn.Config(
        application,
        proxy_headers=bool(trusted),
        forwarded_allow_ips=[trusted] if trusted else [],
        log_config=None,
    )
    config.load()
    headers = [(b"x-forwarded-for", forwarded.encode()), (b"x-forwarded-proto", b"https")]
    scope = {"type": "http", "client": ("10.0.0.9", 1), "scheme": "http", "headers": headers}
    await config.loaded_app(scope, None, None)

    assert seen == [counted]
