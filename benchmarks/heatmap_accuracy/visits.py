"""Visits of a page in the real browser: some are clicked through, others are recorded."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.heatmap_accuracy.corpus import HERE, Files
from benchmarks.heatmap_accuracy.imported import as_imported
from playwright.sync_api import Browser, Page, Route

import pagepulse

Json = dict[str, Any]

TRACKER = Path(pagepulse.__file__).parent / "static/tracker"
SITE = "http://shop.test"
PULSE = "http://pulse.test"
PROJECT_KEY = "pk_bench"
HEIGHT = 900
# The recorder waits until the page has loaded and idles; a busy machine needs long.
PATIENCE_MS = 20_000
FULL_SNAPSHOT = 2
# Tries to find a place for a click: some elements have none that can be pressed.
TRIES = 6

# Takes the place of `capture.js`: what it offers to the file that is measured.
WATCH = """([projectKey, url]) => {
  window.captured = {elements: [], interactions: []};
  window.__pagepulseInteractions = {
    config: {interactions: true}, masking: {isStrict: false, selectors: []}, projectKey, base: '',
    add: (kind, json) => captured[kind].push(JSON.parse(json)),
    view: () => ({id: 'p_1', url}), onTrigger: () => {}, onStop: () => {},
  };
}"""


@dataclass
class Server:
    """The visited site and the server of the tracker, both answered inside of the browser."""

    files: Files
    html: str
    path: str
    events: list[Json] = field(default_factory=list)

    def answer(self, route: Route) -> None:
        """Answer one request of the page."""
        address = urlsplit(route.request.url)
        origin = f"{address.scheme}://{address.netloc}"
        if origin == SITE and address.path == self.path:
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")
        elif origin == SITE and (found := self.files(address.path)):
            route.fulfill(body=found[0], content_type=found[1])
        elif origin == PULSE:
            self._answer_tracker(route, address.path, address.query)
        else:
            route.abort()

    def _answer_tracker(self, route: Route, path: str, query: str) -> None:
        headers = {"Access-Control-Allow-Origin": "*"}
        script = TRACKER / path.lstrip("/")
        if path == "/api/tracking/config":
            config = {"recordShare": 1, "privacyMode": "balanced", "maskSelectors": []}
            route.fulfill(json=config, headers=headers)
        elif path == "/api/tracking/events":
            body = route.request.post_data_buffer or b"{}"
            text = gzip.decompress(body) if "encoding=gzip" in query else body
            self.events += json.loads(text).get("events", [])
            route.fulfill(status=202, body="{}", headers=headers)
        elif script.is_file():
            route.fulfill(body=script.read_bytes(), content_type="text/javascript")
        else:
            route.fulfill(status=404, headers=headers)


@dataclass(frozen=True)
class View:
    """How a visitor sees the page: CSS pixels, and pixels of the screen in each of them.

    A browser's zoom makes fewer CSS pixels of more screen pixels; a phone has two or three.
    """

    width: int
    pixel_ratio: float = 1


@contextmanager
def visiting(browser: Browser, server: Server, view: View) -> Iterator[Page]:
    """Open the page in such a view."""
    context = browser.new_context(
        viewport={"width": view.width, "height": HEIGHT}, device_scale_factor=view.pixel_ratio
    )
    context.route("**/*", server.answer)
    page = context.new_page()
    page.add_init_script(path=HERE / "visit.js")
    page.goto(SITE + server.path, wait_until="load")
    yield page
    context.close()


@dataclass
class Clicks:
    """Clicks of visits with what they really hit, and the elements that they name, by id."""

    all: list[Json] = field(default_factory=list)
    elements: Json = field(default_factory=dict)

    def add(self, clicks: list[Json], elements: Json) -> None:
        """Take those of one visit."""
        self.all += clicks
        self.elements |= elements


@dataclass
class Visits:
    """The same clicks as the tracker told them, and as the import of a plain recording does."""

    # A script that records a page plainly.
    recorder: str
    tracked: Clicks = field(default_factory=Clicks)
    imported: Clicks = field(default_factory=Clicks)

    def click_through(self, browser: Browser, server: Server, view: View, count: int) -> None:
        """Click through one more visit, and add its clicks."""
        with visiting(browser, server, view) as page:
            page.add_script_tag(content=self.recorder)
            page.evaluate("void recordPlainly()")
            page.evaluate(WATCH, [PROJECT_KEY, SITE + server.path])
            page.add_script_tag(content=(TRACKER / "interactions.js").read_text())
            page.evaluate("seed => beginClicks(seed)", view.width)
            for _ in range(count):
                places = (page.evaluate("nextPlace()") for _ in range(TRIES))
                if place := next(filter(None, places), None):
                    page.mouse.click(place["x"], place["y"])
            captured = page.evaluate("({...captured, hits})")
            events = page.evaluate("plainEvents()")
        clicks = [one for one in captured["interactions"] if one["type"] == "click"]
        assert len(clicks) == len(captured["hits"]), (
            "the tracker missed a click, or noted one twice"
        )
        for click, truth in zip(clicks, captured["hits"], strict=True):
            click["truth"] = truth
            for name in ("ex", "ey", "pageX", "pageY"):
                click.setdefault(name, 0)
        self.tracked.add(clicks, {element["id"]: element for element in captured["elements"]})
        self.imported.add(*as_imported(events, clicks, PROJECT_KEY))


def recorded(browser: Browser, server: Server, width: int) -> list[Json]:
    """Record one visit with the real tracker; return its events, a full snapshot among them."""
    tag = f'<script defer src="{PULSE}/pulse.js" data-project="{PROJECT_KEY}"></script>'
    server.html = server.html.replace("</head>", f"{tag}</head>", 1)
    server.events = []
    with visiting(browser, server, View(width)) as page:
        deadline = time.monotonic() + PATIENCE_MS / 1000
        while not any(event["type"] == FULL_SNAPSHOT for event in server.events):
            assert time.monotonic() < deadline, f"{server.path} was not recorded"
            # Also lets the driver answer the page's requests.
            page.evaluate("new Promise((done) => setTimeout(done, 100))")
    return sorted(server.events, key=lambda event: int(event["timestamp"]))
