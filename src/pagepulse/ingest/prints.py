"""What a recorded element is known by, as the tracker says it of the visited page; pure.

The same rules as in `tracker/src/interactions/`: what they yield for one element is the same print,
and so the same id, as a visitor's browser sends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypedDict
from urllib.parse import urljoin, urlsplit

import msgspec

from pagepulse.ingest.print_hashes import long_hash, mix, short_hash
from pagepulse.ingest.recorded_dom import ELEMENT, TEXT, RecordedNode

# As in `limits.ts` there, which has the reasons.
STEPS, NEAR, INSIDE, OUTLINE_LENGTH = 8, 5, 6, 40
PLACES, WORDS, CLASSES, STEM_LENGTH, LABEL_LENGTH = 60, 8, 4, 5, 40

# Hidden by our recorder, or perhaps private.
_PRIVATE = re.compile(
    r"[•@]|eyj|bearer|akia|asia|[a-z]{2}\d\d|\d(?:[ -]?\d){8}", re.IGNORECASE | re.ASCII
)
_STATE = re.compile(
    r"^:|active|hover|focus|visib|show|open|close|collaps|expand|select|load|animat|fixed|stick"
    r"|disabl|current|transition",
    re.IGNORECASE | re.ASCII,
)
_PART_OF_NAME = re.compile(r"[-_]*([^0-9]*|[0-9]{1,2}|[a-z]+[0-9])")
_COUNTED_NAME = re.compile(r"[0-9]{3}|:|•")
# The recorder writes `:id` for the keys among these.
_KEY_OF_PATH = re.compile(r":id$|(?=.*[0-9]).{16}")
# What a browser calls white space, which is not quite what Python does.
_WORD = re.compile(r"[^\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")
_CLASS = re.compile(r"[^\t\n\f\r ]+")
# What a browser writes as %XX in a path.
_ESCAPED = re.compile(r"[^!$-;=@-\]_a-z|~]")
# They draw nothing; a recorder leaves them out.
_UNSEEN = frozenset({"script", "style", "noscript", "template", "link", "meta"})
_MASKED_TAGS = frozenset({"textarea", "option", "optgroup", "noscript"})
# fmt: off
# Whoever presses them means them as a whole, whatever stands in them.
_WHOLE = frozenset({
    "a", "area", "audio", "button", "canvas", "iframe", "img", "input", "label", "meter", "option",
    "picture", "progress", "select", "summary", "svg", "textarea", "video",
})
# They stand in a line of text.
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "br", "button", "cite", "code", "data", "del", "dfn", "em", "i",
    "img", "input", "ins", "kbd", "label", "mark", "picture", "q", "s", "samp", "small", "span",
    "strong", "sub", "sup", "svg", "time", "u", "var", "wbr",
})
# fmt: on


class Print(TypedDict):
    """One element: what it and those around it say, and what it looks like inside."""

    steps: list[str]
    inside: list[str]


@dataclass(frozen=True, slots=True)
class Description:
    """What names an element in an interaction, its print as JSON, and what people call it."""

    element_id: str
    print: bytes
    label: str


def describe(element: RecordedNode, project_key: str, page_url: str) -> Description:
    """Describe an element; `project_key` salts the hashes of its texts."""
    reading = _Reading(mix(project_key, 0), page_url)
    known_by = msgspec.json.encode(print_of(element, reading))
    return Description(long_hash(known_by.decode()), known_by, _label_of(element))


def is_one_thing(element: RecordedNode) -> bool:
    """Tell whether a press of an element means the element, and not the blank between its parts."""
    if element.tag in _WHOLE or element.attributes.get("role"):
        return True
    parts = (one for one in element.children if one.kind == ELEMENT)
    return element.tag not in {"html", "body"} and all(one.tag in _INLINE for one in parts)


@dataclass(frozen=True, slots=True)
class _Reading:
    """How a document is read."""

    seed: int
    page_url: str

    def hash(self, text: str) -> str:
        """Return about 20 bits of a text, nothing of none."""
        return short_hash(text, self.seed)

    def hashes(self, texts: Sequence[str]) -> str:
        """Return the hashes of some texts as one word."""
        return ".".join(map(self.hash, texts))

    def path_of(self, element: RecordedNode) -> str:
        """Return where a link leads or an image comes from; nothing for the page itself."""
        address = element.attributes.get("href", element.attributes.get("src"))
        return "" if address is None else path_of(address, self.page_url)


def print_of(element: RecordedNode, reading: _Reading) -> Print:
    """Return what the element is known by."""
    around = (one for one in element.around() if one is element or one.tag not in {"html", "body"})
    steps = [_step(one, reading, is_near=at < NEAR) for at, one in enumerate(islice(around, STEPS))]
    return {"steps": steps, "inside": [reading.hash(one) for one in _inside(element, reading)]}


def path_of(address: str, page_url: str) -> str:
    """Return the path of an address; nothing where it is that of its page, or may be private."""
    try:
        whole, page = urlsplit(urljoin(page_url, address.strip())), urlsplit(page_url)
    except ValueError:
        return ""
    path = _escaped(whole.path or "/")
    if whole.scheme not in {"http", "https"} or path == _escaped(page.path or "/"):
        return ""
    kept = "/".join(part for part in path.split("/") if not _KEY_OF_PATH.match(part))
    return "" if is_private(kept) else kept


def is_private(text: str) -> bool:
    """Tell whether a text says nothing here, because any part of it is or should be hidden."""
    return _PRIVATE.search(text) is not None or _is_stars(text)


def _is_stars(text: str) -> bool:
    """Tell whether another recorder hid a text; one star alone says that a field is required."""
    return text.count("*") > 1 and _WORD.search(text.replace("*", " ")) is None


def classes_of(element: RecordedNode) -> list[str]:
    """Return the classes that outlive a moment and a build."""
    names = dict.fromkeys(_CLASS.findall(element.attributes.get("class_", "")))
    stems = (stem(name) for name in names if not _STATE.search(name))
    return list(islice(filter(None, stems), CLASSES))


def stem(name: str) -> str:
    """Return what of a name is by a person, not by a build tool."""
    parts = re.split(r"(?=[-_])", name)
    kept = "".join(part for part in parts if _PART_OF_NAME.fullmatch(part)).rstrip("-_")
    return kept if kept == name or len(kept) >= STEM_LENGTH else ""


def words_of(element: RecordedNode) -> list[str]:
    """Return the first words below an element that a recorder keeps."""
    return list(islice(_words(element), WORDS))


def _words(element: RecordedNode) -> Iterator[str]:
    waiting = [(element, any(map(_is_masking, element.around())))]
    while waiting:
        node, is_masked = waiting.pop()
        if node.kind == TEXT:
            if not is_masked and not is_private(node.text):
                yield from _WORD.findall(node.text)
        elif node.kind == ELEMENT and node.tag not in _UNSEEN:
            is_masked = is_masked or _is_masking(node)
            waiting.extend((child, is_masked) for child in reversed(node.own_children()))


def _is_masking(element: RecordedNode) -> bool:
    """Tell whether the tracker hides what is written in an element, whatever the project says."""
    attributes, parent = element.attributes, element.parent
    if element.tag in _MASKED_TAGS or attributes.get("role") == "textbox" or "mask" in attributes:
        return True
    # Those of pictures; that of the page stands in its head.
    if element.tag in {"title", "desc"} and parent is not None and parent.tag != "head":
        return True
    return attributes.get("contenteditable", "false").lower() != "false"


def _name_of(element: RecordedNode) -> str:
    name = element.attributes.get("id", "")
    return "" if _COUNTED_NAME.search(name) else stem(name)


def _place_of(element: RecordedNode) -> int:
    place = 0
    for one in element.siblings():
        place += one.tag == element.tag
        if one is element:
            break
    return min(place, PLACES)


def _step(element: RecordedNode, reading: _Reading, *, is_near: bool) -> str:
    kinds = filter(None, (element.attributes.get(name) for name in ("type", "role")))
    step = [
        element.tag,
        reading.hash(_name_of(element)),
        str(_place_of(element)),
        reading.hashes([*classes_of(element), *kinds]),
    ]
    if is_near:
        step.append(reading.hashes([_shown_path(element, reading, tag) for tag in ("a", "img")]))
        step.append(reading.hashes([word.lower() for word in words_of(element)]))
    return ":".join(step)


def _shown_path(element: RecordedNode, reading: _Reading, tag: str) -> str:
    """Return the path of the first link or image of an element, itself included."""
    for one in chain([element], element.inside()):
        if one.tag == tag and (tag == "img" or "href" in one.attributes):
            return reading.path_of(one)
    return ""


def _inside(element: RecordedNode, reading: _Reading) -> list[str]:
    elements = (one for one in element.inside() if one.kind == ELEMENT)
    shapes = (_shapes_of(one, reading) for one in islice(elements, INSIDE))
    return list(dict.fromkeys(chain.from_iterable(shapes)))


def _shapes_of(element: RecordedNode, reading: _Reading) -> list[str]:
    drawn = element.attributes.get("d")
    outline = reading.path_of(element) if drawn is None else drawn[:OUTLINE_LENGTH]
    return [f"{element.tag}.{one}" for one in (outline, *classes_of(element))]


def _label_of(element: RecordedNode) -> str:
    role, name = element.attributes.get("role"), _name_of(element)
    first = next(iter(classes_of(element)), "")
    look = f"#{name}" if name else f".{first}" if first else ""
    text = " ".join(words_of(element))[:LABEL_LENGTH]
    return element.tag + (f"[{role}]" if role else "") + look + (f" “{text}”" if text else "")


def _escaped(path: str) -> str:
    return _ESCAPED.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode(errors="replace")),
        path.replace("\\", "/"),
    )
