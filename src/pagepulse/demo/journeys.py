"""What people do in the shop: the pages they see, in which order, and what they do there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from pagepulse.demo.people import pick

HOME, CATALOGUE, PLANS, CHECKOUT = "/", "/coffee/", "/plans/", "/checkout/"
THANKS, ACCOUNT = "/thanks/", "/account/"
# The coffees of which there is a template, each with its share of the interest.
COFFEES: list[tuple[str, int]] = [
    ("harbor-blend", 5),
    ("huila-pitalito", 3),
    ("nyeri-gatomboya", 2),
]
# The price and the words below a coffee's name belong to no link: so many press them all the same,
# of those who look at the shelves or at the favourites of the front page.
MISTAKEN_SHARE = 0.09
FORM = ("name", "email", "street", "postcode", "city", "country", "card", "expires", "cvc")


@dataclass(frozen=True)
class Visit:
    """One page view: reading takes `seconds`; `press` names a button to press `times` times.

    The address of a coffee stands for the text below its link.
    """

    path: str
    seconds: float
    do: tuple[str, ...] = ()
    press: str = ""
    times: int = 1
    query: str = ""
    tab: int = 0


Journey = Callable[[Random], list[Visit]]


def bounce(rng: Random) -> list[Visit]:
    """Look at one page and leave."""
    path = rng.choice((HOME, HOME, CATALOGUE, PLANS, _coffee(rng)))
    return [Visit(path, rng.uniform(2, 25))]


def wander(rng: Random) -> list[Visit]:
    """Go from the front page to the shelves and look at a few coffees."""
    do = ("quiz_open", "quiz_done") if rng.random() < 0.25 else _menu(rng)
    front = Visit(HOME, rng.uniform(6, 30), do)
    visits = [_mistaken(rng, front)] if rng.random() < 0.7 else []
    for _ in range(rng.randint(1, 3)):
        shelves = ("light", "dark", "all") if rng.random() < 0.3 else ()
        looks = tuple(step for step in ("farm", "brewing", "size") if rng.random() < 0.35)
        visits += [
            _mistaken(rng, Visit(CATALOGUE, rng.uniform(8, 40), shelves)),
            Visit(_coffee(rng), rng.uniform(10, 60), looks),
        ]
    return visits


def compare(rng: Random) -> list[Visit]:
    """Open a coffee in a second tab and go on there."""
    return [
        Visit(CATALOGUE, rng.uniform(15, 40)),
        Visit(_coffee(rng), rng.uniform(10, 30), ("farm",), tab=1),
        Visit(PLANS, rng.uniform(10, 40), ("yearly",), tab=1),
    ]


def buy(rng: Random) -> list[Visit]:
    """Put a coffee in the basket and, more often than not, pay for it."""
    coffee = Visit(_coffee(rng), rng.uniform(8, 40), ("brewing", "grind", "add"))
    start = [Visit(HOME, rng.uniform(4, 15))] if rng.random() < 0.5 else []
    return [*start, Visit(CATALOGUE, rng.uniform(5, 30)), coffee, *_pay(rng, "")]


def subscribe(rng: Random) -> list[Visit]:
    """Compare the plans and take one."""
    plan = rng.choices(("dinghy", "sloop", "schooner"), (3, 6, 1))[0]
    billing = rng.choice(((), ("yearly",), ("yearly", "monthly")))
    start = [Visit(HOME, rng.uniform(4, 20), _menu(rng))] if rng.random() < 0.6 else []
    plans = Visit(PLANS, rng.uniform(15, 70), (*billing, "pause"))
    return [*start, plans, *_pay(rng, f"plan={plan}")]


def manage(rng: Random) -> list[Visit]:
    """Look after an account, inside a single-page part of the site."""
    do = rng.choice((("orders",), ("orders", "settings", "save"), ("pause_plan", "orders")))
    return [Visit(ACCOUNT, rng.uniform(10, 40), do)]


def despair(rng: Random) -> list[Visit]:
    """Press a button that does nothing, then one that breaks."""
    coffee, end = _coffee(rng), rng.choice((HOME, CATALOGUE))
    return [
        Visit(coffee, rng.uniform(8, 25), press="gift-wrap", times=rng.randint(3, 6)),
        Visit(end, rng.uniform(5, 15), press="store-finder", times=rng.randint(1, 4)),
    ]


# Each with its share of the sessions.
JOURNEYS: list[tuple[Journey, int]] = [
    (bounce, 30),
    (wander, 33),
    (compare, 5),
    (buy, 10),
    (subscribe, 9),
    (manage, 8),
    (despair, 5),
]
# Before the page of the plans answered their questions, fewer took one.
EARLIER_JOURNEYS: list[tuple[Journey, int]] = [
    (bounce, 36),
    (wander, 34),
    (compare, 5),
    (buy, 9),
    (subscribe, 3),
    (manage, 8),
    (despair, 5),
]


def _coffee(rng: Random) -> str:
    return f"{CATALOGUE}{pick(rng, COFFEES)}/"


def _mistaken(rng: Random, visit: Visit) -> Visit:
    """Sometimes press what looks like a link to a coffee, and is none, once or angrily."""
    if rng.random() >= MISTAKEN_SHARE:
        return visit
    return replace(visit, press=_coffee(rng), times=rng.choice((1, 1, 2, 3, 4)))


def _menu(rng: Random) -> tuple[str, ...]:
    """Sometimes open the menu and close it again; which one depends on the width."""
    if rng.random() < 0.3:
        return ("menu_open", "menu_close", "nav_open", "nav_close")
    return ()


def _pay(rng: Random, query: str) -> list[Visit]:
    """Fill in the checkout: half give up early, some leave at the error, the others order."""
    mood = rng.random()
    if mood < 0.5:
        return [Visit(CHECKOUT, rng.uniform(5, 25), FORM[: rng.randint(0, 5)], query=query)]
    if mood < 0.62:
        return [Visit(CHECKOUT, rng.uniform(8, 20), (*FORM, "order_incomplete"), query=query)]
    extras = ("note", "gift") if rng.random() < 0.2 else ()
    return [
        Visit(CHECKOUT, rng.uniform(6, 18), (*FORM, *extras), "place-order", query=query),
        Visit(THANKS, rng.uniform(4, 14)),
    ]
