"""The invented week: complete, true to the recorded pages, and always the same."""

from __future__ import annotations

import gzip
from collections import Counter
from random import Random
from typing import Any

import msgspec
import pytest

from pagepulse.demo.journeys import JOURNEYS
from pagepulse.demo.session import CAFE_ERROR_COLUMN, CAFE_ERROR_LINE
from pagepulse.demo.site import SITE as SITE_FILES
from pagepulse.demo.templates import load_layouts
from pagepulse.demo.week import WEEK_MS, align, week_of_sessions
from pagepulse.ingest.batch import Batch, session_id_of
from pagepulse.journal import Entry

SITE = "http://localhost:8203"
END = align(1_790_000_123_456)

Sessions = list[list[Entry]]


@pytest.fixture(scope="module")
def week() -> Sessions:
    return list(week_of_sessions("prj_1", "pk_1", SITE, END))


def batch_of(entry: Entry) -> Batch:
    return msgspec.json.decode(gzip.decompress(entry.body), type=Batch)


def events_of(entry: Entry) -> list[dict[str, Any]]:
    return [msgspec.json.decode(event) for event in batch_of(entry).events]


def is_click(event: dict[str, Any]) -> bool:
    data = event["data"]
    return (data.get("source"), data.get("type")) == (2, 2)


def ids_in(node: dict[str, Any]) -> set[int]:
    return {node["id"]}.union(*(ids_in(child) for child in node.get("childNodes", [])))


def ids_added(events: list[dict[str, Any]]) -> set[int]:
    return {
        node_id
        for event in events
        for added in event["data"].get("adds", [])
        for node_id in ids_in(added["node"])
    }


def test_the_week_is_the_same_every_time(week: Sessions) -> None:
    again = week_of_sessions("prj_1", "pk_1", SITE, END)

    for entries, entries_again in zip(week, again, strict=True):
        assert list(map(batch_of, entries_again)) == list(map(batch_of, entries))


def test_sessions_added_later_are_others_and_begin_after_the_last_ones(week: Sessions) -> None:
    later = list(week_of_sessions("prj_1", "pk_1", SITE, END + WEEK_MS // 7, since=END))
    old_ids = {entries[0].session_id for entries in week}

    assert len(later) > 20
    assert min(batch_of(entries[0]).page_views[0].at for entries in later) > END
    assert old_ids.isdisjoint(entries[0].session_id for entries in later)


def test_the_week_lies_within_the_seven_days_before_its_end(week: Sessions) -> None:
    first = min(batch_of(entries[0]).page_views[0].at for entries in week)
    last = max(entry.received_at for entries in week for entry in entries)

    assert first >= END - WEEK_MS
    assert first < END - WEEK_MS / 7 * 6
    assert END - WEEK_MS / 7 < last <= END + 1000


def test_it_is_large_and_varied_enough_for_every_screen(week: Sessions) -> None:
    firsts = [batch_of(entries[0]) for entries in week]
    batches = [batch_of(entry) for entries in week for entry in entries]
    visitors = Counter(batch.visitor_id for batch in firsts if batch.visitor_id)

    assert len(week) >= 300
    assert sum(1 for count in visitors.values() if count > 1) > 20
    assert {batch.page_views[0].viewport_width for batch in firsts} == {1440, 820, 390}
    assert len({batch.context.time_zone for batch in firsts}) > 8
    assert sum(1 for batch in batches if batch.errors) > 5
    assert {event.name for batch in batches for event in batch.custom_events} == {
        "quiz_done",
        "plan_paused",
        "plan_chosen",
        "added_to_basket",
        "order_placed",
    }
    assert any(len({entry.tab_id for entry in entries}) > 1 for entries in week)


def test_batches_of_a_tab_are_numbered_without_holes_and_the_last_one_ends_the_session(
    week: Sessions,
) -> None:
    for entries in week:
        tabs = {entry.tab_id for entry in entries}
        for tab in tabs:
            numbers = [entry.seq for entry in entries if entry.tab_id == tab]
            assert numbers == list(range(len(numbers)))
        ends = [batch_of(entry).ended for entry in entries]
        assert ends == [False] * (len(entries) - 1) + [True]
        assert {entry.session_id for entry in entries} == {
            session_id_of(batch_of(entries[0]).session_key)
        }


def test_every_page_begins_with_its_snapshot_and_goes_on_in_order(week: Sessions) -> None:
    for entry in (entry for entries in week[:60] for entry in entries):
        events = events_of(entry)
        times = [event["timestamp"] for event in events]

        assert [event["type"] for event in events[:2]] == [4, 2]
        assert times == sorted(times)
        assert times[-1] <= entry.received_at


def test_every_interaction_points_at_a_node_that_is_in_the_snapshot(week: Sessions) -> None:
    for entry in (entry for entries in week[:60] for entry in entries):
        events = events_of(entry)
        known = ids_in(events[1]["data"]["node"]) | ids_added(events)
        used = {event["data"]["id"] for event in events if "id" in event["data"]}

        assert used - known == set()


def test_who_leaves_after_one_look_has_clicked_nothing(week: Sessions) -> None:
    looks = [entries[0] for entries in week if len(entries) == 1]
    without_clicks = [entry for entry in looks if not any(map(is_click, events_of(entry)))]

    assert len(without_clicks) > len(looks) / 2


def test_the_error_of_the_week_is_where_the_script_really_fails() -> None:
    line = (SITE_FILES / "assets/site.js").read_text("utf-8").split("\n")[CAFE_ERROR_LINE - 1]

    assert line[CAFE_ERROR_COLUMN - 1 :].startswith("name")


def test_clicks_lie_inside_of_the_viewport(week: Sessions) -> None:
    for entry in (entry for entries in week for entry in entries):
        view = batch_of(entry).page_views[0]
        for event in events_of(entry):
            data = event["data"]
            if is_click(event):
                assert 0 <= data["x"] <= view.viewport_width
                assert 0 <= data["y"] <= view.viewport_height


def test_no_recorded_template_holds_what_was_typed_while_recording() -> None:
    for layout in load_layouts(SITE).values():
        text = msgspec.json.encode(layout).decode()

        assert [
            word for word in ("Robin Sailor", "robin@", "4111", "Ring twice") if word in text
        ] == []


def test_journeys_ask_only_for_pages_and_steps_that_were_recorded() -> None:
    layouts = load_layouts(SITE)
    steps = {
        path: {
            step.name
            for layout in layouts.values()
            for chain in layout.pages[path].chains
            for step in chain
        }
        for path in layouts[1440].pages
    }
    visits = [
        visit for journey, _ in JOURNEYS for seed in range(60) for visit in journey(Random(seed))
    ]

    assert [visit for visit in visits if not steps[visit.path].issuperset(visit.do)] == []
