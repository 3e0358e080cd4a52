"""The server is asked to end: whoever was in the middle of sending gets an answer."""

from __future__ import annotations

import asyncio
import json
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.chaos.server import made_faulty_server
from tests.chaos.trial import END_SECONDS, found_in
from tests.live.serving import Server, made_server

from pagepulse.server.run import HARD_EXIT

pytestmark = pytest.mark.chaos

SENDERS = 20
# What others do on the machine may slow it down by so much.
PATIENCE = 6.0
POLL_SECONDS = 0.02
Peer = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@pytest.fixture
async def server(tmp_path: Path, unused_tcp_port: int) -> AsyncIterator[Server]:
    made = await made_server(tmp_path / "data", unused_tcp_port, "--shutdown-seconds=6")
    await made.start()
    yield made
    await made.end()


def request(server: Server, seq: int) -> bytes:
    fields = {
        "version": 1,
        "projectKey": server.project_key,
        "sessionKey": "4b1f" * 8,
        "tabId": "t_1",
        "seq": seq,
        "sentAt": int(time.time() * 1000),
    }
    body = json.dumps(fields).encode()
    head = (
        "POST /api/tracking/events HTTP/1.1\r\nhost: localhost\r\n"
        f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def begun(server: Server, seq: int) -> Peer:
    """Send a request but for its last byte."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(request(server, seq)[:-1])
    await writer.drain()
    return reader, writer


async def refuses_new_ones(server: Server) -> None:
    async with asyncio.timeout(END_SECONDS * PATIENCE):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", server.port)
            except ConnectionRefusedError:
                return
            writer.close()
            await asyncio.sleep(POLL_SECONDS)


async def status_of(reader: asyncio.StreamReader) -> int:
    async with asyncio.timeout(END_SECONDS * PATIENCE):
        line = await reader.readline()
    return int(line.split()[1])


async def whole(server: Server, seq: int) -> None:
    """Send a whole request; when it is answered, those before it have arrived as well."""
    reader, writer = await begun(server, seq)
    writer.write(b"}")
    assert await status_of(reader) == 202
    writer.close()
    await writer.wait_closed()


async def test_a_request_in_flight_is_answered_and_the_end_comes_soon(server: Server):
    peers = [await begun(server, seq) for seq in range(SENDERS)]
    _, stuck = await begun(server, SENDERS)
    await whole(server, SENDERS + 1)
    assert server.process is not None

    began = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    await refuses_new_ones(server)
    for _, writer in peers:
        writer.write(b"}")
    statuses = [await status_of(reader) for reader, _ in peers]
    code = await server.process.wait()
    seconds = time.monotonic() - began
    for writer in (stuck, *(writer for _, writer in peers)):
        writer.close()

    print(f"ended after {seconds:.1f} s")  # noqa: T201 - a figure for who runs it
    assert set(statuses) <= {202, 503}
    assert code == 0
    assert seconds < END_SECONDS * PATIENCE
    found = await found_in(server.data)
    acknowledged = {seq for seq, status in enumerate(statuses) if status == 202}
    assert {row["seq"] for row in found["batches"]} >= acknowledged | {SENDERS + 1}


async def test_a_warehouse_that_hangs_does_not_hold_up_the_end(
    tmp_path: Path, unused_tcp_port: int
):
    server = await made_faulty_server(tmp_path / "data", unused_tcp_port, "--shutdown-seconds=2")
    try:
        await server.start()
        await server.set_faults(warehouse="hang")
        await whole(server, 0)
        async with asyncio.timeout(END_SECONDS * PATIENCE):
            while not server.struck["warehouse-hang"]:
                await server.tally()

        code, seconds = await server.terminate()
    finally:
        await server.end()

    assert code == HARD_EXIT
    assert seconds < END_SECONDS * PATIENCE
    found = await found_in(server.data)
    assert [row["seq"] for row in found["batches"]] == [0]
