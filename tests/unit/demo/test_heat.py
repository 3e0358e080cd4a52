"""The invented week tells of interactions what a tracker would, about the elements of its pages."""

from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from itertools import chain, islice

import msgspec
import pytest

from pagepulse.demo.heat import HeatLog, bands_in_view
from pagepulse.demo.prints import load_prints, seen_element
from pagepulse.demo.templates import Target, load_layouts
from pagepulse.demo.week import align, fortnight_of_sessions
from pagepulse.ingest.batch import Batch, PageView
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


def test_every_template_has_a_print_for_each_of_its_targets_and_landmarks() -> None:
    prints = load_prints()

    targets = {
        (width, path): len(page.targets) + len(page.landmarks)
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


def test_attention_is_told_in_lines_of_the_landmarks_that_were_on_the_screen() -> None:
    layout = load_layouts(SITE)[1440]
    view = PageView(id="p_1", at=0, url=f"{SITE}/coffee/", title="", viewport_width=1440)
    heat = HeatLog(layout, "/coffee/", "pk_1", view)

    heat.attend(0, 2_000)
    heat.attend(0, 1_000)
    heat.tell_attention(5_000, 0)

    on_screen = [
        place
        for place, landmark in enumerate(layout.pages["/coffee/"].landmarks)
        if landmark.y < layout.height
    ]
    count = len(layout.pages["/coffee/"].targets)
    told = {seen_element(1440, "/coffee/", count + place, "pk_1").id for place in on_screen}
    assert (
        {one.element_id for one in heat.interactions} == told == {id_ for _, id_ in heat.elements}
    )
    assert {(one.type, one.duration_ms, one.ex) for one in heat.interactions} == {
        ("attention", 3_000, 0)
    }
    # The shelves begin 237 px below the header: nine lines of 25 px.
    section = heat.interactions[len(bands_in_view(layout.pages["/coffee/"].landmarks[0], 0, 900)) :]
    assert [one.ey for one in section if one.element_id == section[0].element_id] == [
        round(band / 64 * 65_535) for band in range(0, 64, 6)
    ]
    assert heat.seen == {}


def test_what_is_above_or_below_the_screen_is_not_looked_at() -> None:
    landmark = Target(1, "section", "", "", x=0, y=1_000, width=100, height=640, stick=-1)

    assert list(bands_in_view(landmark, 0, 1_000)) == [0]
    assert list(bands_in_view(landmark, 0, 999)) == []
    assert list(bands_in_view(landmark, 1_640, 900)) == []
    # A line of 25 px is two bands of 10 px, and the band that begins the line counts.
    assert list(bands_in_view(landmark, 1_610, 900)) == [60, 62]


def test_an_element_has_another_print_in_another_project_and_its_tag_in_each() -> None:
    one, other = (seen_element(1440, "/", 0, salt) for salt in ("pk_1", "pk_2"))

    assert one.id != other.id
    tags = {msgspec.json.decode(each.print)["steps"][0].split(":")[0] for each in (one, other)}
    assert tags == {load_prints()[1440]["/"][0].print["steps"][0].split(":")[0]}
