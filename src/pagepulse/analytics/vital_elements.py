"""The elements behind a web vital on one page, with what finds them on its recording."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from typing import Any

import msgspec
from pydantic import Field

from pagepulse.analytics.definitions import share
from pagepulse.analytics.page_detail import listed_page
from pagepulse.analytics.performance import P75, SUMS, Vital, latest_vitals
from pagepulse.analytics.queries import Question
from pagepulse.warehouse import Row, Warehouse
from pagepulse.wire import WireModel

# More boxes hide the page that they are drawn on.
LISTED = 40
# The worst moments of an element that can be opened at once; the sessions list has all.
MOMENTS = 5


class VitalMoment(WireModel):
    """When an element made a vital what it was: a place in a replay."""

    session_id: str
    tab_id: str
    at: int
    value: float


class DrawnVital(WireModel):
    """An element of the page, and the page views in which it was behind the vital."""

    element_id: str = Field(description="16 hex digits: the hash of the print.")
    label: str
    print: dict[str, Any] = Field(description="What finds the element on a recorded page.")
    element: str = Field(description="CSS path, without texts.")
    p75: float
    samples: int = Field(description="Page views in which it was the element behind the vital.")
    share: float = Field(description="Of the page views that told the vital, 0…1.")
    good: int
    needs_improvement: int
    poor: int
    sessions: int
    moments: list[VitalMoment] = Field(description="The worst ones, worst first.")


class VitalElements(WireModel):
    """Where on a page a vital comes from."""

    page_url: str
    vital: Vital
    p75: float | None
    samples: int = Field(description="Page views of the page that told the vital.")
    unnamed: int = Field(description="Those among them of which no element is known.")
    elements: list[DrawnVital] = Field(description="Those that cost most, first.")


def read_vital_elements(
    warehouse: Warehouse, question: Question, page: str, vital: Vital
) -> VitalElements:
    """Return the elements behind a vital on a page."""
    latest, parameters = latest_vitals(question)
    asked = {**parameters, "vital": vital, "listed": listed_page(page)}
    of_page = f"({latest}) where name = {{vital:String}} and listed = {{listed:String}}"
    sums = warehouse.query(
        f"""select {P75} as p75, count() as samples, countIf(element_id = 0) as unnamed
            from {of_page}""",
        asked,
    )[0]
    rows = _select_elements(warehouse, of_page, asked)
    told = _select_prints(warehouse, asked, [row["element_id"] for row in rows])
    return VitalElements(
        page_url=asked["listed"],
        vital=vital,
        p75=sums["p75"] if sums["samples"] else None,
        samples=sums["samples"],
        unnamed=sums["unnamed"],
        elements=[
            _drawn(row, told[row["element_id"]], sums["samples"])
            for row in rows
            if row["element_id"] in told
        ],
    )


def _select_elements(warehouse: Warehouse, of_page: str, asked: Row) -> list[Row]:
    moment = "(value, session_id, tab_id, toUnixTimestamp64Milli(at))"
    return warehouse.query(
        f"""
        select element_id, argMax(element, at) as path, {P75} as p75, {SUMS},
               uniqExact(session_id) as sessions,
               arraySlice(arrayReverseSort(groupArray({moment})), 1, {MOMENTS}) as worst
        from {of_page} and element_id != 0
        group by element_id
        order by p75 * sqrt(samples) desc, element_id
        limit {LISTED}
        """,
        asked,
    )


def _select_prints(warehouse: Warehouse, asked: Row, ids: list[int]) -> dict[int, Row]:
    """Return the newest `label` and `print` of elements of the page."""
    sql = """
        select element_id, argMax(label, seen_at) as label, argMax(print, seen_at) as print
        from elements
        where project_id = {project_id:String} and page = {listed:String}
          and element_id in {ids:Array(UInt64)}
        group by element_id
    """
    return {row["element_id"]: row for row in warehouse.query(sql, {**asked, "ids": ids})}


def _drawn(row: Row, told: Row, samples: int) -> DrawnVital:
    return DrawnVital(
        element_id=f"{row['element_id']:016x}",
        label=told["label"],
        print=msgspec.json.decode(told["print"], type=dict[str, Any]),
        element=row["path"],
        needs_improvement=row["medium"],
        share=share(row["samples"], samples),
        moments=[
            VitalMoment(value=value, session_id=session_id, tab_id=tab_id, at=at)
            for value, session_id, tab_id, at in row["worst"]
        ],
        **{name: row[name] for name in ("p75", "samples", "good", "poor", "sessions")},
    )
