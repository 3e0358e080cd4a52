"""Funnels: how many sessions took ordered steps, and where the others were lost."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import Field

from pagepulse.analytics.definitions import share
from pagepulse.analytics.queries import FACTS, Question
from pagepulse.errors import InvalidInputError
from pagepulse.questions.steps import Step, parse_steps, taken_sql
from pagepulse.warehouse import Warehouse
from pagepulse.wire import WireModel

# Sessions that are named at most behind a step; a link to their list holds as many.
MAX_LISTED = 1_000


class FunnelStep(WireModel):
    """One step with the sessions that took it after all steps before it."""

    step: str
    sessions: int
    from_start: float = Field(description="Of the sessions of the first step, 0…1.")
    from_previous: float = Field(description="Of those of the step before, 0…1.")
    lost: int = Field(description="Took the step before, and not this one.")
    median_time: float | None = Field(
        description="From the step before, ms; null of the first and where nobody came."
    )


class Funnel(WireModel):
    """Steps in their order; a session counts for a step after all before it, in a day at most."""

    sessions: int = Field(description="All that were chosen, with the first step or without.")
    steps: list[FunnelStep]


class FunnelSessions(WireModel):
    """The sessions behind a step."""

    session_ids: list[str] = Field(description=f"The newest, {MAX_LISTED} at most.")
    total: int


def read_funnel(warehouse: Warehouse, question: Question, texts: Sequence[str]) -> Funnel:
    """Return how many sessions took each step after those before it."""
    steps = parse_steps(texts)
    (sessions, *reached), times = _reached(warehouse, question, steps)
    return Funnel(
        sessions=sessions,
        steps=[
            FunnelStep(
                step=text,
                sessions=count,
                from_start=share(count, reached[0]),
                from_previous=share(count, reached[max(0, n - 1)]),
                lost=reached[max(0, n - 1)] - count,
                median_time=times[n],
            )
            for n, (text, count) in enumerate(zip(texts, reached, strict=True))
        ],
    )


def list_funnel_sessions(
    warehouse: Warehouse, question: Question, texts: Sequence[str], step: int, *, lost: bool
) -> FunnelSessions:
    """Return the sessions that took a step (from 1), or those that took the one before only."""
    steps = parse_steps(texts)
    if not 1 <= step <= len(steps):
        raise InvalidInputError("invalid_step", "There is no such step.", parameter="at", got=step)
    walked, parameters = _walked(question, steps)
    condition = "level = {step:UInt8} - 1" if lost else "level >= {step:UInt8}"
    rows = warehouse.query(
        f"""
        select session_id, count() over () as total from ({walked})
        where {condition} and level > 0
        order by began desc, session_id
        limit {MAX_LISTED}
        """,
        {**parameters, "step": step},
    )
    return FunnelSessions(
        session_ids=[row["session_id"] for row in rows], total=rows[0]["total"] if rows else 0
    )


def _reached(
    warehouse: Warehouse, question: Question, steps: Sequence[Step]
) -> tuple[list[int], list[float | None]]:
    """Return the sessions of all and of each step, and of each step the median time to it."""
    walked, parameters = _walked(question, steps)
    rows = warehouse.query(
        f"""
        select n, count() as sessions,
               quantileExactInclusive(0.5)(moments[n] - moments[n - 1]) as median
        from ({walked}) array join range(0, level + 1) as n
        group by n
        """,
        parameters,
    )
    found = {row["n"]: row for row in rows}
    numbers = range(1, len(steps) + 1)
    return (
        [found[n]["sessions"] if n in found else 0 for n in (0, *numbers)],
        [float(found[n]["median"]) if n > 1 and n in found else None for n in numbers],
    )


def _walked(question: Question, steps: Sequence[Step]) -> tuple[str, dict[str, Any]]:
    """Return a query of `session_id`, `level`, `began` and `moments` of each session.

    `moments` are the first times of the steps, each not before the one before, as far as they go.
    """
    where, parameters = question.facts()
    taken, more = taken_sql(steps)
    sql = f"select session_id, started_at as began, {taken} from {FACTS} where {where}"
    return sql, parameters | more
