"""From an empty folder to the snippet, and the first colleague: by links that work once."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.sessions import wait_for

pytestmark = pytest.mark.browser

PASSWORD = "a short sentence of mine"
# Longest time for draining and closing, in seconds.
STOP_SECONDS = 30
# The dashboard's address and the set-up link.
ANNOUNCED = 2


@dataclass(frozen=True)
class FreshServer:
    """A server without any user, as it announces itself."""

    dashboard: str
    setup_link: str


@contextmanager
def fresh_server(folder: Path) -> Iterator[FreshServer]:
    ports = ["--port=0", "--player-port=0", "--metrics-port=0"]
    command = [sys.executable, "-m", "pagepulse", "serve", f"--data={folder / 'data'}", *ports]
    log = folder / "server.log"

    def announced() -> list[str] | None:
        addresses = re.findall(r"http://\S+(?=\n)", log.read_text())
        return addresses if len(addresses) == ANNOUNCED else None

    with (
        log.open("w") as output,
        subprocess.Popen(
            command,
            stdout=output,
            stderr=output,
            env={**os.environ, "PAGEPULSE_LOG_LEVEL": "warning"},
        ) as process,
    ):
        try:
            dashboard, setup_link = wait_for(announced, "the set-up link")
            yield FreshServer(dashboard.rstrip("/"), setup_link)
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)


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


def set_up(page: Page, server: FreshServer) -> None:
    """Follow the set-up link in a tab that is open already, as people do."""
    page.goto(server.dashboard)
    expect(page.get_by_role("heading", name="Almost there")).to_be_visible()
    page.goto(server.setup_link)
    page.get_by_label("E-mail address").fill("ada@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Name of the project").fill("Our shop")
    page.get_by_label("Address of the site").fill("shop.example.com/welcome")
    # The secret of the link must not stay where it can be seen or shared.
    expect(page).to_have_url(f"{server.dashboard}/setup")
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_role("heading", name="Install check")).to_be_visible()


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
    expect(colleague.get_by_role("heading", name="Nothing recorded yet")).to_be_visible()
    colleague.get_by_role("link", name="Settings").click()
    sections = colleague.get_by_role("navigation", name="Settings").get_by_role("link")
    expect(sections).to_have_text(["Install", "Project", "Recording", "Capture", "Live", "Privacy"])

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
