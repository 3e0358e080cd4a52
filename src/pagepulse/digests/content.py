"""What a digest says: the numbers of analytics for a week and for the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pagepulse.analytics.conversions import count_conversions
from pagepulse.analytics.models import Totals
from pagepulse.analytics.overview import read_breakdown, totals_of
from pagepulse.analytics.page_errors import read_errors
from pagepulse.analytics.pages import PageRequest, read_pages
from pagepulse.analytics.queries import Question, select_totals
from pagepulse.digests.weeks import Week
from pagepulse.goals.models import SavedGoal
from pagepulse.questions.dates import TimeRange
from pagepulse.questions.filters import SessionFilter
from pagepulse.warehouse import Warehouse

# Lines of each list: a letter is read in a minute.
SHOWN = 5
# Errors that are compared with those of the time before.
COMPARED_ERRORS = 200
# What was not seen for so long counts as new, ms.
KNOWN_MS = 28 * 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class Ranked:
    """A name with its number, and that of the week before where it is known."""

    name: str
    count: int
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Watchable:
    """A session worth watching."""

    session_id: str
    page_url: str
    rage_clicks: int


@dataclass(frozen=True, slots=True)
class Digest:
    """The numbers of a week."""

    project_id: str
    project_name: str
    week: Week
    now: Totals
    before: Totals
    pages: Sequence[Ranked]
    sources: Sequence[Ranked]
    goals: Sequence[Ranked]
    new_errors: Sequence[Ranked]
    worth_watching: Sequence[Watchable]


def collect(
    warehouse: Warehouse,
    project: tuple[str, str],
    goals: Sequence[SavedGoal],
    week: Week,
) -> Digest:
    """Return the digest of a project, (id, name). Raises StorageError."""
    project_id, name = project
    question = Question(project_id, SessionFilter(), week.times)
    earlier = replace(question, times=week.before)
    return Digest(
        project_id=project_id,
        project_name=name,
        week=week,
        now=totals_of(select_totals(warehouse, question)),
        before=totals_of(select_totals(warehouse, earlier)),
        pages=_pages(warehouse, question, earlier),
        sources=_sources(warehouse, question, earlier),
        goals=_goals(warehouse, question, earlier, goals),
        new_errors=_new_errors(warehouse, question),
        worth_watching=_worth_watching(warehouse, question),
    )


def _pages(warehouse: Warehouse, question: Question, earlier: Question) -> list[Ranked]:
    now, before = (
        read_pages(warehouse, PageRequest(one, "page", "", "pageViews", limit)).pages
        for one, limit in ((question, SHOWN), (earlier, 10 * SHOWN))
    )
    known = {row.page_url: row.page_views for row in before}
    return [Ranked(row.page_url, row.page_views, known.get(row.page_url)) for row in now]


def _sources(warehouse: Warehouse, question: Question, earlier: Question) -> list[Ranked]:
    now, before = (
        read_breakdown(warehouse, one, "source", limit).rows
        for one, limit in ((question, SHOWN), (earlier, 10 * SHOWN))
    )
    known = {row.value: row.visitors for row in before}
    return [Ranked(row.value or "Direct", row.visitors, known.get(row.value)) for row in now]


def _goals(
    warehouse: Warehouse, question: Question, earlier: Question, goals: Sequence[SavedGoal]
) -> list[Ranked]:
    if not goals:
        return []
    now = count_conversions(warehouse, question, goals)
    before = count_conversions(warehouse, earlier, goals)
    rows = zip(goals, now, before, strict=True)
    return [Ranked(goal.name, one.conversions, then.conversions) for goal, one, then in rows]


def _new_errors(warehouse: Warehouse, question: Question) -> list[Ranked]:
    """Return errors that were not seen in the weeks before."""
    start = question.times.start_at or 0
    earlier = replace(question, times=TimeRange(start - KNOWN_MS, start))
    found, known = (
        read_errors(warehouse, one, "", COMPARED_ERRORS).errors for one in (question, earlier)
    )
    old = {row.group_id for row in known}
    return [Ranked(row.message, row.sessions) for row in found if row.group_id not in old][:SHOWN]


def _worth_watching(warehouse: Warehouse, question: Question) -> list[Watchable]:
    where, parameters = question.where()
    rows = warehouse.query(
        f"""
        select session_id, entry_page_url, rage_click_count from sessions final
        where {where} and rage_click_count > 0 and has_recording
        order by rage_click_count desc, error_count desc, session_id limit {{limit:UInt32}}
        """,  # noqa: S608  # the condition is this package's; every value is bound
        {**parameters, "limit": SHOWN},
    )
    return [
        Watchable(row["session_id"], row["entry_page_url"], row["rage_click_count"]) for row in rows
    ]
