"""Slow and oversized requests end in time, on real sockets with short deadlines."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send
from structlog.testing import capture_logs

from pagepulse.server import deadlines
from pagepulse.server.deadlines import DeadlineProtocol

# Long enough that an honest request on a busy machine is never late, in seconds.
SHORT = 0.5
# Everything here ends after some deadlines; more means that nobody ended it.
PATIENCE = 20
HEAD = b"POST / HTTP/1.1\r\nhost: localhost\r\n"
MANY_BYTES = 16 * 1024 * 1024

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the size of the body, or with many bytes at /many."""
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        size += len(message["body"])
        if not message["more_body"]:
            break
    body = bytes(MANY_BYTES) if scope["path"] == "/many" else b"%d" % size
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture
async def port(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    for name in ("HEADER_SECONDS", "BODY_SECONDS", "WRITE_SECONDS"):
        monkeypatch.setattr(deadlines, name, SHORT)
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(application, http=DeadlineProtocol, lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve([listener]))
    yield listener.getsockname()[1]
    server.should_exit = True
    await task


@pytest.fixture
async def connection(port: int) -> AsyncIterator[Connection]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    yield reader, writer
    writer.close()


async def read_to_end(reader: asyncio.StreamReader) -> bytes:
    async with asyncio.timeout(PATIENCE):
        return await reader.read()


async def drip(writer: asyncio.StreamWriter, byte: bytes) -> None:
    """Send a byte now and then, until the other side has had enough."""
    try:
        while True:
            writer.write(byte)
            await writer.drain()
            await asyncio.sleep(SHORT / 10)
    except ConnectionError:
        pass


async def ends(connection: Connection, *, first: bytes, dripped: bytes) -> bool:
    """Tell whether the server ends the connection although bytes keep coming."""
    reader, writer = connection
    writer.write(first)
    dripping = asyncio.create_task(drip(writer, dripped))
    try:
        await read_to_end(reader)
    except ConnectionResetError:
        # A byte was on its way when the server closed; the answer may be lost with it.
        pass
    except TimeoutError:
        return False
    finally:
        dripping.cancel()
    return True


async def test_a_connection_that_says_nothing_is_closed(connection: Connection):
    assert (await read_to_end(connection[0])).startswith(b"HTTP/1.1 408 ")


async def test_a_connection_that_a_browser_opened_ahead_is_no_news(connection: Connection):
    with capture_logs() as idle:
        await read_to_end(connection[0])

    assert [entry["log_level"] for entry in idle] == ["debug"]


async def test_a_head_that_stops_is_news(connection: Connection):
    reader, writer = connection
    with capture_logs() as stopped:
        writer.write(HEAD)
        await read_to_end(reader)

    assert [entry["log_level"] for entry in stopped] == ["info"]


async def test_a_head_that_stops_is_answered_with_408(connection: Connection):
    reader, writer = connection

    writer.write(HEAD)

    assert (await read_to_end(reader)).startswith(b"HTTP/1.1 408 ")


async def test_a_body_that_stops_is_answered_with_408(connection: Connection):
    reader, writer = connection

    writer.write(HEAD + b"content-length: 9999\r\n\r\nab")

    assert (await read_to_end(reader)).startswith(b"HTTP/1.1 408 ")


async def test_headers_that_never_end_are_cut_off(connection: Connection):
    assert await ends(connection, first=HEAD + b"x-slow: ", dripped=b"a")


async def test_a_body_that_never_ends_is_cut_off(connection: Connection):
    assert await ends(connection, first=HEAD + b"content-length: 9999\r\n\r\n", dripped=b"a")


async def test_a_second_request_has_its_own_deadline(connection: Connection):
    reader, writer = connection
    writer.write(HEAD + b"content-length: 2\r\n\r\nab")
    await reader.readuntil(b"\r\n\r\n2")

    writer.write(HEAD)

    assert (await read_to_end(reader)).startswith(b"HTTP/1.1 408 ")


async def test_a_reader_that_takes_nothing_is_dropped(port: int):
    receiver = socket.socket()
    receiver.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    receiver.setblocking(False)  # the library's own signature
    loop = asyncio.get_running_loop()
    await loop.sock_connect(receiver, ("127.0.0.1", port))
    await loop.sock_sendall(receiver, b"GET /many HTTP/1.1\r\nhost: localhost\r\n\r\n")
    await asyncio.sleep(SHORT * 3)

    received = 0
    async with asyncio.timeout(PATIENCE):
        try:
            while data := await loop.sock_recv(receiver, 65536):
                received += len(data)
        except ConnectionError:
            pass

    assert received < MANY_BYTES
    receiver.close()


@pytest.mark.parametrize(
    "head",
    [
        b"GET /" + b"a" * deadlines.MAX_URL_BYTES + b" HTTP/1.1\r\nhost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * (deadlines.MAX_HEADERS + 1) + b"\r\n",
        b"GET / HTTP/1.1\r\na: " + b"a" * deadlines.MAX_HEAD_BYTES + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\na: " + b"a" * 2 * deadlines.MAX_HEAD_BYTES,
    ],
    ids=["long address", "many headers", "long header", "header without an end"],
)
async def test_a_head_that_is_too_large_is_refused_by_name(connection: Connection, head: bytes):
    reader, writer = connection

    writer.write(head)

    assert (await read_to_end(reader)).startswith(b"HTTP/1.1 431 ")


async def test_what_is_no_http_is_refused(connection: Connection):
    reader, writer = connection

    writer.write(b"\x16\x03\x01 hello\r\n\r\n")

    assert (await read_to_end(reader)).startswith(b"HTTP/1.1 400 ")


async def test_requests_at_the_limits_are_answered(connection: Connection):
    reader, writer = connection
    url = b"/" + b"a" * (deadlines.MAX_URL_BYTES - 1)
    headers = b"host: a\r\n" + b"a: b\r\n" * (deadlines.MAX_HEADERS - 1)

    writer.write(b"GET " + url + b" HTTP/1.1\r\n" + headers + b"\r\n")

    async with asyncio.timeout(PATIENCE):
        assert (await reader.readline()).startswith(b"HTTP/1.1 200 ")


async def test_one_address_has_so_many_connections_and_one_more_after_one_ended(
    port: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(deadlines, "ADDRESS_CONNECTIONS", 2)
    monkeypatch.setattr(deadlines, "network_of", lambda address: address)
    opened = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]

    answers = [await asked(*each) for each in opened]
    opened[0][1].close()
    await opened[0][1].wait_closed()
    async with asyncio.timeout(PATIENCE):
        while not await asked(*(another := await asyncio.open_connection("127.0.0.1", port))):
            another[1].close()

    assert answers == [True, True, False]
    for _, writer in [*opened[1:], another]:
        writer.close()


async def asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    """Tell whether a request on this connection is answered."""
    try:
        writer.write(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
        return (await reader.readline()).startswith(b"HTTP/1.1 200 ")
    except ConnectionError:
        return False


# What a proxy and a server may read as requests of different lengths.
SMUGGLED = b"GET /smuggled HTTP/1.1\r\nhost: a\r\n\r\n"
CHUNKED = b"transfer-encoding: chunked\r\n"
AMBIGUOUS = {
    "length and chunks": HEAD + b"content-length: 4\r\n" + CHUNKED + b"\r\n0\r\n\r\n",
    "chunks and length": HEAD + CHUNKED + b"content-length: 4\r\n\r\n0\r\n\r\n",
    "two lengths": HEAD + b"content-length: 0\r\ncontent-length: 5\r\n\r\n",
    "a length with a sign": HEAD + b"content-length: +4\r\n\r\nabcd",
    "a length below zero": HEAD + b"content-length: -1\r\n\r\n",
    "a length in hex": HEAD + b"content-length: 0x4\r\n\r\nabcd",
    "an encoding that is none": HEAD + b"transfer-encoding: xchunked\r\n\r\n0\r\n\r\n",
    "a space before the colon": HEAD + b"content-length : 4\r\n\r\nabcd",
    "a folded header": HEAD + b"x: a\r\n content-length: 4\r\n\r\nabcd",
    "a chunk size that is none": HEAD + CHUNKED + b"\r\nzz\r\nab\r\n0\r\n\r\n",
}


@pytest.mark.parametrize("name", AMBIGUOUS)
async def test_a_request_of_doubtful_length_smuggles_none_behind_it(
    connection: Connection, name: str
):
    """Whoever is refused has no second request on the same connection."""
    reader, writer = connection

    writer.write(AMBIGUOUS[name] + SMUGGLED)
    try:
        answer = await read_to_end(reader)
    except ConnectionResetError:
        answer = b""

    refused = answer.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 408 ")) or not answer
    assert refused, answer
    assert answer.count(b"HTTP/1.1 ") <= 1
