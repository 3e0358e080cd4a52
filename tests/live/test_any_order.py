"""Starts, stops, cuts and moves of viewers in any order at the real server: all end as wanted.

`PAGEPULSE_TEST_STEPS=5000` makes a long test of it, `PAGEPULSE_TEST_SEED=…` repeats a run.
"""

from __future__ import annotations

import asyncio
import os
import random
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
from tests.live.serving import Server, made_server, running
from tests.live.visiting import SimulatedVisitor
from tests.live.wire import Socket, connected

STEPS = min(int(os.environ.get("PAGEPULSE_TEST_STEPS", "60")), 20_000)
SEED = int(os.environ.get("PAGEPULSE_TEST_SEED", "0")) or random.SystemRandom().randrange(1, 2**31)
VISITORS = 6
ADMINS = 3


async def start(server: Server, admin: Socket) -> str:
    answer = await admin.ask(
        "admin-start-recording", projectId=server.project_id, purpose="any order", watch=False
    )
    return str(answer["recordingId"])


async def test_whatever_the_order_visitors_do_what_the_run_wants(
    tmp_path: Path, unused_tcp_port: int
):
    chance = random.Random(SEED)
    server = await made_server(tmp_path, unused_tcp_port)
    async with AsyncExitStack() as opened:
        await opened.enter_async_context(running(server))
        client = await opened.enter_async_context(httpx.AsyncClient(timeout=30))
        visitors = [SimulatedVisitor(server.site, client) for _ in range(VISITORS)]
        for visitor in visitors:
            opened.callback(asyncio.create_task(visitor.visit()).cancel)
        admins = []
        for _ in range(ADMINS):
            admin = await opened.enter_async_context(connected(f"{server.ws}/live/admin"))
            await admin.ask("hello", token=server.token)
            topics = ["sessions", "visitors"]
            await admin.ask("subscribe", projectId=server.project_id, topics=topics)
            admins.append(admin)

        run_id, ended = "", set()
        for _ in range(STEPS):
            step = chance.randrange(3)
            if step == 0:
                run_id = await start(server, chance.choice(admins))
                assert run_id not in ended, SEED
            elif step == 1 and run_id:
                await chance.choice(admins).ask("admin-stop-recording", recordingId=run_id)
                ended.add(run_id)
            else:
                await chance.choice(visitors).cut()

        run_id = await start(server, admins[0])
        await asyncio.gather(*(visitor.follows(run_id) for visitor in visitors))
        await admins[0].ask("admin-stop-recording", recordingId=run_id)
        await asyncio.gather(*(visitor.follows("") for visitor in visitors))
