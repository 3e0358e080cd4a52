"""A map says where everything was, and of the rest that it does not know."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from tests.unit.heatmaps.conftest import (
    BUY,
    MENU,
    NOW,
    PAGE,
    URL,
    Read,
    Store,
    interaction,
    page_view,
)

from pagepulse.heatmaps.filters import HeatmapType, stored_type
from pagepulse.heatmaps.models import Format, HeatCell, HeatmapMetadata, HeatPoint


def placement(metadata: HeatmapMetadata) -> tuple[int, int, int, int]:
    return (
        metadata.placed,
        metadata.hidden,
        metadata.unresolved,
        metadata.total_interactions,
    )


def test_a_click_lies_on_its_element_wherever_that_is_at_the_wanted_width(
    store: Store, read: Read
) -> None:
    narrow: dict[str, Any] = {"viewportWidth": 390, "pageX": 195, "pageY": 1_220}
    store("wide", [interaction(), interaction()])
    store("narrow", [interaction(**narrow)])

    wide, small = read(width=1440), read(width=400)

    # The middle of a cell of at most 16 px; the right place is (180, 520) and (195, 1220).
    assert wide.heatmap_data.points == [HeatPoint(x=175, y=515, value=3)]
    assert small.heatmap_data.points == [HeatPoint(x=190, y=1_215, value=3)]
    assert placement(wide.metadata) == placement(small.metadata) == (3, 0, 0, 3)


def test_what_is_not_seen_at_a_width_is_hidden_there_and_what_has_no_place_is_unresolved(
    store: Store, read: Read
) -> None:
    store("wide", [interaction(BUY), interaction(MENU), interaction(MENU)])
    store("narrow", [interaction(BUY, viewportWidth=390)])
    nowhere: dict[str, Any] = {"x": 0, "y": 0, "pageX": 0, "pageY": 0}
    store("keyboard", [interaction("", **nowhere), interaction("", pageX=700, pageY=20)])

    assert placement(read(width=1440).metadata) == (5, 0, 1, 6)
    assert placement(read(width=390).metadata) == (2, 2, 2, 6)
    assert placement(read(width=800).metadata) == (0, 0, 6, 6)
    assert placement(read().metadata) == (5, 0, 1, 6)


def test_an_element_of_plain_recordings_lies_where_it_was_pressed_unless_a_browser_told(
    store: Store, read: Read
) -> None:
    pressed: dict[str, Any] = {"width": 0, "height": 0, "ex": 32_768, "ey": 32_768, "flags": 512}
    imported = [interaction(**pressed, pageX=x, pageY=510) for x in (120, 130, 240)]
    store("imported", imported)

    assert read(width=1440).heatmap_data.points == [HeatPoint(x=130, y=510, value=3)]
    assert placement(read(width=1440).metadata) == (3, 0, 0, 3)
    assert read(width=1440).metadata.approximate == 3

    # Whichever are more.
    for tracked in (1, 5):
        store(f"tracked_{tracked}", [interaction()] * tracked)
        (element,) = read("elements", width=1440).heatmap_data.elements
        assert element.box is not None
        assert element.box.model_dump() == {"x": 100, "y": 500, "width": 160, "height": 40}
    assert element.cells == [
        HeatCell(ex=30_720, ey=24_576, value=6),
        HeatCell(ex=32_768, ey=32_768, value=3),
    ]
    told = read().metadata
    assert (told.approximate, told.total_interactions) == (3, 9)


def test_what_scripts_and_crawlers_did_counts_only_when_asked_for(store: Store, read: Read) -> None:
    store("script", [interaction(flags=128), interaction()])

    assert read().metadata.total_interactions == 1
    assert read(automated=True).metadata.total_interactions == 2


def test_rests_weigh_their_time_and_moves_their_samples(store: Store, read: Read) -> None:
    store(
        "s",
        [
            interaction(type="rest", durationMs=700),
            interaction(type="rest", durationMs=300),
            interaction(type="move", value=3),
            interaction(type="move"),
        ],
    )

    assert [point.value for point in read(type="hover").heatmap_data.points] == [1000]
    assert [point.value for point in read(type="mousemove").heatmap_data.points] == [4]
    assert read(type="hover").metadata.total_interactions == 2


def test_an_element_is_counted_with_who_could_see_it(store: Store, read: Read) -> None:
    element = {"id": BUY, "url": URL, "label": "button Buy", "print": {"tag": "button"}}
    low: dict[str, Any] = {"pageY": 2_020, "y": 520}
    store(
        "deep",
        [
            interaction(**low, pageViewId="p_deep"),
            interaction(type="rage", value=3, **low, pageViewId="p_deep"),
            {"type": "scroll", "at": NOW, "url": URL, "pageViewId": "p_deep", "pageY": 2_900},
        ],
        elements=[element],
    )
    store("shallow")
    store("also", [interaction(MENU, pageViewId="p_also")])

    found = read("elements", width=1440)

    buy, menu = found.heatmap_data.elements
    assert (buy.element_id, buy.label, buy.print) == (BUY, "button Buy", {"tag": "button"})
    assert (buy.count, buy.clicks, buy.rage, buy.visitors, buy.sessions) == (1, 1, 1, 1, 1)
    assert (buy.share, buy.exposed_views, buy.rate) == (0.5, 1, 1.0)
    assert (menu.exposed_views, menu.rate, menu.print) == (3, 1 / 3, {})
    assert buy.box is not None
    assert buy.box.model_dump() == {"x": 100, "y": 2_000, "width": 160, "height": 40}
    assert buy.cells == [HeatCell(ex=30_720, ey=24_576, value=1)]


def test_reach_says_how_far_views_came_and_where_the_fold_is(store: Store, read: Read) -> None:
    for name, depth in (("a", 0), ("b", 0), ("c", 1_800), ("d", 3_600)):
        scroll = {"type": "scroll", "at": NOW, "url": URL, "pageViewId": f"p_{name}"}
        store(name, [{**scroll, "pageY": depth}] if depth else [])

    reach = read(type="scroll").heatmap_data.scroll

    assert reach is not None
    shares = {point.y: point.share for point in reach.curve}
    assert (shares[0], shares[900], shares[950], shares[1_800], shares[3_600]) == (
        1, 1, 0.5, 0.5, 0.25,
    )  # fmt: skip
    assert [(line.share, line.y) for line in reach.lines] == [
        (0.75, 900), (0.5, 1_800), (0.25, 3_600), (0.1, 3_600),
    ]  # fmt: skip
    assert [(line.share, line.y) for line in reach.folds] == [(0.25, 900), (0.5, 900), (0.75, 900)]


def test_an_empty_map_is_empty(read: Read) -> None:
    found = read("elements", width=1440)

    assert found.model_dump() == {
        "heatmap_data": {
            "page_url": URL, "type": "click", "points": [], "elements": [], "scroll": None,
        },
        "session_ids": [],
        "metadata": {
            "total_interactions": 0, "approximate": 0, "unique_users": 0, "session_count": 0,
            "last_updated": None, "placed": 0, "hidden": 0, "unresolved": 0, "pages": [PAGE],
        },
    }  # fmt: skip


def test_filters_by_session_keep_that_session(store: Store, read: Read) -> None:
    one, other = store("one", [interaction()]), store("other", [interaction(), interaction()])

    assert read(sessionId=one).metadata.total_interactions == 1
    assert read(sessionIds=f"{one},{other}").session_ids == sorted([one, other])
    assert read(sessionId="nobody").metadata.total_interactions == 0


def test_the_source_of_a_session_stands_in_all_its_batches(store: Store, read: Read) -> None:
    view = page_view("p_1", url=f"{URL}?utm_source=news")
    store("s", [interaction()], pageViews=[view])
    store("s", [interaction()], pageViews=[page_view("p_2")], seq=1)

    assert read(source=["news"]).metadata.total_interactions == 2


@pytest.mark.parametrize("width", [None, 1440])
@pytest.mark.parametrize("output", get_args(Format))
@pytest.mark.parametrize("kind", get_args(HeatmapType))
def test_the_map_of_all_sessions_named_one_by_one_is_the_map_of_all(
    store: Store, read: Read, kind: HeatmapType, output: Format, width: int | None
) -> None:
    stored = stored_type(kind)
    sessions = [
        store(
            name,
            [
                interaction(BUY, type=stored, pageViewId=f"p_{name}", durationMs=70, value=3),
                interaction(MENU, type="rage", pageX=700 + shift, flags=shift % 2),
                interaction("", type=stored, pageY=900 + shift, pageViewId=f"p_{name}"),
                interaction(BUY, type="scroll", pageY=2_000 + shift, pageViewId=f"p_{name}"),
            ],
        )
        for shift, name in enumerate("abc")
    ]

    everything = read(output, width, type=kind)

    assert read(output, width, type=kind, sessionIds=",".join(sessions)) == everything
    assert everything.metadata.session_count > 0
