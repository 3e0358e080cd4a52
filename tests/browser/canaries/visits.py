"""A page full of secrets, and a visitor who types more of them in every way there is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page
from tests.browser.tracker.tracker_site import serving

FORM = (Path(__file__).parent / "pages/form.html").read_text()
FRAME = '<!doctype html><p title="{c32}">Framed</p><input id="framed" />'
PRESENT = 32
TYPED = 19
ADD_LATE = """(secret) => {
    document.getElementById('late').innerHTML = `<input value="${secret}" title="${secret}">
        <select><option value="${secret}">${secret}</option></select><textarea>${secret}</textarea>
        <div contenteditable>${secret}</div><a href="/x?t=${secret}">late</a>`;
    const text = document.getElementById('text');
    text.setAttribute('placeholder', secret);
    text.setAttribute('data-account', secret);
}"""
FILL_IN = """([id, secret]) => {
    const field = document.getElementById(id);
    field.value = secret;
    field.dispatchEvent(new Event('input', { bubbles: true }));
}"""

# Hidden by their form wherever they stand, so they are the same for all visits.
PATTERNS = {
    "mail": "ada.qwvz@example.com",
    "card": "4111 1111 1111 1111",
    "account": "DE89 3704 0044 0532 0130 00",
    "token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJxd3Z6In0.c2lnbmF0dXJl",
    "bearer": "Bearer qwvz.abcdefgh1234",
    "cloud key": "AKIAIOSFODNN7EXAMPLE",
    "long number": "900123456789",
}


@dataclass(frozen=True)
class Visit:
    """One way to be recorded, with secrets of its own."""

    name: str
    project_key: str
    # Of the script tag.
    attributes: str = ""
    # Whether the text of the page is secret too, and the address in it.
    hides_text: bool = False
    hides_address: bool = False

    def secret(self, number: int) -> str:
        """Return one that no other visit has; a letter ends it, so that none is part of another."""
        return f"zq{self.name}canary{number:02}q"

    @property
    def secrets(self) -> list[str]:
        """Return all that is secret in every mode."""
        return [self.secret(number) for number in range(1, PRESENT + TYPED + 1)]

    @property
    def stems(self) -> list[str]:
        """Return what the secrets of this visit begin with: none may be stored, even in part."""
        texts = [self.text] * self.hides_text + [self.address] * self.hides_address
        return [self.secret(0).removesuffix("00q"), *texts]

    @property
    def text(self) -> str:
        """Return a text of the page, which is no secret in every mode."""
        return f"zq{self.name}words"

    @property
    def address(self) -> str:
        """Return a text that a selector names."""
        return f"zq{self.name}address"

    def page(self, server: str, template: str) -> bytes:
        """Return a page of the site with the secrets of this visit in it."""
        patterns = "".join(f"<p>{text}</p>" for text in PATTERNS.values())
        texts = f'<p>{self.text}</p><p class="address">{self.address}</p>{patterns}'
        tag = f'<script defer src="{server}/pulse.js" data-project="{self.project_key}"'
        filled = template.replace("{tag}", f"{tag} {self.attributes}></script>")
        filled = filled.replace("{texts}", texts)
        for number in range(1, PRESENT + 1):
            filled = filled.replace(f"{{c{number:02}}}", self.secret(number))
        return filled.encode()


class VisitHandler(BaseHTTPRequestHandler):
    """The visited site."""

    protocol_version = "HTTP/1.1"

    def __init__(self, visit: Visit, server: str, *args: Any) -> None:
        self.visit, self.server_url = visit, server
        super().__init__(*args)

    def do_GET(self) -> None:
        is_frame = urlsplit(self.path).path == "/frame"
        body = self.visit.page(self.server_url, FRAME if is_frame else FORM)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@contextmanager
def visited_site(visit: Visit, server: str) -> Iterator[str]:
    """Serve the page of a visit on a free port."""
    with serving(partial(VisitHandler, visit, server)) as url:
        yield url


def act(page: Page, visit: Visit, url: str) -> None:
    """Open the page and type secrets into all that takes them; return when all has left it."""
    secret = iter(visit.secret(number) for number in range(PRESENT + 1, PRESENT + TYPED + 1))
    address = f"{url}/order?session={next(secret)}#{next(secret)}"
    with page.expect_response("**/recorder.js"):
        page.goto(address, referer=f"{url}/?q={next(secret)}")
    with page.expect_response("**/api/tracking/events*"):
        page.evaluate(ADD_LATE, next(secret))
    for field in ("text", "password", "email", "phone", "card", "code", "search", "ignored"):
        page.fill(f"#{field}", next(secret))
    show_password = "document.getElementById('password').type = 'text'"
    page.evaluate(show_password)
    page.locator("#password").press_sequentially(next(secret))
    page.evaluate(FILL_IN, ["prefilled", next(secret)])
    page.fill("#area", next(secret))
    page.locator("#editor").press_sequentially(next(secret))
    page.locator("#inner").fill(next(secret))
    page.frame_locator("#frame").locator("#framed").fill(next(secret))
    page.select_option("#select", visit.secret(15))
    page.evaluate(f"history.pushState({{}}, '', '/next?token={next(secret)}')")
    assert next(secret, None) is None
    page.evaluate("pulse.track('finished')")
    # What has not left yet goes by beacon.
    page.goto("about:blank")
