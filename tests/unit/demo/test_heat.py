"""The invented week tells of interactions what a tracker would, about the elements of its pages."""

from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from itertools import chain, islice

import msgspec
import pytest

from pagepulse.demo.prints import load_prints, seen_element
from pagepulse.demo.templates import load_layouts
from pagepulse.demo.week import align, fortnight_of_sessions
from pagepulse.ingest.batch import Batch
from pagepulse.ingest.limits import INTERACTIONS
from pagepulse.ingest.print_hashes import long_hash, mix

SITE = "http://localhost:8203"
END = align(1_790_000_123_456)


@pytest.fixture(scope="module")
def batches() -> list[Batch]:
    sessions = islice(fortnight_of_sessions("prj_1", "pk_1", SITE, END), 150)
    made = (
        msgspec.json.decode(gzip.decompress(entry.body), type=Batch)
        for entry in chain.from_iterable(sessions)
    )
    return [batch for batch in made if batch.interactions]


def test_every_template_has_a_print_for_each_of_its_targets() -> None:
    prints = load_prints()

    targets = {
        (width, path): len(page.targets)
        for width, layout in load_layouts(SITE).items()
        for path, page in layout.pages.items()
    }
    assert targets == {
        (width, path): len(described)
        for width, pages in prints.items()
        for path, described in pages.items()
    }


def test_hashes_are_those_of_the_tracker() -> None:
    # What the tracker's own `mix` gives.
    assert (mix("a", 0), mix("ä€😀", 3), mix("pk_1", 0)) == (4077189659, 1532703930, 2087169121)
    assert long_hash("") == "0000000100000002"


def test_all_kinds_of_interactions_happen_and_those_with_an_element_name_one_that_was_told(
    batches: list[Batch],
) -> None:
    kinds = Counter(one.type for batch in batches for one in batch.interactions)
    told: dict[str, set[str]] = defaultdict(set)
    for batch in batches:
        told[batch.session_key] |= {element.id for element in batch.elements}

    assert set(kinds) == {
        "click", "touch", "rage", "dead", "error", "rest", "move", "scroll", "attention",
    }  # fmt: skip
    assert all(
        one.element_id in told[batch.session_key]
        for batch in batches
        for one in batch.interactions
        if one.element_id
    )
    assert all(0 <= one.ex <= 65_535 >= one.ey for batch in batches for one in batch.interactions)
    assert max(len(batch.interactions) for batch in batches) <= INTERACTIONS.value
    with_element = [one for batch in batches for one in batch.interactions if one.type == "click"]
    assert sum(1 for one in with_element if one.element_id) > 0.9 * len(with_element)


def test_an_element_has_another_print_in_another_project_and_its_tag_in_each() -> None:
    one, other = (seen_element(1440, "/", 0, salt) for salt in ("pk_1", "pk_2"))

    assert one.id != other.id
    tags = {msgspec.json.decode(each.print)["steps"][0].split(":")[0] for each in (one, other)}
    assert tags == {load_prints()[1440]["/"][0].print["steps"][0].split(":")[0]}
