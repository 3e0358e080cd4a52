"""No secret of a page or its visitor is stored anywhere, in any mode; without masking they are."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser
from tests.browser.canaries.visits import PATTERNS, Visit, act, visited_site
from tests.secrets.scan import scan

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[3]
EMAIL, PASSWORD = "owner@shop.example", "a long enough password"
PATIENCE_S = 60
# Of what is there without masking; the rest are addresses, which the always-loaded script cuts.
FOUND_SHARE = 0.9

MODES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "balanced": ({}, {}),
    "strict": ({"privacyMode": "strict"}, {"hides_text": True, "hides_address": True}),
    "tagstrict": (
        {},
        {"attributes": 'data-privacy="strict"', "hides_text": True, "hides_address": True},
    ),
    "custom": ({"privacyMode": "custom", "maskSelectors": [".address"]}, {"hides_address": True}),
    "cookieless": ({}, {"attributes": "data-cookieless"}),
}
CONTROL = "unmasked"


@dataclass(frozen=True)
class Run:
    """What is left when all visits are over and the server has stopped."""

    folder: Path
    visits: dict[str, Visit]
    # Found while the server ran, and after.
    events: dict[str, int]


@dataclass(frozen=True)
class Server:
    """A running server and a client that its owner is logged in with."""

    url: str
    api: httpx.Client

    def make_project(self, name: str, settings: dict[str, Any]) -> dict[str, Any]:
        answer = self.api.post("/api/projects", json={"name": name, "settings": settings})
        assert answer.is_success, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def events_of(self, project: dict[str, Any]) -> int:
        """Return how many events a visit stored, 0 before the last of it has arrived."""
        answer = self.api.get("/api/tracking/sessions", params={"projectId": project["projectId"]})
        sessions = answer.json()["sessions"]
        is_over = any(session["customEventCount"] for session in sessions)
        return sum(session["eventCount"] for session in sessions) if is_over else 0


def wait_for(value: Callable[[], Any], what: str) -> Any:
    end = time.monotonic() + PATIENCE_S
    while not (found := value()):
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.1)
    return found


@contextmanager
def running_server(folder: Path) -> Iterator[Server]:
    """Run the product on an empty folder, with its log beside its data."""
    data, log = folder / "data", folder / "server.log"
    environment = {
        **os.environ,
        "PAGEPULSE_INIT_PASSWORD": PASSWORD,
        "PAGEPULSE_LOG_LEVEL": "debug",
    }
    program = [sys.executable, "-m", "pagepulse"]
    subprocess.run(
        [*program, "init", f"--data={data}", f"--email={EMAIL}", "--project=First"],
        env=environment,
        check=True,
        capture_output=True,
    )
    ports = ["--port=0", "--player-port=0", "--metrics-port=0"]
    with (
        log.open("w") as output,
        subprocess.Popen(
            [*program, "serve", f"--data={data}", *ports],
            stdout=output,
            stderr=output,
            env=environment,
        ) as process,
    ):
        try:
            found = wait_for(
                lambda: re.search(r"runs at (http://localhost:\d+)/", log.read_text()), "the start"
            )
            with httpx.Client(base_url=found[1], headers={"Origin": found[1]}) as api:
                yield Server(found[1], log_in(api))
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


def log_in(api: httpx.Client) -> httpx.Client:
    answer = api.post("/api/auth/login", json={"email": EMAIL, "password": PASSWORD})
    assert answer.is_success, answer.text
    api.headers["X-CSRF-Token"] = answer.json()["csrfToken"]
    return api


def unmasked_recorder(folder: Path) -> str:
    """Build the recorder that masks nothing."""
    built = folder / "unmasked.js"
    source = Path(__file__).with_name("unmasked.ts")
    bundler = ROOT / "node_modules/.bin/esbuild"
    flags = ["--bundle", "--format=iife", "--target=es2020", f"--outfile={built}"]
    subprocess.run([bundler, source, *flags], check=True, capture_output=True, cwd=ROOT / "tracker")
    return built.read_text()


@pytest.fixture(scope="module")
def run(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("canaries")
    unmasked = unmasked_recorder(tmp_path_factory.mktemp("recorder"))
    visits: dict[str, Visit] = {}
    events: dict[str, int] = {}
    with running_server(folder) as server:
        for name, (settings, traits) in {**MODES, CONTROL: ({}, {})}.items():
            project = server.make_project(name, {"allowedOrigins": ["*"], **settings})
            visits[name] = Visit(name, project["projectKey"], **traits)
            page = browser.new_page()
            if name == CONTROL:
                page.route("**/recorder.js", lambda route: route.fulfill(body=unmasked))
            with visited_site(visits[name], server.url) as url:
                act(page, visits[name], url)
            page.close()
            events[name] = wait_for(partial(server.events_of, project), name)
        # The write-ahead files as they are while the server runs.
        assert_nothing(folder, visits)
    return Run(folder, visits, events)


def assert_nothing(folder: Path, visits: dict[str, Visit]) -> None:
    stems = [stem for name in MODES for stem in visits[name].stems]
    assert scan([folder], [*stems, *PATTERNS.values()]) == []


def test_nothing_is_found_in_any_mode(run: Run) -> None:
    """In the whole data folder and the log, while the server runs and after it has stopped."""
    assert all(len(run.visits[name].secrets) >= 40 for name in MODES)
    assert min(run.events.values()) > 20, run.events
    assert_nothing(run.folder, run.visits)


def test_without_masking_in_the_page_nearly_all_is_found(run: Run) -> None:
    """But for what the server hides itself: its second net needs no help of the tracker."""
    secrets = run.visits[CONTROL].secrets

    found = {finding.secret for finding in scan([run.folder], secrets)}

    assert len(found) >= FOUND_SHARE * len(secrets), sorted(set(secrets) - found)
    assert scan([run.folder], PATTERNS.values()) == []


def test_what_no_mode_hides_is_there(run: Run) -> None:
    """A search that finds nothing in what was never recorded would prove nothing."""
    shown = [run.visits[name].text for name in ("balanced", "custom", "cookieless")]

    assert {finding.secret for finding in scan([run.folder], shown)} == set(shown)
