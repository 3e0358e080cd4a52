"""First frame and seek on a long, heavy recording, beside the naive way of replaying it.

    python benchmarks/replay.py [--minutes 60] [--megabytes 50] [--seeks 15] [--vault]

Makes a recording of one hour and 50 MB (the same every time): a real page of the test recordings, a
full snapshot every three minutes, and a list that changes every second. Imports it into a fresh
server and opens it in Chromium, in the real dashboard with the real player page. The naive way, in
the same run: one page that fetches all events, builds one Replayer with them, and seeks in that.
With `--vault` the style sheets are in the vault, as the tracker leaves them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, Page, Route, sync_playwright

from vault import (  # type: ignore[import-not-found]  # its folder is on the path when it runs
    without_sheets,
)

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "tests/recordings/s4_marketing_1440.json.gz"
RRWEB = ROOT / "node_modules/rrweb/dist/rrweb.umd.min.cjs"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
EMAIL = "bench@example.com"

SECOND_MS = 1000
MINUTE_MS = 60 * SECOND_MS
SNAPSHOT_MS = 3 * MINUTE_MS
# Above every id of the real page.
LIST_ID = 1_000_000
ROWS_SHOWN = 20
VIEWPORT = {"width": 1440, "height": 900}
TARGET_FIRST_FRAME_MS, TARGET_SEEK_MS = 500, 300

Json = dict[str, Any]


@dataclass(frozen=True)
class Times:
    """How long something took, in ms, each time."""

    name: str
    all_ms: list[float]

    def line(self) -> str:
        """Return the times as one row of a table."""
        ordered = sorted(self.all_ms)
        middle = statistics.median(ordered)
        last = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
        return f"{self.name:<44} {middle:>8.0f} {last:>8.0f} {len(ordered):>5}"


def body_of(node: Json) -> Json:
    """Return the body element of a recorded document."""
    if node.get("tagName") == "body":
        return node
    for child in node.get("childNodes", []):
        found = body_of(child)
        if found:
            return found
    return {}


def row(number: int, columns: int) -> Json:
    """Return one row of the list: a heading and as many cells as the wanted size needs."""
    first_id = LIST_ID + 1 + number * (2 * columns + 1)
    cells = [
        {
            "type": 2,
            "id": first_id + 1 + 2 * column,
            "tagName": "span",
            "attributes": {"class": "badge bg-blue-lt me-1", "data-column": str(column)},
            "childNodes": [
                {"type": 3, "id": first_id + 2 + 2 * column, "textContent": f"{number}.{column}"}
            ],
        }
        for column in range(columns)
    ]
    return {
        "type": 2,
        "id": first_id,
        "tagName": "li",
        "attributes": {"class": "list-group-item"},
        "childNodes": cells,
    }


def shown_rows(second: int) -> range:
    """Return the numbers of the rows that stand in the list after a second."""
    return range(max(0, second - ROWS_SHOWN + 1), second + 1)


class LongRecording:
    """Events of a page that changes every second; always the same for the same arguments."""

    def __init__(self, minutes: int, megabytes: int) -> None:
        """Choose the size of the changes so that all of it has about so many megabytes."""
        with gzip.open(PAGE) as file:
            first = json.load(file)["pages"][0]["events"]
        self._meta = next(event for event in first if event["type"] == 4)
        self._snapshot = next(event for event in first if event["type"] == 2)
        self._seconds = minutes * 60
        self._chance = random.Random(1)
        snapshots = len(json.dumps(self._snapshot)) * (minutes * MINUTE_MS // SNAPSHOT_MS + 1)
        per_second = (megabytes * 1_000_000 - snapshots) / self._seconds
        self._columns = max(1, int(per_second / len(json.dumps(row(1_000, 1)))))

    def events(self, start: int) -> Iterator[Json]:
        """Yield all events in order, from a time in Unix ms on."""
        for second in range(self._seconds + 1):
            at = start + second * SECOND_MS
            if (second * SECOND_MS) % SNAPSHOT_MS == 0:
                yield from self._page(at, second)
            else:
                yield self._change(at, second)
            yield self._movement(at + 500)

    def _page(self, at: int, second: int) -> Iterator[Json]:
        document = json.loads(json.dumps(self._snapshot["data"]["node"]))
        rows = [row(number, self._columns) for number in shown_rows(second)]
        shown = {"type": 2, "id": LIST_ID, "tagName": "ul", "attributes": {}, "childNodes": rows}
        body_of(document)["childNodes"].insert(0, shown)
        data = {"node": document, "initialOffset": {"top": 0, "left": 0}}
        yield {**self._meta, "timestamp": at}
        yield {"type": 2, "timestamp": at + 1, "data": data}

    def _change(self, at: int, second: int) -> Json:
        """Add a row and take the oldest one away."""
        nodes = [(LIST_ID, row(second, self._columns))]
        adds = []
        while nodes:
            parent, node = nodes.pop(0)
            children = node.pop("childNodes", [])
            flat = {**node, "childNodes": []} if node["type"] == 2 else node
            adds.append({"parentId": parent, "nextId": None, "node": flat})
            nodes += [(node["id"], child) for child in children]
        gone = second - ROWS_SHOWN
        removes = [{"parentId": LIST_ID, "id": row(gone, self._columns)["id"]}] if gone >= 0 else []
        data = {"source": 0, "texts": [], "attributes": [], "removes": removes, "adds": adds}
        return {"type": 3, "timestamp": at, "data": data}

    def _movement(self, at: int) -> Json:
        positions = [
            {
                "x": self._chance.randrange(VIEWPORT["width"]),
                "y": self._chance.randrange(VIEWPORT["height"]),
                "id": LIST_ID,
                "timeOffset": -450 + 50 * number,
            }
            for number in range(9)
        ]
        return {"type": 3, "timestamp": at, "data": {"source": 1, "positions": positions}}


@dataclass(frozen=True)
class Server:
    """A running server with the recording in it."""

    dashboard: str
    password: str
    path: str
    session_id: str


@contextmanager
def server_with(folder: Path, recording: Path, sheets: Iterable[bytes]) -> Iterator[Server]:
    """Start a fresh server with the recording and what it refers to, and stop it in the end."""
    password = secrets.token_urlsafe(12)
    environment = {**os.environ, "PAGEPULSE_DATA": str(folder), "PAGEPULSE_LOG_LEVEL": "error"}

    def pagepulse(*words: str) -> str:
        command = [sys.executable, "-m", "pagepulse", *words]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
        return done.stdout

    login = ["--email", EMAIL, "--password", password, "--project", "Bench", "--json"]
    project = json.loads(pagepulse("init", *login))
    pagepulse("import", str(recording))
    ports = ["--port=0", "--player-port=0", "--metrics-port=0"]
    command = [sys.executable, "-m", "pagepulse", "serve", *ports]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stderr is not None
            # "PagePulse runs at ADDRESS"
            dashboard = process.stderr.readline().split()[-1].rstrip("/")
            for sheet in sheets:
                address = f"{dashboard}/api/tracking/assets?key={project['projectKey']}"
                httpx.post(address, content=sheet).raise_for_status()
            yield logged_in(dashboard, password, project["projectId"])
        finally:
            process.terminate()
            process.wait()


def logged_in(dashboard: str, password: str, project_id: str) -> Server:
    """Return the server and where its only session is replayed."""
    with httpx.Client(base_url=dashboard, headers={"Origin": dashboard}) as client:
        login = {"email": EMAIL, "password": password}
        client.post("/api/auth/login", json=login).raise_for_status()
        sessions = client.get("/api/tracking/sessions").json()["sessions"]
    session_id = sessions[0]["sessionId"]
    return Server(dashboard, password, f"/p/{project_id}/sessions", session_id)


# Notes when the player says that the frame of a moment is on the screen.
PAINT_CLOCK = """
  window.painted = [];
  window.addEventListener('message', ({data}) => {
    if (data?.type === 'painted') window.painted.push([performance.now(), data.at]);
  });
"""


def open_context(browser: Browser, server: Server) -> Page:
    """Return a page in which the owner is logged in."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    login = {"email": EMAIL, "password": server.password}
    headers = {"Origin": server.dashboard}
    context.request.post(f"{server.dashboard}/api/auth/login", data=login, headers=headers)
    page = context.new_page()
    page.set_default_timeout(180_000)
    return page


def measure_first_frame(browser: Browser, server: Server, rounds: int) -> Times:
    """Press the session in the list; stop when its first frame is painted."""
    took = []
    for _ in range(rounds):
        page = open_context(browser, server)
        page.add_init_script(PAINT_CLOCK)
        page.goto(f"{server.dashboard}{server.path}?range=all")
        link = page.locator(f"a[href*='{server.session_id}']").first
        link.wait_for()
        page.wait_for_load_state("networkidle")
        # A person's pointer is there before it presses.
        link.hover()
        page.wait_for_load_state("networkidle")
        begun = link.evaluate("link => { const at = performance.now(); link.click(); return at; }")
        took.append(painted_after(page, begun) - begun)
        page.context.close()
    return Times("first frame, from the press in the list", took)


def painted_after(page: Page, begun: float) -> float:
    """Wait for the first paint after a time of the page's clock, and return its time."""
    found = page.wait_for_function(
        "begun => window.painted.find(([at]) => at > begun)?.[0]", arg=begun, polling=20
    )
    at: float = found.json_value()
    return at


def measure_seeks(browser: Browser, server: Server, shares: list[float]) -> Times:
    """Press the timeline at moments that are mostly not loaded; stop at their frames."""
    page = open_context(browser, server)
    page.add_init_script(PAINT_CLOCK)
    # A link to a moment stands still: nothing but the seeks is measured.
    page.goto(f"{server.dashboard}{server.path}/{server.session_id}?t=0")
    painted_after(page, 0)
    page.wait_for_load_state("networkidle")
    took = []
    for share in shares:
        begun: float = page.evaluate(PRESS_TIMELINE, share)
        took.append(painted_after(page, begun) - begun)
        page.wait_for_load_state("networkidle")
    page.context.close()
    return Times("seek, from the press on the timeline", took)


# The pointer's way through the test driver would be measured as well; this is the press itself.
PRESS_TIMELINE = """share => {
  const bar = document.querySelector('[data-testid=timeline]');
  const box = bar.getBoundingClientRect();
  const at = {clientX: box.left + box.width * share, clientY: box.top + 20, bubbles: true,
              pointerId: 1, pointerType: 'mouse'};
  const begun = performance.now();
  bar.dispatchEvent(new PointerEvent('pointerup', at));
  return begun;
}"""

NAIVE_PAGE = """<!doctype html><body><script src="/naive/rrweb.js"></script><script>
  const painted = () => new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))));
  window.firstFrame = async (address) => {
    const begun = performance.now();
    const events = await (await fetch(address)).json();
    window.player = new rrweb.Replayer(events, {root: document.body, mouseTail: false});
    await new Promise((done) => player.on('fullsnapshot-rebuilded', done));
    return await painted() - begun;
  };
  window.seek = async (share) => {
    const begun = performance.now();
    player.pause(player.getMetaData().totalTime * share);
    return await painted() - begun;
  };
</script>"""


def serve_naive(route: Route) -> None:
    """Answer with the naive page or with rrweb."""
    if route.request.url.endswith("rrweb.js"):
        route.fulfill(body=RRWEB.read_text(), content_type="text/javascript")
    else:
        route.fulfill(body=NAIVE_PAGE, content_type="text/html")


def measure_naive(browser: Browser, server: Server, shares: list[float]) -> list[Times]:
    """Fetch everything, build one Replayer, seek in it."""
    page = open_context(browser, server)
    page.route("**/naive/**", serve_naive)
    page.goto(f"{server.dashboard}/naive/")
    export = f"/api/tracking/sessions/{server.session_id}/export?format=events"
    first = page.evaluate("address => firstFrame(address)", export)
    seeks = [page.evaluate("share => seek(share)", share) for share in shares]
    page.context.close()
    return [Times("naive: first frame", [first]), Times("naive: seek", seeks)]


def write_recording(
    folder: Path, minutes: int, megabytes: int, sheets: dict[str, bytes] | None
) -> Path:
    """Write the recording as a file that `pagepulse import` takes, its style sheets apart."""
    start = int(time.time() * SECOND_MS) - (minutes + 5) * MINUTE_MS
    file = folder / "long.json"
    events = list(LongRecording(minutes, megabytes).events(start))
    if sheets is not None:
        events = without_sheets(events, sheets)
    file.write_text(json.dumps(events))
    print(f"recording: {minutes} min, {file.stat().st_size / 1e6:.1f} MB, {len(events)} events")
    return file


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--megabytes", type=int, default=50)
    parser.add_argument("--seeks", type=int, default=15)
    parser.add_argument("--rounds", type=int, default=5, help="First frames.")
    parser.add_argument("--vault", action="store_true", help="Style sheets are in the vault.")
    options = parser.parse_args()
    sheets: dict[str, bytes] | None = {} if options.vault else None
    chance = random.Random(2)
    shares = [chance.random() for _ in range(options.seeks)]
    named = os.environ.get("PAGEPULSE_TEST_CHROMIUM")
    chromium = named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        recording = write_recording(folder, options.minutes, options.megabytes, sheets)
        server = stack.enter_context(
            server_with(folder / "data", recording, (sheets or {}).values())
        )
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        rows = [
            measure_first_frame(browser, server, options.rounds),
            measure_seeks(browser, server, shares),
            *measure_naive(browser, server, shares),
        ]
        browser.close()
    print(f"{'':<44} {'p50 ms':>8} {'p95 ms':>8} {'n':>5}")
    for times in rows:
        print(times.line())
    print(f"targets: first frame {TARGET_FIRST_FRAME_MS} ms, seek {TARGET_SEEK_MS} ms")


if __name__ == "__main__":
    main()
