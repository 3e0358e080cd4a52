"""From the button to the admin's eyes and onto the disk."""

from __future__ import annotations

from tests.api.live.running import RunningServer, admin, change, picture, visitor

from pagepulse.projects.models import Project


async def test_a_started_run_records_who_is_there_and_its_starter_sees_it(
    server: RunningServer, project: Project
):
    token = server.token(project)
    async with visitor(server, project) as shopper, admin(server, token) as boss:
        started = await boss.ask(
            "admin-start-recording", {"projectId": project.project_id, "purpose": "checkout fails"}
        )
        told = await shopper.event("recording-start")
        stored = await shopper.record(picture(), told["recordingId"])
        seen = await boss.event("live-event")
        await shopper.record([change("bye")], told["recordingId"])
        after = await boss.event("live-event")
        counted = await boss.event("recording-state", lambda data: data["run"]["recording"] == 1)
        stopped = await boss.ask("admin-stop-recording", {"recordingId": started["recordingId"]})
        ended = await shopper.event("recording-stop")

    assert (started["visitors"], stored) == (1, {"ok": True, "seq": 0})
    assert told["recordingId"] == started["recordingId"] == ended["recordingId"]
    assert (seen["events"], seen["isCatchUp"], seen["sessionId"]) == (
        picture(),
        True,
        shopper.session_id,
    )
    assert (after["events"], after["isCatchUp"]) == ([change("bye")], False)
    assert counted["run"]["recorded"] == 1
    assert stopped["run"]["state"] == "stopping"
