"""Anybody can send a recording: replaying it must neither run, load nor open anything."""

from __future__ import annotations

import json
import time
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tests.browser.hostile_assets import hostile_sheet
from tests.browser.hostile_recording import count_of_attacks, hostile_events
from tests.browser.hostile_watch import Listener, Watch, origins_of
from tests.browser.live_view_screen import LiveViewScreen
from tests.browser.live_wire import LiveWire, MadeVisitor
from tests.browser.made_events import page_view
from tests.browser.replay_screen import PATIENCE_MS, ReplayScreen
from tests.browser.running_demo import RunningDemo
from tests.browser.sent_recording import SentRecording

pytestmark = pytest.mark.browser

RRWEB = Path(__file__).parents[2] / "node_modules/rrweb/dist/rrweb.umd.min.cjs"
MINIMUM_ATTACKS = 200


def test_the_corpus_is_large_enough():
    assert count_of_attacks() >= MINIMUM_ATTACKS


def test_a_hostile_recording_runs_loads_and_opens_nothing(
    admin_page: Page, demo: RunningDemo, admin: httpx.Client, listener: Listener
):
    start = (time.time() - 60) * 1000
    recording = SentRecording(demo, admin)
    recording.keep(hostile_sheet(listener.url))
    recording.send(hostile_events(start, listener.url), pages=[page_view(start)], ended=True)
    watch = Watch(admin_page, listener)
    screen = ReplayScreen(admin_page, demo)
    screen.open(recording.path, "?t=0")
    address = admin_page.url
    origins = origins_of(admin_page)

    screen.press(" ")
    screen.expect_state("Play again")
    click_everything(screen)

    screen.expect_clock("still here")
    assert watch.scripts == []
    assert (watch.requests, listener.connections) == ([], 0)
    assert watch.openings == []
    assert admin_page.url.split("?")[0] == address.split("?")[0]
    assert origins_of(admin_page) == origins
    assert polluted(screen) == [False, False]
    assert sandbox_of(screen) == "allow-same-origin"


def test_a_hostile_visitor_who_is_watched_live_runs_loads_and_opens_nothing(
    admin_page: Page, demo: RunningDemo, listener: Listener
):
    visitor = MadeVisitor("s_hostile")
    wire = LiveWire(admin_page, [visitor])
    events = hostile_events(visitor.now() - 10_000, listener.url)
    watch = Watch(admin_page, listener)
    screen = LiveViewScreen(admin_page, demo)
    # Half of it is there when the admin comes, half of it comes then.
    wire.send(visitor, events[: len(events) // 2])
    screen.open(visitor.session_id)
    expect(screen.recorded("body").first).to_be_attached(timeout=PATIENCE_MS)
    address = admin_page.url
    origins = origins_of(admin_page)
    wire.send(visitor, events[len(events) // 2 :])
    screen.expect_clock("still here")
    click_everything(screen)

    screen.expect_clock("still here")
    assert watch.scripts == []
    assert (watch.requests, listener.connections) == ([], 0)
    assert watch.openings == []
    assert admin_page.url == address
    assert origins_of(admin_page) == origins
    assert polluted(screen) == [False, False]
    assert sandbox_of(screen) == "allow-same-origin"


def click_everything(screen: ReplayScreen | LiveViewScreen) -> None:
    """Press every link and button from inside, as no person can."""
    everything = screen.recorded("a, area, button, input, form, summary, body")
    everything.evaluate_all("elements => elements.forEach((one) => one.click?.())")
    screen.recorded("form").evaluate_all("forms => forms.forEach((form) => form.requestSubmit())")


def polluted(screen: ReplayScreen | LiveViewScreen) -> list[bool]:
    """Tell whether a prototype of the dashboard or of the player page has grown."""
    grown = "() => 'polluted' in {}"
    player = screen.player.locator("html")
    return [screen.page.evaluate(grown), player.evaluate(grown)]


def sandbox_of(screen: ReplayScreen | LiveViewScreen) -> str | None:
    return screen.player.locator("iframe").first.get_attribute("sandbox")


def test_without_the_protection_the_same_recording_does_harm(browser: Browser, listener: Listener):
    """Otherwise the test above would be blind."""
    events = hostile_events(time.time() * 1000, listener.url)
    page = browser.new_page()
    watch = Watch(page, listener)
    page.route("http://bare.example/*", lambda route: serve_bare_player(route, events))
    page.goto("http://bare.example/", wait_until="commit")
    expect(page.locator("body")).to_have_attribute("data-done", "true", timeout=PATIENCE_MS)

    assert len(set(watch.scripts)) > 3
    assert len(set(watch.requests)) > 10
    assert listener.connections > 0
    page.close()


def serve_bare_player(route: Route, events: list[dict[str, object]]) -> None:
    """Answer with rrweb's Replayer in a page without policy, its sandbox opened."""
    if route.request.url.endswith("rrweb.js"):
        route.fulfill(body=RRWEB.read_text(), content_type="text/javascript")
        return
    recording = json.dumps(events).replace("<", "\\u003c")
    route.fulfill(
        content_type="text/html",
        body=f"""<!doctype html><body><script src="rrweb.js"></script><script>
          const options = {{UNSAFE_replayCanvas: true, root: document.body}};
          const player = new rrweb.Replayer({recording}, options);
          player.on('finish', () => {{ document.body.dataset.done = true; }});
          player.play();
        </script>""",
    )
