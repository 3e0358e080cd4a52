"""A part whose number of rows a flipped bit makes 0 is kept, found and put right.

Without it the engine deletes the part at its start, and nothing is missed.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.integrity.commands import pagepulse
from tests.unit.integrity.test_repair import answers

from pagepulse.integrity.bounded_engine import BoundedEngine
from pagepulse.warehouse import Warehouse
from pagepulse.warehouse.emptied_parts import shut_emptied_parts

# One bit apart from "0".
NEIGHBOURS = (b"1", b"2", b"4", b"8")


def emptied(data: Path) -> Path:
    """Make a 0 of the number of rows of a part and return its folder."""
    counts = sorted((data / "warehouse/store").glob("*/*/*_*_*/count.txt"))
    count = next(file for file in counts if file.read_bytes() in NEIGHBOURS)
    count.write_bytes(b"0")
    return count.parent


def test_it_is_found_and_put_right(copy: Path):
    before = answers(copy)
    part = emptied(copy)

    found = pagepulse(copy, "verify")
    assert found.returncode == 1
    assert f"{part.name}: the engine could not open it" in found.stdout
    assert answers(copy) != before
    done = pagepulse(copy, "repair", "--apply", "--json")

    (one,) = json.loads(done.stdout)["found"]
    assert (done.returncode, one["state"]) == (0, "mended")
    assert one["reason"].endswith("a flipped bit in count.txt")
    assert answers(copy) == before
    assert pagepulse(copy, "verify").returncode == 0


def test_a_server_that_starts_over_it_deletes_nothing(copy: Path):
    before = answers(copy)
    emptied(copy)

    for _ in range(2):
        Warehouse.open_embedded(copy / "warehouse").close()

    assert pagepulse(copy, "verify").returncode == 1
    assert pagepulse(copy, "repair", "--apply").returncode == 0
    assert answers(copy) == before


@pytest.mark.parametrize("settings", ["", "settings min_bytes_for_wide_part = 0"])
def test_a_part_that_is_really_empty_stays_where_it_is(copy: Path, settings: str):
    with BoundedEngine(copy / "warehouse") as engine:
        engine.run(f"create table t (a UInt32) engine = MergeTree order by a {settings}")
        engine.run("insert into t values (1)")
        engine.run("truncate table t")

    assert shut_emptied_parts(copy / "warehouse") == []
    assert pagepulse(copy, "verify").returncode == 0
