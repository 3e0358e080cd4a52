"""Realtime says what plain loops over the traffic say, at any moment."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from tests.unit.analytics import oracle
from tests.unit.analytics.traffic import (
    COUNTRIES,
    SITE,
    START,
    Visit,
    entries_of,
    make_visits,
    moved,
    team_of,
)

from pagepulse.analytics.realtime import ACTIVE_MS, FEED, MINUTES, Named, read_realtime
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.projector import Projector
from pagepulse.journal import Journal
from pagepulse.warehouse import Warehouse

VISITS = 160
HOUR_MS = 3_600_000


def busy_hour(rng: Random, now: int) -> list[Visit]:
    """Return sessions that begin within the hour before `now` and are over by then."""
    made = [
        moved(visit, now - rng.randrange(HOUR_MS) - visit.views[0].at)
        for visit in make_visits(rng, VISITS)
    ]
    return [visit for visit in made if max(visit.moments) <= now]


def named(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def given(rows: list[Named]) -> list[tuple[str, int]]:
    return [(row.value, row.sessions) for row in rows]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_last_half_hour_and_who_is_there_now(
    warehouse: Warehouse, tmp_path: Path, seed: int
) -> None:
    rng = Random(seed)
    project_id = f"prj_now_{seed}"
    now = START + rng.randrange(HOUR_MS)
    visits = busy_hour(rng, now)
    entries = [entry for visit in visits for entry in entries_of(visit, project_id)]
    rng.shuffle(entries)
    journal = Journal(tmp_path / "journal.db", max_bytes=10**9)
    journal.append_now(entries)
    Projector(journal, warehouse, Ledger()).run_until_empty()
    journal.close()

    answer = read_realtime(warehouse, project_id, now)

    team = team_of(visits)
    counted = [one for one in visits if not one.is_bot and oracle.who(one) not in team]
    active = oracle.now_online(counted, now, ACTIVE_MS)
    assert len(active) > 5
    assert answer.active_visitors == len({oracle.who(visit) for visit in active})
    assert [(one.visitors, one.page_views) for one in answer.minutes] == (
        oracle.by_the_minute(counted, now, MINUTES)
    )
    assert given(answer.devices) == named(Counter(visit.agent[0] for visit in active))
    assert given(answer.sources) == named(Counter(visit.origin[3] for visit in active))
    assert given(answer.countries) == named(Counter(COUNTRIES[visit.time_zone] for visit in active))
    assert given(answer.pages) == named(Counter(SITE + visit.views[-1].path for visit in active))
    assert len(answer.feed) == FEED
    assert [one.at for one in answer.feed] == sorted((one.at for one in answer.feed), reverse=True)
    assert {one.session_id for one in answer.feed} <= {visit.session_id for visit in counted}
