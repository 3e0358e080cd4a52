"""Events of a watched tab are passed on in order, or not at all until the next picture."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from pagepulse.live.limits import BACKLOG_BYTES
from pagepulse.live.shown import Shown
from pagepulse.live.snapshots import FULL_SNAPSHOT, META
from pagepulse.live.streams import HOLD_MS, MAX_HELD, PART_BYTES, Step, TabStream

CHANGE = 3


def shown(seq: int, *types: int, size: int = 10) -> Shown:
    """Return a batch with events of these types."""
    events = tuple(msgspec.Raw(b'"%s"' % (b"x" * (size - 2))) for _ in types)
    return Shown(seq, types, events, timestamp=seq, sent_at=seq, recording_id="")


def picture(seq: int) -> Shown:
    return shown(seq, META, FULL_SNAPSHOT)


def fed(stream: TabStream, batches: list[Shown], now: int = 0) -> list[int | Step]:
    """Return numbers of what is passed on, and what is asked for."""
    return [
        item.seq if isinstance(item, Shown) else item
        for batch in batches
        for item in stream.feed(batch, now)
    ]


@given(order=st.permutations(range(1, 8)), repeats=st.lists(st.integers(0, 7), max_size=5))
def test_batches_are_passed_on_once_and_in_order_however_they_come(
    order: list[int], repeats: list[int]
):
    stream = TabStream()

    seen = fed(stream, [picture(0), *(shown(seq, CHANGE) for seq in [*order, *repeats])])

    assert seen == list(range(8))
    assert [one.seq for one in stream.backlog] == list(range(8))


def test_what_does_not_come_in_time_is_lost_and_a_picture_makes_the_stream_whole():
    stream = TabStream()
    seen = fed(stream, [picture(0), shown(2, CHANGE)])

    seen += [item for item in stream.look(HOLD_MS - 1) if isinstance(item, Step)]
    seen += [item for item in stream.look(HOLD_MS) if isinstance(item, Step)]
    assert (seen, stream.has_picture) == ([0, Step.LOST], False)

    seen = fed(stream, [shown(1, CHANGE), shown(3, CHANGE), picture(4), shown(5, CHANGE)])
    assert (seen, stream.has_picture) == ([4, 5], True)


def test_too_many_that_wait_are_as_good_as_lost():
    stream = TabStream()

    seen = fed(stream, [picture(0), *(shown(seq, CHANGE) for seq in range(2, MAX_HELD + 3))])

    assert seen == [0, Step.LOST]


def test_a_picture_needs_nothing_before_it():
    stream = TabStream()

    assert fed(stream, [picture(0), picture(5), shown(3, CHANGE), shown(6, CHANGE)]) == [0, 5, 6]


def test_the_backlog_begins_with_the_meta_event_of_the_last_picture():
    stream = TabStream()

    fed(stream, [picture(0), shown(1, CHANGE, CHANGE, META, FULL_SNAPSHOT, CHANGE)])

    assert [list(one.types) for one in stream.backlog] == [[META, FULL_SNAPSHOT, CHANGE]]


def test_a_backlog_that_grows_asks_for_a_picture_and_ends_at_its_bound():
    stream = TabStream()
    quarter = BACKLOG_BYTES.value // 4

    seen = fed(stream, [picture(0), *(shown(seq, CHANGE, size=quarter) for seq in range(1, 6))])

    assert seen == [0, 1, Step.SNAPSHOT_WANTED, 2, 3, 4, Step.SNAPSHOT_WANTED, 5]
    assert stream.has_picture is False


def test_a_catch_up_comes_in_parts_with_the_number_of_the_newest_batch():
    stream = TabStream()
    fed(stream, [picture(0), *(shown(seq, CHANGE, size=PART_BYTES // 2) for seq in (1, 2, 3))])

    parts = list(stream.catch_up())

    assert [(part.seq, len(part.events)) for part in parts] == [(3, 3), (3, 2)]


def test_stored_batches_are_taken_only_where_they_lead_up_to_what_came_since():
    stored = [picture(0), shown(1, CHANGE), shown(2, CHANGE)]
    takes = {}
    for first_seen in (2, 3, 4, None):
        stream = TabStream()
        if first_seen is not None:
            fed(stream, [shown(first_seen, CHANGE)])
        takes[first_seen] = stream.adopt(stored)

    assert takes == {2: True, 3: False, 4: False, None: True}
