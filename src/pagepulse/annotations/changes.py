"""When a page changed: a new state of its DOM took the place of those before; pure.

A state is what the heatmaps call one: full snapshots whose structure differs by few bits. Not every
new state is a change of the page: a dialog, a login or an experiment shows others too. One is
when nobody had seen it before, several sessions see it now, and it is what most of them see.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pagepulse.heatmaps.states import states_of

# Sessions before, and with the new state after: fewer could be one person who tries something.
LEAST_SESSIONS = 3
# Of the sessions from its first moment on, so many must see the new state.
LEAST_SHARE = 0.5
# So long after its first moment is looked for that share, ms: a page that changes every day is told
# of each day.
AFTER_MS = 3 * 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class Sighting:
    """A session saw a page, first at a moment, with a structure of its DOM."""

    page: str
    at: int
    structure: int


@dataclass(frozen=True, slots=True)
class Change:
    """A page's new version, and how many sessions say so."""

    page: str
    at: int
    sessions: int
    sessions_before: int


def changes_of(sightings: Iterable[Sighting]) -> list[Change]:
    """Return the changes of all pages, in order of time."""
    by_page: dict[str, list[Sighting]] = defaultdict(list)
    for one in sightings:
        by_page[one.page].append(one)
    found = [change for seen in by_page.values() for change in _changes(seen)]
    return sorted(found, key=lambda change: (change.at, change.page))


def _changes(seen: Sequence[Sighting]) -> list[Change]:
    """Return the changes of one page."""
    states = states_of(one.structure for one in seen)
    in_order = sorted(seen, key=lambda one: one.at)
    first: dict[int, int] = {}
    for n, one in enumerate(in_order):
        first.setdefault(states[one.structure], n)
    changes = []
    for state, n in first.items():
        after = [one for one in in_order[n:] if one.at < in_order[n].at + AFTER_MS]
        with_it = sum(states[one.structure] == state for one in after)
        if n >= LEAST_SESSIONS <= with_it and with_it / len(after) >= LEAST_SHARE:
            changes.append(Change(in_order[n].page, in_order[n].at, with_it, n))
    return changes
