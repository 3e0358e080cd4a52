"""Follows the DOM of a recorded page: its last full snapshot, and what was changed since; pure.

Only what elements are known by is kept of it. Whoever made the file may write anything: what makes
no sense is left out, and nothing refers to itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

DOCUMENT, ELEMENT, TEXT = 0, 2, 3
# Deeper than any page: what stands deeper is left out, so that ways upwards end.
DEEPEST = 1_000
# Twice as many as one full snapshot may have, some 160 MB: what is added to them is left out.
MOST_NODES = 300_000
# Added nodes may name a neighbour that comes later in the same event; so often they are tried.
ROUNDS = 8
FULL_SNAPSHOT, INCREMENTAL, MUTATION = 2, 3, 0


class _Attributes(
    msgspec.Struct, frozen=True, rename={"class_": "class", "mask": "data-pulse-mask"}
):
    """What of the attributes is read; rrweb writes texts, numbers, true, and null for none."""

    id: object = msgspec.UNSET
    class_: object = msgspec.UNSET
    href: object = msgspec.UNSET
    src: object = msgspec.UNSET
    type: object = msgspec.UNSET
    role: object = msgspec.UNSET
    d: object = msgspec.UNSET
    contenteditable: object = msgspec.UNSET
    mask: object = msgspec.UNSET


class _Serialised(msgspec.Struct, frozen=True, rename="camel"):
    id: int = 0
    type: int = -1
    tag_name: str = ""
    text_content: str | None = ""
    attributes: _Attributes = _Attributes()
    child_nodes: list[_Serialised] = []
    is_shadow: bool = False


class _Add(msgspec.Struct, frozen=True, rename="camel"):
    parent_id: int
    node: _Serialised
    next_id: int | None = None


class _Remove(msgspec.Struct, frozen=True):
    id: int


class _TextChange(msgspec.Struct, frozen=True):
    id: int
    value: str | None = None


class _AttributeChange(msgspec.Struct, frozen=True):
    id: int
    attributes: _Attributes = _Attributes()


class _Data(msgspec.Struct, frozen=True):
    """Of a full snapshot its `node`, of a mutation the rest."""

    node: _Serialised = _Serialised()
    removes: list[_Remove] = []
    adds: list[_Add] = []
    texts: list[_TextChange] = []
    attributes: list[_AttributeChange] = []


class _Event(msgspec.Struct, frozen=True):
    data: _Data = _Data()


_decoder = msgspec.json.Decoder(_Event)


@dataclass(slots=True, eq=False)
class RecordedNode:
    """An element, a text or a document; a shadow root is its host, a frame holds its document."""

    id: int
    kind: int
    tag: str = ""
    text: str = ""
    # Only the texts among those that `_Attributes` names.
    attributes: dict[str, str] = field(default_factory=dict)
    # Stands in the shadow root of its parent.
    is_shadow: bool = False
    parent: RecordedNode | None = field(default=None, repr=False)
    children: list[RecordedNode] = field(default_factory=list)

    def inside(self) -> Iterator[RecordedNode]:
        """Yield the elements and texts below it in order, without shadow roots and frames."""
        waiting = [*reversed(self.own_children())]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.own_children()))

    def own_children(self) -> list[RecordedNode]:
        """Return the children that the element has in its own tree."""
        return [one for one in self.children if not one.is_shadow and one.kind != DOCUMENT]

    def around(self) -> Iterator[RecordedNode]:
        """Yield the element and those that it stands in, also out of shadow roots and frames."""
        at: RecordedNode | None = self
        while at is not None:
            if at.kind == ELEMENT:
                yield at
            at = at.parent

    def siblings(self) -> list[RecordedNode]:
        """Return the elements of the same parent and tree, this one among them."""
        if self.parent is None:
            return [self]
        return [
            one
            for one in self.parent.children
            if one.kind == ELEMENT and one.is_shadow == self.is_shadow
        ]


@dataclass(slots=True)
class RecordedDom:
    """The nodes of one tab's page as the events so far leave it."""

    nodes: dict[int, RecordedNode] = field(default_factory=dict)
    most_nodes: int = MOST_NODES

    def see(self, event: bytes, kind: int, source: int) -> None:
        """Take an event, of rrweb's `kind` and `source`; most kinds change nothing."""
        if kind != FULL_SNAPSHOT and (kind, source) != (INCREMENTAL, MUTATION):
            return
        try:
            data = _decoder.decode(event).data
        except (msgspec.MsgspecError, RecursionError):
            return
        if kind == FULL_SNAPSHOT:
            self.nodes.clear()
            self._grow(None, data.node)
        else:
            self._change(data)

    def element(self, node_id: int) -> RecordedNode | None:
        """Return the element of an id, if there is one."""
        node = self.nodes.get(node_id)
        return node if node is not None and node.kind == ELEMENT else None

    def _change(self, data: _Data) -> None:
        for remove in data.removes:
            self._remove(remove.id)
        self._add_all(data.adds)
        for text in data.texts:
            if node := self.nodes.get(text.id):
                node.text = text.value or ""
        for change in data.attributes:
            if node := self.nodes.get(change.id):
                _update(node.attributes, change.attributes)

    def _remove(self, node_id: int) -> None:
        node = self.nodes.get(node_id)
        if node is None:
            return
        _detach(node)
        waiting = [node]
        while waiting:
            one = waiting.pop()
            self.nodes.pop(one.id, None)
            waiting.extend(one.children)

    def _add_all(self, adds: Sequence[_Add]) -> None:
        waiting = adds
        for _ in range(ROUNDS):
            waiting = [add for add in waiting if not self._add(add)]
        for add in waiting:
            # Its neighbour was not recorded.
            if add.parent_id in self.nodes:
                self._grow(self.nodes[add.parent_id], add.node)

    def _add(self, add: _Add) -> bool:
        """Add a node unless its parent or its neighbour is not known yet."""
        parent = self.nodes.get(add.parent_id)
        following = self.nodes.get(add.next_id) if add.next_id is not None else None
        if parent is None or (add.next_id is not None and following is None):
            return False
        self._grow(parent, add.node, following)
        return True

    def _grow(
        self, parent: RecordedNode | None, top: _Serialised, following: RecordedNode | None = None
    ) -> None:
        """Put a node with all that it holds into its parent, before `following` or last."""
        depth = 0 if parent is None else sum(1 for _ in parent.around())
        waiting = [(parent, top, following, depth)]
        while waiting:
            holder, one, before, level = waiting.pop()
            known = self.nodes.get(one.id)
            if known is None:
                is_left_out = len(self.nodes) >= self.most_nodes
            else:
                is_left_out = known in _all_around(holder)
            if is_left_out or level >= DEEPEST:
                continue
            node = self._made(one, known)
            _attach(node, holder, before)
            waiting.extend((node, child, None, level + 1) for child in reversed(one.child_nodes))

    def _made(self, one: _Serialised, known: RecordedNode | None) -> RecordedNode:
        """Return the node; one that was moved keeps what it holds."""
        node = known or RecordedNode(one.id, one.type)
        self.nodes[one.id] = node
        _detach(node)
        node.kind, node.tag, node.is_shadow = one.type, one.tag_name.lower(), one.is_shadow
        node.text = one.text_content or ""
        node.attributes.clear()
        _update(node.attributes, one.attributes)
        return node


def _all_around(node: RecordedNode | None) -> Iterator[RecordedNode]:
    while node is not None:
        yield node
        node = node.parent


def _attach(node: RecordedNode, parent: RecordedNode | None, before: RecordedNode | None) -> None:
    if parent is None:
        return
    # Its neighbour may itself have been moved, or be the node.
    if before is not None and before.parent is parent:
        parent.children.insert(parent.children.index(before), node)
    else:
        parent.children.append(node)
    node.parent = parent


def _detach(node: RecordedNode) -> None:
    if node.parent is not None:
        node.parent.children.remove(node)
        node.parent = None


def _update(attributes: dict[str, str], change: _Attributes) -> None:
    for name in _Attributes.__struct_fields__:
        value = getattr(change, name)
        if isinstance(value, str):
            attributes[name] = value
        elif value is not msgspec.UNSET:
            attributes.pop(name, None)
