"""Live recording at the visitor's: it begins and ends when an admin says so."""

from __future__ import annotations

from functools import partial

import pytest
from playwright.sync_api import BrowserContext, Page
from tests.browser.tracker.conftest import Advance, PageErrors, Until
from tests.browser.tracker.live_pages import (
    CALM,
    FULL_SNAPSHOT,
    META,
    WRITE,
    has_reported,
    has_snapshots,
    open_page,
    reasons,
    recorded,
    snapshots,
    types_of,
    was_recorded,
)
from tests.browser.tracker.live_socket import LiveSocket
from tests.browser.tracker.tracker_site import TrackerSite

pytestmark = pytest.mark.browser


def test_where_live_is_off_there_is_no_socket_and_no_file(
    site: TrackerSite, page: Page, until: Until
) -> None:
    assert site.collector.config is not None
    site.collector.config["live"] = None
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rsplit("/", 1)[-1]))
    page.on("websocket", lambda socket: loaded.append(socket.url))
    page.goto(site.url)
    until(lambda: snapshots(site) == 1)
    page.evaluate(CALM)

    assert "live.js" not in loaded
    assert not [url for url in loaded if url.startswith("ws")]


def test_who_is_here_is_told_and_told_again_when_it_changes(
    site: TrackerSite, page: Page, live: LiveSocket, until: Until, page_errors: PageErrors
) -> None:
    open_page(site, page, live, until)
    (hello,) = live.all_of("hello")
    (join,) = live.all_of("join-project")
    until(lambda: len(site.collector.batches) == 1)
    batch = site.collector.batches[0]

    assert hello == {name: batch[name] for name in ("projectKey", "sessionKey", "tabId")}
    assert {name: value for name, value in join.items() if name != "page"} == {
        "trackerVersion": batch["trackerVersion"],
        "visitorId": batch["visitorId"],
        "referrer": "",
        "language": batch["context"]["language"],
        "timeZone": batch["context"]["timeZone"],
        "consent": "not-required",
        "recordingId": "",
    }
    view = batch["pageViews"][0]
    active_at = join["page"].pop("activeAt")
    assert join["page"] == {
        "pageViewId": view["id"],
        "url": view["url"],
        "title": "Page index",
        "viewportWidth": view["viewportWidth"],
        "viewportHeight": view["viewportHeight"],
        "shownAt": view["at"],
        "isVisible": True,
        "captureReason": "not-sampled",
    }
    page.evaluate("document.title = 'Plans'; history.pushState({}, '', '/plans?secret=1')")
    until(lambda: len(live.all_of("presence")) == 1)
    (told,) = live.all_of("presence")

    assert active_at <= told["page"]["activeAt"]
    assert (told["page"]["url"], told["page"]["title"]) == (f"{site.url}/plans", "Plans")
    assert page_errors() == []


def test_a_session_that_is_not_drawn_is_recorded_during_the_run_and_not_after(
    site: TrackerSite, page: Page, live: LiveSocket, until: Until, page_errors: PageErrors
) -> None:
    open_page(site, page, live, until)
    page.evaluate(WRITE, "before")
    live.start_run()
    until(lambda: snapshots(site) == 1)
    until(lambda: len(live.all_of("recording")) == 1)
    page.evaluate(WRITE, "during")
    until(lambda: "during" in recorded(site))
    live.stop_run()
    until(lambda: len(live.all_of("recording")) == 2)
    page.evaluate(WRITE, "afterwards")
    page.evaluate("pulse.track('last')")
    until(lambda: len(site.collector.all_of("customEvents")) == 1)

    assert [event["type"] for event in site.collector.all_of("events")][:2] == [META, FULL_SNAPSHOT]
    assert "before" in recorded(site)
    assert "afterwards" not in recorded(site)
    assert live.all_of("recording") == [
        {"recordingId": "run_1", "state": "recording", "reason": ""},
        {"recordingId": "run_1", "state": "stopped", "reason": ""},
    ]
    until(lambda: reasons(site) == ["not-sampled", "triggered-live", "not-sampled"])
    runs = [(bool(b.get("events")), b.get("recordingId")) for b in site.collector.batches]
    assert (True, None) not in runs
    assert runs[-1] == (False, None)
    # Nobody watched, so all of it came by request.
    assert live.all_of("recording-event") == []
    assert page_errors() == []


def test_a_second_run_on_the_same_page_begins_with_a_full_snapshot_as_well(
    site: TrackerSite, page: Page, live: LiveSocket, until: Until, page_errors: PageErrors
) -> None:
    open_page(site, page, live, until)
    for number in (1, 2):
        live.start_run(f"run_{number}")
        until(partial(has_snapshots, site, number))
        page.evaluate(WRITE, f"during-{number};")
        until(partial(was_recorded, site, f"during-{number};"))
        live.stop_run(f"run_{number}")
        until(partial(has_reported, live, f"run_{number}", "stopped"))

    begun = [b["recordingId"] for b in site.collector.batches if FULL_SNAPSHOT in types_of(b)]
    assert begun == ["run_1", "run_2"]
    assert page_errors() == []


def test_after_a_pause_the_new_session_says_hello_and_joins_the_run(
    site: TrackerSite, page: Page, live: LiveSocket, until: Until, advance: Advance
) -> None:
    page.clock.install()
    page.goto(site.url)
    advance(3_000)
    until(lambda: len(live.all_of("join-project")) == 1)
    live.start_run()
    advance(3_000)
    until(lambda: snapshots(site) == 1)
    page.clock.fast_forward("31:00")
    page.mouse.move(100, 100)
    advance(3_000)
    until(lambda: len(live.all_of("join-project")) == 2)
    advance(3_000)
    until(lambda: snapshots(site) == 2)

    first, second = live.all_of("hello")
    assert first["sessionKey"] != second["sessionKey"]
    assert first["tabId"] == second["tabId"]
    assert live.all_of("join-project")[1]["recordingId"] == ""
    begun = [b["sessionKey"] for b in site.collector.batches if FULL_SNAPSHOT in types_of(b)]
    assert begun == [first["sessionKey"], second["sessionKey"]]


def test_a_page_that_is_recorded_anyway_goes_on_after_the_run(
    site: TrackerSite, page: Page, live: LiveSocket, until: Until
) -> None:
    assert site.collector.config is not None
    site.collector.config["recordShare"] = 1
    open_page(site, page, live, until)
    until(lambda: snapshots(site) == 1)
    live.start_run()
    until(lambda: snapshots(site) == 2)
    live.start_run()
    live.stop_run()
    until(lambda: len(live.all_of("recording")) == 2)
    page.evaluate(WRITE, "afterwards")
    until(lambda: "afterwards" in recorded(site))

    assert snapshots(site) == 2
    assert set(reasons(site)) == {"recorded"}
    assert [b["recordingId"] for b in site.collector.batches if "recordingId" in b] != []
    assert "recordingId" not in site.collector.batches[-1]


def test_a_page_that_is_recorded_anyway_can_be_watched_without_a_run(
    site: TrackerSite, page: Page, live: LiveSocket, until: Until
) -> None:
    assert site.collector.config is not None
    site.collector.config["recordShare"] = 1
    live.joining |= {"isWatched": True}
    open_page(site, page, live, until)
    page.evaluate(WRITE, "watched")
    until(lambda: "watched" in recorded(site))

    upload = next(upload for upload in site.collector.uploads if "watched" in upload.text)
    assert (upload.query, "recordingId" in upload.batch) == ("socket", False)
    assert {data["recordingId"] for data in live.all_of("recording-event")} == {""}
    assert live.all_of("recording") == []


def test_while_somebody_watches_batches_leave_over_the_socket_in_one_numbering(
    site: TrackerSite, page: Page, live: LiveSocket, until: Until
) -> None:
    open_page(site, page, live, until)
    # So that the full snapshot is worth packing.
    page.evaluate(WRITE, "text " * 1_000)
    live.start_run(isWatched=True)
    until(lambda: snapshots(site) == 1)
    for word in ("word-1;", "word-2;", "word-3;", "word-4;"):
        page.evaluate(WRITE, word)
        until(partial(was_recorded, site, word))
    live.say("unwatch", recordingId="run_1", batchMs=100)
    page.evaluate(WRITE, "unwatched")
    until(lambda: "unwatched" in recorded(site))

    uploads = [upload for upload in site.collector.uploads if "word-" in upload.text]
    assert {upload.query for upload in uploads} == {"socket"}
    assert any("packed" in data for data in live.all_of("recording-event"))
    assert any("batch" in data for data in live.all_of("recording-event"))
    last = next(u for u in reversed(site.collector.uploads) if "unwatched" in u.text)
    assert last.query != "socket"
    numbers = [batch["seq"] for batch in site.collector.batches]
    assert numbers == list(range(len(numbers)))
    assert len(site.collector.uploads) == len(numbers)


def test_what_the_socket_does_not_answer_goes_by_request_under_the_same_number(
    site: TrackerSite, page: Page, live: LiveSocket, until: Until
) -> None:
    open_page(site, page, live, until)
    live.start_run(isWatched=True)
    until(lambda: snapshots(site) == 1)
    live.is_silent = True
    page.clock.install()
    page.evaluate(WRITE, "unanswered")
    page.clock.run_for(200)
    until(lambda: "unanswered" in site.collector.uploads[-1].text)
    page.clock.run_for(5_000)
    until(lambda: len([u for u in site.collector.uploads if "unanswered" in u.text]) == 2)
    first, second = [u for u in site.collector.uploads if "unanswered" in u.text]

    assert (first.query, second.query != "socket") == ("socket", True)
    assert first.batch["seq"] == second.batch["seq"]
    # Such a socket is given up, and another one goes on.
    page.clock.run_for(2_000)
    until(lambda: len(live.all_of("join-project")) == 2)
    assert live.all_of("join-project")[1]["recordingId"] == "run_1"


def test_a_run_goes_on_over_reload_and_navigation_before_the_server_is_asked(
    site: TrackerSite, page: Page, live: LiveSocket, until: Until
) -> None:
    open_page(site, page, live, until)
    live.start_run()
    until(lambda: snapshots(site) == 1)
    # From now on no handshake succeeds: the page has only its own memory.
    live.stop()
    page.reload()
    until(lambda: snapshots(site) == 2)
    page.goto(f"{site.url}/second")
    until(lambda: snapshots(site) == 3)
    live.start()
    until(lambda: len(live.all_of("join-project")) == 2)
    until(lambda: len(live.all_of("recording")) == 2)

    assert live.all_of("join-project")[1]["recordingId"] == "run_1"
    assert {b.get("recordingId") for b in site.collector.batches if b.get("events")} == {"run_1"}
    assert len({batch["tabId"] for batch in site.collector.batches}) == 1


def test_a_run_that_ended_meanwhile_ends_with_the_next_answer(
    site: TrackerSite, page: Page, live: LiveSocket, until: Until
) -> None:
    open_page(site, page, live, until)
    live.start_run()
    until(lambda: snapshots(site) == 1)
    live.stop()
    live.joining |= {"recording": False, "recordingId": ""}
    live.start()
    until(lambda: len(live.all_of("join-project")) == 2)
    until(lambda: "not-sampled" in reasons(site)[1:])
    page.evaluate(WRITE, "afterwards")
    page.reload()
    until(lambda: len(live.all_of("join-project")) == 3)
    until(lambda: reasons(site)[-1] == "not-sampled")

    assert "afterwards" not in recorded(site)
    assert snapshots(site) == 1


def test_a_network_that_is_gone_leaves_no_hole(
    site: TrackerSite, page: Page, live: LiveSocket, until: Until
) -> None:
    open_page(site, page, live, until)
    live.start_run(isWatched=True)
    until(lambda: snapshots(site) == 1)
    page.context.set_offline(True)
    page.evaluate(WRITE, "offline")
    page.evaluate("new Promise(done => setTimeout(done, 3000))")
    page.context.set_offline(False)
    page.evaluate(WRITE, "online")
    until(lambda: "online" in recorded(site))
    until(lambda: len(live.all_of("join-project")) == 2)

    assert "offline" in recorded(site)
    numbers = sorted(batch["seq"] for batch in site.collector.batches)
    assert numbers == list(range(len(numbers)))
    assert snapshots(site) == 1


def test_two_tabs_of_a_session_are_recorded_each_for_itself(
    site: TrackerSite, context: BrowserContext, live: LiveSocket, until: Until
) -> None:
    first, second = context.new_page(), context.new_page()
    open_page(site, first, live, until)
    open_page(site, second, live, until, "second")
    live.start_run()
    until(lambda: snapshots(site) == 2)

    of_tabs = {b["tabId"]: b["sessionKey"] for b in site.collector.batches if b.get("events")}
    assert set(of_tabs) == live.tabs()
    assert len(of_tabs) == 2
    assert len(set(of_tabs.values())) == 1


def test_a_page_that_comes_back_from_the_cache_connects_and_records_again(
    site: TrackerSite, caching_page: Page, live: LiveSocket, until: Until
) -> None:
    open_page(site, caching_page, live, until)
    live.start_run(isWatched=True)
    until(lambda: snapshots(site) == 1)
    caching_page.evaluate("window.isSame = true")
    caching_page.goto(f"{site.url}/second")
    until(lambda: snapshots(site) == 2)
    caching_page.evaluate("history.back()")
    until(lambda: len(live.all_of("join-project")) == 3)
    until(lambda: snapshots(site) >= 3)
    caching_page.evaluate(WRITE, "back again")
    until(lambda: "back again" in recorded(site))

    assert caching_page.evaluate("window.isSame") is True
    numbers = sorted(batch["seq"] for batch in site.collector.batches)
    assert numbers == list(range(len(numbers)))


def test_a_server_that_wants_no_socket_ends_the_run_and_is_not_asked_again(
    site: TrackerSite, page: Page, live: LiveSocket, until: Until
) -> None:
    open_page(site, page, live, until)
    live.start_run()
    until(lambda: snapshots(site) == 1)
    page.clock.install()
    live.close(4404)
    until(lambda: not live.tabs())
    page.clock.run_for(300_000)
    until(lambda: reasons(site)[-1] == "not-sampled")

    assert live.connections == 1
