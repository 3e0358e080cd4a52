"""What heatmaps are made of: bounded, hidden where private, one cell for one place."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagepulse.ingest.batch import Batch, PageView
from pagepulse.ingest.interaction_rows import cell_of, source_of_batch
from pagepulse.ingest.rows import BatchRows, rows_of_batch
from pagepulse.ingest.structure import structure_of
from pagepulse.ingest.tables import TABLES, arrow_table
from pagepulse.journal import Entry

NOW = 1_760_000_000_000
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1"
)
ENTRY = Entry("prj_1", "s", "t_1", 3, NOW, "tracker", "identity", b"{}", 2, 0, SAFARI)
ELEMENT = "00000000000000ff"
HUGE = 1e300


def rows_of(entry: Entry = ENTRY, **changes: Any) -> BatchRows:
    fields = {
        "version": 1,
        "projectKey": "pk_1",
        "sessionKey": "0" * 32,
        "tabId": "t_1",
        "seq": 3,
        "sentAt": NOW,
        "visitorId": "v_1",
        "context": {"timeZone": "Europe/Vienna"},
        **changes,
    }
    batch = msgspec.json.decode(msgspec.json.encode(fields), type=Batch)
    return rows_of_batch(entry, batch, 0)


def named(rows: BatchRows, table: str) -> list[dict[str, object]]:
    names = TABLES[table].names
    return [dict(zip(names, row, strict=True)) for row in getattr(rows, table)]


def interaction(**changes: Any) -> dict[str, Any]:
    return {
        "type": "click",
        "at": NOW,
        "pageViewId": "p_1",
        "url": "https://www.shop.example/orders/48113/?token=1",
        **changes,
    }


def test_a_click_becomes_a_row_with_all_that_filters_ask_for() -> None:
    sent = interaction(
        elementId=ELEMENT, ex=32_768, ey=100, x=700, y=20, pageX=700, pageY=920, width=100,
        height=40, viewportWidth=1440, viewportHeight=900, pageHeight=5_000, pixelRatio=2,
        flags=2, scrolls=[0, 12.5], node=71,
    )  # fmt: skip
    rows = rows_of(
        interactions=[sent],
        pageViews=[{"id": "p_1", "at": NOW, "url": "https://shop.example/?utm_source=news"}],
    )

    assert named(rows, "interactions") == [
        {
            "project_id": "prj_1",
            "page": "shop.example/orders/:id",
            "type": "click",
            "at": NOW,
            "session_id": "s",
            "tab_id": "t_1",
            "visitor_id": "v_1",
            "page_view_id": "p_1",
            "seq": 3,
            "position": 0,
            "element_id": 255,
            "ex": 32_768,
            "ey": 100,
            "cell_x": 36_864,
            "cell_y": 8_192,
            "x": 700,
            "y": 20,
            "page_x": 700,
            "page_y": 920,
            "width": 100,
            "height": 40,
            "viewport_width": 1440,
            "viewport_height": 900,
            "page_height": 5_000,
            "pixel_ratio": 2,
            "flags": 2,
            "scrolls": [0, 12],
            "node": 71,
            "duration_ms": 0,
            "value": 0,
            "device": "mobile",
            "browser": "Mobile Safari",
            "country": "AT",
            "source": "news",
            "bot": False,
        }
    ]


def test_hostile_numbers_are_cut_to_their_columns_and_unknown_types_are_left_out() -> None:
    numbers = (
        "ex", "ey", "x", "y", "pageX", "pageY", "width", "height", "viewportWidth",
        "viewportHeight", "pageHeight", "pixelRatio", "durationMs", "value",
    )  # fmt: skip
    huge = interaction(
        **dict.fromkeys(numbers, HUGE), elementId=ELEMENT, flags=2**60, node=2**60,
        scrolls=[HUGE] * 99,
    )  # fmt: skip
    negative = interaction(**dict.fromkeys(numbers, -HUGE), elementId="' or 1", flags=-1, node=-1)
    rows = rows_of(interactions=[huge, negative, interaction(type="<b>")])

    stored = arrow_table("interactions", rows.interactions).to_pylist()

    assert [row["element_id"] for row in stored] == [255, 0]
    assert [row["width"] for row in stored] == [65_535, 0]
    assert [row["x"] for row in stored] == [10_000_000, -10_000_000]
    assert [len(row["scrolls"]) for row in stored] == [16, 0]


def test_labels_hold_nothing_private_and_prints_are_objects() -> None:
    url = "https://shop.example/"
    elements = [
        {"id": ELEMENT, "url": url, "label": "a ada@example.com " + "x" * 500, "print": {"a": 1}},
        {"id": ELEMENT, "url": url, "label": "again", "print": {}},
        {"id": "f" * 16, "url": url, "label": "", "print": [1]},
        {"id": "no hex", "url": url, "label": "", "print": {}},
    ]

    stored = named(rows_of(elements=elements), "elements")

    assert [(row["element_id"], row["print"]) for row in stored] == [
        (255, '{"a":1}'),
        (2**64 - 1, "{}"),
    ]
    assert str(stored[0]["label"]).startswith("a •••@•••••••.••• x")
    assert len(str(stored[0]["label"])) <= 128


@given(fraction=st.integers(0, 65_535), length=st.floats(1, 8_192))
def test_the_middle_of_a_cell_is_8_pixels_off_at_most(fraction: int, length: float) -> None:
    cell = cell_of(fraction, length)

    assert 0 <= cell <= 65_535
    assert abs(cell - fraction) / 65_536 * length <= 8
    assert cell_of(cell, length) == cell


def test_a_full_snapshot_is_noted_with_page_width_and_structure() -> None:
    href = "https://shop.example/cart/"
    events = [
        {"type": 4, "timestamp": NOW, "data": {"href": href, "width": 390, "height": 844}},
        snapshot_event(["nav", "main"]),
        {"type": 2, "timestamp": NOW + 9, "data": "no document"},
    ]

    stored = named(rows_of(events=events), "snapshots")

    assert [
        (row["page"], row["viewport_width"], row["position"], row["node_count"]) for row in stored
    ] == [("shop.example/cart", 390, 1, 4), ("shop.example/cart", 390, 2, 0)]


def snapshot_event(tags: list[str], attributes: dict[str, Any] | None = None) -> dict[str, Any]:
    children = [
        {"type": 2, "tagName": tag, "attributes": attributes or {}, "childNodes": [], "id": 3}
        for tag in tags
    ]
    body = {"type": 2, "tagName": "body", "attributes": {}, "childNodes": children, "id": 2}
    node = {"type": 0, "childNodes": [body], "id": 1}
    return {"type": 2, "timestamp": NOW, "data": {"node": node}}


def distance(one: dict[str, Any], other: dict[str, Any]) -> int:
    numbers = [structure_of(msgspec.json.encode(event)).number for event in (one, other)]
    return (numbers[0] ^ numbers[1]).bit_count()


def test_more_of_the_same_is_the_same_structure_and_another_page_is_another() -> None:
    tags = [f"x-{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    page = snapshot_event(tags)

    assert distance(page, snapshot_event([*tags, "x-a", "x-a"])) == 0
    assert distance(page, snapshot_event(tags, {"class": "css-1x9"})) == 0
    assert 0 < distance(page, snapshot_event([*tags, "dialog"])) < 12
    assert distance(page, snapshot_event([f"y{tag}" for tag in tags])) > 15


@pytest.mark.parametrize(
    ("url", "referrer", "source"),
    [
        ("https://shop.example/?utm_source=news", "https://other.example/", "news"),
        ("https://shop.example/", "https://www.other.example/a", "other.example"),
        ("https://www.shop.example/", "https://shop.example/a", ""),
        ("https://shop.example/", "", ""),
    ],
)
def test_what_brought_a_visitor(url: str, referrer: str, source: str) -> None:
    first = PageView("p_1", 1, url, referrer=referrer)

    assert source_of_batch([PageView("p_2", 2, "https://b.example/"), first]) == source
