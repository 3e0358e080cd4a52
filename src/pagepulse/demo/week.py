"""Two weeks of visitors to the demo site: the same for the same project and the same end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from pagepulse.demo.capturing import Captured, captured
from pagepulse.demo.deploy import before_deploy
from pagepulse.demo.journeys import EARLIER_JOURNEYS, JOURNEYS
from pagepulse.demo.people import CRAWLER, DIRECT, TEAM, Person, new_person, pick
from pagepulse.demo.session import DemoSession, Shop
from pagepulse.demo.site import load_coffees
from pagepulse.demo.templates import load_layouts
from pagepulse.journal import Entry

SEED = 20_140_501
# Of the week before the last one, and of the last one: the shop grows.
EARLIER_SESSION_COUNT = 330
SESSION_COUNT = 400
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
WEEK_MS = 7 * DAY_MS
# So long before the end the shop had a deploy.
DEPLOY_MS = 3 * DAY_MS + 9 * HOUR_MS
# The week ends on a multiple of this: two starts shortly after each other make the same week.
ALIGN_MS = 300_000
# Visits by hour of the day, UTC: quiet nights, a morning and an evening peak.
HOUR_WEIGHTS = (
    *(2, 1, 1, 1, 1, 2, 4, 7, 9, 10, 9, 8),
    *(9, 8, 8, 8, 9, 10, 12, 13, 12, 9, 6, 3),
)
# How likely a session is by somebody who came before.
RETURN_SHARE = 0.32
# How likely it is by somebody who is no visitor: a crawler, or the shop's own team.
CRAWLER_SHARE, TEAM_SHARE = 0.03, 0.04


def align(now: int) -> int:
    """Return the end of the week that is made at `now`, both Unix milliseconds."""
    return now - now % ALIGN_MS


@dataclass
class _Weeks:
    """What both weeks share: the shop at two times, and the people who have been there."""

    shop: Shop
    earlier_shop: Shop
    rng: Random
    # Apart, so that what people do does not depend on whether they are recorded.
    fate: Random
    deployed_at: int
    people: list[Person] = field(default_factory=list)

    def play(self, starts: Sequence[int], end: int, *, is_drawn: bool) -> Iterator[list[Entry]]:
        """Yield the sessions that begin then and are over at `end`."""
        for start in starts:
            is_earlier = start < self.deployed_at
            shop = self.earlier_shop if is_earlier else self.shop
            person = _visitor(self.rng, self.people)
            becomes = captured(self.fate, is_drawn=is_drawn)
            if not _counts(person):
                becomes = Captured()
            # Its own, so that what happens in one session changes no other one.
            rng = Random(self.rng.getrandbits(64))
            session = DemoSession(shop, rng, person, start, becomes)
            journey = pick(rng, EARLIER_JOURNEYS if is_earlier else JOURNEYS)
            entries = list(session.play(journey(rng)))
            if session.now < end:
                yield entries


def fortnight_of_sessions(
    project_id: str, project_key: str, site_origin: str, end: int
) -> Iterator[list[Entry]]:
    """Yield the batches of one session after the other, by the time of their start.

    Every session begins after `end` - 14 days and is over at `end`, Unix milliseconds. In the first
    week only some were drawn to be recorded; then all are, and a deploy changes a page.
    """
    weeks = _weeks(project_id, project_key, site_origin, SEED, end - DEPLOY_MS)
    # Apart, so that at another end the same people do the same things.
    earlier = _starts(Random(SEED + 1), end - WEEK_MS, EARLIER_SESSION_COUNT)
    yield from weeks.play(earlier, end - WEEK_MS, is_drawn=False)
    yield from weeks.play(_starts(Random(SEED), end, SESSION_COUNT), end, is_drawn=True)


def later_sessions(
    project_id: str, project_key: str, site_origin: str, end: int, since: int
) -> Iterator[list[Entry]]:
    """Yield the same for the time from `since` on, a week before `end` at most.

    They are other sessions than those of a fortnight before.
    """
    weeks = _weeks(project_id, project_key, site_origin, SEED + end, 0)
    starts = [start for start in _starts(Random(SEED), end, SESSION_COUNT) if start > since]
    yield from weeks.play(starts, end, is_drawn=True)


def _weeks(
    project_id: str, project_key: str, site_origin: str, seed: int, deployed_at: int
) -> _Weeks:
    prices = {coffee.slug: coffee.price for coffee in load_coffees()}
    shop = Shop(project_id, project_key, site_origin, load_layouts(site_origin), prices)
    layouts = {width: before_deploy(layout) for width, layout in shop.layouts.items()}
    return _Weeks(shop, replace(shop, layouts=layouts), Random(seed), Random(seed + 2), deployed_at)


def _starts(rng: Random, end: int, count: int) -> list[int]:
    """Return when sessions of a week start, ascending, spread as people's days are."""
    starts: list[int] = []
    while len(starts) < count:
        start = end - rng.randrange(WEEK_MS)
        if rng.random() * max(HOUR_WEIGHTS) < HOUR_WEIGHTS[start % DAY_MS // HOUR_MS]:
            starts.append(start)
    return sorted(starts)


def _visitor(rng: Random, people: list[Person]) -> Person:
    """Return somebody who came before, now without a referrer, or somebody new."""
    who = rng.random()
    if who < CRAWLER_SHARE:
        return CRAWLER
    if who < CRAWLER_SHARE + TEAM_SHARE:
        return rng.choice(TEAM)
    if people and rng.random() < RETURN_SHARE:
        return replace(rng.choice(people), source=DIRECT)
    person = new_person(rng)
    if person.visitor_id is not None:
        people.append(person)
    return person


def _counts(person: Person) -> bool:
    return person is not CRAWLER and person not in TEAM
