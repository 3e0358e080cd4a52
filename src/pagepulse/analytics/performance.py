"""Web vitals as visitors felt them, at the 75th percentile, as web.dev defines them."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from pagepulse.analytics.queries import FACTS, Question
from pagepulse.warehouse import Row, Warehouse
from pagepulse.wire import WireModel

Vital = Literal["LCP", "INP", "CLS", "FCP", "TTFB"]
VITALS: tuple[Vital, ...] = ("LCP", "INP", "CLS", "FCP", "TTFB")
# Good up to the first, poor from the second on; ms, of CLS without a unit (web.dev/vitals).
THRESHOLDS: Mapping[Vital, tuple[float, float]] = {
    "LCP": (2500, 4000),
    "INP": (200, 500),
    "CLS": (0.1, 0.25),
    "FCP": (1800, 3000),
    "TTFB": (800, 1800),
}
# Bars of a distribution up to twice the threshold of poor; the last one holds all beyond.
BARS = 24
LISTED = 50
P75 = "quantileExactInclusive(0.75)(value)"
# When and where in its batch a vital was told: `at`, `seq` of 32 bits, `position` of 16 as one
# number. The engine takes seven times as long to compare tuples.
MOMENT = f"""
    (toUInt128(toUnixTimestamp64Milli(vitals.at)) * {2**48} + toUInt64(seq) * {2**16} + position)
"""
SUMS = """
    count() as samples, countIf(rating = 'good') as good,
    countIf(rating = 'needs-improvement') as medium, countIf(rating = 'poor') as poor
"""


class VitalBar(WireModel):
    """How many page views had a value in a part of the scale."""

    start: float
    end: float | None = Field(description="null: all beyond.")
    count: int


class VitalSummary(WireModel):
    """One vital over all page views that told it."""

    name: Vital
    p75: float | None = Field(description="ms, of CLS a number; null without samples.")
    samples: int
    good: int
    needs_improvement: int
    poor: int
    good_up_to: float
    poor_from: float
    bars: list[VitalBar]


class VitalGroup(WireModel):
    """The chosen vital in a part of the page views."""

    value: str = Field(description="A device, or a page.")
    p75: float
    samples: int
    good: int
    needs_improvement: int
    poor: int


class VitalElement(WireModel):
    """An element behind a vital that was not good."""

    page_url: str
    element: str = Field(description="CSS path, without texts.")
    p75: float
    samples: int
    sessions: int
    worst: float
    worst_session_id: str
    worst_tab_id: str
    worst_at: int


class Performance(WireModel):
    """All vitals, and one of them in parts."""

    vitals: list[VitalSummary]
    vital: Vital = Field(description="What the parts are about.")
    devices: list[VitalGroup]
    pages: list[VitalGroup]
    elements: list[VitalElement] = Field(description="Those that cost most, first.")


def read_performance(warehouse: Warehouse, question: Question, vital: Vital) -> Performance:
    """Return vitals of the sessions."""
    latest, parameters = latest_vitals(question)
    parameters["vital"] = vital
    told = _with_device(latest, question)
    # Beside the largest statement: one by itself does not keep all cores busy.
    devices = warehouse.aside(lambda: _groups(warehouse, told, parameters, "device"))
    pages = warehouse.aside(lambda: _groups(warehouse, latest, parameters, "page"))
    return Performance(
        vitals=_summaries(warehouse, latest, parameters),
        vital=vital,
        devices=devices.result(),
        pages=pages.result(),
        elements=_elements(warehouse, latest, parameters),
    )


def latest_vitals(question: Question) -> tuple[str, Row]:
    """Return the last value of each vital of each page view, and the parameters.

    Each column is taken by itself, so that those that a statement does not name cost it nothing.
    """
    within, parameters = question.within()
    last = {
        name: f"argMax(vitals.{name}, {MOMENT}) as {name}"
        for name in ("value", "element", "element_id")
    }
    sql = f"""
        select *, felt_at as at from (
            select session_id, page_view_id, toString(name) as name, any(vitals.tab_id) as tab_id,
                   any(page_url) as page, any(vitals.page) as listed,
                   toString(argMax(vitals.rating, {MOMENT})) as rating, max(vitals.at) as felt_at,
                   {", ".join(last.values())}
            from vitals where {within} and name in {{all_vitals:Array(String)}}
            group by session_id, page_view_id, name
        )
    """
    return sql, {**parameters, "all_vitals": list(VITALS)}


def _with_device(latest: str, question: Question) -> str:
    where, _ = question.facts()
    return f"""
        select * from ({latest}) as told
        join (
            select session_id, toString(device) as device from {FACTS} where {where}
        ) as chosen using (session_id)
    """


def _summaries(warehouse: Warehouse, latest: str, parameters: Row) -> list[VitalSummary]:
    """Return each vital with its bars, from one look at all of them."""
    sql = f"""
        select name, {P75} as p75, {SUMS}, sumMap([bar], [toUInt64(1)]) as bars
        from (
            select *, least({{last:Int64}}, toInt64(floor(value / transform(
                          name, {{names:Array(String)}}, {{steps:Array(Float64)}}, 1.0
                      )))) as bar
            from ({latest})
        )
        group by name
    """
    more = {"last": BARS - 1, "names": list(VITALS), "steps": [_step(name) for name in VITALS]}
    found = {row["name"]: row for row in warehouse.query(sql, parameters | more)}
    return [_summary(name, found.get(name)) for name in VITALS]


def _step(name: Vital) -> float:
    return 2 * THRESHOLDS[name][1] / BARS


def _summary(name: Vital, found: Row | None) -> VitalSummary:
    counts = dict(zip(*found["bars"], strict=True)) if found else {}
    good, poor = THRESHOLDS[name]
    step = _step(name)
    return VitalSummary(
        name=name,
        p75=found["p75"] if found else None,
        samples=found["samples"] if found else 0,
        good=found["good"] if found else 0,
        needs_improvement=found["medium"] if found else 0,
        poor=found["poor"] if found else 0,
        good_up_to=good,
        poor_from=poor,
        bars=[
            VitalBar(
                start=bar * step,
                end=None if bar == BARS - 1 else (bar + 1) * step,
                count=counts.get(bar, 0),
            )
            for bar in range(BARS)
        ],
    )


def _groups(
    warehouse: Warehouse, latest: str, parameters: Row, column: Literal["device", "page"]
) -> list[VitalGroup]:
    rows = warehouse.query(
        f"""
        select {column} as value_, {P75} as p75, {SUMS} from ({latest})
        where name = {{vital:String}}
        group by value_
        order by samples desc, value_
        limit {LISTED}
        """,
        parameters,
    )
    return [
        VitalGroup(
            value=row["value_"],
            needs_improvement=row["medium"],
            **{name: row[name] for name in ("p75", "samples", "good", "poor")},
        )
        for row in rows
    ]


def _elements(warehouse: Warehouse, latest: str, parameters: Row) -> list[VitalElement]:
    rows = warehouse.query(
        f"""
        select page, element, {P75} as p75, count() as samples, uniqExact(session_id) as sessions,
               argMax((value, session_id, tab_id, toUnixTimestamp64Milli(at)),
                      (value, session_id)) as worst
        from ({latest})
        where name = {{vital:String}} and element != '' and rating != 'good'
        group by page, element
        order by p75 * sqrt(samples) desc, page, element
        limit {LISTED}
        """,
        parameters,
    )
    return [
        VitalElement(
            page_url=row["page"],
            worst=row["worst"][0],
            worst_session_id=row["worst"][1],
            worst_tab_id=row["worst"][2],
            worst_at=row["worst"][3],
            **{name: row[name] for name in ("element", "p75", "samples", "sessions")},
        )
        for row in rows
    ]


def read_p75(warehouse: Warehouse, question: Question, vital: Vital) -> tuple[float | None, int]:
    """Return the 75th percentile of one vital, and of how many page views it is made."""
    latest, parameters = latest_vitals(question)
    row = warehouse.query(
        f"select {P75} as p75, count() as samples from ({latest}) where name = {{vital:String}}",
        {**parameters, "vital": vital},
    )[0]
    return (float(row["p75"]) if row["samples"] else None), row["samples"]
