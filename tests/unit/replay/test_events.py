"""The windows of rrweb events that a player asks for."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.replay.conftest import (
    NOW,
    Store,
    full_snapshot,
    incremental,
    meta,
    page_view,
)

from pagepulse.errors import NotFoundError
from pagepulse.replay.events import WindowRequest, plan, stream
from pagepulse.warehouse import Warehouse

START = NOW - 100_000


class Recording:
    """One stored session, and the windows of it."""

    def __init__(self, warehouse: Warehouse, project_id: str, session_id: str) -> None:
        self.warehouse = warehouse
        self.project_id = project_id
        self.session_id = session_id

    async def window(
        self, from_at: int | None = None, to_at: int | None = None, **more: Any
    ) -> dict[str, Any]:
        request = WindowRequest(
            self.project_id, self.session_id, more.pop("tab_id", None), from_at, to_at, **more
        )
        parts = stream(self.warehouse, plan(self.warehouse, request))
        answer: dict[str, Any] = json.loads(b"".join([part async for part in parts]))
        return answer

    async def all_events(self, **more: Any) -> list[dict[str, Any]]:
        answer = await self.window(**more)
        events = answer["events"]
        while answer["nextFrom"] is not None:
            answer = await self.window(answer["nextFrom"], is_continued=True, **more)
            events += answer["events"]
        return list(events)


def times(answer: dict[str, Any]) -> list[int]:
    return [event["timestamp"] - START for event in answer["events"]]


@pytest.fixture
def events() -> list[dict[str, Any]]:
    """Return two pages with a full snapshot each, and one later full snapshot of the second."""
    return [
        {"type": 0, "data": {}, "timestamp": START},
        meta(START + 10),
        full_snapshot(START + 20, text='Größe "M" \\ 🎈'),
        incremental(START + 1_000, 1),
        meta(START + 10_000, "https://shop.example/cart"),
        full_snapshot(START + 10_005),
        incremental(START + 11_000, 3),
        meta(START + 20_000, "https://shop.example/cart"),
        full_snapshot(START + 20_000),
        incremental(START + 21_000, 3),
    ]


@pytest.fixture
def recording(
    warehouse: Warehouse, project_id: str, store: Store, events: list[dict[str, Any]]
) -> Recording:
    return Recording(warehouse, project_id, store("gina", events=events))


async def test_without_from_the_window_begins_with_the_first_event(
    recording: Recording, events: list[dict[str, Any]]
):
    assert await recording.window() == {
        "sessionId": recording.session_id,
        "tabId": "t_1",
        "fromAt": START,
        "toAt": START + 21_000,
        "clockOffsetMs": 0,
        "nextFrom": None,
        "events": events,
    }


@pytest.mark.parametrize(
    ("from_ms", "first_ms"),
    [
        (5, 0),
        (19, 0),
        (20, 10),
        (9_000, 10),
        # The page has begun, but until its full snapshot the earlier one is what was seen.
        (10_004, 10),
        (10_005, 10_000),
        (19_999, 10_000),
        (20_000, 20_000),
        (99_000, 20_000),
    ],
)
async def test_from_snaps_back_to_the_meta_event_before_the_full_snapshot(
    recording: Recording, from_ms: int, first_ms: int
):
    answer = await recording.window(START + from_ms)

    assert answer["fromAt"] == START + first_ms
    assert times(answer)[0] == first_ms


async def test_continued_the_window_begins_exactly_where_it_was_asked(recording: Recording):
    answer = await recording.window(START + 1_000, is_continued=True)

    assert times(answer) == [1_000, 10_000, 10_005, 11_000, 20_000, 20_000, 21_000]


async def test_the_window_ends_with_to_and_says_where_to_go_on(recording: Recording):
    answer = await recording.window(START + 10_005, START + 11_000)

    assert times(answer) == [10_000, 10_005, 11_000]
    assert answer["nextFrom"] == START + 20_000


async def test_asking_behind_the_end_gives_nothing_yet(recording: Recording):
    answer = await recording.window(START + 21_001, is_continued=True)

    assert (answer["events"], answer["nextFrom"]) == ([], None)
    assert (answer["fromAt"], answer["toAt"]) == (START + 21_001, START + 21_001)


async def test_a_recording_that_lost_its_full_snapshot_begins_with_what_is_there(
    warehouse: Warehouse, project_id: str, store: Store
):
    session_id = store("hal", seq=1, events=[incremental(START, 1), incremental(START + 5, 1)])

    answer = await Recording(warehouse, project_id, session_id).window(START + 5)

    assert times(answer) == [0, 5]


async def test_each_tab_has_its_own_events(warehouse: Warehouse, project_id: str, store: Store):
    store("ida", tabId="t_later", events=[meta(START + 500), full_snapshot(START + 500)])
    session_id = store("ida", tabId="t_first", events=[meta(START), full_snapshot(START)])
    recording = Recording(warehouse, project_id, session_id)

    assert (await recording.window())["tabId"] == "t_first"
    assert times(await recording.window(tab_id="t_later")) == [500, 500]


async def test_batches_that_arrive_out_of_order_are_played_in_order(
    warehouse: Warehouse, project_id: str, store: Store
):
    store("jo", seq=1, events=[incremental(START + 300, 1), incremental(START + 400, 1)])
    session_id = store("jo", seq=0, events=[meta(START), full_snapshot(START + 300)])

    answer = await Recording(warehouse, project_id, session_id).window()

    assert [(event["type"], event["timestamp"] - START) for event in answer["events"]] == [
        (4, 0),
        (2, 300),
        (3, 300),
        (3, 400),
    ]


@pytest.mark.parametrize("tab_id", ["t_none", None])
def test_what_was_not_recorded_is_a_named_refusal(
    warehouse: Warehouse, project_id: str, store: Store, tab_id: str | None
):
    session_id = store("kim", pageViews=[page_view(START, "https://shop.example/")])

    with pytest.raises(NotFoundError) as caught:
        plan(warehouse, WindowRequest(project_id, session_id, tab_id, None, None))

    assert caught.value.code == "recording_not_found"


# A fixture is shared by all examples on purpose: they only read.
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(budget_bytes=st.integers(1, 1_000), max_events=st.integers(1, 30))
async def test_windows_of_any_size_hold_every_event_exactly_once(
    crowded: tuple[Recording, list[dict[str, Any]]], budget_bytes: int, max_events: int
):
    recording, expected = crowded

    assert await recording.all_events(budget_bytes=budget_bytes, max_events=max_events) == expected


@pytest.fixture
def crowded(
    warehouse: Warehouse, project_id: str, store: Store
) -> tuple[Recording, list[dict[str, Any]]]:
    """Return a recording with many events in the same milliseconds, over several batches."""
    chance = random.Random(7)
    moments = sorted(chance.choices(range(12), k=40))
    events = [
        {"type": 3, "data": {"source": 1, "n": number}, "timestamp": START + moment}
        for number, moment in enumerate(moments)
    ]
    session_id = ""
    for seq in range(4):
        session_id = store("lea", seq=seq, events=events[seq * 10 : seq * 10 + 10])
    return Recording(warehouse, project_id, session_id), events
