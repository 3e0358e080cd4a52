"""SQL over sessions: a question in, rows out. Every query begins with the project."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pagepulse.analytics.definitions import TOTALS_SQL, VISITOR
from pagepulse.analytics.periods import KEYS, Interval
from pagepulse.ingest.interaction_rows import SOURCE
from pagepulse.questions.channels import CHANNEL
from pagepulse.questions.dates import TimeRange
from pagepulse.questions.filters import (
    LONGEST_SESSION_MS,
    SCREEN,
    SessionFilter,
    conditions_in,
    time_conditions,
)
from pagepulse.warehouse import Row, Warehouse

Dimension = Literal[
    "channel",
    "source",
    "utmMedium",
    "utmCampaign",
    "device",
    "browser",
    "os",
    "screen",
    "country",
    "language",
    "entryPage",
    "exitPage",
]
DIMENSIONS: Mapping[Dimension, str] = {
    "channel": CHANNEL,
    "source": SOURCE,
    "utmMedium": "toString(utm_medium)",
    "utmCampaign": "toString(utm_campaign)",
    "device": "toString(device)",
    "browser": "toString(browser)",
    "os": "toString(os)",
    "screen": SCREEN,
    "country": "toString(country)",
    "language": "toString(language)",
    "entryPage": "entry_page_url",
    "exitPage": "exit_page_url",
}


@dataclass(frozen=True, slots=True)
class Question:
    """Which sessions of a project numbers are about."""

    project_id: str
    chosen: SessionFilter
    times: TimeRange

    def where(self) -> tuple[str, dict[str, Any]]:
        """Return the condition on `sessions` and its parameters."""
        conditions, parameters = conditions_in(self.chosen, self.times)
        conditions = ["project_id = {project_id:String}", *conditions]
        return " and ".join(conditions), {**parameters, "project_id": self.project_id}

    def within(self, column: str = "at") -> tuple[str, dict[str, Any]]:
        """Return the condition that a row of another table is of these sessions."""
        where, parameters = self.where()
        # What a session did lies within its length behind the range: other months are not read.
        around, more = time_conditions(column, self.times, LONGEST_SESSION_MS)
        inside = f"session_id in (select session_id from sessions final where {where})"
        conditions = ["project_id = {project_id:String}", *around, inside]
        return " and ".join(conditions), parameters | more


def select_totals(warehouse: Warehouse, question: Question) -> Row:
    """Return the totals of `definitions.TOTALS`, and `duration_median_`."""
    where, parameters = question.where()
    sql = f"""
        select {TOTALS_SQL},
               ifNotFinite(quantileExactInclusive(0.5)(duration_ms), 0) as duration_median_
        from sessions final where {where}
    """
    return warehouse.query(sql, parameters)[0]


def count_new_visitors(warehouse: Warehouse, question: Question) -> int:
    """Return how many visitors have their first known session among these."""
    where, parameters = question.where()
    sql = f"""
        select uniqExact({VISITOR}) as total from sessions final
        where {where} and (visitor_id = '' or (visitor_id, started_at) in (
            select visitor_id, min(started_at) from sessions final
            where project_id = {{project_id:String}} group by visitor_id
        ))
    """
    return int(warehouse.query(sql, parameters)[0]["total"])


def mean_scroll_depth(warehouse: Warehouse, question: Question) -> float | None:
    """Return the mean of the deepest part of each page view that has one."""
    within, parameters = question.within()
    sql = f"""
        select count() as views, avg(depth) as mean from (
            select max(least(1, page_y / page_height)) as depth from interactions
            where {within} and type = 'scroll' and page_height > 0
            group by session_id, page_view_id
        )
    """
    row = warehouse.query(sql, parameters)[0]
    return float(row["mean"]) if row["views"] else None


def select_buckets(
    warehouse: Warehouse, question: Question, interval: Interval, time_zone: str
) -> dict[str, Row]:
    """Return totals by the key of the bucket that sessions began in."""
    where, parameters = question.where()
    sql = f"""
        select {KEYS[interval]} as key_, {TOTALS_SQL}
        from sessions final where {where}
        group by key_
    """
    rows = warehouse.query(sql, {**parameters, "time_zone": time_zone})
    return {row["key_"]: row for row in rows}


def select_breakdown(
    warehouse: Warehouse, question: Question, dimension: Dimension, limit: int
) -> list[Row]:
    """Return `value_` and totals, with `values_` and `visitors_of_all_` of all values in each."""
    where, parameters = question.where()
    sql = f"""
        select *, count() over () as values_, sum(visitors_) over () as visitors_of_all_ from (
            select {DIMENSIONS[dimension]} as value_, {TOTALS_SQL}
            from sessions final where {where}
            group by value_
        )
        order by visitors_ desc, sessions_ desc, value_
        limit {{limit:UInt32}}
    """
    return warehouse.query(sql, {**parameters, "limit": limit})


def select_bounds(warehouse: Warehouse, project_id: str) -> TimeRange:
    """Return from the first to the last beginning of a session; open where there is none."""
    sql = """
        select count() as sessions, toUnixTimestamp64Milli(min(started_at)) as first_at,
               toUnixTimestamp64Milli(max(started_at)) as last_at
        from sessions where project_id = {project_id:String}
    """
    row = warehouse.query(sql, {"project_id": project_id})[0]
    return TimeRange(row["first_at"], row["last_at"] + 1) if row["sessions"] else TimeRange()
