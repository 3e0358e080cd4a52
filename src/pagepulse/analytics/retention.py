"""Retention: how many of the visitors who came first in one period came back in later ones."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from pagepulse.analytics.definitions import share
from pagepulse.analytics.queries import FACTS, Question, is_later
from pagepulse.questions.dates import TimeRange
from pagepulse.questions.filters import OF_FACTS, SessionFilter, conditions_in
from pagepulse.warehouse import Warehouse
from pagepulse.wire import WireModel

Period = Literal["day", "week", "month"]
# Periods behind the first that are looked at.
MAX_PERIODS = 30
STARTS: Mapping[Period, str] = {
    "day": "toDate({column}, {{time_zone:String}})",
    "week": "toMonday({column}, {{time_zone:String}})",
    "month": "toStartOfMonth({column}, {{time_zone:String}})",
}


class Cohort(WireModel):
    """Visitors whose first known session began in one period."""

    date: str = Field(description="First local day of the period.")
    visitors: int
    returned: list[int] = Field(
        description="Visitors with a session in the same period, in the next, and so on."
    )
    shares: list[float] = Field(description="The same of the cohort's visitors, 0…1.")


class Retention(WireModel):
    """Cohorts in order of time."""

    period: Period
    time_zone: str
    cohorts: list[Cohort]


def read_retention(warehouse: Warehouse, question: Question, period: Period) -> Retention:
    """Return cohorts of visitors with an id who came first in the range.

    The filters are about the first session; what counts as coming back is any later one.
    Who stores nothing in the browser cannot be known again, and is left out.
    """
    where, parameters = question.facts()
    counted, _ = conditions_in(_of_anybody(question.chosen), TimeRange(), OF_FACTS)
    first, later = (STARTS[period].format(column=name) for name in ("first_at", "started_at"))
    # Twice the first moment, and one more where that session is not chosen, as of new visitors.
    sql = f"""
        select toString(cohort) as cohort_, dateDiff({{period:String}}, cohort, came) as later,
               count() as visitors
        from (
            select min(2 * toUnixTimestamp64Milli(started_at) + not ({where})) as first_,
                   fromUnixTimestamp64Milli(intDiv(first_, 2), 'UTC') as first_at,
                   {first} as cohort,
                   groupUniqArrayIf({later}, {" and ".join(counted)}) as later_times,
                   -- The first session counts as it was asked for, say by its id.
                   arrayDistinct(arrayPushBack(later_times, cohort)) as times
            from {FACTS}
            where project_id = {{project_id:String}} and visitor_id != '' and {is_later(question)}
            group by visitor_hash
            having first_ % 2 = 0
        )
        array join times as came
        where later between 0 and {MAX_PERIODS}
        group by cohort, later
        order by cohort, later
    """
    more = {"period": period, "time_zone": question.chosen.time_zone}
    cohorts: dict[str, dict[int, int]] = {}
    for row in warehouse.query(sql, {**parameters, **more}):
        cohorts.setdefault(row["cohort_"], {})[row["later"]] = row["visitors"]
    return Retention(
        period=period,
        time_zone=question.chosen.time_zone,
        cohorts=[_cohort(date, counts) for date, counts in cohorts.items()],
    )


def _of_anybody(chosen: SessionFilter) -> SessionFilter:
    """Return the filter of all sessions that count at all: one is there, whatever it was like."""
    return SessionFilter(
        automated=chosen.automated, visitor_type="own" if chosen.visitor_type == "own" else None
    )


def _cohort(date: str, counts: Mapping[int, int]) -> Cohort:
    returned = [counts.get(later, 0) for later in range(max(counts) + 1)]
    visitors = returned[0]
    return Cohort(
        date=date,
        visitors=visitors,
        returned=returned,
        shares=[share(count, visitors) for count in returned],
    )
