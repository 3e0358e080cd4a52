"""Errors of the pages, those of one cause together."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from pydantic import Field

from pagepulse.analytics.definitions import VISITOR, share
from pagepulse.analytics.queries import Question
from pagepulse.questions.happenings import CAUSE, ERROR_GROUP
from pagepulse.questions.patterns import like_pattern
from pagepulse.warehouse import Row, Warehouse
from pagepulse.wire import WireModel

# Rows of `errors` that page views of one page threw.
ON_PAGE = """(session_id, page_view_id) in (
    select session_id, page_view_id from page_views
    where project_id = {project_id:String} and page = {of_page:String}
)"""

# Columns of the question that an answer gives as they are.
COPIED = (
    "group_id", "source", "line", "column", "count", "sessions", "visitors", "pages",
    "first_at", "last_at",
)  # fmt: skip


class ErrorGroup(WireModel):
    """All errors with one message, numbers aside, at one place of one script."""

    group_id: str = Field(description="16 hex digits, the same as long as message and place are.")
    message: str = Field(description="Of the latest one.")
    source: str
    line: int
    column: int
    stack: str
    count: int
    sessions: int
    visitors: int
    sessions_share: float = Field(description="Of all sessions that were chosen, 0…1.")
    pages: list[str] = Field(description="Addresses, the most frequent first.")
    browsers: list[str]
    first_at: int
    last_at: int
    last_session_id: str
    last_tab_id: str


class ErrorTable(WireModel):
    """Causes, those of most sessions first."""

    errors: list[ErrorGroup]
    total: int
    count: int = Field(description="Errors of all causes.")


def read_errors(
    warehouse: Warehouse, question: Question, search: str, limit: int, page: str = ""
) -> ErrorTable:
    """Return the causes of the sessions' errors; of one page, as pages are listed, if named."""
    within, parameters = question.within()
    where, more = question.where()
    thrown = f"{within} and {ON_PAGE}" if page else within
    sql = f"""
        with (select count() from sessions final where {where}) as chosen
        select *, count() over () as causes, chosen from (
            select {ERROR_GROUP} as group_id,
                   argMax((message, stack, session_id, tab_id), (at, session_id, seq, position))
                       as latest,
                   source, line, column, count() as count, uniqExact(session_id) as sessions,
                   uniqExact({VISITOR}) as visitors, topK(5)(page_url) as pages,
                   groupUniqArray(20)(browser) as browsers,
                   toUnixTimestamp64Milli(min(at)) as first_at,
                   toUnixTimestamp64Milli(max(at)) as last_at,
                   sum(count()) over () as errors_of_all
            from (select * from errors final where {thrown}) as thrown
            join (
                select session_id, toString(browser) as browser from sessions final where {where}
            ) as chosen_sessions using (session_id)
            group by {CAUSE}, source, line, column
        )
        where {{search:String}} = '' or latest.1 ilike {{search_pattern:String}}
              or source ilike {{search_pattern:String}}
        order by sessions desc, count desc, group_id
        limit {{limit:UInt32}}
    """
    pattern = f"%{like_pattern(search)}%"
    asked = {"search": search, "search_pattern": pattern, "limit": limit, "of_page": page}
    rows = warehouse.query(sql, {**parameters, **more, **asked})
    return ErrorTable(
        errors=[_group(row) for row in rows],
        total=rows[0]["causes"] if rows else 0,
        count=rows[0]["errors_of_all"] if rows else 0,
    )


def _group(row: Row) -> ErrorGroup:
    message, stack, session_id, tab_id = row["latest"]
    return ErrorGroup(
        message=message,
        stack=stack,
        last_session_id=session_id,
        last_tab_id=tab_id,
        sessions_share=share(row["sessions"], row["chosen"]),
        browsers=sorted(filter(None, row["browsers"])),
        **{name: row[name] for name in COPIED},
    )
