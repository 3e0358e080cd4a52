"""Which pages an address, a pattern or a rule stands for."""

from __future__ import annotations

import time

import pytest

from pagepulse.heatmaps.pages import Proposal, matches, needs_known_pages, pages_of, propose_rules

KNOWN = ["shop.example/", "shop.example/product/tea", "shop.example/product/cup", "b.example/"]


@pytest.mark.parametrize(
    ("wanted", "pages"),
    [
        ("https://www.shop.example/product/tea/?a=1", ["shop.example/product/tea"]),
        ("shop.example/product/tea", ["shop.example/product/tea"]),
        ("https://shop.example/new", ["shop.example/new"]),
        ("/product/tea", ["shop.example/product/tea"]),
        ("/", ["shop.example/", "b.example/"]),
        ("/product/*", KNOWN[1:3]),
        ("https://shop.example/product/*", KNOWN[1:3]),
        ("shop.example/*", KNOWN[:3]),
        ("*", KNOWN),
    ],
)
def test_without_rules(wanted: str, pages: list[str]) -> None:
    assert pages_of(wanted, KNOWN, []) == pages


def test_a_page_under_a_rule_stands_for_all_of_them_and_the_first_rule_counts() -> None:
    rules = ["/product/tea", "/product/*"]

    assert pages_of("https://shop.example/product/cup", KNOWN, rules) == [KNOWN[2]]
    assert pages_of("/product/*", KNOWN, rules) == [KNOWN[2]]
    assert pages_of("shop.example/", KNOWN, rules) == [KNOWN[0]]
    assert not needs_known_pages("shop.example/", rules)


def test_what_a_pattern_is_made_of_stays_text() -> None:
    assert matches("/a.b/*", "x.example/a.b/c")
    assert not matches("/a.b/*", "x.example/aXb/c")
    assert not matches("/product/*", "x.example/products/c")


def test_a_position_with_many_names_is_proposed_as_a_rule() -> None:
    products = [f"shop.example/product/name-{number}x" for number in "abcdefghijk"]
    blog = [f"shop.example/blog/post-{'x' * number}" for number in range(60)]
    sections = [f"shop.example/{name}/{page}" for name in "abcdefgh" for page in ("a", "b", "c")]

    assert propose_rules([*products, *blog, *sections], []) == [
        Proposal("shop.example/blog/*", 60, blog[:3])
    ]
    assert propose_rules(blog, ["/blog/*"]) == []


def test_names_that_branch_are_sections_and_no_rule() -> None:
    pages = [f"shop.example/{'x' * number}/{page}" for number in range(60) for page in "ab"]

    assert propose_rules(pages, []) == []


def test_a_pattern_of_many_stars_costs_no_time() -> None:
    begun = time.thread_time()

    assert not matches("/" + "*a" * 100 + "b", "shop.example/" + "a" * 2_000)
    assert time.thread_time() - begun < 0.05
