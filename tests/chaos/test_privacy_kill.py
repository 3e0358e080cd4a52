"""kill -9 while visitors are erased: it goes on by itself, and no byte of them stays or comes back.

`PAGEPULSE_TEST_SEED=…` repeats a run.
"""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import json
import random
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.chaos.test_kill import (
    SEED,
    START_SECONDS,
    Run,
    batch,
    free_port,
    make_project,
    read_back,
    server,
)
from tests.secrets.scan import scan
from tests.unit.privacy.conftest import keep_no_old_parts

from pagepulse.ingest.batch import session_id_of
from pagepulse.warehouse import Warehouse

pytestmark = pytest.mark.chaos

SESSIONS = 40
KILLS = 2
# Before, in and after a round.
KILL_AFTER_SECONDS = (0.05, 1.5)
# What visitors of the page that is erased said, and what those of the other one did.
GONE, STAYS = "zqGone4711q", "zqStays4711q"


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


async def until_done(client: httpx.AsyncClient) -> dict[str, Any]:
    """Return the request when all is gone, also old files."""
    async with asyncio.timeout(START_SECONDS):
        while True:
            (request,) = (await client.get("/api/privacy/requests")).json()["requests"]
            if request["state"] == "done":
                found: dict[str, Any] = request
                return found
            await asyncio.sleep(0.1)


def keep_files_for_no_time(run: Run) -> None:
    """Let old files go at once, not after eight minutes."""
    warehouse = Warehouse.open_embedded(run.data / "warehouse")
    keep_no_old_parts(warehouse)
    warehouse.close()


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
    keep_files_for_no_time(run)
    assert {finding.secret for finding in scan([run.data], [GONE, STAYS])} == {GONE, STAYS}

    for _ in range(KILLS):
        async with server(run):
            # Time is what this test varies.
            await asyncio.sleep(run.chance.uniform(*KILL_AFTER_SECONDS))
    async with server(run), log_in(run) as client:
        request = await until_done(client)
        left = await stored_sessions(client)
        # A tab that was offline all the time.
        await send(client, run, keys[0], seq=2)
    read_back(run.data)

    assert request["progress"]["sessions"] == SESSIONS // 2
    assert left == {session_id_of(key) for key in keys[1::2]}
    assert {finding.secret for finding in scan([run.data], [GONE, STAYS])} == {STAYS}


async def send(client: httpx.AsyncClient, run: Run, key: str, seq: int) -> None:
    body = json.loads(gzip.decompress(batch(run, key, seq)))
    said = (GONE, STAYS)[seq % 2]
    body["pageViews"][0]["title"] = said
    body["customEvents"] = [{"name": said, "at": body["sentAt"], "properties": {"what": said}}]
    content = gzip.compress(json.dumps(body).encode())
    answer = await client.post("/api/tracking/events?encoding=gzip", content=content)
    assert answer.status_code == 202, answer.text
