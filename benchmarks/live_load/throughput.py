"""How many batches of 4 KB one core relays in a second, when as many come as it can take.

Each sender has a few batches under way; the next one leaves when the receiver has one. So nothing
piles up, and whoever is slower, server or client, sets the pace: the figure that counts is batches
per second of the server's processor.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

from benchmarks.live_load.dialects import Dialect
from benchmarks.live_load.frames import RawSocket, framed
from benchmarks.live_load.servers import Usage
from benchmarks.live_load.streams import Stream

SENDERS = 16
# Batches of a sender that are under way.
WINDOW = 8
# A busy page's single change may be a hundred times as large; this is about batches of 4 KB.
MAX_BYTES = 6_000
# Numbers of as many digits as each other.
FIRST_SEQ = 1_000_000
WARM_UP_SECONDS = 0.5


class Blast:
    """Sends the batches of every sender in turn."""

    def __init__(self, dialect: Dialect) -> None:
        """Talk to one server."""
        self._dialect = dialect
        self._senders: list[tuple[RawSocket, list[tuple[bytes, bytes]]]] = []
        self._seqs = [FIRST_SEQ] * SENDERS
        self._turn = 0
        self.came = 0

    async def open(self, made: Sequence[Stream]) -> None:
        """Open all sockets, and show the receiver the first picture of each sender."""
        receiver = await self._dialect.receiver()
        parts = [part for stream in made for part in stream.parts if len(part) <= MAX_BYTES]
        for number in range(SENDERS):
            stream = made[number % len(made)]
            sender = await self._dialect.sender(receiver)
            sender.take = _ignore
            picture = self._dialect.batch(self._seqs[number], stream.picture)
            sender.send(self._dialect.text(picture))
            self._senders.append((sender, [self._halves(part) for part in parts]))
            while not (await receiver.texts.get()).startswith(self._dialect.delivery):
                pass
        receiver.take = self._take

    def begin(self) -> None:
        """Send as much as may be under way."""
        for _ in range(SENDERS * WINDOW):
            self._send()

    def _halves(self, events: str) -> tuple[bytes, bytes]:
        """Return the frame before and behind the batch's number."""
        frame = framed(self._dialect.text(self._dialect.batch(FIRST_SEQ, events)).encode())
        before, _, behind = frame.partition(str(FIRST_SEQ).encode())
        return before, behind

    def _send(self) -> None:
        number = self._turn = (self._turn + 1) % SENDERS
        sender, parts = self._senders[number]
        seq = self._seqs[number] = self._seqs[number] + 1
        before, behind = parts[seq % len(parts)]
        sender.write(b"%b%d%b" % (before, seq, behind))

    def _take(self, text: bytes) -> None:
        if text.startswith(self._dialect.delivery):
            self.came += 1
            self._send()


async def measure(
    name: str, dialect: Dialect, pid: int, made: Sequence[Stream], wait: float
) -> None:
    """Print what a server relays in some seconds."""
    blast = Blast(dialect)
    await blast.open(made)
    blast.begin()
    await asyncio.sleep(WARM_UP_SECONDS)
    usage, came, began = Usage.of(pid), blast.came, time.perf_counter()
    await asyncio.sleep(wait)
    batches = blast.came - came
    rate = batches / (time.perf_counter() - began)
    print(f"{name:>20} {rate:9,.0f} {usage.line(batches)}", flush=True)


def _ignore(_text: bytes) -> None:
    """Do nothing."""
