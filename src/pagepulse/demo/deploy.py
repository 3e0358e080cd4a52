"""The shop before its deploy: a page as it was until it was changed in the middle of a week."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from pagepulse.demo.templates import Layout, PageTemplate, Target

# The page of the plans had no questions and answers.
CHANGED_PATH = "/plans/"
ADDED_ID = "faq"
ADDED_STEPS = frozenset({"pause", "gift"})
# What is on no page stands out of reach, and keeps its number: elements are known by it.
NOWHERE_PX = 1_000_000


def before_deploy(layout: Layout) -> Layout:
    """Return the site at one width as it was: the changed page without what was added to it."""
    page = _without_added(layout.pages[CHANGED_PATH])
    return msgspec.structs.replace(layout, pages={**layout.pages, CHANGED_PATH: page})


def _without_added(page: PageTemplate) -> PageTemplate:
    """Return the page without the section; what stood below it moves up."""
    snapshot: dict[str, Any] = msgspec.json.decode(page.snapshot)
    parent, section = next(
        (node, child)
        for node in _nodes(snapshot["node"])
        for child in node.get("childNodes", [])
        if child.get("attributes", {}).get("id") == ADDED_ID
    )
    parent["childNodes"].remove(section)
    gone = {node["id"] for node in _nodes(section)}
    top = min(target.y for target in page.targets if target.id in gone)
    bottom = min(target.y for target in page.targets if target.y > top and target.id not in gone)
    return msgspec.structs.replace(
        page,
        page_height=page.page_height - (bottom - top),
        snapshot=msgspec.Raw(msgspec.json.encode(snapshot)),
        targets=[_moved(target, gone, top, bottom - top) for target in page.targets],
        landmarks=[_moved(target, gone, top, bottom - top) for target in page.landmarks],
        chains=[
            chain for chain in page.chains if ADDED_STEPS.isdisjoint(step.name for step in chain)
        ],
    )


def _moved(target: Target, gone: set[int], top: int, height: int) -> Target:
    if target.id in gone:
        return msgspec.structs.replace(target, tag="", y=NOWHERE_PX)
    return target if target.y < top else msgspec.structs.replace(target, y=target.y - height)


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("childNodes", []):
        yield from _nodes(child)
