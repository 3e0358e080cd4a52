"""A week of visitors to the demo site: the same for the same project and the same end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from pagepulse.demo.journeys import JOURNEYS
from pagepulse.demo.people import DIRECT, Person, new_person, pick
from pagepulse.demo.session import DemoSession, Shop
from pagepulse.demo.site import load_coffees
from pagepulse.demo.templates import load_layouts
from pagepulse.journal import Entry

SEED = 20_140_501
SESSION_COUNT = 380
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
WEEK_MS = 7 * DAY_MS
# The week ends on a multiple of this: two starts shortly after each other make the same week.
ALIGN_MS = 300_000
# Visits by hour of the day, UTC: quiet nights, a morning and an evening peak.
HOUR_WEIGHTS = (
    *(2, 1, 1, 1, 1, 2, 4, 7, 9, 10, 9, 8),
    *(9, 8, 8, 8, 9, 10, 12, 13, 12, 9, 6, 3),
)
# How likely a session is by somebody who came before.
RETURN_SHARE = 0.32


def align(now: int) -> int:
    """Return the end of the week that is made at `now`, both Unix milliseconds."""
    return now - now % ALIGN_MS


def week_of_sessions(
    project_id: str, project_key: str, site_origin: str, end: int, since: int | None = None
) -> Iterator[list[Entry]]:
    """Yield the batches of one session after the other, by the time of their start.

    Every session begins after `end` - 7 days and is over at `end`, Unix milliseconds. With `since`
    they are other sessions than in a week before, and only those that begin later than it.
    """
    prices = {coffee.slug: coffee.price for coffee in load_coffees()}
    shop = Shop(project_id, project_key, site_origin, load_layouts(site_origin), prices)
    rng = Random(SEED if since is None else SEED + end)
    # Apart, so that at another end the same people do the same things.
    starts = _starts(Random(SEED), end)
    people: list[Person] = []
    for start in starts:
        session = DemoSession(shop, rng, _visitor(rng, people), start)
        entries = list(session.play(pick(rng, JOURNEYS)(rng)))
        if session.now < end and start > (since or 0):
            yield entries


def _starts(rng: Random, end: int) -> list[int]:
    """Return when sessions start, ascending, spread as people's days are."""
    starts: list[int] = []
    while len(starts) < SESSION_COUNT:
        start = end - rng.randrange(WEEK_MS)
        if rng.random() * max(HOUR_WEIGHTS) < HOUR_WEIGHTS[start % DAY_MS // HOUR_MS]:
            starts.append(start)
    return sorted(starts)


def _visitor(rng: Random, people: list[Person]) -> Person:
    """Return somebody who came before, now without a referrer, or somebody new."""
    if people and rng.random() < RETURN_SHARE:
        return replace(rng.choice(people), source=DIRECT)
    person = new_person(rng)
    if person.visitor_id is not None:
        people.append(person)
    return person
