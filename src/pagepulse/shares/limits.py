"""The limits of `limits.toml`, the single place where they stand."""

from __future__ import annotations

from pathlib import Path

from pagepulse.limits import load_limits

LIMITS = load_limits(Path(__file__).with_name("limits.toml"))
SHARE_DAYS = LIMITS["share_days"]
SHARE_LINKS = LIMITS["share_links"]
SHARE_ATTEMPTS = LIMITS["share_attempts"]
SHARE_OPENINGS = LIMITS["share_openings"]
