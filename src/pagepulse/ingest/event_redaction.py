"""Redacts private patterns inside rrweb events; the tracker did it in the page, this is the net.

Decoding an event is measured twenty times as fast as searching its bytes, where style sheets are
most of them; it is encoded again only when something was hidden. What was an event stays one that
replays: rules of style sheets and what draws a shape keep their long numbers.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Any

import msgspec

from pagepulse.ingest.patterns import redact
from pagepulse.ingest.suspicion import may_be_private

FULL_SNAPSHOT, INCREMENTAL = 2, 3
# Of increments, those that are numbers only: pointers, scrolling, windows, touches, media,
# selections; and those that are rules of style sheets.
TEXTLESS_SOURCES = frozenset({1, 2, 3, 4, 6, 7, 8, 12, 13, 14, 15})

# Anything that a pattern could match. Most strings hold none of it, and one search is cheaper than
# five replacements.
_SUSPECT = re.compile(
    r"@|[0-9](?:[ -]?[0-9]){8}|[A-Z]{2}[0-9]{2}|eyj|bearer|a[ks]ia", re.IGNORECASE
)
# Shorter strings hold nothing: the shortest of all is an address, `a@b.cc`.
_SHORTEST = 6
# A string without an end is one to the end: trying it again from each quote inside takes hours.
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"?', re.DOTALL)

# Attributes that draw: their long numbers are places and sizes.
# fmt: off
_DRAWING = frozenset({
    "class", "style", "width", "height", "d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx",
    "cy", "r", "rx", "ry", "fx", "fy", "dx", "dy", "viewbox", "transform", "gradienttransform",
    "patterntransform", "offset", "values", "stroke-dasharray", "stroke-dashoffset",
    "stroke-width", "font-size", "opacity", "fill-opacity", "stroke-opacity", "sizes"
})
# fmt: on
# rrweb's own: numbers, and the text of style sheets or a digest in its place.
_OWN_ATTRIBUTES = ("rr_", "_css", "data-pulse-")
# A hash may hold digits that look like an account.
_PICTURE = re.compile(r"data:(?:image|font)/|pulse-asset:[0-9a-f]{64}$", re.IGNORECASE)
# What a canvas showed. A digit in it means nothing, and one that is hidden breaks all of it.
_BITMAP = re.compile(r"data:image/(?:webp|png|jpeg);base64,[\w+/]*={0,2}", re.ASCII)
# `a { color: red }` and `@media print { a {`: JSON, which a page may show, has quoted names.
_RULES = re.compile(r"\{\s*(?:[-\w]+\s*:|[^{}\"]{1,200}\{)|@(?:import|charset)\b")


class _Place(Enum):
    """Where in an event a list or an object stands."""

    PLAIN = 0
    ATTRIBUTES = 1
    # Rules of a style sheet, and properties of an element's style.
    RULES = 2


_decode = msgspec.json.Decoder().decode
_encode = msgspec.json.Encoder().encode


def redact_event(event: bytes, kind: int, source: int) -> bytes:
    """Return the event without private patterns; the very same object when there was none.

    `kind` and `source` are rrweb's numbers; `source` is of no account unless `kind` is 3.
    """
    if is_textless(kind, source) or not may_be_private(event):
        return event
    try:
        # What is no event may be a single string or number.
        whole = [_decode(event)]
        return _encode(whole[0]) if _redact_tree(whole) else event
    except (msgspec.MsgspecError, RecursionError, OverflowError):
        # Too deep or a number too large: hidden it must be all the same.
        return _redact_strings(event)


def is_textless(kind: int, source: int) -> bool:
    """Tell whether an event is numbers only; `kind` and `source` are rrweb's."""
    return kind == INCREMENTAL and source in TEXTLESS_SOURCES


def _redact_tree(root: Any) -> bool:
    """Redact all strings in place and tell whether one changed; by a stack, as pages are deep."""
    found = False
    stack: list[tuple[Any, _Place]] = [(root, _Place.PLAIN)]
    while stack:
        holder, place = stack.pop()
        items = holder.items() if isinstance(holder, dict) else enumerate(holder)
        for name, value in items:
            if isinstance(value, str):
                redacted = _redacted(name, value, place)
                if redacted != value:
                    # No key is added, so the loop may go on.
                    holder[name] = redacted
                    found = True
            elif value and isinstance(value, list | dict):
                stack.append((value, _place_of(holder, name, value, place)))
    return found


def _place_of(holder: Any, name: object, value: Any, place: _Place) -> _Place:
    if place is _Place.RULES:
        return place
    if name == "childNodes" and isinstance(holder, dict) and holder.get("tagName") == "style":
        return _Place.RULES
    if isinstance(value, dict):
        if name == "attributes":
            return _Place.ATTRIBUTES
        if name == "style" and place is _Place.ATTRIBUTES:
            return _Place.RULES
    return _Place.PLAIN


def _redacted(name: object, value: str, place: _Place) -> str:
    if len(value) < _SHORTEST or place is _Place.RULES or _SUSPECT.search(value) is None:
        return value
    if place is _Place.ATTRIBUTES and _is_drawing(str(name).lower(), value):
        return value
    if _BITMAP.fullmatch(value):
        return value
    redacted = redact(value)
    return value if redacted != value and _RULES.search(value) else redacted


def _is_drawing(name: str, value: str) -> bool:
    if name in _DRAWING or name.startswith(_OWN_ATTRIBUTES):
        return True
    return _PICTURE.match(value) is not None


def _redact_strings(event: bytes) -> bytes:
    return _STRING.sub(_redact_literal, event)


def _redact_literal(match: re.Match[bytes]) -> bytes:
    try:
        text = msgspec.json.decode(match[0], type=str)
    except msgspec.DecodeError:
        # No string of JSON, so it is shown nowhere.
        return match[0]
    redacted = redact(text)
    return match[0] if redacted == text else _encode(redacted)
