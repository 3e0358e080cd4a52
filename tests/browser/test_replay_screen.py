"""Watching a recording: what is shown at a moment, what is fetched for it, how it is controlled."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.browser.made_events import SECOND_MS, page_view, ticks
from tests.browser.replay_screen import PATIENCE_MS, ReplayScreen
from tests.browser.running_demo import RunningDemo
from tests.browser.sent_recording import SentRecording

pytestmark = pytest.mark.browser

HOUR_S = 3600
SNAPSHOT_S = 180
MINUTE_MS = 60_000


@pytest.fixture(scope="module")
def hour(demo: RunningDemo, admin: httpx.Client) -> SentRecording:
    """One hour that ended ten minutes ago, with a full snapshot every three minutes."""
    start = (time.time() - HOUR_S - 600) * SECOND_MS
    recording = SentRecording(demo, admin)
    pages = [page_view(start), page_view(start + 1800 * SECOND_MS, "/basket", 2)]
    recording.send(
        list(ticks(start, 0, HOUR_S, snapshot_every=SNAPSHOT_S)), pages=pages, ended=True
    )
    return recording


@pytest.fixture
def screen(admin_page: Page, demo: RunningDemo) -> Iterator[ReplayScreen]:
    """Open a replay screen on which no script may fail."""
    shown = ReplayScreen(admin_page, demo)
    yield shown
    assert shown.failures == []


def test_a_link_opens_its_moment(screen: ReplayScreen, hour: SentRecording):
    screen.open(hour.path, f"?t={45 * MINUTE_MS + 500}")

    screen.expect_clock("second 2700")
    expect(screen.page.get_by_test_id("clock")).to_have_text("45:00")
    expect(screen.page.get_by_test_id("address")).to_contain_text("/basket")


def test_a_session_plays_by_itself_and_a_link_to_a_moment_does_not(
    screen: ReplayScreen, hour: SentRecording
):
    screen.open(hour.path)
    screen.expect_state("Pause")
    screen.expect_clock(re.compile("second [2-9]"))

    screen.open(hour.path, "?t=0")
    screen.expect_clock("second 0")
    screen.expect_state("Play")


def test_seeking_shows_the_page_of_that_moment(screen: ReplayScreen, hour: SentRecording):
    screen.open(hour.path, "?t=0")
    screen.expect_clock("second 0")

    for share in (0.75, 0.1, 0.5, 0.98, 0.02):
        screen.seek(share)
        at_s = int(parse_qs(urlsplit(moment_in_url(screen)).query)["t"][0]) / SECOND_MS
        screen.expect_clock(near(at_s))
        assert abs(at_s - share * HOUR_S) < HOUR_S / 100


def near(at_s: float) -> re.Pattern[str]:
    """Return what the clock may say: the visitor's clock is some ms off the server's."""
    return re.compile("|".join(f"second {int(at_s + off)}$" for off in (0, -0.1, 0.1)))


def moment_in_url(screen: ReplayScreen) -> str:
    expect(screen.page).to_have_url(re.compile(r"[?&]t=\d+"), timeout=PATIENCE_MS)
    return screen.page.url


def test_a_long_recording_is_never_fetched_whole(screen: ReplayScreen, hour: SentRecording):
    start = hour.detail()["session"]["startedAt"]

    screen.open(hour.path, f"?t={30 * MINUTE_MS + 500}")
    screen.expect_clock("second 1800")
    screen.page.wait_for_load_state("networkidle")

    wanted = [(int(one["from"]) - start, int(one["to"]) - start) for one in screen.windows]
    assert min(begin for begin, _ in wanted) > 29 * MINUTE_MS
    assert max(end for _, end in wanted) < 36 * MINUTE_MS


def test_seeking_inside_what_is_loaded_loads_nothing_anew(
    screen: ReplayScreen, hour: SentRecording
):
    screen.open(hour.path, f"?t={30 * MINUTE_MS + 500}")
    screen.expect_clock("second 1800")

    screen.press("ArrowRight", "ArrowRight")
    screen.expect_clock("second 1810")
    screen.press("ArrowLeft")
    screen.expect_clock("second 1805")

    assert [one["continue"] for one in screen.windows].count("false") == 1


def test_the_keys_seek_step_play_and_change_the_speed(screen: ReplayScreen, hour: SentRecording):
    screen.open(hour.path, f"?t={10 * MINUTE_MS + 500}")
    screen.expect_clock("second 600")

    screen.press("Shift+ArrowRight")
    screen.expect_clock("second 630")
    screen.press("Shift+ArrowLeft")
    screen.expect_clock("second 600")
    screen.press(".", ".", ".", ".")
    screen.expect_clock("second 602")
    screen.press(",", ",")
    screen.expect_clock("second 601")
    screen.press("]", "]", "]", " ")
    screen.expect_state("Pause")
    expect(screen.page.get_by_role("button", name="Speed")).to_contain_text("8")
    screen.expect_clock(re.compile(r"second 6[1-9]\d"))
    screen.press(" ")
    screen.expect_state("Play")


def test_playing_goes_on_from_window_to_window(screen: ReplayScreen, hour: SentRecording):
    screen.open(hour.path, f"?t={20 * MINUTE_MS}")
    screen.press("]", "]", "]", "]", " ")

    # The first window ends after a minute.
    screen.expect_clock(re.compile(r"second 12[7-9]\d"))
    assert len(screen.windows) > 1


def test_the_event_list_marks_the_present_and_goes_where_it_is_pressed(
    screen: ReplayScreen, hour: SentRecording
):
    screen.open(hour.path, f"?t={30 * MINUTE_MS + 500}")
    screen.expect_clock("second 1800")
    events = screen.page.get_by_test_id("events")

    expect(events.locator("[aria-current=true]")).to_contain_text("30:0")
    events.get_by_role("button", name="30:04").first.click()

    screen.expect_clock("second 1804")


def test_the_copied_link_leads_back_to_the_moment(
    screen: ReplayScreen, hour: SentRecording, admin_page: Page
):
    admin_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    screen.open(hour.path, f"?t={30 * MINUTE_MS + 500}")
    screen.expect_clock("second 1800")
    screen.press("ArrowRight")
    screen.expect_clock("second 1805")

    screen.press("c")
    expect(admin_page.get_by_text("Link to this moment copied")).to_be_visible()
    link = admin_page.evaluate("navigator.clipboard.readText()")
    admin_page.goto("about:blank")
    admin_page.goto(link)

    screen.expect_clock("second 1805")


def test_a_session_in_progress_is_followed(
    screen: ReplayScreen, demo: RunningDemo, admin: httpx.Client
):
    start = time.time() * SECOND_MS - 20 * SECOND_MS
    recording = SentRecording(demo, admin)
    recording.send(list(ticks(start, 0, 18, snapshot_every=SNAPSHOT_S)))
    screen.open(recording.path)
    expect(screen.page.get_by_text("In progress")).to_be_visible()

    expect(screen.page.get_by_role("button", name="Following")).to_be_visible()
    screen.expect_clock(re.compile("second 1[678]"))
    recording.send(list(ticks(start, 19, 24)))

    screen.expect_clock("second 24")


def test_the_tab_that_the_visitor_looked_at_is_shown(
    screen: ReplayScreen, demo: RunningDemo, admin: httpx.Client
):
    start = (time.time() - 600) * SECOND_MS
    recording = SentRecording(demo, admin)
    recording.send(list(ticks(start, 0, 9, snapshot_every=SNAPSHOT_S, name="first")), tab_id="t_1")
    second = ticks(start + 10 * SECOND_MS, 0, 9, snapshot_every=SNAPSHOT_S, name="second")
    recording.send(list(second), tab_id="t_2", ended=True)
    screen.open(recording.path, "?t=8500")
    screen.expect_clock("first 8")

    screen.press("]", "]", " ")
    screen.expect_clock(re.compile("second [4-9]"))

    expect(screen.page.get_by_role("button", name="Browser tab")).to_have_text("Tab 2 of 2")


def test_a_hole_in_the_recording_is_named(
    screen: ReplayScreen, demo: RunningDemo, admin: httpx.Client
):
    start = (time.time() - 600) * SECOND_MS
    recording = SentRecording(demo, admin)
    recording.send(list(ticks(start, 0, 5, snapshot_every=SNAPSHOT_S)))
    recording.lose_batches(2)
    recording.send(list(ticks(start, 15, 20, snapshot_every=5)), ended=True)
    screen.open(recording.path)

    screen.page.get_by_role("tab", name="Details").click()

    expect(screen.page.get_by_role("button", name="2 batches are missing")).to_be_visible()


def test_a_session_that_is_gone_says_so(admin_page: Page, demo: RunningDemo, hour: SentRecording):
    gone = hour.path.rsplit("/", 1)[0] + "/" + "a" * 26
    admin_page.goto(f"{demo.dashboard}{gone}")

    expect(admin_page.get_by_text("This session is not there any more")).to_be_visible(
        timeout=PATIENCE_MS
    )


def test_a_failed_request_offers_another_try(screen: ReplayScreen, hour: SentRecording):
    screen.open(hour.path)
    screen.page.route("**/events?*", lambda route: route.abort())

    screen.seek(0.5)
    screen.page.get_by_role("button", name="Try again").wait_for()
    screen.page.unroute("**/events?*")
    screen.page.get_by_role("button", name="Try again").click()

    screen.expect_clock(re.compile(r"second 1[78]\d\d"))
