"""Paths through the site: from which page to which, and where sessions end."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from pydantic import Field

from pagepulse.analytics.queries import Question
from pagepulse.questions.happenings import WALKED
from pagepulse.questions.patterns import like_pattern
from pagepulse.warehouse import Warehouse
from pagepulse.wire import WireModel

# More links than a person can tell apart are one named `OTHER`.
OTHER = "…"
# Different links of one step that are looked at.
MAX_LINKS = 20_000


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
    within, parameters = request.question.within()
    begin = "arrayFirstIndex(name -> name ilike {start:String}, walked)" if request.start else "1"
    sql = f"""
        select step, path[step] as source, if(step < length(path), path[step + 1], '') as target,
               count() as sessions
        from (
            select arraySlice(walked, {begin}, {{steps:UInt8}} + 1) as path, {begin} as first
            from (
                select {WALKED} as walked
                from page_views final where {within}
                group by session_id
            )
            where first > 0
        )
        array join arrayEnumerate(path) as step
        where step <= {{steps:UInt8}}
        group by step, source, target
        order by step, sessions desc, source, target
        limit {MAX_LINKS}
    """
    more = {"steps": request.steps, "start": like_pattern(request.start)}
    rows = warehouse.query(sql, {**parameters, **more})
    found = [(row["step"], row["source"], row["target"], row["sessions"]) for row in rows]
    return journeys_of(found, request.pages_per_step)


def journeys_of(rows: list[tuple[int, str, str, int]], pages_per_step: int) -> Journeys:
    """Return nodes and links of (step, source, target or empty, sessions)."""
    seen: dict[int, Counter[str]] = defaultdict(Counter)
    for step, source, _, sessions in rows:
        seen[step][source] += sessions
    named = {
        step: {page for page, _ in counts.most_common(pages_per_step)}
        for step, counts in seen.items()
    }

    def name(step: int, page: str) -> str:
        return page if page in named.get(step, ()) else OTHER

    nodes: Counter[tuple[int, str]] = Counter()
    exits: Counter[tuple[int, str]] = Counter()
    links: Counter[tuple[int, str, str]] = Counter()
    for step, source, target, sessions in rows:
        place = (step, name(step, source))
        nodes[place] += sessions
        if not target:
            exits[place] += sessions
        elif step + 1 in seen:
            links[*place, name(step + 1, target)] += sessions
    return Journeys(
        sessions=seen[1].total(),
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
