"""The server as a process, with a project in it, and commands beside it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

# Starting and stopping on a machine that does much else, in seconds.
PATIENCE = 60
SESSION_KEY = "4b1f" * 8


@dataclass(frozen=True)
class Running:
    """A server process and the project it was given."""

    process: subprocess.Popen[str]
    port: int
    data: Path
    made: dict[str, str]

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def api(self) -> httpx.Client:
        headers = {"Authorization": f"Bearer {self.made['apiToken']}"}
        return httpx.Client(base_url=self.url, headers=headers, timeout=PATIENCE)

    def batch(self, seq: int) -> bytes:
        return batch(self.made["projectKey"], seq)

    def send(self, seq: int) -> None:
        httpx.post(f"{self.url}/api/tracking/events", content=self.batch(seq)).raise_for_status()

    def session_ids(self) -> set[str]:
        with self.api() as api:
            sessions = api.get("/api/tracking/sessions").json()["sessions"]
        return {session["sessionId"] for session in sessions}

    def session_events(self) -> int:
        with self.api() as api:
            sessions = api.get("/api/tracking/sessions").json()["sessions"]
        return int(sessions[0]["eventCount"]) if sessions else 0


Start = Callable[..., Running]


def batch(project_key: str, seq: int) -> bytes:
    now = int(time.time() * 1000)
    event = {"type": 3, "timestamp": now, "data": {"source": 2, "type": 2, "id": 7}}
    fields = {
        "version": 1,
        "projectKey": project_key,
        "sessionKey": SESSION_KEY,
        "tabId": "t_1",
        "seq": seq,
        "sentAt": now,
        "events": [event],
    }
    return json.dumps(fields).encode()


def pagepulse(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pagepulse", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
        env={**os.environ, **environment},
    )


def init(data: Path) -> dict[str, str]:
    finished = pagepulse(
        *("init", "--json", "--data", data, "--email", "owner@example.com", "--project", "Shop"),
        *("--allow-origin", "*"),
        PAGEPULSE_INIT_PASSWORD="a long enough password",
    )
    assert finished.returncode == 0, finished.stderr
    made: dict[str, str] = json.loads(finished.stdout)
    return made


@contextmanager
def starting(folder: Path) -> Iterator[Start]:
    """Give the way to a running server; all of them are stopped at the end of the block."""
    with ExitStack() as running:

        def begin(
            data: Path = folder / "data", made: dict[str, str] | None = None, **settings: str
        ) -> Running:
            made = made or init(data)
            log = running.enter_context((data.parent / f"{data.name}.log").open("w+"))
            ports = ["--port=0", "--player-port=0", "--metrics-port=0"]
            process = running.enter_context(
                subprocess.Popen(
                    [sys.executable, "-m", "pagepulse", "serve", f"--data={data}", *ports],
                    stderr=log,
                    text=True,
                    env={**os.environ, "PAGEPULSE_LOG_FORMAT": "json", **settings},
                )
            )
            running.callback(process.terminate)
            return Running(process, announced_port(process, Path(log.name)), data, made)

        yield begin


def announced_port(process: subprocess.Popen[str], log: Path) -> int:
    found = None
    wait_until(
        lambda: process.poll() is not None or "PagePulse runs at" in log.read_text(), "the start"
    )
    found = re.search(r"runs at http://localhost:(\d+)/", log.read_text())
    assert found, log.read_text()
    return int(found[1])


def wait_until(condition: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)
