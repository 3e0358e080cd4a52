"""Readiness names the part that is not well; liveness asks no part."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import httpx
import pytest
from fastapi import FastAPI

from pagepulse.errors import StorageError
from pagepulse.server import health
from pagepulse.server.health import Check, create_health_routes
from pagepulse.server.listeners import HttpOnly


async def fine() -> None:
    """Answer."""


async def slow() -> str:
    """Answer, not as usual."""
    return "slow_disk"


async def failing() -> None:
    """Fail as storages do."""
    raise StorageError("journal_failed", "The last batch could not be written.")


async def crashing() -> None:
    """Fail as nothing should."""
    raise RuntimeError("secret detail")


async def hanging() -> None:
    """Never answer."""
    await asyncio.Event().wait()


async def ask(path: str, checks: Mapping[str, Check]) -> httpx.Response:
    app = FastAPI()
    app.include_router(create_health_routes(checks))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        return await client.get(path)


@pytest.mark.parametrize(
    ("check", "status", "outcome"),
    [
        (fine, 200, "ok"),
        (slow, 200, "slow_disk"),
        (failing, 503, "journal_failed"),
        (crashing, 503, "crashed"),
        (hanging, 503, "no_answer"),
    ],
)
async def test_readiness_names_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, check: Check, status: int, outcome: str
):
    monkeypatch.setattr(health, "CHECK_SECONDS", 0.05)

    answer = await ask("/readyz", {"control": fine, "journal": check})

    assert (answer.status_code, answer.json()) == (
        status,
        {
            "ready": status == 200,
            "degraded": check is slow,
            "parts": {"control": "ok", "journal": outcome},
        },
    )


async def test_liveness_asks_nobody():
    answer = await ask("/healthz", {"journal": crashing})

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_a_socket_where_there_is_none_is_closed():
    received = asyncio.Queue[dict[str, str]]()
    sent: list[object] = []
    received.put_nowait({"type": "websocket.connect"})

    async def send(message: object) -> None:
        sent.append(message)

    await HttpOnly(FastAPI())({"type": "websocket"}, received.get, send)

    assert sent == [{"type": "websocket.close", "code": 1000}]
