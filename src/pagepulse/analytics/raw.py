"""The rows that all numbers are made of, as Parquet, for whoever computes numbers of their own."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Literal

from pyarrow import parquet

from pagepulse.analytics.queries import Question
from pagepulse.errors import LimitExceededError
from pagepulse.warehouse import Warehouse

RowKind = Literal["sessions", "pageViews", "customEvents"]
TABLES: Mapping[RowKind, str] = {
    "sessions": "sessions",
    "pageViews": "page_views",
    "customEvents": "custom_events",
}
ORDER: Mapping[RowKind, str] = {
    "sessions": "started_at, session_id",
    "pageViews": "at, session_id, page_view_id",
    "customEvents": "at, session_id, seq, position",
}
# A file is made in memory; three months of a site with a thousand visits a day.
MAX_RAW_ROWS = 100_000


def read_rows(warehouse: Warehouse, question: Question, kind: RowKind) -> bytes:
    """Return a Parquet file of the question's sessions, or of what happened in them.

    Its columns are those of the warehouse. Raises LimitExceededError `too_many_rows`: a part of
    the rows would look like all of them.
    """
    where, parameters = question.where() if kind == "sessions" else question.within()
    sql = f"""
        select * except (project_id) from {TABLES[kind]} final where {where}
        order by {ORDER[kind]} limit {{most:UInt32}}
    """
    rows = warehouse.query_columns(sql, {**parameters, "most": MAX_RAW_ROWS + 1})
    if rows.num_rows > MAX_RAW_ROWS:
        raise LimitExceededError(
            "too_many_rows",
            f"A file has {MAX_RAW_ROWS:,} rows at most: ask for fewer days, one after the other.",
            limit=MAX_RAW_ROWS,
        )
    file = io.BytesIO()
    parquet.write_table(rows, file)
    return file.getvalue()
