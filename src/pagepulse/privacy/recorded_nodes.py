"""Follows the nodes of a recorded page from event to event, by the ids that rrweb gave them.

Everything in an event was sent by a visitor: what has not the expected shape is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pagepulse.privacy.selectors import NOWHERE, Selector, Standing

FULL_SNAPSHOT, INCREMENTAL = 2, 3
MUTATION = 0
ELEMENT = 2


@dataclass(slots=True)
class _Node:
    parent: int
    tag: str
    attributes: dict[str, object]
    standing: Standing
    children: set[int] = field(default_factory=set)


@dataclass(slots=True)
class RecordedNodes:
    """The nodes of one tab; `covered` are those that a selector named since the last snapshot."""

    selector: Selector
    covered: set[int] = field(default_factory=set)
    _nodes: dict[int, _Node] = field(default_factory=dict)

    def see(self, event: Any) -> None:
        """Take in one decoded event, in order."""
        data = event.get("data")
        if not isinstance(data, dict):
            return
        if event.get("type") == FULL_SNAPSHOT:
            self._nodes.clear()
            self.covered = set()
            self._add(data.get("node"), 0)
        elif event.get("type") == INCREMENTAL and data.get("source") == MUTATION:
            self._mutate(data)

    def _mutate(self, data: dict[str, Any]) -> None:
        for removed in _objects(data, "removes"):
            self._remove(_id(removed))
        for added in _objects(data, "adds"):
            parent = added.get("parentId")
            self._add(added.get("node"), parent if isinstance(parent, int) else 0)
        for changed in _objects(data, "attributes"):
            self._change(_id(changed), changed.get("attributes"))

    def _add(self, root: object, root_parent: int) -> None:
        stack: list[tuple[object, int]] = [(root, root_parent)]
        while stack:
            node, parent_id = stack.pop()
            if not isinstance(node, dict) or not isinstance(node.get("id"), int):
                continue
            node_id = _id(node)
            attributes = node.get("attributes")
            made = _Node(
                parent_id,
                str(node.get("tagName", "")).lower() if node.get("type") == ELEMENT else "",
                dict(attributes) if isinstance(attributes, dict) else {},
                NOWHERE,
            )
            self._remove(node_id)
            self._nodes[node_id] = made
            if (parent := self._nodes.get(parent_id)) is not None:
                parent.children.add(node_id)
            self._place(node_id, made)
            stack.extend((child, node_id) for child in children_of(node))

    def _place(self, node_id: int, node: _Node) -> None:
        parent = self._nodes.get(node.parent)
        above = NOWHERE if parent is None else parent.standing
        if node.tag:
            node.standing = self.selector.standing(above, node.tag, node.attributes)
        else:
            # Texts and shadow roots are wherever their element is.
            node.standing = above
        if self.selector.is_met(node.standing):
            self.covered.add(node_id)

    def _change(self, node_id: int, changed: object) -> None:
        node = self._nodes.get(node_id)
        if node is None or not isinstance(changed, dict):
            return
        node.attributes.update(changed)
        for name in [name for name, value in changed.items() if value is None]:
            node.attributes.pop(name, None)
        if self.selector.attributes.isdisjoint(changed):
            return
        stack = [node_id]
        while stack:
            current = stack.pop()
            if (below := self._nodes.get(current)) is not None:
                self._place(current, below)
                stack.extend(below.children)

    def _remove(self, node_id: int) -> None:
        node = self._nodes.get(node_id)
        if node is None:
            return
        if (parent := self._nodes.get(node.parent)) is not None:
            parent.children.discard(node_id)
        stack = [node_id]
        while stack:
            gone = self._nodes.pop(stack.pop(), None)
            if gone is not None:
                stack.extend(gone.children)


def children_of(node: dict[str, Any]) -> list[object]:
    """Return what a recorded node holds, the document of a frame among it."""
    children = node.get("childNodes")
    return list(children) if isinstance(children, list) else []


def _objects(data: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    items = data.get(name)
    if isinstance(items, list):
        yield from (item for item in items if isinstance(item, dict))


def _id(item: dict[str, Any]) -> int:
    value = item.get("id")
    return value if isinstance(value, int) else 0
