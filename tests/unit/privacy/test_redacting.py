"""A text, a pattern or an element is hidden in all stored recordings, once and for good."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.unit.privacy.conftest import DAY, NOW, CrashError, World, view

from pagepulse.errors import InvalidInputError
from pagepulse.privacy import requests
from pagepulse.privacy.models import RedactionRule
from pagepulse.privacy.rules import check_rule, scrub_tab
from pagepulse.privacy.scrubbing import MASK
from pagepulse.warehouse.erasing import are_old_parts_gone, purge_hidden

NAME = "Zora Quellwasser"


def text(node_id: int, content: str) -> dict[str, Any]:
    return {"type": 3, "id": node_id, "textContent": content}


def element(node_id: int, tag: str, *children: Any, **attributes: str) -> dict[str, Any]:
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return {"type": 2, "id": node_id, "tagName": tag, "attributes": named,
            "childNodes": list(children)}  # fmt: skip


def page(*children: Any, at: int = NOW) -> dict[str, Any]:
    node = {"type": 0, "id": 1, "childNodes": [element(2, "main", *children)]}
    return {"type": 2, "timestamp": at, "data": {"node": node, "initialOffset": {}}}


def mutation(at: int, **changes: Any) -> dict[str, Any]:
    data = {"source": 0, "adds": [], "removes": [], "texts": [], "attributes": [], **changes}
    return {"type": 3, "timestamp": at, "data": data}


def scrubbed(rule: RedactionRule, *events: Any) -> list[Any]:
    """Return the events as they are after the rule."""
    texts = [json.dumps(event) for event in events]
    after = list(events)
    for change in scrub_tab(rule, lambda: iter(texts)):
        after[change.number] = json.loads(change.payload)
    return after


def test_a_text_goes_from_texts_attributes_and_increments_in_any_case() -> None:
    rule = RedactionRule(kind="text", text=NAME)
    added = mutation(NOW + 1, texts=[{"id": 4, "value": f"Hello {NAME.upper()}!"}])

    first, second = scrubbed(rule, page(element(3, "p", text(4, NAME), title=NAME)), added)

    paragraph = first["data"]["node"]["childNodes"][0]["childNodes"][0]
    assert paragraph == element(3, "p", text(4, MASK), title=MASK)
    assert second["data"]["texts"] == [{"id": 4, "value": f"Hello {MASK}!"}]


@pytest.mark.parametrize(
    ("selector", "is_hidden"),
    [
        (".card p", True),
        ("main > .card > p.name", True),
        ("p[data-role='who']", True),
        ("main > p", False),
        ("#other, .name", True),
    ],
)
def test_an_element_is_hidden_where_the_selector_names_it(selector: str, is_hidden: bool) -> None:  # noqa: FBT001 - a column of the table
    inner = element(4, "p", text(5, NAME), class_="name", data_role="who")
    shown = page(element(3, "div", inner, class_="card"), text(6, "Checkout"))

    (after,) = scrubbed(RedactionRule(kind="element", selector=selector), shown)

    card, other = after["data"]["node"]["childNodes"][0]["childNodes"]
    said = card["childNodes"][0]["childNodes"][0]["textContent"]
    assert (said, other["textContent"]) == (MASK if is_hidden else NAME, "Checkout")


def test_what_changes_inside_the_element_later_is_hidden_too() -> None:
    rule = RedactionRule(kind="element", selector=".name")
    events = [
        page(element(3, "p", text(4, "before"), class_="")),
        mutation(NOW + 1, attributes=[{"id": 3, "attributes": {"class": "name"}}]),
        mutation(NOW + 2, texts=[{"id": 4, "value": "after"}]),
        mutation(
            NOW + 3,
            adds=[{"parentId": 3, "nextId": None, "node": element(7, "b", text(8, "more"))}],
        ),
        {"type": 3, "timestamp": NOW + 4, "data": {"source": 5, "id": 9, "text": "free"}},
        page(element(3, "p", text(4, "another page")), at=NOW + 5),
    ]

    after = scrubbed(rule, *events)

    said = json.dumps(after)
    assert [word in said for word in ("before", "after", "more", "free", "another page")] == [
        False, False, False, True, True,
    ]  # fmt: skip


def test_patterns_leave_what_draws_a_page_alone() -> None:
    shown = page(
        element(3, "p", text(4, "Order 1234567"), style="width: 1234567px", d="M 1234567 0")
    )

    (after,) = scrubbed(RedactionRule(kind="pattern", pattern="digits"), shown)

    paragraph = after["data"]["node"]["childNodes"][0]["childNodes"][0]
    assert paragraph["childNodes"][0]["textContent"] == f"Order {MASK}"
    assert paragraph["attributes"] == {"style": "width: 1234567px", "d": "M 1234567 0"}


@pytest.mark.parametrize("selector", ["a:has(b)", "p::before", "> p", "a >", "", "*{}"])
def test_a_selector_that_is_not_understood_is_refused(selector: str) -> None:
    with pytest.raises((InvalidInputError, ValueError)):
        check_rule(RedactionRule(kind="element", selector=selector))


def fill(world: World) -> None:
    """Store two sessions that name somebody in several places, and one that does not."""
    for name in ("a", "b"):
        world.send(
            name,
            events=[page(element(3, "p", text(4, NAME)))],
            pageViews=[view(title=f"Order of {NAME}")],
        )
    world.send("c", events=[page(element(3, "p", text(4, "nobody")))])
    world.now = NOW + DAY


def test_it_is_counted_first_then_hidden_everywhere_with_a_receipt(world: World) -> None:
    fill(world)
    request_id = world.ask(RedactionRule(kind="text", text=NAME))

    counted = world.work(request_id, until="counted")
    assert (counted.work.recordings, counted.work.places) == (2, 4)
    assert NAME in str(world.payloads())

    world.confirm(request_id)
    receipt = world.work(request_id).receipt

    assert receipt is not None
    assert (receipt.recordings, receipt.places, receipt.sessions) == (2, 4, 3)
    assert [(row.table, row.rows) for row in receipt.rows] == [("page_views.title", 2)]
    assert NAME not in str(world.payloads())
    assert len(world.payloads()) == 3
    assert world.count("page_views", f"title = 'Order of {MASK}'") == 2
    assert world.count("redacted_events") == 0


@pytest.mark.parametrize("step", ["staged", "swapped", "cleared", "saved-sessions", "saved-tables"])
def test_a_crash_in_the_middle_loses_nothing_and_counts_nothing_twice(
    world: World, step: str
) -> None:
    fill(world)
    request_id = world.ask(RedactionRule(kind="text", text=NAME))
    world.work(request_id, until="counted")
    world.confirm(request_id)

    world.crash_at = step
    with pytest.raises(CrashError):
        world.work(request_id)
    receipt = world.work(request_id).receipt

    assert receipt is not None
    assert (receipt.recordings, receipt.places) == (2, 4)
    assert (len(world.payloads()), NAME in str(world.payloads())) == (3, False)


def test_a_cancelled_redaction_forgets_its_text(world: World) -> None:
    fill(world)
    request_id = world.ask(RedactionRule(kind="text", text=NAME))
    world.work(request_id, until="counted")

    with world.control.write() as connection:
        requests.cancel(connection, world.project_id, request_id)
    world.control.settle()

    files = b"".join(file.read_bytes() for file in world.folder.glob("control.db*"))
    assert NAME.encode() not in files
    assert purge_hidden(world.warehouse) == []
    assert are_old_parts_gone(world.warehouse, 0)
