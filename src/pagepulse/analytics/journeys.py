"""Paths through the site: from which page to which, and where sessions end."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import Field

from pagepulse.analytics.queries import FACTS, Question
from pagepulse.questions.patterns import like_pattern
from pagepulse.warehouse import Row, Warehouse
from pagepulse.wire import WireModel

# More links than a person can tell apart are one named `OTHER`.
OTHER = "…"


class JourneyNode(WireModel):
    """A page at a step of the sessions' paths."""

    step: int = Field(description="From 1.")
    page: str = Field(description="`host/path`, or `…` for all that are not listed.")
    sessions: int
    exits: int = Field(description="Sessions whose path ended here.")


class JourneyLink(WireModel):
    """From a page of a step to one of the next."""

    step: int = Field(description="Of the page that it begins at.")
    source: str
    target: str
    sessions: int


class Journeys(WireModel):
    """What pages sessions saw one after the other; the same page twice in a row counts once."""

    sessions: int
    nodes: list[JourneyNode]
    links: list[JourneyLink]


@dataclass(frozen=True, slots=True)
class JourneyRequest:
    """How many steps, and where they begin."""

    question: Question
    start: str
    steps: int
    pages_per_step: int


def read_journeys(warehouse: Warehouse, request: JourneyRequest) -> Journeys:
    """Return the paths of the sessions; with `start`, from where they first saw that page."""
    request = replace(request, question=request.question.knowing_own(warehouse))
    paths, parameters = _paths_sql(request)
    listed = warehouse.query(
        f"""
        select step, toString(page) as page from ({paths})
        array join arraySlice(path, 1, {{steps:UInt8}}) as page,
                   arraySlice(arrayEnumerate(path), 1, {{steps:UInt8}}) as step
        group by step, page
        order by count() desc, page
        limit {{pages_per_step:UInt8}} by step
        """,
        parameters,
    )
    return journeys_of(_links(warehouse, paths, parameters, listed))


def _links(
    warehouse: Warehouse, paths: str, parameters: Mapping[str, Any], listed: Sequence[Row]
) -> list[tuple[int, str, str, int]]:
    """Return what `journeys_of` takes; pages that are not listed in a step are `OTHER` there.

    Pages are counted by number: a session's lists hold long words, which cost much to compare.
    """
    names = list(dict.fromkeys(["", OTHER, *(row["page"] for row in listed)]))
    numbers = {name: number for number, name in enumerate(names)}
    in_step = "in {listed:Array(Tuple(UInt32, UInt16))}"
    rows = warehouse.query(
        f"""
        select step, if((step, source) {in_step}, source, 1) as source_,
               if(target = 0 or (step + 1, target) {in_step}, target, 1) as target_,
               sum(times) as sessions
        from (
            select step, source, target, count() as times
            from (
                select arrayMap(page -> transform(toString(page), {{names:Array(String)}},
                                                  {{numbers:Array(UInt16)}}, 1), path) as numbered
                from ({paths})
            )
            array join arraySlice(arrayEnumerate(numbered), 1, {{steps:UInt8}}) as step,
                       arraySlice(numbered, 1, {{steps:UInt8}}) as source,
                       arraySlice(arrayPushBack(arrayPopFront(numbered), 0), 1, {{steps:UInt8}})
                           as target
            group by step, source, target
        )
        group by step, source_, target_
        """,
        {
            **parameters,
            "listed": [(row["step"], numbers[row["page"]]) for row in listed],
            "names": names,
            "numbers": list(numbers.values()),
        },
    )
    return [
        (row["step"], names[row["source_"]], names[row["target_"]], row["sessions"]) for row in rows
    ]


def _paths_sql(request: JourneyRequest) -> tuple[str, dict[str, Any]]:
    """Return a query of `path`, the pages of each session from where it begins, and parameters."""
    where, parameters = request.question.facts()
    begin = "arrayFirstIndex(name -> name ilike {start:String}, walked)" if request.start else "1"
    sql = f"""
        select arraySlice(walked, {begin}, {{steps:UInt8}} + 1) as path
        from (select arrayCompact(view_pages) as walked from {FACTS} where {where})
        where notEmpty(walked) and {begin} > 0
    """
    more = {
        "steps": request.steps,
        "start": like_pattern(request.start),
        "pages_per_step": request.pages_per_step,
    }
    return sql, parameters | more


def journeys_of(rows: list[tuple[int, str, str, int]]) -> Journeys:
    """Return nodes and links of (step, source, target or empty, sessions)."""
    steps = {step for step, *_ in rows}
    nodes: Counter[tuple[int, str]] = Counter()
    exits: Counter[tuple[int, str]] = Counter()
    links: Counter[tuple[int, str, str]] = Counter()
    for step, source, target, sessions in rows:
        nodes[step, source] += sessions
        if not target:
            exits[step, source] += sessions
        elif step + 1 in steps:
            links[step, source, target] += sessions
    return Journeys(
        sessions=sum(sessions for step, _, _, sessions in rows if step == 1),
        nodes=[
            JourneyNode(step=step, page=page, sessions=count, exits=exits[step, page])
            for (step, page), count in sorted(nodes.items(), key=_by_step_and_size)
        ],
        links=[
            JourneyLink(step=step, source=source, target=target, sessions=count)
            for (step, source, target), count in sorted(links.items(), key=_by_step_and_size)
        ],
    )


def _by_step_and_size(entry: tuple[tuple[int, *tuple[str, ...]], int]) -> tuple[object, ...]:
    (step, *pages), count = entry
    # What is not listed stands last in its step.
    return step, OTHER in pages, -count, pages
