"""What sessions did page by page."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pagepulse.analytics.definitions import share
from pagepulse.analytics.models import PageRow, PageTable
from pagepulse.analytics.queries import FACTS, Question
from pagepulse.questions.patterns import like_pattern
from pagepulse.warehouse import Row, Warehouse

PageName = Literal["page", "url"]
LISTS: Mapping[PageName, str] = {"page": "view_pages", "url": "view_urls"}
# Of a page view: none of its name was before it in its session.
IS_FIRST: Mapping[PageName, str] = {"page": "bitTest(one.marks, 2)", "url": "nth = 1"}
PageSort = Literal[
    "pageViews", "visitors", "entries", "exits", "averageTime", "rageClicks", "deadClicks", "errors"
]
SORTS: Mapping[PageSort, str] = {
    "pageViews": "page_views",
    "visitors": "visitors",
    "entries": "entries",
    "exits": "exits",
    "averageTime": "average_time",
    "rageClicks": "rage_clicks",
    "deadClicks": "dead_clicks",
    "errors": "errors",
}
COPIED = (
    "title", "page_views", "visitors", "sessions", "entries", "exits", "average_time",
    "scroll_depth", "rage_clicks", "dead_clicks", "errors", "lcp", "inp", "cls",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which pages, named how, in which order."""

    question: Question
    by: PageName
    search: str
    sort: PageSort
    limit: int
    # Only this one, by its whole name.
    only: str = ""


def read_pages(warehouse: Warehouse, request: PageRequest) -> PageTable:
    """Return the pages of the sessions."""
    rows = _select(warehouse, request)
    return PageTable(
        pages=[_page(row) for row in rows],
        total=rows[0]["names_"] if rows else 0,
        page_views=rows[0]["views_of_all_"] if rows else 0,
    )


def _page(row: Row) -> PageRow:
    return PageRow(
        page_url=row["name"],
        bounce_rate=share(row["bounces"], row["entries"]) if row["entries"] else None,
        exit_rate=share(row["exits"], row["sessions"]),
        **{name: row[name] for name in COPIED},
    )


def _select(warehouse: Warehouse, request: PageRequest) -> list[Row]:
    where, parameters = request.question.facts()
    sql = f"""
        select *, count() over () as names_ from (
            select *, sum(page_views) over () as views_of_all_ from (
                select toString(name) as name, toString(argMax(title, at)) as title,
                       count() as page_views, uniqExact(visitor) as visitors,
                       sum(is_first) as sessions, sum(is_entry) as entries,
                       sum(is_exit) as exits, sum(is_entry and is_bounce) as bounces,
                       avg(time_ms) as average_time,
                       sum(rages) as rage_clicks, sum(deads) as dead_clicks, sum(thrown) as errors,
                       if(countIf(depth >= 0) = 0, null, avgIf(depth, depth >= 0)) as scroll_depth,
                       {_p75("lcp_")} as lcp, {_p75("inp_")} as inp, {_p75("cls_")} as cls
                from ({views_sql(where, request.by)})
                {"where name = {only:String}" if request.only else ""}
                group by name
            )
        )
        where {{search:String}} = '' or name ilike {{search_pattern:String}}
        order by {SORTS[request.sort]} desc, page_views desc, name
        limit {{limit:UInt32}}
    """
    asked = {
        "search": request.search,
        "search_pattern": f"%{like_pattern(request.search)}%",
        "limit": request.limit,
        "only": request.only,
    }
    return warehouse.query(sql, parameters | asked)


def views_sql(where: str, by: PageName) -> str:
    """Return the page views of facts, each as a row; those with `is_first` differ by name.

    Times and vitals of -1 are not known.
    """
    names = LISTS[by]
    return f"""
        select name, title, at, bitTest(one.marks, 0) as is_entry, bitTest(one.marks, 1) as is_exit,
               {IS_FIRST[by]} as is_first, bitTest(one.marks, 3) as is_bounce, one.ms as time_ms,
               one.rages as rages, one.deads as deads, one.errors as thrown, one.depth as depth,
               one.lcp as lcp_, one.inp as inp_, one.cls as cls_, visitor_hash as visitor,
               session_hash as session, started_at
        from {FACTS}
        array join {names} as name, arrayEnumerateUniq({names}) as nth, view_titles as title,
                   view_at as at, views as one
        where {where}
    """


def _p75(column: str) -> str:
    """Return the 75th percentile of what is known, between neighbours as in a spreadsheet."""
    is_known = f"{column} >= 0"
    return f"""if(countIf({is_known}) = 0, null,
                   quantileExactInclusiveIf(0.75)({column}, {is_known}))"""
