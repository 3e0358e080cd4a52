"""The demo's sessions say what recording them cost."""

from __future__ import annotations

from random import Random

import msgspec
from dirty_equals import IsFloat

from pagepulse.demo.costs import DESKTOP, PHONE, cost_of_page
from pagepulse.ingest.batch import RecordingCost


def event(at: int) -> bytes:
    return msgspec.json.encode({"type": 3, "data": {}, "timestamp": at})


def test_a_page_costs_a_full_snapshot_and_a_little_for_each_active_second() -> None:
    events = [event(0), event(4_000), event(60_000)]
    cost = cost_of_page(Random(1), 1440, events)

    assert cost.active_ms == 14_000
    assert DESKTOP.snapshot[0] <= cost.snapshot_ms <= DESKTOP.snapshot[1]
    assert 14 * DESKTOP.second[0] <= cost.work_ms - cost.snapshot_ms <= 14 * DESKTOP.second[1]
    assert (cost.at, cost.bytes) == (60_000, sum(map(len, events)))


def test_phones_are_slower_and_the_same_chance_makes_the_same_cost() -> None:
    phone = cost_of_page(Random(7), 390, [event(0), event(1_000)])

    assert phone.snapshot_ms == IsFloat(ge=PHONE.snapshot[0])
    assert isinstance(phone, RecordingCost)
    assert phone == cost_of_page(Random(7), 390, [event(0), event(1_000)])
