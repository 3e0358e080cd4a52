"""Waits for what a visitor's browser sent to be readable."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

import httpx

_Found = TypeVar("_Found")

# A busy machine may need long; a test that passes never waits this long.
PATIENCE_SECONDS = 60.0
# The demo's weeks have at least so many that count; the last ones are stored last.
SEEDED_SESSIONS = 660
# The demo's weeks are made and stored at its start.
SEEDING_SECONDS = 120.0
# Between two looks.
PAUSE_SECONDS = 0.1


def wait_for(
    look: Callable[[], _Found | None], what: str, seconds: float = PATIENCE_SECONDS
) -> _Found:
    """Return what `look` finds, looking again until it finds something, `seconds` at most."""
    deadline = time.monotonic() + seconds
    while (found := look()) is None:
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(PAUSE_SECONDS)
    return found


def seeded(admin: httpx.Client) -> int | None:
    """Return the number of sessions once the demo's week is there."""
    answer = admin.get("/api/tracking/sessions", params={"limit": 1})
    total = int(answer.raise_for_status().json()["total"])
    return total if total >= SEEDED_SESSIONS else None


def session_since(admin: httpx.Client, started_at: float) -> dict[str, Any] | None:
    """Return the newest session of a real tracker that began at this time or later."""
    answer = admin.get("/api/tracking/sessions", params={"limit": 5})
    answer.raise_for_status()
    for session in answer.json()["sessions"]:
        if session["origin"] == "tracker" and session["startedAt"] >= started_at:
            found: dict[str, Any] = session
            return found
    return None


def detail_until(admin: httpx.Client, session_id: str, at: float) -> dict[str, Any]:
    """Return a session's detail once its recording reaches the moment `at`, visitor's clock."""

    def look() -> dict[str, Any] | None:
        detail: dict[str, Any] = admin.get(f"/api/tracking/sessions/{session_id}").json()
        return detail if detail["session"]["endedAt"] >= at else None

    return wait_for(look, "the end of the recording")
