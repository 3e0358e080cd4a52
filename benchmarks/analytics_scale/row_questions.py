"""The questions of analytics as SQL of SQLite, with the answers in the shape that is compared."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

Answer = Mapping[Any, Sequence[float | None]]
STEPS = 4

CHOSEN = "started_at >= :start and started_at < :end and not bot"
SUMS = """
count(*), count(distinct case visitor when '' then 's' || id else visitor end), sum(page_views),
sum(page_views <= 1 and custom_events = 0), sum(ended_at - started_at),
sum(rages + deads + errors > 0), sum(custom_events), sum(errors), sum(rages), sum(deads)
"""
NEW = """
select count(distinct case s.visitor when '' then 's' || s.id else s.visitor end) from sessions s
where {chosen} and (s.visitor = '' or not exists (
    select 1 from sessions o where o.visitor = s.visitor and o.started_at < s.started_at
))
"""
DEPTH = """
select avg(deepest) from (
    select max(i.depth) as deepest from sessions s
    join page_views v on v.session = s.id
    join interactions i on i.view = v.id and i.type = 'scroll'
    where {chosen} group by v.id
)
"""
MEDIAN = """
select avg(length) from (
    select ended_at - started_at as length, row_number() over (order by ended_at - started_at) as n,
           count(*) over () as total
    from sessions s where {chosen}
) where n in ((total + 1) / 2, (total + 2) / 2)
"""
PAGES = """
with viewed as (
    select v.id, v.page, v.session, s.visitor, s.id as sid, s.page_views, s.custom_events, v.at,
           row_number() over (partition by v.session order by v.at, v.id) as place,
           count(*) over (partition by v.session) as places,
           lead(v.at, 1, s.ended_at) over (partition by v.session order by v.at, v.id) - v.at
               as spent
    from sessions s join page_views v on v.session = s.id where {chosen}
), acted as (
    select i.view, sum(i.type = 'rage') as rages, sum(i.type = 'dead') as deads,
           max(case i.type when 'scroll' then i.depth end) as depth
    from viewed v join interactions i on i.view = v.id
    where i.type in ('rage', 'dead', 'scroll') group by i.view
), thrown as (
    select e.view, count(*) as errors from viewed v join errors e on e.view = v.id group by e.view
), felt as (
    select v.page, t.name, t.value,
           row_number() over (partition by v.page, t.name order by t.value) - 1 as n,
           (count(*) over (partition by v.page, t.name) - 1) * 0.75 as at
    from viewed v join vitals t on t.view = v.id where t.name in ('LCP', 'INP', 'CLS')
), quarters as (
    select page, name, sum(value * (1 - abs(n - at))) as value from felt
    where abs(n - at) < 1 group by page, name
)
select v.page, count(*),
       count(distinct case v.visitor when '' then 's' || v.sid else v.visitor end),
       count(distinct v.session), sum(place = 1), sum(place = places),
       sum(place = 1 and page_views <= 1 and custom_events = 0), avg(spent), sum(ifnull(rages, 0)),
       sum(ifnull(deads, 0)), sum(ifnull(errors, 0)), avg(depth),
       (select value from quarters q where q.page = v.page and q.name = 'LCP'),
       (select value from quarters q where q.page = v.page and q.name = 'INP'),
       (select value from quarters q where q.page = v.page and q.name = 'CLS')
from viewed v left join acted on acted.view = v.id left join thrown on thrown.view = v.id
group by v.page
"""
LINKS = """
with viewed as (
    select v.session, v.page, v.at, v.id,
           lag(v.page) over (partition by v.session order by v.at, v.id) as before
    from sessions s join page_views v on v.session = s.id where {chosen}
), walked as (
    select session, page, row_number() over (partition by session order by at, id) as step,
           lead(page) over (partition by session order by at, id) as next
    from viewed where before is null or before != page
)
select step, page, next, count(*) from walked where step <= :steps group by step, page, next
"""


class RowQuestions:
    """Asks one range and filter; `condition` is SQL on `sessions`."""

    def __init__(
        self, connection: sqlite3.Connection, start: int, end: int, condition: str
    ) -> None:
        """Take Unix ms."""
        self._connection = connection
        self._parameters = {"start": start, "end": end, "steps": STEPS}
        self._chosen = f"{CHOSEN} and {condition}"

    def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(
            sql.replace("{chosen}", self._chosen), self._parameters
        ).fetchall()

    def overview(self) -> Answer:
        """Return all numbers of the range."""
        (sums,) = self._rows(f"select {SUMS} from sessions s where {{chosen}}")
        new, depth, median = (self._rows(sql)[0][0] for sql in (NEW, DEPTH, MEDIAN))
        return {"": [*sums, new, depth, median]}

    def timeseries(self) -> Answer:
        """Return sums by day of UTC."""
        day = "date(started_at / 1000, 'unixepoch')"
        return _by_name(
            self._rows(f"select {day}, {SUMS} from sessions s where {{chosen}} group by 1")
        )

    def breakdown(self) -> Answer:
        """Return sums by country."""
        return _by_name(
            self._rows(f"select country, {SUMS} from sessions s where {{chosen}} group by 1")
        )

    def pages(self) -> Answer:
        """Return the table of pages."""
        return _by_name(self._rows(PAGES))

    def journeys(self) -> Answer:
        """Return by step and page the sessions that saw it, and how many ended there."""
        nodes: dict[tuple[int, str], list[float | None]] = {}
        for step, page, following, count in self._rows(LINKS):
            seen, ended = nodes.get((step, page), [0, 0])
            nodes[step, page] = [
                (seen or 0) + count,
                (ended or 0) + (count if not following else 0),
            ]
        return nodes


def _by_name(rows: Sequence[tuple[Any, ...]]) -> Answer:
    return {row[0]: row[1:] for row in rows}
