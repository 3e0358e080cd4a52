"""Makes a golden data folder with the installed PagePulse: `python tests/golden/make.py NAME`.

It runs the real server, sends it sessions, asks it for what it shows, stops it, and packs the data
folder beside these answers. Only the command line and HTTP are used, so that any revision of the
project can make one: `PYTHONPATH=<its src> python tests/golden/make.py NAME`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx

HERE = Path(__file__).parent
PATIENCE_SECONDS = 120
SITE = "https://shop.example"
SESSIONS = 6
# Each session has this many batches, of which the second has no page view.
BATCHES = 3
MINUTE_MS = 60_000
PASSWORD = "a long enough password"
ADDRESSES = {
    "sessions": "/api/tracking/sessions",
    "overview": "/api/analytics/overview",
    "pages": "/api/analytics/pages",
    "events": "/api/analytics/events",
    "errors": "/api/analytics/errors",
    "heatmap": f"/api/tracking/heatmap?type=click&pageURL={SITE}/products",
    "runs": "/api/live/runs",
}


def main(name: str) -> None:
    """Write `NAME.tar.xz` and `NAME.json` beside this file."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        made = json.loads(run("init", "--json", f"--data={data}", *OWNER))
        server = Server(data, made["apiToken"])
        try:
            begin = int(time.time() * 1000) - 30 * MINUTE_MS
            server.post("/api/live/runs", {"purpose": "The checkout fails"})
            for number in range(SESSIONS):
                for batch in batches_of(number, made["projectKey"], begin + number * MINUTE_MS):
                    server.post("/api/tracking/events", batch)
            server.wait_for_sessions()
            expected = {"token": made["apiToken"], **answers(server.get, begin)}
        finally:
            server.stop()
        (HERE / f"{name}.json").write_text(json.dumps(expected, indent=1) + "\n")
        with tarfile.open(HERE / f"{name}.tar.xz", "w:xz") as archive:
            archive.add(data, arcname="data", filter=without_passing_things)


OWNER = (
    f"--password={PASSWORD}",
    "--email=owner@example.com",
    "--project=Shop",
    f"--allow-origin={SITE}",
)


def answers(get: Any, begin: int) -> dict[str, Any]:
    """Return what a server shows of the half hour from `begin`, Unix ms, by name."""
    moments = (time.gmtime(begin / 1000 - 3600), time.gmtime(begin / 1000 + 7200))
    first, last = (time.strftime("%Y-%m-%dT%H:%M:%SZ", moment) for moment in moments)
    dates = {"startDate": first, "endDate": last}
    found = {name: get(address, dates) for name, address in ADDRESSES.items()}
    ids = [session["sessionId"] for session in found["sessions"]["sessions"]]
    replays = {one: get(f"/api/tracking/sessions/{one}/events", {"tabId": "t_1"}) for one in ids}
    return {"begin": begin, "answers": found, "replays": replays}


def batches_of(number: int, key: str, at: int) -> list[dict[str, Any]]:
    """Return the batches of a session that looks at two pages, clicks, buys and meets an error."""
    common = {
        "version": 1,
        "projectKey": key,
        "sessionKey": f"{number + 1:032x}",
        "tabId": "t_1",
        "visitorId": f"v_{number % 4:020d}",
        "context": {"language": "de", "timeZone": "Europe/Berlin", "screenWidth": 1440},
    }
    made: list[dict[str, Any]] = []
    for seq, path in enumerate(("/", None, "/products")[:BATCHES]):
        now = at + seq * 20_000
        view = f"p_{number}_{seq}"
        batch: dict[str, Any] = {**common, "seq": seq, "sentAt": int(time.time() * 1000)}
        if path is not None:
            batch |= seen(view, now, path)
        else:
            batch["customEvents"] = [{"at": now, "name": "order", "properties": {"total": number}}]
            batch["errors"] = [{"at": now, "message": "x is not a function"}]
        batch["events"] = recorded(now, path)
        made.append(batch)
    return made


def seen(view: str, now: int, path: str) -> dict[str, Any]:
    """Return a page view with the click and the scroll on it."""
    size = {"viewportWidth": 1440, "viewportHeight": 900}
    here = {"pageViewId": view, "url": SITE + path, "elementId": "9f86d081884c7d65"}
    click = {"type": "click", "at": now + 5000, "ex": 0.5, "ey": 0.5, "pageX": 200, "pageY": 300}
    return {
        "pageViews": [{"id": view, "at": now, "url": SITE + path, "title": "Shop", **size}],
        "elements": [{"id": here["elementId"], "url": SITE + path, "label": "Buy", "print": {}}],
        "interactions": [{**click, **here, **size, "pageHeight": 2000, "flags": 1}],
    }


def recorded(now: int, path: str | None) -> list[dict[str, Any]]:
    """Return rrweb events: a page from its beginning, or the pointer on it."""
    if path is None:
        move = {"source": 1, "positions": [{"x": 5, "y": 7, "id": 3, "timeOffset": 0}]}
        return [{"type": 3, "timestamp": now + step, "data": move} for step in (0, 500)]
    text = {"type": 3, "id": 5, "textContent": f"Welcome to {path}"}
    body = {"type": 2, "id": 4, "tagName": "body", "attributes": {}, "childNodes": [text]}
    html = {"type": 2, "id": 3, "tagName": "html", "attributes": {}, "childNodes": [body]}
    node = {"type": 0, "id": 1, "childNodes": [html]}
    return [
        {
            "type": 4,
            "timestamp": now,
            "data": {"href": SITE + path, "width": 1440, "height": 900},
        },
        {
            "type": 2,
            "timestamp": now + 1,
            "data": {"node": node, "initialOffset": {"top": 0, "left": 0}},
        },
    ]


class Server:
    """The server of a data folder, as a process."""

    def __init__(self, data: Path, token: str) -> None:
        """Start it and wait for its address."""
        self._log = data.parent / "server.log"
        ports = ("--port=0", "--player-port=0", "--metrics-port=0")
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "pagepulse", "serve", f"--data={data}", *ports],
                stderr=log,
                env={**os.environ, "PAGEPULSE_RESERVE_MB": "0"},
            )
        self._api = httpx.Client(
            base_url=self._address(),
            headers={"Authorization": f"Bearer {token}"},
            timeout=PATIENCE_SECONDS,
        )

    def get(self, address: str, parameters: dict[str, str]) -> Any:
        """Return the answer of the API."""
        url = httpx.URL(address).copy_merge_params(parameters)
        return self._api.get(url).raise_for_status().json()

    def post(self, address: str, body: dict[str, Any]) -> None:
        """Send something, as the site does."""
        headers = {"Origin": SITE} if address.endswith("/events") else {}
        self._api.post(address, json=body, headers=headers).raise_for_status()

    def wait_for_sessions(self) -> None:
        """Return when all that was sent can be read."""

        def counted() -> int:
            listed = self._api.get("/api/tracking/sessions").raise_for_status().json()
            return sum(session["eventCount"] for session in listed["sessions"])

        wait_until(lambda: counted() == SESSIONS * BATCHES * 2)

    def stop(self) -> None:
        """End it as a supervisor does."""
        self._api.close()
        self._process.terminate()
        self._process.wait(PATIENCE_SECONDS)

    def _address(self) -> str:
        said = re.compile(r"runs at (http://\S+?)/?\s")
        wait_until(lambda: said.search(self._log.read_text()) is not None)
        found = said.search(self._log.read_text())
        assert found is not None
        return found[1]


def run(*words: str) -> str:
    """Return what a command of PagePulse prints."""
    done = subprocess.run(
        [sys.executable, "-m", "pagepulse", *words], check=True, capture_output=True, text=True
    )
    return done.stdout


def wait_until(condition: Any) -> None:
    """Return when something holds; raises TimeoutError."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.1)


def without_passing_things(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """Leave out sockets, locks and room held back, and say nothing of who made it."""
    is_kept = member.isfile() or member.isdir() or member.issym()
    if not is_kept or member.name.endswith((".lock", "/reserve")):
        return None
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


if __name__ == "__main__":
    main(sys.argv[1])
