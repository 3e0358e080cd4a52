"""Rates, addresses and pages: the small rules of the sockets."""

from __future__ import annotations

import pytest

from pagepulse.live.addresses import Addresses
from pagepulse.live.matching import is_page
from pagepulse.networks import network_of
from pagepulse.rates import Minute


def test_a_minute_adds_up_and_begins_anew():
    minute = Minute(0)

    assert [minute.add(2, 1), minute.add(2, 59), minute.add(2, 61)] == [2, 4, 2]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", None),
        ("8.8.8.8", "8.8.8.8"),
        ("::ffff:8.8.8.8", "8.8.8.8"),
        ("2a00:1450:4001:81b::200e", "2a00:1450:4001:81b::/64"),
        ("127.0.0.1", None),
        ("10.0.0.1", None),
        ("::1", None),
        ("", None),
        ("no address", None),
    ],
)
def test_an_address_counts_as_what_one_person_holds_and_a_proxy_as_nobody(
    address: str, network: str | None
):
    assert network_of(address) == network


def test_an_address_with_enough_sockets_gets_no_more_until_one_is_closed():
    addresses = Addresses(limit=1)

    with addresses.counting("8.8.8.8") as first, addresses.counting("8.8.8.8") as second:
        assert (first, second) == (True, False)
    with addresses.counting("8.8.8.8") as third:
        assert third is True


def test_a_server_with_enough_sockets_takes_no_more_from_anybody():
    addresses = Addresses(limit=5, total=2)

    with (
        addresses.counting("8.8.8.8") as first,
        addresses.counting("10.0.0.1") as second,
        addresses.counting("8.8.4.4") as third,
    ):
        assert (first, second, third) == (True, True, False)
    with addresses.counting("8.8.4.4") as fourth:
        assert fourth is True


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("/", "/", True),
        ("/", "/a", False),
        ("/checkout", "/checkout/", True),
        ("/checkout", "/checkout/pay", True),
        ("/checkout", "/checkouts", False),
        ("/Caf%C3%A9", "/café", True),
        ("/*/edit", "/a/b/edit", True),
        ("/*/edit", "/a/edits", False),
        ("*", "/any", True),
        ("/a*b*c", "/a-b-c", True),
        ("/a*b*c", "/a-c-b", False),
    ],
)
def test_pages_are_named_as_in_the_recording_rules(pattern: str, path: str, *, fits: bool):
    assert is_page(pattern, path) is fits


def test_many_stars_cost_no_time():
    assert is_page("/" + "*a" * 1_000 + "b", "/" + "a" * 2_000) is False
