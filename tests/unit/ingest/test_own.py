"""What batches tell of the site's own team, and what follows."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_network

import msgspec
import pytest

from pagepulse.ingest.batch import Batch
from pagepulse.ingest.body import gunzip
from pagepulse.ingest.envelope import decode_batch
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.own import marked_own, own_rows
from pagepulse.ingest.projector import Projector
from pagepulse.journal import Entry, Journal
from pagepulse.projects.addresses import is_among, written_network
from pagepulse.questions.own import OF_OWN_SESSION, OWN, mark_visitor
from pagepulse.warehouse import Warehouse

NOW = 1_760_000_000_000
MakeEntry = Callable[..., Entry]


def view(query: str = "") -> dict[str, object]:
    return {"id": "p_1", "at": NOW, "url": f"https://shop.example/{query}"}


def decoded(entry: Entry) -> Batch:
    return decode_batch(gunzip(entry.body) if entry.encoding == "gzip" else entry.body)


@pytest.mark.parametrize(
    ("queries", "told"),
    [
        (["?utm_id=pagepulse-own"], True),
        (["?utm_source=mail&utm_id=pagepulse-own"], True),
        (["?utm_id=pagepulse-not-own"], False),
        (["?utm_id=pagepulse-own", "?utm_id=pagepulse-not-own"], False),
        (["?utm_id=summer"], None),
        (["?page=pagepulse-own"], None),
        (["pagepulse-own"], None),
        ([""], None),
    ],
)
def test_a_link_tells_who_opened_it(
    entry: MakeEntry,
    queries: list[str],
    told: bool | None,  # noqa: FBT001 - a column of the table
) -> None:
    made = entry(visitorId="v_1", pageViews=[view(query) for query in queries])

    rows = own_rows(made, decoded(made))

    expected = [(made.project_id, "v_1", NOW, told, NOW)]
    assert rows == ([] if told is None else expected)


def test_a_batch_from_an_address_of_the_team_says_so_and_is_otherwise_the_same(
    entry: MakeEntry,
) -> None:
    made = entry(visitorId="v_1")

    marked = marked_own(made)

    assert decoded(marked) == msgspec.structs.replace(decoded(made), own=True)
    assert own_rows(marked, decoded(marked)) == [(made.project_id, "v_1", NOW, True, NOW)]


def test_who_stores_nothing_is_known_by_the_session(entry: MakeEntry) -> None:
    marked = marked_own(entry())

    assert own_rows(marked, decoded(marked))[0][:2] == (marked.project_id, marked.session_id)


@pytest.mark.parametrize(
    ("address", "is_own"),
    [
        ("203.0.113.9", True),
        ("203.0.114.9", False),
        ("::ffff:203.0.113.9", True),
        ("2001:db8:1::7", True),
        ("2001:db8:2::7", False),
        ("fe80::1%eth0", False),
        ("", False),
        ("testclient", False),
    ],
)
def test_an_address_is_the_teams_where_a_range_holds_it(
    address: str,
    is_own: bool,  # noqa: FBT001 - a column of the table
) -> None:
    networks = [ip_network(written_network(text)) for text in ("203.0.113.9/24", "2001:db8:1::/48")]

    assert is_among(networks, address) is is_own
    assert not is_among([], address)


@pytest.fixture
def store(journal: Journal, warehouse: Warehouse) -> Callable[..., None]:
    """Return what makes entries readable."""

    def store(*entries: Entry) -> None:
        journal.append_now(list(entries))
        Projector(journal, warehouse, Ledger()).run_until_empty()

    return store


def own_sessions(warehouse: Warehouse, project_id: str) -> tuple[int, int]:
    """Return how many sessions, and how many batches, are the team's."""
    counts = [
        warehouse.query(
            f"select count() as n from {table} final "
            f"where project_id = {{project_id:String}} and {condition}",
            {"project_id": project_id},
        )[0]["n"]
        for table, condition in (("sessions", OWN), ("batches", OF_OWN_SESSION))
    ]
    return counts[0], counts[1]


def test_a_mark_holds_for_all_sessions_of_the_visitor_those_before_it_too(
    entry: MakeEntry, store: Callable[..., None], warehouse: Warehouse, project_id: str
) -> None:
    store(
        entry(sessionKey="1" * 32, visitorId="v_1", pageViews=[view()]),
        entry(sessionKey="2" * 32, visitorId="v_2", pageViews=[view()]),
    )
    before = own_sessions(warehouse, project_id)

    store(entry(sessionKey="3" * 32, visitorId="v_1", pageViews=[view("?utm_id=pagepulse-own")]))

    assert (before, own_sessions(warehouse, project_id)) == ((0, 0), (2, 2))


def test_what_a_member_said_outranks_what_batches_tell_later(
    entry: MakeEntry, store: Callable[..., None], warehouse: Warehouse, project_id: str
) -> None:
    store(marked_own(entry(visitorId="v_1", pageViews=[view()])))
    mark_visitor(warehouse, project_id, "v_1", NOW, is_own=False)

    store(marked_own(entry(visitorId="v_1", seq=1, received_at=NOW + 60_000)))
    unmarked = own_sessions(warehouse, project_id)
    mark_visitor(warehouse, project_id, "v_1", NOW + 1, is_own=True)

    assert (unmarked, own_sessions(warehouse, project_id)) == ((0, 0), (1, 2))


def test_another_project_is_not_touched(
    entry: MakeEntry, store: Callable[..., None], warehouse: Warehouse, project_id: str
) -> None:
    store(entry(visitorId="v_1", pageViews=[view()]))

    mark_visitor(warehouse, f"{project_id}_other", "v_1", NOW, is_own=True)

    assert own_sessions(warehouse, project_id) == (0, 0)
