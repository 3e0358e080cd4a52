"""Whoever is erased is gone from every store, once and for good, with a receipt that says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from dirty_equals import IsPositiveInt
from tests.unit.privacy.conftest import DAY, NOW, CrashError, World, view

from pagepulse.ingest.asset_store import Asset, AssetStore, hash_of
from pagepulse.privacy.models import Subject
from pagepulse.privacy.receipts import digest_of
from pagepulse.privacy.subjects import preview, salted

ANNA, BEN = "v_anna_0123456789", "v_ben_0123456789"


def visit(world: World, name: str, visitor: str, at: int = NOW, **changes: Any) -> str:
    """Store a session with a page view, a recorded page and a click."""
    url = changes.pop("url", "https://shop.example/")
    click = {"type": "click", "at": at, "pageViewId": f"p_{at}", "url": url, "x": 1, "y": 2,
             "viewportWidth": 1440, "viewportHeight": 900}  # fmt: skip
    return world.send(
        name,
        at=at,
        visitorId=visitor,
        pageViews=[view(at, url)],
        events=[{"type": 2, "timestamp": at, "data": {"node": {"id": 1, "type": 0}}}],
        interactions=[click],
        **changes,
    )


def test_a_visitor_goes_with_all_sessions_and_the_others_stay(world: World) -> None:
    gone = {visit(world, "a1", ANNA), visit(world, "a2", ANNA, NOW + DAY)}
    stays = visit(world, "b", BEN)
    subject = Subject(kind="visitor", value=ANNA)
    assert preview(world.warehouse, world.project_id, subject).model_dump() == {
        "sessions": 2, "recordings": 2, "events": 2, "page_views": 2, "bytes": IsPositiveInt,
        "days": 2,
        "first_at": NOW, "last_at": NOW + DAY,
    }  # fmt: skip
    world.now = NOW + 2 * DAY

    request_id = world.ask(subject)
    done = world.work(request_id)

    assert [world.count(t, f"session_id != '{stays}'") for t in ("sessions", "interactions")] == [
        0,
        0,
    ]
    assert world.count("recording_events") == 1
    receipt = done.receipt
    assert receipt is not None
    assert receipt.digest == digest_of(receipt)
    assert set(receipt.session_hashes) == {salted(receipt.salt, one) for one in gone}
    assert {row.table: row.rows for row in receipt.rows} == {
        "batches": 2, "interactions": 2, "page_views": 2, "recording_events": 2,
        "session_facts": 2, "sessions": 2,
    }  # fmt: skip
    assert (receipt.sessions, receipt.first_at, receipt.last_at) == (2, NOW, NOW + DAY)
    assert (done.subject, done.subject_kind) == (None, "visitor")
    assert ANNA not in receipt.model_dump_json()


@pytest.mark.parametrize(
    ("subject", "names"),
    [
        (lambda ids: Subject(kind="session", value=ids["a"]), {"a"}),
        (lambda _: Subject(kind="identity", value="u-81"), {"b"}),
        (lambda _: Subject(kind="page", value="https://shop.example/secret"), {"c"}),
        (lambda _: Subject(kind="range", from_at=NOW + DAY, to_at=NOW + 2 * DAY), {"d"}),
    ],
    ids=["session", "identity", "page", "range"],
)
def test_each_subject_means_its_sessions(
    world: World, subject: Callable[[dict[str, str]], Subject], names: set[str]
) -> None:
    ids = {
        "a": visit(world, "a", "v_1"),
        "b": visit(world, "b", "v_2", identities=[{"id": "u-81", "at": NOW}]),
        "c": visit(world, "c", "v_3", url="https://shop.example/secret"),
        "d": visit(world, "d", "v_4", NOW + DAY),
    }
    world.now = NOW + 3 * DAY

    world.work(world.ask(subject(ids)))

    left = world.warehouse.query(
        "select session_id from sessions final where project_id = {p:String}",
        {"p": world.project_id},
    )
    assert {row["session_id"] for row in left} == {ids[n] for n in set(ids) - names}


@pytest.mark.parametrize("step", ["saved-sessions", "requested", "counted", "saved-assets"])
def test_a_crash_in_the_middle_delays_it_and_counts_nothing_twice(world: World, step: str) -> None:
    for number in range(3):
        visit(world, f"a{number}", ANNA, NOW + number)
    world.now = NOW + DAY
    request_id = world.ask(Subject(kind="visitor", value=ANNA))

    world.crash_at = step
    with pytest.raises(CrashError):
        world.work(request_id)
    done = world.work(request_id)

    assert done.receipt is not None
    assert done.receipt.sessions == 3
    assert {row.table: row.rows for row in done.receipt.rows}["page_views"] == 3
    assert world.count("page_views") == 0


@pytest.mark.parametrize(
    "subject",
    [
        Subject(kind="visitor", value=ANNA),
        Subject(kind="identity", value="u-81"),
        Subject(kind="page", value="https://shop.example/"),
        Subject(kind="range", from_at=NOW - DAY, to_at=NOW + DAY),
    ],
    ids=lambda subject: subject.kind,
)
def test_what_comes_late_of_it_is_dropped_and_what_is_new_is_kept(
    world: World, subject: Subject
) -> None:
    world.now = NOW + 2 * DAY
    world.work(world.ask(subject))

    late = visit(world, "late", ANNA, NOW, identities=[{"id": "u-81", "at": NOW}])
    new = visit(world, "new", ANNA, NOW + 3 * DAY, identities=[{"id": "u-81", "at": NOW}])
    visit(world, "late", ANNA, NOW + 3 * DAY + 1, seq=1)

    assert world.count("batches", f"session_id = '{late}'") == 0
    assert world.count("batches", f"session_id = '{new}'") == 1
    assert world.ledger.late_for_erased == 1


async def test_a_picture_goes_with_its_last_recording(world: World) -> None:
    store = AssetStore(world.warehouse)
    own, shared = b"only here", b"everywhere"
    for content in (own, shared):
        await store.store(Asset(world.project_id, hash_of(content), "image/png", content))

    def shows(at: int, *contents: bytes) -> list[dict[str, Any]]:
        images = [
            {"type": 2, "id": 2, "tagName": "img", "childNodes": [],
             "attributes": {"src": f"pulse-asset:{hash_of(content)}"}}
            for content in contents
        ]  # fmt: skip
        node = {"type": 0, "id": 1, "childNodes": images}
        return [{"type": 2, "timestamp": at, "data": {"node": node}}]

    world.send("a", visitorId=ANNA, events=shows(NOW, own, shared))
    world.send("b", visitorId=BEN, events=shows(NOW, shared))
    world.now = NOW + DAY

    done = world.work(world.ask(Subject(kind="visitor", value=ANNA)))

    left = world.warehouse.query(
        "select hash from assets where project_id = {p:String}", {"p": world.project_id}
    )
    assert [row["hash"] for row in left] == [hash_of(shared)]
    assert done.receipt is not None
    assert done.receipt.assets == 1


def test_nothing_of_the_subject_stays_in_the_control_database(world: World) -> None:
    visit(world, "a", ANNA)
    world.now = NOW + DAY

    world.work(world.ask(Subject(kind="visitor", value=ANNA)))

    files = b"".join(file.read_bytes() for file in world.folder.glob("control.db*"))
    assert ANNA.encode() not in files
