"""An address becomes a page: the same page for everybody, and nothing personal in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagepulse.ingest.pages import KEY_LENGTH, URL_LENGTH, UTM_LENGTH, Page, page_key_of, page_of


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://shop.example/cart", Page("https://shop.example/cart", "/cart")),
        ("https://Shop.EXAMPLE/Cart", Page("https://shop.example/Cart", "/Cart")),
        ("https://shop.example", Page("https://shop.example/", "/")),
        ("https://shop.example:443/a", Page("https://shop.example/a", "/a")),
        ("http://shop.example:8080/a", Page("http://shop.example:8080/a", "/a")),
        ("https://ann:secret@shop.example/a", Page("https://shop.example/a", "/a")),
        ("https://shop.example/a?email=ann@x.example#token", Page("https://shop.example/a", "/a")),
        ("http://[2001:DB8::1]:80/a", Page("http://[2001:db8::1]/a", "/a")),
        ("file:///home/ann/page.html", Page("file:/home/ann/page.html", "/home/ann/page.html")),
        ("data:text/html,<h1>", Page("data:", "")),
        ("javascript:alert(1)", Page("javascript:", "")),
        ("about:blank", Page("about:blank", "blank")),
        (
            "https://shop.example/a\r\nSet-Cookie: b",
            Page("https://shop.example/aSet-Cookie:b", "/aSet-Cookie:b"),
        ),
        ("http://[", Page("", "")),
        ("http://a.example:99999/", Page("", "")),
        ("", Page("", "")),
    ],
)
def test_addresses(url: str, page: Page) -> None:
    assert page_of(url) == page


def test_the_campaign_is_kept_and_cut() -> None:
    query = f"utm_source={'n' * 200}&utm_medium=e+mail&utm_campaign=%C3%A4&utm_term=no"

    assert page_of(f"https://a.example/?{query}") == Page(
        "https://a.example/", "/", "n" * UTM_LENGTH, "e mail", "ä"
    )


@given(st.text(max_size=300) | st.text(max_size=50).map(lambda rest: f"https://a.example/{rest}"))
def test_no_address_raises_and_none_is_long_or_holds_a_query(url: str) -> None:
    page = page_of(url)

    assert len(page.page_url) <= URL_LENGTH
    assert "?" not in page.page_url
    assert "#" not in page.page_url


def test_a_very_long_address_is_cut() -> None:
    page = page_of("https://a.example/" + "x" * 100_000)

    assert (len(page.page_url), len(page.path)) == (URL_LENGTH, URL_LENGTH)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.Shop.example", "shop.example/"),
        ("http://shop.example:80/a/index.html?b=1#c", "shop.example/a"),
        ("https://shop.example/a//b/", "shop.example/a/b"),
        ("https://shop.example/orders/48113/items/7", "shop.example/orders/:id/items/7"),
        ("https://a.example/u/0b9f0c6e-7f0e-4a68-9a05-1f0e2d3c4b5a", "a.example/u/:id"),
        ("https://a.example/u/0B9F0C6E-7F0E-4A68-9A05-1F0E2D3C4B5A", "a.example/u/:id"),
        ("https://a.example/c/9fceb02d0ae598e9", "a.example/c/:id"),
        ("https://a.example/2026-11-23/news", "a.example/:id/news"),
        ("https://a.example/s/dGhpcyBpcyBh0Zm9v", "a.example/s/:id"),
        ("https://a.example/facade/deadbeef/blog-post-about-3-things", None),
        ("https://a.example/#/inbox/3141", "a.example/#/inbox/:id"),
        ("https://a.example/app#!/inbox", "a.example/app/#/inbox"),
        ("https://a.example/a#section", "a.example/a"),
        ("about:blank", "about:blank"),
        ("http://[", ""),
    ],
)
def test_addresses_of_one_page_have_one_key(url: str, key: str | None) -> None:
    assert page_key_of(url) == (url.removeprefix("https://") if key is None else key)


@given(st.text(max_size=300) | st.text(max_size=50).map(lambda rest: f"https://a.example/{rest}"))
def test_no_key_is_long_or_holds_a_query_and_the_key_of_a_key_is_itself(url: str) -> None:
    key = page_key_of(url)

    assert len(key) <= KEY_LENGTH
    assert "?" not in key.partition("#")[0]
    assert page_key_of(f"https://{key}") in {key, ""} or "://" not in page_of(url).page_url


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/reset/8f3a9c0d2e1b4a5f6c7d", "/reset/:id"),
        ("/u/0b8f6f0e-1d2c-4e5f-8a9b-0c1d2e3f4a5b/edit", "/u/:id/edit"),
        ("/invite/4eC39HqLyjWDarjtT1zdp7dc/4eC39HqLyjWDarjtT1zdp7dd", "/invite/:id/:id"),
        ("/mail/ada@example.com", "/mail/•••@•••••••.•••"),
        ("/call/491701234567", "/call/••••••••••••"),
        ("/blog/how-to-make-20-pancakes-in-2024", "/blog/how-to-make-20-pancakes-in-2024"),
    ],
)
def test_a_path_keeps_nothing_private(path: str, kept: str) -> None:
    assert page_of(f"https://a.example{path}") == Page(f"https://a.example{kept}", kept)
    assert page_of(f"https://a.example{kept}").path == kept


def test_a_campaign_keeps_nothing_private() -> None:
    page = page_of("https://a.example/?utm_source=ada@example.com")

    assert page.utm_source == "•••@•••••••.•••"
