"""A range is the same again after a crash, whatever was appended meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pagepulse.journal import Entry, Journal
from pagepulse.journal.ranges import (
    MAX_RANGE_BODY_BYTES,
    MAX_RANGE_EVENTS,
    complete_range,
    count_entries,
    oldest_received_at,
    open_range,
    read_range,
)


def batch(seq: int, *, events: int = 1, body: bytes = b"{}") -> Entry:
    return Entry("prj_1", "s", "t", seq, 1000 + seq, "tracker", "identity", body, 2, events)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal(tmp_path / "journal.db", max_bytes=10**9)
    yield opened
    opened.close()


def test_an_empty_journal_has_no_range(journal: Journal) -> None:
    with closing(journal.connect()) as connection:
        assert open_range(connection) is None
        assert oldest_received_at(connection) is None


def test_a_range_that_was_begun_is_returned_again_after_more_arrived(journal: Journal) -> None:
    journal.append_now([batch(0), batch(1)])
    with closing(journal.connect()) as connection:
        begun = open_range(connection)
    journal.append_now([batch(2)])

    with closing(journal.connect()) as connection:
        again = open_range(connection)
        assert again is not None
        assert again == begun
        assert [one.entry.seq for one in read_range(connection, again)] == [0, 1]


def test_a_completed_range_is_gone_and_the_next_has_another_name(journal: Journal) -> None:
    journal.append_now([batch(0)])
    with closing(journal.connect()) as connection:
        first = open_range(connection)
        assert first is not None
        complete_range(connection, first)
        journal.append_now([batch(1)])
        second = open_range(connection)

    assert second is not None
    assert second.range_id > first.range_id
    assert second.first_row > first.last_row


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    sizes=st.lists(
        st.tuples(
            st.sampled_from([1, 7, MAX_RANGE_EVENTS - 1, MAX_RANGE_EVENTS]),
            st.sampled_from([2, 1000, MAX_RANGE_BODY_BYTES]),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_ranges_hold_every_batch_once_in_order_and_stay_within_their_bounds(
    journal: Journal, sizes: list[tuple[int, int]]
) -> None:
    with closing(journal.connect()) as connection:
        connection.execute("delete from entries")
        entries = [
            batch(seq, events=events, body=b"x" * size) for seq, (events, size) in enumerate(sizes)
        ]
        journal.append_now(entries)

        seen = []
        while (span := open_range(connection)) is not None:
            part = [one.entry for one in read_range(connection, span)]
            assert len(part) == 1 or sum(one.event_count for one in part) <= MAX_RANGE_EVENTS
            assert len(part) == 1 or sum(len(one.body) for one in part) <= MAX_RANGE_BODY_BYTES
            seen += part
            complete_range(connection, span)

        assert seen == entries
        assert count_entries(connection) == 0


def test_the_disk_gets_its_space_back_when_the_journal_ran_empty(journal: Journal) -> None:
    journal.append_now([batch(seq, body=b"x" * 1_000_000) for seq in range(40)])

    with closing(journal.connect()) as connection:
        while (span := open_range(connection)) is not None:
            complete_range(connection, span)
        journal.refresh_size(connection)

    assert journal.path.stat().st_size < 1_000_000
    assert journal.used_bytes < 1_000_000
