"""The path that everything hangs on: a visitor browses, the server stores, an admin replays."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page
from tests.browser.player_host import PlayerHost, moment_of
from tests.browser.recorded_dom import described, described_inside
from tests.browser.running_demo import RunningDemo
from tests.browser.sessions import detail_until, seeded, session_since, wait_for

from pagepulse.warehouse import Warehouse

pytestmark = pytest.mark.browser

# What the visitor types; none of it may be found anywhere afterwards.
TYPED = {
    "#full-name": "Quentin Canaryson",
    "#email": "quentin.canaryson@example.org",
    "#phone": "+43 660 7418529",
    "#password": "canary-Passw0rd-73",
    "#street": "Kanarienweg 4711",
    "#postcode": "90210-c",
    "#city": "Kanaria",
    "#card": "4929 1234 5678 9017",
    "#expires": "11 / 39",
    "#cvc": "cvc-739-canary",
    "#note": "Please ring the canary bell twice",
    "#voucher": "CANARY-VOUCHER-55",
}
SEARCHED = "jasmine-canary"
SESSION_VISIBLE_SECONDS = 5.0
# Of the pixels of a frozen frame.
MAX_DIFFERENT_SHARE = 0.005
PICTURED = ("/", "/coffee/", "/coffee/huila-pitalito/", "/plans/", "/checkout/", "/account/")
# The recorder samples scrolling: a moment is only compared when its clock stands beyond this.
QUIET_MS = 300


@dataclass(frozen=True)
class Moment:
    """What the visitor saw at a time of the own clock, Unix ms."""

    name: str
    at: float
    document: list[str]


@dataclass(frozen=True)
class Journey:
    """A visitor's whole session, as the browser knows it."""

    session: dict[str, Any]
    seconds_until_visible: float
    moments: list[Moment]
    csrf: str


class Visitor:
    """Someone on the demo site who remembers what was on the screen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.moments: list[Moment] = []

    def look(self, name: str) -> None:
        """Remember the page as it is now, with quiet time on both sides."""
        self._rest()
        at = self.page.evaluate("Date.now()")
        document = described(self.page)
        self.moments.append(Moment(name, at, document))
        self._rest()

    def _rest(self) -> None:
        start = self.page.evaluate("Date.now()")
        self.page.wait_for_function("(until) => Date.now() > until", arg=start + QUIET_MS)


@pytest.fixture(scope="module")
def journey(browser: Browser, demo: RunningDemo, admin: httpx.Client) -> Iterator[Journey]:
    """Four pages with a menu, a modal, a long list, a form and routes of a single-page part."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    visitor = Visitor(context.new_page())
    wait_for(lambda: seeded(admin), "the week of sessions")
    started = time.time()
    visitor.page.goto(f"{demo.site}/")
    session = wait_for(lambda: session_since(admin, started * 1000 - 1000), "the session")
    seconds = time.time() - started
    see_the_front_page(visitor)
    see_the_catalogue(visitor)
    see_a_coffee(visitor)
    csrf = fill_in_the_checkout(visitor)
    see_the_account(visitor)
    visitor.page.goto("about:blank")
    yield Journey(session, seconds, visitor.moments, csrf)
    context.close()


def see_the_front_page(visitor: Visitor) -> None:
    page = visitor.page
    visitor.look("front page")
    page.click("#learn-button")
    visitor.look("menu")
    page.keyboard.press("Escape")
    page.click("#quiz-button")
    page.check("#quiz input[value=dark]")
    visitor.look("modal")
    page.click("#quiz-done")
    visitor.look("modal closed")
    page.click("#hero-shop")
    page.wait_for_url("**/coffee/")


def see_the_catalogue(visitor: Visitor) -> None:
    page = visitor.page
    visitor.look("long list")
    page.mouse.wheel(0, 2400)
    page.wait_for_function("scrollY > 2000")
    visitor.look("long list, scrolled")
    page.click("[data-roast=light].chip")
    visitor.look("long list, filtered")
    page.fill("#search", SEARCHED)
    page.press("#search", "Tab")
    visitor.look("long list, nothing found")
    page.fill("#search", "")
    page.click("a[href='/coffee/nyeri-gatomboya/']")
    page.wait_for_url("**/nyeri-gatomboya/")


def see_a_coffee(visitor: Visitor) -> None:
    page = visitor.page
    page.click("#detail-farm summary")
    page.check("input[value='500']")
    page.select_option("#grind", "Espresso")
    page.click("#add-to-basket")
    visitor.look("coffee in the basket")
    page.click("a.basket")
    page.wait_for_url("**/checkout/")


def fill_in_the_checkout(visitor: Visitor) -> str:
    page = visitor.page
    for selector, text in TYPED.items():
        page.click(selector)
        page.keyboard.type(text, delay=8)
    page.select_option("#country", "Portugal")
    page.check("#gift")
    page.check("#ship-bike")
    visitor.look("form filled in")
    page.click("#place-order")
    visitor.look("form refused")
    csrf: str = page.input_value("input[name=csrf]")
    page.click("nav a[href='/account/']")
    page.wait_for_url("**/account/")
    return csrf


def see_the_account(visitor: Visitor) -> None:
    page = visitor.page
    visitor.look("account")
    page.click("#tab-orders")
    page.wait_for_url("**/account/orders/")
    visitor.look("account, orders")
    page.click("#tab-settings")
    page.uncheck("#letters")
    visitor.look("account, settings")
    # One event after the last moment: once it is stored, everything before it is.
    page.click("h1")


def test_the_session_is_in_the_list_within_five_seconds(journey: Journey) -> None:
    assert journey.seconds_until_visible < SESSION_VISIBLE_SECONDS


def test_the_replay_shows_what_the_visitor_saw(
    journey: Journey, admin: httpx.Client, admin_page: Page, demo: RunningDemo
) -> None:
    session_id = journey.session["sessionId"]
    detail = detail_until(admin, session_id, journey.moments[-1].at)
    player = PlayerHost(admin_page, demo, 1440, 900)

    for moment in journey.moments:
        at = moment_of(detail, moment.at)
        frame = player.show(session_id, detail["tabs"][0]["tabId"], at)
        replayed = described_inside(frame)
        difference = list(unified_diff(moment.document, replayed, "page", "replay", n=1))
        assert difference == [], moment.name


def test_the_session_lists_every_page_and_route(journey: Journey, admin: httpx.Client) -> None:
    detail = detail_until(admin, journey.session["sessionId"], journey.moments[-1].at)

    assert [page["path"] for page in detail["pages"]] == [
        "/",
        "/coffee/",
        "/coffee/nyeri-gatomboya/",
        "/checkout/",
        "/account/",
        "/account/orders/",
        "/account/settings/",
    ]
    assert detail["gaps"] == []


def test_nothing_that_was_typed_is_stored_anywhere(
    journey: Journey, admin: httpx.Client, demo: RunningDemo, tmp_path: Path
) -> None:
    session_id = journey.session["sessionId"]
    detail_until(admin, session_id, journey.moments[-1].at)
    secrets = [*TYPED.values(), SEARCHED, journey.csrf]
    rows = stored_rows(demo, session_id, tmp_path)

    # What was not typed is there in plain text: this test can see.
    assert "Sixty-four single origins" in rows
    assert [text for text in secrets if text in rows] == []
    assert dict(found_in_files(demo.data, secrets)) == {}


def stored_rows(demo: RunningDemo, session_id: str, folder: Path) -> str:
    """Return every row of the session in every table of the warehouse, from a copy of it."""
    backup, copy = folder / "backup", folder / "copy"
    run_pagepulse("backup", f"--data={demo.data}", str(backup))
    run_pagepulse("restore", f"--data={copy}", str(backup))
    warehouse = Warehouse.open_embedded(copy / "warehouse")
    try:
        tables = warehouse.query(
            "select table from system.columns where database = currentDatabase() "
            "and name = 'session_id'"
        )
        rows = [
            warehouse.query(
                f"select * from {row['table']} where session_id = %(session)s",
                {"session": session_id},
            )
            for row in tables
        ]
    finally:
        warehouse.close()
    return str(rows)


def run_pagepulse(*words: str) -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "pagepulse", *words], capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stderr


def found_in_files(folder: Path, texts: list[str]) -> Iterator[tuple[Path, list[str]]]:
    """Yield files that hold one of the texts, as they are on disk."""
    for file in folder.rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        found = [text for text in texts if text.encode() in content]
        if found:
            yield file, found


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_frozen_first_frame_of_every_page_looks_like_the_page(
    *,
    width: int,
    height: int,
    browser: Browser,
    demo: RunningDemo,
    admin: httpx.Client,
    admin_page: Page,
) -> None:
    is_phone = width < 640
    with browser.new_context(
        viewport={"width": width, "height": height}, has_touch=is_phone, is_mobile=is_phone
    ) as context:
        visitor = context.new_page()
        started = time.time() * 1000
        originals = []
        for path in PICTURED:
            visitor.goto(f"{demo.site}{path}")
            originals.append(visitor.screenshot())
            look = partial(recorded_tab, admin, started, len(originals))
            tab = wait_for(look, f"{path} recorded")
    player = PlayerHost(admin_page, demo, width, height)

    differences = {}
    for path, original, at in zip(PICTURED, originals, tab["fullSnapshots"], strict=True):
        player.show(tab["sessionId"], tab["tabId"], at)
        differences[path] = different_share(original, player.screenshot())

    assert {
        path: share for path, share in differences.items() if share >= MAX_DIFFERENT_SHARE
    } == {}


def recorded_tab(admin: httpx.Client, started_at: float, pages: int) -> dict[str, Any] | None:
    """Return the only tab of the session that began then, once it has so many full snapshots."""
    session = session_since(admin, started_at)
    if session is None:
        return None
    session_id = session["sessionId"]
    tab = admin.get(f"/api/tracking/sessions/{session_id}").json()["tabs"][0]
    return {"sessionId": session_id, **tab} if len(tab["fullSnapshots"]) == pages else None


def different_share(one: bytes, other: bytes) -> float:
    """Return the share of pixels, 0…1, that are not the same in two pictures of one size."""
    pictures = [np.asarray(Image.open(io.BytesIO(png)).convert("RGB")) for png in (one, other)]
    assert pictures[0].shape == pictures[1].shape
    return float((pictures[0] != pictures[1]).any(axis=2).mean())
