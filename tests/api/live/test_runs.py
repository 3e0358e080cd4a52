"""Runs: whom they record, who is told, how they end."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import Any

import pytest
from tests.api.live.running import (
    Fields,
    Peer,
    RunningServer,
    VisitorPeer,
    admin,
    change,
    picture,
    post,
    visitor,
)

from pagepulse.accounts.audit import list_entries
from pagepulse.projects.models import LiveSettings, Project


async def start(boss: Peer, project: Project, **wanted: Any) -> Fields:
    return await boss.ask(
        "admin-start-recording",
        {"projectId": project.project_id, "purpose": "checkout fails", **wanted},
    )


async def is_told_nothing(shopper: VisitorPeer) -> bool:
    """Tell whether no event came before the answer to a question that is asked now."""
    await shopper.ask("recording", {"recordingId": "run_none", "state": "stopped"})
    return shopper.came == []


async def commands(shopper: VisitorPeer) -> list[str]:
    """Return the starts and stops that came before the answer to a question that is asked now."""
    await shopper.ask("recording", {"recordingId": "run_none", "state": "stopped"})
    events = (message.get("event", "") for message in shopper.came)
    return [event for event in events if event.startswith("recording-")]


async def test_a_visitor_who_comes_during_a_run_is_told_at_once(
    server: RunningServer, project: Project
):
    async with admin(server, server.token(project)) as boss:
        started = await start(boss, project, isBadgeShown=True)
        async with visitor(server, project) as shopper:
            assert shopper.joined == {
                "ok": True,
                "recording": True,
                "recordingId": started["recordingId"],
                "isBadgeShown": True,
                "isWatched": False,
                "batchMs": 200,
            }
        await boss.ask("admin-stop-recording", {"recordingId": started["recordingId"]})
        async with visitor(server, project) as late:
            assert late.joined["recording"] is False


async def test_a_run_is_about_the_visitors_of_its_filter_also_when_they_change_the_page(
    server: RunningServer, project: Project
):
    async with (
        visitor(server, project, path="/checkout/pay") as paying,
        visitor(server, project, path="/about") as reading,
        admin(server, server.token(project)) as boss,
    ):
        started = await start(boss, project, filter={"page": "/checkout"})
        await paying.event("recording-start")
        assert started["visitors"] == 1
        assert await is_told_nothing(reading)

        page = {"pageViewId": "p_2", "url": "https://shop.example/checkout"}
        await reading.ask("presence", {"page": page})
        told = await reading.event("recording-start")

    assert told["recordingId"] == started["recordingId"]


async def test_a_run_takes_as_many_visitors_as_were_asked_for(
    server: RunningServer, project: Project
):
    async with AsyncExitStack() as stack:
        boss = await stack.enter_async_context(admin(server, server.token(project)))
        await start(boss, project, filter={"nextVisitors": 2})
        joined = [
            (await stack.enter_async_context(visitor(server, project))).joined["recording"]
            for _ in range(3)
        ]

    assert joined == [True, True, False]


async def test_a_project_records_no_more_visitors_than_its_settings_say(server: RunningServer):
    project = server.project(live=LiveSettings(max_visitors=1))
    async with (
        visitor(server, project),
        visitor(server, project),
        admin(server, server.token(project)) as boss,
    ):
        started = await start(boss, project)
        async with visitor(server, project) as third:
            assert third.joined["recording"] is False

    assert started["visitors"] == 1


async def test_a_place_that_becomes_free_is_given_to_a_visitor_who_waits(server: RunningServer):
    project = server.project(live=LiveSettings(max_visitors=1))
    async with (
        admin(server, server.token(project)) as boss,
        AsyncExitStack() as first,
    ):
        started = await start(boss, project)
        recorded = await first.enter_async_context(visitor(server, project))
        async with visitor(server, project) as waiting:
            assert (recorded.joined["recording"], waiting.joined["recording"]) == (True, False)
            await first.aclose()
            told = await waiting.event("recording-start")

    assert told["recordingId"] == started["recordingId"]


async def test_who_cannot_be_recorded_takes_none_of_the_places_that_were_asked_for(
    server: RunningServer, project: Project
):
    async with (
        visitor(server, project) as too_large,
        admin(server, server.token(project)) as boss,
    ):
        started = await start(boss, project, filter={"nextVisitors": 1})
        async with visitor(server, project) as waiting:
            await too_large.event("recording-start")
            assert waiting.joined["recording"] is False
            refused = {"recordingId": started["recordingId"], "state": "refused"}
            await too_large.ask("recording", {**refused, "reason": "too-large"})
            told = await waiting.event("recording-start")

    assert told["recordingId"] == started["recordingId"]


async def test_starting_and_stopping_again_changes_nothing(server: RunningServer, project: Project):
    async with (
        visitor(server, project) as shopper,
        admin(server, server.token(project)) as boss,
        admin(server, server.token(project)) as other,
    ):
        first = await start(boss, project)
        again = await start(other, project)
        assert again["recordingId"] == first["recordingId"]
        assert await commands(shopper) == ["recording-start"]

        stop = {"recordingId": first["recordingId"]}
        states = [
            (await peer.ask("admin-stop-recording", stop))["run"]["stopReason"]
            for peer in (boss, other, boss)
        ]
        assert await commands(shopper) == ["recording-start", "recording-stop"]

    assert states == ["stopped"] * 3


async def test_commands_and_answers_of_another_run_do_no_harm(
    server: RunningServer, project: Project
):
    async with visitor(server, project) as shopper, admin(server, server.token(project)) as boss:
        started = await start(boss, project)
        for state in ("stopped", "refused", "recording"):
            await shopper.ask("recording", {"recordingId": "run_old", "state": state})
        await shopper.record(picture(), started["recordingId"])
        told = await boss.event("recording-state", lambda data: data["run"]["recording"] == 1)

    assert told["run"]["state"] == "recording"


async def test_recording_is_told_only_when_the_first_full_snapshot_is_on_disk(
    server: RunningServer, project: Project
):
    async with visitor(server, project) as shopper, admin(server, server.token(project)) as boss:
        started = await start(boss, project)
        recording_id = started["recordingId"]
        await shopper.record([change("too early")], recording_id)
        await shopper.record(picture(), "")
        summary = (await subscribed(boss, project))["runs"][0]
        assert (summary["requested"], summary["recording"]) == (1, 0)

        assert await post(server, shopper.batch(picture(), recording_id)) == 202
        told = await boss.event("recording-state", lambda data: data["run"]["recording"] == 1)

    assert (told["run"]["requested"], told["run"]["recorded"]) == (0, 1)


async def test_visitors_who_ask_for_privacy_are_counted_and_told_nothing(
    server: RunningServer, project: Project
):
    async with (
        visitor(server, project, headers={"Sec-GPC": "1"}) as private,
        visitor(server, project, capture_reason="excluded-page") as excluded,
        visitor(server, project),
        admin(server, server.token(project)) as boss,
    ):
        started = await start(boss, project)
        assert await is_told_nothing(private)
        assert await is_told_nothing(excluded)
        seen = (await subscribed(boss, project))["visitors"]

    assert (started["visitors"], started["run"]["withoutConsent"]) == (1, 2)
    assert sorted(one["obstacle"] for one in seen) == ["", "excluded-page", "gpc"]
    assert sorted(one["recordingState"] for one in seen) == ["idle", "idle", "requested"]


async def test_a_run_ends_when_its_last_viewer_has_been_away_for_long_enough(
    server: RunningServer,
):
    project = server.project(live=LiveSettings(stop_after_ms=1_000))
    async with visitor(server, project) as shopper, admin(server, server.token(project)) as boss:
        started = await start(boss, project)
        await boss.socket.close()
        ended = await shopper.event("recording-stop")
        await shopper.ask("recording", {**ended, "state": "stopped"})

    run = await finished(server, project, started["recordingId"])
    assert run.stop_reason == "no-viewers"
    assert 1_000 <= run.stopped_at - run.unwatched_since <= 3_000


async def test_a_run_ends_after_its_longest_time_whoever_watches(server: RunningServer):
    project = server.project(live=LiveSettings(max_run_ms=1_000))
    async with visitor(server, project) as shopper, admin(server, server.token(project)) as boss:
        started = await start(boss, project)
        await shopper.event("recording-stop")
        told = await boss.event("recording-state", lambda data: data["run"]["state"] == "stopping")

    assert told["run"]["recordingId"] == started["recordingId"]
    assert told["run"]["stopReason"] == "time-limit"


async def test_the_audit_log_says_who_started_and_stopped_for_what_and_for_how_many(
    server: RunningServer, project: Project
):
    async with visitor(server, project) as shopper, admin(server, server.token(project)) as boss:
        started = await start(boss, project)
        await shopper.record(picture(), started["recordingId"])
        await boss.event("recording-state", lambda data: data["run"]["recorded"] == 1)
        await boss.ask("admin-stop-recording", {"recordingId": started["recordingId"]})

    with server.instance.backend.services.control.read() as connection:
        entries = list_entries(connection, project.project_id, None).entries
    said = [(one.action, one.actor, one.object_id, one.detail) for one in entries]
    assert said == [
        (
            "live_run_stopped",
            "admin script",
            started["recordingId"],
            "recorded visitors: 1; stopped; checkout fails",
        ),
        (
            "live_run_started",
            "admin script",
            started["recordingId"],
            "visitors: 1; checkout fails",
        ),
    ]


@pytest.mark.parametrize(
    ("role", "wanted", "code"),
    [
        ("viewer", {}, "role_too_low"),
        ("analyst", {}, "role_too_low"),
        ("admin", {"purpose": " "}, "purpose_required"),
        ("admin", {"projectId": "prj_none"}, "project_not_found"),
    ],
)
async def test_who_may_not_start_learns_why_and_stays_connected(
    server: RunningServer, project: Project, role: Any, wanted: Fields, code: str
):
    async with admin(server, server.token(project, role)) as boss:
        answer = await start(boss, project, **wanted)
        listed = await subscribed(boss, project)

    assert answer["error"]["code"] == code
    assert listed.pop("quietMs") >= 0
    assert listed == {"ok": True, "visitors": [], "runs": []}


async def test_a_run_of_another_project_cannot_be_stopped_nor_told_from_none(
    server: RunningServer, project: Project
):
    foreign = server.project()
    async with (
        admin(server, server.token(foreign)) as theirs,
        admin(server, server.token(project)) as boss,
    ):
        started = await start(theirs, foreign)
        real, invented = [
            await boss.ask("admin-stop-recording", {"recordingId": one})
            for one in (started["recordingId"], "run_none")
        ]

    assert real["error"] == invented["error"]


async def subscribed(boss: Peer, project: Project) -> Fields:
    """Return how things are now."""
    wanted = {"projectId": project.project_id, "topics": ["visitors"]}
    return await boss.ask("subscribe", wanted)


async def finished(server: RunningServer, project: Project, recording_id: str) -> Any:
    """Return a run as it is stored, when it has ended."""
    store = server.instance.backend.live.store
    async with asyncio.timeout(15):
        while True:
            run = await store.read_run(project.project_id, recording_id)
            if run is not None and run.state == "stopped":
                return run
            await asyncio.sleep(0.05)
