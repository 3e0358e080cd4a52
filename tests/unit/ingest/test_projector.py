"""The projector brings every batch into the warehouse once, whatever happens on the way."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pagepulse.errors import StorageError
from pagepulse.ingest import projector as projector_module
from pagepulse.ingest.batch import session_id_of
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.projector import DERIVED, Projector
from pagepulse.ingest.rows import BatchRows, rows_of_batch
from pagepulse.ingest.stored import OnStored, Stored, StoredData
from pagepulse.ingest.tables import TABLES
from pagepulse.journal import Entry, Journal
from pagepulse.journal.counts import totals
from pagepulse.journal.quarantine import list_quarantine, retry_quarantine
from pagepulse.journal.ranges import count_entries
from pagepulse.warehouse import Row, Warehouse

NOW = 1_760_000_000_000
EVENTS = [{"type": 4, "timestamp": NOW, "data": {}}] * 2
STEPS = ["range", *TABLES, *DERIVED, "complete"]
MakeEntry = Callable[..., Entry]
EVENT_KEYS = """
    select seq, position from recording_events
    where project_id = {project:String} order by seq, position
"""


class CrashError(Exception):
    """The process ends here."""


def crash_at(step: str) -> Callable[[str], None]:
    def on_step(name: str) -> None:
        if name == step:
            raise CrashError

    return on_step


def project(journal: Journal, warehouse: Warehouse) -> Ledger:
    ledger = Ledger()
    Projector(journal, warehouse, ledger).run_until_empty()
    return ledger


def event_keys(warehouse: Warehouse, project_id: str) -> list[tuple[int, int]]:
    rows = warehouse.query(EVENT_KEYS, {"project": project_id})
    return [(row["seq"], row["position"]) for row in rows]


def count(warehouse: Warehouse, table: str, project_id: str) -> int:
    sql = f"select count() as n from {table} where project_id = {{project:String}}"
    return int(warehouse.query(sql, {"project": project_id})[0]["n"])


def session(warehouse: Warehouse, project_id: str) -> Row:
    (row,) = warehouse.query(
        "select * from sessions final where project_id = {project:String}", {"project": project_id}
    )
    return row


def whole_batch(make: MakeEntry, seq: int) -> Entry:
    """Return a batch with something for every table."""
    return make(
        seq=seq,
        events=[
            {"type": 2, "timestamp": NOW + seq, "data": {}},
            {"type": 3, "timestamp": NOW + seq, "data": {"source": 2, "type": 2, "id": 1}},
            {"type": 3, "timestamp": NOW + seq, "data": {"source": 5, "id": 1, "text": "*"}},
        ],
        pageViews=[{"id": f"p_{seq}", "at": NOW + seq, "url": f"https://a.example/{seq}"}],
        captures=[{"pageViewId": f"p_{seq}", "at": NOW + seq, "reason": "recorded"}],
        customEvents=[{"name": "signup", "at": NOW + seq}],
        errors=[{"message": "boom", "at": NOW + seq}],
        consoleMessages=[{"level": "warn", "text": "slow", "at": NOW + seq}],
        requests=[{"url": f"https://a.example/{seq}", "at": NOW + seq}],
        vitals=[{"name": "LCP", "value": 1200, "at": NOW + seq}],
    )


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


@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # each example takes a second
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_resending_reordering_and_crashing_change_nothing(
    tmp_path: Path, warehouse: Warehouse, entry: MakeEntry, data: st.DataObject
) -> None:
    run = f"prj_{uuid.uuid4().hex}"
    batches = [replace(whole_batch(entry, seq), project_id=run) for seq in range(3)]
    path = tmp_path / run / "journal.db"

    again = [replace(batch, received_at=batch.received_at + 1) for batch in batches]
    for sent in data.draw(st.permutations([*batches, *again])):
        with closing(Journal(path, 10**9)) as journal:
            journal.append_now([sent])
            step = data.draw(st.sampled_from([*STEPS, "wait", "wait", "wait"]))
            if step != "wait":
                crashing = Projector(journal, warehouse, Ledger(), on_step=crash_at(step))
                # A range of known batches only does not come to every step.
                with suppress(CrashError):
                    crashing.run_until_empty()
    with closing(Journal(path, 10**9)) as journal:
        project(journal, warehouse)
        with closing(journal.connect()) as connection:
            ledger = totals(connection)

    assert ledger == {(run, "stored"): 3, (run, "duplicate"): 3}
    assert event_keys(warehouse, run) == [(seq, n) for seq in range(3) for n in range(3)]
    assert {name: count(warehouse, name, run) for name in TABLES} == dict.fromkeys(TABLES, 0) | {
        "recording_events": 9,
        "page_views": 3,
        "captures": 3,
        "custom_events": 3,
        "errors": 3,
        "console_messages": 3,
        "requests": 3,
        "vitals": 3,
        "batches": 3,
    }
    found = session(warehouse, run)
    assert {name: found[name] for name in found if name.endswith("_count")} == {
        "tab_count": 1,
        "page_view_count": 3,
        "event_count": 9,
        "click_count": 3,
        "key_count": 3,
        "custom_event_count": 3,
        "error_count": 3,
        "rage_click_count": 0,
        "dead_click_count": 0,
        "error_click_count": 0,
    }
    assert (found["entry_page_url"], found["exit_page_url"]) == (
        "https://a.example/0",
        "https://a.example/2",
    )


def test_without_the_token_of_the_range_a_crash_doubles_its_events(
    journal: Journal,
    warehouse: Warehouse,
    project_id: str,
    entry: MakeEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The twin of the test before: it shows that the test would see a double."""
    insert = Warehouse.insert

    def with_any_token(self: Warehouse, table: str, rows: pa.Table, _token: str) -> None:
        insert(self, table, rows, uuid.uuid4().hex)

    monkeypatch.setattr(Warehouse, "insert", with_any_token)
    journal.append_now([entry()])
    crashing = Projector(journal, warehouse, Ledger(), on_step=crash_at("recording_events"))
    with pytest.raises(CrashError):
        crashing.run_until_empty()

    project(journal, warehouse)

    assert event_keys(warehouse, project_id) == [(0, 0), (0, 0)]


def test_a_batch_that_comes_again_after_weeks_is_known(
    journal: Journal, warehouse: Warehouse, project_id: str, entry: MakeEntry
) -> None:
    journal.append_now([entry()])
    project(journal, warehouse)
    journal.append_now([entry(received_at=NOW + 21 * 86_400_000)])

    ledger = project(journal, warehouse)

    assert event_keys(warehouse, project_id) == [(0, 0)]
    assert (ledger.projected, ledger.projected_duplicate) == (0, 1)


def test_a_poison_batch_goes_into_quarantine_and_its_neighbours_go_on(
    journal: Journal, warehouse: Warehouse, project_id: str, entry: MakeEntry
) -> None:
    journal.append_now([entry(seq=0), entry(seq=1, events=[{"no": "type"}]), entry(seq=2)])

    ledger = project(journal, warehouse)

    assert event_keys(warehouse, project_id) == [(0, 0), (2, 0)]
    assert ledger.quarantined == 1
    (kept,) = list_quarantine(journal)
    assert (kept.entry.seq, kept.reason) == (
        1,
        "ValidationError: Object missing required field `type`",
    )
    assert b"4b1f" not in kept.entry.body


def test_a_batch_from_quarantine_arrives_once_after_the_cause_is_mended(
    journal: Journal,
    warehouse: Warehouse,
    project_id: str,
    entry: MakeEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(one: Entry, *rest: Any) -> Any:
        if one.seq == 1:
            raise ValueError("not understood")
        return rows_of_batch(one, *rest)

    journal.append_now([entry(seq=0), entry(seq=1)])
    with monkeypatch.context() as patch:
        patch.setattr(projector_module, "rows_of_batch", broken)
        project(journal, warehouse)

    retry_quarantine(journal)
    project(journal, warehouse)

    assert event_keys(warehouse, project_id) == [(0, 0), (1, 0)]
    assert list_quarantine(journal) == []


def test_while_the_warehouse_refuses_everything_stays_in_the_journal(
    journal: Journal,
    warehouse: Warehouse,
    project_id: str,
    entry: MakeEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_arguments: Any) -> None:
        raise StorageError("warehouse_failed", "down")

    journal.append_now([entry()])
    with monkeypatch.context() as patch:
        patch.setattr(Warehouse, "insert", refuse)
        with pytest.raises(StorageError):
            project(journal, warehouse)

    with closing(journal.connect()) as connection:
        assert count_entries(connection) == 1
    project(journal, warehouse)
    assert event_keys(warehouse, project_id) == [(0, 0)]


def test_a_value_that_the_table_cannot_hold_costs_only_its_own_batch(
    journal: Journal,
    warehouse: Warehouse,
    project_id: str,
    entry: MakeEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def with_misfit(one: Entry, *rest: Any) -> BatchRows:
        rows = rows_of_batch(one, *rest)
        if one.seq == 1:
            rows.errors.append(("far too few columns",))
        return rows

    monkeypatch.setattr(projector_module, "rows_of_batch", with_misfit)
    journal.append_now([entry(seq=0), entry(seq=1), entry(seq=2)])

    project(journal, warehouse)

    assert event_keys(warehouse, project_id) == [(0, 0), (2, 0)]
    assert [kept.entry.seq for kept in list_quarantine(journal)] == [1]


def listened(journal: Journal, warehouse: Warehouse, *listeners: OnStored) -> None:
    projector = Projector(journal, warehouse, Ledger())
    projector.on_stored += listeners
    projector.run_until_empty()


def test_listeners_hear_what_can_be_read_now(
    journal: Journal, warehouse: Warehouse, project_id: str, entry: MakeEntry
) -> None:
    heard: list[Stored] = []
    snapshot = {"type": 2, "timestamp": NOW, "data": {"node": {"id": 1}, "initialOffset": {}}}
    view = {"id": "p_1", "at": NOW, "url": "https://shop.example/a?b=c"}
    click = {"type": "click", "at": NOW, "url": view["url"], "pageViewId": "p_1"}
    journal.append_now(
        [
            entry(seq=0, events=[snapshot, *EVENTS], pageViews=[view]),
            entry(seq=1, events=EVENTS, interactions=[click, click]),
            entry(seq=2, events=[], sessionKey="5" * 32, ended=True),
        ]
    )

    listened(journal, warehouse, heard.append)

    first, second = session_id_of("4b1f" * 8), session_id_of("5" * 32)
    assert heard == [
        {
            project_id: StoredData(
                session_ids={first, second},
                shown_session_ids={first},
                ended_session_ids={second},
                page_urls={"https://shop.example/a"},
                events=1 + 2 * len(EVENTS),
                interactions=2,
            )
        }
    ]


def test_what_was_stored_before_is_no_news(
    journal: Journal, warehouse: Warehouse, entry: MakeEntry
) -> None:
    heard: list[Stored] = []
    journal.append_now([entry(seq=0)])
    project(journal, warehouse)
    journal.append_now([entry(seq=0)])

    listened(journal, warehouse, heard.append)

    assert heard == []


def test_a_listener_that_fails_holds_nothing_up(
    journal: Journal, warehouse: Warehouse, project_id: str, entry: MakeEntry
) -> None:
    heard: list[Stored] = []

    def failing(_stored: Stored) -> None:
        raise RuntimeError

    journal.append_now([entry(seq=0)])

    listened(journal, warehouse, failing, heard.append)

    assert [list(each) for each in heard] == [[project_id]]
    assert event_keys(warehouse, project_id) != []
