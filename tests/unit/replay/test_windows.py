"""Windows and reads cover every event exactly once, whatever their size."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pagepulse.replay.windows import EventSize, Key, KeyRange, cut_reads, cut_window

KEYS = st.tuples(st.integers(0, 30), st.integers(0, 5), st.integers(0, 20))
SIZES = st.lists(
    st.builds(EventSize, KEYS.map(lambda key: Key(*key)), st.integers(1, 1000)),
    unique_by=lambda size: size.key,
).map(sorted)
BUDGETS = st.integers(1, 5000)


def test_a_window_ends_before_the_millisecond_that_does_not_fit():
    sizes = [EventSize(Key(1, 0, 0), 40), EventSize(Key(2, 0, 1), 40), EventSize(Key(2, 0, 2), 40)]

    assert cut_window(sizes, 100) == sizes[:1]
    assert cut_window(sizes, 120) == sizes


def test_a_window_holds_at_least_one_millisecond_however_large():
    sizes = [EventSize(Key(1, 0, 0), 900), EventSize(Key(1, 0, 1), 900), EventSize(Key(2, 1, 0), 1)]

    assert cut_window(sizes, 100) == sizes[:2]


@given(SIZES, BUDGETS)
def test_windows_one_after_the_other_hold_every_event_once(sizes: list[EventSize], budget: int):
    windows = []
    rest = sizes
    while rest:
        window = list(cut_window(rest, budget))
        windows.append(window)
        next_from = rest[len(window)].key.at if len(window) < len(rest) else None
        rest = [] if next_from is None else [size for size in rest if size.key.at >= next_from]

    assert [size for window in windows for size in window] == sizes


@given(SIZES, BUDGETS)
def test_reads_hold_every_event_once_and_keep_to_their_budget(sizes: list[EventSize], budget: int):
    reads = list(cut_reads(sizes, budget))

    held = [[size for size in sizes if read.first <= size.key <= read.last] for read in reads]
    assert [size for part in held for size in part] == sizes
    assert all(len(part) == 1 or sum(size.bytes for size in part) <= budget for part in held)


def test_events_that_fit_together_are_one_read():
    sizes = [EventSize(Key(at, 0, 0), 10) for at in range(5)]

    assert list(cut_reads(sizes, 50)) == [KeyRange(Key(0, 0, 0), Key(4, 0, 0))]
