"""Gaps, page visits and moments of a session, from rows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagepulse.replay.models import Gap, Marker, PageVisit, Tab
from pagepulse.replay.timeline import (
    MAX_BUCKETS,
    bucket_count,
    bucket_ms_of,
    choose_markers,
    gaps_of,
    markers_of,
    page_visits_of,
    tabs_of,
)
from pagepulse.warehouse import Row


def batch(tab_id: str, seq: int, first_at: int, last_at: int) -> Row:
    return {"tab_id": tab_id, "seq": seq, "first_at": first_at, "last_at": last_at,
            "event_count": 10, "body_bytes": 100}  # fmt: skip


def moment(kind: str, at: int, tab_id: str = "t_1") -> Row:
    return {"kind": kind, "tab_id": tab_id, "at": at}


def view(at: int, path: str, tab_id: str = "t_1") -> dict[str, Any]:
    return {"page_view_id": f"p_{at}", "tab_id": tab_id, "at": at, "page_url": f"https://x{path}",
            "path": path, "title": "", "viewport_width": 1440,
            "viewport_height": 900, "capture_reason": "recorded"}  # fmt: skip


def test_a_missing_number_is_a_gap_between_its_neighbours():
    batches = [batch("t_1", 0, 100, 200), batch("t_1", 3, 500, 600), batch("t_1", 4, 600, 700)]

    assert gaps_of(batches, 100) == [Gap(tab_id="t_1", from_at=200, to_at=500, missing=2)]


def test_a_tab_that_does_not_begin_with_zero_has_lost_its_beginning():
    assert gaps_of([batch("t_1", 2, 500, 600)], started_at=100) == [
        Gap(tab_id="t_1", from_at=100, to_at=500, missing=2)
    ]


def test_every_tab_counts_its_own_numbers():
    assert gaps_of([batch("t_1", 0, 1, 2), batch("t_2", 0, 1, 2), batch("t_2", 1, 2, 3)], 1) == []


def test_late_batches_that_overlap_make_no_gap_that_runs_backwards():
    gaps = gaps_of([batch("t_1", 0, 100, 900), batch("t_1", 2, 500, 950)], 100)

    assert gaps == [Gap(tab_id="t_1", from_at=500, to_at=900, missing=1)]


def test_tabs_stand_in_the_order_in_which_they_began():
    batches = [batch("t_1", 0, 500, 600), batch("t_2", 0, 100, 200), batch("t_2", 1, 200, 900)]
    snapshots = [{"tab_id": "t_2", "at": 110}, {"tab_id": "t_2", "at": 210}]

    assert tabs_of(batches, snapshots) == [
        Tab(tab_id="t_2", first_at=100, last_at=900, event_count=20, full_snapshots=[110, 210]),
        Tab(tab_id="t_1", first_at=500, last_at=600, event_count=10, full_snapshots=[]),
    ]


def test_a_page_is_left_for_the_next_one_of_its_tab_or_with_the_end_of_the_tab():
    tabs = [
        Tab(tab_id="t_1", first_at=0, last_at=900, event_count=1, full_snapshots=[]),
        Tab(tab_id="t_2", first_at=0, last_at=700, event_count=1, full_snapshots=[]),
    ]
    views = [view(100, "/a"), view(200, "/b", "t_2"), view(300, "/c")]

    assert [(page.path, page.left_at) for page in page_visits_of(views, tabs)] == [
        ("/a", 300),
        ("/b", 700),
        ("/c", 900),
    ]


def test_typing_is_one_moment_and_clicks_are_each_their_own():
    moments = [
        moment("input", 0), moment("input", 900), moment("click", 1000), moment("click", 1001),
        moment("input", 1800), moment("input", 9000),
    ]  # fmt: skip

    kinds = [(marker.kind, marker.at) for marker in markers_of(moments, [], [])]

    assert kinds == [("input", 0), ("click", 1000), ("click", 1001), ("input", 9000)]


def test_moments_of_all_kinds_stand_in_order_of_time_with_labels():
    page = PageVisit(**view(5, "/cart"), left_at=9)
    error = {"kind": "error", "tab_id": "t_1", "at": 3, "label": "x is not a function"}

    assert markers_of([moment("blur", 7)], [error], [page]) == [
        Marker(at=3, tab_id="t_1", kind="error", label="x is not a function"),
        Marker(at=5, tab_id="t_1", kind="page", label="/cart"),
        Marker(at=7, tab_id="t_1", kind="focus", label="Field left"),
    ]


def test_of_too_many_moments_changes_of_focus_go_first():
    moments = [moment("focus", 1), moment("click", 2), moment("focus", 3), moment("click", 4)]
    markers = markers_of(moments, [], [])

    assert choose_markers(markers, limit=4) == markers
    assert [marker.at for marker in choose_markers(markers, limit=3)] == [2, 4]
    assert [marker.at for marker in choose_markers(markers, limit=1)] == [2]


@given(st.integers(0, 10 * 24 * 3600 * 1000))
def test_bars_of_a_timeline_cover_the_session_and_are_never_too_many(duration_ms: int):
    bucket_ms = bucket_ms_of(duration_ms)
    count = bucket_count(duration_ms, bucket_ms)

    assert 1 <= count <= MAX_BUCKETS
    assert bucket_ms * count >= duration_ms


@pytest.mark.parametrize(
    ("minutes", "seconds"), [(1, 0.25), (5, 1), (30, 5), (60, 10), (24 * 60, 300)]
)
def test_bars_have_a_width_that_people_can_name(minutes: int, seconds: float):
    assert bucket_ms_of(minutes * 60_000) == seconds * 1000
