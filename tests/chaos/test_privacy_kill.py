"""kill -9 while visitors are erased: it goes on by itself, and nothing of them comes back.

`PAGEPULSE_TEST_SEED=…` repeats a run.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.chaos.test_kill import SEED, START_SECONDS, Run, batch, free_port, make_project, server

from pagepulse.ingest.batch import session_id_of

pytestmark = pytest.mark.chaos

SESSIONS = 40
KILLS = 2
# Before, in and after a round.
KILL_AFTER_SECONDS = (0.05, 1.5)


@contextlib.asynccontextmanager
async def log_in(run: Run) -> AsyncIterator[httpx.AsyncClient]:
    origin = f"http://localhost:{run.port}"
    headers = {"Origin": origin}
    async with httpx.AsyncClient(base_url=origin, headers=headers, timeout=60) as client:
        login = {"email": "a@shop.example", "password": "a long password"}
        answer = await client.post("/api/auth/login", json=login)
        assert answer.status_code == 200, answer.text
        client.headers["X-CSRF-Token"] = answer.json()["csrfToken"]
        yield client


async def until_files(client: httpx.AsyncClient) -> dict[str, Any]:
    """Return the request when only old files are waited for."""
    async with asyncio.timeout(START_SECONDS):
        while True:
            (request,) = (await client.get("/api/privacy/requests")).json()["requests"]
            if request["progress"]["phase"] == "files":
                found: dict[str, Any] = request
                return found
            await asyncio.sleep(0.1)


async def stored_sessions(client: httpx.AsyncClient) -> set[str]:
    found = await client.get("/api/tracking/sessions", params={"limit": 200})
    return {one["sessionId"] for one in found.json()["sessions"]}


async def test_a_page_is_erased_whatever_is_killed_and_the_rest_stays(tmp_path: Path) -> None:
    run = Run(tmp_path / "data", free_port(), await make_project(tmp_path / "data"),
              random.Random(SEED))  # fmt: skip
    keys = [f"{run.chance.getrandbits(128):032x}" for _ in range(SESSIONS)]
    print(f"seed {SEED}")  # noqa: T201 - pytest shows it when the test fails
    async with server(run), log_in(run) as client:
        for number, key in enumerate(keys):
            # Half of them saw the page /0, the others /1.
            await send(client, run, key, seq=number % 2)
        async with asyncio.timeout(START_SECONDS):
            while len(await stored_sessions(client)) < SESSIONS:  # noqa: ASYNC110 - another process stores them
                await asyncio.sleep(0.1)
        body = {"kind": "page", "value": "https://shop.example/0"}
        asked = await client.post("/api/privacy/erasures", json=body)
        assert asked.status_code == 202, asked.text

    for _ in range(KILLS):
        async with server(run):
            # Time is what this test varies.
            await asyncio.sleep(run.chance.uniform(*KILL_AFTER_SECONDS))
    async with server(run), log_in(run) as client:
        request = await until_files(client)
        left = await stored_sessions(client)

    assert request["progress"]["sessions"] == SESSIONS // 2
    assert left == {session_id_of(key) for key in keys[1::2]}


async def send(client: httpx.AsyncClient, run: Run, key: str, seq: int) -> None:
    answer = await client.post("/api/tracking/events?encoding=gzip", content=batch(run, key, seq))
    assert answer.status_code == 202, answer.text
