"""The address of every screen of the dashboard, with data where a screen needs some."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
from tests.browser.running_demo import RunningDemo

ROOT = Path(__file__).parents[2]
SCREENS = (
    "overview", "realtime", "pages", "performance", "sources", "devices", "events", "journeys",
    "funnels?steps=page:/,page:/coffee/*", "goals", "retention?period=day", "errors", "capture",
    "alerts", "sessions", "heatmaps", "heatmaps?pageURL=/plans/", "live", "live/runs",
)  # fmt: skip


def settings_parts() -> list[str]:
    """Return the addresses of all parts of Settings."""
    source = (ROOT / "dashboard/src/screens/settings/sections.ts").read_text("utf-8")
    return re.findall(r'"/p/\$projectId/(settings/[\w-]+)"', source)


def every_screen(demo: RunningDemo, admin: httpx.Client, session_id: str) -> list[str]:
    """Return the address of every screen, the replay of a session among them."""
    project_id = admin.get("/api/auth/me").json()["projects"][0]["projectId"]
    screens = (*SCREENS, f"sessions/{session_id}", *settings_parts())
    return [f"{demo.dashboard}/p/{project_id}/{screen}" for screen in screens]
