"""Work beside the requests ends with the server and never hides that it failed."""

from __future__ import annotations

import asyncio

import pytest

from pagepulse.background import Background


async def test_all_work_ends_with_stop_and_new_work_can_begin() -> None:
    told: list[str] = []
    background = Background()

    async def work(name: str) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            told.append(name)

    for round_ in ("first", "second"):
        background.run(work(f"{round_} a"), "a")
        background.run(work(f"{round_} b"), "b")
        await asyncio.sleep(0)
        await background.stop()

    assert told == ["first a", "first b", "second a", "second b"]


async def test_what_failed_is_raised_when_it_is_stopped() -> None:
    background = Background()

    async def work() -> None:
        raise OSError("no room")

    background.run(work(), "work")
    await asyncio.sleep(0)

    with pytest.raises(OSError, match="no room"):
        await background.stop()
