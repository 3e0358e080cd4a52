"""The server ends in the middle of a run: visitors and viewers are back soon, nothing is lost."""

from __future__ import annotations

import asyncio
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx
import pytest
from tests.live.serving import Server, made_server
from tests.live.visiting import SimulatedVisitor
from tests.live.wire import Data, Socket, connected

from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.projector import Projector
from pagepulse.ingest.reconcile import reconcile
from pagepulse.journal import Journal
from pagepulse.warehouse import Warehouse

pytestmark = pytest.mark.chaos

VISITORS = 20
ADMINS = 3
WATCHED_EACH = 4
# From the moment when the server answers again until everybody is back.
BACK_SECONDS = 5
SECONDS = 60


@asynccontextmanager
async def visiting(server: Server) -> AsyncIterator[list[SimulatedVisitor]]:
    async with httpx.AsyncClient(timeout=30) as client:
        visitors = [SimulatedVisitor(server.site, client) for _ in range(VISITORS)]
        staying = [asyncio.create_task(visitor.visit()) for visitor in visitors]
        try:
            yield visitors
        finally:
            for task in staying:
                task.cancel()
            await asyncio.gather(*staying, return_exceptions=True)


async def open_admins(server: Server, opened: AsyncExitStack) -> list[Socket]:
    """Return admins who listen to the project."""
    admins = []
    for _ in range(ADMINS):
        socket = await opened.enter_async_context(connected(f"{server.ws}/live/admin"))
        await socket.ask("hello", token=server.token)
        topics = ["sessions", "visitors"]
        await socket.ask("subscribe", projectId=server.project_id, topics=topics)
        admins.append(socket)
    return admins


async def watch_all(server: Server, admins: list[Socket], visitors: list[SimulatedVisitor]) -> None:
    """Let each admin watch some visitors, and return when a picture of all of them was seen."""
    parts = [
        visitors[number * WATCHED_EACH : (number + 1) * WATCHED_EACH]
        for number in range(len(admins))
    ]
    await asyncio.gather(*(map(watch_some, [server] * ADMINS, admins, parts)))


async def watch_some(server: Server, admin: Socket, visitors: list[SimulatedVisitor]) -> None:
    for visitor in visitors:
        await admin.ask("watch", projectId=server.project_id, sessionId=visitor.session_id)
    missing = {visitor.session_id for visitor in visitors}
    while missing:
        _, data = await admin.next("live-event")
        missing.discard(data["sessionId"])


async def recorded(server: Server, recording_id: str, count: int) -> Data:
    """Return the run once so many are recorded."""
    owner = {"Authorization": f"Bearer {server.token}"}
    url = f"{server.http}/api/live/runs/{recording_id}"
    async with httpx.AsyncClient(headers=owner, timeout=30) as client, asyncio.timeout(SECONDS):
        while True:
            run: Data = (await client.get(url)).json()
            if run["recording"] >= count:
                return run
            await asyncio.sleep(0.1)


def stored_batches(data: Path) -> Counter[tuple[str, int]]:
    """Return how often each batch is in the warehouse, once all of the journal is."""
    journal = Journal(data / "journal.db", 10**10)
    warehouse = Warehouse.open_embedded(data / "warehouse")
    try:
        Projector(journal, warehouse, Ledger()).run_until_empty()
        rows = warehouse.query("select session_id, seq, count() as n from batches group by all")
        assert {balance.missing for balance in reconcile(journal, warehouse)} == {0}
        return Counter({(row["session_id"], row["seq"]): row["n"] for row in rows})
    finally:
        journal.close()
        warehouse.close()


@pytest.fixture
async def server(tmp_path: Path, unused_tcp_port: int) -> AsyncIterator[Server]:
    made = await made_server(tmp_path, unused_tcp_port)
    yield made
    await made.end()


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
async def test_a_run_outlives_the_server(server: Server, end: signal.Signals):
    await server.start()
    async with visiting(server) as visitors:
        await everybody(visitors)
        async with AsyncExitStack() as opened:
            admins = await open_admins(server, opened)
            started = await admins[0].ask(
                "admin-start-recording",
                projectId=server.project_id,
                purpose="what happens at a restart",
                watch=False,
            )
            recording_id = started["recordingId"]
            await watch_all(server, admins, visitors)
            before = await recorded(server, recording_id, VISITORS)
            await server.end(end)

        known = {visitor.session_id: len(visitor.acked) for visitor in visitors}
        for visitor in visitors:
            visitor.is_connected.clear()
        await server.start()
        began = time.monotonic()
        await everybody(visitors)
        async with AsyncExitStack() as opened:
            await watch_all(server, await open_admins(server, opened), visitors)
            back = time.monotonic() - began
            after = await recorded(server, recording_id, VISITORS)

            print(f"everybody was back after {back:.2f} s")  # noqa: T201  # a figure for who runs it
            assert back < BACK_SECONDS
            same = ("startedBy", "startedAt", "purpose", "state", "endsAt", "filter")
            assert {name: after[name] for name in same} == {name: before[name] for name in same}
            assert len(after["sessions"]) == VISITORS
            if end is signal.SIGTERM:
                assert all("going-away" in {what for _, what in each.heard} for each in visitors)

            await goes_on(visitors, known)
        await asyncio.gather(*(visitor.settle() for visitor in visitors))
    await server.end(signal.SIGTERM)

    acked = {(visitor.session_id, seq) for visitor in visitors for seq in visitor.acked}
    stored = await asyncio.to_thread(stored_batches, server.data)
    assert acked - stored.keys() == set()
    assert set(stored.values()) == {1}


async def everybody(visitors: list[SimulatedVisitor]) -> None:
    async with asyncio.timeout(SECONDS):
        await asyncio.gather(*(visitor.is_connected.wait() for visitor in visitors))


async def goes_on(visitors: list[SimulatedVisitor], known: dict[str, int]) -> None:
    """Return when more of each visitor is acknowledged than before."""
    await asyncio.gather(*(each.more_acked(known[each.session_id]) for each in visitors))
