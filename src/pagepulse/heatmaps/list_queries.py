"""SQL around a map: its pages, the moments behind it, and what it can be drawn on."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pagepulse.heatmaps.filters import Chosen
from pagepulse.heatmaps.queries import MAX_KNOWN_PAGES
from pagepulse.questions.cursors import Position
from pagepulse.questions.dates import TimeRange
from pagepulse.questions.filters import Conditions, time_conditions
from pagepulse.questions.own import OF_OWN_SESSION
from pagepulse.warehouse import Row, Warehouse

# Full snapshots looked at for the states of a page; the newest ones.
MAX_SNAPSHOTS = 20_000
IN_PROJECT = "project_id = {project_id:String}"
NOT_OWN = f"not {OF_OWN_SESSION}"
MOMENT_KEY = "concat(session_id, '/', tab_id, '/', toString(seq), '/', toString(position))"


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of the page, CSS px, both ends included."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Part:
    """A rectangle of an element, both ends included, in 1/65535 of its size."""

    element_id: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Spot:
    """What of a map is asked about: an element, a cell, a region, parts of elements; else all."""

    element_id: int | None = None
    cell: tuple[int, int] | None = None
    region: Region | None = None
    parts: Sequence[Part] | None = None

    def conditions(self) -> Conditions:
        """Return conditions on `interactions`."""
        conditions: list[str] = []
        parameters: dict[str, Any] = {}
        if self.element_id is not None:
            conditions.append("element_id = {element_id:UInt64}")
            parameters["element_id"] = self.element_id
        if self.cell is not None:
            conditions.append("(cell_x, cell_y) = ({cell_x:UInt16}, {cell_y:UInt16})")
            parameters |= {"cell_x": self.cell[0], "cell_y": self.cell[1]}
        if self.region is not None:
            conditions += [
                "page_x between {left:Int32} and {right:Int32}",
                "page_y between {top:Int32} and {bottom:Int32}",
            ]
            parameters |= {
                "left": self.region.left,
                "right": self.region.right,
                "top": self.region.top,
                "bottom": self.region.bottom,
            }
        if self.parts is not None:
            # By cells, as they are drawn: what is listed adds up to what is seen.
            conditions.append(
                "arrayExists(part -> part.1 = element_id and cell_x between part.2 and part.4"
                " and cell_y between part.3 and part.5, arrayZip({part_ids:Array(UInt64)},"
                " {lefts:Array(UInt16)}, {tops:Array(UInt16)}, {rights:Array(UInt16)},"
                " {bottoms:Array(UInt16)}))"
            )
            conditions.append("element_id in {part_ids:Array(UInt64)}")
            parameters |= {
                "part_ids": [one.element_id for one in self.parts],
                "lefts": [one.left for one in self.parts],
                "tops": [one.top for one in self.parts],
                "rights": [one.right for one in self.parts],
                "bottoms": [one.bottom for one in self.parts],
            }
        return conditions, parameters


def select_moments(
    warehouse: Warehouse,
    chosen: Chosen,
    stored: str,
    spot: Spot,
    *,
    after: Position | None,
    limit: int,
) -> list[Row]:
    """Return interactions, the newest first, those after a position; with their `key`."""
    conditions, parameters = _spot_conditions(chosen, stored, spot)
    if after is not None:
        conditions.append(
            f"(toUnixTimestamp64Milli(at), {MOMENT_KEY})"
            " < ({after_at:Int64}, {after_key:String})"
        )
        parameters |= {"after_at": after.value, "after_key": after.session_id}
    sql = f"""
        select session_id, tab_id, ms, page, element_id, node, page_x, page_y, viewport_width,
               duration_ms, value, visitor_id, device, browser, country, key
        from (
            select *, toUnixTimestamp64Milli(at) as ms, {MOMENT_KEY} as key
            from interactions where {" and ".join(conditions)}
            order by at desc, key desc
            limit {{limit:UInt32}}
        )
        order by ms desc, key desc
    """
    return warehouse.query(sql, {**parameters, "limit": limit})


def select_recorded(warehouse: Warehouse, project_id: str, ids: Sequence[str]) -> set[str]:
    """Return those of some sessions that can be replayed."""
    sql = """
        select session_id from sessions final
        where project_id = {project_id:String} and session_id in {ids:Array(String)}
          and has_recording
    """
    rows = warehouse.query(sql, {"project_id": project_id, "ids": list(ids)})
    return {row["session_id"] for row in rows}


def count_moments(warehouse: Warehouse, chosen: Chosen, stored: str, spot: Spot) -> Row:
    """Return `total` and `sessions`."""
    conditions, parameters = _spot_conditions(chosen, stored, spot)
    sql = f"""
        select count() as total, uniqExact(session_id) as sessions
        from interactions where {" and ".join(conditions)}
    """
    return warehouse.query(sql, parameters)[0]


def select_page_counts(warehouse: Warehouse, project_id: str, times: TimeRange) -> list[Row]:
    """Return `page`, `type` and `count` of interactions."""
    conditions, parameters = time_conditions("at", times)
    sql = f"""
        select page, type, count() as count from interactions
        where {" and ".join([IN_PROJECT, *conditions, "not bot", NOT_OWN])}
        group by page, type
        order by count desc
        limit {10 * MAX_KNOWN_PAGES}
    """
    return warehouse.query(sql, {**parameters, "project_id": project_id})


def select_page_views(warehouse: Warehouse, project_id: str, times: TimeRange) -> list[Row]:
    """Return `page`, `views`, and the newest `example_url` and `title` of each."""
    conditions, parameters = time_conditions("at", times)
    sql = f"""
        select page, count() as views, argMax(page_url, at) as example_url,
               argMax(title, at) as title
        from page_views
        where {" and ".join([IN_PROJECT, *conditions, "page != ''", NOT_OWN])}
        group by page
        order by views desc, page
        limit {MAX_KNOWN_PAGES}
    """
    return warehouse.query(sql, {**parameters, "project_id": project_id})


def select_snapshots(
    warehouse: Warehouse, project_id: str, pages: Sequence[str], times: TimeRange, session_id: str
) -> list[Row]:
    """Return the full snapshots of pages, the newest first; of one session where it is named."""
    conditions, parameters = time_conditions("at", times)
    if session_id:
        conditions.append("session_id = {session_id:String}")
        parameters["session_id"] = session_id
    sql = f"""
        select session_id, tab_id, toUnixTimestamp64Milli(at) as ms, page, viewport_width,
               viewport_height, structure, node_count, bytes
        from snapshots
        where project_id = {{project_id:String}} and page in {{pages:Array(String)}}
          {"".join(f" and {one}" for one in conditions)}
        order by at desc, session_id
        limit {MAX_SNAPSHOTS}
    """
    return warehouse.query(sql, {**parameters, "project_id": project_id, "pages": list(pages)})


def _spot_conditions(chosen: Chosen, stored: str, spot: Spot) -> Conditions:
    conditions, parameters = chosen.conditions([stored])
    of_spot, more = spot.conditions()
    return [*conditions, *of_spot], {**parameters, **more}
