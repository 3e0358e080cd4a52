"""Errors of the pages, those of one cause together."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from pydantic import Field

from pagepulse.analytics.definitions import VISITOR, share
from pagepulse.analytics.queries import Question
from pagepulse.questions.filters import like_pattern
from pagepulse.warehouse import Warehouse
from pagepulse.wire import WireModel

# Numbers in a message are of the case, not of the cause: `order 481 not found`.
CAUSE = "replaceRegexpAll(message, '[0-9]+', '#')"


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


def read_errors(warehouse: Warehouse, question: Question, search: str, limit: int) -> ErrorTable:
    """Return the causes of the sessions' errors."""
    within, parameters = question.within()
    where, more = question.where()
    sql = f"""
        with (select count() from sessions final where {where}) as chosen
        select *, count() over () as causes, chosen from (
            select lower(hex(sipHash64({CAUSE}, source, line, column))) as group_id,
                   argMax((message, stack, session_id, tab_id), (at, session_id, seq, position))
                       as latest,
                   source, line, column, count() as count, uniqExact(session_id) as sessions,
                   uniqExact({VISITOR}) as visitors, topK(5)(page_url) as pages,
                   groupUniqArray(20)(browser) as browsers,
                   toUnixTimestamp64Milli(min(at)) as first_at,
                   toUnixTimestamp64Milli(max(at)) as last_at,
                   sum(count()) over () as errors_of_all
            from (select * from errors final where {within}) as thrown
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
    rows = warehouse.query(
        sql, {**parameters, **more, "search": search, "search_pattern": pattern, "limit": limit}
    )
    copied = (
        "group_id", "source", "line", "column", "count", "sessions", "visitors", "pages",
        "first_at", "last_at",
    )  # fmt: skip
    groups = [
        ErrorGroup(
            message=row["latest"][0],
            stack=row["latest"][1],
            last_session_id=row["latest"][2],
            last_tab_id=row["latest"][3],
            sessions_share=share(row["sessions"], row["chosen"]),
            browsers=sorted(filter(None, row["browsers"])),
            **{name: row[name] for name in copied},
        )
        for row in rows
    ]
    return ErrorTable(
        errors=groups,
        total=rows[0]["causes"] if rows else 0,
        count=rows[0]["errors_of_all"] if rows else 0,
    )
