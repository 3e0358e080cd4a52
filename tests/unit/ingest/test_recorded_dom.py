"""The DOM of a recording is followed as the replayer does it, whatever a file may hold."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from pagepulse.ingest.recorded_dom import DEEPEST, RecordedDom, RecordedNode

MUTATION = (3, 0)


def node(node_id: int, tag: str = "div", *inside: Any, **more: Any) -> dict[str, Any]:
    return {"id": node_id, "type": 2, "tagName": tag, "childNodes": list(inside), **more}


def dom_of(*inside: Any) -> RecordedDom:
    dom = RecordedDom()
    root = {"id": 1, "type": 0, "childNodes": [node(2, "html", *inside)]}
    dom.see(msgspec.json.encode({"type": 2, "data": {"node": root}}), 2, -1)
    return dom


def change(dom: RecordedDom, **data: Any) -> None:
    dom.see(msgspec.json.encode({"type": 3, "data": {"source": 0, **data}}), *MUTATION)


def add(parent_id: int, added: Any, next_id: int | None = None) -> dict[str, Any]:
    return {"parentId": parent_id, "nextId": next_id, "node": added}


def shape(one: RecordedNode) -> Any:
    """Return ids as the tree has them."""
    return (one.id, [shape(child) for child in one.children]) if one.children else one.id


def test_nodes_are_put_before_their_neighbour_also_one_that_comes_later() -> None:
    dom = dom_of(node(3), node(4))
    change(dom, adds=[add(2, node(5), 6), add(2, node(6), 4), add(6, node(7)), add(2, node(8))])

    assert shape(dom.nodes[2]) == (2, [3, 5, (6, [7]), 4, 8])


def test_a_node_that_moves_takes_along_what_it_holds() -> None:
    dom = dom_of(node(3, "ul", node(4, "li", node(5))), node(6, "ol"))
    change(dom, adds=[add(6, node(4, "li"))])

    assert shape(dom.nodes[2]) == (2, [3, (6, [(4, [5])])])


def test_what_is_removed_is_forgotten_with_all_in_it() -> None:
    dom = dom_of(node(3, "ul", node(4, "li", node(5))))
    change(dom, removes=[{"parentId": 2, "id": 3}])

    assert sorted(dom.nodes) == [1, 2]
    assert dom.element(4) is None


def test_shadow_roots_and_frames_are_ways_upwards_only() -> None:
    dom = dom_of(
        node(3, "rating-box", node(4, "button", isShadow=True), node(5, "p")), node(6, "iframe")
    )
    change(dom, adds=[add(6, {"id": 7, "type": 0, "childNodes": [node(8, "html")]})])

    assert [one.id for one in dom.nodes[2].inside()] == [3, 5, 6]
    assert [one.id for one in dom.nodes[4].around()] == [4, 3, 2]
    assert [one.id for one in dom.nodes[8].around()] == [8, 6, 2]
    assert [one.id for one in dom.nodes[4].siblings()] == [4]


def test_nothing_comes_to_stand_in_itself_and_nothing_too_deep() -> None:
    dom = dom_of(node(3, "div", node(4)))
    change(dom, adds=[add(4, node(3)), add(3, node(3))])
    assert shape(dom.nodes[2]) == (2, [(3, [4])])

    change(dom, adds=[add(at, node(at + 1)) for at in range(4, DEEPEST + 100)])
    assert max(len(list(one.around())) for one in dom.nodes.values()) <= DEEPEST


IDS = st.integers(1, 9)
ADDS = st.builds(add, IDS, st.builds(node, IDS), st.none() | IDS)
CHANGES = st.fixed_dictionaries(
    {
        "adds": st.lists(ADDS, max_size=8),
        "removes": st.lists(st.fixed_dictionaries({"id": IDS}), max_size=3),
    }
)


@given(st.lists(CHANGES, max_size=6))
def test_whatever_a_file_does_it_stays_a_tree(changes: list[dict[str, Any]]) -> None:
    dom = dom_of(node(3, "div", node(4)), node(5))
    for one in changes:
        change(dom, **one)

    for held in dom.nodes.values():
        assert len(list(held.around())) <= len(dom.nodes)
        assert held.parent is None or held.parent.children.count(held) == 1
        assert all(child.parent is held for child in held.children)


def test_no_file_fills_the_memory() -> None:
    dom = dom_of(node(3))
    dom.most_nodes = 5
    change(dom, adds=[add(3, node(one)) for one in range(4, 20)])
    change(dom, adds=[add(2, node(4))])

    assert shape(dom.nodes[1]) == (1, [(2, [(3, [5]), 4])])


def test_what_is_no_event_changes_nothing() -> None:
    dom = dom_of(node(3))
    dom.see(b'{"data":{"adds":7}}', *MUTATION)
    dom.see(b'{"data":' + b'{"node":' * 5_000, 2, -1)

    assert shape(dom.nodes[1]) == (1, [(2, [3])])
