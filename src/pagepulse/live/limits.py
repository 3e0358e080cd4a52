"""The limits of `limits.toml`, the single place where they stand."""

from __future__ import annotations

from pathlib import Path

from pagepulse.limits import load_limits

LIMITS = load_limits(Path(__file__).with_name("limits.toml"))
FRAME_BYTES = LIMITS["frame_bytes"]
VISITOR_MESSAGES = LIMITS["visitor_messages"]
VISITOR_BYTES = LIMITS["visitor_bytes"]
SESSION_MESSAGES = LIMITS["session_messages"]
PROJECT_MESSAGES = LIMITS["project_messages"]
ADMIN_MESSAGES = LIMITS["admin_messages"]
THROTTLED_SECONDS = LIMITS["throttled_seconds"]
HELLO_SECONDS = LIMITS["hello_seconds"]
VISITOR_IDLE_SECONDS = LIMITS["visitor_idle_seconds"]
ADDRESS_SOCKETS = LIMITS["address_sockets"]
PROJECT_SOCKETS = LIMITS["project_sockets"]
TOTAL_SOCKETS = LIMITS["total_sockets"]
SESSION_TABS = LIMITS["session_tabs"]
QUEUE_BYTES = LIMITS["queue_bytes"]
QUEUE_MESSAGES = LIMITS["queue_messages"]
OVERFLOWS = LIMITS["overflows"]
VISITOR_QUEUE_MESSAGES = LIMITS["visitor_queue_messages"]
WATCHED_SESSIONS = LIMITS["watched_sessions"]
SESSION_VIEWERS = LIMITS["session_viewers"]
BACKLOG_BYTES = LIMITS["backlog_bytes"]
