"""What the warehouse says about a session comes from its batches."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.unit.ingest.projecting import (
    NOW,
    MakeEntry,
    project,
    session,
)

from pagepulse.ingest.batch import session_id_of
from pagepulse.journal import Journal
from pagepulse.warehouse import Warehouse


def test_a_session_is_made_of_its_batches(
    journal: Journal, warehouse: Warehouse, project_id: str, entry: MakeEntry
) -> None:
    journal.append_now(
        [
            entry(
                seq=0,
                visitorId="v_1",
                trackerVersion="0.1.0",
                recorderVersion="2.1.6",
                user_agent="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                context={
                    "language": "de-DE",
                    "timeZone": "Europe/Berlin",
                    "screenWidth": 1440,
                    "screenHeight": 900,
                },
                pageViews=[
                    {
                        "id": "p_1",
                        "at": NOW - 5_000,
                        "url": "https://shop.example/?utm_source=news&q=secret",
                        "referrer": "https://search.example/find?q=private",
                    }
                ],
            ),
            entry(
                seq=1,
                events=[{"type": 2, "timestamp": NOW + 1_000, "data": {}}],
                pageViews=[{"id": "p_2", "at": NOW + 900, "url": "https://shop.example/cart#x"}],
                identities=[
                    {"id": "u-80", "at": NOW + 1},
                    {"id": "u-81", "at": NOW + 2},
                    {"id": "bob@example.com", "at": NOW + 3},
                ],
                # A page goes on talking when its visitor is gone.
                consoleMessages=[{"level": "log", "text": "tick", "at": NOW + 60_000}],
                interactions=[
                    {"type": kind, "at": NOW, "pageViewId": "p_2", "url": "https://shop.example/"}
                    for kind in ("click", "rage", "dead", "dead", "error")
                ],
                ended=True,
                recordingId="run_2",
            ),
            entry(seq=2, events=[], recordingId="run_1"),
            entry(seq=3, events=[], recordingId="no id at all"),
        ]
    )

    project(journal, warehouse)

    assert session(warehouse, project_id) == {
        "rage_click_count": 1,
        "dead_click_count": 2,
        "error_click_count": 1,
        "bot": False,
        "recording_ids": ["run_1", "run_2"],
        "project_id": project_id,
        "session_id": session_id_of("4b1f" * 8),
        "version": 4,
        "visitor_id": "v_1",
        "identity": "u-81",
        "started_at": at(NOW - 5_000),
        "ended_at": at(NOW + 1_000),
        "received_at": at(NOW),
        "duration_ms": 6_000,
        "clock_offset_ms": 0,
        "device": "desktop",
        "browser": "Firefox",
        "browser_version": "140",
        "os": "Linux",
        "country": "DE",
        "language": "de-DE",
        "time_zone": "Europe/Berlin",
        "screen_width": 1440,
        "screen_height": 900,
        "referrer": "https://search.example/find",
        "utm_source": "news",
        "utm_medium": "",
        "utm_campaign": "",
        "entry_page_url": "https://shop.example/",
        "exit_page_url": "https://shop.example/cart",
        "tab_count": 1,
        "page_view_count": 2,
        "event_count": 2,
        "click_count": 1,
        "key_count": 0,
        "custom_event_count": 0,
        "error_count": 0,
        "has_recording": True,
        "origin": "tracker",
        "tracker_version": "0.1.0",
        "recorder_version": "2.1.6",
        "ended": True,
        "consent": "",
        "gpc": False,
        "dnt": False,
        "capture_reason": "recorded",
    }


def at(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC).replace(tzinfo=None)


SNAPSHOT = {"type": 2, "timestamp": NOW, "data": {}}


@pytest.mark.parametrize(
    ("batches", "reason"),
    [
        ([("starting", []), ("recorded", [SNAPSHOT])], "recorded"),
        (
            [("no-trigger", []), ("triggered-error", [SNAPSHOT]), ("recorded", [])],
            "triggered-error",
        ),
        ([("recorded", [SNAPSHOT]), ("excluded-page", [])], "recorded"),
        ([("too-short", []), ("starting", [])], "too-short"),
        ([("no-trigger", []), ("excluded-page", [])], "excluded-page"),
        ([("starting", [])], "starting"),
        # The picture of the page was on its way when the page was left.
        ([("triggered-rage", [])], "triggered-rage"),
    ],
)
def test_a_session_says_why_it_is_recorded_or_not(
    *,
    journal: Journal,
    warehouse: Warehouse,
    project_id: str,
    entry: MakeEntry,
    batches: list[tuple[str, list[dict[str, Any]]]],
    reason: str,
) -> None:
    sent = [
        entry(seq=seq, captureReason=why, events=events)
        for seq, (why, events) in enumerate(batches)
    ]
    journal.append_now(sent)

    project(journal, warehouse)

    assert session(warehouse, project_id)["capture_reason"] == reason


def test_events_are_kept_as_the_browser_wrote_them(
    journal: Journal, warehouse: Warehouse, project_id: str, entry: MakeEntry
) -> None:
    journal.append_now([entry(events=[{"type": 4, "timestamp": NOW, "data": {"w": "ä€😀\u2028"}}])])

    project(journal, warehouse)

    rows = warehouse.query(
        "select payload from recording_events where project_id = {project:String}",
        {"project": project_id},
    )
    assert rows == [{"payload": f'{{"type":4,"timestamp":{NOW},"data":{{"w":"ä€😀\u2028"}}}}'}]


def test_the_end_of_a_session_alone_does_not_stretch_it(
    journal: Journal, warehouse: Warehouse, project_id: str, entry: MakeEntry
) -> None:
    half_an_hour = 30 * 60_000
    journal.append_now(
        [
            entry(seq=0),
            entry(
                seq=1,
                events=[],
                sentAt=NOW + half_an_hour,
                received_at=NOW + half_an_hour,
                ended=True,
            ),
        ]
    )

    project(journal, warehouse)

    found = session(warehouse, project_id)
    assert (found["duration_ms"], found["ended"]) == (0, True)


def test_the_clock_of_the_first_batch_holds_for_the_whole_session(
    journal: Journal, warehouse: Warehouse, project_id: str, entry: MakeEntry
) -> None:
    hour = 3_600_000
    journal.append_now([entry(seq=0, received_at=NOW + hour)])
    project(journal, warehouse)
    journal.append_now([entry(seq=1, received_at=NOW + hour + 3_000)])
    project(journal, warehouse)

    rows = warehouse.query(
        "select seq, at from recording_events where project_id = {project:String} order by seq",
        {"project": project_id},
    )
    assert rows == [{"seq": 0, "at": at(NOW + hour)}, {"seq": 1, "at": at(NOW + hour)}]
