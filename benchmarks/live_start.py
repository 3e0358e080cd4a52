"""From the press of Start until the admin sees the visitor's page, in real browsers.

    ./dev bench live_start
    python benchmarks/live_start.py [--times 10] [--nodes 1000]

A visitor's page of so many elements is open and not recorded; an admin's Live screen shows that the
visitor is there. Each time both begin anew, in one Chromium without a cache of either. The end is
when an element of the page stands in the document that the wall replays; press and end are timed
in the admin's browser. Where the time goes is told, less exactly, by the first frame of each kind
that the two sockets carry.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
from benchmarks.heatmap import CHROMIUM_FLAGS, CHROMIUM_NAMES
from benchmarks.live_load.servers import START_SECONDS, Data, free_port, product
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    WebSocket,
    expect,
    sync_playwright,
)

# Names of steps, and how a frame of each begins.
Marks = Sequence[tuple[str, str]]
LOGIN = {"email": "a@b.example", "password": "a long password"}
TARGET_MS = 500
PATIENCE_MS = 60_000
# What the sockets carry on the way, in this order, and what the last step is.
ASKED, TOLD, SENT, CAME, SHOWN = "asked", "told", "sent", "came", "shown"
STEPS = {
    ASKED: "admin asks the server",
    TOLD: "visitor is told",
    SENT: "visitor sends a picture",
    CAME: "admin has it",
    SHOWN: "it is drawn",
}
MARK = "last-of-all"
# Runs in every document of the admin's: says when one that it holds has the last element.
LOOK_OUT = """(() => {
  const timer = setInterval(() => {
    for (const { contentDocument } of document.querySelectorAll("iframe")) {
      if (!contentDocument?.getElementById("last-of-all")) continue;
      clearInterval(timer);
      console.debug("shown at", Date.now());
    }
  }, 5);
})()"""
PRESS = "button => { const at = Date.now(); button.click(); return at; }"
PAGE = """<!doctype html><title>Shop</title><main>{elements}<p id="{mark}">end</p></main>
<script async src="{server}/pulse.js" data-project="{key}"></script>"""
ELEMENT = '<div class="card"><h2>Tea {number}</h2><p>It is <b>green</b>.</p></div>'
# Of one such part.
ELEMENTS_EACH = 4


@contextmanager
def site(page: str) -> Iterator[str]:
    """Serve one page; yields its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def record_nobody(server: str, project: Data) -> None:
    """Let nobody be recorded without a run."""
    url = f"{server}/api/projects/{project['projectId']}"
    headers = {"Authorization": f"Bearer {project['apiToken']}"}
    with httpx.Client(headers=headers, timeout=START_SECONDS) as client:
        changed = {**client.get(url).json()["settings"], "recordShare": 0}
        client.patch(url, json={"settings": changed}).raise_for_status()


def ready_admin(
    context: BrowserContext, server: str, project: Data, marks: dict[str, float]
) -> Page:
    """Return the Live screen with a visitor, and the dialog of Start filled in."""
    answer = context.request.post(
        f"{server}/api/auth/login", data=LOGIN, headers={"Origin": server}
    )
    assert answer.ok, answer.text()
    admin = context.new_page()
    admin.add_init_script(LOOK_OUT)
    note_frames(
        admin,
        marks,
        sent=[(ASKED, '{"event":"admin-start-recording"')],
        received=[(CAME, '{"event":"live-event"')],
    )
    admin.goto(f"{server}/p/{project['projectId']}/live")
    visitors = admin.get_by_role("list", name="Visitors who are online")
    expect(visitors.get_by_role("listitem")).to_have_count(1, timeout=PATIENCE_MS)
    admin.get_by_role("banner").get_by_role("button", name="Start").click()
    admin.get_by_role("dialog").get_by_label("Purpose").fill("a benchmark")
    return admin


def note_frames(page: Page, marks: dict[str, float], sent: Marks, received: Marks) -> None:
    """Note when the first frame of each kind passed a socket of the page."""

    def listen(kinds: Marks) -> Callable[[str | bytes], None]:
        def note(frame: str | bytes) -> None:
            for name, text in kinds:
                if isinstance(frame, str) and frame.startswith(text):
                    marks.setdefault(name, time.time() * 1000)

        return note

    def follow(line: WebSocket) -> None:
        line.on("framesent", listen(sent))
        line.on("framereceived", listen(received))

    page.on("websocket", follow)


def first_frame(admin: Page, marks: dict[str, float]) -> dict[str, float]:
    """Press Start and return the milliseconds until each step, the last when the page is there."""
    button = admin.get_by_role("dialog").get_by_role("button", name="Start recording")
    marks.clear()

    def is_shown(message: ConsoleMessage) -> bool:
        return message.text.startswith("shown at")

    with admin.expect_console_message(is_shown, timeout=PATIENCE_MS) as shown:
        pressed = button.evaluate(PRESS)
    marks[SHOWN] = float(shown.value.text.split()[-1])
    return {name: at - pressed for name, at in marks.items()}


def measured(browser: Browser, server: str, project: Data, address: str) -> dict[str, float]:
    """Return the times of one press, of a visitor and an admin who were never there."""
    visitor, watching = browser.new_context(), browser.new_context()
    marks: dict[str, float] = {}
    try:
        page = visitor.new_page()
        note_frames(
            page,
            marks,
            sent=[(SENT, '{"event":"recording-event"')],
            received=[(TOLD, '{"event":"recording-start"')],
        )
        with page.expect_response("**/recorder.js", timeout=PATIENCE_MS):
            page.goto(address)
        admin = ready_admin(watching, server, project, marks)
        took = first_frame(admin, marks)
        admin.get_by_role("button", name="Stop").first.click()
        admin.get_by_role("region", name="Ended run").first.wait_for(timeout=PATIENCE_MS)
    finally:
        visitor.close()
        watching.close()
    return took


def tell(times: list[dict[str, float]], nodes: int) -> None:
    """Print what it took in all, and until each step in the middle."""
    took = [one[SHOWN] for one in times]
    p95 = statistics.quantiles(took, n=20)[-1] if len(took) > 1 else took[0]
    print(
        f"Start to first frame, {nodes:,} nodes, {len(took)} times: "
        f"p50 {statistics.median(took):.0f} ms, p95 {p95:.0f} ms (at most {TARGET_MS})"
    )
    for name, step in STEPS.items():
        seen = [one[name] for one in times if name in one]
        if seen:
            print(f"{statistics.median(seen):7.0f} ms {step}")


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--nodes", type=int, default=1_000)
    options = parser.parse_args()
    program = os.environ.get("PAGEPULSE_TEST_CHROMIUM") or next(
        filter(None, map(shutil.which, CHROMIUM_NAMES)), None
    )
    port = free_port()
    server = f"http://127.0.0.1:{port}"
    with (
        tempfile.TemporaryDirectory() as folder,
        product(Path(folder), port) as (_, project),
        sync_playwright() as playwright,
    ):
        record_nobody(server, project)
        elements = "".join(ELEMENT.format(number=n) for n in range(options.nodes // ELEMENTS_EACH))
        page = PAGE.format(elements=elements, mark=MARK, server=server, key=project["projectKey"])
        with site(page) as address:
            browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
            times = []
            for _ in range(options.times):
                times.append(measured(browser, server, project, address))
                # A run on a crowded machine takes minutes.
                print(f"{times[-1][SHOWN]:7.0f} ms", flush=True)
            browser.close()
    tell(times, options.nodes)


if __name__ == "__main__":
    main()
