"""The invented two weeks: complete, true to the recorded pages, and always the same."""

from __future__ import annotations

import gzip
from collections import Counter
from random import Random
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest

from pagepulse.demo.journeys import JOURNEYS
from pagepulse.demo.session import CAFE_ERROR_COLUMN, CAFE_ERROR_LINE
from pagepulse.demo.site import SITE as SITE_FILES
from pagepulse.demo.templates import load_layouts
from pagepulse.demo.week import (
    DEPLOY_MS,
    WEEK_MS,
    align,
    fortnight_of_sessions,
    later_sessions,
)
from pagepulse.ingest.batch import Batch, session_id_of
from pagepulse.journal import Entry

SITE = "http://localhost:8203"
END = align(1_790_000_123_456)

Sessions = list[list[Entry]]


@pytest.fixture(scope="module")
def fortnight() -> Sessions:
    return list(fortnight_of_sessions("prj_1", "pk_1", SITE, END))


@pytest.fixture(scope="module")
def week(fortnight: Sessions) -> Sessions:
    """Return the last week's sessions that are recorded."""
    return [
        entries
        for entries in fortnight
        if entries[0].received_at > END - WEEK_MS and entries[0].event_count
    ]


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


def test_the_weeks_are_the_same_every_time(fortnight: Sessions) -> None:
    again = fortnight_of_sessions("prj_1", "pk_1", SITE, END)

    for entries, entries_again in zip(fortnight, again, strict=True):
        assert list(map(batch_of, entries_again)) == list(map(batch_of, entries))


def test_sessions_added_later_are_others_and_begin_after_the_last_ones(week: Sessions) -> None:
    later = list(later_sessions("prj_1", "pk_1", SITE, END + WEEK_MS // 7, END))
    old_ids = {entries[0].session_id for entries in week}

    assert len(later) > 20
    assert min(batch_of(entries[0]).page_views[0].at for entries in later) > END
    assert old_ids.isdisjoint(entries[0].session_id for entries in later)


def test_the_weeks_lie_within_the_fourteen_days_before_their_end(fortnight: Sessions) -> None:
    firsts = [batch_of(entries[0]).page_views[0].at for entries in fortnight]
    last = max(entry.received_at for entries in fortnight for entry in entries)

    assert firsts == sorted(firsts)
    assert END - 2 * WEEK_MS <= firsts[0] < END - WEEK_MS / 7 * 13
    assert END - WEEK_MS / 7 < last <= END + 1000
    # The shop grows: a comparison with the week before says something.
    earlier = sum(at < END - WEEK_MS for at in firsts)
    assert 1.1 < (len(firsts) - earlier) / earlier < 1.4


def test_what_is_not_recorded_has_a_reason_and_tells_no_more_than_a_tracker_would(
    fortnight: Sessions,
) -> None:
    batches = [batch_of(entry) for entries in fortnight for entry in entries]
    reasons = Counter(batch_of(entries[0]).capture_reason for entries in fortnight)

    assert set(reasons) == {
        "recorded", "not-sampled", "gpc", "dnt", "no-config", "too-costly", "starting",
    }  # fmt: skip
    assert 0.5 < reasons["recorded"] / len(fortnight) < 0.7
    for batch in batches:
        assert bool(batch.events) == bool(batch.costs) == (batch.capture_reason == "recorded")
        if batch.capture_reason in {"gpc", "dnt"}:
            assert (batch.visitor_id, batch.captures) == (None, [])
            assert (batch.interactions, batch.vitals, batch.requests) == ([], [], [])


def test_a_deploy_changes_the_page_of_the_plans_in_the_middle_of_the_last_week(
    fortnight: Sessions,
) -> None:
    has_questions: dict[bool, set[bool]] = {False: set(), True: set()}
    for entry in (entry for entries in fortnight for entry in entries if entry.event_count):
        batch = batch_of(entry)
        if urlsplit(batch.page_views[0].url).path == "/plans/":
            is_after = batch_of_session_start(fortnight, entry) >= END - DEPLOY_MS
            has_questions[is_after].add(b"faq-pause" in bytes(batch.events[1]))

    assert has_questions == {False: {False}, True: {True}}


def batch_of_session_start(fortnight: Sessions, entry: Entry) -> float:
    """Return when the session of an entry began, Unix ms."""
    first = next(one[0] for one in fortnight if one[0].session_id == entry.session_id)
    return batch_of(first).page_views[0].at


def test_few_of_the_visits_end_with_an_order(fortnight: Sessions) -> None:
    ordered = sum(
        any(
            one.name == "order_placed" for entry in entries for one in batch_of(entry).custom_events
        )
        for entries in fortnight
    )

    assert 0.02 < ordered / len(fortnight) < 0.09


def test_the_busiest_pages_have_what_their_visitors_are_angry_about(fortnight: Sessions) -> None:
    batches = [batch_of(entry) for entries in fortnight for entry in entries]
    views = Counter(urlsplit(batch.page_views[0].url).path for batch in batches)
    troubles = Counter(
        (urlsplit(one.url).path, one.type) for batch in batches for one in batch.interactions
    )

    assert views.most_common(1)[0][0] == "/coffee/"
    for path in ("/coffee/", "/"):
        found = [troubles[path, kind] for kind in ("rage", "dead", "error")]
        assert 10 < min(found) <= max(found) < views[path] / 8


def test_crawlers_and_the_shops_own_team_come_too(fortnight: Sessions) -> None:
    crawlers = sum("Googlebot" in entries[0].user_agent for entries in fortnight)
    own = sum("pagepulse-own" in batch_of(entries[0]).page_views[0].url for entries in fortnight)

    assert (crawlers > 10, own > 10) == (True, True)


def test_it_is_large_and_varied_enough_for_every_screen(week: Sessions) -> None:
    firsts = [batch_of(entries[0]) for entries in week]
    batches = [batch_of(entry) for entries in week for entry in entries]
    visitors = Counter(batch.visitor_id for batch in firsts if batch.visitor_id)

    assert len(week) >= 280
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
