"""The whole way of live recording: an admin presses Start, and a page is seen and stored."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, WebSocket
from tests.browser.recorded_dom import described, described_inside
from tests.browser.running_demo import RunningDemo
from tests.browser.sessions import SEEDING_SECONDS, seeded, wait_for
from tests.browser.tracker.conftest import Replay
from websockets.sync.client import ClientConnection, connect

from pagepulse.ingest.batch import session_id_of

pytestmark = pytest.mark.browser

Json = dict[str, Any]
META, FULL_SNAPSHOT = 4, 2
# A page of ordinary size, on top of the demo's own elements.
GROW = """() => {
    const list = document.createElement('ul');
    list.id = 'grown';
    for (let item = 0; item < 1000; item += 1) {
        list.append(Object.assign(document.createElement('li'), { textContent: `Item ${item}` }));
    }
    document.body.append(list);
}"""
WRITE = "text => document.body.prepend(Object.assign(new Text(), { data: text }))"
# How long the network is gone, in seconds: longer than a batch waits for its request.
CUT_S = float(os.environ.get("PAGEPULSE_TEST_CUT_SECONDS", "2.5"))
# From Start until the first picture, in seconds; a machine that does nothing else needs 0.3, and
# PAGEPULSE_TEST_FRESH_MS=2000 holds it to two.
SOON_S = int(os.environ.get("PAGEPULSE_TEST_FRESH_MS", "20000")) / 1_000


@dataclass
class AdminSocket:
    """`/live/admin`, opened by a person who is logged in."""

    socket: ClientConnection
    asked: int = 0
    # Events in the order of their arrival.
    heard: list[Json] = field(default_factory=list)

    def ask(self, event: str, **data: Any) -> Json:
        """Send an event and return its answer."""
        self.asked += 1
        self.socket.send(json.dumps({"event": event, "id": self.asked, "data": data}))
        while True:
            message = json.loads(self.socket.recv(timeout=20))
            if message.get("ack") == self.asked:
                assert "error" not in message, message
                answer: Json = message["data"]
                return answer
            self.heard.append(message)

    def seen(self, text: str) -> float:
        """Wait until a watched page showed a text; return when, Unix seconds."""
        while not any(text in str(message) for message in self.heard):
            self.heard.append(json.loads(self.socket.recv(timeout=20)))
        return time.time()


@dataclass(frozen=True)
class Owner:
    """The demo's owner, who may change its project."""

    client: httpx.Client
    token: str
    project: Json

    def post(self, path: str, **body: Any) -> Json:
        params = {"projectId": self.project["projectId"]}
        headers = {"X-CSRF-Token": self.token}
        answer = self.client.post(path, json=body, params=params, headers=headers)
        assert answer.is_success, answer.text
        given: Json = answer.json()
        return given

    def change(self, **settings: Any) -> None:
        """Change some settings of the project."""
        answer = self.client.patch(
            f"/api/projects/{self.project['projectId']}",
            json={"settings": self.project["settings"] | settings},
            headers={"X-CSRF-Token": self.token},
        )
        assert answer.is_success, answer.text

    def online(self, session_id: str) -> Json | None:
        """Return a visitor once online and able to be recorded."""
        params = {"projectId": self.project["projectId"]}
        visitors = self.client.get("/api/live/visitors", params=params).json()["visitors"]
        able = (visitor for visitor in visitors if visitor["canRecord"])
        return next((one for one in able if session_id == one["sessionId"]), None)

    def idle(self, session_id: str) -> Json | None:
        """Return a visitor who is online, and recorded for no run."""
        visitor = self.online(session_id)
        return visitor if visitor and visitor["recordingState"] == "idle" else None

    def events(self, session_id: str) -> list[Json]:
        """Return what is stored of a recording."""
        answer = self.client.get(
            f"/api/tracking/sessions/{session_id}/export", params={"format": "events"}
        )
        stored: list[Json] = answer.json() if answer.is_success else []
        return stored

    @contextmanager
    def socket(self, demo: RunningDemo) -> Iterator[AdminSocket]:
        ticket = self.post("/api/live/tickets")["ticket"]
        url = f"{demo.dashboard.replace('http', 'ws')}/live/admin"
        with connect(url, additional_headers={"Origin": demo.dashboard}, max_size=None) as socket:
            opened = AdminSocket(socket)
            opened.ask("hello", token=ticket)
            yield opened


@pytest.fixture
def owner(admin: httpx.Client, demo: RunningDemo) -> Iterator[Owner]:
    """Have no session of the demo drawn, and put its settings back in the end."""
    # What visitors send while the demo's weeks are stored waits behind them.
    wait_for(lambda: seeded(admin), "the demo's weeks", SEEDING_SECONDS)
    login = {"email": demo.email, "password": demo.password}
    token = admin.post("/api/auth/login", json=login).json()["csrfToken"]
    (project, *_) = admin.get("/api/projects").json()["projects"]
    person = Owner(admin, token, project)
    person.change(recordShare=0)
    yield person
    person.change()


@dataclass(frozen=True)
class Visitor:
    """Somebody new on the demo's site; others, and who has just left, may be online as well."""

    page: Page
    session_id: str


@pytest.fixture
def visitor(browser: Browser, demo: RunningDemo) -> Iterator[Visitor]:
    """Open the demo's site as somebody new."""
    context = browser.new_context()
    page = context.new_page()
    sent: list[str | bytes] = []

    def note(frame: str | bytes) -> None:
        sent.append(frame)

    def listen(socket: WebSocket) -> None:
        # The driver marks what it calls, which a method of a list does not let it do.
        socket.on("framesent", note)

    page.on("websocket", listen)
    with page.expect_websocket() as opened:
        page.goto(demo.site)
    if not sent:
        opened.value.wait_for_event("framesent")
    yield Visitor(page, session_id_of(json.loads(sent[0])["data"]["sessionKey"]))
    context.close()


def has_stored(owner: Owner, session_id: str, text: str) -> list[Json] | None:
    events = owner.events(session_id)
    return events if text in str(events) else None


def test_a_page_is_seen_from_start_on_and_its_recording_is_stored_and_replays(
    demo: RunningDemo, owner: Owner, visitor: Visitor, replay: Replay
) -> None:
    session_id, page = visitor.session_id, visitor.page
    wait_for(lambda: owner.online(session_id), "the visitor")
    project_id = owner.project["projectId"]
    page.evaluate(GROW)
    with owner.socket(demo) as live:
        begun = time.time()
        how = {"purpose": "A test", "filter": {"sessionIds": [session_id]}, "watch": True}
        run = live.ask("admin-start-recording", projectId=project_id, **how)
        live.ask("watch", projectId=project_id, sessionId=session_id, batchMs=100)
        first = live.seen("Item 999") - begun
        page.evaluate(WRITE, "while it is watched")
        live.seen("while it is watched")
        page.reload()
        page.evaluate(WRITE, "after a reload")
        live.seen("after a reload")
        page.context.set_offline(True)
        page.evaluate(WRITE, "while the network is gone")
        page.evaluate("ms => new Promise(done => setTimeout(done, ms))", 1000 * CUT_S)
        page.context.set_offline(False)
        live.seen("while the network is gone")
        shown = described(page)
        live.ask("admin-stop-recording", recordingId=run["recordingId"])
    events = wait_for(lambda: has_stored(owner, session_id, "network is gone"), "the recording")
    wait_for(lambda: owner.idle(session_id), "the visitor to be back, and told that it is over")
    page.evaluate(WRITE, "after the run")
    page.goto(f"{demo.site}/plans/")
    replayed = described_inside(replay(events).at_end())
    told = owner.client.get(f"/api/tracking/sessions/{session_id}").json()["session"]

    assert first < SOON_S
    assert [event["type"] for event in events[:2]] == [META, FULL_SNAPSHOT]
    assert replayed == shown
    assert told["captureReason"] == "triggered-live"
    assert told["recordingIds"] == [run["recordingId"]]
    assert "after the run" not in str(owner.events(session_id))
