"""Whatever stands in the texts of a batch, no screen of the dashboard runs, loads or opens it."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import ConsoleMessage, Page, expect
from tests.browser.every_screen import every_screen
from tests.browser.made_events import click, page_events
from tests.browser.running_demo import RunningDemo
from tests.browser.sent_recording import SentRecording

pytestmark = pytest.mark.browser

# What gets out of text, attribute, address, script, style, template and comment, one or the other.
POLYGLOTS = (
    """jaVasCript:/*-/*`/*\\`/*'/*"/**/(/* */oNcliCk=console.log('CANARY') )//%0D%0A%0d%0a//""",
    """</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=console.log('CANARY')//>\\x3e""",
    """"><img src=x onerror="console.log('CANARY')"><!--""",
    """'-console.log('CANARY')-'""",
    """</script><script>console.log('CANARY')</script>""",
    """{{constructor.constructor("console.log('CANARY')")()}}${console.log('CANARY')}""",
    """<svg><animate onbegin=console.log('CANARY') attributeName=x dur=1s>""",
    """<iframe srcdoc="<script>parent.console.log('CANARY')</script>">""",
)
# Where nothing that a visitor sent may lead.
SCHEMES = ("javascript:", "data:", "vbscript:")


def texts_of(at: float, poison: str) -> dict[str, list[dict[str, Any]]]:
    """Return lists of a batch with the poison in every text field."""
    page = {"pageViewId": "pv_1"}
    address = f"https://shop.example/{quote(poison)[:400]}"
    view = {
        "id": "pv_1",
        "at": at,
        "url": address,
        "title": poison,
        "referrer": f"{address}?utm_source={poison}",
    }
    return {
        "pageViews": [view | {"viewportWidth": 1440, "viewportHeight": 900}],
        "customEvents": [
            {
                **page,
                "name": poison[:100],
                "at": at,
                "url": address,
                "properties": {poison[:60]: poison},
            },
        ],
        "errors": [
            {
                **page,
                "at": at,
                "url": address,
                "message": poison,
                "source": f"javascript:{poison}",
                "stack": f"{poison}\n at {poison} (javascript:alert(1):1:1)",
            },
        ],
        "elements": [
            {
                "id": "e1",
                "pageViewId": "pv_1",
                "url": address,
                "label": poison,
                "print": {"tag": poison, "text": poison},
            }
        ],
        "interactions": [
            {
                **page,
                "type": kind,
                "at": at,
                "url": address,
                "elementId": "e1",
                "width": 1440,
                "viewportWidth": 1440,
            }
            for kind in ("click", "rage", "dead")
        ],
        "consoleMessages": [{**page, "at": at, "level": "error", "text": poison}],
        "requests": [
            {
                **page,
                "at": at,
                "url": f"javascript:{poison}",
                "method": poison[:10],
                "initiator": poison[:20],
                "outcome": "failed",
                "status": 500,
            },
        ],
        "vitals": [
            {
                **page,
                "at": at,
                "name": "LCP",
                "value": 5000,
                "url": address,
                "rating": poison[:20],
                "element": poison,
            }
        ],
        "identities": [{**page, "at": at, "id": poison[:100]}],
    }


class Watch:
    """What a page of the dashboard does that it must not."""

    def __init__(self, page: Page) -> None:
        self.harm: list[str] = []
        page.on("console", self._note_said)
        page.on("dialog", lambda dialog: self._note(f"dialog: {dialog.message}"))
        page.on("pageerror", lambda error: self._note(f"error: {error.message}"))
        page.context.on("page", lambda other: self._note(f"opened: {other.url}"))

    def _note_said(self, said: ConsoleMessage) -> None:
        if "CANARY" in said.text:
            self._note(f"ran: {said.text}")

    def _note(self, harm: str) -> None:
        self.harm.append(harm)


def test_no_text_of_a_visitor_runs_on_any_screen(
    admin_page: Page, demo: RunningDemo, admin: httpx.Client
):
    session_id = ""
    for poison in POLYGLOTS:
        at = (time.time() - 30) * 1000
        recording = SentRecording(demo, admin)
        lists = texts_of(at, poison)
        events = [*page_events(at, poison), click(at + 2000)]
        recording.send(events, pages=lists.pop("pageViews"), lists=lists)
        session_id = recording.session_id
    watch = Watch(admin_page)
    leading: dict[str, list[str]] = {}

    for address in every_screen(demo, admin, session_id):
        admin_page.goto(address)
        expect(admin_page.get_by_role("heading", level=1).first).to_be_attached()
        admin_page.wait_for_load_state("networkidle")
        hrefs = admin_page.locator("[href], [src]").evaluate_all(
            "all => all.map((one) => (one.getAttribute('href') ?? one.getAttribute('src')).trim())"
        )
        odd = [
            href
            for href in hrefs
            if href.lower().startswith(SCHEMES) and not href.startswith("data:image/")
        ]
        leading |= {address: odd} if odd else {}

    assert watch.harm == []
    assert leading == {}
    assert admin_page.evaluate("() => Object.keys(Object.prototype)") == []
