"""Between servers: what one tells the others.

A server that stands alone tells nobody. Several share a Redis: whatever is sent while it is away
is lost, so everything that must hold is said again and again, or stands in the control database.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import secrets
from collections import deque
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol

import structlog

from pagepulse.background import Background
from pagepulse.errors import StorageError

if TYPE_CHECKING:
    from redis.asyncio import Redis
    from redis.asyncio.client import PubSub

log = structlog.get_logger()

# 64 random bits: the id of a server's life, told to no browser.
NODE_ID_BYTES = 8
# What waits while Redis does not take it; the oldest goes first.
MAX_WAITING = 10_000
MAX_WAITING_BYTES = 32 * 1024 * 1024
# Messages in one round trip.
MAX_AT_ONCE = 200
# Between two attempts to reach Redis, in seconds.
FIRST_PAUSE_SECONDS, LAST_PAUSE_SECONDS = 0.2, 5.0
# An answer that takes longer will not come.
TIMEOUT_SECONDS = 5.0
CHANNEL = "pagepulse:live"
EVERYBODY = ""

Hear = Callable[[bytes], None]


class Relay(Protocol):
    """Sends bytes to the other servers, and hears theirs; used on the event loop."""

    @property
    def node(self) -> str:
        """Return the id of this server."""

    @property
    def is_alone(self) -> bool:
        """Tell whether there are no others, so that nothing needs to be made for them."""

    async def start(self, hear: Hear) -> None:
        """Call `hear` with what others send, until `stop`."""

    def send(self, message: bytes, to: str = EVERYBODY) -> None:
        """Send to all others, or to the server with this id; waits for nothing."""

    async def stop(self) -> None:
        """Send what waits, as far as that is possible, and end."""


class Alone:
    """The relay of a server without others."""

    node = "alone"
    is_alone = True

    async def start(self, hear: Hear) -> None:
        """Hear nothing."""

    def send(self, message: bytes, to: str = EVERYBODY) -> None:
        """Tell nobody."""

    async def stop(self) -> None:
        """End nothing."""


class RedisRelay:
    """Publishes on one channel for all and on one for each server."""

    is_alone = False

    def __init__(self, url: str, namespace: str) -> None:
        """Only servers of the same `namespace` hear each other."""
        self.node = secrets.token_hex(NODE_ID_BYTES)
        self._redis = _redis(url)
        self._channel = f"{CHANNEL}:{namespace}"
        self._waiting: deque[tuple[str, bytes]] = deque()
        self._waiting_bytes = 0
        self._arrived = asyncio.Event()
        self._background = Background()

    async def start(self, hear: Hear) -> None:
        """Connect, and go on to try where Redis does not answer."""
        self._background.run(self._listen(hear), "relay-listen")
        self._background.run(self._write(), "relay-write")

    def send(self, message: bytes, to: str = EVERYBODY) -> None:
        """Queue a message."""
        self._waiting.append((self._channel_of(to), message))
        self._waiting_bytes += len(message)
        while len(self._waiting) > MAX_WAITING or self._waiting_bytes > MAX_WAITING_BYTES:
            self._waiting_bytes -= len(self._waiting.popleft()[1])
        self._arrived.set()

    async def stop(self) -> None:
        """Send what waits and close the connections."""
        with contextlib.suppress(OSError, TimeoutError, StorageError):
            async with asyncio.timeout(TIMEOUT_SECONDS):
                await self._send_waiting()
        await self._background.stop()
        await self._redis.aclose()

    def _channel_of(self, node: str) -> str:
        return f"{self._channel}:{node}" if node else self._channel

    async def _write(self) -> None:
        pause = FIRST_PAUSE_SECONDS
        while True:
            await self._arrived.wait()
            self._arrived.clear()
            try:
                await self._send_waiting()
                pause = FIRST_PAUSE_SECONDS
            except StorageError:
                log.warning("relay_not_sent", waiting=len(self._waiting))
                self._arrived.set()
                await asyncio.sleep(pause)
                pause = min(pause * 2, LAST_PAUSE_SECONDS)

    async def _send_waiting(self) -> None:
        while self._waiting:
            part = [self._waiting[n] for n in range(min(len(self._waiting), MAX_AT_ONCE))]
            with _translated():
                pipeline = self._redis.pipeline(transaction=False)
                for channel, message in part:
                    pipeline.publish(channel, message)
                await pipeline.execute()
            for one in part:
                # Unless it was dropped meanwhile, in the same order.
                if self._waiting and self._waiting[0] is one:
                    self._waiting_bytes -= len(self._waiting.popleft()[1])

    async def _listen(self, hear: Hear) -> None:
        pause = FIRST_PAUSE_SECONDS
        while True:
            try:
                with _translated():
                    async with self._redis.pubsub(ignore_subscribe_messages=True) as heard:
                        await heard.subscribe(self._channel, self._channel_of(self.node))
                        pause = FIRST_PAUSE_SECONDS
                        await self._hear_all(heard, hear)
            except StorageError:
                log.warning("relay_not_heard", retry_seconds=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LAST_PAUSE_SECONDS)

    async def _hear_all(self, heard: PubSub, hear: Hear) -> None:
        async for message in heard.listen():
            if message["type"] != "message":
                continue
            try:
                hear(message["data"])
            except Exception:
                # The edge of a background task: what another server says must not end it.
                log.exception("relay_message_failed")


def open_relay(redis_url: str, control_url: str) -> Relay:
    """Return the relay that the settings ask for; raises StorageError without the library."""
    if not redis_url:
        return Alone()
    # Servers of one control database belong together; a Redis may serve several of them.
    namespace = hashlib.sha256(control_url.encode()).hexdigest()[:16]
    return RedisRelay(redis_url, namespace)


def _redis(url: str) -> Redis:
    try:
        from redis.asyncio import Redis  # noqa: PLC0415  # an optional part of the package
    except ImportError as failure:
        raise StorageError(
            "redis_not_installed", "PAGEPULSE_REDIS_URL needs: pip install 'pagepulse[redis]'"
        ) from failure
    return Redis.from_url(url, socket_connect_timeout=TIMEOUT_SECONDS)


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    from redis.exceptions import RedisError  # noqa: PLC0415  # an optional part of the package

    try:
        yield
    except (RedisError, OSError) as failure:
        raise StorageError("relay_failed", "Redis does not answer.") from failure
