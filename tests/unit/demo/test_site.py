"""The demo site as a visitor's browser gets it."""

from __future__ import annotations

import re

import pytest
from httpx import ASGITransport, AsyncClient

from pagepulse.demo.site import demo_site, load_coffees

TRACKER = '<script defer src="http://localhost:8200/pulse.js" data-project="pk_1"></script>'


def browser_of(tracker_url: str, project_key: str) -> AsyncClient:
    transport = ASGITransport(demo_site(tracker_url, project_key))
    return AsyncClient(transport=transport, base_url="http://localhost:8203")


@pytest.fixture
def browser() -> AsyncClient:
    return browser_of("http://localhost:8200", "pk_1")


async def statuses(browser: AsyncClient, paths: set[str]) -> dict[str, int]:
    return {path: (await browser.get(path)).status_code for path in paths}


@pytest.mark.parametrize(
    "path",
    ["/", "/coffee/", "/coffee/harbor-blend/", "/plans/", "/checkout/", "/thanks/", "/account/"],
)
async def test_every_page_carries_the_tracker_once(browser: AsyncClient, path: str) -> None:
    answer = await browser.get(path)

    assert (answer.status_code, answer.text.count(TRACKER)) == (200, 1)


async def test_every_coffee_of_the_catalogue_has_a_page(browser: AsyncClient) -> None:
    coffees = load_coffees()

    answers = await statuses(browser, {f"/coffee/{coffee.slug}/" for coffee in coffees})

    assert len(answers) >= 60
    assert set(answers.values()) == {200}


async def test_a_page_that_does_not_exist_says_so_in_the_look_of_the_shop(
    browser: AsyncClient,
) -> None:
    answer = await browser.get("/coffee/instant/")

    assert answer.status_code == 404
    assert "Lost at sea" in answer.text


async def test_no_page_asks_another_host_for_anything(browser: AsyncClient) -> None:
    pages = [(await browser.get(path)).text for path in ("/", "/coffee/", "/plans/", "/checkout/")]
    files = [
        (await browser.get(f"/assets/{name}")).text for name in ("base.css", "pages.css", "site.js")
    ]

    addresses = set(re.findall(r"https?://[^\"'\s)]+", " ".join(pages + files)))

    assert addresses == {"http://localhost:8200/pulse.js"}


async def test_internal_links_lead_to_pages_that_exist(browser: AsyncClient) -> None:
    pages = ("/", "/coffee/", "/coffee/harbor-blend/", "/plans/", "/checkout/", "/account/")
    links = {
        link.split("#")[0].split("?")[0]
        for page in pages
        for link in re.findall(r'(?:href|src)="(/[^"]*)"', (await browser.get(page)).text)
    }

    answers = await statuses(browser, links)

    assert {link for link, status in answers.items() if status != 200} == set()


async def test_each_checkout_form_has_a_token_of_its_own(browser: AsyncClient) -> None:
    token = re.compile(r'name="csrf" value="([0-9a-f]{32})"')

    tokens = {token.findall((await browser.get("/checkout/")).text)[0] for _ in range(2)}

    assert len(tokens) == 2


async def test_the_tracker_address_cannot_break_out_of_its_attribute() -> None:
    page = (await browser_of('http://x"><b>', '"><i>').get("/")).text

    assert "<b>" not in page.split("</head>")[0]
    assert "<i>" not in page.split("</head>")[0]
