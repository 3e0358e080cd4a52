"""From an empty folder to the snippet, and the first colleague: by links that work once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.first_run import PASSWORD, FreshServer, fresh_server, set_up

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FreshServer]:
    with fresh_server(tmp_path_factory.mktemp("first-run")) as running:
        yield running


@pytest.fixture
def new_person(browser: Browser) -> Iterator[Callable[[], Page]]:
    """Open a browser of its own for each person."""
    contexts: list[BrowserContext] = []

    def open_browser() -> Page:
        contexts.append(browser.new_context())
        return contexts[-1].new_page()

    yield open_browser
    for context in contexts:
        context.close()


def open_members(page: Page) -> None:
    page.get_by_role("link", name="Members").click()
    expect(page.get_by_role("heading", name="Members")).to_be_visible()


def invite(page: Page, email: str) -> str:
    """Add a viewer and return the link for them."""
    open_members(page)
    page.get_by_role("button", name="Add a member").click()
    dialog = page.get_by_role("dialog", name="Add a member")
    dialog.get_by_label("E-mail address").fill(email)
    dialog.get_by_role("button", name="Add", exact=True).click()
    link = dialog.get_by_text(f"{page.url.split('/p/')[0]}/invitation#").inner_text()
    dialog.get_by_role("button", name="Done").click()
    return link


def join(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Join").click()


def test_the_first_run_leads_to_the_snippet_and_to_the_first_colleague(
    new_person: Callable[[], Page], server: FreshServer
):
    owner = new_person()

    set_up(owner, server)
    snippet = owner.get_by_text("<script defer").inner_text()
    expect(owner.get_by_text("May send: https://shop.example.com.")).to_be_visible()
    expect(owner.get_by_text("Nothing seen yet.")).to_be_visible()
    assert re.fullmatch(
        rf'<script defer src="{server.dashboard}/pulse\.js" data-project="pk_\w+"></script>',
        snippet,
    )

    link = invite(owner, "grace@example.com")
    colleague = new_person()
    join(colleague, link)
    expect(colleague.get_by_text("Nothing seen yet.")).to_be_visible()
    sections = colleague.get_by_role("navigation", name="Settings").get_by_role("link")
    # What needs a higher role is not offered.
    names = ["Install", "Project", "Recording", "Capture", "Own traffic", "Live", "Privacy"]
    expect(sections).to_contain_text([*names, "Your account"])
    expect(sections.filter(has_text=re.compile("Members|API tokens|Audit"))).to_have_count(0)

    for used in (server.setup_link, link):
        again = new_person()
        again.goto(used)
        fill_and_send(again)
        expect(again.get_by_role("alert")).to_be_visible()


def fill_and_send(page: Page) -> None:
    """Fill in whatever form is shown, and send it."""
    for label, value in (
        ("E-mail address", "mallory@example.com"),
        ("Password", PASSWORD),
        ("Name of the project", "Mine"),
        ("Address of the site", "https://mallory.example"),
    ):
        field = page.get_by_label(label)
        expect(page.get_by_label("Password")).to_be_visible()
        if field.count():
            field.fill(value)
    page.get_by_role("button").last.click()
