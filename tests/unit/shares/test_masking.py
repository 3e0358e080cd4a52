"""What is taken out of an event that people without a login see, and what has to stay."""

from __future__ import annotations

import json

import pytest

from pagepulse.shares.masking import bare, masked_event

AT = 1_760_000_000_000


def snapshot(**attributes: str) -> str:
    node = {"type": 2, "tagName": "a", "attributes": attributes, "childNodes": [], "id": 2}
    return json.dumps({"type": 2, "data": {"node": node}, "timestamp": AT})


def attributes_of(event: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(event)["data"]["node"]["attributes"]
    return found


@pytest.mark.parametrize(
    ("name", "address", "shown"),
    [
        ("href", "https://shop.example/a?key=1#part", "https://shop.example/a"),
        ("src", "/image.png?signature=abc", "/image.png"),
        ("action", "/pay#secret", "/pay"),
        ("href", 'https://shop.example/"?key=1', 'https://shop.example/"'),
        ("href", "https://shop.example/\\?key=1", "https://shop.example/\\"),
        ("href", "#part", "#part"),
        ("xlink:href", "#icon", "#icon"),
        ("src", "data:image/svg+xml,<svg fill='#fff'/>?", "data:image/svg+xml,<svg fill='#fff'/>?"),
        ("src", f"pulse-asset:{'a' * 64}", f"pulse-asset:{'a' * 64}"),
        ("title", "Why? #1", "Why? #1"),
    ],
)
def test_addresses_lose_their_queries_and_nothing_else_changes(name: str, address: str, shown: str):
    masked = masked_event(snapshot(**{name: address, "class": "buy"}), shows_details=False)

    assert attributes_of(masked) == {name: shown, "class": "buy"}


@pytest.mark.parametrize(
    ("kind", "data", "shows_details", "is_shown"),
    [
        (5, {"tag": "login", "payload": {"mail": "a@shop.example"}}, False, False),
        (5, {"tag": "login", "payload": {"mail": "a@shop.example"}}, True, False),
        (5, {"tag": "pulse:canvas", "payload": {"id": 4}}, False, True),
        (6, {"plugin": "console", "payload": {"text": "a@shop.example"}}, False, False),
        (6, {"plugin": "console", "payload": {"text": "a@shop.example"}}, True, True),
    ],
)
def test_what_page_scripts_told_is_emptied_in_its_place(
    kind: int, data: dict[str, object], *, shows_details: bool, is_shown: bool
):
    event = {"type": kind, "data": data, "timestamp": AT}
    hidden = {"type": 5, "data": {"tag": "hidden", "payload": {}}, "timestamp": AT}

    masked = json.loads(masked_event(json.dumps(event), shows_details=shows_details))

    assert masked == (event if is_shown else hidden)


def test_an_event_that_cannot_be_read_still_loses_queries():
    event = '{"type": "x", "href": "/a?key=1"}'

    assert masked_event(event, shows_details=False) == '{"type": "x", "href": "/a"}'


def test_an_address_is_bare_without_query_and_fragment():
    assert [bare(one) for one in ("/a?b#c", "/a#b?c", "/a", "?\n")] == ["/a", "/a", "/a", ""]
