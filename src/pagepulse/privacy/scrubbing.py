"""Hides texts and elements inside decoded rrweb events; what was an event still replays. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from typing import Any

from pagepulse.privacy.recorded_nodes import FULL_SNAPSHOT, INCREMENTAL, MUTATION, children_of

# As the tracker masks: of a fixed length, so that it tells nothing.
MASK = "•" * 8
INPUT, CANVAS = 5, 9
ELEMENT, TEXT, CDATA, COMMENT = 2, 3, 4, 5
# Names of elements and fields say how to draw; a text that is hidden in them would draw nothing.
STRUCTURE = frozenset({"tagName", "rootId", "publicId", "systemId"})
# Attributes of an element that say how it looks and not what it says.
# fmt: off
LOOKS = frozenset({
    "id", "class", "style", "width", "height", "type", "role", "rel", "dir", "lang", "tabindex",
    "disabled", "checked", "selected", "hidden", "open", "readonly", "required", "multiple",
    "rows", "cols", "size", "maxlength", "colspan", "rowspan", "span", "scope", "media", "d",
    "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "fx", "fy",
    "viewbox", "transform", "offset", "sizes", "align", "valign", "border", "cellpadding",
    "cellspacing", "bgcolor", "color", "face", "preserveaspectratio", "version", "opacity",
    "_csstext",
})
# Attributes that bring a picture or lead somewhere: nothing stands in their place.
SOURCES = frozenset({
    "src", "srcset", "href", "xlink:href", "poster", "background", "data", "action", "formaction",
    "rr_src", "rr_dataurl",
})
# fmt: on
LOOKS_BEGIN = ("fill", "stroke", "clip", "marker", "font", "text-", "xmlns", "rr_", "gradient")
# Where digits are places, sizes, colours or the name of a content.
_DRAWN_TEXT = re.compile(r"data:(?:image|font)/|pulse-asset:[0-9a-f]{64}$", re.IGNORECASE)

Hide = Callable[[str], tuple[str, int]]


def hide_text(literal: str) -> Hide:
    """Return what hides a literal text, in any case."""
    expression = re.compile(re.escape(literal), re.IGNORECASE)
    return lambda text: expression.subn(MASK, text)


def scrub_texts(event: Any, hide: Hide, *, everywhere: bool) -> int:
    """Hide in all strings of an event, in place; return how many hits there were.

    `everywhere`: also in style sheets and in what draws a shape, where patterns would find sizes.
    """
    hits = 0
    stack: list[tuple[Any, bool]] = [(event, False)]
    while stack:
        holder, is_style = stack.pop()
        items = holder.items() if isinstance(holder, dict) else enumerate(holder)
        is_style = is_style or (isinstance(holder, dict) and holder.get("tagName") == "style")
        for name, value in items:
            if isinstance(value, str):
                if everywhere or not (is_style or _is_drawn(name, value)):
                    hits += _hide_in(holder, name, value, hide)
            elif value and isinstance(value, list | dict):
                stack.append((value, is_style))
    return hits


def _is_drawn(name: object, value: str) -> bool:
    lower = str(name).lower()
    return (lower in LOOKS and lower != "type") or _DRAWN_TEXT.match(value) is not None


def _hide_in(holder: Any, name: Any, value: str, hide: Hide) -> int:
    if name in STRUCTURE:
        return 0
    hidden, hits = hide(value)
    if hits:
        # No key is added, so whoever goes through the holder may go on.
        holder[name] = hidden
    return hits


def scrub_nodes(event: Any, covered: AbstractSet[int]) -> int:
    """Hide what the covered nodes say, in place; return how many texts and attributes that were."""
    data = event.get("data") if isinstance(event, dict) else None
    if not isinstance(data, dict) or not covered:
        return 0
    if event.get("type") == FULL_SNAPSHOT:
        return _scrub_tree(data.get("node"), covered)
    return _scrub_increment(data, covered) if event.get("type") == INCREMENTAL else 0


def _scrub_increment(data: dict[str, Any], covered: AbstractSet[int]) -> int:
    source = data.get("source")
    if source == MUTATION:
        return _scrub_mutation(data, covered)
    if data.get("id") not in covered:
        return 0
    if source == INPUT:
        return _mask(data, "text")
    return _empty_canvas(data) if source == CANVAS else 0


def _scrub_mutation(data: dict[str, Any], covered: AbstractSet[int]) -> int:
    hits = 0
    for item in _objects(data.get("adds")):
        hits += _scrub_tree(item.get("node"), covered)
    for item in _objects(data.get("texts")):
        hits += _mask(item, "value") if item.get("id") in covered else 0
    for item in _objects(data.get("attributes")):
        if item.get("id") in covered:
            hits += _scrub_attributes(item.get("attributes"))
    return hits


def _scrub_tree(root: object, covered: AbstractSet[int]) -> int:
    hits = 0
    stack: list[tuple[object, bool]] = [(root, False)]
    while stack:
        node, is_style = stack.pop()
        if not isinstance(node, dict):
            continue
        if node.get("id") in covered and not is_style:
            if node.get("type") == ELEMENT:
                hits += _scrub_attributes(node.get("attributes"))
            elif node.get("type") in {TEXT, CDATA, COMMENT}:
                hits += _mask(node, "textContent")
        inner = node.get("tagName") == "style"
        stack.extend((child, inner) for child in children_of(node))
    return hits


def _scrub_attributes(attributes: object) -> int:
    if not isinstance(attributes, dict):
        return 0
    hits = 0
    for name, value in attributes.items():
        lower = str(name).lower()
        if not isinstance(value, str) or not value:
            continue
        if lower in SOURCES:
            attributes[name] = ""
            hits += 1
        elif lower not in LOOKS and not lower.startswith(LOOKS_BEGIN):
            hits += _mask(attributes, name)
    return hits


def _mask(holder: dict[str, Any], name: str) -> int:
    value = holder.get(name)
    if not isinstance(value, str) or not value.strip() or value == MASK:
        return 0
    holder[name] = MASK
    return 1


def _empty_canvas(data: dict[str, Any]) -> int:
    drawn = data.get("commands") or data.get("args")
    if "commands" in data:
        data["commands"] = []
    if "args" in data:
        data["args"] = []
    return 1 if drawn else 0


def _objects(items: object) -> Iterator[dict[str, Any]]:
    if isinstance(items, list):
        yield from (item for item in items if isinstance(item, dict))
