"""rrweb files of every usual shape become batches; what is no such file is named."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagepulse.errors import InvalidInputError, LimitExceededError, PagePulseError
from pagepulse.ingest import importing
from pagepulse.ingest.body import gunzip
from pagepulse.ingest.envelope import decode_batch
from pagepulse.ingest.importing import (
    entries_of,
    parse_recording,
    read_recording,
)
from pagepulse.ingest.limits import EVENT_BYTES, EVENTS, FULL_SNAPSHOT_BYTES
from pagepulse.ingest.packed import unpack_event
from pagepulse.journal import Entry

NOW = 1_760_000_000_000
SMALL = [
    {"type": 4, "data": {"href": "https://x/", "width": 390, "height": 844}, "timestamp": NOW},
    {"type": 2, "data": {"node": {"text": "Größe 🎈"}}, "timestamp": NOW + 5},
    {"type": 3, "data": {"source": 2, "type": 2}, "timestamp": NOW + 900},
]


def dump(document: Any) -> str:
    """Return JSON as a browser writes it."""
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False)


def pack(event: dict[str, Any]) -> str:
    """Return what `pack` of @rrweb/packer makes of an event."""
    return zlib.compress(dump({**event, "v": "v1"}).encode()).decode("latin-1")


def batches_of(content: str | bytes, project_id: str = "prj_1") -> list[dict[str, Any]]:
    raw = content.encode() if isinstance(content, str) else content
    entries = entries_of(parse_recording(raw), project_id, "pk_1", NOW + 10_000)
    return [msgspec.json.decode(raw_of(entry)) for entry in entries]


def raw_of(entry: Entry) -> bytes:
    return gunzip(entry.body) if entry.encoding == "gzip" else entry.body


def events_of(content: str | bytes) -> list[dict[str, Any]]:
    return [event for batch in batches_of(content) for event in batch["events"]]


SHAPES = {
    "pages": dump({"pages": [{"url": "https://x/", "events": SMALL}]}),
    "two pages": dump({"pages": [{"events": SMALL[:2]}, {"events": SMALL[2:]}]}),
    "object": dump({"events": SMALL}),
    "array": dump(SMALL),
    "lines": "\n".join(dump(event) for event in SMALL) + "\n\n",
    "indented": json.dumps({"events": SMALL}, indent=2),
    "packed array": dump([pack(event) for event in SMALL]),
    "packed pages": dump({"pages": [{"events": [pack(event) for event in SMALL]}]}),
    "packed lines": "\r\n".join(dump(pack(event)) for event in SMALL),
    "partly packed": dump([SMALL[0], pack(SMALL[1]), SMALL[2]]),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_the_same_events(shape: str):
    assert events_of(SHAPES[shape]) == SMALL


def test_the_same_events_are_the_same_session_in_whatever_shape():
    compact = {name: text for name, text in SHAPES.items() if name != "indented"}

    ids = {parse_recording(text.encode()).session_id("prj_1") for text in compact.values()}

    assert len(ids) == 1


def test_the_packed_twin_of_a_real_recording_is_the_same_session(recordings: Path):
    content = gzip.decompress((recordings / "s7_marketing_mobile390.json.gz").read_bytes())
    document = json.loads(content)
    for page in document["pages"]:
        page["events"] = [pack(event) for event in page["events"]]

    plain, packed = parse_recording(content), parse_recording(dump(document).encode())

    assert packed.session_id("prj_1") == plain.session_id("prj_1")
    assert list(entries_of(packed, "prj_1", "pk_1", NOW)) == list(
        entries_of(plain, "prj_1", "pk_1", NOW)
    )


def test_another_project_gives_another_session_key():
    recording = parse_recording(SHAPES["array"].encode())

    assert recording.session_key("prj_1") != recording.session_key("prj_2")


def test_the_same_file_always_gives_the_same_batches(recordings: Path):
    file = recordings / "s5_sbadmin_1024.json.gz"

    first = list(entries_of(read_recording(file), "prj_1", "pk_1", NOW))

    assert list(entries_of(read_recording(file), "prj_1", "pk_1", NOW)) == first


def test_a_batch_carries_what_the_file_says_and_the_last_one_ends_the_session():
    document = {
        "recorder": "@rrweb/record@2.1.6",
        "mobile": True,
        "pages": [{"url": "https://x/", "events": SMALL}],
    }

    (batch,) = batches_of(dump(document))

    views = batch.pop("pageViews")
    # What is derived from the events is tested beside what derives it.
    del batch["interactions"], batch["elements"]
    keys = {name: batch.pop(name) for name in ("sessionKey", "visitorId")}
    assert batch == {
        "version": 1,
        "projectKey": "",
        "tabId": "t_import",
        "seq": 0,
        "sentAt": NOW + 900,
        "recorderVersion": "2.1.6",
        "context": {
            "language": "",
            "timeZone": "",
            "screenWidth": 390,
            "screenHeight": 844,
            "pixelRatio": 1.0,
            "touch": True,
            "consent": "",
            "gpc": False,
            "dnt": False,
            "cookieless": False,
        },
        "events": SMALL,
        "ended": True,
    }
    assert [(view["at"], view["url"], view["viewportWidth"]) for view in views] == [
        (NOW, "https://x/", 390)
    ]
    assert keys["sessionKey"] not in json.dumps(views) + keys["visitorId"]


def test_a_long_recording_becomes_batches_within_the_limits_of_ingest():
    count = 2 * EVENTS.value + 1
    events = [{"type": 3, "data": {}, "timestamp": NOW + number} for number in range(count)]

    batches = batches_of(dump(events))

    assert [batch["seq"] for batch in batches] == [0, 1, 2]
    assert [batch["ended"] for batch in batches] == [False, False, True]
    assert [event for batch in batches for event in batch["events"]] == events


def test_large_events_are_spread_over_batches():
    text = "x" * (importing.BATCH_BYTES - 200)
    large = {"type": 2, "data": {"text": text}, "timestamp": NOW + 1000}

    assert [len(batch["events"]) for batch in batches_of(dump([*SMALL, large, large]))] == [3, 1, 1]


def test_a_batch_that_packs_too_well_is_stored_as_it_is():
    event = {"type": 2, "data": {"text": "x" * 2_000_000}, "timestamp": NOW}

    (entry,) = entries_of(parse_recording(dump([event]).encode()), "prj_1", "pk_1", NOW)

    # The journal's reader takes highly packed bodies for bombs.
    assert (entry.encoding, len(entry.body)) == ("identity", entry.raw_bytes)


def test_page_views_are_what_meta_events_begin():
    def meta(at: int, href: str) -> dict[str, Any]:
        return {"type": 4, "data": {"href": href, "width": 9, "height": 9}, "timestamp": NOW + at}

    pages = [
        {"events": [meta(0, "https://x/"), meta(1, "https://x/#faq"), meta(2, "https://x/cart")]},
        {"events": [meta(3, "https://x/cart")]},
        {"url": "https://x/late", "events": [SMALL[2]]},
    ]

    (batch,) = batches_of(dump({"pages": pages}))

    assert [(view["at"] - NOW, view["url"]) for view in batch["pageViews"]] == [
        (0, "https://x/"),
        (2, "https://x/cart"),
        (3, "https://x/cart"),
        (900, "https://x/late"),
    ]
    assert len({view["id"] for view in batch["pageViews"]}) == 4


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('"Größe \\"M\\" \\ud83c\\udf88"', 'Größe "M" 🎈'),
        ('"half of an emoji \\ud83c"', "half of an emoji \ufffd"),
    ],
)
def test_the_title_of_a_page_is_read_from_its_full_snapshot(written: str, expected: str):
    def full_snapshot(title: str) -> str:
        node = (
            '{"type":2,"tagName":"title","attributes":{},"childNodes":'
            f'[{{"type":3,"textContent":{title},"id":3}}],"id":2}}'
        )
        return f'{{"type":2,"data":{{"node":{node}}},"timestamp":{NOW + 1}}}'

    (batch,) = batches_of(f"[{dump(SMALL[0])},{full_snapshot(written)}]")

    assert [view["title"] for view in batch["pageViews"]] == [expected]


def test_tabs_of_an_export_stay_apart():
    pages = [{"tabId": "t_a", "events": SMALL[:2]}, {"tabId": "t_b", "events": SMALL}]

    batches = batches_of(dump({"pages": pages}))

    assert [(batch["tabId"], batch["seq"], len(batch["events"])) for batch in batches] == [
        ("t_a", 0, 2),
        ("t_b", 0, 3),
    ]


@pytest.mark.parametrize(
    ("content", "code", "facts"),
    [
        ("", "no_events", {}),
        ("[]", "no_events", {}),
        ('{"pages": []}', "no_events", {}),
        ("hello", "bad_event", {"page": 0, "position": 0}),
        ('{"pages": 1}', "not_rrweb_json", {}),
        ('{"pages": [{"url": "https://x/"}]}', "not_rrweb_json", {}),
        ("[1,", "not_rrweb_json", {}),
        (dump([SMALL[0], 7]), "bad_event", {"page": 0, "position": 1}),
        (dump([{"type": 3}]), "bad_event", {"page": 0, "position": 0}),
        (dump([{"type": "3", "timestamp": 1}]), "bad_event", {"page": 0, "position": 0}),
        (dump([{"type": 3, "timestamp": -1}]), "bad_time", {"page": 0, "position": 0}),
        (dump([{"type": 3, "timestamp": 1e300}]), "bad_time", {"page": 0, "position": 0}),
        ('[{"type": 3, "timestamp": NaN}]', "not_rrweb_json", {}),
        (b'[{"type":3,"timestamp":1,"x":"\xff"}]', "bad_event", {"page": 0, "position": 0}),
        (dump([SMALL[0], "not packed"]), "bad_packed_event", {"page": 0, "position": 1}),
        (dump(["Größe 🎈"]), "bad_packed_event", {"page": 0, "position": 0}),
        (dump([pack(SMALL[0])[:-3]]), "bad_packed_event", {"page": 0, "position": 0}),
        (
            dump([zlib.compress(dump(SMALL[0]).encode()).decode("latin-1")]),
            "bad_packed_event",
            {"page": 0, "position": 0},
        ),
        ("[" * 100_000, "too_deep", {}),
        ('[{"type":3,"timestamp":1,"data":' + "[" * 100_000, "too_deep", {}),
        (
            dump({"pages": [{"events": SMALL}, {"tabId": "a/b", "events": SMALL}]}),
            "bad_id",
            {"page": 1},
        ),
    ],
)
def test_what_is_no_recording_is_refused_with_its_place(
    content: str | bytes, code: str, facts: dict[str, int]
):
    with pytest.raises(InvalidInputError) as caught:
        batches_of(content)

    assert (caught.value.code, caught.value.facts) == (code, facts)


@pytest.mark.parametrize(
    ("event_type", "limit"), [(2, FULL_SNAPSHOT_BYTES.value), (3, EVENT_BYTES.value)]
)
@pytest.mark.parametrize("is_packed", [False, True])
def test_events_have_the_limits_of_ingest(event_type: int, limit: int, *, is_packed: bool):
    def content(size: int) -> str:
        empty = {"type": event_type, "timestamp": NOW, "data": ""}
        event = {**empty, "data": "x" * (size - len(dump(empty)))}
        return dump([pack(event) if is_packed else event])

    # The mark of the packer counts while a string is unpacked.
    assert len(events_of(content(limit - 9))) == 1
    with pytest.raises(LimitExceededError) as caught:
        events_of(content(limit + 1))

    assert caught.value.facts["limit"] == limit


def test_a_file_is_named_in_its_failure(tmp_path: Path):
    file = tmp_path / "broken.json.gz"
    file.write_bytes(gzip.compress(b"[" + b" " * 1000)[:-10])

    with pytest.raises(InvalidInputError) as caught:
        read_recording(file)

    assert (caught.value.code, caught.value.facts) == ("not_gzip", {"file": str(file)})
    assert caught.value.detail.startswith(str(file))


def test_a_file_that_unpacks_to_more_than_memory_should_hold_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(importing, "MAX_FILE_BYTES", 100_000)
    file = tmp_path / "bomb.json.gz"
    file.write_bytes(gzip.compress(b" " * 200_000))

    with pytest.raises(LimitExceededError) as caught:
        read_recording(file)

    assert caught.value.code == "file_too_large"


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(InvalidInputError, match="No such file"):
        read_recording(tmp_path / "nothing.json")


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["pages", "events", "type", "timestamp", "data", "url", "tabId"]),
                inner,
                max_size=4,
            )
        ),
    )
)
def test_no_json_makes_anything_but_a_recording_or_a_named_refusal(document: Any):
    try:
        recording = parse_recording(json.dumps(document).encode())
        batches = [
            decode_batch(raw_of(entry)) for entry in entries_of(recording, "prj_1", "pk_1", NOW)
        ]
    except PagePulseError:
        return
    assert sum(len(batch.events) for batch in batches) == recording.event_count


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.lists(st.text()), max_size=5))
def test_unpacking_gives_back_what_was_packed(fields: dict[str, Any]):
    event = {name: value for name, value in fields.items() if name != "v"}

    assert json.loads(unpack_event(dump(pack(event)).encode())) == event
