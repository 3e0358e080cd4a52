"""The facts that analytics ask are the same, whether batch by batch or from everything at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from tests.unit.analytics.traffic import entries_of, make_visits

from pagepulse.ingest.filing import MADE_COLUMNS, complete_old_facts, file_old_sessions
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.projector import Projector
from pagepulse.journal import Journal
from pagepulse.warehouse import Row, Warehouse
from pagepulse.warehouse.connection import migration_statements
from pagepulse.warehouse.erasing import hide_sessions

PROJECT = "prj_filing"
VISITS = 60
ERASED = 7
# The day is where a session is found, not what it did.
FACTS = """
select * except (filed_on), visitor_hash, session_hash, channel, is_empty, views
from session_facts final
where project_id = {project:String} order by session_id
"""
AS_BEFORE = """
insert into batches
select * replace (toDate(0) as filed_on, [] as acts, [] as felt, [] as named) from batches final
where project_id = {project:String}
"""


def facts(warehouse: Warehouse) -> list[Row]:
    return warehouse.query(FACTS, {"project": PROJECT})


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal(tmp_path / "journal.db", max_bytes=10**9)
    yield opened
    opened.close()


@pytest.fixture
def stored(warehouse: Warehouse, journal: Journal) -> None:
    """Store sessions whose batches come late, in any order and twice; erase some of them."""
    rng = Random(5)
    visits = make_visits(rng, VISITS)
    entries = [entry for visit in visits for entry in entries_of(visit, PROJECT)]
    entries += rng.sample(entries, len(entries) // 5)
    rng.shuffle(entries)
    third = -(-len(entries) // 3)
    for first in range(0, len(entries), third):
        journal.append_now(entries[first : first + third])
        Projector(journal, warehouse, Ledger()).run_until_empty()
    hide_sessions(warehouse, [(PROJECT, visit.session_id) for visit in visits[:ERASED]])


@pytest.mark.usefixtures("stored")
def test_facts_of_late_repeated_and_erased_data_are_those_of_a_full_recomputation(
    warehouse: Warehouse, journal: Journal
) -> None:
    before = facts(warehouse)
    warehouse.command(AS_BEFORE, {"project": PROJECT}, settings={"insert_deduplicate": 0})
    warehouse.command("truncate table session_facts")

    assert file_old_sessions(journal, warehouse) == VISITS - ERASED
    assert facts(warehouse) == before
    assert any(sum(row["view_rages"]) for row in before)
    assert any(max(row["view_lcps"]) > 0 for row in before)
    assert file_old_sessions(journal, warehouse) == 0


@pytest.mark.usefixtures("stored")
def test_a_session_stands_on_one_day_only_whatever_comes_late(warehouse: Warehouse) -> None:
    doubled = warehouse.query(
        "select session_id from session_facts final where project_id = {project:String} "
        "group by session_id having count() > 1",
        {"project": PROJECT},
    )

    assert doubled == []
    assert {row["session_id"] for row in facts(warehouse)} == {
        row["session_id"]
        for row in warehouse.query(
            "select session_id from sessions final where project_id = {project:String}",
            {"project": PROJECT},
        )
    }


@pytest.mark.usefixtures("stored")
def test_facts_of_an_earlier_version_get_the_columns_that_are_made_of_others(
    warehouse: Warehouse,
) -> None:
    before = facts(warehouse)
    for column in MADE_COLUMNS:
        warehouse.command(
            f"alter table session_facts drop column {column}", settings={"mutations_sync": 1}
        )
    for statement in migration_statements(""):
        warehouse.command(statement)

    assert facts(warehouse) == before
    assert complete_old_facts(warehouse) == list(MADE_COLUMNS)
    # One more of its kind ends behind those that were begun.
    warehouse.command(
        "alter table session_facts materialize column channel", settings={"mutations_sync": 1}
    )
    assert complete_old_facts(warehouse) == []
    assert facts(warehouse) == before
