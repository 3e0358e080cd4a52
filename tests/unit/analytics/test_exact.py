"""Whatever is asked for, every number of analytics is what plain loops over the traffic say."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.unit.analytics import oracle
from tests.unit.analytics.oracle import Asked
from tests.unit.analytics.traffic import (
    DAY_MS,
    DAYS,
    EVENTS,
    ORIGINS,
    PAGES,
    PATHS,
    REASONS,
    SITE,
    START,
    Visit,
    entries_of,
    make_visits,
)

from pagepulse.analytics import capture, events, funnels, journeys, overview, page_errors, pages
from pagepulse.analytics import performance as vitals
from pagepulse.analytics.periods import Interval
from pagepulse.analytics.queries import DIMENSIONS, Dimension, Question
from pagepulse.analytics.retention import read_retention
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.projector import Projector
from pagepulse.journal import Journal
from pagepulse.questions.filters import SessionFilter, session_conditions
from pagepulse.replay.queries import count_sessions
from pagepulse.warehouse import Warehouse

PROJECT = "prj_exact"
VISITS = 220
QUESTIONS = 1_000
INTERVALS: list[Interval] = ["hour", "day", "week", "month"]
PAGE_NAMES: list[pages.PageName] = ["page", "url"]
DIMENSIONS_ASKED: list[Dimension] = [name for name in DIMENSIONS if name in oracle.DIMENSIONS]
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"]


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory, warehouse: Warehouse) -> list[Visit]:
    """Store traffic whose batches come late, in any order, and some of them twice."""
    rng = Random(11)
    made = make_visits(rng, VISITS)
    entries = [entry for visit in made for entry in entries_of(visit, PROJECT)]
    entries += rng.sample(entries, len(entries) // 5)
    rng.shuffle(entries)
    journal = Journal(Path(tmp_path_factory.mktemp("journal")) / "journal.db", max_bytes=10**9)
    half = len(entries) // 2
    for part in (entries[:half], entries[half:]):
        journal.append_now(part)
        Projector(journal, warehouse, Ledger()).run_until_empty()
    journal.close()
    return made


@pytest.fixture(scope="module")
def first_of(visits: list[Visit]) -> dict[str, int]:
    """Return when each visitor came first."""
    found: dict[str, int] = {}
    for visit in visits:
        begun = visit.views[0].at
        found[visit.visitor] = min(begun, found.get(visit.visitor, begun))
    return found


def question_of(asked: Asked) -> Question:
    chosen = SessionFilter.model_validate(asked)
    return Question(PROJECT, chosen, chosen.range())


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
        {"visitorType": rng.choice(["new", "returning"])},
        {"event": rng.choice(EVENTS)},
        {"minDuration": rng.choice([1, 60_000, 900_000])},
        {"hasErrors": rng.choice([True, False])},
        {"automated": True},
        {"sessionIds": ",".join(visit.session_id for visit in rng.sample(visits, 20))},
    ]
    asked: Asked = {"timeZone": zone}
    for part in rng.sample(possible, rng.choice([0, 1, 1, 2, 3, 4])):
        asked |= part
    return asked


def test_a_thousand_questions_have_the_answers_of_plain_loops(
    visits: list[Visit], first_of: dict[str, int], warehouse: Warehouse
) -> None:
    rng = Random(20_261_123)
    found = Counter[str]()
    for _ in range(QUESTIONS):
        asked = any_filter(rng, visits)
        expected = [visit for visit in visits if oracle.fits(visit, asked, first_of)]
        check = rng.choice(CHECKS)
        check(Context(warehouse, question_of(asked), expected, first_of, rng))
        found[check.__name__] += bool(expected)
    # A question without sessions proves little: each kind has had many with some.
    assert min(found[check.__name__] for check in CHECKS) > 20, found


@dataclasses.dataclass(frozen=True)
class Context:
    """One question, and the sessions that it is about."""

    warehouse: Warehouse
    question: Question
    visits: list[Visit]
    first_of: dict[str, int]
    rng: Random

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


def check_overview(asked: Context) -> None:
    answer = overview.read_overview(asked.warehouse, asked.question, compared=False)
    depths = [
        view.depth for visit in asked.visits for view in visit.views if view.depth is not None
    ]
    durations = sorted(oracle.duration(visit) for visit in asked.visits)
    middle = len(durations) // 2
    new = {
        oracle.who(visit)
        for visit in asked.visits
        if not visit.visitor or asked.first_of[visit.visitor] == visit.views[0].at
    }
    same(answer, oracle.totals(asked.visits))
    assert answer.scroll_depth == (pytest.approx(oracle.mean(depths)) if depths else None)
    assert answer.new_visitors == len(new)
    assert answer.median_duration == (
        pytest.approx((durations[middle] + durations[~middle]) / 2) if durations else 0
    )


def check_sessions(asked: Context) -> None:
    """See that the list of sessions, at the same filter, is as long as the number says."""
    conditions = session_conditions(asked.question.chosen)
    assert count_sessions(asked.warehouse, PROJECT, conditions) == len(asked.visits)


def check_timeseries(asked: Context) -> None:
    interval: Interval = asked.rng.choice(INTERVALS)
    if interval == "hour" and asked.question.times.start_at is None:
        interval = "day"
    answer = overview.read_timeseries(asked.warehouse, asked.question, interval, compared=False)
    by_date = oracle.groups(
        asked.visits, lambda visit: oracle.bucket_of(visit.views[0].at, interval, asked.zone)
    )
    given = Counter[str]()
    for bucket in answer.buckets:
        given[bucket.date[:13]] += bucket.sessions
    assert +given == Counter({date: len(group) for date, group in by_date.items()})
    for bucket in answer.buckets:
        if interval != "hour":
            same(bucket, oracle.totals(by_date.get(bucket.date, [])))


def check_breakdown(asked: Context) -> None:
    dimension = asked.rng.choice(DIMENSIONS_ASKED)
    answer = overview.read_breakdown(asked.warehouse, asked.question, dimension, 100)
    expected = oracle.groups(asked.visits, oracle.DIMENSIONS[dimension])
    assert [row.value for row in answer.rows] == sorted(
        expected,
        key=lambda value: (
            -len({oracle.who(visit) for visit in expected[value]}),
            -len(expected[value]),
            value,
        ),
    )
    for row in answer.rows:
        same(row, oracle.totals(expected[row.value]))


def check_pages(asked: Context) -> None:
    by: pages.PageName = asked.rng.choice(PAGE_NAMES)
    request = pages.PageRequest(asked.question, by, "", "pageViews", 100)
    answer = pages.read_pages(asked.warehouse, request)
    name = (lambda view: PAGES[view.path]) if by == "page" else (lambda view: SITE + view.path)
    expected = oracle.page_rows(asked.visits, name)
    assert {row.page_url for row in answer.pages} == set(expected)
    for row in answer.pages:
        same(row, expected[row.page_url])
    assert answer.page_views == sum(len(visit.views) for visit in asked.visits)


def check_events(asked: Context) -> None:
    request = events.EventRequest(asked.question, "custom", "", 100)
    answer = events.read_events(asked.warehouse, request)
    named = [
        (name, visit)
        for visit in asked.visits
        for view in visit.views
        for _, name, _ in view.events
    ]
    assert {row.name: (row.count, row.sessions, row.visitors) for row in answer.events} == {
        name: (
            sum(one == name for one, _ in named),
            len({visit.session_id for one, visit in named if one == name}),
            len({oracle.who(visit) for one, visit in named if one == name}),
        )
        for name in {one for one, _ in named}
    }


def check_event(asked: Context) -> None:
    answer = events.read_event(asked.warehouse, asked.question, "signup")
    plans = Counter(
        plan
        for visit in asked.visits
        for view in visit.views
        for _, name, plan in view.events
        if name == "signup"
    )
    given = {one.value: one.count for row in answer.properties for one in row.values}
    assert given == {f'"{plan}"': count for plan, count in plans.items()}
    assert (answer.count, len(answer.moments)) == (plans.total(), min(100, plans.total()))


def check_performance(asked: Context) -> None:
    answer = vitals.read_performance(asked.warehouse, asked.question, "LCP")
    felt = [
        (visit, *view.lcp) for visit in asked.visits for view in visit.views if view.lcp is not None
    ]
    lcp = answer.vitals[0]
    expected = oracle.p75([value for _, value, _ in felt])
    assert lcp.p75 == (None if expected is None else pytest.approx(expected))
    ratings = Counter(rating for *_, rating in felt)
    assert (lcp.samples, lcp.good, lcp.needs_improvement, lcp.poor) == (
        len(felt),
        ratings["good"],
        ratings["needs-improvement"],
        ratings["poor"],
    )
    assert sum(bar.count for bar in lcp.bars) == len(felt)
    assert {row.value: row.samples for row in answer.devices} == Counter(
        visit.agent[0] for visit, *_ in felt
    )


def check_journeys(asked: Context) -> None:
    steps = asked.rng.choice([2, 3, 5])
    request = journeys.JourneyRequest(asked.question, "", steps, 30)
    answer = journeys.read_journeys(asked.warehouse, request)
    walked = oracle.paths(asked.visits)
    assert answer.sessions == len(walked)
    assert {(one.step, one.source, one.target): one.sessions for one in answer.links} == (
        oracle.journey_links(walked, steps)
    )
    exits = Counter((len(path), path[-1]) for path in walked if len(path) <= steps)
    assert {(one.step, one.page): one.exits for one in answer.nodes if one.exits} == exits


def check_funnel(asked: Context) -> None:
    possible = ["page:/", "page:/coffee*", "page:/plans", "event:signup", "event:added"]
    steps = [asked.rng.choice(possible) for _ in range(asked.rng.choice([1, 2, 3]))]
    answer = funnels.read_funnel(asked.warehouse, asked.question, steps)
    reached = oracle.funnel(asked.visits, steps)
    assert [step.sessions for step in answer.steps] == reached
    assert answer.sessions == len(asked.visits)
    behind = funnels.list_funnel_sessions(
        asked.warehouse, asked.question, steps, len(steps), lost=False
    )
    assert behind.total == len(behind.session_ids) == reached[-1]


def check_retention(asked: Context) -> None:
    answer = read_retention(asked.warehouse, asked.question, "week")
    chosen = {
        visit.visitor
        for visit in asked.visits
        if visit.visitor and asked.first_of[visit.visitor] == visit.views[0].at
    }
    cohorts = Counter(
        oracle.bucket_of(asked.first_of[visitor], "week", asked.zone) for visitor in chosen
    )
    assert {cohort.date: cohort.visitors for cohort in answer.cohorts} == cohorts


def check_errors(asked: Context) -> None:
    answer = page_errors.read_errors(asked.warehouse, asked.question, "", 100)
    thrown = [visit for visit in asked.visits if oracle.errors(visit)]
    count = sum(oracle.errors(visit) for visit in thrown)
    # Numbers aside, the traffic has one message at one place.
    assert [(one.count, one.sessions) for one in answer.errors] == (
        [(count, len(thrown))] if thrown else []
    )
    assert (answer.count, answer.total) == (count, 1 if thrown else 0)


def check_capture(asked: Context) -> None:
    answer = capture.read_capture(asked.warehouse, asked.question, "month")
    reasons = Counter(view.reason for visit in asked.visits for view in visit.views)
    assert {one.reason: one.page_views for one in answer.reasons} == reasons
    by_bucket = Counter[str]()
    for bucket in answer.buckets:
        by_bucket.update(bucket.page_views)
    assert by_bucket == reasons
    assert set(reasons) <= set(REASONS)


CHECKS = [
    check_overview, check_sessions, check_timeseries, check_breakdown, check_pages, check_events,
    check_event, check_performance, check_journeys, check_funnel, check_retention, check_errors,
    check_capture,
]  # fmt: skip
