"""SQL of heatmaps: every map is a sum over the facts, so every filter is exact."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pagepulse.heatmaps.filters import COUNTED_TYPES, WEIGHTS, Chosen, attribute_choices
from pagepulse.heatmaps.layout import EDGES
from pagepulse.heatmaps.reach import MAX_STEPS, STEP_PX
from pagepulse.ingest.interaction_rows import APPROXIMATE, SOURCE
from pagepulse.questions.filters import Conditions
from pagepulse.warehouse import Row, Warehouse

# Ids that an answer lists; the number of all stands beside them.
LISTED_SESSIONS = 1000
# A page has some hundred elements that are clicked; a hostile tracker can name any number.
MAX_ELEMENTS = 5_000
MAX_CELLS = 200_000
# Interactions without an element are gathered in squares of so many CSS px.
SQUARE_PX = 16
_MIDDLE = f"{SQUARE_PX} + {SQUARE_PX // 2}"
SQUARE_MIDDLE_X = f"intDiv(page_x, {SQUARE_PX}) * {_MIDDLE}"
SQUARE_MIDDLE_Y = f"intDiv(page_y, {SQUARE_PX}) * {_MIDDLE}"
# Pages that patterns and rules are matched against, and that a list shows.
MAX_KNOWN_PAGES = 20_000
# More days than any session has; a hostile clock may claim years.
MAX_SESSION_DAYS = 400

EDGE_LIST = ", ".join(map(str, EDGES))
EDGE = f"roundDown(viewport_width, [{EDGE_LIST}])"
# What is fixed lies on the viewport, not on the page.
LEFT = "if(bitAnd(flags, 1) = 1, x, page_x) - ex / 65535 * width"
TOP = "if(bitAnd(flags, 1) = 1, y, page_y) - ey / 65535 * height"
# A recording tells which element was pressed, not how large it is.
IS_APPROXIMATE = f"bitAnd(flags, {APPROXIMATE}) != 0"
# Bands of a landmark begin at a place of their own.
BANDED_TYPES = frozenset({"scroll", "attention"})
# Trackers tell what is seen in lines of 25 px, made of whole bands of a 64th of the landmark: how
# far such a line reaches below its place, in 1/65535. It depends on how high the landmark was.
LINE_REACH = "toUInt16(65535 * least(64, greatest(1, intDiv(25 * 64, greatest(height, 1)))) / 64)"
# What lists call the counts of `COUNTED_TYPES`.
COUNT_NAMES = ("clicks", "rage", "dead", "error")
HAS_PLACE = "(element_id != 0 or page_x != 0 or page_y != 0 or x != 0 or y != 0)"


def select_totals(warehouse: Warehouse, chosen: Chosen, stored: str) -> Row:
    """Return `total`, `approximate`, `visitors`, `sessions`, `session_ids`, `last_at` of a type."""
    conditions, parameters = chosen.conditions([stored])
    sql = f"""
        select count() as total, countIf({IS_APPROXIMATE}) as approximate,
               uniqExact(visitor_hash) as visitors,
               uniqExact(session_hash) as sessions,
               arraySort(groupUniqArray({LISTED_SESSIONS})(session_id)) as session_ids,
               toUnixTimestamp64Milli(max(at)) as last_at
        from interactions where {" and ".join(conditions)}
    """
    return warehouse.query(sql, parameters)[0]


def select_cells(warehouse: Warehouse, chosen: Chosen, stored: str) -> list[Row]:
    """Return by `element_id` its `cells`: tuples of ex, ey, count and weight, most first."""
    conditions, parameters = chosen.conditions([stored])
    is_banded = stored in BANDED_TYPES
    place = f"{LINE_REACH} as left, ey as top" if is_banded else "cell_x as left, cell_y as top"
    sql = f"""
        select element_id,
               arraySort(cell -> (-cell.3, cell.1, cell.2),
                         groupArray((left, top, count, weight))) as cells
        from (
            select element_id, {place}, toInt64(count()) as count,
                   sum({WEIGHTS.get(stored, "1")}) as weight
            from interactions
            where {" and ".join([*conditions, "element_id != 0"])}
            group by element_id, left, top
            order by count desc, element_id, left, top
            limit {MAX_CELLS}
        )
        group by element_id
    """
    return warehouse.query(sql, parameters)


def select_squares(warehouse: Warehouse, chosen: Chosen, stored: str) -> list[Row]:
    """Return the middle `x`, `y` of squares of the page, `count` and `weight`, at all widths."""
    conditions, parameters = chosen.conditions([stored])
    return warehouse.query(_squares("0", [*conditions, HAS_PLACE], stored), parameters)


def select_loose_squares(warehouse: Warehouse, chosen: Chosen, stored: str) -> list[Row]:
    """Return the squares of what has no element, by `edge`."""
    conditions, parameters = chosen.conditions([stored])
    loose = [*conditions, HAS_PLACE, "element_id = 0"]
    return warehouse.query(_squares(EDGE, loose, stored), parameters)


def _squares(edge: str, conditions: Sequence[str], stored: str) -> str:
    # The conditions look at a column `x` that is not the `x` of the answer. Narrow numbers, which
    # the engine groups by as one.
    return f"""
        select edge, square_x as x, square_y as y,
               count() as count, sum({WEIGHTS.get(stored, "1")}) as weight
        from (
            select {edge} as edge, toInt32({SQUARE_MIDDLE_X}) as square_x,
                   toInt32({SQUARE_MIDDLE_Y}) as square_y, duration_ms, value
            from interactions where {" and ".join(conditions)}
        )
        group by edge, x, y
        order by count desc, edge, x, y
        limit {MAX_CELLS}
    """


def select_boxes(warehouse: Warehouse, chosen: Chosen, types: Sequence[str]) -> list[Row]:
    """Return `element_id`, `edge` and medians of its box where it was seen.

    Where `is_approximate`, the box has no size: it lies where the element was pressed.
    """
    return warehouse.query(
        *_medians(
            chosen,
            types,
            {"box_x": LEFT, "box_y": TOP, "box_width": "width", "box_height": "height"},
        )
    )


def select_tops(warehouse: Warehouse, chosen: Chosen, types: Sequence[str]) -> list[Row]:
    """Return `element_id`, `edge`, `is_approximate` and `box_y` alone."""
    return warehouse.query(*_medians(chosen, types, {"box_y": TOP}))


def _medians(
    chosen: Chosen, types: Sequence[str], sides: Mapping[str, str]
) -> tuple[str, dict[str, Any]]:
    conditions, parameters = chosen.conditions(types)
    medians = ", ".join(f"quantile(0.5)({side}) as {name}" for name, side in sides.items())
    sql = f"""
        select element_id, {EDGE} as edge, {IS_APPROXIMATE} as is_approximate, {medians}
        from interactions where {" and ".join([*conditions, "element_id != 0"])}
        group by element_id, edge, is_approximate
        order by count() desc, element_id, edge, is_approximate
        limit {MAX_ELEMENTS}
    """
    return sql, parameters


def select_element_counts(warehouse: Warehouse, chosen: Chosen, stored: str) -> list[Row]:
    """Return counts of elements by `element_id`, most first.

    `count`, `weight`, `visitors` and `sessions` are of the stored type; `clicks`, `rage`, `dead`
    and `error` of their own.
    """
    types = sorted({*COUNTED_TYPES, stored})
    conditions, parameters = chosen.conditions(types)
    counts = ", ".join(
        f"countIf(type = '{stored}') as {name}"
        for name, stored in zip(COUNT_NAMES, COUNTED_TYPES, strict=True)
    )
    sql = f"""
        select element_id, countIf(type = {{type:String}}) as count,
               sumIf({WEIGHTS.get(stored, "1")}, type = {{type:String}}) as weight,
               {counts},
               uniqExactIf(visitor_hash, type = {{type:String}}) as visitors,
               uniqExactIf(session_hash, type = {{type:String}}) as sessions
        from interactions where {" and ".join([*conditions, "element_id != 0"])}
        group by element_id
        order by count desc, clicks desc, element_id
        limit {MAX_ELEMENTS}
    """
    return warehouse.query(sql, {**parameters, "type": stored})


def select_elements(warehouse: Warehouse, chosen: Chosen, ids: Sequence[int]) -> list[Row]:
    """Return `element_id`, `label`, `print` of elements, the newest of each."""
    sql = """
        select element_id, argMax(label, seen_at) as label, argMax(print, seen_at) as print
        from elements
        where project_id = {project_id:String} and page in {pages:Array(String)}
          and element_id in {ids:Array(UInt64)}
        group by element_id
    """
    return warehouse.query(
        sql, {"project_id": chosen.project_id, "pages": list(chosen.pages), "ids": list(ids)}
    )


def select_depths(warehouse: Warehouse, chosen: Chosen) -> list[Row]:
    """Return `edge`, `step`, `views`: how deep each page view of the pages came, in steps."""
    conditions, parameters = page_view_conditions(chosen)
    reach, reach_parameters = chosen.conditions(["scroll"])
    sql = f"""
        select {EDGE} as edge,
               least({MAX_STEPS}, intDiv(greatest(toInt64(viewport_height), deepest), {STEP_PX}))
                   as step,
               count() as views
        from (
            select page_view_id, viewport_width, viewport_height from page_views
            where {" and ".join(conditions)}
        ) as seen
        left join (
            select page_view_id, max(page_y) as deepest from interactions
            where {" and ".join(reach)}
            group by page_view_id
        ) as reached using page_view_id
        group by edge, step
    """
    return warehouse.query(sql, {**reach_parameters, **parameters})


def select_view_sizes(warehouse: Warehouse, chosen: Chosen) -> list[Row]:
    """Return `page_view_id` and the viewport's `width` and `height` of views of the pages."""
    conditions, parameters = page_view_conditions(chosen)
    sql = f"""
        select page_view_id, viewport_width as width, viewport_height as height from page_views
        where {" and ".join(conditions)}
    """
    return warehouse.query(sql, parameters)


def select_fold_heights(warehouse: Warehouse, chosen: Chosen) -> list[Row]:
    """Return `height` and `views` of the viewports that showed the pages."""
    conditions, parameters = page_view_conditions(chosen)
    sql = f"""
        select viewport_height as height, count() as views from page_views
        where {" and ".join([*conditions, "viewport_height > 0"])}
        group by height
    """
    return warehouse.query(sql, parameters)


def page_view_conditions(chosen: Chosen) -> Conditions:
    """Return conditions on `page_views` for the pages; attributes are the session's."""
    conditions, parameters = chosen.attribute_conditions("viewport_width")
    attributes = {condition for _, condition, _ in attribute_choices(chosen.visitors)}
    own = [one for one in conditions if one not in attributes]
    theirs = [one for one in conditions if one in attributes]
    if theirs:
        own.append(f"""session_id in (
            select session_id from (select *, {SOURCE} as source from sessions final
                                    where project_id = {{project_id:String}})
            where {" and ".join(theirs)}
        )""")
    parameters["pages"] = list(chosen.pages)
    return ["project_id = {project_id:String}", "page in {pages:Array(String)}", *own], parameters


def select_session_days(warehouse: Warehouse, project_id: str, ids: Sequence[str]) -> list[int]:
    """Return the days on which sessions were, one more at both ends, as numbers since 1970."""
    sql = """
        select toUInt16(toDate(started_at)) as first, toUInt16(toDate(ended_at)) as last
        from sessions final
        where project_id = {project_id:String} and session_id in {ids:Array(String)}
    """
    rows = warehouse.query(sql, {"project_id": project_id, "ids": list(ids)})
    ranges = (range(row["first"] - 1, row["last"] + 2)[:MAX_SESSION_DAYS] for row in rows)
    return sorted({day for days in ranges for day in days})


def select_known_pages(warehouse: Warehouse, project_id: str) -> list[str]:
    """Return the pages that were ever seen, the most frequent first."""
    sql = f"""
        select page from page_views
        where project_id = {{project_id:String}} and page != ''
        group by page order by count() desc, page limit {MAX_KNOWN_PAGES}
    """
    return [row["page"] for row in warehouse.query(sql, {"project_id": project_id})]
