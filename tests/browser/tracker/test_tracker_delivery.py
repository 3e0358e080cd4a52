"""What the tracker promises about its batches, seen from the server."""

from __future__ import annotations

import pytest
from dirty_equals import IsInt, IsStr
from playwright.sync_api import Page
from tests.browser.tracker.conftest import Advance, PageErrors, Until
from tests.browser.tracker.tracker_site import PROJECT_KEY, Json, TrackerSite

pytestmark = pytest.mark.browser

META, FULL_SNAPSHOT = 4, 2


def test_a_visit_arrives_as_numbered_batches_of_one_session(
    site: TrackerSite, page: Page, until: Until, page_errors: PageErrors
) -> None:
    page.goto(site.url)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    for name in ("first", "second", "third"):
        page.evaluate("name => pulse.track(name)", name)
        until(lambda: name in str(site.collector.all_of("customEvents")))  # noqa: B023 -- called at once

    batches = site.collector.batches

    assert [batch["seq"] for batch in batches] == list(range(len(batches)))
    assert len({(batch["sessionKey"], batch["tabId"]) for batch in batches}) == 1
    assert {
        key: value
        for key, value in batches[0].items()
        if key != "context" and not isinstance(value, list)
    } == {
        "version": 1,
        "projectKey": PROJECT_KEY,
        "trackerVersion": IsStr(regex=r"\d+\.\d+\.\d+.*"),
        "recorderVersion": IsStr(regex=r"(\d+\.\d+\.\d+)?"),
        "visitorId": IsStr(regex=r"v_[0-9a-f]{32}"),
        "sessionKey": IsStr(regex=r"[0-9a-f]{32}"),
        "tabId": IsStr(regex=r"t_[0-9a-f]{32}"),
        "seq": 0,
        "captureReason": IsStr(regex="starting|recorded"),
        "sentAt": IsInt(),
    }
    assert page_errors() == []


def test_uploads_are_simple_requests_and_large_ones_are_compressed(
    site: TrackerSite, page: Page, until: Until
) -> None:
    page.goto(f"{site.url}/heavy")
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)

    largest = max(site.collector.uploads, key=lambda upload: len(upload.text))

    assert {upload.content_type for upload in site.collector.uploads} == {"text/plain"}
    assert site.collector.preflights == 0
    assert largest.query == "encoding=gzip"
    assert largest.wire_bytes < len(largest.text) / 3
    assert page.context.cookies() == []


def test_the_first_full_snapshot_follows_its_meta_event(
    site: TrackerSite, page: Page, until: Until
) -> None:
    page.goto(f"{site.url}/?token=secret&utm_source=letter#part")
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)

    events = site.collector.all_of("events")

    assert [event["type"] for event in events[:2]] == [META, FULL_SNAPSHOT]
    assert events[0]["data"]["href"] == f"{site.url}/?utm_source=letter"


def test_a_dead_server_is_never_felt_and_nothing_is_lost_when_it_returns(
    site: TrackerSite, page: Page, advance: Advance, until: Until, page_errors: PageErrors
) -> None:
    site.collector.always = 503
    page.clock.install()
    page.goto(site.url)
    page.evaluate("pulse.track('kept', {during: 'the outage'})")
    advance(5_000)
    until(lambda: len(site.collector.uploads) > 0)

    site.collector.always = None
    advance(30_000)
    until(lambda: site.collector.all_of("customEvents") != [])

    batches = site.collector.batches
    assert [batch["seq"] for batch in batches] == list(range(len(batches)))
    assert site.collector.all_of("customEvents")[0]["properties"] == {"during": "the outage"}
    assert page_errors() == []


def test_retries_wait_longer_each_time(site: TrackerSite, page: Page, advance: Advance) -> None:
    site.collector.always = 503
    page.clock.install()
    page.goto(site.url)
    advance(2 * 60_000)

    # Waits of 3 s, 6 s, 12 s … ±50 %, whatever the dice say.
    assert 3 <= len(site.collector.uploads) <= 8


def test_each_attempt_says_when_it_was_sent(
    site: TrackerSite, page: Page, advance: Advance, until: Until
) -> None:
    site.collector.answers = [503]
    page.clock.install()
    page.goto(site.url)
    advance(10_000)
    until(lambda: len(site.collector.uploads) > 1)

    first, second = (upload.batch for upload in site.collector.uploads[:2])

    assert first["seq"] == second["seq"]
    assert second["sentAt"] - first["sentAt"] >= 1_500


def test_a_server_that_refuses_is_left_alone(
    site: TrackerSite, page: Page, advance: Advance, until: Until, page_errors: PageErrors
) -> None:
    site.collector.always = 403
    page.clock.install()
    page.goto(site.url)
    for count in (1, 2, 3):
        page.evaluate("pulse.track('again')")
        advance(3_000)
        until(lambda: len(site.collector.uploads) >= count)  # noqa: B023 -- called at once
    page.evaluate("pulse.track('again')")
    advance(30_000)

    assert len(site.collector.uploads) == 3
    assert page_errors() == []


def test_closing_a_page_delivers_its_tail(site: TrackerSite, page: Page, until: Until) -> None:
    page.goto(site.url)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    page.click("#button")
    page.evaluate("pulse.track('last words')")
    page.close(run_before_unload=True)

    until(lambda: site.collector.all_of("customEvents") != [])

    assert [event["name"] for event in site.collector.all_of("customEvents")] == ["last words"]


def test_a_snapshot_too_large_for_a_beacon_is_sent_by_the_next_page(
    site: TrackerSite, page: Page, until: Until
) -> None:
    site.collector.always = 503
    page.goto(f"{site.url}/heavy")
    until(lambda: any(upload.wire_bytes > 30_000 for upload in site.collector.uploads))
    site.collector.always = None
    page.click("#other")

    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 2)

    tab = [(batch["tabId"], batch["seq"]) for batch in site.collector.batches]
    assert sorted(tab) == [(tab[0][0], seq) for seq in range(len(tab))]
    assert [view["title"] for view in sorted(site.collector.all_of("pageViews"), key=by_time)] == [
        "Heavy page",
        "Page second",
    ]


def test_quick_navigation_loses_no_batch(site: TrackerSite, page: Page, until: Until) -> None:
    for number in range(10):
        page.goto(f"{site.url}/{'heavy' if number % 2 else 'second'}")
        page.evaluate("number => pulse.track('passed', { number })", number)
        # Leaves at very different moments: before, while and after the recorder works.
        page.evaluate("delay => new Promise(done => setTimeout(done, delay))", number * 100)
    page.goto(site.url)
    until(lambda: len(site.collector.all_of("pageViews")) == 11)
    until(lambda: has_no_hole(site.collector.batches))

    passed = [
        e["properties"]["number"]
        for e in sorted(site.collector.all_of("customEvents"), key=by_time)
    ]
    assert passed == list(range(10))


def has_no_hole(batches: list[Json]) -> bool:
    return sorted(batch["seq"] for batch in batches) == list(range(len(batches)))


def by_time(part: dict[str, float]) -> float:
    return part["at"]
