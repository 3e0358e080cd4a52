"""SQL: what the DOM of each page was in each session."""

# ruff: noqa: S608  # statements are made of this module's constants; every value is bound

from __future__ import annotations

from dataclasses import replace

from pagepulse.annotations.changes import Change, Sighting, changes_of
from pagepulse.questions.dates import TimeRange
from pagepulse.questions.filters import time_conditions
from pagepulse.warehouse import Warehouse

# Before the range is looked so far for what a page was like until then, ms.
BEFORE_MS = 14 * 24 * 3600 * 1000
# The pages that most sessions saw; of rare ones a change cannot be told from chance.
MAX_PAGES = 40
# Sessions of each page, evenly spread: a change shows in a part as in all.
MAX_PER_PAGE = 400


def find_page_changes(warehouse: Warehouse, project_id: str, times: TimeRange) -> list[Change]:
    """Return when pages changed within a range, oldest first."""
    start = None if times.start_at is None else times.start_at - BEFORE_MS
    around, parameters = time_conditions("at", replace(times, start_at=start))
    where = " and ".join(["project_id = {project_id:String}", *around])
    rows = warehouse.query(
        f"""
        select page, structure, toUnixTimestamp64Milli(first) as first_at from (
            select page, session_id, min(at) as first, argMin(structure, at) as structure,
                   row_number() over (partition by page order by cityHash64(session_id)) as place
            from snapshots
            where {where} and page in (
                select page from snapshots where {where}
                group by page order by uniq(session_id) desc, page limit {MAX_PAGES}
            )
            group by page, session_id
        )
        where place <= {MAX_PER_PAGE}
        """,
        {**parameters, "project_id": project_id},
    )
    changes = changes_of(
        Sighting(row["page"], row["first_at"], int(row["structure"])) for row in rows
    )
    return [one for one in changes if times.start_at is None or one.at >= times.start_at]
