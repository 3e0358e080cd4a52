"""What happens to batches when something goes wrong: the server, the network, or their size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, BrowserType, Page, Route
from tests.browser.tracker.conftest import Advance, PageErrors, Until
from tests.browser.tracker.tracker_site import Fault, TrackerSite

pytestmark = pytest.mark.browser

FULL_SNAPSHOT = 2
# Texts above this go to the worker.
LONG = 16_384
RECORDS = """async () => {
    const name = 'pulse:pk_test:spool';
    const databases = await indexedDB.databases();
    if (!databases.some(database => database.name === name)) return null;
    const opening = indexedDB.open(name);
    await new Promise(done => { opening.onsuccess = done; });
    const all = opening.result.transaction('batches').objectStore('batches').getAll();
    await new Promise(done => { all.onsuccess = done; });
    opening.result.close();
    return all.result.map(({ batch }) => batch.seq);
}"""


@pytest.fixture
def lasting(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any], tmp_path: Path
) -> Iterator[BrowserContext]:
    """Open a browser with a profile on disk, as visitors have it."""
    context = browser_type.launch_persistent_context(tmp_path, **browser_type_launch_args)
    yield context
    context.close()


def names(site: TrackerSite) -> list[str]:
    return [event["name"] for event in site.collector.all_of("customEvents")]


def wait_for_records(page: Page, count: int) -> None:
    page.evaluate(
        f"""async count => {{
            const records = {RECORDS};
            while (((await records()) ?? []).length !== count)
                await new Promise(done => setTimeout(done, 50));
        }}""",
        count,
    )


def test_nothing_is_stored_for_other_tabs_while_all_is_well(
    site: TrackerSite, page: Page, until: Until
) -> None:
    page.goto(site.url)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    page.evaluate("pulse.track('well')")
    until(lambda: names(site) == ["well"])

    assert page.evaluate("indexedDB.databases()") == []


def test_what_a_closed_tab_left_is_sent_by_the_next_page_of_the_site(
    site: TrackerSite, lasting: BrowserContext, until: Until
) -> None:
    page = lasting.new_page()
    page.goto(site.url)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    site.collector.fail_with(Fault("503"))
    page.evaluate("pulse.track('unheard')")
    wait_for_records(page, 1)
    page.close(run_before_unload=True)
    site.collector.fail_with(None)
    later = lasting.new_page()
    later.goto(f"{site.url}/second")
    until(lambda: "unheard" in names(site))
    wait_for_records(later, 0)

    assert names(site) == ["unheard"]


def test_what_an_open_tab_keeps_is_left_to_it_until_it_closes(
    site: TrackerSite, lasting: BrowserContext, until: Until
) -> None:
    page = lasting.new_page()
    page.goto(site.url)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    site.collector.fail_with(Fault("503"))
    page.evaluate("pulse.track('mine')")
    wait_for_records(page, 1)
    other = lasting.new_page()
    other.goto(f"{site.url}/second")
    # Whatever arrives of it from now on is sent by the other tab.
    page.route("**/api/**", lambda route: route.abort())
    site.collector.fail_with(None)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 2)
    assert names(site) == []

    page.close(run_before_unload=True)
    until(lambda: names(site) == ["mine"])


def test_files_that_could_not_be_loaded_are_asked_for_again(
    site: TrackerSite, page: Page, advance: Advance, until: Until
) -> None:
    missed: list[str] = []

    def miss_once(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        if name in missed:
            route.continue_()
        else:
            missed.append(name)
            route.abort()

    page.route(re.compile(r"/(rescue|recorder)\.js$"), miss_once)
    site.collector.answers = [503]
    page.clock.install()
    page.goto(site.url)
    advance(60_000)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)

    assert sorted(missed) == ["recorder.js", "rescue.js"]


def test_a_batch_that_is_too_large_arrives_in_parts(
    site: TrackerSite, page: Page, until: Until
) -> None:
    page.goto(site.url)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    site.collector.fail_with(Fault("too_large", limit=4_000))
    page.evaluate(
        """() => {
            for (let part = 0; part < 10; part += 1)
                pulse.track(`part ${part}`, { padding: 'x'.repeat(900) });
        }"""
    )
    until(lambda: len(names(site)) == 10)

    assert sorted(names(site)) == [f"part {part}" for part in range(10)]
    assert 413 in {upload.status for upload in site.collector.uploads}


def test_an_event_that_is_too_large_is_a_hole_and_the_recording_begins_anew(
    site: TrackerSite, page: Page, advance: Advance, until: Until
) -> None:
    page.clock.install()
    page.goto(site.url)
    advance(5_000)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    site.collector.fail_with(Fault("too_large", limit=50_000))
    page.evaluate("document.getElementById('list').textContent = 'much '.repeat(20_000)")
    page.evaluate("setTimeout(() => document.getElementById('list').textContent = '', 500)")
    advance(10_000)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 2)

    seqs = sorted(batch["seq"] for batch in site.collector.batches)
    assert seqs != list(range(len(seqs)))


def test_a_site_that_allows_workers_is_compressed_by_one(
    site: TrackerSite, page: Page, until: Until
) -> None:
    with page.expect_worker():
        page.goto(f"{site.url}/worker")
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)

    largest = max(site.collector.uploads, key=lambda upload: len(upload.text))
    assert (largest.query, largest.wire_bytes < len(largest.text) / 3) == ("encoding=gzip", True)


def test_a_worker_that_the_policy_forbids_is_not_missed(
    site: TrackerSite, page: Page, until: Until, page_errors: PageErrors
) -> None:
    page.goto(f"{site.url}/strict-worker")
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    page.evaluate("document.getElementById('long').textContent = 'word '.repeat(8_000)")
    until(lambda: len(site.collector.uploads[-1].text) > LONG)

    assert site.collector.uploads[-1].query == "encoding=gzip"
    assert page_errors() == []


@pytest.mark.parametrize("denied", ["indexedDB", "navigator.locks", "CompressionStream"])
def test_browsers_without_a_means_only_lose_what_it_is_for(
    site: TrackerSite, page: Page, until: Until, page_errors: PageErrors, denied: str
) -> None:
    owner, _, name = f"window.{denied}".rpartition(".")
    page.add_init_script(
        f"Object.defineProperty({owner}, '{name}', {{ get() {{ throw new Error('denied') }} }})"
    )
    site.collector.answers = [503]
    page.goto(site.url)
    page.evaluate("pulse.track('kept')")
    until(lambda: names(site) == ["kept"])

    assert page_errors() == []
