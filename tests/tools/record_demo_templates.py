"""Record the demo site's pages and what can be done on them, for the synthetic week.

Run it after a change of the demo site: `.venv/bin/python tests/tools/record_demo_templates.py`.
It drives a real Chromium over every page at three widths with the built recorder of the tracker
(`./dev build` makes it), and writes src/pagepulse/demo/templates/<width>.json.gz.
`src/pagepulse/demo/templates.py` reads these files and says what their fields mean.
"""

# ruff: noqa: T201 - a script that says what it wrote

from __future__ import annotations

import gzip
import json
import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from pagepulse.demo.site import demo_site

ROOT = Path(__file__).parents[2]
RECORDER = ROOT / "src/pagepulse/static/tracker/recorder.js"
TEMPLATES = ROOT / "src/pagepulse/demo/templates"
SITE_PLACEHOLDER = "{SITE}"

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")

# Longest time an action's effects may take to arrive, in milliseconds.
SETTLE_MS = 400


@dataclass(frozen=True)
class Step:
    """One thing a visitor does to a page: `do` is click, type, choose or check."""

    name: str
    selector: str
    do: str = "click"
    text: str = ""


MENU = [Step("menu_open", "#learn-button"), Step("menu_close", "#learn-button")]
NAV = [Step("nav_open", "#nav-button"), Step("nav_close", "#nav-button")]
PRODUCT = [
    [Step("farm", "#detail-farm summary")],
    [Step("brewing", "#detail-brew summary")],
    [Step("grind", "#grind", "choose", "Filter"), Step("add", "#add-to-basket")],
    [Step("size", "input[value='500']")],
]
ADDRESS = [
    Step("name", "#full-name", "type", "Robin Sailor"),
    Step("email", "#email", "type", "robin@example.com"),
    Step("street", "#street", "type", "Pier 9"),
    Step("postcode", "#postcode", "type", "1010"),
    Step("city", "#city", "type", "Wien"),
    Step("country", "#country", "choose", "Germany"),
]
PAYMENT = [
    Step("card", "#card", "type", "4111 1111 1111 1111"),
    Step("expires", "#expires", "type", "12 / 31"),
    Step("cvc", "#cvc", "type", "123"),
    Step("note", "#note", "type", "Ring twice"),
    Step("gift", "#gift", "check"),
]

# Steps of one chain happen in their order; chains of a page do not touch each other.
PAGES: dict[str, list[list[Step]]] = {
    "/": [[Step("quiz_open", "#quiz-button"), Step("quiz_done", "#quiz-done")]],
    "/coffee/": [
        [
            Step("light", "[data-roast=light].chip"),
            Step("dark", "[data-roast=dark].chip"),
            Step("all", ".chip[data-roast='']"),
        ],
        [Step("search", "#search", "type", "cocoa")],
    ],
    "/coffee/harbor-blend/": PRODUCT,
    "/coffee/huila-pitalito/": PRODUCT,
    "/coffee/nyeri-gatomboya/": PRODUCT,
    "/plans/": [
        [Step("yearly", "#bill-yearly"), Step("monthly", "#bill-monthly")],
        [Step("pause", "#faq-pause summary"), Step("gift", "#faq-gift summary")],
    ],
    "/checkout/": [[*ADDRESS, *PAYMENT], [Step("order_incomplete", "#place-order")]],
    "/thanks/": [],
    "/account/": [
        [
            Step("pause_plan", "#pause-plan"),
            Step("orders", "#tab-orders"),
            Step("settings", "#tab-settings"),
            Step("save", "#save-settings"),
            Step("overview", "#tab-overview"),
        ]
    ],
}

# Stands for pulse.js: the recorder hands every event to it, as JSON.
BRIDGE = """() => {
  window.taken = [];
  window.__pagepulse = {
    masking: () => ({ isStrict: false, selectors: [] }),
    onLoaded: () => {},
    onEvent: (_type, json) => window.taken.push(JSON.parse(json)),
    onReady: (recorder) => { window.recorderVersion = recorder.version; },
  };
}"""

# Elements and their recorded ids are paired by walking page and snapshot side by side.
PLACES = """(snapshot, elements) => {
  const ids = new Map();
  const elementsOf = (node) => (node.childNodes ?? []).filter((child) => child.type === 2);
  const pair = (element, node) => {
    if (element.localName !== node.tagName) throw new Error(`${element.localName}: not recorded`);
    ids.set(element, node.id);
    elementsOf(node).forEach((child, place) => pair(element.children[place], child));
  };
  const html = elementsOf(snapshot.node)[0];
  pair(document.body, elementsOf(html).find((node) => node.tagName === 'body'));

  const stick = document.querySelector('.site-header').offsetTop;
  return [...elements].flatMap((element) => {
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height) return [];
    return [{
      id: ids.get(element),
      tag: element.localName,
      href: element.getAttribute('href') ?? '',
      label: element.id,
      x: Math.round(box.x), y: Math.round(box.y + window.scrollY),
      width: Math.round(box.width), height: Math.round(box.height),
      stick: element.closest('.site-header') ? stick : -1,
    }];
  });
}"""
KINDS = "a[href],button,summary,input,select,textarea,h1,h2,h3,p,figure,blockquote"
TARGETS = f"(snapshot) => ({PLACES})(snapshot, document.querySelectorAll('{KINDS}'))"

# rrweb's IncrementalSource of pointer moves: the week makes its own.
MOUSE_MOVE = 1


def find_chromium() -> str:
    found = os.environ.get("PAGEPULSE_TEST_CHROMIUM") or next(
        filter(None, map(shutil.which, CHROMIUM_NAMES)), None
    )
    if found is None:
        raise SystemExit("No Chromium found; name one in PAGEPULSE_TEST_CHROMIUM.")
    return found


@contextmanager
def served_site() -> Iterator[str]:
    """Serve the demo site on a free port of this machine and yield its origin."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(demo_site("", ""), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def perform(page: Page, step: Step, *, touch: bool) -> None:
    element = page.locator(step.selector).first
    match step.do:
        case "type":
            (element.tap if touch else element.click)()
            element.press_sequentially(step.text, delay=90)
        case "choose":
            element.select_option(step.text)
        case _:
            (element.tap if touch else element.click)()
    page.wait_for_timeout(SETTLE_MS)


def record_step(page: Page, step: Step, *, touch: bool) -> dict[str, Any]:
    """Do one step and return what the recorder saw of it, times counted from its beginning."""
    page.locator(step.selector).first.scroll_into_view_if_needed()
    before = page.evaluate("window.taken.length")
    began = page.evaluate("Date.now()")
    box = page.locator(step.selector).first.bounding_box()
    if box is None:
        raise SystemExit(f"{step.selector} is not visible on {page.url}")
    perform(page, step, touch=touch)
    events = page.evaluate("(from) => window.taken.slice(from)", before)
    return {
        "name": step.name,
        "do": step.do,
        "x": round(box["x"] + box["width"] / 2),
        "y": round(box["y"] + box["height"] / 2),
        "scrollY": round(page.evaluate("window.scrollY")),
        "url": page.url,
        "events": [
            [event["timestamp"] - began, {"type": event["type"], "data": event["data"]}]
            for event in events
            if event["data"].get("source") != MOUSE_MOVE
        ],
    }


def record_page(page: Page, address: str, chains: list[list[Step]], *, touch: bool) -> Any:
    """Return the template of one page: its snapshot, its targets and its chains of steps."""
    page.goto(address, wait_until="networkidle")
    page.evaluate(BRIDGE)
    page.add_script_tag(path=RECORDER)
    _, snapshot = page.evaluate("window.taken.slice(0, 2)")
    return {
        "title": page.title(),
        "pageHeight": page.evaluate("document.documentElement.scrollHeight"),
        "snapshot": snapshot["data"],
        "targets": page.evaluate(TARGETS, snapshot["data"]),
        "chains": [[record_step(page, step, touch=touch) for step in chain] for chain in chains],
    }


def record_width(browser: Browser, origin: str, width: int, height: int) -> None:
    """Record every page at one width and write the template file."""
    touch = width < 1000
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=touch, is_mobile=touch
    )
    menu = NAV if width <= 640 else MENU
    pages = {}
    for path, chains in PAGES.items():
        # A tab of its own: the basket is empty again.
        page = context.new_page()
        pages[path] = record_page(page, origin + path, [menu, *chains], touch=touch)
        version = page.evaluate("window.recorderVersion")
        page.close()
    context.close()
    layout = {"width": width, "height": height, "touch": touch, "recorderVersion": version}
    text = json.dumps({**layout, "pages": pages})
    packed = gzip.compress(text.replace(origin, SITE_PLACEHOLDER).encode(), 9, mtime=0)
    TEMPLATES.mkdir(exist_ok=True)
    (TEMPLATES / f"{width}.json.gz").write_bytes(packed)
    print(f"{width}: {len(pages)} pages, {len(text):,} bytes, packed {len(packed):,}")


def main() -> None:
    with served_site() as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=list(CHROMIUM_FLAGS)
        )
        for width, height in ((1440, 900), (820, 1180), (390, 844)):
            record_width(browser, origin, width, height)
        browser.close()


if __name__ == "__main__":
    main()
