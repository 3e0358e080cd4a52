"""Every screen of numbers at once, each watched in its page: when it shows what, and how."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Request, WebSocket, expect
from playwright.sync_api import TimeoutError as PatienceError

# What a screen says of a number of sessions that all did the same: one page, two clicks, one error.
SAYS = {
    "overview": r"/plans/\n{n}\n",
    "realtime": r"{source}\n{n}\n",
    "pages": r"Plans · Harbor & Pine\n\t{n}\t{n}\t",
    "performance": r"How LCP is spread\n{n} page view",
    "events": r"two months free”\n\S+\n\t{n}\t{n}\t{n}\t",
    "journeys": r"From page to page\n{n} session",
    "funnels?steps=page:/plans/": r"Of {n} sessions?, {n} took the first step",
    "retention?period=day": r"\d{{4}}\t{n}\t\n100 %",
    "errors": r"^{n} errors? of 1 cause",
    "capture": r"100 % of {n} page views? were recorded",
    "heatmaps?pageURL=/plans/": r"Sessions\n{n}\nVisitors\n{n}\n",
    "sessions": r"(/plans/\n1\n\S+\n2\n1\n[^/]*){{{n}}}$",
}
# Notes the moment at which the screen says it, and each time that it shows nothing but grey boxes.
WATCH = r"""says => {
  const wanted = new RegExp(says);
  const text = () => document.querySelector("main")?.innerText ?? "";
  const watched = { saidAt: 0, losses: 0 };
  const look = () => {
    if (document.querySelector("main [aria-label=Loading]")) watched.losses += 1;
    if (!watched.saidAt && wanted.test(text())) watched.saidAt = Date.now();
  };
  new MutationObserver(look).observe(document.body, {
    subtree: true, childList: true, characterData: true,
  });
  window.__watched = watched;
  look();
}"""
WATCHED = "() => window.__watched"


@dataclass
class Screen:
    """One screen in a page of its own, and what went between it and the server."""

    name: str
    page: Page
    source: str
    # Unix seconds, with the address.
    requests: list[tuple[float, str]] = field(default_factory=list)
    pushes: list[float] = field(default_factory=list)
    wanted: str = ""

    def expect_sessions(self, count: int) -> None:
        """Wait until the screen shows so many sessions."""
        self.watch_for(count)
        self.watched()

    def watch_for(self, count: int) -> None:
        """Begin to note when the screen shows so many sessions."""
        self.wanted = SAYS[self.name].format(n=count, source=re.escape(self.source))
        self.page.evaluate(WATCH, self.wanted)

    def watched(self) -> dict[str, Any]:
        """Return `saidAt` in Unix ms, and `losses`: how often what it showed was gone."""
        try:
            self.page.wait_for_function("() => window.__watched.saidAt > 0")
        except PatienceError:
            shown = self.page.locator("main").first.inner_text()
            pytest.fail(f"{self.name} does not say {self.wanted!r}, but:\n{shown[:SHOWN_CHARS]!r}")
        noted: dict[str, Any] = self.page.evaluate(WATCHED)
        return noted

    def unasked(self, within_seconds: float) -> list[str]:
        """Return the requests that no push so short a time before led to."""
        return [
            address
            for at, address in self.requests
            if not any(0 <= at - push <= within_seconds for push in self.pushes)
        ]

    def repeated(self) -> dict[str, int]:
        """Return how often each address was asked for that was so more than once."""
        asked = Counter(address for _, address in self.requests)
        return {address: times for address, times in asked.items() if times > 1}


# A busy machine may need long until a page stands and is connected.
PATIENCE_MS = 30_000
# Of what a screen says instead.
SHOWN_CHARS = 600


def open_screens(
    context: BrowserContext, project: str, source: str, names: Iterable[str]
) -> Iterator[Screen]:
    """Yield screens by name, filtered by a source, as soon as its page is loaded."""
    for name in names:
        page = context.new_page()
        screen = Screen(name, page, source)
        _listen(page, screen)
        page.goto(f"{project}/{name}{'&' if '?' in name else '?'}source={source}")
        expect(page.locator("[data-connection=connected]").first).to_be_attached(
            timeout=PATIENCE_MS
        )
        yield screen


def _listen(page: Page, screen: Screen) -> None:
    def note_request(request: Request) -> None:
        if request.resource_type == "fetch" and "/api/" in request.url:
            screen.requests.append((time.time(), request.url))

    def note_socket(socket: WebSocket) -> None:
        socket.on("framereceived", lambda _frame: screen.pushes.append(time.time()))

    page.on("request", note_request)
    page.on("websocket", note_socket)
