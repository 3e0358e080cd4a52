"""Whoever floods waits for the others, and nobody for whoever floods."""

from __future__ import annotations

import asyncio
import queue
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from pagepulse.errors import StorageError
from pagepulse.journal import Entry, Journal
from pagepulse.journal import journal as journal_module
from pagepulse.journal.fair_queue import FairQueue

FLOOD = Entry(
    project_id="prj_flood",
    session_id="s",
    tab_id="t",
    seq=0,
    received_at=1_760_000_000_000,
    origin="tracker",
    encoding="identity",
    body=b"x" * 1_000,
    raw_bytes=1_000,
    event_count=0,
    user_agent="",
)


def test_lanes_take_turns_and_keep_their_order():
    lanes = FairQueue[str](lambda item: item[0])
    for item in ("a1", "a2", "a3", "b1", "c1", "c2"):
        lanes.put(item)
    lanes.put(None)

    taken = [lanes.get(timeout=0) for _ in range(7)]

    assert taken == ["a1", "b1", "c1", "a2", "c2", "a3", None]


def test_an_empty_queue_says_so_in_time():
    lanes = FairQueue[str](lambda item: item)

    with pytest.raises(queue.Empty):
        lanes.get(timeout=0.001)
    with pytest.raises(queue.Empty):
        lanes.get_nowait()


async def test_one_project_that_floods_is_refused_alone_and_holds_up_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Sixteen batches are in a group, and both projects are in each as long as both wait."""
    monkeypatch.setattr(journal_module, "MAX_WAITING_BYTES", 4_000_000)
    monkeypatch.setattr(journal_module, "MAX_GROUP_ENTRIES", 16)
    order: list[str] = []

    async def append(journal: Journal, entry: Entry) -> str:
        try:
            await journal.append(entry)
        except StorageError as refusal:
            return refusal.code
        order.append(entry.project_id)
        return "stored"

    with closing(Journal(tmp_path / "journal.db", 10**9)) as journal:
        flood = [append(journal, replace(FLOOD, seq=seq)) for seq in range(3_000)]
        other = [
            append(journal, replace(FLOOD, project_id="prj_other", seq=seq)) for seq in range(20)
        ]
        answers = await asyncio.gather(*flood, *other)

    assert answers[3_000:] == ["stored"] * 20
    assert answers[:3_000].count("stored") == 2_000
    assert answers[:3_000].count("journal_busy") == 1_000
    # After at most four groups of sixteen all twenty are on disk; the flood takes 125.
    assert max(place for place, name in enumerate(order) if name == "prj_other") < 200
