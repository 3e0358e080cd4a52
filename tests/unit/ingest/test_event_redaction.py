"""What an old or foreign tracker let through in a recording is hidden before it is stored."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagepulse.ingest.event_redaction import redact_event
from pagepulse.ingest.patterns import redact
from pagepulse.ingest.suspicion import may_be_private

NONE = -1
MUTATION, INPUT = 0, 5

SECRETS = {
    "mail": "Mail ada@example.com now",
    "card": "4111 1111 1111 1111",
    "iban": "DE89 3704 0044 0532 0130 00",
    "jwt": "eyJhbGciOiJI.eyJzdWIiOiIx.abc",
    "bearer": "Bearer abcdef.ghijkl",
    "cloud key": "AKIAIOSFODNN7EXAMPLE",
    "long number": "Order 123456789",
}


def node(tag: str, text: str, **attributes: Any) -> dict[str, Any]:
    """Return an element with one text, as rrweb writes it."""
    child = {"type": 3, "id": 2, "textContent": text}
    return {"type": 2, "id": 1, "tagName": tag, "attributes": attributes, "childNodes": [child]}


def full_snapshot(root: Any) -> dict[str, Any]:
    return {"type": 2, "timestamp": 1_760_000_000_000, "data": {"node": root}}


def mutation(**lists: Any) -> dict[str, Any]:
    data = {"source": MUTATION, "texts": [], "attributes": [], "removes": [], "adds": [], **lists}
    return {"type": 3, "timestamp": 1_760_000_000_000, "data": data}


def after(event: dict[str, Any]) -> Any:
    """Return the event as it is stored."""
    raw = json.dumps(event).encode()
    return json.loads(redact_event(raw, event["type"], event["data"].get("source", NONE)))


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS)
@pytest.mark.parametrize(
    "holding",
    [
        lambda text: full_snapshot(node("p", text)),
        lambda text: full_snapshot(node("input", "", value=text, title=text)),
        lambda text: mutation(texts=[{"id": 1, "value": text}]),
        lambda text: mutation(attributes=[{"id": 1, "attributes": {"aria-label": text}}]),
        lambda text: mutation(adds=[{"parentId": 1, "nextId": None, "node": node("b", text)}]),
        lambda text: {"type": 3, "timestamp": 1, "data": {"source": INPUT, "id": 1, "text": text}},
        lambda text: {"type": 4, "timestamp": 1, "data": {"href": text, "width": 1, "height": 1}},
        lambda text: {"type": 5, "timestamp": 1, "data": {"tag": text, "payload": [text]}},
        lambda text: {"type": 6, "timestamp": 1, "data": {"plugin": "x", "payload": {"a": text}}},
    ],
    ids=[
        "text",
        "value",
        "changed text",
        "attribute",
        "added",
        "input",
        "meta",
        "custom",
        "plugin",
    ],
)
def test_private_patterns_of_any_text_become_dots(holding: Any, secret: str) -> None:
    stored = json.dumps(after(holding(secret)), ensure_ascii=False)

    assert secret not in stored
    assert "•" in stored


def test_an_event_without_them_is_stored_as_it_came() -> None:
    raw = json.dumps(full_snapshot(node("p", "Plain text of 2026"))).encode()

    assert redact_event(raw, 2, NONE) is raw


def test_letters_that_are_written_as_escapes_are_found_too() -> None:
    raw = rb'{"type":4,"timestamp":1,"data":{"href":"ada\u0040example.com"}}'

    assert b"example" not in redact_event(raw, 4, NONE)


CSS = ".icon { background: url(/logo@home.example.png); width: 33.3333333333% }"


@pytest.mark.parametrize(
    "event",
    [
        full_snapshot(node("style", CSS)),
        full_snapshot(node("style", "", _cssText=CSS)),
        full_snapshot(node("link", "", _cssText=CSS, rel="stylesheet")),
        mutation(texts=[{"id": 1, "value": f"@media print {{ {CSS} }}"}]),
        mutation(texts=[{"id": 1, "value": CSS}]),
        mutation(attributes=[{"id": 1, "attributes": {"style": {"width": "33.333333333%"}}}]),
        full_snapshot(node("path", "", d="M10 20 30 40 50 60 70 80 90 11.1234567890")),
        full_snapshot(node("img", "", srcset="/logo.png 1x, /logo@2x.png 2x")),
        full_snapshot(node("img", "", src="data:image/png;base64,AAAA123456789")),
        {
            "type": 5,
            "timestamp": 1,
            "data": {"payload": {"id": 1, "image": "data:image/webp;base64,UklGR123456789A="}},
        },
        {"type": 3, "timestamp": 1_760_000_000_000, "data": {"source": 8, "adds": [{"rule": CSS}]}},
    ],
)
def test_what_draws_the_page_is_not_harmed(event: dict[str, Any]) -> None:
    assert after(event) == event


def test_an_object_that_a_page_shows_is_no_style_sheet() -> None:
    shown = '{"mail": "ada@example.com"}'

    assert "ada" not in json.dumps(after(mutation(texts=[{"id": 1, "value": shown}])))


def test_a_page_deeper_than_any_decoder_goes_is_redacted_all_the_same() -> None:
    depth = 5_000
    raw = b'{"type":2,"timestamp":1,"data":' + b'{"node":' * depth
    raw += b'"ada@example.com"' + b"}" * (depth + 2)

    stored = redact_event(raw, 2, NONE)

    assert b"example" not in stored
    assert stored.count(b'{"node":') == depth


TREE = st.recursive(
    st.text() | st.sampled_from(list(SECRETS.values())) | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(TREE)
def test_redacting_twice_is_once_and_keeps_the_tree(payload: Any) -> None:
    event = {"type": 5, "timestamp": 1, "data": {"payload": payload}}

    once = after(event)

    assert after(once) == once
    assert shape(once) == shape(event)


def shape(value: Any) -> Any:
    """Return the value with its strings replaced by their lengths."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, list):
        return [shape(one) for one in value]
    if isinstance(value, dict):
        return {name: shape(one) for name, one in value.items()}
    return value


def test_a_megabyte_takes_no_more_than_a_moment() -> None:
    rows = [node("td", f"Row {number}: @, 12 34 56 78 9x", title="DE89") for number in range(8_000)]
    raw = json.dumps(full_snapshot({**node("table", ""), "childNodes": rows})).encode()

    begun = time.perf_counter()
    redact_event(raw, 2, NONE)

    assert len(raw) > 1_000_000
    # 60 ms on a quiet machine; what is not linear would take minutes.
    assert time.perf_counter() - begun < 2


@given(st.text(alphabet='09 -:AZaz@•eyjbrkis.\\"\n', max_size=60))
def test_what_is_called_plain_holds_nothing_private(text: str) -> None:
    event = json.dumps(mutation(texts=[{"id": 1, "value": text}]), ensure_ascii=False).encode()

    assert may_be_private(event) or redact(text) == text


def test_a_character_written_as_an_escape_is_looked_at() -> None:
    assert may_be_private(rb'{"type":5,"data":"ada\u0040example.com"}')


def test_times_and_small_numbers_of_an_event_are_no_reason_to_look_closely() -> None:
    events = [
        {
            "type": 3,
            "timestamp": 1_760_000_000_000 + at,
            "data": {"source": 0, "id": at},
        }
        for at in range(5)
    ]
    written = json.dumps(events, separators=(",", ":")).encode()

    assert not may_be_private(written)


@pytest.mark.parametrize("text", ['"timestamp":1760000000000', '":123456789', '\\":123456789'])
def test_a_text_that_looks_like_a_named_number_is_looked_at(text: str) -> None:
    assert may_be_private(json.dumps({"text": text}).encode())
    assert may_be_private(json.dumps([text], separators=(",", ":")).encode())
