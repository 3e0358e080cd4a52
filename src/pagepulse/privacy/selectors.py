"""The part of CSS that names an element of a recording, matched from the top down; pure.

    main > section.card [data-role=price], #customer

Each node carries which beginnings of the selectors end at it or above it, as bits, so that one more
node costs the same however deep it lies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pagepulse.errors import InvalidInputError

# More than a person writes; a set of bits stays one machine word.
MAX_PARTS = 24
_NAME = r"(?:[\w-]|[^\x00-\x7f]|\\.)+"
_PART = re.compile(
    rf"(?P<tag>\*|{_NAME})|#(?P<id>{_NAME})|\.(?P<class>{_NAME})"
    rf"|\[\s*(?P<name>[\w:-]+)\s*(?:=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'"
    rf"|(?P<plain>{_NAME}))\s*)?\]"
)
_JOINT = re.compile(r"\s*>\s*|\s+")
_ESCAPE = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Compound:
    """What one element must have; `is_child`: its parent is what stands before."""

    tag: str
    id: str
    classes: frozenset[str]
    attributes: tuple[tuple[str, str | None], ...]
    is_child: bool
    # Whether a selector begins, or ends, with it.
    is_first: bool
    is_last: bool

    def fits(self, tag: str, attributes: Mapping[str, object]) -> bool:
        """Tell whether an element by itself is meant."""
        if self.tag not in {"", "*", tag} or (self.id and attributes.get("id") != self.id):
            return False
        if self.classes and not self.classes <= set(str(attributes.get("class", "")).split()):
            return False
        return all(
            name in attributes and (value is None or str(attributes[name]) == value)
            for name, value in self.attributes
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """Which parts of the selectors end at a node, and which end at it or above it."""

    own: int = 0
    above: int = 0


NOWHERE = Standing()


@dataclass(frozen=True, slots=True)
class Selector:
    """Several selectors at once."""

    parts: tuple[Compound, ...]

    def standing(self, parent: Standing, tag: str, attributes: Mapping[str, object]) -> Standing:
        """Return where an element stands below its parent."""
        own = 0
        for number, part in enumerate(self.parts):
            before = 1 << (number - 1) if number else 0
            reached = parent.own if part.is_child else parent.above
            if (part.is_first or reached & before) and part.fits(tag, attributes):
                own |= 1 << number
        return Standing(own, parent.above | own)

    def is_met(self, standing: Standing) -> bool:
        """Tell whether the node, or one above it, is what the selectors name."""
        return any(part.is_last and standing.above >> n & 1 for n, part in enumerate(self.parts))

    @property
    def attributes(self) -> frozenset[str]:
        """Return the names of attributes that a change of makes a difference."""
        named = {name for part in self.parts for name, _ in part.attributes}
        return frozenset({"id", "class", *named})

    def words(self) -> list[str]:
        """Return texts of which a recording with such an element holds one at least."""
        lasts = [part for part in self.parts if part.is_last]
        words = [_longest_word(part) for part in lasts]
        return [] if "" in words else words


def parse_selector(text: str) -> Selector:
    """Return the selectors of a list; raises InvalidInputError for what is not understood."""
    parts = [part for one in text.split(",") for part in _compounds(one.strip())]
    if len(parts) > MAX_PARTS:
        raise _not_understood(text)
    return Selector(tuple(parts))


def _compounds(text: str) -> list[Compound]:
    parts: list[Compound] = []
    at, is_child = 0, False
    while at < len(text):
        found, at = _compound(text, at)
        parts.append(_made(found, is_child=is_child, is_first=not parts, is_last=at == len(text)))
        joint = _JOINT.match(text, at)
        if joint is None:
            break
        is_child, at = ">" in joint[0], joint.end()
    if at < len(text) or not parts or not parts[-1].is_last:
        raise _not_understood(text)
    return parts


def _compound(text: str, at: int) -> tuple[list[re.Match[str]], int]:
    found: list[re.Match[str]] = []
    while (match := _PART.match(text, at)) is not None:
        if match["tag"] and found:
            break
        found.append(match)
        at = match.end()
    if not found:
        raise _not_understood(text)
    return found, at


def _made(found: list[re.Match[str]], *, is_child: bool, is_first: bool, is_last: bool) -> Compound:
    def plain(match: re.Match[str]) -> tuple[str, str | None]:
        values = (match["double"], match["single"], match["plain"] and _name(match["plain"]))
        return match["name"], next((value for value in values if value is not None), None)

    return Compound(
        tag=next((match["tag"].lower() for match in found if match["tag"]), ""),
        id=next((_name(match["id"]) for match in found if match["id"]), ""),
        classes=frozenset(_name(match["class"]) for match in found if match["class"]),
        attributes=tuple(plain(match) for match in found if match["name"]),
        is_child=is_child,
        is_first=is_first,
        is_last=is_last,
    )


def _name(text: str) -> str:
    return _ESCAPE.sub(r"\1", text)


def _longest_word(part: Compound) -> str:
    values = [value or name for name, value in part.attributes]
    words = [part.id, *part.classes, *values]
    # Quotes and signs beyond ASCII may stand in the JSON in another spelling.
    return max((word for word in words if re.fullmatch(r"[\w.:-]+", word, re.ASCII)),
               key=len, default="")  # fmt: skip


def _not_understood(text: str) -> InvalidInputError:
    return InvalidInputError(
        "bad_selector",
        "The selector may have tags, #ids, .classes and [attribute=value], joined by spaces or "
        f"`>`, and commas between several: {text[:100]!r} is something else.",
    )
