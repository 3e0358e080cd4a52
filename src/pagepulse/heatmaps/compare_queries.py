"""SQL of comparisons: what is true or false of each page view, so that two shares can be tested."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from pagepulse.heatmaps.filters import Chosen
from pagepulse.heatmaps.queries import MAX_ELEMENTS
from pagepulse.warehouse import Row, Warehouse

# What was sent without its page view counts once for its session.
PAGE_VIEW = "if(page_view_id = '', session_id, page_view_id)"


def select_element_hits(warehouse: Warehouse, chosen: Chosen, stored: str) -> list[Row]:
    """Return `element_id`, its `count` of interactions and the `hits`: page views that had any."""
    conditions, parameters = chosen.conditions([stored])
    sql = f"""
        select element_id, count() as count, uniqExact({PAGE_VIEW}) as hits
        from interactions where {" and ".join([*conditions, "element_id != 0"])}
        group by element_id
        order by count desc, element_id
        limit {MAX_ELEMENTS}
    """
    return warehouse.query(sql, parameters)
