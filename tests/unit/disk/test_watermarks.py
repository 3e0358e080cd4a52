"""What a disk is called, at which amount of room, and that it does not flap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagepulse.disk.watermarks import STATES, DiskState, Marks, Space

MARKS = Marks()
GB = 1000**3


@pytest.mark.parametrize(
    ("free_gb", "state"),
    [
        (16, "ok"),
        (15, "ok"),
        (14.9, "low"),
        (8, "low"),
        (7.9, "shedding"),
        (2.9, "full"),
        (0, "full"),
    ],
)
def test_marks_are_shares_of_the_disk(free_gb: float, state: DiskState):
    assert MARKS.state_of(Space(100 * GB, int(free_gb * GB))) == state


def test_of_a_large_disk_the_last_part_counts():
    assert MARKS.state_of(Space(4_000 * GB, 31 * GB)) == "ok"
    assert MARKS.state_of(Space(4_000 * GB, 29 * GB)) == "low"


def test_a_state_is_left_only_with_clearly_more_room():
    assert MARKS.state_of(Space(100 * GB, int(3.5 * GB)), "full") == "full"
    assert MARKS.state_of(Space(100 * GB, int(4.1 * GB)), "full") == "shedding"
    assert MARKS.state_of(Space(100 * GB, 50 * GB), "full") == "ok"


@given(free=st.integers(-GB, 100 * GB), other=st.integers(0, GB), before=st.sampled_from(STATES))
def test_more_room_is_never_worse(free: int, other: int, before: DiskState):
    less = MARKS.state_of(Space(100 * GB, free), before)
    more = MARKS.state_of(Space(100 * GB, free + other), before)

    assert STATES.index(more) <= STATES.index(less)
