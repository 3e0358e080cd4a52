"""A server with nobody in it yet, and the first person who sets it up in a browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect
from tests.browser.sessions import wait_for

EMAIL = "ada@example.com"
PASSWORD = "a short sentence of mine"
# Longest time for draining and closing, in seconds.
STOP_SECONDS = 30


@dataclass(frozen=True)
class FreshServer:
    """A server without any user, as it announces itself."""

    dashboard: str
    setup_link: str


@contextmanager
def fresh_server(folder: Path) -> Iterator[FreshServer]:
    """Serve a new data folder inside of `folder`."""
    with _serving(folder, 2) as (dashboard, setup_link):
        yield FreshServer(dashboard, setup_link)


@contextmanager
def server_with_data(folder: Path) -> Iterator[str]:
    """Serve the data folder inside of `folder`, in which somebody is; yield its address."""
    with _serving(folder, 1) as (dashboard,):
        yield dashboard


@contextmanager
def _serving(folder: Path, addresses: int) -> Iterator[list[str]]:
    """Run a server and yield the addresses that it announces, so many."""
    ports = ["--port=0", "--player-port=0", "--metrics-port=0"]
    command = [sys.executable, "-m", "pagepulse", "serve", f"--data={folder / 'data'}", *ports]
    log = folder / "server.log"

    def announced() -> list[str] | None:
        found = re.findall(r"http://\S+(?=\n)", log.read_text())
        return [one.rstrip("/") for one in found] if len(found) == addresses else None

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
            yield wait_for(announced, "its addresses")
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)


def set_up(page: Page, server: FreshServer) -> None:
    """Follow the set-up link in a tab that is open already, as people do."""
    page.goto(server.dashboard)
    expect(page.get_by_role("heading", name="Almost there")).to_be_visible()
    page.goto(server.setup_link)
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Name of the project").fill("Our shop")
    page.get_by_label("Address of the site").fill("shop.example.com/welcome")
    # The secret of the link must not stay where it can be seen or shared.
    expect(page).to_have_url(f"{server.dashboard}/setup")
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_role("heading", name="Install check")).to_be_visible()
