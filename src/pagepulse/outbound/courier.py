"""Sends what was written down, several at a time, until the server stops."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping

import structlog

from pagepulse.background import Background
from pagepulse.clock import now_ms
from pagepulse.control import Control
from pagepulse.errors import StorageError
from pagepulse.outbound import deliveries
from pagepulse.outbound.deliveries import Delivery, Kind, NotSentError

log = structlog.get_logger()

# Sent at a time: a receiver that does not answer holds up no other.
WORKERS = 3
# How often is looked for what is due when nobody says that something is, in seconds.
LOOK_SECONDS = 10.0
# After a failure of the database, in seconds.
REST_SECONDS = 5.0
# How often old deliveries are forgotten, in looks of one worker: about once an hour.
FORGET_EVERY = 360

# Sends one; raises NotSentError.
Send = Callable[[Delivery], Awaitable[None]]


class Courier:
    """The background tasks that send."""

    def __init__(
        self, control: Control, senders: Mapping[Kind, Send], clock: Callable[[], int] = now_ms
    ) -> None:
        """`senders` are the ways out, by kind."""
        self._control = control
        self._senders = senders
        self._now = clock
        self._wanted = asyncio.Event()
        self._background = Background()

    def hurry(self) -> None:
        """Look at once: something was written down."""
        self._wanted.set()

    async def start(self) -> None:
        """Begin to send, until `stop`."""
        for n in range(WORKERS):
            self._background.run(self._work(), f"courier-{n}")

    async def stop(self) -> None:
        """Send nothing more; what was being sent is told as such after the next start."""
        await self._background.stop()

    async def send_due(self) -> int:
        """Send everything that is due now; return how many attempts were made."""
        made = 0
        while (leased := await self._lease()) is not None:
            await self._send(leased)
            made += 1
        return made

    async def _lease(self) -> Delivery | None:
        now = self._now()
        return await self._control.write_async(lambda c: deliveries.lease_next(c, now))

    async def _send(self, delivery: Delivery) -> None:
        try:
            await self._senders[delivery.kind](delivery)
        except NotSentError as failure:
            # Bound to another name: that of the clause ends with it.
            reason = failure
            await self._control.write_async(
                lambda c: deliveries.note_failed(c, delivery, reason, self._now())
            )
            log.warning(
                "delivery_failed", delivery=delivery.delivery_id, attempts=delivery.attempts
            )
        else:
            await self._control.write_async(
                lambda c: deliveries.note_sent(c, delivery.delivery_id, self._now())
            )
            log.info("delivery_sent", delivery=delivery.delivery_id, kind=delivery.kind)

    async def _work(self) -> None:
        looks = 0
        while True:
            try:
                await self.send_due()
                if looks % FORGET_EVERY == 0:
                    await self._control.write_async(lambda c: deliveries.forget_old(c, self._now()))
                looks += 1
                await self._wait()
            except StorageError:
                log.warning("deliveries_not_read", exc_info=True)
                await asyncio.sleep(REST_SECONDS)
            except Exception:
                # The edge of a background task: the next look may find another delivery.
                log.exception("courier_failed")
                await asyncio.sleep(REST_SECONDS)

    async def _wait(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._wanted.wait(), LOOK_SECONDS)
        self._wanted.clear()
