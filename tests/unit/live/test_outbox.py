"""What waits for a socket is bounded, in order, and written by nobody while nothing waits."""

from __future__ import annotations

import asyncio

from pagepulse.live.closing import GOING_AWAY, TOO_SLOW, Closing
from pagepulse.live.outbox import Outbox


class SlowWire:
    """A reader that takes a message when told to."""

    def __init__(self) -> None:
        self.sent: list[str | Closing] = []
        self.may_send = asyncio.Event()

    async def send_text(self, text: str) -> None:
        await self.may_send.wait()
        self.sent.append(text)

    async def send_close(self, closing: Closing) -> None:
        await self.may_send.wait()
        self.sent.append(closing)


async def test_messages_leave_in_order_and_the_close_frame_last():
    wire = SlowWire()
    box = Outbox(wire, 10, 100)
    for text in ("a", "b"):
        box.post(text)
    box.post_droppable("c")
    box.close(GOING_AWAY)
    box.post("too late")
    wire.may_send.set()
    await box.flushed()

    assert wire.sent == ["a", "b", "c", GOING_AWAY]


async def test_what_is_posted_while_an_answer_leaves_follows_it():
    wire = SlowWire()
    box = Outbox(wire, 10, 100)
    answering = asyncio.create_task(box.send("answer"))
    await asyncio.sleep(0)
    box.post("next")
    box.close(GOING_AWAY)
    # Nothing else may write as long as the answer is on its way.
    await box.flushed()
    wire.may_send.set()
    assert await answering
    await box.flushed()

    assert wire.sent == ["answer", "next", GOING_AWAY]


async def test_an_answer_leaves_behind_what_waits():
    wire = SlowWire()
    box = Outbox(wire, 10, 100)
    box.post("first")
    assert await box.send("answer")
    wire.may_send.set()
    await box.flushed()

    assert wire.sent == ["first", "answer"]


async def test_too_many_bytes_drop_what_can_be_had_again_and_nothing_else():
    wire = SlowWire()
    box = Outbox(wire, 10, 10)
    overflows: list[int] = []
    box.on_overflow = lambda: overflows.append(box.waiting_bytes)
    box.post("first")
    took = [box.post_droppable("x" * 6), box.post("kept"), box.post_droppable("y" * 6)]
    wire.may_send.set()
    await box.flushed()

    assert (took, overflows, wire.sent) == ([True, True, False], [0], ["first", "kept"])


async def test_one_message_finds_room_however_large_it_is():
    box = Outbox(SlowWire(), 10, 10)

    assert box.post_droppable("x" * 1_000) is True
    box.abandon()


async def test_who_leaves_too_many_commands_unread_is_found_out():
    box = Outbox(SlowWire(), 2, 10)

    assert [box.post("a"), box.post("b"), box.post("c")] == [True, True, False]
    box.abandon()


async def test_closing_at_once_sends_nothing_else():
    wire = SlowWire()
    box = Outbox(wire, 10, 10)
    box.post("never seen")
    box.close(TOO_SLOW, at_once=True)
    wire.may_send.set()
    await box.flushed()

    assert wire.sent == [TOO_SLOW]


async def test_it_is_told_when_everything_was_sent_and_more_can_be_posted_then():
    wire = SlowWire()
    wire.may_send.set()
    box = Outbox(wire, 10, 10)
    more = ["second", "third"]

    def post_more() -> None:
        if more:
            box.post(more.pop(0))

    box.on_drained = post_more
    box.post("first")
    await box.flushed()

    assert wire.sent == ["first", "second", "third"]
