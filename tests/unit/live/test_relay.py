"""Servers that share a Redis hear each other, also after it was away."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack

import pytest
from tests.redis_server import RedisServer, running_redis

from pagepulse.live.relay import MAX_WAITING, Alone, RedisRelay, Relay, open_relay

SECONDS = 20
CONTROL = "postgresql://control.example/pagepulse"


class Node:
    """A server at the relay."""

    def __init__(self, relay: Relay) -> None:
        self.relay = relay
        self.heard: asyncio.Queue[bytes] = asyncio.Queue()

    async def next(self) -> bytes:
        return await asyncio.wait_for(self.heard.get(), SECONDS)


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with running_redis(tmp_path_factory.mktemp("redis")) as server:
        yield server


class Nodes:
    """Opens servers; all of them end with the test."""

    def __init__(self, url: str, opened: AsyncExitStack) -> None:
        self._url = url
        self._opened = opened

    async def open(self, control_url: str = CONTROL) -> Node:
        node = Node(open_relay(self._url, control_url))
        await node.relay.start(node.heard.put_nowait)
        self._opened.push_async_callback(node.relay.stop)
        await self._connected(node)
        return node

    async def _connected(self, node: Node) -> None:
        """Return when it hears itself: then it hears everybody."""
        while node.heard.empty():
            node.relay.send(b"hello", to=node.relay.node)
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.1)
        while not node.heard.empty():
            node.heard.get_nowait()


@pytest.fixture
async def nodes(redis: RedisServer) -> AsyncIterator[Nodes]:
    async with AsyncExitStack() as opened:
        yield Nodes(redis.url, opened)


async def test_what_is_sent_to_all_reaches_all_in_order(nodes: Nodes):
    sender, one, other = [await nodes.open() for _ in range(3)]

    for number in range(500):
        sender.relay.send(b"%d" % number)

    expected = [b"%d" % number for number in range(500)]
    assert [await one.next() for _ in range(500)] == expected
    assert [await other.next() for _ in range(500)] == expected


async def test_what_is_sent_to_one_reaches_no_other(nodes: Nodes):
    sender, one, other = [await nodes.open() for _ in range(3)]

    sender.relay.send(b"secret", to=one.relay.node)
    sender.relay.send(b"for all")

    assert [await one.next(), await one.next(), await other.next()] == [
        b"secret",
        b"for all",
        b"for all",
    ]


async def test_servers_of_another_control_database_hear_nothing(nodes: Nodes):
    sender, one = await nodes.open(), await nodes.open()
    stranger = await nodes.open("postgresql://control.example/another")

    sender.relay.send(b"ours")

    assert await one.next() == b"ours"
    assert stranger.heard.empty()


async def test_after_redis_was_away_what_waits_is_sent(nodes: Nodes, redis: RedisServer):
    sender, one = await nodes.open(), await nodes.open()
    redis.stop()
    sender.relay.send(b"while it is away")
    await asyncio.sleep(0)
    redis.start()

    # Whoever was not connected again yet has missed what was sent first.
    async with asyncio.timeout(SECONDS):
        while one.heard.empty():
            sender.relay.send(b"again and again")
            await asyncio.sleep(0.1)

    assert one.heard.get_nowait() in {b"while it is away", b"again and again"}


async def test_what_nobody_takes_is_bounded():
    relay = RedisRelay("redis://127.0.0.1:1/0", "namespace")
    for number in range(MAX_WAITING + 10):
        relay.send(b"%d" % number)

    assert len(relay._waiting) == MAX_WAITING
    assert relay._waiting[0][1] == b"10"


def test_without_an_address_a_server_stands_alone():
    assert isinstance(open_relay("", CONTROL), Alone)
