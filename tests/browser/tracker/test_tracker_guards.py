"""The recorder protects the page: floods of changes, its own cost, and servers in any state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.recorded_dom import described, described_inside
from tests.browser.tracker.conftest import Advance, PageErrors, Until
from tests.browser.tracker.tracker_site import Fault, Json, TrackerSite

pytestmark = pytest.mark.browser

REPLAYER = Path(__file__).parents[3] / "node_modules/rrweb/dist/rrweb.umd.min.cjs"
FULL_SNAPSHOT, INCREMENT, META, CUSTOM = 2, 3, 4, 5
MUTATION, MOUSE_MOVE = 0, 1
ROWS = 1_200
# A row, its four cells, and a link with a text in each.
NODES_PER_ROW = 1 + 4 * 3
# Above the burst of changes that is recorded.
FLOOD_LENGTH = 1_100_000


@pytest.fixture
def busy(site: TrackerSite, page: Page, until: Until) -> Page:
    page.goto(f"{site.url}/busy")
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    return page


def mutations(site: TrackerSite) -> list[Json]:
    increments = site.collector.events(INCREMENT)
    return [event["data"] for event in increments if event["data"]["source"] == MUTATION]


def steps(site: TrackerSite) -> list[Any]:
    return [event["data"] for event in site.collector.events(CUSTOM)]


def replayed(page: Page, site: TrackerSite) -> list[str]:
    """Describe the page as rrweb draws it at the end of what was recorded."""
    page.goto("about:blank")
    page.add_script_tag(path=REPLAYER)
    page.evaluate(
        """events => new Promise(done => {
            const replayer = new rrweb.Replayer(events, { mouseTail: false });
            replayer.on('fullsnapshot-rebuilded', () => setTimeout(() => {
                replayer.pause(replayer.getMetaData().totalTime + 1);
                done();
            }));
        })""",
        site.collector.all_of("events"),
    )
    return described_inside(page.query_selector("iframe"))  # type: ignore[arg-type] # it is there


def test_ten_thousand_new_elements_are_recorded_in_slices_and_replay_as_they_were(
    site: TrackerSite, busy: Page, until: Until
) -> None:
    busy.evaluate(f"addRows({ROWS})")
    until(
        lambda: sum(len(data["adds"]) for data in mutations(site)) == ROWS * NODES_PER_ROW,
    )

    assert len(mutations(site)) > 3
    assert replayed(busy.context.new_page(), site) == described(busy)


def test_changes_while_others_still_wait_for_their_slice_are_not_lost(
    site: TrackerSite, busy: Page, until: Until
) -> None:
    busy.evaluate(
        f"""async () => {{
            const table = document.getElementById('table');
            addRows({ROWS});
            for (let round = 0; round < 10; round += 1) {{
                await new Promise(done => setTimeout(done));
                table.rows[round].remove();
                table.rows[500].before(table.rows[900]);
                table.rows[700].cells[0].textContent = `round ${{round}}`;
                table.rows[800].className = `round-${{round}}`;
                table.prepend(makeRow(`new ${{round}}`));
            }}
            document.body.append('the end');
        }}"""
    )
    until(lambda: "the end" in str(mutations(site)[-1:]))

    assert replayed(busy.context.new_page(), site) == described(busy)


def test_an_animation_by_script_is_thinned_out_and_ends_as_it_did(
    site: TrackerSite, busy: Page, until: Until
) -> None:
    busy.evaluate(
        """async () => {
            const box = document.getElementById('box');
            for (let step = 1; step <= 400; step += 1) {
                box.setAttribute('class', `step-${step}`);
                await new Promise(done => { const { port1, port2 } = new MessageChannel();
                    port1.onmessage = done; port2.postMessage(0); });
            }
        }"""
    )
    until(lambda: "step-400" in str(mutations(site)[-1:]))

    assert len(mutations(site)) < 200


def test_a_flood_of_changes_is_dropped_and_made_up_for_when_the_page_is_calm(
    site: TrackerSite, page: Page, advance: Advance, until: Until
) -> None:
    page.clock.install()
    page.goto(f"{site.url}/busy")
    advance(3_000)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    page.evaluate(f"box.textContent = 'x'.repeat({FLOOD_LENGTH})")
    page.evaluate("box.textContent = 'dropped'")
    page.evaluate("box.textContent = 'kept'")
    advance(7_000)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 2)

    assert "dropped" not in str(site.collector.all_of("events"))
    assert "kept" in str(site.collector.events(FULL_SNAPSHOT)[1])
    # A slow machine may have taken another step, because of the work.
    assert "resyncs" not in str(steps(site))


def test_a_page_that_floods_again_and_again_is_recorded_without_mouse_movement_and_says_so(
    site: TrackerSite, page: Page, advance: Advance, until: Until
) -> None:
    page.clock.install()
    page.goto(f"{site.url}/busy")
    advance(3_000)
    for count in range(1, 4):
        until(lambda count=count: len(site.collector.events(FULL_SNAPSHOT)) == count)  # type: ignore[misc] # bound early
        page.evaluate(f"box.textContent = 'x'.repeat({FLOOD_LENGTH})")
        page.evaluate("box.textContent = 'dropped'")
        advance(7_000)
    until(lambda: "resyncs" in str(steps(site)))
    moved = len(site.collector.all_of("events"))
    page.mouse.move(10, 10)
    page.mouse.move(50, 50)
    page.click("#button")
    advance(3_000)
    later = site.collector.all_of("events")[moved:]

    sources = {event["data"].get("source") for event in later if event["type"] == INCREMENT}
    assert MOUSE_MOVE not in sources
    assert sources


def test_a_change_that_is_too_large_to_send_ends_the_recording_with_a_reason(
    site: TrackerSite, busy: Page, until: Until
) -> None:
    busy.evaluate("box.textContent = 'x'.repeat(5_100_000)")
    until(lambda: len(steps(site)) == 1)
    busy.evaluate("pulse.track('after')")
    until(lambda: len(site.collector.all_of("customEvents")) == 1)

    assert steps(site) == [
        {"tag": "pulse:degraded", "payload": {"level": "stopped", "cause": "bytes"}}
    ]
    assert site.collector.batches[-1]["captureReason"] == "too-costly"


def test_what_the_page_does_while_nobody_looks_is_made_up_for_when_the_visitor_returns(
    site: TrackerSite, page: Page, advance: Advance, until: Until
) -> None:
    page.clock.install()
    page.goto(f"{site.url}/busy")
    advance(3_000)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)
    page.clock.fast_forward("06:00")
    page.evaluate("box.textContent = 'alone'")
    advance(5_000)
    assert mutations(site) == []
    page.click("#button")
    advance(5_000)
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 2)

    assert "alone" in str(site.collector.events(FULL_SNAPSHOT)[1])


def test_the_cost_is_told_when_the_page_is_left(
    site: TrackerSite, busy: Page, until: Until
) -> None:
    busy.evaluate("addRows(10)")
    busy.goto(f"{site.url}/second")
    until(lambda: len(site.collector.all_of("costs")) > 0)
    cost = site.collector.all_of("costs")[0]

    assert set(cost) == {
        "at", "activeMs", "workMs", "longestMs", "snapshotMs", "bytes", "elements",
    }  # fmt: skip
    assert cost["snapshotMs"] > 0
    assert 0 < cost["longestMs"] <= cost["workMs"]
    assert cost["bytes"] > 0
    assert cost["elements"] > 0


@pytest.mark.parametrize("fault", ["refused", "black_hole", "portal", "500"])
def test_a_server_in_trouble_is_never_felt(
    site: TrackerSite, page: Page, until: Until, page_errors: PageErrors, fault: str
) -> None:
    site.collector.fail_with(Fault(fault))
    page.goto(f"{site.url}/busy")
    until(lambda: len(site.collector.uploads) > 0)
    page.click("#button")
    page.evaluate("addRows(100)")
    site.collector.fail_with(None)

    assert page.evaluate("document.getElementById('table').rows.length") == 100
    assert page_errors() == []


@pytest.mark.parametrize(
    "config",
    [
        {"recordShare": 1, "privacyMode": 7, "maskSelectors": [":::", None, "*"]},
        {"recordShare": 1e308, "privacyMode": None, "maskSelectors": [], "capture": "all"},
        {"recordShare": 1, "maskSelectors": [], "rules": {"includePaths": 5}},
        {"recordShare": "1", "maskSelectors": "none"},
    ],
)
def test_settings_that_make_no_sense_are_never_felt(
    site: TrackerSite, page: Page, until: Until, page_errors: PageErrors, config: Json
) -> None:
    site.collector.config = config
    page.goto(f"{site.url}/busy")
    page.evaluate("pulse.track('works')")
    until(lambda: len(site.collector.all_of("customEvents")) == 1)

    assert page_errors() == []


def test_nothing_waits_for_the_page_to_unload(site: TrackerSite, page: Page, until: Until) -> None:
    page.add_init_script(
        """window.heard = [];
        const add = EventTarget.prototype.addEventListener;
        EventTarget.prototype.addEventListener = function (type, ...rest) {
            heard.push(type);
            return add.call(this, type, ...rest);
        };"""
    )
    page.goto(f"{site.url}/busy")
    until(lambda: len(site.collector.events(FULL_SNAPSHOT)) == 1)

    heard = page.evaluate("heard")
    assert "pagehide" in heard
    assert {"unload", "beforeunload"}.isdisjoint(heard)
