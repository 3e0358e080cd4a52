"""The sessions list: filters, order, pages, activity."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.replay.conftest import (
    NOW,
    Store,
    click,
    full_snapshot,
    incremental,
    meta,
    page_view,
)

from pagepulse.errors import InvalidInputError
from pagepulse.questions.dates import parse_range
from pagepulse.questions.filters import SessionFilter
from pagepulse.questions.patterns import like_pattern
from pagepulse.replay.models import FilterValue, SessionList
from pagepulse.replay.sessions import ListRequest, list_filter_values, list_sessions
from pagepulse.warehouse import Warehouse

MINUTE = 60_000
DESKTOP = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 "
    "(KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
)
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


class Shop:
    """A project with three sessions that differ in everything one can filter by."""

    def __init__(self, warehouse: Warehouse, project_id: str, store: Store) -> None:
        self.warehouse = warehouse
        self.project_id = project_id
        self.ids = {
            store(
                "anna",
                user_agent=DESKTOP,
                visitorId="v_anna",
                context={"timeZone": "Europe/Berlin"},
                pageViews=[
                    page_view(NOW - 30 * MINUTE, "https://shop.example/"),
                    page_view(NOW - 29 * MINUTE, "https://shop.example/cart_1?step=2#top"),
                ],
                events=[meta(NOW - 30 * MINUTE), full_snapshot(NOW - 30 * MINUTE + 1)],
            ): "anna",
            store(
                "ben",
                user_agent=PHONE,
                visitorId="v_ben",
                captureReason="gpc",
                context={"timeZone": "Asia/Tokyo"},
                pageViews=[page_view(NOW - 20 * MINUTE, "https://shop.example/cartx1")],
                errors=[{"at": NOW - 10 * MINUTE, "message": "boom"}],
            ): "ben",
            store(
                "carl",
                user_agent=DESKTOP,
                context={"timeZone": "Europe/Berlin"},
                pageViews=[page_view(NOW - 5 * MINUTE, "https://blog.example/100%/News")],
                events=[click(NOW - 5 * MINUTE), click(NOW - 4 * MINUTE)],
                ended=True,
            ): "carl",
        }

    def page(self, *, limit: int = 50, cursor: str | None = None, sort: Any = "-startedAt",
             now_ms: int = NOW, **chosen: Any) -> SessionList:  # fmt: skip
        request = ListRequest(self.project_id, SessionFilter(**chosen), sort, cursor, limit, now_ms)
        return list_sessions(self.warehouse, request)

    def names(self, **asked: Any) -> list[str]:
        return [self.ids[session.session_id] for session in self.page(**asked).sessions]

    def id_of(self, name: str) -> str:
        return next(session_id for session_id, known in self.ids.items() if known == name)


@pytest.fixture
def shop(warehouse: Warehouse, project_id: str, store: Store) -> Shop:
    return Shop(warehouse, project_id, store)


def test_the_newest_session_comes_first(shop: Shop):
    assert shop.names() == ["carl", "ben", "anna"]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"device": ["mobile"]}, ["ben"]),
        ({"device": ["mobile", "desktop"]}, ["carl", "ben", "anna"]),
        ({"country": ["DE"]}, ["carl", "anna"]),
        ({"country": ["JP", "FR"]}, ["ben"]),
        ({"browser": ["Chrome"]}, ["carl", "anna"]),
        ({"os": ["iOS"]}, ["ben"]),
        ({"visitor_id": "v_anna"}, ["anna"]),
        ({"min_duration": 2 * MINUTE}, ["ben"]),
        ({"has_errors": True}, ["ben"]),
        ({"has_errors": False}, ["carl", "anna"]),
        ({"has_recording": True}, ["anna"]),
        ({"has_recording": False}, ["carl", "ben"]),
        ({"capture_reason": ["gpc"]}, ["ben"]),
        ({"capture_reason": ["recorded", "gpc"]}, ["ben", "anna"]),
        ({"page_url": "https://shop.example/"}, ["anna"]),
        ({"page_url": "https://SHOP.example/cart_1?other=query"}, ["anna"]),
        ({"page_url": "https://shop.example/*"}, ["ben", "anna"]),
        ({"page_url": "/cart_1"}, ["anna"]),
        ({"page_url": "/cart_1?step=2"}, ["anna"]),
        ({"page_url": "/cart_*"}, ["anna"]),
        ({"page_url": "/CART*"}, ["ben", "anna"]),
        ({"page_url": "/100%/News"}, ["carl"]),
        ({"page_url": "*%/news"}, ["carl"]),
        ({"page_url": "/CART_1"}, []),
        ({"page_url": "shop.example"}, []),
        ({"page_url": "\\*"}, []),
        ({"browser": ["') or 1 = 1 --"]}, []),
        ({"has_errors": False, "country": ["DE"], "page_url": "*cart*"}, ["anna"]),
    ],
)
def test_every_filter_keeps_exactly_what_it_names(
    shop: Shop, chosen: dict[str, Any], expected: list[str]
):
    found = shop.page(**chosen)

    assert [shop.ids[session.session_id] for session in found.sessions] == expected
    assert found.total == len(expected)


def test_only_the_named_sessions_are_listed(shop: Shop):
    ids = f"{shop.id_of('anna')},{shop.id_of('carl')},unknown"

    assert shop.names(session_ids=ids) == ["carl", "anna"]


def test_a_date_range_keeps_the_sessions_that_began_in_it(shop: Shop):
    # NOW is 2025-10-09T08:53:20Z.
    assert shop.names(start_date="2025-10-09", end_date="2025-10-09") == ["carl", "ben", "anna"]
    assert shop.names(start_date="2025-10-09T08:33:20Z") == ["carl", "ben"]
    assert shop.names(end_date="2025-10-09T08:33:20Z") == ["ben", "anna"]
    assert shop.names(end_date="2025-10-08") == []


def test_a_page_counts_when_it_was_seen_after_the_range_by_a_session_that_began_in_it(shop: Shop):
    assert shop.names(end_date="2025-10-09T08:23:30Z", page_url="/cart_1") == ["anna"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("startedAt", ["anna", "ben", "carl"]),
        ("-duration", ["ben"]),
        ("-clicks", ["carl"]),
        ("-pageViews", ["anna"]),
        ("-errors", ["ben"]),
        ("-events", ["carl", "anna"]),
    ],
)
def test_the_list_is_sorted_as_asked(shop: Shop, sort: str, expected: list[str]):
    names = shop.names(sort=sort)

    opposite = sort.removeprefix("-") if sort.startswith("-") else f"-{sort}"
    assert names[: len(expected)] == expected
    assert shop.names(sort=opposite) == names[::-1]


@pytest.mark.parametrize("sort", ["-startedAt", "startedAt", "-errors", "clicks"])
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_one_after_the_other_hold_every_session_once(shop: Shop, sort: str, limit: int):
    pages: list[list[str]] = []
    cursor: str | None = None
    while not pages or cursor:
        page = shop.page(sort=sort, limit=limit, cursor=cursor)
        pages.append([shop.ids[session.session_id] for session in page.sessions])
        cursor = page.next_cursor

    assert [name for page in pages for name in page] == shop.names(sort=sort)
    assert all(len(page) <= limit for page in pages)
    assert len(pages) == -(-3 // limit)


def test_a_cursor_does_not_fit_another_filter(shop: Shop):
    cursor = shop.page(limit=1).next_cursor

    with pytest.raises(InvalidInputError):
        shop.page(limit=1, cursor=cursor, has_errors=True)


def test_a_session_is_in_progress_for_a_minute_after_its_last_batch_unless_it_ended(shop: Shop):
    def in_progress(now_ms: int) -> set[str]:
        sessions = shop.page(now_ms=now_ms).sessions
        return {shop.ids[session.session_id] for session in sessions if session.in_progress}

    assert in_progress(NOW + MINUTE - 1) == {"anna", "ben"}
    assert in_progress(NOW + MINUTE) == set()


def test_the_activity_strip_shows_when_the_visitor_did_something(shop: Shop):
    strips = {shop.ids[one.session_id]: one.activity for one in shop.page().sessions}

    # Full snapshots are the page's doing; clicks at the start and at the end are the visitor's.
    assert strips == {"anna": [0] * 30, "ben": [0] * 30, "carl": [1, *[0] * 28, 1]}


def test_a_session_of_one_moment_has_its_activity_in_the_first_part(
    warehouse: Warehouse, project_id: str, store: Store
):
    store("dora", events=[incremental(NOW, 3), incremental(NOW, 1)])

    found = list_sessions(
        warehouse, ListRequest(project_id, SessionFilter(), "-startedAt", None, 1, NOW)
    )

    assert found.sessions[0].activity == [2, *[0] * 29]


def test_the_filter_bar_offers_what_there_is_with_the_most_frequent_first(shop: Shop):
    values = list_filter_values(
        shop.warehouse, shop.project_id, parse_range("2025-10-09", "2025-10-09", "UTC")
    )

    def value(name: str, count: int) -> FilterValue:
        return FilterValue(value=name, session_count=count)

    assert values.devices == [value("desktop", 2), value("mobile", 1)]
    assert values.countries == [value("DE", 2), value("JP", 1)]
    assert values.oses == [value("Windows", 2), value("iOS", 1)]
    assert [one.session_count for one in values.browsers] == [2, 1]
    assert values.capture_reasons == [value("gpc", 1), value("recorded", 1)]
    assert values.page_urls == [
        value("https://blog.example/100%/News", 1),
        value("https://shop.example/", 1),
        value("https://shop.example/cart_1", 1),
        value("https://shop.example/cartx1", 1),
    ]


@pytest.mark.usefixtures("shop")
def test_another_projects_sessions_are_never_seen(warehouse: Warehouse):
    request = ListRequest("prj_other", SessionFilter(), "-startedAt", None, 50, NOW)

    assert list_sessions(warehouse, request) == SessionList(sessions=[], next_cursor=None, total=0)


def test_only_the_star_is_special_in_a_pattern():
    assert like_pattern(r"/a_b%c\d/*") == r"/a\_b\%c\\d/%"


def test_a_session_of_empty_batches_is_no_visit_but_found_by_its_id(shop: Shop, store: Store):
    empty = store("nobody", context={"timeZone": "Asia/Tokyo"})

    offered = list_filter_values(shop.warehouse, shop.project_id, parse_range(None, None, "UTC"))
    assert {one.value: one.session_count for one in offered.countries} == {"DE": 2, "JP": 1}
    assert shop.names() == ["carl", "ben", "anna"]
    assert [one.session_id for one in shop.page(session_ids=empty).sessions] == [empty]
