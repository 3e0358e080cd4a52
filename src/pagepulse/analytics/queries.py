"""SQL over sessions: a question in, rows out. Every query begins with the project."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from pagepulse.analytics.definitions import SUMS_SQL, TOTALS, TOTALS_SQL
from pagepulse.analytics.periods import KEYS, Interval
from pagepulse.questions.dates import LONGEST_SESSION_MS, TimeRange
from pagepulse.questions.filters import (
    OF_FACTS,
    SCREEN,
    SessionFilter,
    conditions_in,
    time_conditions,
)
from pagepulse.questions.own import has_own_visitors
from pagepulse.questions.patterns import page_column, page_comparison
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
    "channel": "toString(channel)",
    "source": "toString(source)",
    "utmMedium": "toString(utm_medium)",
    "utmCampaign": "toString(utm_campaign)",
    "device": "toString(device)",
    "browser": "toString(browser)",
    "os": "toString(os)",
    "screen": SCREEN,
    "country": "toString(country)",
    "language": "toString(language)",
    "entryPage": "toString(entry_page_url)",
    "exitPage": "toString(exit_page_url)",
}


# Where numbers of sessions come from: one row each, with all that was done in it as lists.
FACTS = "session_facts final"
# Whether a session is of the range itself, and not of the one before it.
IS_NOW = "started_at >= fromUnixTimestamp64Milli({split:Int64}, 'UTC')"
START = "fromUnixTimestamp64Milli({start_at:Int64}, 'UTC')"
# The lists that a page is looked for in, by the column of `page_views` that it is compared with.
LISTS = {"page": "view_pages", "page_url": "view_urls", "path": "view_paths"}
# What is asked of facts in other words than of `sessions`.
ASKED_OTHERWISE: dict[str, Any] = {"page_url": None, "event": None, "source": [], "channel": []}

NOTHING: Row = {f"{name}_": 0 for name in TOTALS}
# How deep page views were scrolled: the sum of their depths, 0…1, and of how many it is known.
DEPTH_SQL = "sum(depth_sum) as depth_sum_, sum(scrolled_views) as scrolled_views_"
NO_DEPTH: Row = {"depth_sum_": 0.0, "scrolled_views_": 0}
NO_TOTALS: Row = {**NOTHING, **NO_DEPTH, "duration_median_": 0.0}


@dataclass(frozen=True, slots=True)
class Question:
    """Which sessions of a project numbers are about."""

    project_id: str
    chosen: SessionFilter
    times: TimeRange
    # False where nobody is known to be of the team: a statement that need not look takes 2 ms less.
    may_be_own: bool = True

    def where(self) -> tuple[str, dict[str, Any]]:
        """Return the condition on `sessions` and its parameters."""
        conditions, parameters = conditions_in(self.chosen, self.times)
        return self._of_project(conditions), {**parameters, "project_id": self.project_id}

    def facts(self) -> tuple[str, dict[str, Any]]:
        """Return the condition on `session_facts` and its parameters."""
        words = OF_FACTS if self.may_be_own else replace(OF_FACTS, own="false")
        conditions, parameters = conditions_in(
            self.chosen.model_copy(update=ASKED_OTHERWISE), self.times, words
        )
        for condition, more in fact_conditions(self.chosen):
            conditions.append(condition)
            parameters |= more
        return self._of_project(conditions), {**parameters, "project_id": self.project_id}

    def within(self, column: str = "at") -> tuple[str, dict[str, Any]]:
        """Return the condition that a row of another table is of these sessions."""
        where, parameters = self.facts()
        # What a session did lies within its length behind the range: other months are not read.
        around, more = time_conditions(column, self.times, LONGEST_SESSION_MS)
        inside = f"session_id in (select session_id from {FACTS} where {where})"
        return self._of_project([*around, inside]), parameters | more

    def since(self, before: TimeRange | None) -> Question:
        """Return the question about the range together with the one just before it, if any."""
        if before is None:
            return self
        return replace(self, times=TimeRange(before.start_at, self.times.end_at))

    def knowing_own(self, warehouse: Warehouse) -> Question:
        """Return the question that knows if anybody is of the team, for several statements."""
        return replace(self, may_be_own=has_own_visitors(warehouse, self.project_id))

    @property
    def split(self) -> dict[str, Any]:
        """Return the parameter of `IS_NOW`."""
        return {"split": self.times.start_at or 0}

    @staticmethod
    def _of_project(conditions: Sequence[str]) -> str:
        return " and ".join(["project_id = {project_id:String}", *conditions])


def fact_conditions(chosen: SessionFilter) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield what facts are asked in other words than sessions, with parameters."""
    if chosen.page_url:
        _, page = page_comparison(chosen.page_url)
        seen = LISTS[page_column(chosen.page_url)]
        if "*" in chosen.page_url:
            yield f"arrayExists(one -> one ilike {{page:String}}, {seen})", page
        else:
            yield f"has({seen}, {{page:String}})", page
    if chosen.event:
        yield "has(event_names, {event_name:String})", {"event_name": chosen.event}
    if chosen.source:
        yield "source in {sources:Array(String)}", {"sources": chosen.source}
    if chosen.channel:
        yield "channel in {channels:Array(String)}", {"channels": chosen.channel}


def select_totals(warehouse: Warehouse, question: Question) -> Row:
    """Return the totals of a range: those of `definitions.TOTALS`."""
    where, parameters = question.facts()
    return warehouse.query(f"select {TOTALS_SQL} from {FACTS} where {where}", parameters)[0]


def select_sums(
    warehouse: Warehouse, question: Question, before: TimeRange | None
) -> dict[bool, Row]:
    """Return the sums of the range (True) and of the one before it (False).

    They are those of `definitions.TOTALS` but visitors, `duration_median_`, `depth_sum_`,
    `scrolled_views_`, and `crawlers_`: sessions of crawlers that the others leave out.
    """
    chosen = question.chosen
    counts_all = chosen.automated or chosen.session_ids is not None
    everybody = replace(question, chosen=chosen.model_copy(update={"automated": True}))
    where, parameters = everybody.since(before).facts()
    sql = f"""
        select {IS_NOW} as is_now_, {"false" if counts_all else "bot"} as is_crawler_,
               {SUMS_SQL}, {DEPTH_SQL},
               quantileExactInclusive(0.5)(duration_ms) as duration_median_
        from {FACTS} where {where}
        group by is_now_, is_crawler_
    """
    rows = {
        (bool(row["is_now_"]), bool(row["is_crawler_"])): row
        for row in warehouse.query(sql, parameters | question.split)
    }
    return {
        is_now: rows.get((is_now, False), NO_TOTALS)
        | {"crawlers_": rows.get((is_now, True), NO_TOTALS)["sessions_"]}
        for is_now in (True, False)
    }


def count_own_sessions(
    warehouse: Warehouse, question: Question, before: TimeRange | None
) -> dict[bool, int]:
    """Return how many sessions of the site's own team fit otherwise, by range."""
    if not question.may_be_own:
        return {}
    own = replace(question, chosen=question.chosen.model_copy(update={"visitor_type": "own"}))
    where, parameters = own.since(before).facts()
    sql = f"""
        select {IS_NOW} as is_now_, count() as total from {FACTS} where {where} group by is_now_
    """
    rows = warehouse.query(sql, parameters | question.split)
    return {bool(row["is_now_"]): row["total"] for row in rows}


def count_visitors(
    warehouse: Warehouse, question: Question, before: TimeRange | None
) -> dict[bool, Row]:
    """Return the visitors of the range (True) and of the one before it (False).

    `visitors_` are all, `new_visitors_` those whose first known session is one of these. Both need
    each visitor once: one statement that groups by them is quicker than two.
    """
    asked = question.since(before)
    where, parameters = asked.facts()
    around, more = time_conditions("started_at", asked.times)
    # The least of twice each moment, and one more where the session is none of these, says both
    # when a visitor came first and whether that counts.
    sql = f"""
        select countIf(is_seen_now_) as now_, countIf(is_seen_before_) as before_,
               countIf(is_new_ and first_ >= 2 * {{split:Int64}}) as new_now_,
               countIf(is_new_ and first_ < 2 * {{split:Int64}}) as new_before_
        from (
            select visitor_hash,
                   max(({where}) and {IS_NOW}) as is_seen_now_,
                   max(({where}) and not {IS_NOW}) as is_seen_before_,
                   min(2 * toUnixTimestamp64Milli(started_at) + not ({where})) as first_,
                   first_ % 2 = 0 and not {came_before(asked)} as is_new_
            from {FACTS}
            where {" and ".join(["project_id = {project_id:String}", *around])}
            group by visitor_hash
        )
    """
    row = warehouse.query(sql, parameters | more | question.split)[0]
    return {
        is_now: {"visitors_": row[f"{name}_"], "new_visitors_": row[f"new_{name}_"]}
        for is_now, name in ((True, "now"), (False, "before"))
    }


def came_before(question: Question) -> str:
    """Return the condition that something of a session's visitor is from before the range."""
    if question.times.start_at is None:
        return "false"
    return f"""visitor_hash in (
        select visitor_hash from {FACTS}
        where project_id = {{project_id:String}} and started_at < {START}
    )"""


def is_later(question: Question) -> str:
    """Return the condition that nothing of a session's visitor is from before the range.

    So who came before is found by one list, and other sessions than the range's and later ones are
    not looked at one by one.
    """
    if question.times.start_at is None:
        return "true"
    return f"started_at >= {START} and not {came_before(question)}"


def select_buckets(
    warehouse: Warehouse,
    question: Question,
    interval: Interval,
    time_zone: str,
    before: TimeRange | None,
) -> dict[tuple[bool, str], Row]:
    """Return totals and depths by range (True: the question's) and the bucket of their begin."""
    where, parameters = question.since(before).facts()
    sql = f"""
        select {IS_NOW} as is_now_, {KEYS[interval]} as key_, {TOTALS_SQL}, {DEPTH_SQL}
        from {FACTS} where {where}
        group by is_now_, key_
    """
    asked = {**parameters, **question.split, "time_zone": time_zone}
    return {(bool(row["is_now_"]), row["key_"]): row for row in warehouse.query(sql, asked)}


def select_breakdown(
    warehouse: Warehouse, question: Question, dimension: Dimension, limit: int
) -> list[Row]:
    """Return `value_` and totals, with `values_` and `visitors_of_all_` of all values in each."""
    where, parameters = question.facts()
    sql = f"""
        select *, count() over () as values_, sum(visitors_) over () as visitors_of_all_ from (
            select {DIMENSIONS[dimension]} as value_, {TOTALS_SQL}
            from {FACTS} where {where}
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
        from session_facts where project_id = {project_id:String}
    """
    row = warehouse.query(sql, {"project_id": project_id})[0]
    return TimeRange(row["first_at"], row["last_at"] + 1) if row["sessions"] else TimeRange()
