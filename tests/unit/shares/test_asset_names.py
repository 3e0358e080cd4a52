"""Which assets a share link reads, while it is asked for dozens of them in a row."""

from __future__ import annotations

from pagepulse.shares.asset_names import MAX_SHARES, STALE_SECONDS, AssetNames


class Reading:
    """Counts how often the names are read."""

    def __init__(self) -> None:
        self.names = ["a"]
        self.count = 0

    def __call__(self) -> list[str]:
        self.count += 1
        return self.names


def test_names_are_read_once_for_what_is_there_and_again_for_what_came_later():
    now = 0.0
    reading, names = Reading(), AssetNames(clock=lambda: now)

    assert [names.has("shr_1", name, reading) for name in ("a", "a", "b")] == [True, True, False]
    assert reading.count == 1

    reading.names = ["a", "b"]
    now = STALE_SECONDS
    assert names.has("shr_1", "b", reading)
    assert reading.count == 2


def test_one_link_reads_nothing_of_another_and_the_oldest_are_forgotten():
    reading, names = Reading(), AssetNames(clock=lambda: 0.0)
    other = Reading()
    other.names = []

    assert names.has("shr_1", "a", reading)
    assert not names.has("shr_2", "a", other)
    for number in range(MAX_SHARES):
        names.has(f"shr_more_{number}", "a", other)
    assert names.has("shr_1", "a", reading)
    assert reading.count == 2
