"""Whatever is asked for, every number of analytics is what plain loops over the traffic say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from random import Random

import pytest
from tests.unit.analytics import oracle
from tests.unit.analytics.asking import (
    GOALS,
    PROJECT,
    Context,
    LeftOut,
    any_filter,
    cohort_question,
    question_of,
    same,
)
from tests.unit.analytics.opened import OPENED
from tests.unit.analytics.traffic import (
    DAY_MS,
    DAYS,
    LABELS,
    LCP_LABEL,
    PAGES,
    REASONS,
    SITE,
    START,
    Visit,
    entries_of,
    make_visits,
    team_of,
)

from pagepulse.analytics import (
    capture,
    conversions,
    events,
    funnels,
    journeys,
    overview,
    page_detail,
    page_errors,
    pages,
    vital_elements,
)
from pagepulse.analytics import performance as vitals
from pagepulse.analytics.models import Figures, Totals
from pagepulse.analytics.periods import Interval
from pagepulse.analytics.queries import DIMENSIONS, Dimension
from pagepulse.analytics.retention import read_retention
from pagepulse.goals.models import SavedGoal
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.projector import Projector
from pagepulse.journal import Journal
from pagepulse.questions.dates import TimeRange
from pagepulse.questions.filters import session_conditions
from pagepulse.questions.own import mark_visitor
from pagepulse.replay.queries import count_sessions
from pagepulse.warehouse import Warehouse

VISITS = 220
QUESTIONS = 1_000
# Questions after which somebody is marked as of the team, or no more.
MARKED_EVERY = 25
MOMENTS = count()
INTERVALS: list[Interval] = ["hour", "day", "week", "month"]
PAGE_NAMES: list[pages.PageName] = ["page", "url"]
DIMENSIONS_ASKED: list[Dimension] = [name for name in DIMENSIONS if name in oracle.DIMENSIONS]


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


def test_a_thousand_questions_have_the_answers_of_plain_loops(
    visits: list[Visit], first_of: dict[str, int], warehouse: Warehouse
) -> None:
    rng = Random(20_261_123)
    found = Counter[str]()
    team = team_of(visits)
    for number in range(QUESTIONS):
        if number % MARKED_EVERY == 0:
            mark_somebody(rng, warehouse, visits, team)
        asked = any_filter(rng, visits)
        expected = [visit for visit in visits if oracle.fits(visit, asked, first_of, team)]
        # What the same question leaves out.
        everybody = {**asked, "automated": True}
        crawling = [visit for visit in visits if oracle.fits(visit, everybody, first_of, team)]
        of_team = {**asked, "visitorType": "own"}
        own = [visit for visit in visits if oracle.fits(visit, of_team, first_of, team)]
        check = rng.choice(CHECKS)
        left_out = LeftOut(own, [visit for visit in crawling if visit not in expected])
        check(Context(warehouse, question_of(asked), expected, first_of, rng, left_out))
        found[check.__name__] += bool(expected)
    # A question without sessions proves little: each kind has had many with some.
    assert min(found[check.__name__] for check in CHECKS) > 20, found


def mark_somebody(rng: Random, warehouse: Warehouse, visits: list[Visit], team: set[str]) -> None:
    """Say of a visitor that it is of the team where it is not, and the other way round."""
    visitor = oracle.who(rng.choice(visits))
    team ^= {visitor}
    now = START + (DAYS + 1) * DAY_MS + next(MOMENTS)
    mark_visitor(warehouse, PROJECT, visitor, now, is_own=visitor in team)


def check_overview(asked: Context) -> None:
    answer = overview.read_overview(asked.warehouse, asked.question, compared=False)
    durations = sorted(oracle.duration(visit) for visit in asked.visits)
    middle = len(durations) // 2
    new = {
        oracle.who(visit)
        for visit in asked.visits
        if not visit.visitor or asked.first_of[visit.visitor] == visit.views[0].at
    }
    same(answer, oracle.totals(asked.visits))
    same(answer, {"scroll_depth": oracle.scroll_depth(asked.visits)})
    assert answer.new_visitors == len(new)
    assert answer.own_sessions == len(asked.left_out.own)
    assert answer.crawlers == len(asked.left_out.crawlers)
    assert answer.median_duration == (
        pytest.approx((durations[middle] + durations[~middle]) / 2) if durations else 0
    )


def check_compared(asked: Context) -> None:
    """See that two ranges told together are what each of them is by itself."""
    begin = START + asked.rng.randrange(1, DAYS) * DAY_MS
    times = TimeRange(begin, begin + asked.rng.choice([1, 3, 7]) * DAY_MS)
    question = replace(asked.question, times=times)
    answer = overview.read_overview(asked.warehouse, question, compared=True)
    assert answer.previous is not None
    assert answer.previous_range is not None
    earlier = TimeRange(answer.previous_range.start_at, answer.previous_range.end_at)
    for told, alone_in in ((answer, times), (answer.previous, earlier)):
        alone = overview.read_overview(
            asked.warehouse, replace(question, times=alone_in), compared=False
        )
        same(told, {name: getattr(alone, name) for name in Figures.model_fields})


def check_sessions(asked: Context) -> None:
    """See that the list of sessions, at the same filter, is as long as the number says."""
    conditions = session_conditions(asked.question.chosen)
    assert count_sessions(asked.warehouse, PROJECT, conditions) == len(asked.visits)


def check_opened(asked: Context) -> None:
    """See that the lines that numbers are opened by list as many sessions as the numbers say."""
    numbers = sorted(asked.rng.choice(OPENED)(asked.warehouse, asked.question).items())
    lines = dict(asked.rng.sample(numbers, min(3, len(numbers))))
    assert {line: asked.count(line) for line in lines} == lines


def check_page(asked: Context) -> None:
    """See that one page by itself is what the table of pages and the paths say."""
    page = asked.rng.choice(sorted(set(PAGES.values())))
    request = page_detail.DetailRequest(asked.question, page, "month", compared=False)
    answer = page_detail.read_page(asked.warehouse, request)
    expected = oracle.page_rows(asked.visits, lambda view: PAGES[view.path]).get(page)
    if expected is None:
        assert (answer.now, answer.came_from, answer.went_to) == (None, [], [])
        return
    same(answer.now, expected)
    for name in ("page_views", "sessions", "entries", "exits"):
        assert sum(getattr(bucket, name) for bucket in answer.buckets) == expected[name]
    pairs = {
        (path[n], path[n + 1], visit.session_id)
        for visit in asked.visits
        for path in oracle.paths([visit])
        for n in range(len(path) - 1)
    }
    came = Counter(before for before, after, _ in pairs if after == page)
    went = Counter(after for before, after, _ in pairs if before == page)
    assert {one.page_url: one.sessions for one in answer.came_from} == came
    assert {one.page_url: one.sessions for one in answer.went_to} == went
    for one in answer.went_to[:2]:
        assert asked.count(f"walk {page} {one.page_url}") == one.sessions


def check_between_screens(asked: Context) -> None:
    """See that what one screen says is the sum of what the others say."""
    warehouse, question = asked.warehouse, asked.question
    totals = overview.read_overview(warehouse, question, compared=False)
    whole = (totals.sessions, totals.page_views, totals.custom_events, totals.errors)

    def sums(rows: Sequence[Totals]) -> tuple[int, ...]:
        names = ("sessions", "page_views", "custom_events", "errors")
        return tuple(sum(getattr(row, name) for row in rows) for name in names)

    series = overview.read_timeseries(warehouse, question, "month", compared=False)
    dimension = asked.rng.choice(DIMENSIONS_ASKED)
    parts = overview.read_breakdown(warehouse, question, dimension, 1_000)
    assert sums(series.buckets) == sums(parts.rows) == whole
    request = pages.PageRequest(question, "url", "", "pageViews", 1_000)
    table = pages.read_pages(warehouse, request)
    truth = capture.read_capture(warehouse, question, "month")
    viewed = sum(row.page_views for row in table.pages)
    assert viewed == table.page_views == truth.page_views == totals.page_views
    # Each session begins and ends on one page.
    entries = sum(row.entries for row in table.pages)
    assert entries == sum(row.exits for row in table.pages) == totals.sessions
    custom = events.read_events(warehouse, events.EventRequest(question, "custom", "", 1_000))
    assert sum(row.count for row in custom.events) == totals.custom_events
    thrown = page_errors.read_errors(warehouse, question, "", 1_000)
    assert thrown.count == sum(row.errors for row in table.pages) == totals.errors


def check_vital_elements(asked: Context) -> None:
    """See that the element behind a vital stands for all page views that named it."""
    page = asked.rng.choice(sorted(set(PAGES.values())))
    answer = vital_elements.read_vital_elements(asked.warehouse, asked.question, page, "LCP")
    felt = [
        (visit.session_id, view.lcp[0])
        for visit in asked.visits
        for view in visit.views
        if view.lcp is not None and PAGES[view.path] == page
    ]
    assert (answer.samples, answer.unnamed, len(answer.elements)) == (len(felt), 0, bool(felt))
    for one in answer.elements:
        sessions = {session_id for session_id, _ in felt}
        assert (one.element_id, one.label) == (LABELS[LCP_LABEL], LCP_LABEL)
        assert (one.samples, one.share, one.sessions) == (len(felt), 1, len(sessions))
        assert one.p75 == answer.p75 == pytest.approx(oracle.p75([value for _, value in felt]))
        worst = sorted((value for _, value in felt), reverse=True)[: vital_elements.MOMENTS]
        assert [moment.value for moment in one.moments] == worst
        assert asked.count(f"vital LCP * {page} {one.element_id}") == one.sessions


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
            begun = by_date.get(bucket.date, [])
            same(bucket, oracle.totals(begun) | {"scroll_depth": oracle.scroll_depth(begun)})
    if asked.question.times.start_at is None:
        open_range = overview.read_timeseries(
            asked.warehouse, asked.question, interval, compared=True
        )
        assert open_range.previous is None


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
    assert all(sum(row.trend) == row.count for row in answer.events)
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


def check_goals(asked: Context) -> None:
    """See every goal's numbers, and that the list of sessions at it is as long as they say."""
    saved = [
        SavedGoal(
            goal_id=f"goal_{n}", name=text, definition=text, saved_by="", created_at=0, changed_at=0
        )
        for n, text in enumerate(GOALS)
    ]
    answer = conversions.count_conversions(asked.warehouse, asked.question, saved)
    total, everybody = len(asked.visits), len({oracle.who(visit) for visit in asked.visits})
    for text, given in zip(GOALS, answer, strict=True):
        converted = [visit for visit in asked.visits if oracle.reached(visit, text)]
        visitors = len({oracle.who(visit) for visit in converted})
        expected = {
            "sessions": total,
            "visitors": everybody,
            "conversions": len(converted),
            "converted_visitors": visitors,
            "conversion_rate": len(converted) / total if total else 0.0,
            "visitor_conversion_rate": visitors / everybody if everybody else 0.0,
        }
        same(given, expected)
        chosen = asked.question.chosen
        at_it = chosen.model_copy(update={"goal": [*chosen.goal, text]})
        listed = count_sessions(asked.warehouse, PROJECT, session_conditions(at_it))
        assert listed == given.conversions
    detail = conversions.GoalRequest(asked.question, saved[1], "month", "device", 100)
    one = conversions.read_goal(asked.warehouse, detail, compared=False)
    assert sum(bucket.conversions for bucket in one.buckets) == one.conversions
    assert {row.value: row.conversions for row in one.rows} == {
        device: sum(oracle.reached(visit, GOALS[1]) for visit in visits)
        for device, visits in oracle.groups(asked.visits, oracle.DIMENSIONS["device"]).items()
    }


def check_retention(asked: Context) -> None:
    """See who came back, and that each cell opens the sessions of as many visitors as it says."""
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
    cells = [
        (cohort.date, n, visitors)
        for cohort in answer.cohorts
        for n, visitors in enumerate(cohort.returned)
    ]
    for date, later, visitors in asked.rng.sample(cells, min(3, len(cells))):
        opened = cohort_question(asked.question, date, later)
        listed = overview.read_overview(asked.warehouse, opened, compared=False)
        assert listed.visitors == visitors
        conditions = session_conditions(opened.chosen)
        assert count_sessions(asked.warehouse, PROJECT, conditions) == listed.sessions


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
    for given, left_out in (
        (answer.own, asked.left_out.own),
        (answer.crawlers, asked.left_out.crawlers),
    ):
        views = sum(len(visit.views) for visit in left_out)
        assert (given.sessions, given.page_views) == (len(left_out), views)


CHECKS = [
    check_overview, check_compared, check_sessions, check_opened, check_page, check_timeseries,
    check_breakdown, check_pages, check_between_screens, check_vital_elements, check_events,
    check_event, check_performance, check_journeys, check_funnel, check_goals, check_retention,
    check_errors, check_capture,
]  # fmt: skip
