"""What the tracker knows the demo site's elements by, salted for a project.

`tests/tools/record_demo_prints.py` writes `prints.json.gz` with the tracker's own code, with texts
where the tracker sends hashes of them, as in a URL; hashing them is all that is left to do here.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

import msgspec

from pagepulse.ingest.batch import SeenElement
from pagepulse.ingest.print_hashes import long_hash, mix, short_hash

PRINTS = Path(__file__).with_name("prints.json.gz")
# All elements of all templates; hashing one takes about a millisecond.
CACHED_ELEMENTS = 4_096


class Described(msgspec.Struct, frozen=True):
    """One element of a template, in the order of the template: targets, then landmarks."""

    label: str
    print: dict[str, list[str]]


Prints = Mapping[int, Mapping[str, list[Described]]]


@lru_cache(1)
def load_prints() -> Prints:
    """Return prints with texts in place of hashes, by width of the layout and path."""
    return msgspec.json.decode(
        gzip.decompress(PRINTS.read_bytes()), type=dict[int, dict[str, list[Described]]]
    )


@lru_cache(CACHED_ELEMENTS)
def seen_element(width: int, path: str, place: int, salt: str) -> SeenElement:
    """Return an element as a tracker of the project with this key would send it, with no page view.

    `width` and `path` name the template, `place` is the element's among its elements.
    """
    described = load_prints()[width][path][place]
    text = msgspec.json.encode(_salted(described.print, mix(salt, 0)))
    return SeenElement(id=long_hash(text.decode()), label=described.label, print=msgspec.Raw(text))


def _salted(print_: dict[str, list[str]], seed: int) -> dict[str, list[str]]:
    """Return a print with its texts hashed; what is no text of the page stays."""
    return {
        "steps": [_step(step, seed) for step in print_["steps"]],
        "inside": [_short(text, seed) for text in print_["inside"]],
    }


def _step(step: str, seed: int) -> str:
    """Return `tag:id:place:kinds:paths:words` with all but tag and place hashed."""
    tag, name, place, *lists = step.split(":")
    hashed = [".".join(_short(text, seed) for text in texts.split(".")) for texts in lists]
    return ":".join([tag, _short(name, seed), place, *hashed])


def _short(text: str, seed: int) -> str:
    return short_hash(unquote(text), seed)
