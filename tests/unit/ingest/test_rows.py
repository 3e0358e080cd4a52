"""Times, counts and cuts of a batch's rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagepulse.ingest.batch import Batch, CustomEvent
from pagepulse.ingest.redaction import without_session_key
from pagepulse.ingest.rows import (
    MAX_AGE_MS,
    MAX_AHEAD_MS,
    BatchRows,
    clock_offset,
    rows_of_batch,
)
from pagepulse.ingest.tables import TABLES
from pagepulse.journal import Entry

NOW = 1_760_000_000_000
YEAR_MS = 365 * 86_400_000
ENTRY = Entry("prj_1", "s", "t_1", 0, NOW, "tracker", "identity", b"{}", 2, 0)


def batch(**changes: Any) -> Batch:
    fields = {
        "version": 1,
        "projectKey": "pk_1",
        "sessionKey": "0" * 32,
        "tabId": "t_1",
        "seq": 0,
        "sentAt": NOW,
        **changes,
    }
    return msgspec.json.decode(msgspec.json.encode(fields), type=Batch)


def event(at: float, **data: Any) -> dict[str, Any]:
    return {"type": 3, "timestamp": at, "data": data}


def column(rows: BatchRows, table: str, name: str) -> list[object]:
    place = TABLES[table].names.index(name)
    return [row[place] for row in getattr(rows, table)]


@given(
    skew=st.integers(-10 * YEAR_MS, 10 * YEAR_MS),
    travel=st.integers(0, 1_000),
    age=st.integers(0, 60_000),
)
def test_whatever_the_clock_says_an_event_that_travelled_a_second_is_two_seconds_off_at_most(
    skew: int, travel: int, age: int
) -> None:
    happened = NOW - travel - age
    sent = batch(sentAt=NOW - travel + skew, events=[event(happened + skew, source=1)])

    rows = rows_of_batch(ENTRY, sent, clock_offset(ENTRY, sent))

    (at,) = column(rows, "recording_events", "at")
    assert isinstance(at, int)
    assert abs(at - happened) <= 2_000


@given(st.lists(st.integers(NOW - 2 * MAX_AGE_MS, NOW + 2 * MAX_AHEAD_MS), max_size=20))
def test_the_order_of_events_never_changes_and_times_stay_plausible(times: list[int]) -> None:
    sent = batch(events=[event(at, source=1) for at in sorted(times)])

    stored = column(rows_of_batch(ENTRY, sent, 0), "recording_events", "at")

    assert stored == sorted(stored)  # type: ignore[type-var]  # all are int
    assert all(NOW - MAX_AGE_MS <= at <= NOW + MAX_AHEAD_MS for at in stored)  # type: ignore[operator]  # as above


@pytest.mark.parametrize("origin", ["import", "demo"])
def test_what_was_recorded_elsewhere_keeps_its_times(origin: Any) -> None:
    entry = replace(ENTRY, origin=origin)
    sent = batch(sentAt=NOW - YEAR_MS, events=[event(NOW - 3 * YEAR_MS, source=1)])

    rows = rows_of_batch(entry, sent, clock_offset(entry, sent))

    assert column(rows, "recording_events", "at") == [NOW - 3 * YEAR_MS]


def test_what_the_visitor_did_is_counted() -> None:
    sent = batch(
        events=[
            {"type": 4, "timestamp": NOW, "data": {"href": "https://a.example/"}},
            {"type": 2, "timestamp": NOW, "data": {"node": {"type": 0}}},
            event(NOW, source=2, type=2, id=1),
            event(NOW, source=2, type=1, id=1),
            event(NOW, source=5, text="*", userTriggered=True),
            event(NOW, source=5, text="*", userTriggered=False),
            event(NOW, source=5, text="*"),
            event(NOW, source=7, type=0),
            event(NOW, source=0, type={"deep": []}),
            event(NOW, source=999, type=-5),
        ],
    )

    rows = rows_of_batch(ENTRY, sent, 0)

    assert column(rows, "recording_events", "type") == [4, 2] + [3] * 8
    assert column(rows, "recording_events", "source") == [-1, -1, 2, 2, 5, 5, 5, 7, 0, -1]
    assert column(rows, "recording_events", "interaction") == [-1, -1, 2, 1, 1, 0, 1, -1, -1, -1]
    counts = ("event_count", "click_count", "key_count", "full_snapshot_count")
    assert [column(rows, "batches", name) for name in counts] == [[10], [1], [2], [1]]


def test_numbers_and_texts_beyond_the_columns_are_cut() -> None:
    sent = batch(
        context={"screenWidth": 10**9, "screenHeight": -5, "language": "x" * 500},
        pageViews=[{"id": "p", "at": 1e300, "url": "u", "title": "t" * 9999, "viewportWidth": -1}],
        errors=[{"at": -1e300, "message": "m" * 9999, "line": -1, "column": 10**12}],
    )

    rows = rows_of_batch(ENTRY, sent, 0)

    assert column(rows, "batches", "screen_width") == [65_535]
    assert column(rows, "batches", "screen_height") == [0]
    assert column(rows, "batches", "language") == ["x" * 64]
    assert column(rows, "page_views", "at") == [NOW + MAX_AHEAD_MS]
    assert column(rows, "page_views", "title") == ["t" * 512]
    assert column(rows, "page_views", "viewport_width") == [0]
    assert column(rows, "errors", "at") == [NOW - MAX_AGE_MS]
    assert column(rows, "errors", "column") == [2**32 - 1]


@pytest.mark.parametrize(
    "not_an_event",
    [
        {},
        [],
        1,
        "text",
        None,
        {"type": "2", "timestamp": 1},
        {"type": 2},
        {"type": 2, "timestamp": "1"},
    ],
)
def test_what_is_no_rrweb_event_is_refused(not_an_event: Any) -> None:
    with pytest.raises(msgspec.DecodeError):
        rows_of_batch(ENTRY, batch(events=[not_an_event]), 0)


def test_a_kept_body_has_lost_its_session_key(entry: Callable[..., Entry]) -> None:
    whole = entry(events=[])

    body, encoding = without_session_key(whole)

    assert encoding == "identity"
    assert msgspec.json.decode(body, type=Batch).session_key == "0" * 32
    assert b"4b1f" not in body


def test_consent_signals_and_reasons_are_stored_and_what_nobody_knows_is_not() -> None:
    known = batch(
        captureReason="gpc",
        context={"consent": "granted", "gpc": True, "dnt": False},
        pageViews=[{"id": "p", "at": NOW, "url": "https://a.example/"}],
    )
    hostile = batch(captureReason="<b>", context={"consent": "<i>", "dnt": True})
    names = ("consent", "gpc", "dnt", "capture_reason")

    rows, other = rows_of_batch(ENTRY, known, 0), rows_of_batch(ENTRY, hostile, 0)

    assert [column(rows, "batches", name) for name in names] == [
        ["granted"],
        [True],
        [False],
        ["gpc"],
    ]
    assert column(rows, "page_views", "capture_reason") == ["gpc"]
    assert [column(other, "batches", name) for name in names] == [[""], [False], [True], [""]]


def test_what_is_said_of_a_page_view_is_kept_where_somebody_knows_the_word() -> None:
    sent = batch(
        captures=[
            {"pageViewId": "p", "at": NOW - 10, "reason": "no-trigger"},
            {"pageViewId": "p", "at": NOW, "reason": "<b>"},
            {"pageViewId": "p", "at": NOW, "reason": "triggered-rage"},
        ]
    )

    rows = rows_of_batch(ENTRY, sent, 0)

    assert column(rows, "captures", "reason") == ["no-trigger", "triggered-rage"]
    assert column(rows, "captures", "page_view_id") == ["p", "p"]
    # Words about a page view are nothing that happened in the session.
    assert column(rows, "batches", "last_at") == column(rows, "batches", "sent_at")


def test_private_patterns_are_not_stored_in_any_text_that_a_page_sends() -> None:
    private = "ada@example.com"
    sent = batch(
        pageViews=[{"id": "p", "at": NOW, "url": "https://a.example/", "title": private}],
        errors=[{"at": NOW, "message": private, "stack": private}],
        customEvents=[{"name": private, "at": NOW, "properties": {private: [{"to": private}, 5]}}],
    )

    rows = rows_of_batch(ENTRY, sent, 0)

    assert "ada" not in str(rows)
    hidden = "•••@•••••••.•••"
    assert column(rows, "custom_events", "properties") == [
        f'{{"{hidden}":[{{"to":"{hidden}"}},5]}}'
    ]


@pytest.mark.parametrize(
    ("properties", "stored"),
    [
        (b'{"a":"\\ud800b"}', '{"a":"\ufffdb"}'),
        (b'{"a":1e999}', "{}"),
        (b"[" * 100_000 + b"]" * 100_000, "{}"),
    ],
)
def test_properties_that_nobody_can_read_cost_no_batch(properties: bytes, stored: str) -> None:
    event = CustomEvent(name="odd", at=NOW, properties=msgspec.Raw(properties))
    sent = msgspec.structs.replace(batch(), custom_events=[event])

    assert column(rows_of_batch(ENTRY, sent, 0), "custom_events", "properties") == [stored]
