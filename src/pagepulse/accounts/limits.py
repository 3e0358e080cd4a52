"""The limits of `limits.toml`, the single place where they stand."""

from __future__ import annotations

from pathlib import Path

from pagepulse.limits import load_limits

LIMITS = load_limits(Path(__file__).with_name("limits.toml"))
API_REQUESTS = LIMITS["api_requests"]
HEAVY_REQUESTS = LIMITS["heavy_requests"]
HEAVY_WAITING = LIMITS["heavy_waiting"]
LOGIN_ADDRESS = LIMITS["login_address"]
LOGIN_ACCOUNT_AT_ADDRESS = LIMITS["login_account_at_address"]
LOGIN_ACCOUNT = LIMITS["login_account"]
