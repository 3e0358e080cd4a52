"""Plain rrweb recordings give maps, too: places on the page, marked as approximate."""

from __future__ import annotations

import gzip
import math
from pathlib import Path
from typing import Any

import msgspec

from pagepulse.ingest.batch import Batch, Interaction, PageView
from pagepulse.ingest.deriving import Deriver
from pagepulse.ingest.importing import entries_of, read_recording
from pagepulse.ingest.interaction_rows import APPROXIMATE

NOW = 1_760_000_000_000
VIEW = PageView("p_1", NOW, "https://a.example/", viewport_width=1440, viewport_height=900)
SNAPSHOT = {"node": {"id": 1}, "initialOffset": {"left": 0, "top": 100}}


def derived(*events: dict[str, Any]) -> list[Interaction]:
    deriver = Deriver()
    texts = [msgspec.json.encode({"timestamp": NOW, **event}) for event in events]
    first = deriver.see(texts[0], VIEW)
    return first + [one for text in texts[1:] for one in deriver.see(text, None)]


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
    deriver = Deriver()

    assert deriver.see(b"{}", VIEW) == []
    assert deriver.see(b'{"type":3,"timestamp":1,"data":{"source":1,"positions":7}}', None) == []


def test_a_real_recording_gives_as_many_clicks_as_it_holds(recordings: Path) -> None:
    recording = read_recording(recordings / "s4_marketing_1440.json.gz")
    batches = [
        msgspec.json.decode(gzip.decompress(entry.body), type=Batch)
        for entry in entries_of(recording, "prj_1", NOW)
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
