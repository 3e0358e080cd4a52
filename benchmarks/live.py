"""Latency, processor time and memory of live recording, beside relays without storage.

    python benchmarks/live.py [--visitors 50] [--seconds 5] [--watched 16] [--batch-ms 100]
    python benchmarks/live.py --visitors 50 200 500 --seconds 30

Visitors are simulated, their events are those of `tests/recordings`. All of them are recorded; the
watched ones send over the socket, the others over HTTP every two seconds, as the tracker does.
Latency is from a batch's sending to its arrival at the admin, in one process on one clock; the
acknowledgement after fsync is not waited for by the viewer. Two relays in the same run take the
very same batches of the watched visitors and hand each to the admin: bare WebSockets, and
python-socketio. Then all of them are given as many batches as they can take: the relays, the
product without a disk, and the product. Server on core 0, all else on 1.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import uvloop
from benchmarks.live_load import throughput
from benchmarks.live_load.dialects import BareDialect, Dialect, ProductDialect, SocketIoDialect
from benchmarks.live_load.frames import RawSocket
from benchmarks.live_load.relays import BARE, SOCKET_IO
from benchmarks.live_load.servers import (
    CLIENT_CORE,
    Usage,
    free_port,
    pinned,
    product,
    raise_bound,
    raise_descriptors,
)
from benchmarks.live_load.streams import Stream, streams
from benchmarks.live_load.visitors import WARM_UP_SECONDS, Data, Poster, Times, Visitor, join
from websockets.asyncio.client import ClientConnection, connect

# An admin may watch so many.
WATCHED_EACH = 32
RELAYS = "benchmarks.live_load.relays"
DIALECTS: dict[str, type[Dialect]] = {BARE: BareDialect, SOCKET_IO: SocketIoDialect}
# How the product runs where as many batches come as it can take.
WITHOUT_STORAGE, WITH_STORAGE = "benchmarks.live_load.unstored", "benchmarks.live_load.lifted"


@asynccontextmanager
async def tasks() -> AsyncIterator[list[asyncio.Task[Any]]]:
    """Cancel at the end what was started meanwhile."""
    running: list[asyncio.Task[Any]] = []
    try:
        yield running
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def measure_product(count: int, options: argparse.Namespace, made: list[Stream]) -> None:
    """Print one line of figures of the product."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder, product(Path(folder), port) as (pid, project):
        headers = {"Authorization": f"Bearer {project['apiToken']}"}
        raise_bound(port, project["projectId"], headers, count)
        times = Times()
        visitors = [
            Visitor(project["projectKey"], made[n % len(made)], times, options.batch_ms)
            for n in range(count)
        ]
        async with AsyncExitStack() as opened, tasks() as running:
            lines = await asyncio.gather(*(join(port, each, opened, running) for each in visitors))
            watched = visitors[: options.watched]
            admins = [
                await open_admin(port, project, opened)
                for _ in range(0, len(watched), WATCHED_EACH)
            ]
            poster = Poster(port)
            running.append(asyncio.create_task(poster.run()))
            pressed = await start_run(admins[0], project)
            await asyncio.gather(*(visitor.started.wait() for visitor in visitors))
            reached = sorted((each.started_at - pressed) * 1000 for each in visitors)
            for number, admin in enumerate(admins):
                running.append(asyncio.create_task(receive(admin, times)))
                of_admin = watched[number * WATCHED_EACH : (number + 1) * WATCHED_EACH]
                await watch(admin, project, of_admin, options.batch_ms)
            await asyncio.gather(*(visitor.watched.wait() for visitor in watched))
            usage, times.began = Usage.of(pid), time.perf_counter()
            for visitor, line in zip(visitors, lines, strict=True):
                work = visitor.send_watched(line) if visitor in watched else poster.follow(visitor)
                running.append(asyncio.create_task(work))
            await asyncio.sleep(options.seconds + WARM_UP_SECONDS)
            figures = usage.line(len(times.took))
        print(
            f"{'product':>10} {count:9} {times.line()} {figures}   "
            f"Start reached all in {reached[-1]:.0f} ms (p50 {reached[len(reached) // 2]:.0f})"
        )


async def open_admin(port: int, project: Data, opened: AsyncExitStack) -> ClientConnection:
    """Open an admin's socket and say hello."""
    url = f"ws://127.0.0.1:{port}/live/admin"
    admin = await opened.enter_async_context(connect(url, compression=None, max_size=None))
    await admin.send(json.dumps({"event": "hello", "data": {"token": project["apiToken"]}}))
    return admin


async def start_run(admin: ClientConnection, project: Data) -> float:
    """Press Start and return when that was."""
    data = {"projectId": project["projectId"], "purpose": "a benchmark", "watch": False}
    pressed = time.perf_counter()
    await admin.send(json.dumps({"event": "admin-start-recording", "data": data}))
    return pressed


async def watch(
    admin: ClientConnection, project: Data, visitors: Sequence[Visitor], batch_ms: int
) -> None:
    """Watch visitors, who then send so often."""
    for visitor in visitors:
        of_visitor = {"projectId": project["projectId"], "sessionId": visitor.session_id}
        data = {**of_visitor, "batchMs": batch_ms}
        await admin.send(json.dumps({"event": "watch", "data": data}))


async def receive(admin: ClientConnection, times: Times) -> None:
    """Note when each batch arrives; a viewer's own reading of its events is not measured."""
    async for text in admin:
        message = json.loads(text)
        if message.get("event") == "live-event" and not message["data"]["isCatchUp"]:
            times.arrived(message["data"]["sessionId"], message["data"]["seq"])


async def measure_relay(kind: str, options: argparse.Namespace, made: list[Stream]) -> None:
    """Print the same of a relay, for the watched visitors alone."""
    port = free_port()
    with pinned([RELAYS, kind, str(port)], port) as pid:
        dialect, times = DIALECTS[kind](port), Times()
        async with tasks() as running:
            receiver = await dialect.receiver()
            running.append(asyncio.create_task(receive_relayed(receiver, dialect, times)))
            usage = Usage.of(pid)
            for number in range(options.watched):
                sender = await dialect.sender(receiver)
                visitor = Visitor("pk_0", made[number % len(made)], times, options.batch_ms)
                running.append(asyncio.create_task(send_relayed(visitor, sender, dialect)))
            await asyncio.sleep(options.seconds + WARM_UP_SECONDS)
            figures = usage.line(len(times.took))
        print(f"{kind:>10} {options.watched:9} {times.line()} {figures}", flush=True)


async def send_relayed(visitor: Visitor, sender: RawSocket, dialect: Dialect) -> None:
    """Send as a watched visitor does."""
    while True:
        text = dialect.text(visitor.batch())
        visitor.times.sent[visitor.session_key, visitor.seq] = time.perf_counter()
        due = time.perf_counter() + visitor.batch_ms / 1000
        sender.send(text)
        await sender.texts.get()
        await asyncio.sleep(max(0, due - time.perf_counter()))


async def receive_relayed(receiver: RawSocket, dialect: Dialect, times: Times) -> None:
    """Note when each batch arrives."""
    while True:
        text = await receiver.texts.get()
        if text.startswith(dialect.delivery):
            batch = json.loads(text[text.index(b'{"version"') :].rstrip(b"]"))
            times.arrived(batch["sessionKey"], batch["seq"])


async def measure_throughput(options: argparse.Namespace, made: list[Stream]) -> None:
    """Print how many batches a second each of them relays with all of a core."""
    names = f"{'cpu':>7} {'memory':>7} {'batches':>9} {'/cpu s':>9}"
    print(f"\n{'as many as come':>20} {'a second':>9} {names}")
    for kind, dialect in DIALECTS.items():
        port = free_port()
        with pinned([RELAYS, kind, str(port)], port) as pid:
            await throughput.measure(kind, dialect(port), pid, made, options.seconds)
    for name, module in (("product, no disk", WITHOUT_STORAGE), ("product", WITH_STORAGE)):
        port = free_port()
        with (
            tempfile.TemporaryDirectory() as folder,
            product(Path(folder), port, module) as (pid, project),
        ):
            spoken = ProductDialect(port, project)
            await throughput.measure(name, spoken, pid, made, options.seconds)


async def measure_all(options: argparse.Namespace) -> None:
    """Print all figures."""
    made = streams()
    sizes = [len(part) for stream in made for part in stream.parts]
    print(
        f"{options.watched} watched, a batch of {statistics.median(sizes):,.0f} bytes "
        f"every {options.batch_ms} ms, {options.seconds} s each; latency in ms, memory in MiB"
    )
    names = "p50", "p95", "p99"
    print(f"{'server':>10} {'visitors':>9} " + " ".join(f"{one:>8}" for one in names), end="")
    print(f" {'cpu':>7} {'memory':>7} {'batches':>9} {'/cpu s':>9}", flush=True)
    for kind in DIALECTS:
        await measure_relay(kind, options, made)
    for count in options.visitors:
        await measure_product(count, options, made)
    await measure_throughput(options, made)


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, nargs="*", default=[50])
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--watched", type=int, default=16)
    parser.add_argument("--batch-ms", type=int, default=100)
    options = parser.parse_args()
    raise_descriptors()
    os.sched_setaffinity(0, {CLIENT_CORE})
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(measure_all(options))


if __name__ == "__main__":
    main()
