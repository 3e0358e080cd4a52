"""From Start to the first picture: nothing is asked twice, and nobody waits for a turn."""

from __future__ import annotations

import pytest
from tests.api.live.running import Fields, Peer, RunningServer, admin, picture, visitor

from pagepulse.live import watching
from pagepulse.projects.models import Project

# Short enough to wait for; long enough to send a picture before it is over.
SOON_MS = 700


async def start_seen(boss: Peer, project: Project) -> Fields:
    """Look at who is online, and start a run."""
    of_project = {"projectId": project.project_id}
    await boss.ask("subscribe", {**of_project, "topics": ["visitors"]})
    wanted = {**of_project, "purpose": "checkout fails", "watch": False}
    return await boss.ask("admin-start-recording", wanted)


async def watch(boss: Peer, project: Project, session_id: str) -> None:
    await boss.ask("watch", {"projectId": project.project_id, "sessionId": session_id})


async def test_the_wall_hears_whom_a_run_takes_before_start_is_answered(
    server: RunningServer, project: Project
):
    async with visitor(server, project) as shopper, admin(server, server.token(project)) as boss:
        started = await start_seen(boss, project)
        told = [one["data"] for one in boss.came if one.get("event") == "visitors"]

    changed = [one for data in told for one in data["changed"]]
    assert [(one["sessionId"], one["recordingId"]) for one in changed] == [
        (shopper.session_id, started["recordingId"])
    ]


async def test_the_picture_that_a_recording_begins_with_is_shown_to_whom_asks_after_it_came(
    server: RunningServer, project: Project
):
    async with visitor(server, project) as shopper, admin(server, server.token(project)) as boss:
        run = (await start_seen(boss, project))["recordingId"]
        await shopper.event("recording-start")
        await shopper.record(picture("first"), run)
        await watch(boss, project, shopper.session_id)
        shown = await boss.event("live-event")
        await shopper.ask("recording", {"recordingId": run, "state": "recording"})
        asked = [one for one in shopper.came if one.get("event") == "need-snapshot"]

    assert (shown["events"], asked) == (picture("first"), [])


async def test_a_picture_that_does_not_come_is_asked_for(
    server: RunningServer, project: Project, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(watching, "EXPECTED_MS", SOON_MS)
    async with visitor(server, project) as shopper, admin(server, server.token(project)) as boss:
        run = (await start_seen(boss, project))["recordingId"]
        await watch(boss, project, shopper.session_id)

        assert await shopper.event("need-snapshot") == {"recordingId": run, "reason": "join"}


async def test_who_is_recorded_and_looked_at_by_nobody_is_kept_for_a_moment_only(
    server: RunningServer, project: Project, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(watching, "EXPECTED_MS", SOON_MS)
    live = server.instance.backend.live
    async with visitor(server, project) as shopper, admin(server, server.token(project)) as boss:
        await start_seen(boss, project)
        assert live.watching.is_watched(project.project_id, shopper.session_id)
        await shopper.event("unwatch")

        assert not live.watching.is_watched(project.project_id, shopper.session_id)
