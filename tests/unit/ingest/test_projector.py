"""The projector brings every batch into the warehouse once, whatever happens on the way."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.unit.ingest.projecting import (
    NOW,
    MakeEntry,
    count,
    event_keys,
    project,
    session,
    whole_batch,
)

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
from pagepulse.warehouse import Warehouse

EVENTS = [{"type": 4, "timestamp": NOW, "data": {}}] * 2
STEPS = ["range", *TABLES, *DERIVED, "complete"]


class CrashError(Exception):
    """The process ends here."""


def crash_at(step: str) -> Callable[[str], None]:
    def on_step(name: str) -> None:
        if name == step:
            raise CrashError

    return on_step


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
