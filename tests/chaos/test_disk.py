"""A disk that fails or is slow: nothing is acknowledged that is not on it, and the rest goes on."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.chaos.plan import DISK
from tests.chaos.server import FaultyServer, made_faulty_server
from tests.chaos.trial import found_in

pytestmark = pytest.mark.chaos

SESSION_KEY = "4b1f" * 8
FAILING = [kind for kind in DISK if kind not in {"slow-sync", "file-too-large"}]
# Within this time of a failure readiness is red, and of its end green, in seconds.
RED_SECONDS = 1.0
GREEN_SECONDS = 10.0
# What others do on the machine may slow it down by so much.
PATIENCE = 6.0
SLOW_SECONDS = 2.0
POLL_SECONDS = 0.05


@pytest.fixture
async def server(tmp_path: Path, unused_tcp_port: int) -> AsyncIterator[FaultyServer]:
    made = await made_faulty_server(tmp_path / "data", unused_tcp_port)
    await made.start()
    yield made
    await made.end()


@pytest.fixture
async def client(server: FaultyServer) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=server.http, timeout=60) as opened:
        yield opened


async def send(client: httpx.AsyncClient, server: FaultyServer, seq: int) -> httpx.Response:
    fields = {
        "version": 1,
        "projectKey": server.project_key,
        "sessionKey": SESSION_KEY,
        "tabId": "t_1",
        "seq": seq,
        "sentAt": int(time.time() * 1000),
        "pageViews": [{"id": f"p_{seq}", "at": 1, "url": "https://shop.example/"}],
    }
    return await client.post("/api/tracking/events", json=fields)


async def readiness(client: httpx.AsyncClient) -> tuple[int, Any]:
    answer = await client.get("/readyz")
    return answer.status_code, answer.json()


async def until_ready(client: httpx.AsyncClient) -> float:
    """Return the seconds until `/readyz` is green, while no batch is sent."""
    began = time.monotonic()
    async with asyncio.timeout(GREEN_SECONDS * PATIENCE):
        while (await readiness(client))[0] != 200:  # noqa: ASYNC110 - another process
            await asyncio.sleep(POLL_SECONDS)
    return time.monotonic() - began


async def test_a_write_that_fails_is_never_acknowledged_and_the_server_recovers_by_itself(
    server: FaultyServer, client: httpx.AsyncClient
):
    acknowledged = []
    for number, kind in enumerate(FAILING):
        assert (await send(client, server, 2 * number)).status_code == 202
        await server.set_faults(disk=kind)
        refused = await send(client, server, 2 * number + 1)
        began = time.monotonic()
        status, parts = await readiness(client)
        red_after = time.monotonic() - began
        await server.set_faults()
        await until_ready(client)

        assert refused.status_code == 503, kind
        assert "retry-after" in refused.headers
        assert (status, parts["ready"]) == (503, False)
        assert red_after < RED_SECONDS * PATIENCE
        assert (await send(client, server, 2 * number + 1)).status_code == 202
        acknowledged += [2 * number, 2 * number + 1]
    assert server.struck.keys() >= set(FAILING)
    await server.kill()

    found = await found_in(server.data)
    assert [row["seq"] for row in found["batches"]] == acknowledged
    assert found["ledger"]["stored"] == len(acknowledged)


async def test_a_slow_disk_makes_acknowledgements_late_and_nothing_else(
    server: FaultyServer, client: httpx.AsyncClient
):
    assert (await readiness(client))[1]["degraded"] is False
    await server.set_faults(disk="slow-sync", seconds=SLOW_SECONDS)

    waiting = asyncio.create_task(send(client, server, 0))
    lags = []
    while not waiting.done():
        began = time.monotonic()
        assert (await client.get("/healthz")).status_code == 200
        lags.append(time.monotonic() - began)
    answered = await waiting
    status, told = await readiness(client)

    assert answered.status_code == 202
    assert (status, told["degraded"], told["parts"]["journal"]) == (200, True, "slow_disk")
    # A loop that waits for the disk would answer once.
    assert len(lags) > 10
    assert sorted(lags)[len(lags) // 2] < SLOW_SECONDS / 4
