"""Plain rrweb recordings give maps, too: places on the page, marked as approximate."""

from __future__ import annotations

import gzip
import math
from pathlib import Path
from typing import Any

import msgspec

from pagepulse.ingest.batch import Batch, Interaction, PageView
from pagepulse.ingest.deriving import MIDDLE, Derived, Deriver
from pagepulse.ingest.importing import entries_of, read_recording
from pagepulse.ingest.interaction_rows import APPROXIMATE
from pagepulse.ingest.prints import is_private

NOW = 1_760_000_000_000
NO_MOVE = b'{"type":3,"timestamp":1,"data":{"source":1,"positions":7}}'
VIEW = PageView("p_1", NOW, "https://a.example/", viewport_width=1440, viewport_height=900)
SNAPSHOT = {"node": {"id": 1}, "initialOffset": {"left": 0, "top": 100}}


def derived(*events: dict[str, Any]) -> list[Interaction]:
    deriver = Deriver("pk_1")
    texts = [msgspec.json.encode({"timestamp": NOW, **event}) for event in events]
    first = deriver.see(texts[0], VIEW).interactions
    return first + [one for text in texts[1:] for one in deriver.see(text, None).interactions]


def incremental(after_ms: int = 0, **data: Any) -> dict[str, Any]:
    return {"type": 3, "timestamp": NOW + after_ms, "data": data}


def test_a_click_lies_where_the_page_was_scrolled_to() -> None:
    made = derived(
        {"type": 2, "data": SNAPSHOT},
        incremental(source=3, id=1, x=0, y=1_500),
        incremental(source=3, id=77, x=0, y=9_000),
        incremental(source=2, type=2, id=5, x=200, y=50),
    )

    assert [(one.type, one.page_x, one.page_y) for one in made] == [
        ("scroll", 0, 1_000),
        ("scroll", 0, 2_400),
        ("click", 200, 1_550),
    ]
    assert (made[2].node, made[2].page_view_id, made[2].viewport_width) == (5, "p_1", 1440)
    assert {one.flags for one in made} == {APPROXIMATE}


def test_moves_rests_touches_and_rage() -> None:
    places = ((1, -300), (2, -100), (3, 0))
    moves = [{"x": x, "y": 9, "id": 3, "timeOffset": offset} for x, offset in places]
    made = derived(
        {"type": 2, "data": SNAPSHOT},
        incremental(source=1, positions=moves),
        incremental(2_000, source=1, positions=[{"x": 4, "y": 9, "id": 3, "timeOffset": 0}]),
        incremental(2_000, source=2, type=7, id=3, x=4, y=9),
        *(incremental(2_100 + 200 * n, source=2, type=2, id=3, x=4 + n, y=9) for n in range(4)),
    )[1:]

    assert [(one.type, one.x) for one in made] == [
        ("move", 1),
        ("move", 3),
        ("rest", 3),
        ("move", 4),
        ("touch", 4),
        ("click", 4),
        ("click", 5),
        ("click", 6),
        ("rage", 6),
        ("click", 7),
    ]
    assert [one.duration_ms for one in made if one.type == "rest"] == [2_000]


def test_what_is_no_event_tells_nothing() -> None:
    deriver = Deriver("pk_1")

    assert deriver.see(b"{}", VIEW) == Derived()
    assert deriver.see(NO_MOVE, None) == Derived()


def element(node_id: int, tag: str, *inside: Any, **attributes: str) -> dict[str, Any]:
    return {
        "id": node_id,
        "type": 2,
        "tagName": tag,
        "attributes": attributes,
        "childNodes": list(inside),
    }


def text(node_id: int, words: str) -> dict[str, Any]:
    return {"id": node_id, "type": 3, "textContent": words}


def page(*inside: Any) -> dict[str, Any]:
    node = {"id": 1, "type": 0, "childNodes": [element(2, "html", element(3, "body", *inside))]}
    return {"type": 2, "data": {"node": node, "initialOffset": {"left": 0, "top": 0}}}


def pressed(*events: dict[str, Any]) -> list[tuple[str, str]]:
    """Return type and label of presses; the label is empty where no element is named."""
    deriver = Deriver("pk_1")
    texts = [msgspec.json.encode({"timestamp": NOW, **event}) for event in events]
    made = [deriver.see(texts[0], VIEW), *(deriver.see(one, None) for one in texts[1:])]
    labels = {one.id: one.label for each in made for one in each.elements}
    presses = [one for each in made for one in each.interactions if one.type in {"click", "touch"}]
    assert {one.flags for one in presses} == {APPROXIMATE}
    return [(one.type, labels.get(one.element_id, "")) for one in presses]


def test_presses_are_of_their_element_and_an_element_is_described_once() -> None:
    buy = element(4, "button", element(5, "svg", element(6, "path", d="M0 0")), text(7, "Buy now"))
    deriver = Deriver("pk_1")
    texts = [
        msgspec.json.encode({"timestamp": NOW, **event})
        for event in (
            page(buy),
            incremental(source=2, type=2, id=4),
            incremental(source=2, type=2, id=4),
        )
    ]
    _, first, second = (deriver.see(one, VIEW if at == 0 else None) for at, one in enumerate(texts))

    (described,) = first.elements
    assert described.label == "button “Buy now”"
    assert second.elements == []
    for each in (first, second):
        (click,) = each.interactions
        assert (click.element_id, click.ex, click.ey) == (described.id, MIDDLE, MIDDLE)


def test_parts_of_a_picture_are_the_picture_and_the_blank_between_things_is_none() -> None:
    picture = element(5, "svg", element(6, "path", d="M0 0"), id="logo")
    blank = element(8, "div", element(9, "p", text(10, "One")), element(11, "div"))

    assert pressed(
        page(picture, blank),
        incremental(source=2, type=2, id=6),
        incremental(source=2, type=2, id=9),
        incremental(source=2, type=2, id=8),
        incremental(source=2, type=7, id=3),
        incremental(source=2, type=7, id=404),
    ) == [
        ("click", "svg#logo"),
        ("click", "p “One”"),
        ("click", ""),
        ("touch", ""),
        ("touch", ""),
    ]


def test_elements_are_those_of_the_moment_of_the_press() -> None:
    added = {"parentId": 3, "nextId": 4, "node": element(20, "a", text(21, "New"), href="/new")}
    changed: dict[str, Any] = {
        "adds": [added, {"parentId": 4, "nextId": None, "node": text(22, "Closed")}],
        "removes": [{"parentId": 4, "id": 5}],
        "texts": [{"id": 21, "value": "Newest"}],
        "attributes": [{"id": 4, "attributes": {"class": "menu", "id": None}}],
    }

    assert pressed(
        page(element(4, "button", text(5, "Open"), id="opener")),
        incremental(source=2, type=2, id=4),
        incremental(source=0, **changed),
        incremental(source=2, type=2, id=4),
        incremental(source=2, type=2, id=20),
    ) == [
        ("click", "button#opener “Open”"),
        ("click", "button.menu “Closed”"),
        ("click", "a “Newest”"),
    ]


def test_what_a_recorder_hid_is_in_no_label() -> None:
    assert pressed(
        page(
            element(4, "p", text(5, "••• •••")),
            element(6, "p", text(7, "*** ****")),
            element(8, "textarea", text(9, "what was written")),
            element(10, "button", text(11, "Call 0123 456 789")),
        ),
        *(incremental(source=2, type=2, id=node) for node in (4, 6, 8, 10)),
    ) == [("click", "p"), ("click", "p"), ("click", "textarea"), ("click", "button")]


def test_a_star_alone_is_a_text_and_a_million_of_them_take_no_time() -> None:
    assert not is_private("*")
    assert is_private("** *")
    # Whoever tries each beginning of such a text is busy for hours.
    assert not is_private("*" * 1_000_000 + "x")


def test_a_real_recording_gives_as_many_clicks_as_it_holds(recordings: Path) -> None:
    recording = read_recording(recordings / "s4_marketing_1440.json.gz")
    batches = [
        msgspec.json.decode(gzip.decompress(entry.body), type=Batch)
        for entry in entries_of(recording, "prj_1", "pk_1", NOW)
    ]
    events = [msgspec.json.decode(event) for batch in batches for event in batch.events]
    clicks = [
        event["data"]
        for event in events
        if (event["type"], event["data"].get("source"), event["data"].get("type")) == (3, 2, 2)
    ]
    made = [one for batch in batches for one in batch.interactions]

    assert [(one.x, one.y) for one in made if one.type == "click"] == [
        (click["x"], click["y"]) for click in clicks
    ]
    assert {"move", "scroll"} <= {one.type for one in made}
    assert all(math.isfinite(one.page_y) and one.url for one in made)
