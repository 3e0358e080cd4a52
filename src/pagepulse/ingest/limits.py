"""The limits of `limits.toml`, the single place where they stand."""

from __future__ import annotations

from pathlib import Path

from pagepulse.limits import load_limits

LIMITS = load_limits(Path(__file__).with_name("limits.toml"))
WIRE_BYTES = LIMITS["wire_bytes"]
RAW_BYTES = LIMITS["raw_bytes"]
RATIO = LIMITS["ratio"]
EVENTS = LIMITS["events"]
ITEMS = LIMITS["items"]
INTERACTIONS = LIMITS["interactions"]
PRINT_BYTES = LIMITS["print_bytes"]
FULL_SNAPSHOT_BYTES = LIMITS["full_snapshot_bytes"]
SNAPSHOT_NODES = LIMITS["snapshot_nodes"]
EVENT_BYTES = LIMITS["event_bytes"]
PROPERTIES_BYTES = LIMITS["properties_bytes"]
SEQ = LIMITS["seq"]
BODY_SECONDS = LIMITS["body_seconds"]
OPT_OUT_BYTES = LIMITS["opt_out_bytes"]
ASSET_BYTES = LIMITS["asset_bytes"]
ASSET_QUESTION = LIMITS["asset_question"]
ASSET_PROJECT_COUNT = LIMITS["asset_project_count"]
ASSET_PROJECT_BYTES = LIMITS["asset_project_bytes"]
ADDRESS_REQUESTS = LIMITS["address_requests"]
ADDRESS_SESSIONS = LIMITS["address_sessions"]
KEY_REQUESTS = LIMITS["key_requests"]
KEY_BYTES = LIMITS["key_bytes"]
SESSION_REQUESTS = LIMITS["session_requests"]
SESSION_BYTES = LIMITS["session_bytes"]
