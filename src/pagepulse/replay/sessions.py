"""The sessions list: one page of it, and what it can be filtered by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

from pagepulse.questions.cursors import Position, decode_cursor, encode_cursor
from pagepulse.questions.dates import TimeRange
from pagepulse.questions.filters import SessionFilter, happening, session_conditions
from pagepulse.replay.models import FilterValue, FilterValues, SessionList, SessionSummary
from pagepulse.replay.queries import (
    Order,
    Span,
    count_sessions,
    select_activity,
    select_event_names,
    select_filter_values,
    select_first_moments,
    select_sessions,
    select_top_pages,
)
from pagepulse.warehouse import Row, Warehouse

# Bars of the activity strip in a row of the list.
STRIP_PARTS = 30
# A tracker sends at least this often while something happens.
IN_PROGRESS_MS = 60_000

Sort = Literal[
    "-startedAt", "startedAt", "-duration", "duration", "-pageViews", "pageViews",
    "-clicks", "clicks", "-errors", "errors", "-events", "events",
]  # fmt: skip

SORT_EXPRESSIONS = {
    "startedAt": "toUnixTimestamp64Milli(started_at)",
    "duration": "toInt64(duration_ms)",
    "pageViews": "toInt64(page_view_count)",
    "clicks": "toInt64(click_count)",
    "errors": "toInt64(error_count)",
    "events": "toInt64(event_count)",
}

COPIED = (
    "session_id", "visitor_id", "identity", "started_at", "ended_at", "duration_ms",
    "has_recording",
    "entry_page_url", "exit_page_url", "page_view_count", "tab_count", "event_count",
    "click_count", "key_count", "custom_event_count", "error_count", "device", "browser",
    "browser_version", "os", "country", "language", "screen_width", "screen_height", "referrer",
    "utm_source", "utm_medium", "utm_campaign", "origin", "capture_reason",
    "recording_ids", "own",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListRequest:
    """One page of the list, as asked."""

    project_id: str
    chosen: SessionFilter
    sort: Sort
    cursor: str | None
    limit: int
    now_ms: int

    @property
    def question(self) -> str:
        """Return what a cursor is bound to: all that decides which rows come in which order."""
        chosen = self.chosen.model_dump()
        return msgspec.json.encode([self.project_id, self.sort, chosen]).decode()

    @property
    def order(self) -> Order:
        """Return the order of the rows."""
        return Order(SORT_EXPRESSIONS[self.sort.removeprefix("-")], self.sort.startswith("-"))


def list_sessions(warehouse: Warehouse, request: ListRequest) -> SessionList:
    """Return one page; raises InvalidInputError for dates and cursors that are none."""
    matching = session_conditions(request.chosen)
    after = decode_cursor(request.cursor, request.question) if request.cursor else None
    # One row more than wanted tells whether another page follows.
    rows = select_sessions(
        warehouse,
        request.project_id,
        matching,
        order=request.order,
        after=after,
        limit=request.limit + 1,
    )
    shown = rows[: request.limit]
    strips = read_strips(warehouse, request.project_id, shown)
    moments = _first_moments(warehouse, request, [row["session_id"] for row in shown])
    return SessionList(
        sessions=[
            summary_of(
                row,
                strips.get(row["session_id"], [0] * STRIP_PARTS),
                request.now_ms,
                moments.get(row["session_id"]),
            )
            for row in shown
        ],
        next_cursor=cursor_after(shown[-1], request) if len(rows) > request.limit else None,
        total=count_sessions(warehouse, request.project_id, matching),
    )


def _first_moments(
    warehouse: Warehouse, request: ListRequest, ids: list[str]
) -> dict[str, tuple[int, str]]:
    """Return when, and in which tab, the first of what happened was, of each session."""
    if not request.chosen.happened or not ids:
        return {}
    found, parameters = happening(request.chosen.happened[0], 0, request.chosen.range())
    if not found.moments:
        return {}
    asked = {**parameters, **found.parameters, "project_id": request.project_id}
    rows = select_first_moments(warehouse, found.moments, {**asked, "ids": ids})
    return {row["session_id"]: (row["ms"], row["tab"]) for row in rows}


def cursor_after(row: Row, request: ListRequest) -> str:
    """Return the cursor of the page that follows a row."""
    return encode_cursor(Position(int(row["sort_value"]), row["session_id"]), request.question)


def read_strips(
    warehouse: Warehouse, project_id: str, rows: list[Row], parts: int = STRIP_PARTS
) -> dict[str, list[int]]:
    """Return interactions per equal part of each session that has any."""
    spans = [Span(row["session_id"], row["started_at"], max(1, row["duration_ms"])) for row in rows]
    strips: dict[str, list[int]] = {}
    for row in select_activity(warehouse, project_id, spans, parts) if spans else []:
        strip = strips.setdefault(row["session_id"], [0] * parts)
        strip[row["part"]] = row["interactions"]
    return strips


def summary_of(
    row: Row, activity: list[int], now_ms: int, moment: tuple[int, str] | None = None
) -> SessionSummary:
    """Return what the list says about a row of `sessions`; `moment` is a time with its tab."""
    happened_at, tab_id = moment or (None, "")
    is_fresh = now_ms - row["received_at"] < IN_PROGRESS_MS
    return SessionSummary(
        **{name: row[name] for name in COPIED},
        in_progress=is_fresh and not row["ended"],
        activity=activity,
        happened_at=happened_at,
        happened_tab_id=tab_id,
    )


def list_filter_values(warehouse: Warehouse, project_id: str, times: TimeRange) -> FilterValues:
    """Return what the sessions of a time range can be filtered by."""
    rows = select_filter_values(warehouse, project_id, times)
    return FilterValues(
        devices=values_of(rows, "device"),
        browsers=values_of(rows, "browser"),
        oses=values_of(rows, "os"),
        countries=values_of(rows, "country"),
        capture_reasons=values_of(rows, "capture_reason"),
        sources=values_of(rows, "source"),
        channels=values_of(rows, "channel"),
        utm_mediums=values_of(rows, "utm_medium"),
        utm_campaigns=values_of(rows, "utm_campaign"),
        languages=values_of(rows, "language"),
        screens=values_of(rows, "screen"),
        entry_pages=values_of(rows, "entry_page"),
        exit_pages=values_of(rows, "exit_page"),
        events=[value_of(row) for row in select_event_names(warehouse, project_id, times)],
        page_urls=[value_of(row) for row in select_top_pages(warehouse, project_id, times)],
    )


def values_of(rows: list[Row], kind: str) -> list[FilterValue]:
    """Return the values of one kind."""
    return [value_of(row) for row in rows if row["kind"] == kind]


def value_of(row: Row) -> FilterValue:
    """Return one value with its count."""
    return FilterValue(value=row["value"], session_count=row["session_count"])
