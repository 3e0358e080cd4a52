"""Questions drawn at random, and what is known of each."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest
from tests.unit.analytics import oracle
from tests.unit.analytics.oracle import Asked
from tests.unit.analytics.traffic import (
    DAY_MS,
    DAYS,
    EVENTS,
    LABELS,
    LCP_LABEL,
    ORIGINS,
    PAGES,
    PATHS,
    REASONS,
    SITE,
    START,
    Visit,
)

from pagepulse.analytics.queries import Question
from pagepulse.questions.filters import SessionFilter, session_conditions
from pagepulse.replay.queries import count_sessions
from pagepulse.warehouse import Warehouse

PROJECT = "prj_exact"
GOALS = ["page:/thanks", "page:/coffee*", "page:/checkout", "event:signup", "event:signup?plan=pro"]
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"]


def question_of(asked: Asked) -> Question:
    chosen = SessionFilter.model_validate(asked)
    return Question(PROJECT, chosen, chosen.range())


def cohort_question(question: Question, week: str, later: int) -> Question:
    """Return what opens the sessions of a week's cohort so many weeks later.

    The cohort's days are those of its week that are in the range of the question. In that week
    itself they are the sessions that fit the question.
    """
    chosen = question.chosen
    monday = date.fromisoformat(week)
    first = max(week, chosen.start_date or week)
    sunday = (monday + timedelta(days=6)).isoformat()
    last = min(sunday, chosen.end_date or sunday)
    asked = chosen.model_dump(
        by_alias=True, exclude_defaults=True, exclude={"start_date", "end_date", "time_zone"}
    )
    filters = urlencode(asked, doseq=True) or "*"
    line = f"cohort {first} {last} {chosen.time_zone} {filters}"
    if later == 0:
        lines = [*chosen.happened, line]
        days = {"startDate": first, "endDate": last, "timeZone": chosen.time_zone}
        return question_of({**asked, **days, "happened": lines})
    begin = monday + timedelta(weeks=later)
    return question_of(
        {
            "timeZone": chosen.time_zone,
            "startDate": begin.isoformat(),
            "endDate": (begin + timedelta(days=6)).isoformat(),
            "happened": [line],
            "automated": chosen.automated,
            **({"visitorType": "own"} if chosen.visitor_type == "own" else {}),
        }
    )


def any_line(rng: Random) -> str:
    """Return something that may have happened in a session."""
    page = rng.choice(["*", *PAGES.values(), *(SITE + path for path in PATHS)])
    listed = rng.choice(list(PAGES.values()))
    rating = rng.choice(["*", "good", "needs-improvement", "poor", "not-good"])
    element = rng.choice(["*", "main>img", LABELS[LCP_LABEL]])
    return rng.choice(
        [
            "bounce",
            "frustration",
            f"{rng.choice(['rage', 'dead', 'page-error'])} {page}",
            f"click {listed} {rng.choice(list(LABELS))}",
            f"vital LCP {rating} {page} {element}",
            f"capture {rng.choice(REASONS)}",
            f'property {rng.choice(EVENTS)} plan "{rng.choice(["pro", "team"])}"',
            f"{rng.choice(['entry', 'exit'])} {page.replace('*', listed)}",
            f"{rng.choice(['step', 'left'])} {rng.choice([1, 2, 3])} {listed} *",
            f"step 2 {listed} {rng.choice(list(PAGES.values()))}",
        ]
    )


def any_filter(rng: Random, visits: list[Visit]) -> Asked:
    """Return a filter of up to four conditions, in any time zone."""
    one = rng.choice(visits)
    days = sorted(rng.randrange(DAYS) for _ in range(2))
    zone = rng.choice(ZONES)
    dates = [oracle.local(START + day * DAY_MS, zone).date().isoformat() for day in days]
    possible: list[Asked] = [
        {"startDate": dates[0], "endDate": dates[1]},
        {"startDate": dates[0]},
        {"pageURL": rng.choice([*PATHS, "/coffee*", "/orders/*", *PAGES.values()])},
        {"device": [rng.choice(["desktop", "mobile"])]},
        {"browser": [one.agent[1]]},
        {"country": [rng.choice(["AT", "JP"]), "US"]},
        {"language": [one.language]},
        {"screen": ["390x844"]},
        {"source": [one.origin[3]]},
        {"channel": sorted({one.origin[4], rng.choice(ORIGINS)[4]})},
        {"utmMedium": ["cpc", "email"]},
        {"entryPage": [SITE + rng.choice(PATHS)]},
        {"exitPage": [SITE + rng.choice(PATHS), SITE + rng.choice(PATHS)]},
        {"visitorType": rng.choice(["new", "returning", "own"])},
        {"event": rng.choice(EVENTS)},
        {"goal": rng.sample(GOALS, rng.choice([1, 1, 2]))},
        {"minDuration": rng.choice([1, 60_000, 900_000])},
        {"hasErrors": rng.choice([True, False])},
        {"happened": [any_line(rng)]},
        {"happened": [any_line(rng), any_line(rng)]},
        {"automated": True},
        {"sessionIds": ",".join(visit.session_id for visit in rng.sample(visits, 20))},
    ]
    asked: Asked = {"timeZone": zone}
    for part in rng.sample(possible, rng.choice([0, 1, 1, 2, 3, 4])):
        asked |= part
    return asked


@dataclasses.dataclass(frozen=True)
class LeftOut:
    """Sessions that a question does not count."""

    own: list[Visit]
    crawlers: list[Visit]


@dataclasses.dataclass(frozen=True)
class Context:
    """One question, and the sessions that it is about."""

    warehouse: Warehouse
    question: Question
    visits: list[Visit]
    first_of: dict[str, int]
    rng: Random
    left_out: LeftOut

    def count(self, line: str) -> int:
        """Return how many sessions of the question have what a line says."""
        happened = [*self.question.chosen.happened, line]
        chosen = self.question.chosen.model_copy(update={"happened": happened})
        return count_sessions(self.warehouse, PROJECT, session_conditions(chosen))

    @property
    def zone(self) -> str:
        return self.question.chosen.time_zone


def same(answer: Any, expected: dict[str, Any]) -> None:
    """Compare the fields of a model that are named, numbers to the last digits."""
    given = {name: getattr(answer, name) for name in expected}
    assert given == {
        name: value if value is None else pytest.approx(value, rel=1e-6)
        for name, value in expected.items()
    }
