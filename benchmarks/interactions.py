"""What noting clicks and moves costs a page, and whether a move ever makes the browser lay it out.

    python benchmarks/interactions.py [--clicks 200] [--moves 1000]

A page of 2,000 buttons that changes its own layout at every move of the mouse, in a real Chromium
with real input, without the tracker and with it (nothing is recorded, so that all of its time goes
to heatmaps). Listeners are timed to 5 µs, which a browser allows to an isolated page. Then a trace
of the browser (which slows it down) tells the layouts that happened inside of the tracker's calls:
those are forced.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.recorder import CHROMIUM_FLAGS, CHROMIUM_NAMES, COLLECTOR, is_ours
from playwright.sync_api import Browser, Page, Route, sync_playwright

TRACKER = Path(__file__).parents[1] / "src/pagepulse/static/tracker"
# Only a trustworthy origin can be isolated.
SITE = "http://localhost"
ISOLATED = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
SHARED = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
CONFIG = {
    "recordShare": 0,
    "privacyMode": "balanced",
    "maskSelectors": [],
    "capture": {"interactions": True},
}
BUTTONS, COLUMNS = 2_000, 10
BUTTON_WIDTH_PX, BUTTON_HEIGHT_PX = 80, 30
TARGET = "<= 0.2 (p50)"
# What follows from a click or a move is over after this long.
SETTLE_MS = 3_000

PAGE = f"""<!doctype html><meta charset="utf-8"><title>Buttons</title>
<style>button {{ width: {BUTTON_WIDTH_PX}px; height: {BUTTON_HEIGHT_PX}px; margin: 0 }}
body {{ margin: 0; width: {COLUMNS * BUTTON_WIDTH_PX}px; line-height: 0 }}</style>
<main id="all"></main><p id="own"></p>
<script>
for (let at = 0; at < {BUTTONS}; at += 1) {{
    const button = document.createElement("button");
    button.className = `card card-${{at % 7}} is-long`;
    button.textContent = `Item ${{at}}`;
    all.append(button);
}}
let moved = 0;
onpointermove = () => {{ own.style.width = `${{(moved += 1) % 300}}px`; }};
</script>"""
TAG = f'<script src="{COLLECTOR}/pulse.js" data-project="pk_bench" defer></script>'

# Listeners of one event are summed up.
TIME_LISTENERS = """
const listen = EventTarget.prototype.addEventListener;
window.costs = { click: new Map(), pointermove: new Map() };
EventTarget.prototype.addEventListener = function (type, listener, options) {
    const taken = costs[type];
    const timed = taken && function (event) {
        const begun = performance.now();
        listener.call(this, event);
        const before = taken.get(event.timeStamp) ?? 0;
        taken.set(event.timeStamp, before + performance.now() - begun);
    };
    listen.call(this, type, timed ?? listener, options);
};"""

Json = dict[str, Any]


def answer(route: Route, tag: str) -> None:
    """Be the site, and the server that the tracker talks to."""
    path = urlsplit(route.request.url).path
    if route.request.url.startswith(SITE):
        route.fulfill(body=PAGE + tag, content_type="text/html", headers=ISOLATED)
    elif path == "/api/tracking/config":
        route.fulfill(json=CONFIG, headers=SHARED)
    elif path.endswith(".js"):
        file = TRACKER / path.rpartition("/")[2]
        route.fulfill(path=file, content_type="text/javascript", headers=SHARED)
    else:
        route.fulfill(status=202, body="{}", headers=SHARED)


def open_page(browser: Browser, *, tracked: bool) -> Page:
    """Open the page, and wait until its interactions are watched where it is tracked."""
    page = browser.new_page(viewport={"width": 1_000, "height": 700})
    page.add_init_script(TIME_LISTENERS)
    page.route("**/*", lambda route: answer(route, TAG if tracked else ""))
    if tracked:
        with page.expect_response("**/reactions.js"):
            page.goto(SITE)
        page.evaluate("new Promise((done) => setTimeout(done))")
    else:
        page.goto(SITE)
    return page


def act(page: Page, places: Sequence[tuple[int, int]], kind: str) -> None:
    """Click on each place, or move there, and wait for what follows."""
    for x, y in places:
        if kind == "click":
            page.mouse.click(x, y)
        else:
            page.mouse.move(x, y)
    page.wait_for_timeout(SETTLE_MS)


def costs_of(page: Page, places: Sequence[tuple[int, int]], kind: str) -> list[float]:
    """Return how long the listeners of each event took, in ms."""
    page.evaluate("(kind) => costs[kind].clear()", kind)
    act(page, places, kind)
    return [float(cost) for cost in page.evaluate("(kind) => [...costs[kind].values()]", kind)]


def places_of(count: int) -> list[tuple[int, int]]:
    """Return the middles of buttons that can be seen, none twice in a row."""
    rows = 20
    return [
        (
            at * 7 % COLUMNS * BUTTON_WIDTH_PX + BUTTON_WIDTH_PX // 2,
            at * 3 % rows * BUTTON_HEIGHT_PX + BUTTON_HEIGHT_PX // 2,
        )
        for at in range(count)
    ]


def lies_in(inner: Json, outer: Json) -> bool:
    """Whether something happened during something else, on the same thread."""
    begins_in: bool = outer["ts"] <= inner["ts"] < outer["ts"] + outer.get("dur", 0)
    is_same_thread: bool = inner["tid"] == outer["tid"]
    return begins_in and is_same_thread


def layouts_of(browser: Browser, page: Page, places: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Move, and count the layouts, and those that our own scripts made the browser do."""
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    act(page, places, "pointermove")
    events: list[Json] = json.loads(browser.stop_tracing())["traceEvents"]
    whole = [event for event in events if event.get("ph") == "X"]
    calls = [event for event in whole if is_ours(event)]
    layouts = [event for event in whole if event["name"] == "Layout"]
    return len(layouts), sum(any(lies_in(one, call) for call in calls) for one in layouts)


def report(name: str, costs: Sequence[float], target: str) -> None:
    """Print the least (on a busy machine all that tells), the middle and the 95th percentile."""
    if not costs:
        print(f"{name:34} no listener")
        return
    p95 = statistics.quantiles(costs, n=20)[-1]
    middle = statistics.median(costs)
    print(f"{name:34} least {min(costs):6.3f}  p50 {middle:6.3f}  p95 {p95:6.3f} ms  {target}")


def measure(browser: Browser, clicks: int, moves: int, *, tracked: bool) -> None:
    """Click and move on a fresh page, and print."""
    page = open_page(browser, tracked=tracked)
    name = "tracker" if tracked else "nothing"
    report(f"{name}: {clicks} clicks, each", costs_of(page, places_of(clicks), "click"), TARGET)
    report(f"{name}: {moves} moves, each", costs_of(page, places_of(moves), "pointermove"), "")
    layouts, forced = layouts_of(browser, page, places_of(moves))
    print(f"{name}: {moves} moves, {layouts} layouts, {forced} of them forced  0")
    page.close()


def main() -> None:
    """Open the browser and measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--clicks", type=int, default=200)
    parser.add_argument("--moves", type=int, default=1_000)
    options = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, CHROMIUM_NAMES)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        for tracked in (False, True):
            measure(browser, options.clicks, options.moves, tracked=tracked)
        browser.close()


if __name__ == "__main__":
    main()
