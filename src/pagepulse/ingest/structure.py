"""A number for the structure of a recorded page: pages that look alike get numbers that are alike.

The number is a SimHash of 64 bits: each feature of the DOM votes on each bit. Features count once,
so that a list of 5 and a list of 50 products are the same structure; texts are none, so that it
tells nothing about anybody. What differs by a few bits is the same state of a page.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

BITS = 64
# Each bit has a lane of so many bits, wide enough for one vote of every feature.
LANE_BITS = 16
CACHED_FEATURES = 20_000
# More than any page has that differ; the rest is not looked at.
MAX_FEATURES = 20_000
# What a class says about a moment, and what a build makes anew each time.
_UNSTABLE = re.compile(r"[0-9]|active|hover|focus|select|current|anim|load", re.IGNORECASE)
TEXT_LENGTH = 64


class _Node(msgspec.Struct, rename="camel"):
    child_nodes: list[_Node] = []
    tag_name: str = ""
    # Other values than texts stand here as well.
    attributes: dict[str, msgspec.Raw] = {}


class _Data(msgspec.Struct):
    node: _Node = msgspec.field(default_factory=_Node)


class _Event(msgspec.Struct):
    data: _Data = msgspec.field(default_factory=_Data)


_decoder = msgspec.json.Decoder(_Event)


class Structure(msgspec.Struct, frozen=True):
    """SimHash and number of nodes of one full snapshot."""

    number: int
    node_count: int


def structure_of(full_snapshot: bytes) -> Structure:
    """Return the structure of a full snapshot; of what is none, the one of nothing."""
    try:
        root = _decoder.decode(full_snapshot).data.node
    except (msgspec.MsgspecError, RecursionError):
        return Structure(0, 0)
    features: set[str] = set()
    count = 0
    for node, parent in _walk(root):
        count += 1
        if node.tag_name and len(features) < MAX_FEATURES:
            features.add(_feature(node, parent))
    return Structure(_simhash(features), count)


def _walk(root: _Node) -> Iterator[tuple[_Node, str]]:
    """Yield every node with the tag of its parent, without recursion: pages are deep."""
    waiting = [(root, "")]
    while waiting:
        node, parent = waiting.pop()
        yield node, parent
        waiting.extend((child, node.tag_name) for child in node.child_nodes)


def _feature(node: _Node, parent: str) -> str:
    names = (_stable(node.attributes.get(name)) for name in ("id", "class", "role"))
    return " ".join((parent[:TEXT_LENGTH], node.tag_name[:TEXT_LENGTH], *names))


def _stable(raw: msgspec.Raw | None) -> str:
    """Return the first word of an attribute that is the same on the next visit."""
    if raw is None:
        return ""
    words = bytes(raw)[:TEXT_LENGTH].decode(errors="replace").strip('"').split()
    return next((word for word in words if not _UNSTABLE.search(word)), "")


def _simhash(features: set[str]) -> int:
    votes = sum(_votes_of(feature) for feature in features)
    lane = (1 << LANE_BITS) - 1
    half = len(features) / 2
    return sum(1 << bit for bit in range(BITS) if (votes >> (bit * LANE_BITS)) & lane > half)


@lru_cache(CACHED_FEATURES)
def _votes_of(feature: str) -> int:
    """Return a number with a 1 in the lane of every bit that the feature votes for."""
    digest = hashlib.blake2b(feature.encode(errors="replace"), digest_size=BITS // 8).digest()
    bits = int.from_bytes(digest, "big")
    return sum(1 << (bit * LANE_BITS) for bit in range(BITS) if bits >> bit & 1)
