"""When there is no room left; pure."""

from __future__ import annotations

from pagepulse.storage.models import Fullness, Limit

DAY_MS = 24 * 3600 * 1000
# Beyond ten years a forecast says nothing.
LONGEST_DAYS = 3650


def fill_date(
    now_ms: int, growth_per_day: int, budget_left: int | None, disk_left: int, disk_growth: int
) -> Fullness | None:
    """Return which limit is reached first and when; amounts in bytes, growth in bytes a day."""
    limits: tuple[tuple[Limit, int | None, int], ...] = (
        ("budget", budget_left, growth_per_day),
        ("disk", disk_left, disk_growth),
    )
    dates = [
        Fullness(at=now_ms + round(days * DAY_MS), limit=limit)
        for limit, left, growth in limits
        if left is not None and growth > 0 and (days := max(0, left) / growth) <= LONGEST_DAYS
    ]
    return min(dates, key=lambda one: one.at, default=None)
