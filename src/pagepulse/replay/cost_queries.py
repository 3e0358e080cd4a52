"""SQL of what recording costs."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from pagepulse.questions.dates import TimeRange
from pagepulse.questions.filters import time_conditions
from pagepulse.replay.queries import all_of
from pagepulse.warehouse import Row, Warehouse

# A session that was active for seconds only would make its one full snapshot look like its minute.
LEAST_ACTIVE_MS = 60_000


def select_costs(warehouse: Warehouse, project_id: str, times: TimeRange) -> list[Row]:
    """Return a row for `all` and one per device, in `group`: pairs of median and 95th percentile.

    Only what trackers measured counts; bytes are those of the requests, compressed.
    """
    conditions, parameters = time_conditions("started_at", times)
    sql = f"""
        with greatest(active_ms, {LEAST_ACTIVE_MS}) / 60000 as minutes
        select arrayJoin(['all', if(device = '', 'unknown', toString(device))]) as group,
               count() as session_count,
               quantilesExactInclusive(0.5, 0.95)(work_ms / minutes) as work_per_minute,
               quantilesExactInclusive(0.5, 0.95)(work_ms) as work,
               quantilesExactInclusive(0.5, 0.95)(longest_ms) as longest,
               max(longest_ms) as longest_max,
               quantilesExactInclusive(0.5, 0.95)(snapshot_ms) as snapshot,
               quantilesExactInclusive(0.5, 0.95)(sent_bytes / minutes) as bytes_per_minute
        from (
            select session_id, device from sessions final where {all_of(conditions)}
        ) as visited
        inner join (
            select session_id, sum(active_ms) as active_ms, sum(work_ms) as work_ms,
                   max(longest_ms) as longest_ms, max(snapshot_ms) as snapshot_ms
            from (select * from costs final where project_id = {{project_id:String}})
            group by session_id
        ) as cost using (session_id)
        inner join (
            select session_id, sum(body_bytes) as sent_bytes
            from (select * from batches final where project_id = {{project_id:String}})
            group by session_id
        ) as sent using (session_id)
        group by group
        order by session_count desc, group
    """
    return warehouse.query(sql, {**parameters, "project_id": project_id})
