"""What recording costs a page that changes very much, beside rrweb alone and beside nothing.

    python benchmarks/recorder.py [--seconds 22]

Opens the busy page of the browser tests in Chromium three times for each scenario: without a
recorder, with rrweb alone, and with the built tracker. A trace of the browser tells how long the
recorder's scripts held the main thread, in all and without a break, in processor time; long tasks
are those of the whole page, its own layout included, in wall time.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route, sync_playwright

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "tests/browser/tracker/pages/busy.html"
TRACKER = ROOT / "src/pagepulse/static/tracker"
RRWEB = ROOT / "node_modules/@rrweb/record/dist/record.umd.min.cjs"
RRWEB_PATH = "/rrweb-alone.js"
SITE, COLLECTOR = "http://site.test", "http://collector.test"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
CONFIG = {"recordShare": 1, "privacyMode": "balanced", "maskSelectors": []}
# Beyond this the browser calls a task long.
LONG_MS = 50
# After this long the recorder has nothing left to do.
SETTLE_MS = 8_000
# A slow machine needs so long until the recorder runs.
START_MS = 30_000

RECORD = (
    "void rrwebRecord.record({ emit: (event) => { window.recorded = JSON.stringify(event); } })"
)
WATCH = """window.long = []; new PerformanceObserver(list => {
    for (const { duration } of list.getEntries()) long.push(duration);
}).observe({ entryTypes: ['longtask'] });"""
ATTRIBUTES = """(async () => {
    for (let step = 0; step < 10_000; step += 1) {
        box.style.width = `${step % 300}px`;
        if (step % 20 === 0) await new Promise(done => setTimeout(done));
    }
})()"""

Json = dict[str, Any]


@dataclass(frozen=True)
class Cost:
    """What a scenario took, in ms."""

    recorder_ms: float
    longest_ms: float
    long_tasks: list[float]

    def line(self, name: str) -> str:
        """Return a row of a Markdown table."""
        longest = max(self.long_tasks, default=0)
        return (
            f"| {name} | {self.recorder_ms:.0f} | {self.longest_ms:.0f} "
            f"| {len(self.long_tasks)} | {longest:.0f} |"
        )


def answer(route: Route) -> None:
    """Be the site, and the server that the tracker talks to."""
    path = urlsplit(route.request.url).path
    headers = {"Access-Control-Allow-Origin": "*"}
    if route.request.url.startswith(SITE):
        body = PAGE.read_text().replace("{{collector}}", COLLECTOR)
        route.fulfill(body=body, content_type="text/html")
    elif path == "/api/tracking/config":
        route.fulfill(json=CONFIG, headers=headers)
    elif path.endswith(".js"):
        file = RRWEB if path == RRWEB_PATH else TRACKER / path.rpartition("/")[2]
        route.fulfill(path=file, content_type="text/javascript", headers=headers)
    else:
        route.fulfill(status=202, body="{}", headers=headers)


def open_page(browser: Browser, recorder: str) -> Page:
    """Open the page with `nothing`, `rrweb alone` or `PagePulse`, and wait until that records."""
    page = browser.new_page()
    page.add_init_script(WATCH)
    page.route("**/*", answer)
    if recorder != "PagePulse":
        page.route(f"{COLLECTOR}/pulse.js", lambda route: route.abort())
        page.goto(SITE)
        if recorder == "rrweb alone":
            page.add_script_tag(url=COLLECTOR + RRWEB_PATH)
            page.evaluate(RECORD)
        return page
    with page.expect_request(f"{COLLECTOR}/api/tracking/events*", timeout=START_MS):
        page.goto(SITE)
    # The batch with the full snapshot follows the one with the page view.
    page.wait_for_timeout(SETTLE_MS / 2)
    return page


def measure(browser: Browser, recorder: str, script: str) -> Cost:
    """Run a scenario on a fresh page."""
    page = open_page(browser, recorder)
    page.evaluate("long.length = 0")
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    page.evaluate(script)
    page.wait_for_timeout(SETTLE_MS)
    trace = json.loads(browser.stop_tracing())
    stretches = list(stretches_of(trace["traceEvents"]))
    long_tasks = page.evaluate("long")
    page.close()
    return Cost(sum(stretches), max(stretches, default=0), long_tasks)


def stretches_of(events: Iterable[Json]) -> Iterable[float]:
    """Yield how long scripts of a recorder ran without a break, in ms of processor time."""
    calls = [event for event in events if event.get("ph") == "X" and is_ours(event)]
    end = 0
    for call in sorted(calls, key=lambda call: (call["ts"], -call["dur"])):
        if call["ts"] >= end:
            end = call["ts"] + call["dur"]
            yield float(call["tdur"] if "tdur" in call else call["dur"]) / 1000


def is_ours(event: Json) -> bool:
    """Whether a trace event is a call into a recorder's script."""
    url = str(event.get("args", {}).get("data", {}).get("url", ""))
    is_call = event["name"] in {"FunctionCall", "EvaluateScript"}
    return is_call and url.startswith(COLLECTOR)


def main() -> None:
    """Print a table for each scenario."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=22, help="how long the table is drawn")
    seconds = parser.parse_args().seconds
    scenarios = {
        "10,800 elements at once": "addRows(1200)",
        f"a table drawn for {seconds} s": f"drawTable({seconds * 1000}, 20)",
        "10,000 changes of one style": ATTRIBUTES,
    }
    chromium = next(filter(None, map(shutil.which, CHROMIUM_NAMES)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        for name, script in scenarios.items():
            print(f"\n| {name} | recorder, ms | longest, ms | tasks > {LONG_MS} ms | longest |")
            print("|---|--:|--:|--:|--:|")
            for recorder in ("nothing", "rrweb alone", "PagePulse"):
                print(measure(browser, recorder, script).line(recorder), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
