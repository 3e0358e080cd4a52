"""docs/limits.md says what the files of limits say."""

from __future__ import annotations

from pathlib import Path

from pagepulse.accounts.limits import LIMITS as ACCOUNT_LIMITS
from pagepulse.ingest.limits import LIMITS
from pagepulse.live.limits import LIMITS as LIVE_LIMITS
from pagepulse.server.limits import LIMITS as SERVER_LIMITS
from pagepulse.shares.limits import LIMITS as SHARE_LIMITS

PAGE = Path(__file__).parents[3] / "docs/limits.md"


def test_the_page_lists_every_limit_with_its_value_code_and_reason() -> None:
    rows = [line for line in PAGE.read_text().splitlines() if line.startswith("| `")]

    assert rows == [
        f"| `{limit.name}` | {limit.value:,} | `{limit.code}` | {limit.why} |"
        for limits in (LIMITS, LIVE_LIMITS, ACCOUNT_LIMITS, SHARE_LIMITS, SERVER_LIMITS)
        for limit in limits.values()
    ]
