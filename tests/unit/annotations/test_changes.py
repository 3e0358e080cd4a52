"""A page has changed when most see what nobody had seen before; nothing less is told."""

from __future__ import annotations

from pagepulse.annotations.changes import AFTER_MS, Change, Sighting, changes_of

HOUR = 3_600_000
OLD, NEW, DIALOG = 0x0F0F, 0xFFFF_0000_0F0F, 0xFFFF_0000_0000_0F0F


def sightings(page: str, *structures: int, start: int = 0) -> list[Sighting]:
    return [Sighting(page, start + n * HOUR, one) for n, one in enumerate(structures)]


def test_a_new_version_that_most_see_is_a_change_at_its_first_moment():
    seen = sightings("a/", OLD, OLD, OLD, OLD, NEW, OLD, NEW, NEW, NEW)

    assert changes_of(reversed(seen)) == [Change("a/", 4 * HOUR, 4, 4)]


def test_small_differences_are_none():
    assert changes_of(sightings("a/", *[OLD] * 5, *[OLD ^ 0b11] * 5)) == []


def test_a_dialog_that_few_see_is_none():
    assert changes_of(sightings("a/", *[OLD] * 6, DIALOG, OLD, OLD, DIALOG, OLD, DIALOG, OLD)) == []


def test_one_that_two_sessions_saw_is_none_yet():
    assert changes_of(sightings("a/", *[OLD] * 6, NEW, NEW)) == []
    assert changes_of(sightings("a/", *[OLD] * 6, NEW, NEW, NEW)) == [Change("a/", 6 * HOUR, 3, 6)]


def test_the_first_version_of_a_page_is_none():
    assert changes_of(sightings("a/", NEW, NEW, NEW, NEW)) == []
    assert changes_of(sightings("a/", OLD, OLD, NEW, NEW, NEW, NEW)) == []


def test_a_page_that_changes_back_is_told_once():
    seen = sightings("a/", *[OLD] * 4, *[NEW] * 4, *[OLD] * 4)

    assert [change.at for change in changes_of(seen)] == [4 * HOUR]


def test_pages_stand_for_themselves():
    seen = sightings("b/", *[OLD] * 4, *[NEW] * 4, start=HOUR) + sightings("a/", *[OLD] * 8)

    assert [change.page for change in changes_of(seen)] == ["b/"]


def test_what_took_over_long_after_its_first_moment_is_no_change_of_that_moment():
    slow = [*sightings("a/", *[OLD] * 5, NEW), *sightings("a/", *[OLD] * 4, start=6 * HOUR)]
    later = sightings("a/", *[NEW] * 5, start=AFTER_MS + 6 * HOUR)

    assert changes_of(slow + later) == []
