"""Makes share links as an analyst does, for tests of what a stranger sees of them."""

from __future__ import annotations

from typing import Any

import httpx
from tests.browser.running_demo import RunningDemo
from tests.browser.sent_recording import SentRecording


def link_to_replay(demo: RunningDemo, admin: httpx.Client, recording: SentRecording) -> str:
    """Return the address of a link to a recording, with messages and requests of its page."""
    return link_to(
        demo, admin, {"replay": {"sessionId": recording.session_id, "showsDetails": True}}
    )


def link_to_map(demo: RunningDemo, admin: httpx.Client, recording: SentRecording) -> str:
    """Return the address of a link to the map of a recording's page, drawn on that recording."""
    page = {"pageURL": "https://shop.example/", "sessionId": recording.session_id}
    return link_to(demo, admin, {"heatmap": {"filter": page}})


def link_to(demo: RunningDemo, admin: httpx.Client, content: dict[str, Any]) -> str:
    """Return the address of a link to what the API calls `replay` or `heatmap`."""
    proof = {"X-CSRF-Token": admin.get("/api/auth/me").json()["csrfToken"]}
    answer = admin.post("/api/shares", json=content, headers=proof)
    assert answer.is_success, answer.text
    return f"{demo.dashboard}/shared#{answer.json()['token']}"
