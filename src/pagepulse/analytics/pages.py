"""What sessions did page by page."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pagepulse.analytics.definitions import VISITOR, share
from pagepulse.analytics.models import PageRow, PageTable
from pagepulse.analytics.queries import Question
from pagepulse.questions.happenings import BOUNCED
from pagepulse.questions.patterns import like_pattern
from pagepulse.warehouse import Row, Warehouse

PageName = Literal["page", "url"]
NAMES: Mapping[PageName, str] = {"page": "if(page = '', page_url, page)", "url": "page_url"}
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
VIEW = "session_id, page_view_id"
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
    where, parameters = request.question.where()
    within, more = request.question.within()
    sql = f"""
        with views as ({views_sql(where, within, NAMES[request.by])})
        select *, count() over () as names_ from (
            select *, sum(page_views) over () as views_of_all_ from (
            select name, argMax(title, at) as title, count() as page_views,
                   uniqExact(visitor) as visitors, uniqExact(session_id) as sessions,
                   countIf(place = 1) as entries, countIf(place = places) as exits,
                   countIf(place = 1 and is_bounce) as bounces, avg(time_ms) as average_time,
                   sum(ifNull(rages, 0)) as rage_clicks,
                   sum(ifNull(deads, 0)) as dead_clicks, sum(ifNull(thrown, 0)) as errors,
                   {_mean("depth")} as scroll_depth, {_p75("lcp_")} as lcp, {_p75("inp_")} as inp,
                   {_p75("cls_")} as cls
            from (select * from views where {{only:String}} in ('', name)) as shown
            left join (
                select {VIEW}, countIf(type = 'rage') as rages, countIf(type = 'dead') as deads,
                       maxOrNullIf(least(1, page_y / page_height),
                                   type = 'scroll' and page_height > 0) as depth
                from interactions where {within} and type in ('rage', 'dead', 'scroll')
                group by {VIEW}
            ) as done using ({VIEW})
            left join (
                select {VIEW}, argMaxOrNullIf(value, moment, name = 'LCP') as lcp_,
                       argMaxOrNullIf(value, moment, name = 'INP') as inp_,
                       argMaxOrNullIf(value, moment, name = 'CLS') as cls_
                from (select *, tuple(at, seq, position) as moment from vitals where {within})
                group by {VIEW}
            ) as felt using ({VIEW})
            left join (
                select {VIEW}, count() as thrown from errors final where {within} group by {VIEW}
            ) as broken using ({VIEW})
            group by name
            )
        )
        where {{search:String}} = '' or name ilike {{search_pattern:String}}
        order by {SORTS[request.sort]} desc, page_views desc, name
        limit {{limit:UInt32}}
        settings join_use_nulls = 1
    """
    return warehouse.query(
        sql,
        {
            **parameters,
            **more,
            "search": request.search,
            "search_pattern": f"%{like_pattern(request.search)}%",
            "limit": request.limit,
            "only": request.only,
        },
    )


def views_sql(where: str, within: str, name: str) -> str:
    """Return page views with their place among those of the session and the time spent."""
    return f"""
        select session_id, page_view_id, {name} as name, title, at, is_bounce, visitor, started_at,
               row_number() over (partition by session_id order by at, page_view_id) as place,
               count() over (partition by session_id) as places,
               greatest(0, toUnixTimestamp64Milli(leadInFrame(at, 1, ended_at) over (
                   partition by session_id, tab_id order by at, page_view_id
                   rows between current row and unbounded following
               )) - toUnixTimestamp64Milli(at)) as time_ms
        from (select * from page_views final where {within}) as viewed
        join (
            select session_id, started_at, ended_at, {VISITOR} as visitor,
                   {BOUNCED} as is_bounce
            from sessions final where {where}
        ) as chosen using (session_id)
    """


def _mean(column: str) -> str:
    return f"if(count({column}) = 0, null, avg({column}))"


def _p75(column: str) -> str:
    """Return the 75th percentile of what is known, between neighbours as in a spreadsheet."""
    return f"if(count({column}) = 0, null, quantileExactInclusiveOrNull(0.75)({column}))"
