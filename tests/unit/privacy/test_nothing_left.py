"""What is erased or hidden afterwards stands in no byte of any file, also after a crash, also late.

A neighbour who stays is in the same files, so that these must be written anew, and is found in
them: a search that finds nothing would prove nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.secrets.scan import scan
from tests.unit.privacy.conftest import DAY, NOW, CrashError, World, view

from pagepulse.clock import now_ms
from pagepulse.ingest.asset_store import Asset, AssetStore, hash_of
from pagepulse.privacy.models import RedactionRule, Subject
from pagepulse.warehouse import Warehouse
from pagepulse.warehouse.erasing import are_old_parts_gone

FILES_SECONDS = 60
STAYS = "zqStays4711q"
URL = "https://shop.example"


@pytest.fixture(scope="module")
def warehouse_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("searched") / "warehouse"


@pytest.fixture(scope="module")
def warehouse(warehouse_folder: Path) -> Iterator[Warehouse]:
    opened = Warehouse.open_embedded(warehouse_folder)
    yield opened
    opened.close()


def told(secret: str, at: int = NOW) -> dict[str, Any]:
    """Return everything that a batch can hold a visitor's words in."""
    url = f"{URL}/of/{secret}"
    place = {"at": at, "pageViewId": "p_1", "url": url}
    words = {"type": 3, "id": 4, "textContent": secret}
    paragraph = {
        "type": 2, "id": 3, "tagName": "p", "childNodes": [words],
        "attributes": {"class": "name", "title": secret},
    }  # fmt: skip
    node = {"type": 0, "id": 1, "childNodes": [paragraph]}
    changed = {"source": 0, "texts": [{"id": 4, "value": f"{secret} again"}]}
    size = {"viewportWidth": 1440, "viewportHeight": 900}
    return {
        "visitorId": f"v_{secret}",
        "pageViews": [{**view(at, url, title=secret), "referrer": f"{URL}/{secret}"}],
        "errors": [{**place, "message": secret, "stack": f"at {secret}", "source": secret}],
        "consoleMessages": [{**place, "level": "log", "text": secret}],
        "requests": [{**place, "method": "GET", "outcome": "answered"}],
        "customEvents": [{**place, "name": secret, "properties": {"what": secret}}],
        "vitals": [{**place, "name": "LCP", "value": 1, "element": f"p.{secret}"}],
        "elements": [{"id": "00000000000000aa", **place, "label": secret}],
        "interactions": [{**place, **size, "type": "click", "elementId": "00000000000000aa"}],
        "identities": [{"at": at, "id": f"u-{secret}"}],
        "events": [
            {"type": 2, "timestamp": at, "data": {"node": node, "initialOffset": {}}},
            {"type": 3, "timestamp": at + 1, "data": {**changed, **NO_CHANGES}},
        ],
    }


NOBODY: dict[str, Any] = {"visitorId": "v_1", "identities": []}
NO_CHANGES: dict[str, Any] = {"adds": [], "removes": [], "attributes": []}


def wait_for_files(warehouse: Warehouse) -> None:
    until = time.monotonic() + FILES_SECONDS
    while not are_old_parts_gone(warehouse, now_ms()):
        assert time.monotonic() < until, "old files stay"
        # Old files are due by the second.
        time.sleep(0.2)


def crash_once_at(world: World, step: str, request_id: str) -> None:
    """Let the process end after a step, as `kill -9` would, and go on as after a start."""
    world.crash_at = step
    with pytest.raises(CrashError):
        world.work(request_id)


@pytest.mark.parametrize(
    ("kind", "step"),
    [
        ("session", "saved-sessions"),
        ("visitor", "requested"),
        ("identity", "counted"),
        ("range", "saved-assets"),
    ],
)
async def test_whoever_is_erased_is_in_no_file_whatever_crashes_and_comes_late(
    world: World, warehouse_folder: Path, kind: str, step: str
) -> None:
    gone = f"zq{kind.title()}4711q"
    picture = f"the picture of {gone}".encode()
    kept = Asset(world.project_id, hash_of(picture), "image/png", picture)
    await AssetStore(world.warehouse).store(kept)
    shown = {"src": f"pulse-asset:{kept.hash}"}
    image = {"type": 2, "id": 1, "tagName": "img", "childNodes": [], "attributes": shown}
    look = {"type": 2, "timestamp": NOW + 2, "data": {"node": image, "initialOffset": {}}}
    words = told(gone)
    session_id = world.send(
        "gone", is_stored=False, **{**words, "events": [*words["events"], look]}
    )
    world.send("gone", 1, is_stored=False, events=[gone])
    world.send("stays", **told(STAYS, NOW - DAY))
    files = [warehouse_folder, world.folder]
    assert {finding.secret for finding in scan(files, [gone, STAYS])} == {gone, STAYS}
    # It waits for the projector while the request is made.
    world.send("gone", 2, is_stored=False, **told(gone))
    subjects = {
        "session": Subject(kind="session", value=session_id),
        "visitor": Subject(kind="visitor", value=f"v_{gone}"),
        "identity": Subject(kind="identity", value=f"u-{gone}"),
        "range": Subject(kind="range", from_at=NOW, to_at=NOW + DAY),
    }
    world.now = NOW + DAY

    request_id = world.ask(subjects[kind])
    crash_once_at(world, step, request_id)
    world.work(request_id)
    world.send("gone", 3, **told(gone))

    wait_for_files(world.warehouse)
    found = scan(files, [gone, STAYS])
    assert [finding for finding in found if finding.secret == gone] == []
    assert STAYS in {finding.secret for finding in found}
    assert world.count("batches", f"session_id = '{session_id}'") == 0


RULES = {
    "text": RedactionRule(kind="text", text="zqHiddentext4711q"),
    "pattern": RedactionRule(kind="pattern", pattern="digits"),
    "element": RedactionRule(kind="element", selector=".name"),
}
HIDDEN = {"text": "zqHiddentext4711q", "pattern": "84711203", "element": "zqInside4711q"}


@pytest.mark.parametrize(
    ("kind", "step"), [("text", "saved-tables"), ("pattern", "staged"), ("element", "swapped")]
)
def test_what_is_hidden_afterwards_is_in_no_file_whatever_crashes(
    world: World, warehouse_folder: Path, kind: str, step: str
) -> None:
    secret = HIDDEN[kind]
    said = told(secret)
    # Who it was is no text of a page. An element is one of recordings alone.
    said = {"events": said["events"]} if kind == "element" else {**said, **NOBODY}
    world.send("a", **said)
    if kind != "element":
        world.send("b", events=[secret])
    world.send("stays", **told(STAYS, NOW - DAY))
    files = [warehouse_folder, world.folder]
    assert secret in {finding.secret for finding in scan(files, [secret])}
    world.now = NOW + DAY

    request_id = world.ask(RULES[kind])
    world.work(request_id, until="counted")
    # It comes between the count and the work.
    world.send("a", 1, events=said["events"])
    world.confirm(request_id)
    crash_once_at(world, step, request_id)
    world.work(request_id)

    wait_for_files(world.warehouse)
    assert [finding for finding in scan(files, [secret]) if finding.secret == secret] == []
