"""The player page is another site than the dashboard, and only the dashboard may embed it."""

from __future__ import annotations

import pytest

from pagepulse.accounts.origins import Address, Origins, parse_address
from pagepulse.settings import Settings

LOCAL = Origins.of(Settings(), 8200, 8201)
PUBLIC = Origins.of(
    Settings(public_url="https://pulse.example.com/", player_url="https://player.example.net"),
    8200,
    8201,
)


def address(host: str, scheme: str = "http") -> Address:
    found = parse_address(scheme, host)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("origins", "dashboard", "player"),
    [
        (LOCAL, "localhost:8200", "http://127.0.0.1:8201"),
        (LOCAL, "127.0.0.1:8200", "http://localhost:8201"),
        (LOCAL, "192.168.1.5:8200", "http://192.168.1.5:8201"),
        (LOCAL, "[::1]:8200", "http://[::1]:8201"),
        (PUBLIC, "pulse.example.com", "https://player.example.net"),
    ],
)
def test_where_the_player_page_is(origins: Origins, dashboard: str, player: str):
    assert origins.player_for(address(dashboard)) == player


@pytest.mark.parametrize(
    ("origins", "player", "dashboards"),
    [
        (LOCAL, "127.0.0.1:8201", ["http://localhost:8200", "http://127.0.0.1:8200"]),
        (LOCAL, "192.168.1.5:8201", ["http://192.168.1.5:8200"]),
        (PUBLIC, "player.example.net", ["https://pulse.example.com"]),
    ],
)
def test_who_may_embed_the_player_page(origins: Origins, player: str, dashboards: list[str]):
    assert origins.dashboards_for(address(player)) == dashboards


@pytest.mark.parametrize(
    "host",
    ["", "a b", "a;script-src *", "a\r\nx: y", "user@host", "[::1", "host:", "host:port", "é.de"],
)
def test_a_host_header_that_is_none_never_reaches_a_policy(host: str):
    assert parse_address("http", host) is None


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("localhost:8200", True),
        ("shop.localhost", True),
        ("127.0.0.1", True),
        ("127.8.9.1:80", True),
        ("[::1]:8200", True),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("10.0.0.1", False),
    ],
)
def test_which_addresses_never_leave_the_machine(host: str, loopback: bool):  # noqa: FBT001  # a parametrised outcome
    assert address(host).is_loopback is loopback


def test_links_for_people_use_the_public_address():
    assert PUBLIC.link("/setup") == "https://pulse.example.com/setup"
    assert LOCAL.link("/setup") == "http://localhost:8200/setup"
