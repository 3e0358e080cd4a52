"""Few facts that are summed here give what the engine gives, to the last number."""

from __future__ import annotations

from random import Random
from typing import Any, get_args

import pytest
from tests.unit.heatmaps.conftest import PAGE, URL, Read, Store, interaction
from tests.unit.heatmaps.test_filters_exact import store_sessions

from pagepulse.heatmaps import picked
from pagepulse.heatmaps.filters import Chosen, HeatmapFilter, HeatmapType, stored_type
from pagepulse.heatmaps.picked import Wanted, pick
from pagepulse.heatmaps.queries import select_session_days
from pagepulse.heatmaps.sums import Asked, EngineSums, Sums
from pagepulse.warehouse import Row, Warehouse

PROJECT = "prj_sums"
ASKED: list[Asked] = list(get_args(Asked))
TYPES = ["click", "rage", "dead", "error", "rest", "move", "touch", "scroll", "attention"]


@pytest.fixture(scope="module")
def sessions(tmp_path_factory: pytest.TempPathFactory, warehouse: Warehouse) -> list[str]:
    folder = tmp_path_factory.mktemp("sums")
    facts = store_sessions(folder, warehouse, PROJECT, Random(9), types=TYPES)
    return sorted({fact.session for fact in facts})


@pytest.mark.parametrize("asked", get_args(HeatmapType))
def test_both_ways_answer_every_question_alike(
    asked: HeatmapType, sessions: list[str], warehouse: Warehouse
) -> None:
    stored = stored_type(asked)
    for automated in (False, True):
        chosen = chosen_of_sessions(warehouse, sessions[:40], asked, automated=automated)
        few = pick(warehouse, chosen, Wanted(stored, ASKED))
        assert few is not None

        assert answers(few) == answers(EngineSums(warehouse, chosen, stored, ASKED))


def test_more_facts_than_are_summed_here_are_summed_by_the_engine(
    store: Store, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [store(name, [interaction(), interaction("")]) for name in ("one", "two", "three")]
    asked = {"sessionIds": ",".join(ids[:2])}
    few = [read("elements", width, **asked) for width in (None, 1440)]

    monkeypatch.setattr(picked, "MAX_PICKED", 3)

    assert [read("elements", width, **asked) for width in (None, 1440)] == few
    assert few[0].metadata.total_interactions == 4


def chosen_of_sessions(
    warehouse: Warehouse, ids: list[str], asked: HeatmapType, *, automated: bool
) -> Chosen:
    wanted = HeatmapFilter.model_validate(
        {"pageURL": URL, "type": asked, "sessionIds": ",".join(ids), "automated": automated}
    )
    return Chosen(PROJECT, [PAGE], wanted, select_session_days(warehouse, PROJECT, ids))


def answers(sums: Sums) -> dict[str, Any]:
    """Return all that can be asked; rows that come in no order in one."""
    rows: dict[str, list[Row]] = {asked: sums.rows(asked) for asked in ASKED}
    return {
        **rows,
        "totals": sums.totals(),
        "cells": _sorted(rows["cells"]),
        "depths": _sorted(rows["depths"]),
    }


def _sorted(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: str(sorted(row.items())))
