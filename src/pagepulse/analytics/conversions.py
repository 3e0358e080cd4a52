"""Goals: how many of the sessions reached each of them, over time and by where they came from."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import Field

from pagepulse.analytics.definitions import share
from pagepulse.analytics.overview import closed
from pagepulse.analytics.periods import KEYS, Interval, interval_for, previous, spans_of
from pagepulse.analytics.queries import DIMENSIONS, FACTS, LISTS, Dimension, Question
from pagepulse.goals.models import SavedGoal
from pagepulse.questions.dates import TimeRange, find_zone
from pagepulse.questions.filters import goal_condition
from pagepulse.questions.goals import parse_goal
from pagepulse.questions.patterns import page_column, page_comparison
from pagepulse.warehouse import Row, Warehouse
from pagepulse.wire import WireModel


class Conversions(WireModel):
    """How many sessions and visitors reached a goal; `definitions.py` has the formulas."""

    sessions: int = Field(description="All that were chosen, converted or not.")
    visitors: int
    conversions: int = Field(description="Sessions that reached the goal.")
    converted_visitors: int
    conversion_rate: float = Field(description="Of the sessions, 0…1.")
    visitor_conversion_rate: float = Field(description="Of the visitors, 0…1.")


class ConversionBucket(Conversions):
    """The sessions that began in one hour, day, week or month."""

    at: int = Field(description="Its beginning, in the time zone of the question.")
    date: str = Field(description="The same as a local date, or date and hour.")


class GoalRow(Conversions):
    """One goal with its numbers."""

    goal_id: str
    name: str
    definition: str
    previous: Conversions | None = Field(description="With `compare=previous`.")
    buckets: list[ConversionBucket]


class GoalTable(WireModel):
    """The goals of the project, by name."""

    interval: str = Field(description="Of the buckets: `hour`, `day`, `week` or `month`.")
    goals: list[GoalRow]


class ConversionRow(Conversions):
    """The sessions that share a value."""

    value: str = Field(description="Empty where it is not known.")


class GoalDetail(Conversions):
    """One goal, over time and by a dimension."""

    goal_id: str
    name: str
    definition: str
    interval: str
    buckets: list[ConversionBucket]
    previous: Conversions | None = Field(description="With `compare=previous`.")
    previous_buckets: list[ConversionBucket] | None
    dimension: str
    rows: list[ConversionRow] = Field(description="Most conversions first.")


@dataclass(frozen=True, slots=True)
class GoalRequest:
    """What is asked of one goal."""

    question: Question
    goal: SavedGoal
    interval: Interval | None
    dimension: Dimension
    limit: int


def read_goals(
    warehouse: Warehouse, question: Question, goals: Sequence[SavedGoal], *, compared: bool
) -> GoalTable:
    """Return every goal with its numbers over time."""
    times = closed(warehouse, question)
    interval = interval_for(times)
    before = previous(question.times, find_zone(question.chosen.time_zone)) if compared else None
    now = count_conversions(warehouse, question, goals)
    then = count_conversions(warehouse, replace(question, times=before), goals) if before else None
    series = _series(warehouse, question, goals, interval, times)
    return GoalTable(
        interval=interval,
        goals=[
            GoalRow(
                goal_id=goal.goal_id,
                name=goal.name,
                definition=goal.definition,
                previous=then[n] if then else None,
                buckets=series[n],
                **dict(now[n]),
            )
            for n, goal in enumerate(goals)
        ],
    )


def read_goal(warehouse: Warehouse, request: GoalRequest, *, compared: bool) -> GoalDetail:
    """Return one goal over time and by a dimension; raises InvalidInputError for many buckets."""
    question, goal = request.question, request.goal
    zone = find_zone(question.chosen.time_zone)
    times = closed(warehouse, question)
    interval = request.interval or interval_for(times)
    before = previous(question.times, zone) if compared else None
    earlier = replace(question, times=before) if before else None
    series = _series(warehouse, question, [goal], interval, times)[0]
    return GoalDetail(
        goal_id=goal.goal_id,
        name=goal.name,
        definition=goal.definition,
        interval=interval,
        buckets=series,
        previous=count_conversions(warehouse, earlier, [goal])[0] if earlier else None,
        previous_buckets=(
            _series(warehouse, earlier, [goal], interval, earlier.times)[0][: len(series)]
            if earlier
            else None
        ),
        dimension=request.dimension,
        rows=_by_dimension(warehouse, request),
        **dict(count_conversions(warehouse, question, [goal])[0]),
    )


def count_conversions(
    warehouse: Warehouse, question: Question, goals: Sequence[SavedGoal]
) -> list[Conversions]:
    """Return the numbers of each goal, in their order."""
    columns, more = _columns(question, goals)
    where, parameters = question.facts()
    sql = f"select {columns} from {FACTS} where {where}"
    row = warehouse.query(sql, parameters | more)[0]
    return [_numbers(row, n) for n in range(len(goals))]


def _series(
    warehouse: Warehouse,
    question: Question,
    goals: Sequence[SavedGoal],
    interval: Interval,
    times: TimeRange,
) -> list[list[ConversionBucket]]:
    columns, more = _columns(question, goals)
    where, parameters = question.facts()
    zone = question.chosen.time_zone
    sql = f"""
        select {KEYS[interval]} as key_, {columns} from {FACTS} where {where} group by key_
    """
    rows = warehouse.query(sql, {**parameters, **more, "time_zone": zone})
    by_key = {row["key_"]: row for row in rows}
    spans = spans_of(times, interval, find_zone(zone))
    return [
        [
            ConversionBucket(
                at=span.at, date=span.date, **dict(_numbers(by_key.get(span.key, {}), n))
            )
            for span in spans
        ]
        for n in range(len(goals))
    ]


def _by_dimension(warehouse: Warehouse, request: GoalRequest) -> list[ConversionRow]:
    columns, more = _columns(request.question, [request.goal])
    where, parameters = request.question.facts()
    sql = f"""
        select {DIMENSIONS[request.dimension]} as value_, {columns}
        from {FACTS} where {where}
        group by value_
        order by goal_0_sessions_ desc, sessions_ desc, value_
        limit {{limit:UInt32}}
    """
    rows = warehouse.query(sql, {**parameters, **more, "limit": request.limit})
    return [ConversionRow(value=row["value_"], **dict(_numbers(row, 0))) for row in rows]


def _columns(question: Question, goals: Sequence[SavedGoal]) -> tuple[str, dict[str, Any]]:
    """Return the sums of each goal as columns of one statement, and their parameters."""
    columns = ["count() as sessions_", "uniqExact(visitor_hash) as visitors_"]
    parameters: dict[str, Any] = {}
    for n, goal in enumerate(goals):
        reached, more = _reached(goal.definition, question.times, f"counted_{n}")
        parameters |= more
        columns += [
            f"countIf({reached}) as goal_{n}_sessions_",
            f"uniqExactIf(visitor_hash, {reached}) as goal_{n}_visitors_",
        ]
    return ", ".join(columns), parameters


def _reached(text: str, times: TimeRange, prefix: str) -> tuple[str, Mapping[str, Any]]:
    """Return the condition on facts that a session reached a goal: looked up in its own lists.

    Only what events say of themselves is in another table.
    """
    goal = parse_goal(text)
    if goal.kind == "event" and goal.properties:
        return goal_condition(text, times, prefix)
    if goal.kind == "event":
        return f"has(event_names, {{{prefix}_name:String}})", {f"{prefix}_name": goal.wanted}
    _, page = page_comparison(goal.wanted)
    parameter, seen = f"{{{prefix}_page:String}}", LISTS[page_column(goal.wanted)]
    fits = (
        f"arrayExists(one -> one ilike {parameter}, {seen})"
        if "*" in goal.wanted
        else f"has({seen}, {parameter})"
    )
    return fits, {f"{prefix}_page": page["page"]}


def _numbers(row: Row, n: int) -> Conversions:
    sessions, visitors = int(row.get("sessions_", 0)), int(row.get("visitors_", 0))
    converted = int(row.get(f"goal_{n}_sessions_", 0))
    converted_visitors = int(row.get(f"goal_{n}_visitors_", 0))
    return Conversions(
        sessions=sessions,
        visitors=visitors,
        conversions=converted,
        converted_visitors=converted_visitors,
        conversion_rate=share(converted, sessions),
        visitor_conversion_rate=share(converted_visitors, visitors),
    )
