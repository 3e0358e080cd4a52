"""Pages of a site whose project is recorded live."""

from __future__ import annotations

from playwright.sync_api import Page
from tests.browser.tracker.conftest import Until
from tests.browser.tracker.live_socket import LiveSocket
from tests.browser.tracker.tracker_site import Json, TrackerSite

META, FULL_SNAPSHOT, INCREMENTAL = 4, 2, 3
WRITE = "text => document.getElementById('list').append(new Text(text))"
# Nobody asks the main thread for anything for a while.
CALM = "new Promise(done => requestIdleCallback(() => setTimeout(done, 300)))"


def recorded(site: TrackerSite) -> str:
    return str(site.collector.all_of("events"))


def was_recorded(site: TrackerSite, text: str) -> bool:
    return text in recorded(site)


def snapshots(site: TrackerSite) -> int:
    return len(site.collector.events(FULL_SNAPSHOT))


def has_snapshots(site: TrackerSite, count: int) -> bool:
    return snapshots(site) == count


def has_reported(live: LiveSocket, recording_id: str, state: str) -> bool:
    report = {"recordingId": recording_id, "state": state, "reason": ""}
    return report in live.all_of("recording")


def types_of(batch: Json) -> list[int]:
    return [event["type"] for event in batch.get("events", [])]


def reasons(site: TrackerSite) -> list[str]:
    return [capture["reason"] for capture in site.collector.all_of("captures")]


def accessible(page: Page) -> str:
    """Return what assistive technology reads, closed shadow roots included."""
    client = page.context.new_cdp_session(page)
    return str(client.send("Accessibility.getFullAXTree"))


def open_page(
    site: TrackerSite, page: Page, live: LiveSocket, until: Until, path: str = ""
) -> None:
    """Open a page and wait until its socket stands."""
    before = len(live.all_of("join-project"))
    page.goto(f"{site.url}/{path}")
    until(lambda: len(live.all_of("join-project")) > before)
