"""A run outlives the server: what was started goes on, what was due is done."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.api.live.running import RunningServer, admin, picture, running_server, visitor

from pagepulse.live.messages import RunFilter, StartRecording
from pagepulse.projects.models import LiveSettings, Project

KEY = "4b1f" * 8


async def test_sockets_are_told_to_come_back_and_find_their_run_again(tmp_path: Path):
    with running_server(tmp_path) as server:
        project = server.project(live=LiveSettings(stop_after_ms=3_000))
        token = server.token(project)
        async with (
            visitor(server, project, session_key=KEY) as shopper,
            admin(server, token) as boss,
        ):
            wanted = {"projectId": project.project_id, "purpose": "to see"}
            started = await boss.ask("admin-start-recording", wanted)
            await shopper.record(picture(), started["recordingId"])
            server.stop_soon()
            retries = [(await peer.event("going-away"))["retryAfterMs"] for peer in (shopper, boss)]
            closings = [await peer.closed() for peer in (shopper, boss)]

    assert all(500 <= retry <= 5_000 for retry in retries)
    assert closings == [(1012, "going_away")] * 2

    with running_server(tmp_path) as server:
        async with (
            visitor(server, project, session_key=KEY, tab_id="t_2") as shopper,
            visitor(server, project) as newcomer,
            admin(server, token) as boss,
        ):
            topics = {"projectId": project.project_id, "topics": ["visitors"]}
            again = await boss.ask("subscribe", topics)
            assert (await shopper.record(picture(), started["recordingId"]))["ok"] is True
            await boss.socket.close()
            # Nobody has come back to watch: the run ends as if they had left just now.
            ended = await shopper.event("recording-stop")

    run = again["runs"][0]
    assert shopper.joined["recordingId"] == started["recordingId"] == ended["recordingId"]
    assert newcomer.joined["recording"] is True
    assert (run["recordingId"], run["state"]) == (started["recordingId"], "recording")
    assert (run["recording"], run["requested"], run["recorded"]) == (1, 1, 1)


async def test_what_was_written_before_a_crash_holds_after_it(tmp_path: Path):
    with running_server(tmp_path) as server:
        project = server.project(live=LiveSettings(max_run_ms=1_000))
        run = await in_server(server, project)
        # As after kill -9: nothing was told, nothing was tidied up.
        server.instance.backend.live.runs._runs.clear()

    with running_server(tmp_path) as server:
        store = server.instance.backend.live.store
        async with asyncio.timeout(20):
            while (found := await store.read_run(project.project_id, run)) is not None:
                if found.state == "stopped":
                    break
                await asyncio.sleep(0.1)

    assert found is not None
    assert found.stop_reason == "time-limit"


async def in_server(server: RunningServer, project: Project) -> str:
    """Start a run on the server's own loop and return its id."""
    wanted = StartRecording(project_id=project.project_id, purpose="to see", filter=RunFilter())
    start = server.instance.backend.live.runs.start(
        project.project_id, wanted, actor="script", starter_id="tok_1"
    )
    future = asyncio.run_coroutine_threadsafe(start, server.loop)
    run = await asyncio.wrap_future(future)
    return run.recording_id
